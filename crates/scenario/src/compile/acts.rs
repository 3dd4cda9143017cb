//! Actions: an action's fields over its group's.

use brownout_expr::lower::{Ctx, Role, Subject, Want};
use brownout_expr::ops::Code;
use brownout_expr::scope::{ActionSym, Kind, TemplateCode};
use brownout_expr::types::{Ty, Unit as LangUnit};
use brownout_sim::plan::{Action, Claim, Group, ListOf, Param, ParamKind};

use super::names::nearest;
use super::{Compiler, names};
use crate::decode::Script;
use crate::diagnostic::Code as DiagnosticCode;
use crate::model::{self, ActionBody, Refusal, WhenWrong};
use crate::text::Text;

/// Most ticks that an action may take.
const TICKS_MAX: f64 = 1_000.0;

/// The name of the parameter that is the target: `target`, or the first service.
pub(super) fn target_of(sym: &ActionSym) -> Option<&str> {
    if sym.params.get("target").is_some_and(|p| p.ty == Ty::Service) {
        return Some("target");
    }
    sym.params.iter().find(|(name, p)| p.ty == Ty::Service && *name == "target").map(|(name, _)| name)
}

impl<'a> Compiler<'a> {
    /// Own body, then the group's.
    fn bodies_of(&self, action: &'a model::Action) -> (Vec<&'a ActionBody>, Option<&'a str>) {
        let mut bodies = vec![&action.body];
        let group = action.group.as_ref().map(|g| g.as_str());
        if let Some(group) = group.and_then(|g| self.doc.action_groups.get(g)) {
            bodies.push(&group.body);
        }
        (bodies, group)
    }

    /// Parameters in order: the group's, then its own; its own replace the group's of the same name.
    pub(super) fn params_of(&self, action: &'a model::Action) -> Vec<(&'a Text, &'a model::Param)> {
        let (bodies, _) = self.bodies_of(action);
        let mut params: Vec<(&Text, &model::Param)> = Vec::new();
        for body in bodies.iter().rev() {
            for item in body.with.iter() {
                match params.iter().position(|(name, _)| name.as_str() == item.key.as_str()) {
                    Some(at) => params[at] = (&item.key, &item.value),
                    None => params.push((&item.key, &item.value)),
                }
            }
        }
        params
    }

    pub(super) fn lower_actions(&mut self) {
        let doc = self.doc;
        for item in doc.action_groups.iter() {
            let label = names::label(item.value.body.label.as_ref(), item.key.as_str());
            self.plan.groups.push(Group { name: item.key.as_str().to_owned(), label });
        }
        for index in 0..self.symbols.actions.len() as u32 {
            let name = self.symbols.actions.name(index).to_owned();
            let count_cell = self.cells.alloc(1);
            let action = match doc.actions.item(&name) {
                Some(item) => self.lower_action(index, &item.key, &item.value, count_cell),
                None => self.built_in_wait(count_cell),
            };
            self.plan.actions.push(action);
        }
    }

    fn built_in_wait(&mut self, count_cell: u32) -> Action {
        let group = self.group_index("pass", "Wait");
        Action {
            name: "wait".to_owned(),
            label: "Wait".to_owned(),
            about: "Lets one tick pass.".to_owned(),
            group,
            wait: true,
            aside: false,
            by: Vec::new(),
            params: Vec::new(),
            target: None,
            needs: Vec::new(),
            wrong_when: Code::empty(),
            claim: None,
            skip_if_wrong: true,
            effect: Code::empty(),
            on_wrong: Code::empty(),
            always: Code::empty(),
            ticks: 1,
            count_cell,
        }
    }

    fn group_index(&mut self, name: &str, label: &str) -> u32 {
        if let Some(at) = self.plan.groups.iter().position(|g| g.name == name) {
            return at as u32;
        }
        self.plan.groups.push(Group { name: name.to_owned(), label: label.to_owned() });
        (self.plan.groups.len() - 1) as u32
    }

