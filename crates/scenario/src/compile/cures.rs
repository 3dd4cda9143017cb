//! What a cure asks for beside its own deed, for the debrief: deeds that come before it, and what must be so then. What
//! cures is decided by the pattern, not here.

use brownout_expr::ast::{BinOp, Expr, ExprNode, Pattern, UnOp};
use brownout_expr::lower::{self, Ctx, Want};
use brownout_expr::print;
use brownout_sim::plan::{Cure, Deed};

use super::Compiler;

/// What is left of a condition once settings are known.
enum Left {
    Known(bool),
    /// All of these.
    All(Vec<ExprNode>),
}

impl Compiler<'_> {
    /// Fills in what the condition of a cure asks for.
    pub(super) fn asks(&mut self, cure: &mut Cure, written: &Pattern, ctx: Ctx, home: u32) {
        let Some(filter) = &written.filter else { return };
        let open = match self.left(filter, ctx) {
            Left::Known(true) => return,
            Left::Known(false) => {
                cure.never = true;
                return;
            }
            Left::All(open) => open,
        };
        for node in open {
            match acted(&node.node) {
                Some(before) => cure.after.push(self.deed_of(before, Some(home))),
                None if !said(&node.node, &cure.deed) => cure.asks.push(words(&node.node)),
                None => {}
            }
        }
    }

    fn left(&mut self, node: &ExprNode, ctx: Ctx) -> Left {
        match &node.node {
            Expr::Binary(BinOp::And, a, b) => match (self.left(a, ctx), self.left(b, ctx)) {
                (Left::Known(false), _) | (_, Left::Known(false)) => Left::Known(false),
                (Left::Known(true), open) | (open, Left::Known(true)) => open,
                (Left::All(mut a), Left::All(b)) => {
                    a.extend(b);
                    Left::All(a)
                }
            },
            Expr::Binary(BinOp::Or, a, b) => match (self.left(a, ctx), self.left(b, ctx)) {
                (Left::Known(true), _) | (_, Left::Known(true)) => Left::Known(true),
                (Left::Known(false), open) | (open, Left::Known(false)) => open,
                (Left::All(_), Left::All(_)) => Left::All(vec![node.clone()]),
            },
            Expr::Unary(UnOp::Not, inner) => match self.left(inner, ctx) {
                Left::Known(known) => Left::Known(!known),
                Left::All(_) => Left::All(vec![node.clone()]),
            },
            _ => {
                let code = self.tried(|target| lower::expr(target, ctx, node, Want::Truth));
                match code.and_then(|(code, _)| code.constant()) {
                    Some(known) => Left::Known(known != 0.0),
                    None => Left::All(vec![node.clone()]),
                }
            }
        }
    }
}

/// The deed that must have been done: `acted(…)`, with or without `> 0`.
fn acted(node: &Expr) -> Option<&Pattern> {
    match node {
        Expr::Acted(pattern) => Some(pattern),
        Expr::Binary(BinOp::Gt | BinOp::Ge, a, _) => match &a.node {
            Expr::Acted(pattern) => Some(pattern),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the deed's own parameters say it already.
fn said(node: &Expr, deed: &Deed) -> bool {
    let name = match node {
        Expr::Name(flag) => Some(flag),
        Expr::Binary(BinOp::Eq, a, _) | Expr::In(a, _) => match &a.node {
            Expr::Name(name) => Some(name),
            _ => None,
        },
        _ => None,
    };
    name.is_some_and(|name| deed.args.iter().any(|(arg, _)| arg == name))
}

/// A condition as people read it: "db.status is healthy".
fn words(node: &Expr) -> String {
    let (a, op, b) = match node {
        Expr::Binary(BinOp::Eq, a, b) => (a, " is ", b),
        Expr::Binary(BinOp::Ne, a, b) => (a, " is not ", b),
        Expr::Binary(BinOp::Ge, a, b) => (a, " is at least ", b),
        Expr::Binary(BinOp::Gt, a, b) => (a, " is more than ", b),
        Expr::Binary(BinOp::Le, a, b) => (a, " is at most ", b),
        Expr::Binary(BinOp::Lt, a, b) => (a, " is less than ", b),
        _ => return print::expr(node),
    };
    let left = match &a.node {
        // The status of a service is what people say of it.
        Expr::Member { head, member } if member.node == super::quantities::STATUS => head.node.clone(),
        other => print::expr(other),
    };
    [left.as_str(), op, &print::expr(&b.node)].concat()
}
