//! Patterns of deeds: which action, at which target, under which condition on its parameters.

use super::{Ctx, Lower, Role, Subject, Want};
use crate::ast::{Expr, ExprNode, Pattern};
use crate::error::Code as ErrorCode;
use crate::ops::{Bin, Code, Op};
use crate::span::Span;
use crate::types::Ty;

impl Lower<'_> {
    /// The action and the code that says whether a deed fits. `home` is meant where no target is named and the action has one.
    pub(super) fn pattern(&mut self, pattern: &Pattern, home: Option<u32>) -> (Option<u32>, Option<Code>) {
        let Some(action) = self.pattern_action(pattern) else { return (None, None) };
        let target = action.and_then(|index| self.pattern_target(index));
        let wanted = pattern.at.as_ref().map(|at| ExprNode { node: Expr::Name(at.node.clone()), span: at.span });
        if let (Some(at), Some(index), None) = (&pattern.at, action, target) {
            let message = format!("`{}` has no target: it takes no service.", self.symbols.actions.name(index));
            self.error(ErrorCode::UnknownParameter, at.span, message);
        }
        if let (Some(at), None) = (&pattern.at, action) {
            self.error_help(
                ErrorCode::NotHere,
                at.span,
                "`any` has no target: actions name theirs differently.",
                "Name the action.",
            );
        }
        if wanted.is_none() && pattern.filter.is_none() && (home.is_none() || target.is_none()) {
            return (action, None);
        }
        let outer = self.ctx;
        let subject = if matches!(outer.subject, Subject::Fixed(_)) { outer.subject } else { Subject::None };
        let ctx = Ctx { role: Role::Read, subject, action: action.or(self.ctx.action), cascade: false, ..self.ctx };
        let names = pattern.action.as_ref().map(|name| name.span).into_iter().chain(wanted.as_ref().map(|at| at.span));
        let span = names.chain(pattern.filter.as_ref().map(|f| f.span)).reduce(Span::to).unwrap_or_default();
        let code = self.aside(Some("acted(…)"), ctx, span, |inner| {
            let mut parts = 0;
            match (&wanted, home, target) {
                (Some(at), _, Some(cell)) => {
                    inner.emit.push(Op::Load(cell));
                    inner.pattern_at(at, outer);
                    inner.emit.push(Op::Bin(Bin::Eq));
                    parts += 1;
                }
                (None, Some(home), Some(cell)) => {
                    inner.emit.push(Op::Load(cell));
                    inner.emit.push(Op::Const(f64::from(home)));
                    inner.emit.push(Op::Bin(Bin::Eq));
                    parts += 1;
                }
                _ => {}
            }
            if let Some(filter) = &pattern.filter {
                if parts > 0 {
                    let hole = inner.emit.jump(Op::AndThen(0));
                    inner.wanted(filter, Want::Truth);
                    inner.emit.land(hole);
                } else {
                    inner.wanted(filter, Want::Truth);
                }
            }
        });
        (action, (!code.is_empty()).then_some(code))
    }

    /// The action that is named, none for `any`. Nothing if there is no such action.
    fn pattern_action(&mut self, pattern: &Pattern) -> Option<Option<u32>> {
        let Some(name) = &pattern.action else { return Some(None) };
        let found = self.symbols.actions.index(&name.node);
        if found.is_none() {
            let symbols = self.symbols;
            self.unknown_of("action", &name.node, name.span, &mut symbols.actions.names());
        }
        found.map(Some)
    }

    /// The cell of an action's target, if it has one.
    fn pattern_target(&self, action: u32) -> Option<u32> {
        let params = &self.symbols.actions.at(action)?.params;
        let first = || params.iter().map(|(_, p)| p).find(|p| p.ty == Ty::Service);
        params.get("target").or_else(first).filter(|param| param.ty == Ty::Service).map(|param| param.cell)
    }

    /// The service at which the deed has to be done. It is named in the surrounding text, where `home` and `self` mean what
    /// they mean there. But the deed is judged when it is done: the text's own parameters and the turns of its loops are not
    /// there then.
    fn pattern_at(&mut self, at: &ExprNode, outer: Ctx) {
        let here = self.ctx;
        self.ctx = Ctx { action: None, ..here };
        let params = outer.action.and_then(|index| self.symbols.actions.at(index));
        let moving = match &at.node {
            Expr::Name(name) if name == "self" => matches!(outer.subject, Subject::Current(_)),
            Expr::Name(name) => params.is_some_and(|action| action.params.get(name).is_some()),
            _ => false,
        };
        if moving {
            let text = crate::print::expr(&at.node);
            self.error_help(
                ErrorCode::NotHere,
                at.span,
                format!("`{text}` is not the same service each time; deeds are counted once for all."),
                "Name the service.",
            );
        } else {
            self.wanted(at, Want::Fits(Ty::Service));
        }
        self.ctx = here;
    }
}