    fn lower_action(&mut self, index: u32, key: &Text, action: &'a model::Action, count_cell: u32) -> Action {
        let name = key.as_str();
        let (bodies, group) = self.bodies_of(action);
        let group = self.group_of(action, group);
        let params = self.lower_params(index, action);
        let target = self.symbols.actions.at(index).and_then(|sym| target_of(sym).and_then(|t| sym.params.index(t)));
        let subject = if target.is_some() { Subject::Current(Kind::Service) } else { Subject::None };
        let read = Ctx::read(subject).action(index);
        let by = bodies.iter().find_map(|b| b.by.as_ref()).map_or_else(Vec::new, |by| self.roles(by));
        let needs = self.needs(&bodies, read);
        let effect_ctx = read.role(Role::Effect);
        let (own, shared) = (bodies.first(), bodies.get(1));
        let mut script = |text: Option<&Script>, field: &str| match text {
            Some(text) => self.script(text, effect_ctx, &format!("actions.{name}.{field}"), &[]),
            None => Code::empty(),
        };
        let effect = script(own.and_then(|b| b.effect.as_ref()), "effect");
        let always = script(shared.and_then(|b| b.effect.as_ref()), "group-effect");
        let on_wrong = script(bodies.iter().find_map(|b| b.on_wrong.as_ref()), "on-wrong");
        let wrong_when = bodies
            .iter()
            .find_map(|b| b.wrong_when.as_ref())
            .map_or_else(Code::empty, |text| self.condition(text, read));
        let claim = self.claim(&bodies, read);
        let when_wrong = bodies.iter().find_map(|b| b.when_wrong).unwrap_or(WhenWrong::Skip);
        let aside = bodies.iter().find_map(|b| b.aside).is_some_and(|flag| flag.value);
        let ticks = self.ticks_of(&bodies, aside);
        if let Some(refusal) = bodies.iter().find_map(|b| b.refusal)
            && (refusal == Refusal::Free) != self.plan.time.refusal_free
        {
            self.error_help(
                DiagnosticCode::NotSupportedYet,
                key.pos(),
                "Whether refusals cost is said once for the pack, under `time`, in this version.",
                "Move `refusal` there.",
            );
        }
        Action {
            name: name.to_owned(),
            label: names::label(action.body.label.as_ref(), name),
            about: names::sentence(action.body.about.as_ref()),
            group,
            wait: name == "wait",
            aside,
            by,
            params,
            target,
            needs,
            wrong_when,
            claim,
            skip_if_wrong: when_wrong == WhenWrong::Skip,
            effect,
            on_wrong,
            always,
            ticks,
            count_cell,
        }
    }

    /// The palette's group that the action names, or the one that actions are in that name none.
    fn group_of(&mut self, action: &'a model::Action, group: Option<&str>) -> u32 {
        if let Some(given) = &action.group
            && self.doc.action_groups.get(given.as_str()).is_none()
        {
            let near = nearest(given, self.doc.action_groups.keys());
            let message = format!("No action group `{}`.", given.as_str());
            let help = "Groups stand under `action-groups`.".to_owned();
            self.unknown(DiagnosticCode::UnknownGroup, given, message, near, Some(help));
        }
        self.group_index(group.unwrap_or("act"), "Act")
    }

