//! Scripted players: lists of deeds, checked against the actions.

use brownout_expr::ast::{self, Expr, ExprNode, UnOp};
use brownout_expr::datum::{self, Datum};
use brownout_expr::lower::{Ctx, Subject, Want, literal as literal_number};
use brownout_expr::ops::Code;
use brownout_expr::parse;
use brownout_expr::types::{Ty, WordSet};
use brownout_sim::act::LIST_MAX;
use brownout_sim::moment::tick_of;
use brownout_sim::plan::{Deed, ListOf, ParamKind};

use super::Compiler;
use super::names::nearest;
use crate::diagnostic::{Code as Kind, Diagnostic};
use crate::model;
use crate::text::Text;

/// A scripted player.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Play {
    /// Its name.
    pub name: String,
    /// Its steps in order.
    pub steps: Vec<PlayStep>,
    /// What it may come to, if it is a trap.
    pub trap: Option<Trap>,
}

/// What a play may come to that looks right and is not.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Trap {
    /// What tempts to it, and why it does not do.
    pub about: String,
    /// The most that the grade may be behind it.
    pub at_most: f64,
    /// What else must hold behind it, with its text.
    pub holds: Option<(Code, String)>,
}

/// A step of a scripted player.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum PlayStep {
    /// A deed, so many times. `target: loudest` stands for the service that looks worst at the time.
    Deed(Deed, u32),
    /// The first deed that cures this fault (by index), if there is one.
    Cure(u32),
}

/// The deed that stands for whatever cures a fault: `cure root`.
const CURE: &str = "cure";
/// The word that stands for the service that looks worst.
pub const LOUDEST: &str = "loudest";

