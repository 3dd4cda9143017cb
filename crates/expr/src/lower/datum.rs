//! Lists as they are written, and questions about what a symbol stands for.

use super::Lower;
use crate::ast::{Expr, ExprNode};
use crate::datum::Datum;
use crate::error::Code as ErrorCode;
use crate::ops::{Ask, Op};
use crate::types::{Ty, WordSet};

impl Lower<'_> {
    /// `[a, 'b c', 3]`: a value that is known before the run. A name stands for itself.
    pub(super) fn list(&mut self, items: &[ExprNode]) -> Ty {
        let items = items.iter().map(|item| self.element(item)).collect();
        let symbol = self.cells.symbol(&Datum::List(items).canonical());
        self.constant(f64::from(symbol), Ty::Datum)
    }

    fn element(&mut self, node: &ExprNode) -> Datum {
        match &node.node {
            Expr::Text(text) => return Datum::text(text),
            Expr::List(items) => return Datum::List(items.iter().map(|item| self.element(item)).collect()),
            Expr::Name(name) if self.is_word(name) => return Datum::text(name),
            _ => {}
        }
        let mark = self.emit.here();
        let ty = self.expr(node);
        let known = self.emit.constant_since(mark);
        self.emit.rewind(mark);
        let found = known.and_then(|x| self.datum_of(ty, x));
        if found.is_none() && !self.errors.iter().any(|e| e.span == node.span) {
            self.error_help(
                ErrorCode::NotHere,
                node.span,
                "A list holds what is known before the run: names, words, texts and numbers.",
                "Put a text in quotes.",
            );
        }
        found.unwrap_or_default()
    }

    /// Whether a name is a service, or a word that something may be.
    fn is_word(&self, name: &str) -> bool {
        let hidden = self.locals.iter().any(|local| local.name == name);
        let symbols = self.symbols;
        let known = symbols.services.index(name).is_some()
            || symbols.words.iter().any(|(_, words)| words.iter().any(|word| word == name));
        known && !hidden
    }

    fn datum_of(&self, ty: Ty, x: f64) -> Option<Datum> {
        let named = |name: &str| (!name.is_empty()).then(|| Datum::text(name));
        match ty {
            Ty::Num(_) => Some(Datum::Number(x)),
            Ty::Truth => Some(Datum::Flag(x != 0.0)),
            Ty::Service => named(self.symbols.services.name(x as u32)),
            Ty::Fault => named(self.symbols.faults.name(x as u32)),
            Ty::Word(WordSet(set)) => {
                let words = self.symbols.word_list(WordSet(set));
                words.get(x as usize).and_then(|word| named(word))
            }
            Ty::Text | Ty::Datum | Ty::Never => None,
        }
    }

    /// Whether a name holds a text or a structured value here, rather than naming a set.
    pub(super) fn holds_value(&mut self, name: &str) -> bool {
        let of_param = self
            .ctx
            .action
            .and_then(|action| self.symbols.actions.at(action))
            .and_then(|action| action.params.get(name))
            .map(|param| param.ty);
        let of_run = || self.symbols.values.get(name).map(|value| value.ty);
        let of_setting = || self.symbols.settings.get(name).map(|(ty, _)| *ty);
        let local = self.locals.iter().rev().find(|local| local.name == name).map(|local| local.ty);
        let metric = || self.symbols.metrics.get(name).filter(|_| self.has_service()).map(|metric| metric.ty);
        let ty = local.or(of_param).or_else(metric).or_else(of_run).or_else(of_setting);
        matches!(ty, Some(Ty::Text | Ty::Datum))
    }

    /// A question about lists and texts; gives the type of the answer.
    pub(super) fn ask(&mut self, ask: Ask, args: &[&ExprNode], gives: Ty) -> Ty {
        for arg in args {
            let ty = self.expr(arg);
            let fits = ty == Ty::Datum || (ask == Ask::Size && ty == Ty::Text);
            if fits || self.errors_in(arg.span) {
                continue;
            }
            let message = match ask {
                Ask::Size => format!(
                    "A set, a list, a map or a text is needed here, this is {}. Sets: services, callers, callees, \
                     calls, faults, conditions or a tag.",
                    ty.describe()
                ),
                _ => format!("A list is needed here, this is {}.", ty.describe()),
            };
            self.error_help(ErrorCode::TypeMismatch, arg.span, message, "Write a list as `[a, b]`.");
        }
        self.emit.push(Op::Ask(ask));
        gives
    }
}
