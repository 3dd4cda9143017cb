//! Faults: a kind's fields under the fault's own, each script lowered for the fault's own service.

use brownout_expr::ast::{BinOp, Expr, ExprNode, Pattern};
use brownout_expr::lower::{Ctx, Formula, Role, Subject};
use brownout_expr::ops::Code;
use brownout_expr::scope::PatternCode;
use brownout_sim::plan::{self, Cure, Deed};

use super::Compiler;
use super::names::nearest;
use crate::decode::{Expression, Item};
use crate::diagnostic::Code as Kind;
use crate::model::{Fault, FaultBody};

/// How many kinds may build on each other.
const LIKE_MAX: usize = 16;

impl<'a> Compiler<'a> {
    /// The fault's own body, then its kind's, then the kinds that this builds on.
    pub(super) fn bodies(&self, index: usize) -> (Vec<&'a FaultBody>, Vec<&'a str>) {
        let mut bodies = Vec::new();
        let mut kinds = Vec::new();
        let Some(item) = self.doc.faults.iter().nth(index) else {
            return (bodies, kinds);
        };
        bodies.push(&item.value.body);
        let mut next = item.value.kind.as_ref().or(item.value.body.like.as_ref());
        while let Some(name) = next {
            let Some(kind) = self.doc.fault_kinds.get(name.as_str()) else {
                break;
            };
            if kinds.len() >= LIKE_MAX || kinds.contains(&name.as_str()) {
                break;
            }
            kinds.push(name.as_str());
            bodies.push(&kind.body);
            next = kind.body.like.as_ref();
        }
        (bodies, kinds)
    }

    /// Parameters of a fault: its own over its kind's.
    pub(super) fn fault_with(&self, index: usize) -> Vec<(&'a str, &'a Expression)> {
        let mut with: Vec<(&'a str, &'a Expression)> = Vec::new();
        for body in self.bodies(index).0 {
            for item in body.with.iter() {
                if !with.iter().any(|(name, _)| *name == item.key.as_str()) {
                    with.push((item.key.as_str(), &item.value));
                }
            }
        }
        with
    }

    pub(super) fn lower_faults(&mut self) {
        self.check_kinds();
        for index in 0..self.doc.faults.len() {
            let fault = self.lower_fault(index);
            self.plan.faults.push(fault);
        }
    }

    fn check_kinds(&mut self) {
        let doc = self.doc;
        let named = doc
            .faults
            .iter()
            .filter_map(|f| f.value.kind.as_ref())
            .chain(doc.faults.iter().filter_map(|f| f.value.body.like.as_ref()))
            .chain(doc.fault_kinds.iter().filter_map(|k| k.value.body.like.as_ref()));
        for name in named {
            if doc.fault_kinds.get(name.as_str()).is_none() {
                let near = nearest(name, doc.fault_kinds.keys());
                let message = format!("No fault kind `{}`.", name.as_str());
                let help = "Kinds stand under `fault-kinds`.".to_owned();
                self.unknown(Kind::UnknownFaultKind, name, message, near, Some(help));
            }
        }
        for kind in doc.fault_kinds.iter() {
            let mut seen = vec![kind.key.as_str()];
            let mut next = kind.value.body.like.as_ref();
            while let Some(name) = next {
                if seen.contains(&name.as_str()) {
                    // A kind that only leads into the circle is not at fault.
                    if name.as_str() == kind.key.as_str() {
                        self.error_help(
                            Kind::KindCircle,
                            name.pos(),
                            format!("`{}` builds on itself by `like`.", kind.key.as_str()),
                            "Take one `like` of the circle out.",
                        );
                    }
                    break;
                }
                seen.push(name.as_str());
                next = doc.fault_kinds.get(name.as_str()).and_then(|k| k.body.like.as_ref());
            }
        }
    }

