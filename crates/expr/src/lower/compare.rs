//! Comparison, and words: a bare name beside something that is one of a set of words is looked up among these first.

use super::expr::bin_of;
use super::{Lower, Want};
use crate::ast::{BinOp, Expr, ExprNode};
use crate::error::Code as ErrorCode;
use crate::ops::Op;
use crate::span::Span;
use crate::types::Ty;

fn wordish(ty: Ty) -> bool {
    matches!(ty, Ty::Word(_) | Ty::Service | Ty::Fault | Ty::Text | Ty::Datum)
}

impl Lower<'_> {
    /// The type of an expression that has words of its own: decided without emitting anything.
    fn word_type(&mut self, node: &ExprNode) -> Option<Ty> {
        let may = match &node.node {
            Expr::Name(_) | Expr::Member { .. } | Expr::MemberCall { .. } => true,
            // The other functions give numbers and truth values.
            Expr::Call { name, .. } => {
                matches!(name.node.as_str(), "if" | "past" | "was" | "first_answer" | "last_answer" | "config")
            }
            _ => false,
        };
        if !may {
            return None;
        }
        let mark = self.emit.here();
        let (ty, failed) = self.trial(|lower| lower.expr(node));
        self.emit.rewind(mark);
        (!failed && wordish(ty)).then_some(ty)
    }

    /// A bare name where a word is wanted is looked up among those words first.
    pub(super) fn word_or_expr(&mut self, node: &ExprNode, wanted: Ty) -> Ty {
        let name = match (&node.node, wanted) {
            (Expr::Name(name), _) => name,
            (Expr::Text(text), Ty::Word(_)) => text,
            (Expr::Call { name, args }, _) if name.node == "if" => {
                return match args.as_slice() {
                    [condition, a, b] => self.choose(condition, a, b, Want::Fits(wanted), node.span),
                    _ => self.expr(node),
                };
            }
            _ => return self.expr(node),
        };
        if self.locals.iter().any(|local| local.name == *name) {
            return self.expr(node);
        }
        match wanted {
            Ty::Word(set) => {
                if let Some(index) = self.symbols.word(set, name) {
                    return self.constant(f64::from(index), wanted);
                }
                // Something that holds one of the same words: by another name, the same set.
                if let Some(Ty::Word(other)) = self.word_type(node)
                    && self.symbols.same_words(set, other)
                {
                    self.expr(node);
                    return wanted;
                }
                self.no_word(set, name, node.span);
                self.constant(0.0, wanted)
            }
            Ty::Service => {
                if let Some(index) = self.symbols.services.index(name) {
                    return self.constant(f64::from(index), wanted);
                }
                self.expr(node)
            }
            Ty::Fault => {
                if let Some(index) = self.symbols.faults.index(name) {
                    return self.constant(f64::from(index), wanted);
                }
                self.expr(node)
            }
            _ => self.expr(node),
        }
    }

    /// Both sides of a comparison. The left side's words come first, then the right side's.
    fn sides(&mut self, a: &ExprNode, b: &ExprNode, span: Span) {
        let mark = self.emit.here();
        let quoted = matches!(a.node, Expr::Text(_));
        let bare = matches!(a.node, Expr::Name(_));
        if !quoted {
            // A bare name may yet turn out to be a word of the right side's.
            let (left, failed) = if bare {
                self.trial(|lower| lower.expr(a))
            } else {
                let errors = self.errors.len();
                let left = self.expr(a);
                (left, self.errors.len() > errors)
            };
            if wordish(left) && !failed {
                self.wanted(b, Want::Fits(left));
                self.meant_service(a, b, left);
                return;
            }
            if !bare {
                let left = self.as_number(a, left);
                let right = self.number(b);
                self.meet(left, right, span, b);
                return;
            }
            self.emit.rewind(mark);
        }
        if let Some(ty) = self.word_type(b) {
            self.wanted(a, Want::Fits(ty));
            self.expr(b);
            return;
        }
        if quoted {
            self.expr(a);
            self.wanted(b, Want::Fits(Ty::Text));
            return;
        }
        let left = self.number(a);
        let right = self.number(b);
        self.meet(left, right, span, b);
    }

    /// Beside something that holds a service, a name that means nothing was meant as a service; beside a service's own
    /// name it may have been anything.
    fn meant_service(&mut self, holder: &ExprNode, node: &ExprNode, ty: Ty) {
        let own = matches!(&holder.node, Expr::Name(name) if self.symbols.services.index(name).is_some());
        let (Expr::Name(name), Ty::Service, false) = (&node.node, ty, own) else { return };
        if self.errors.last().is_some_and(|e| e.code == ErrorCode::UnknownName && e.span == node.span) {
            self.errors.pop();
            self.no_service(name, node.span);
        }
    }

    pub(super) fn compare(&mut self, op: BinOp, a: &ExprNode, b: &ExprNode, span: Span) -> Ty {
        self.sides(a, b, span);
        if let Some(bin) = bin_of(op) {
            self.emit.push(Op::Bin(bin));
        }
        Ty::Truth
    }

    /// `needle in (a, b)`: the comparisons in order, until one holds. Those that are folded away decide or vanish.
    pub(super) fn within(&mut self, needle: &ExprNode, hay: &[ExprNode]) -> Ty {
        let mut holes = Vec::new();
        let begin = self.emit.here();
        // Where the value of the last comparison, or nothing yet, stands.
        let mut open = false;
        let mut found = false;
        for option in hay {
            let joint = self.emit.here();
            let hole = open.then(|| self.emit.jump(Op::OrElse(0)));
            let start = self.emit.here();
            self.compare(BinOp::Eq, needle, option, needle.span.to(option.span));
            match self.emit.constant_since(start) {
                Some(0.0) => self.emit.rewind(joint),
                Some(_) if hole.is_none() => {
                    // Nothing before it is left: it holds. What follows is only checked.
                    found = true;
                    self.emit.rewind(joint);
                }
                _ if found => self.emit.rewind(joint),
                _ => {
                    holes.extend(hole);
                    open = true;
                }
            }
        }
        if found {
            self.emit.rewind(begin);
            self.emit.push(Op::Const(1.0));
            return Ty::Truth;
        }
        if !open {
            self.emit.push(Op::Const(0.0));
        }
        for hole in holes {
            self.emit.land(hole);
        }
        Ty::Truth
    }
}
