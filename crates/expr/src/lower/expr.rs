//! Expressions: operators, literals, comparison with words, and the hand-over to names, calls and aggregates.

use super::{Lower, Want};
use crate::ast::{BinOp, Expr, ExprNode, LitUnit, UnOp};
use crate::error::Code as ErrorCode;
use crate::num::NEVER;
use crate::ops::{Bin, Op, Un};
use crate::print;
use crate::span::Span;
use crate::types::{Ty, Unit};

/// The value of a literal in base units, and its unit. The digits are parsed once, with the unit's decimal exponent
/// in the text, so that `8.3%` is the double nearest to 0.083.
#[must_use]
pub fn literal(digits: &str, unit: Option<LitUnit>) -> Option<(f64, Unit)> {
    let plain = |scale: f64, unit: Unit| digits.parse::<f64>().ok().map(|x| (x * scale, unit));
    let shifted = |exponent: &str, unit: Unit| format!("{digits}{exponent}").parse::<f64>().ok().map(|x| (x, unit));
    match unit {
        None => plain(1.0, Unit::Any),
        Some(LitUnit::Percent) => shifted("e-2", Unit::Ratio),
        Some(LitUnit::Millis) => shifted("e-3", Unit::Seconds),
        Some(LitUnit::Seconds) => plain(1.0, Unit::Seconds),
        Some(LitUnit::Minutes) => plain(60.0, Unit::Seconds),
        Some(LitUnit::Hours) => plain(3600.0, Unit::Seconds),
        Some(LitUnit::Days) => plain(86_400.0, Unit::Seconds),
        Some(LitUnit::KiB) => plain(1024.0, Unit::Bytes),
        Some(LitUnit::MiB) => plain(1_048_576.0, Unit::Bytes),
        Some(LitUnit::GiB) => plain(1_073_741_824.0, Unit::Bytes),
    }
    .filter(|(x, _)| x.is_finite())
}

pub(super) fn bin_of(op: BinOp) -> Option<Bin> {
    Some(match op {
        BinOp::Or | BinOp::And => return None,
        BinOp::Lt => Bin::Lt,
        BinOp::Le => Bin::Le,
        BinOp::Eq => Bin::Eq,
        BinOp::Ne => Bin::Ne,
        BinOp::Ge => Bin::Ge,
        BinOp::Gt => Bin::Gt,
        BinOp::Add => Bin::Add,
        BinOp::Sub => Bin::Sub,
        BinOp::Mul => Bin::Mul,
        BinOp::Div => Bin::Div,
        BinOp::Mod => Bin::Mod,
    })
}