    fn lower_fault(&mut self, index: usize) -> plan::Fault {
        let (mut bodies, kinds) = self.bodies(index);
        let item = self.doc.faults.iter().nth(index);
        let name = item.map_or("", |i| i.key.as_str());
        let number = index as u32;
        let home = self.symbols.faults.at(number).map_or(0, |f| f.home);
        // What a kind that is not there would have brought is unknown, not wrong.
        if item.is_some_and(|item| self.lacks_kind(&item.value)) {
            bodies.clear();
        }
        if let Some(item) = item {
            self.check_parameters(&item.value, &bodies);
        }
        let formulas = self.formulas(&bodies);
        let read = Ctx::read(Subject::None).fault(number, home);
        let world = read.role(Role::World);
        let place = |field: &str| format!("faults.{name}.{field}");
        let first = |pick: &dyn Fn(&'a FaultBody) -> Option<&'a crate::decode::Script>| {
            bodies.iter().find_map(|body| pick(body))
        };
        let mut script = |text: Option<&crate::decode::Script>, field: &str| match text {
            Some(text) => self.script(text, world, &place(field), &formulas),
            None => Code::empty(),
        };
        let begins = script(first(&|b| b.begins.as_ref()), "begins");
        let program = script(first(&|b| b.program.as_ref()), "program");
        let ends = script(first(&|b| b.ends.as_ref()), "ends");
        let healing = script(first(&|b| b.healing.as_ref()), "healing");
        let mut condition =
            |text: Option<&crate::decode::Condition>| text.map(|text| self.condition_with(text, read, &formulas));
        let starts = condition(bodies.iter().find_map(|b| b.starts.as_ref()));
        let contained_when = condition(bodies.iter().find_map(|b| b.contained_when.as_ref()));
        let cured_when = condition(bodies.iter().find_map(|b| b.cured_when.as_ref()));
        let breaks = self.lower_breaks(index, &bodies);
        let known_by = self.known_by(index, &bodies, &breaks);
        let masked_by = self.masks_of(index, &bodies);
        let cured_by = self.cures(&bodies, read, home, &formulas);
        let helped_by = self.helps(&bodies, read, home, &formulas);
        let cured_when =
            cured_when.or_else(|| self.all_restored(number).filter(|_| !breaks.is_empty() && cured_by.is_empty()));
        if let Some(item) = item {
            let restores = !breaks.is_empty() && self.writes_config();
            self.check_cure(item, &bodies, restores);
        }
        let label = bodies.iter().find_map(|b| b.label.as_ref()).map(|t| t.trim().to_owned());
        let kind_columns = kinds.iter().filter_map(|kind| self.symbols.kinds.get(kind).copied()).collect();
        plan::Fault {
            name: name.to_owned(),
            label: label.unwrap_or_else(|| super::names::label(None, name)),
            because: bodies.iter().find_map(|b| b.because.as_ref()).map_or(String::new(), |t| t.trim().to_owned()),
            home,
            kind_columns,
            starts,
            begins,
            program,
            contained_when,
            cured_by,
            cured_when,
            helped_by,
            ends,
            healing,
            breaks,
            known_by,
            masked_by,
        }
    }

    /// The deeds that cure it.
    fn cures(&mut self, bodies: &[&'a FaultBody], read: Ctx, home: u32, formulas: &[Formula]) -> Vec<Cure> {
        let mut cures = Vec::new();
        for text in bodies.iter().find_map(|b| b.cured_by.as_ref()).into_iter().flatten() {
            if let Some((pattern, written)) = self.pattern(text, read, Some(home), formulas) {
                let deed = self.deed_of(&written, Some(home));
                let mut cure = Cure { pattern, deed, after: Vec::new(), asks: Vec::new(), never: false };
                self.asks(&mut cure, &written, read, home);
                cures.push(cure);
            }
        }
        cures
    }

    /// The deeds that help on the way.
    fn helps(&mut self, bodies: &[&'a FaultBody], read: Ctx, home: u32, formulas: &[Formula]) -> Vec<PatternCode> {
        let mut helps = Vec::new();
        for text in bodies.iter().find_map(|b| b.helped_by.as_ref()).into_iter().flatten() {
            if let Some((pattern, _)) = self.pattern(text, read, Some(home), formulas) {
                helps.push(pattern);
            }
        }
        helps
    }

    /// That something cures it. `restores`: what it breaks can be written right again.
    fn check_cure(&mut self, item: &'a Item<Fault>, bodies: &[&'a FaultBody], restores: bool) {
        let name = item.key.as_str();
        let deeds = bodies.iter().find_map(|b| b.cured_by.as_ref());
        if deeds.is_none_or(Vec::is_empty)
            && bodies.iter().all(|b| b.cured_when.is_none())
            && !self.lacks_kind(&item.value)
            && !self.cured_elsewhere(name)
            && !restores
        {
            self.error_help(
                Kind::NoCure,
                item.key.pos(),
                format!("Nothing cures `{name}`: no `cured-by` and no `cured-when`. The scenario cannot be won."),
                "Name an action that cures it: `cured-by: [ rollback ]`.",
            );
        }
    }

    /// Whether an action writes into a configuration.
    fn writes_config(&self) -> bool {
        let actions = self.doc.actions.iter().map(|a| &a.value.body);
        let groups = self.doc.action_groups.iter().map(|g| &g.value.body);
        let mut effects = actions.chain(groups).flat_map(|body| body.effect.iter().chain(&body.on_wrong));
        effects.any(|script| script.contains("write ") || script.contains("config("))
    }

    /// Whether the fault names a kind that is not there, itself or by way of another.
    fn lacks_kind(&self, fault: &'a Fault) -> bool {
        let mut next = fault.kind.as_ref().or(fault.body.like.as_ref());
        for _ in 0..LIKE_MAX {
            let Some(name) = next else { return false };
            let Some(kind) = self.doc.fault_kinds.get(name.as_str()) else {
                return true;
            };
            next = kind.body.like.as_ref();
        }
        false
    }

    /// A parameter that the kind does not have and that no text of the fault names is a slip of the pen.
    fn check_parameters(&mut self, fault: &'a Fault, bodies: &[&'a FaultBody]) {
        let Some((own, kinds)) = bodies.split_first() else {
            return;
        };
        for item in own.with.iter() {
            let name = item.key.as_str();
            let known = kinds.iter().any(|kind| kind.with.get(name).is_some());
            if known || bodies.iter().any(|body| body.mentions(name)) {
                continue;
            }
            let near = nearest(name, kinds.iter().flat_map(|kind| kind.with.keys()));
            let of = fault.kind.as_ref().map_or_else(|| "This fault".to_owned(), |kind| format!("`{}`", kind.as_str()));
            let message = format!("{of} has no parameter `{name}`, and nothing reads it.");
            let help = "Take it out, or use it in `program`.".to_owned();
            self.unknown(Kind::UnknownParameter, &item.key, message, near, Some(help));
        }
    }

    /// Whether a script of the scenario cures the fault (`cure root`).
    fn cured_elsewhere(&self, name: &str) -> bool {
        let wanted = format!("cure {name}");
        let scripts = self
            .doc
            .timeline
            .iter()
            .map(|t| &t.value.script)
            .chain(self.doc.rules.iter())
            .chain(self.doc.before.iter())
            .chain(self.doc.tally.iter());
        let actions = self.doc.actions.iter().map(|a| &a.value.body);
        let groups = self.doc.action_groups.iter().map(|g| &g.value.body);
        let effects = actions.chain(groups).flat_map(|body| body.effect.iter().chain(&body.on_wrong));
        let kinds = self.doc.fault_kinds.iter().map(|k| &k.value.body);
        let faults = self.doc.faults.iter().map(|f| &f.value.body).chain(kinds);
        let of_faults =
            faults.flat_map(|body| [&body.begins, &body.program, &body.ends, &body.healing].into_iter().flatten());
        scripts.chain(effects).chain(of_faults).any(|script| script.contains(&wanted))
    }

    fn formulas(&mut self, bodies: &[&'a FaultBody]) -> Vec<Formula> {
        let mut formulas: Vec<Formula> = Vec::new();
        for body in bodies {
            for item in body.lets.iter() {
                if formulas.iter().any(|f| f.name == item.key.as_str()) {
                    continue;
                }
                // One that is wrong is known all the same, so that its uses are not reported too.
                let body = self
                    .read_expr(&item.value, false)
                    .unwrap_or_else(|| ExprNode::new(Expr::Bool(false), brownout_expr::span::Span::default()));
                formulas.push(Formula { name: item.key.as_str().to_owned(), body });
            }
        }
        formulas
    }

    /// A pattern as a player would do it: its target, and what its condition fixes (`verb == restart`).
    pub(super) fn deed_of(&self, pattern: &Pattern, home: Option<u32>) -> Deed {
        let Some(action) = pattern.action.as_ref() else {
            return Deed::default();
        };
        let mut deed = Deed { action: action.node.clone(), args: Vec::new() };
        let Some(sym) = self.symbols.actions.get(&action.node) else {
            return deed;
        };
        if let Some(target) = super::acts::target_of(sym) {
            let at = match &pattern.at {
                Some(at) if self.symbols.services.index(&at.node).is_some() => at.node.clone(),
                _ => home.map_or_else(String::new, |home| self.symbols.services.name(home).to_owned()),
            };
            if !at.is_empty() {
                deed.args.push((target.to_owned(), at));
            }
        }
        if let Some(filter) = &pattern.filter {
            fixed(filter, &mut |name, value| {
                if sym.params.get(name).is_some() && !deed.args.iter().any(|(n, _)| n == name) {
                    deed.args.push((name.to_owned(), value.to_owned()));
                }
            });
        }
        deed
    }
}

/// Walks a conjunction and tells each `name == word`.
fn fixed(node: &ExprNode, tell: &mut impl FnMut(&str, &str)) {
    match &node.node {
        Expr::Binary(BinOp::And, a, b) => {
            fixed(a, tell);
            fixed(b, tell);
        }
        Expr::Binary(BinOp::Eq, a, b) => {
            if let Expr::Name(name) = &a.node {
                match &b.node {
                    Expr::Name(word) => tell(name, word),
                    Expr::Number { .. } | Expr::Bool(_) => tell(name, &brownout_expr::print::expr(&b.node)),
                    _ => {}
                }
            }
        }
        Expr::In(needle, options) => {
            if let (Expr::Name(name), Some(Expr::Name(word))) = (&needle.node, options.first().map(|o| &o.node)) {
                tell(name, word);
            }
        }
        Expr::Name(flag) => tell(flag, "true"),
        _ => {}
    }
}
