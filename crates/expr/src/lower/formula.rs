//! Quantities, and formulas: read in place wherever their name stands. Knows which names a formula sees: its own, never
//! those of the text that uses it.

use super::{Ctx, FORMULA_DEPTH_MAX, Lower, Subject};
use crate::ast::ExprNode;
use crate::error::{Code as ErrorCode, LangError};
use crate::ops::Op;
use crate::scope::{Addr, Kind, Quantity, Source};
use crate::span::Span;
use crate::types::{Ty, Unit};

/// Whose quantity it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// A service, a call or a fault: the current one.
    Member(Kind),
    /// The whole run.
    Run,
}

/// Who says what is wrong inside a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Checked {
    /// The caller lowers it on its own as well: its mistakes are found there, where they stand.
    Alone,
    /// Only where it is used.
    Here,
}

impl Lower<'_> {
    /// A named formula of the fault at hand.
    pub(super) fn fault_formula(&mut self, name: &str, span: Span) -> Option<Ty> {
        self.ctx.fault?;
        let formulas = self.formulas;
        let formula = formulas.iter().find(|formula| formula.name == name)?;
        Some(self.inline(&formula.body, self.ctx, name, span, Checked::Here))
    }

    /// A formula of a service's metric, with that service as `self`.
    pub(super) fn formula_of(&mut self, body: &ExprNode, subject: Subject, name: &str, span: Span) -> Ty {
        // A formula may ask what players may not know; its result is a metric like any other.
        self.inline(body, Ctx::read(subject), name, span, Checked::Alone)
    }

    /// Lowers a formula in place, in another context, with its own names only.
    fn inline(&mut self, body: &ExprNode, ctx: Ctx, name: &str, span: Span, checked: Checked) -> Ty {
        let nothing = Ty::Num(Unit::Any);
        if self.inlined.iter().any(|outer| outer == name) {
            let way: Vec<String> = self.inlined.iter().chain([&name.to_owned()]).map(|n| format!("`{n}`")).collect();
            let message = format!("`{name}` follows a formula that comes back to itself: {}.", way.join(" → "));
            self.error_help(ErrorCode::Circular, span, message, "Break the circle with `past(…)` or `was(…)`.");
            return self.constant(0.0, nothing);
        }
        if self.inlined.len() >= FORMULA_DEPTH_MAX {
            self.error(
                ErrorCode::TooDeep,
                span,
                format!("More than {FORMULA_DEPTH_MAX} formulas follow one another here."),
            );
            return self.constant(0.0, nothing);
        }
        self.inlined.push(name.to_owned());
        let ctx_before = std::mem::replace(&mut self.ctx, ctx);
        let locals = std::mem::take(&mut self.locals);
        let barred = std::mem::take(&mut self.barred);
        let errors_before = std::mem::take(&mut self.errors);
        let ty = self.expr(body);
        let inside = std::mem::replace(&mut self.errors, errors_before);
        self.barred = barred;
        self.locals = locals;
        self.ctx = ctx_before;
        self.inlined.pop();
        self.report_inside(&inside, name, span, checked);
        ty
    }

    /// Mistakes inside a formula stand in another text: here they stand at its name, and only the first of them, and only
    /// if nobody else says it.
    fn report_inside(&mut self, inside: &[LangError], name: &str, span: Span, checked: Checked) {
        let about_use = |e: &&LangError| matches!(e.code, ErrorCode::Circular | ErrorCode::TooDeep);
        if let Some(error) = inside.iter().find(about_use) {
            self.errors.push(LangError { span, replacement: None, ..error.clone() });
        } else if let (Checked::Here, Some(error)) = (checked, inside.first()) {
            let message = format!("The formula `{name}` has a mistake: {}", error.message);
            self.errors.push(LangError { span, message, replacement: None, ..error.clone() });
        }
    }

    /// Pushes a quantity of the current member, or of the run.
    pub(super) fn quantity(&mut self, quantity: &Quantity, owner: Owner, name: &str, span: Span) -> Ty {
        match (&quantity.source, owner) {
            (Source::Constant(x), _) => self.emit.push(Op::Const(*x)),
            (Source::Formula(body), Owner::Member(_)) => {
                self.formula_of(body, self.ctx.subject, name, span);
            }
            (Source::Formula(body), Owner::Run) => {
                self.formula_of(body, Subject::None, name, span);
            }
            (Source::Stored(base), Owner::Member(kind)) => self.load(Addr::Column(kind, *base)),
            (Source::Stored(cell), Owner::Run) => self.load(Addr::Cell(*cell)),
        }
        quantity.ty
    }
}
