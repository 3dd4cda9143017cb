//! Declares what holds numbers: metrics, values and knobs of calls, each with its type, range and cells.

use std::collections::BTreeSet;

use brownout_expr::ast::{Place, Stmt};
use brownout_expr::lower::{Ctx, Subject, Want};
use brownout_expr::ops::Rule;
use brownout_expr::parse;
use brownout_expr::scope::{Access, Names, Quantity, Source};
use brownout_expr::types::{Ty, Unit as LangUnit, WordSet};

use super::{Compiler, names};
use crate::decode::{Expression, Name, Range};
use crate::diagnostic::Code as Kind;
use crate::model::Unit;
use crate::text::Text;

/// The name of the metric that the status ladder stands for.
pub(super) const STATUS: &str = "status";

impl Compiler<'_> {
    /// A range as numbers.
    pub(super) fn range(&mut self, range: &Range, ty: Ty) -> Option<(f64, f64)> {
        let draw = self.parsed(range, parse::parse_draw(range))?;
        let Some(high) = &draw.high else {
            self.error(Kind::BadRange, range.pos(), "A range has two ends: `0 to 1`.");
            return None;
        };
        let ctx = Ctx::read(Subject::None);
        let mut ends = [0.0; 2];
        for (end, node) in ends.iter_mut().zip([&draw.low, high]) {
            let (code, _) = self.lower_node(range, node, ctx, Want::Fits(ty), &[])?;
            let Some(x) = code.constant() else {
                self.error(Kind::NotConstant, range.pos(), "The ends of a range are constants.");
                return None;
            };
            *end = x;
        }
        if ends[0] > ends[1] {
            let message = "This range is empty: its first end is above its second.";
            self.error_help(Kind::BadRange, range.pos(), message, "Write the lower end first: `0 to 1`.");
            return None;
        }
        Some((ends[0], ends[1]))
    }

    pub(super) fn rule(&mut self, ty: Ty, range: Option<(f64, f64)>, own: Option<u32>) -> u32 {
        let words = match ty {
            Ty::Word(set) => Some((0.0, self.symbols.word_list(set).len().saturating_sub(1) as f64)),
            Ty::Truth => Some((0.0, 1.0)),
            // What is measured is never negative unless somebody says so; a bare number may be.
            Ty::Num(unit) if unit != LangUnit::Any => Some((0.0, Rule::FREE.high)),
            _ => None,
        };
        let (low, high) = range.or(words).unwrap_or((Rule::FREE.low, Rule::FREE.high));
        let whole = matches!(ty, Ty::Num(LangUnit::Count) | Ty::Truth | Ty::Word(_));
        let rule = Rule { low, high, whole, own };
        if let Some(at) = self.rules.iter().position(|r| *r == rule) {
            return at as u32;
        }
        self.rules.push(rule);
        (self.rules.len() - 1) as u32
    }

    pub(super) fn declare_status(&mut self) {
        if self.doc.status.is_empty() {
            return;
        }
        // The ladder is written worst first; a rung's number counts from the best, so that `status -= 1` is one better.
        let mut words: Vec<String> = self.doc.status.keys().map(str::to_owned).collect();
        words.reverse();
        let set = self.words(STATUS, words);
        let column = self.cells.column();
        let rule = self.rule(Ty::Word(set), None, None);
        self.symbols.metrics.insert(
            STATUS,
            Quantity { ty: Ty::Word(set), source: Source::Stored(column), access: Access::Write(rule) },
        );
    }

    pub(super) fn word_set(&mut self, owner: &Text, unit: Option<Unit>, one_of: &[Name]) -> Option<WordSet> {
        if unit != Some(Unit::Word) {
            return None;
        }
        if one_of.is_empty() {
            self.error_help(
                Kind::MissingKey,
                owner.pos(),
                format!("`{}` is a word, and its words are missing.", owner.as_str()),
                "Add `one-of: [ a, b ]`.",
            );
        }
        Some(self.words(owner.as_str(), one_of.iter().map(|w| w.as_str().to_owned()).collect()))
    }

    pub(super) fn declare_metrics(&mut self) {
        let split = self.split_metrics();
        for item in self.doc.metrics.iter() {
            let name = item.key.as_str();
            let set = self.word_set(&item.key, item.value.unit, &item.value.one_of);
            let ty = names::ty(item.value.unit.unwrap_or(Unit::Number), set);
            if let Some(text) = &item.value.is {
                let quantity = self.formula(text, ty, item.value.start.as_deref());
                self.symbols.metrics.insert(name, quantity);
                continue;
            }
            let range = item.value.range.as_ref().and_then(|range| self.range(range, ty));
            let column = self.cells.column();
            let own = split.contains(name).then(|| self.cells.column() - column);
            let rule = self.rule(ty, range, own);
            self.symbols
                .metrics
                .insert(name, Quantity { ty, source: Source::Stored(column), access: Access::Write(rule) });
        }
    }

    fn formula(&mut self, text: &Expression, ty: Ty, start: Option<&Text>) -> Quantity {
        if let Some(start) = start {
            self.error_help(
                Kind::ReadOnly,
                start.pos(),
                "What follows a formula has no first value.",
                "Leave `start` out, or `is`.",
            );
        }
        // One that is wrong is known all the same, so that its uses are not reported too.
        let source = match self.read_expr(text, ty == Ty::Truth) {
            Some(body) => Source::Formula(Box::new(body)),
            None => Source::Constant(0.0),
        };
        let access = Access::ReadOnly("it follows a formula. Set what the formula reads.");
        Quantity { ty, source, access }
    }

    /// The metrics that a level cascade writes: these keep own and inherited parts apart.
    fn split_metrics(&mut self) -> BTreeSet<String> {
        let mut split = BTreeSet::new();
        if !self.level {
            return split;
        }
        let Some(apply) = self.doc.cascade.as_ref().and_then(|c| c.apply.as_ref()) else {
            return split;
        };
        let Ok(script) = parse::parse_script(apply) else {
            return split;
        };
        let mut stack: Vec<&Stmt> = script.iter().map(|s| &s.node).collect();
        while let Some(stmt) = stack.pop() {
            match stmt {
                Stmt::Assign { place: Place::Name(name), .. } => {
                    split.insert(name.node.clone());
                }
                Stmt::If { arms, otherwise } => {
                    stack.extend(arms.iter().flat_map(|arm| arm.body.iter().map(|s| &s.node)));
                    stack.extend(otherwise.iter().flatten().map(|s| &s.node));
                }
                _ => {}
            }
        }
        split
    }

    pub(super) fn declare_values(&mut self) {
        for item in self.doc.values.iter() {
            let name = item.key.as_str();
            let set = self.word_set(&item.key, item.value.unit, &item.value.one_of);
            let ty = names::ty(item.value.unit.unwrap_or(Unit::Number), set);
            if let Some(text) = &item.value.is {
                let quantity = self.formula(text, ty, item.value.start.as_deref());
                self.symbols.values.insert(name, quantity);
                continue;
            }
            let range = item.value.range.as_ref().and_then(|range| self.range(range, ty));
            let cell = self.cells.alloc(1);
            let rule = self.rule(ty, range, None);
            self.symbols
                .values
                .insert(name, Quantity { ty, source: Source::Stored(cell), access: Access::Write(rule) });
        }
    }

    pub(super) fn declare_links(&mut self) {
        let mut knobs: Names<()> = Names::default();
        for service in self.doc.services.iter() {
            for callee in service.value.links.iter() {
                for knob in callee.value.keys() {
                    knobs.insert(knob, ());
                }
            }
        }
        for knob in knobs.names() {
            let base = self.cells.alloc(self.cells.calls);
            let rule = self.rule(Ty::Num(LangUnit::Any), None, None);
            self.symbols.links.insert(
                knob,
                Quantity { ty: Ty::Num(LangUnit::Any), source: Source::Stored(base), access: Access::Write(rule) },
            );
        }
    }
}