    /// What must hold, and what is said where it does not.
    fn needs(&mut self, bodies: &[&'a ActionBody], read: Ctx) -> Vec<(Code, TemplateCode)> {
        let mut needs = Vec::new();
        for need in bodies.iter().flat_map(|body| &body.needs.0) {
            let condition = self.condition(&need.key, read);
            let reason = self.template(&need.value, read.role(Role::Shown));
            needs.push((condition, reason));
        }
        needs
    }

    /// What the action says that may be right or not.
    fn claim(&mut self, bodies: &[&'a ActionBody], read: Ctx) -> Option<Claim> {
        let right_when = bodies.iter().find_map(|b| b.right_when.as_ref());
        let sure = bodies.iter().find_map(|b| b.sure.as_ref());
        if let (None, Some(sure)) = (right_when, sure) {
            self.error_help(
                DiagnosticCode::MissingKey,
                sure.pos(),
                "How sure something is said is told only next to whether it is right.",
                "Add `right-when`.",
            );
        }
        right_when.map(|text| Claim {
            right: self.condition(text, read),
            sure: sure
                .and_then(|text| self.expr(text, read, Want::Fits(Ty::Num(LangUnit::Ratio))))
                .map(|(code, _)| code),
        })
    }

    /// How many ticks the action takes; none, if it is taken beside the run.
    fn ticks_of(&mut self, bodies: &[&'a ActionBody], aside: bool) -> u32 {
        let text = bodies.iter().find_map(|b| b.cost.as_ref().and_then(|c| c.ticks.as_ref()));
        let ticks = match text.and_then(|text| Some((text, self.constant(text, Want::Anything)?))) {
            Some((_, x)) if (0.0..=TICKS_MAX).contains(&x) && x.fract() == 0.0 => x as u32,
            Some((text, _)) => {
                let message = format!("`ticks` is a whole number from 0 to {TICKS_MAX}.");
                self.error(DiagnosticCode::BadNumber, text.pos(), message);
                1
            }
            None => 1,
        };
        if let (true, Some(text)) = (aside && ticks != 0, text) {
            self.error_help(
                DiagnosticCode::NotConstant,
                text.pos(),
                "What is taken beside the run costs nothing.",
                "Leave `cost` out, or `aside`.",
            );
        }
        if aside { 0 } else { ticks }
    }

    /// Whether a parameter is written into the configuration of the target.
    fn writes(&self, action: &'a model::Action, param: &str) -> bool {
        let (bodies, _) = self.bodies_of(action);
        let scripts = bodies.iter().flat_map(|body| body.effect.iter().chain(&body.on_wrong));
        let wanted = format!("write {param}");
        scripts.into_iter().any(|script| script.contains(&wanted))
    }

    /// What a list parameter holds.
    fn list_kind(&mut self, key: &Text, param: &model::Param) -> ParamKind {
        let of = match param.is {
            Some(model::ParamKind::Services) => ListOf::Services,
            Some(model::ParamKind::Moments) => {
                // The world knows alerts then: when they began is part of what happened.
                self.plan.alerts_in_tick = true;
                ListOf::Moments
            }
            _ if param.one_of.is_empty() => ListOf::Anything,
            _ => {
                let is =
                    |words: &[String]| words.iter().map(String::as_str).eq(param.one_of.iter().map(|w| w.as_str()));
                let known = self.symbols.words.iter().position(|(owner, words)| owner == key.as_str() && is(words));
                ListOf::Words(known.map_or(0, |index| index as u32))
            }
        };
        ParamKind::List(of)
    }

    fn lower_params(&mut self, index: u32, action: &'a model::Action) -> Vec<Param> {
        let mut params = Vec::new();
        for (key, param) in self.params_of(action) {
            let Some(sym) = self.symbols.actions.at(index).and_then(|a| a.params.get(key)).cloned() else {
                continue;
            };
            let kind = match sym.ty {
                Ty::Service => ParamKind::Service,
                Ty::Fault => ParamKind::Fault,
                Ty::Word(set) => ParamKind::Word(set.0),
                Ty::Truth => ParamKind::Flag,
                Ty::Num(unit) => {
                    let (low, high) = param
                        .range
                        .as_ref()
                        .and_then(|range| self.range(range, sym.ty))
                        .unwrap_or((f64::MIN, f64::MAX));
                    ParamKind::Number { unit, low, high }
                }
                Ty::Datum if param.is == Some(model::ParamKind::Map) => {
                    let loose = param.loose.as_ref().and_then(|text| self.constant(text, Want::Fits(Ty::Truth)));
                    ParamKind::Map { writes: self.writes(action, key), loose: loose == Some(1.0) }
                }
                Ty::Datum => self.list_kind(key, param),
                Ty::Text | Ty::Never => ParamKind::Text,
            };
            let default = param.default.as_ref().and_then(|text| {
                let subject = if key.as_str() == "target" { Subject::None } else { Subject::Current(Kind::Service) };
                let want = if sym.ty == Ty::Num(LangUnit::Any) { Want::Anything } else { Want::Fits(sym.ty) };
                self.expr(text, Ctx::read(subject).action(index), want).map(|(code, _)| code)
            });
            let label = names::label(param.label.as_ref(), key);
            params.push(Param {
                name: key.as_str().to_owned(),
                label,
                kind,
                default,
                cell: sym.cell,
                answers: sym.answers,
            });
        }
        params
    }
}
