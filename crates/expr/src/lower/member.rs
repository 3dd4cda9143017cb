//! Names of two parts: `service.metric`, `fault.parameter`, `caller->callee.knob`, and the services and faults that
//! stand as their heads or as arguments.

use super::{Lower, Subject};
use crate::ast::{Expr, ExprNode, Name};
use crate::error::Code as ErrorCode;
use crate::ops::Op;
use crate::scope::{Kind, Source};
use crate::types::{Ty, Unit};

/// A fault as named in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FaultRef {
    /// This one.
    Fixed(u32),
    /// The current member of a loop over faults.
    Current,
}

impl Lower<'_> {
    /// Pushes the service that a head names; gives it if it is known at compile.
    pub(super) fn service_head(&mut self, head: &Name) -> Option<Option<u32>> {
        let start = self.emit.here();
        let known_local = self.locals.iter().any(|local| local.name == head.node);
        let known_param = self
            .ctx
            .action
            .and_then(|a| self.symbols.actions.at(a))
            .is_some_and(|a| a.params.get(&head.node).is_some());
        if !known_local
            && !known_param
            && let Some(service) = self.symbols.services.index(&head.node)
        {
            return Some(Some(service));
        }
        let before = self.errors.len();
        let ty = self.name(&head.node, head.span);
        if self.errors.len() > before {
            if self.errors[before..].iter().all(|e| e.code == ErrorCode::UnknownName) {
                self.errors.truncate(before);
                self.no_service(&head.node, head.span);
            }
            self.emit.rewind(start);
            return None;
        }
        if ty != Ty::Service {
            self.emit.rewind(start);
            self.error(
                ErrorCode::TypeMismatch,
                head.span,
                format!("`{}` is {}; a service is needed before the dot.", head.node, ty.describe()),
            );
            return None;
        }
        if let Some(x) = self.emit.constant_since(start) {
            self.emit.rewind(start);
            return Some(Some(x as u32));
        }
        Some(None)
    }

    /// `head.member`.
    pub(super) fn member(&mut self, head: &Name, member: &Name) -> Ty {
        // `root.speed`: a parameter of a fault.
        if let Some(fault) = self.symbols.faults.index(&head.node)
            && self.symbols.services.index(&head.node).is_none()
        {
            return self.fault_member(fault, head, member);
        }
        let start = self.emit.here();
        let Some(service) = self.service_head(head) else {
            return self.constant(0.0, Ty::Num(Unit::Any));
        };
        let symbols = self.symbols;
        let Some(quantity) = symbols.metrics.get(&member.node) else {
            if let Some(tag) = self.symbols.tags.get(&member.node).copied() {
                match service {
                    Some(service) => self.emit.push(Op::Load(tag.column + service)),
                    None => self.emit.push(Op::LoadDyn(tag.column)),
                }
                return Ty::Truth;
            }
            self.no_metric(&head.node, &member.node, member.span);
            self.emit.rewind(start);
            return self.constant(0.0, Ty::Num(Unit::Any));
        };
        match (service, &quantity.source) {
            (Some(service), Source::Stored(base)) => self.emit.push(Op::Load(base + service)),
            (None, Source::Stored(base)) => self.emit.push(Op::LoadDyn(*base)),
            (_, Source::Constant(x)) => {
                // Which service it is makes no difference.
                self.emit.rewind(start);
                self.emit.push(Op::Const(*x));
            }
            (Some(service), Source::Formula(body)) => {
                self.formula_of(body, Subject::Fixed(service), &member.node, head.span.to(member.span));
            }
            (None, Source::Formula(body)) => {
                self.emit.push(Op::Enter);
                self.formula_of(body, Subject::Current(Kind::Service), &member.node, head.span.to(member.span));
                self.emit.push(Op::Leave);
            }
        }
        quantity.ty
    }

    fn fault_member(&mut self, fault: u32, head: &Name, member: &Name) -> Ty {
        if self.hidden(&format!("{}.{}", head.node, member.node), head.span) {
            return self.constant(0.0, Ty::Num(Unit::Any));
        }
        match self.symbols.fault_params.get(&member.node).map(|q| (q.ty, &q.source)) {
            Some((ty, Source::Stored(base))) => {
                self.emit.push(Op::Load(base + fault));
                ty
            }
            Some((ty, Source::Constant(x))) => self.constant(*x, ty),
            _ => {
                let names: Vec<&str> = self.symbols.fault_params.names().collect();
                let message = format!(
                    "Fault `{}` has no parameter `{}`. Parameters: {}.",
                    head.node,
                    member.node,
                    names.join(", ")
                );
                self.error(ErrorCode::UnknownName, member.span, message);
                self.constant(0.0, Ty::Num(Unit::Any))
            }
        }
    }

    /// `caller->callee.knob`.
    pub(super) fn link(&mut self, caller: &Name, callee: &Name, knob: &Name) -> Ty {
        let Some(call) = self.call_index(caller, callee) else {
            return self.constant(0.0, Ty::Num(Unit::Any));
        };
        match self.symbols.links.get(&knob.node).map(|q| (q.ty, &q.source)) {
            Some((ty, Source::Stored(base))) => {
                self.emit.push(Op::Load(base + call));
                ty
            }
            Some((ty, Source::Constant(x))) => self.constant(*x, ty),
            _ => {
                let symbols = self.symbols;
                self.unknown_of("knob of calls", &knob.node, knob.span, &mut symbols.links.names());
                self.constant(0.0, Ty::Num(Unit::Any))
            }
        }
    }

    /// The index of a call that is named by both ends.
    pub(super) fn call_index(&mut self, caller: &Name, callee: &Name) -> Option<u32> {
        let mut ends = [0; 2];
        for (end, name) in ends.iter_mut().zip([caller, callee]) {
            match self.symbols.services.index(&name.node) {
                Some(index) => *end = index,
                None => {
                    self.no_service(&name.node, name.span);
                    return None;
                }
            }
        }
        let found = self.symbols.calls.iter().position(|&(a, b)| [a, b] == ends);
        if found.is_none() {
            let message = format!("`{}` does not call `{}`.", caller.node, callee.node);
            self.error(ErrorCode::UnknownName, caller.span.to(callee.span), message);
        }
        found.map(|i| i as u32)
    }

    /// The fault that an argument names.
    pub(super) fn fault_arg(&mut self, node: &ExprNode) -> Option<FaultRef> {
        if let Expr::Name(name) = &node.node {
            if name == "self" {
                match (self.ctx.subject, self.ctx.fault) {
                    (Subject::Current(Kind::Fault), _) => return Some(FaultRef::Current),
                    (_, Some(fault)) => return Some(FaultRef::Fixed(fault)),
                    _ => {
                        self.error_help(
                            ErrorCode::NoSelf,
                            node.span,
                            "`self` is no fault here.",
                            "Name the fault, or take each: `each fault where …`, `count(… over faults)`.",
                        );
                        return None;
                    }
                }
            }
            if let Some(index) = self.symbols.faults.index(name) {
                return Some(FaultRef::Fixed(index));
            }
            let symbols = self.symbols;
            self.unknown_of("fault", name, node.span, &mut symbols.faults.names());
            return None;
        }
        self.error(ErrorCode::TypeMismatch, node.span, "The name of a fault is needed here.");
        None
    }

    /// Pushes a column over faults for a fault.
    pub(super) fn load_fault(&mut self, fault: FaultRef, base: u32) {
        match fault {
            FaultRef::Fixed(index) => self.emit.push(Op::Load(base + index)),
            FaultRef::Current => self.emit.push(Op::LoadAt(Kind::Fault, base)),
        }
    }
}