impl Compiler<'_> {
    pub(super) fn plays(&mut self) -> Vec<Play> {
        let doc = self.doc;
        let mut plays = Vec::new();
        for item in doc.plays.iter() {
            let steps = self.steps(&item.value);
            plays.push(Play { name: item.key.as_str().to_owned(), steps, trap: None });
        }
        for item in doc.traps.iter() {
            if let Some(play) = doc.plays.item(&item.key) {
                let message = format!("`{}` is a play too; players are called by name.", item.key.as_str());
                let found = Diagnostic::error(Kind::BadPlay, item.key.pos(), message).help("Give one another name.");
                self.out.push(found.related(play.key.pos(), "first here"));
            }
            if item.value.deeds.is_empty() {
                let message = format!("The trap `{}` does nothing.", item.key.as_str());
                self.error_help(Kind::MissingKey, item.key.pos(), message, "Add `deeds:`.");
            }
            let steps = self.steps(&item.value.deeds);
            let trap = self.trap(&item.value);
            plays.push(Play { name: item.key.as_str().to_owned(), steps, trap });
        }
        plays
    }

    fn steps(&mut self, deeds: &[crate::decode::Deed]) -> Vec<PlayStep> {
        let mut steps = Vec::new();
        for text in deeds {
            let Some(deed) = self.parsed(text, parse::parse_deed(text)) else {
                continue;
            };
            if let Some(step) = self.play_step(text, &deed) {
                steps.push(step);
            }
        }
        steps
    }

    /// What a trap may come to. A bound that no grade can pass would hold nothing.
    fn trap(&mut self, trap: &model::Trap) -> Option<Trap> {
        let holds = trap.holds.as_ref();
        let holds = holds.map(|text| (self.condition(text, Ctx::read(Subject::None)), text.trim().to_owned()));
        let at_most = self.constant(&trap.at_most, Want::Anything)?;
        if self.doc.score.as_ref().is_some_and(|score| score.grade.is_some()) {
            let (low, high) = self.plan.score.range;
            if !(low..high).contains(&at_most) {
                let message = format!("The grade goes from {low} to {high}; a bound lies below its end.");
                self.error(Kind::BadNumber, trap.at_most.pos(), message);
                return None;
            }
        }
        let about = trap.about.as_ref().map_or(String::new(), |text| text.trim().to_owned());
        Some(Trap { about, at_most, holds })
    }

    pub(super) fn play_step(&mut self, text: &Text, deed: &ast::Deed) -> Option<PlayStep> {
        let action = &deed.action;
        if let (CURE, Some(fault)) = (action.node.as_str(), &deed.at) {
            let index = self.symbols.faults.index(&fault.node);
            // A fault that was not picked needs no cure.
            if index.is_none() && !self.absent.fault(&fault.node) {
                self.unknown_fault(&text.part(fault.span.start, fault.span.end));
            }
            return index.map(PlayStep::Cure);
        }
        let place = |name: &ast::Name| text.part(name.span.start, name.span.end);
        let Some(sym) = self.symbols.actions.get(&action.node).cloned() else {
            self.unknown_action(&place(action));
            return None;
        };
        let mut args = Vec::new();
        if let Some(at) = &deed.at {
            let Some(target) = super::acts::target_of(&sym) else {
                let message = format!("`{}` has no target.", action.node);
                let help = format!("Write `{}` alone, or give the action a parameter that `is: service`.", action.node);
                self.error_help(Kind::BadPlay, place(at).pos(), message, help);
                return None;
            };
            if at.node != LOUDEST && !self.is_service(&place(at)) {
                return None;
            }
            args.push((target.to_owned(), at.node.clone()));
        }
        for (name, value) in &deed.with {
            if sym.params.get(&name.node).is_none() {
                let list: Vec<&str> = sym.params.names().collect();
                let message =
                    format!("`{}` has no parameter `{}`. Its parameters: {}.", action.node, name.node, list.join(", "));
                self.error(Kind::BadPlay, place(name).pos(), message);
                return None;
            }
            let written = match &value.node {
                Expr::Map(_) => text.get(value.span.start as usize..value.span.end as usize).map(str::to_owned),
                _ => literal(value),
            };
            match written {
                Some(value) => args.push((name.node.clone(), value)),
                None => {
                    self.error(
                        Kind::BadPlay,
                        text.place(value.span.start, value.span.end),
                        "A player gives a word, a number or a text here.",
                    );
                    return None;
                }
            }
        }
        for (name, value) in &deed.with {
            self.check_value(text, &deed.action.node, &name.node, value);
        }
        Some(PlayStep::Deed(Deed { action: action.node.clone(), args }, deed.times))
    }

    /// Whether a player can go there; says so if not.
    fn is_service(&mut self, name: &Text) -> bool {
        if self.symbols.services.index(name).is_some() {
            return true;
        }
        if self.absent.has(name) {
            let message = format!("`{}` takes no part here.", name.as_str());
            self.error_help(Kind::BadPlay, name.pos(), message, "Add it to `take`.");
        } else {
            self.unknown_service(name);
        }
        false
    }

    /// Checks what a player gives against the parameter.
    fn check_value(&mut self, text: &Text, action: &str, name: &str, value: &ExprNode) {
        let place = text.part(value.span.start, value.span.end);
        let Some(param) = self.symbols.actions.get(action).and_then(|a| a.params.get(name)) else {
            return;
        };
        let wanted = match (param.ty, &value.node) {
            (Ty::Word(set), Expr::Name(word)) => {
                if self.symbols.word(set, word).is_none() {
                    let words = self.symbols.word_list(set);
                    let near = nearest(word, words.iter().map(String::as_str));
                    let message = format!("`{name}` has no word `{word}`.");
                    let help = format!("Words: {}.", words.join(", "));
                    self.unknown(Kind::BadPlay, &place, message, near, Some(help));
                }
                return;
            }
            (Ty::Service, Expr::Name(word)) => {
                if word != LOUDEST {
                    self.is_service(&place);
                }
                return;
            }
            (Ty::Fault, Expr::Name(word)) => {
                if self.symbols.faults.index(word).is_none() && !self.absent.fault(word) {
                    self.unknown_fault(&place);
                }
                return;
            }
            (Ty::Num(_), Expr::Number { .. } | Expr::Unary(UnOp::Neg, _)) => {
                let want = Want::Fits(param.ty);
                self.lower_node(text, value, Ctx::read(Subject::None), want, &[]);
                return;
            }
            (Ty::Datum, Expr::Map(_)) if self.takes_map(action, name) => {
                if let Err(error) = place.get(..).map_or(Ok(Datum::Missing), datum::read) {
                    self.error(Kind::BadPlay, place.pos(), error.to_string());
                }
                return;
            }
            (Ty::Truth, Expr::Bool(_)) | (Ty::Text, Expr::Text(_) | Expr::Name(_)) => return,
            (Ty::Datum, Expr::List(items)) if !self.takes_map(action, name) => {
                return self.check_list(text, action, name, items);
            }
            (Ty::Word(_), _) => "one of its words",
            (Ty::Service, _) => "a service",
            (Ty::Fault, _) => "a fault",
            (Ty::Truth, _) => "`true` or `false`",
            (Ty::Text, _) => "a text in quotes",
            (Ty::Datum, _) if self.takes_map(action, name) => "paths and values in braces: `{ a.b: 10 }`",
            (Ty::Datum, _) => "a list",
            (Ty::Num(_) | Ty::Never, _) => "a number",
        };
        self.error(Kind::BadPlay, place.pos(), format!("`{name}` of `{action}` is {wanted}."));
    }

    /// Whether a parameter takes paths and values.
    fn takes_map(&self, action: &str, name: &str) -> bool {
        let params = self.plan.action(action).and_then(|index| self.plan.actions.get(index)).map(|a| &a.params);
        let param = params.and_then(|params| params.iter().find(|param| param.name == name));
        param.is_some_and(|param| matches!(param.kind, ParamKind::Map { .. }))
    }

    /// Checks what a player gives as a list.
    fn check_list(&mut self, text: &Text, action: &str, name: &str, items: &[ExprNode]) {
        let params = self.plan.action(action).and_then(|index| self.plan.actions.get(index)).map(|a| &a.params);
        let kind = params.and_then(|params| params.iter().find(|param| param.name == name)).map(|param| &param.kind);
        let Some(&ParamKind::List(of)) = kind else { return };
        for item in items {
            let place = text.part(item.span.start, item.span.end);
            match (of, &item.node) {
                (ListOf::Services, Expr::Name(_)) => {
                    self.is_service(&place);
                }
                (ListOf::Services, _) => {
                    self.error(Kind::BadPlay, place.pos(), format!("`{name}` of `{action}` holds services."));
                }
                (ListOf::Words(set), Expr::Name(word) | Expr::Text(word)) => {
                    let words = self.symbols.word_list(WordSet(set));
                    if !words.contains(word) {
                        let near = nearest(word, words.iter().map(String::as_str));
                        let message = format!("`{name}` has no word `{word}`.");
                        let help = format!("Words: {}.", words.join(", "));
                        self.unknown(Kind::BadPlay, &place, message, near, Some(help));
                    }
                }
                (ListOf::Moments, Expr::Text(moment)) if tick_of(moment).is_some() => {}
                (ListOf::Moments, _) => {
                    let message = format!("`{name}` of `{action}` holds moments: tick and name, in quotes.");
                    self.error_help(Kind::BadPlay, place.pos(), message, "Write `'12 rollback at db'`, for example.");
                }
                _ => {}
            }
        }
        if items.len() > LIST_MAX {
            let place = text.part(items[LIST_MAX].span.start, items[LIST_MAX].span.end);
            self.error(Kind::TooMany, place.pos(), format!("A list has at most {LIST_MAX} elements."));
        }
    }
}

/// A literal as a structured value.
fn datum(node: &ExprNode) -> Option<Datum> {
    match &node.node {
        Expr::Name(text) | Expr::Text(text) => Some(Datum::text(text)),
        Expr::Bool(flag) => Some(Datum::Flag(*flag)),
        Expr::Number { digits, unit } => literal_number(digits, *unit).map(|(x, _)| Datum::Number(x)),
        Expr::Unary(UnOp::Neg, inner) => match datum(inner)? {
            Datum::Number(x) => Some(Datum::Number(-x)),
            _ => None,
        },
        Expr::List(items) => items.iter().map(datum).collect::<Option<Vec<_>>>().map(Datum::List),
        _ => None,
    }
}

/// A parameter's value as the player's text.
fn literal(node: &ExprNode) -> Option<String> {
    match &node.node {
        Expr::List(_) => datum(node).map(|list| list.canonical()),
        Expr::Name(name) | Expr::Text(name) => Some(name.clone()),
        Expr::Bool(_) | Expr::Number { .. } => Some(brownout_expr::print::expr(&node.node)),
        Expr::Unary(UnOp::Neg, inner) => literal(inner).map(|text| format!("-{text}")),
        _ => None,
    }
}