impl Lower<'_> {
    /// Lowers and checks against what is wanted.
    pub(super) fn wanted(&mut self, node: &ExprNode, want: Want) -> Ty {
        let ty = match want {
            Want::Fits(ty @ (Ty::Word(_) | Ty::Service | Ty::Fault)) => self.word_or_expr(node, ty),
            _ => self.expr(node),
        };
        match want {
            Want::Anything => {}
            Want::Truth => {
                if !matches!(ty, Ty::Truth) && !self.errors_in(node.span) {
                    self.need_truth(node, ty);
                }
            }
            Want::Fits(wanted) => self.need(node.span, wanted, ty),
        }
        ty
    }

    pub(super) fn errors_in(&self, span: Span) -> bool {
        self.errors.iter().any(|e| e.span.start >= span.start && e.span.end <= span.end)
    }

    fn need_truth(&mut self, node: &ExprNode, ty: Ty) {
        // Counts and flags read as conditions: `if retries: …` is clear, `if err: …` is not.
        if matches!(ty, Ty::Num(Unit::Count)) {
            self.emit.push(Op::Un(Un::Bool));
            return;
        }
        let text = print::expr(&node.node);
        self.error_help(
            ErrorCode::TypeMismatch,
            node.span,
            format!("`{text}` is {}; a condition is needed here.", ty.describe()),
            format!("Compare it, for example `{text} > 0`."),
        );
    }

    pub(super) fn need(&mut self, span: Span, wanted: Ty, got: Ty) {
        if wanted.accepts(got) || self.errors_in(span) {
            return;
        }
        let code = match (wanted, got) {
            (Ty::Num(_), Ty::Num(_)) => ErrorCode::UnitMismatch,
            _ => ErrorCode::TypeMismatch,
        };
        self.error(code, span, format!("{} is needed here, this is {}.", capital(wanted.describe()), got.describe()));
    }

    /// Lowers an expression; gives its type.
    pub(super) fn expr(&mut self, node: &ExprNode) -> Ty {
        self.work += 1;
        if self.exhausted() {
            return self.constant(0.0, Ty::Num(Unit::Any));
        }
        match &node.node {
            Expr::Number { digits, unit } => match literal(digits, *unit) {
                Some((x, unit)) => self.constant(x, Ty::Num(unit)),
                None => {
                    self.error(
                        ErrorCode::BadNumber,
                        node.span,
                        format!("`{digits}` is not a number that can be held."),
                    );
                    self.constant(0.0, Ty::Num(Unit::Any))
                }
            },
            Expr::Text(text) => {
                let symbol = self.cells.symbol(text);
                self.constant(f64::from(symbol), Ty::Text)
            }
            Expr::Bool(value) => self.constant(f64::from(u8::from(*value)), Ty::Truth),
            Expr::Never => self.constant(NEVER, Ty::Never),
            Expr::Name(name) => self.name(name, node.span),
            Expr::Member { head, member } => self.member(head, member),
            Expr::Link { caller, callee, knob } => self.link(caller, callee, knob),
            Expr::MemberCall { head, name, args } => self.member_call(head, name, args),
            Expr::Call { name, args } => self.call(name, args, node.span),
            Expr::Acted(_) => self.event_truth(node),
            Expr::Agg { op, body, set, filter } => self.aggregate(*op, body, set, filter.as_deref(), node.span),
            Expr::List(items) => self.list(items),
            Expr::Map(_) => {
                self.error(ErrorCode::NotHere, node.span, "A map stands only as the value of a parameter.");
                self.constant(0.0, Ty::Num(Unit::Any))
            }
            Expr::Unary(UnOp::Not, inner) => {
                self.wanted(inner, Want::Truth);
                self.emit.push(Op::Un(Un::Not));
                Ty::Truth
            }
            Expr::Unary(UnOp::Neg, inner) => {
                let ty = self.number(inner);
                self.emit.push(Op::Un(Un::Neg));
                Ty::Num(ty)
            }
            Expr::Binary(BinOp::And, a, b) => self.both(a, b, true),
            Expr::Binary(BinOp::Or, a, b) => self.both(a, b, false),
            Expr::Binary(op @ (BinOp::Add | BinOp::Sub | BinOp::Mul | BinOp::Div | BinOp::Mod), a, b) => {
                self.arithmetic(*op, a, b, node.span)
            }
            Expr::Binary(op, a, b) => self.compare(*op, a, b, node.span),
            Expr::In(needle, hay) => self.within(needle, hay),
        }
    }

    pub(super) fn constant(&mut self, x: f64, ty: Ty) -> Ty {
        self.emit.push(Op::Const(x));
        ty
    }

    /// Lowers something that must be a number; gives its unit.
    pub(super) fn number(&mut self, node: &ExprNode) -> Unit {
        let ty = self.expr(node);
        self.as_number(node, ty)
    }

    /// The unit of something that was lowered and must be a number.
    pub(super) fn as_number(&mut self, node: &ExprNode, ty: Ty) -> Unit {
        match ty {
            Ty::Num(unit) => unit,
            Ty::Truth | Ty::Never => Unit::Any,
            // A status is its rung.
            Ty::Word(_) => Unit::Count,
            other => {
                if !self.errors_in(node.span) {
                    self.error(
                        ErrorCode::TypeMismatch,
                        node.span,
                        format!("A number is needed here, this is {}.", other.describe()),
                    );
                }
                Unit::Any
            }
        }
    }

    /// `and` and `or`, which stop early. A side that is folded away decides, or leaves the other side.
    fn both(&mut self, a: &ExprNode, b: &ExprNode, and: bool) -> Ty {
        let start = self.emit.here();
        self.wanted(a, Want::Truth);
        if let Some(known) = self.emit.constant_since(start) {
            let decided = (known != 0.0) != and;
            self.emit.rewind(start);
            if decided {
                self.cells.pretend(true);
            }
            self.wanted(b, Want::Truth);
            if decided {
                self.cells.pretend(false);
                self.emit.rewind(start);
                self.emit.push(Op::Const(f64::from(u8::from(!and))));
            }
            return Ty::Truth;
        }
        let before = self.emit.here();
        let hole = self.emit.jump(if and { Op::AndThen(0) } else { Op::OrElse(0) });
        let middle = self.emit.here();
        self.wanted(b, Want::Truth);
        match self.emit.constant_since(middle) {
            Some(known) if (known != 0.0) == and => self.emit.rewind(before),
            _ => self.emit.land(hole),
        }
        Ty::Truth
    }

    fn arithmetic(&mut self, op: BinOp, a: &ExprNode, b: &ExprNode, span: Span) -> Ty {
        let left = self.number(a);
        let right = self.number(b);
        let unit = match op {
            BinOp::Mul => left.times(right),
            BinOp::Div => left.per(right),
            _ => self.meet(left, right, span, b),
        };
        if let Some(bin) = bin_of(op) {
            self.emit.push(Op::Bin(bin));
        }
        Ty::Num(unit)
    }

    /// The common unit of two sides, with an error if there is none.
    pub(super) fn meet(&mut self, left: Unit, right: Unit, span: Span, culprit: &ExprNode) -> Unit {
        if let Some(unit) = left.meet(right) {
            return unit;
        }
        if !self.errors_in(span) {
            let text = print::expr(&culprit.node);
            let hint = match left {
                Unit::Seconds => "Write a time, for example `50ms`.",
                Unit::Ratio => "Write a ratio, for example `5%`.",
                Unit::Bytes => "Write a size, for example `512MiB`.",
                _ => "Use the same unit on both sides.",
            };
            self.error_help(
                ErrorCode::UnitMismatch,
                culprit.span,
                format!("The left side is {}, `{text}` is {}.", Ty::Num(left).describe(), Ty::Num(right).describe()),
                hint,
            );
        }
        left
    }
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
