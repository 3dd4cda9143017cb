//! Events: things that happened at ticks. As a condition an event means "at least once" (fault states: "now").

use super::member::FaultRef;
use super::{Ctx, Lower, Role, Subject, Want};
use crate::ast::{Expr, ExprNode};
use crate::error::Code as ErrorCode;
use crate::ops::{Bin, Op, Un};
use crate::scope::{Addr, EventAddr, Kind, Watched};
use crate::types::{Ty, Unit};

impl Lower<'_> {
    /// The counters of an event expression; `None` (with an error) if it is not one.
    pub(super) fn event(&mut self, node: &ExprNode) -> Option<EventAddr> {
        match &node.node {
            Expr::Acted(pattern) => {
                let (action, filter) = self.pattern(pattern, None);
                Some(self.cells.watched(Watched::Acted { action, filter }))
            }
            Expr::Call { name, args } => {
                let columns = self.symbols.fault_columns;
                match (name.node.as_str(), args.as_slice()) {
                    ("cured", [fault]) => self.fault_event(fault, columns.cured_event),
                    ("active", [fault]) => self.fault_event(fault, columns.started_event),
                    ("contained", [fault]) => self.fault_event(fault, columns.contained_event),
                    ("seen", [what]) => self.seen(what),
                    ("alerted", [alert]) => {
                        let index = self.named(
                            alert,
                            "alert",
                            |symbols, name| symbols.alerts.index(name),
                            |symbols| symbols.alerts.names().collect(),
                        )?;
                        Some(self.cells.watched(Watched::Alerted(index)))
                    }
                    ("obeyed", [log]) => {
                        let index = match &log.node {
                            Expr::Name(name) if name == "any" => None,
                            _ => Some(self.named(
                                log,
                                "log group",
                                |symbols, name| symbols.logs.index(name),
                                |symbols| symbols.logs.names().collect(),
                            )?),
                        };
                        Some(self.cells.watched(Watched::Obeyed(index)))
                    }
                    ("ever", [condition]) => Some(self.ever(condition)),
                    _ => self.no_event(node),
                }
            }
            _ => self.no_event(node),
        }
    }

    fn no_event<T>(&mut self, node: &ExprNode) -> Option<T> {
        let text = crate::print::expr(&node.node);
        self.error_help(
            ErrorCode::NotAnEvent,
            node.span,
            "An event is needed here: acted, seen, cured, active, contained, alerted or ever.",
            match &node.node {
                Expr::Name(name) if self.symbols.faults.index(name).is_some() => {
                    format!("Meant: `active({text})` or `cured({text})`?")
                }
                _ => format!("Meant: `ever({text})`?"),
            },
        );
        None
    }

    fn fault_event(&mut self, node: &ExprNode, columns: [u32; 3]) -> Option<EventAddr> {
        let fault = self.fault_arg(node)?;
        let [count, first, last] = columns.map(|base| match fault {
            FaultRef::Fixed(index) => Addr::Cell(base + index),
            FaultRef::Current => Addr::Column(Kind::Fault, base),
        });
        Some(EventAddr { count, first, last })
    }

    fn seen(&mut self, node: &ExprNode) -> Option<EventAddr> {
        if let Expr::Name(name) = &node.node
            && self.symbols.faults.index(name).is_none()
            && name != "self"
            && let Some(log) = self.symbols.logs.index(name)
        {
            return Some(self.cells.watched(Watched::SeenLog(log)));
        }
        let columns = self.symbols.fault_columns.seen_event;
        self.fault_event(node, columns)
    }

    /// The index of a named thing that stands as an argument.
    pub(super) fn named(
        &mut self,
        node: &ExprNode,
        sort: &str,
        find: impl Fn(&crate::scope::Symbols, &str) -> Option<u32>,
        all: impl Fn(&crate::scope::Symbols) -> Vec<&str>,
    ) -> Option<u32> {
        let Expr::Name(name) = &node.node else {
            self.error(
                ErrorCode::TypeMismatch,
                node.span,
                format!("The name of {} {sort} is needed here.", super::unknown::article(sort)),
            );
            return None;
        };
        let found = find(self.symbols, name);
        if found.is_none() {
            let names = all(self.symbols);
            self.unknown_of(sort, name, node.span, &mut names.into_iter());
        }
        found
    }

    /// Counters of `ever(condition)`.
    fn ever(&mut self, condition: &ExprNode) -> EventAddr {
        let (code, per) = self.per_member("ever(…)", condition, |inner| {
            inner.wanted(condition, Want::Truth);
        });
        self.cells.ever(code, per)
    }

    /// Lowers something so that it can be evaluated once a tick: for every member if it is about self, else once.
    fn per_member(
        &mut self,
        part: &'static str,
        node: &ExprNode,
        work: impl FnOnce(&mut Lower<'_>),
    ) -> (crate::ops::Code, Option<Kind>) {
        let (subject, per) = match (self.ctx.subject, self.depends_on_self(node)) {
            (Subject::Fixed(service), _) => (Subject::Fixed(service), None),
            (_, Some(kind)) => (Subject::Current(kind), Some(kind)),
            (_, None) => (Subject::None, None),
        };
        let ctx = Ctx { role: self.aside_role(), subject, action: None, cascade: false, ..self.ctx };
        let code = self.aside(Some(part), ctx, node.span, work);
        (code, per)
    }

    /// What is copied or counted is read at another moment; players may know no more of it for that.
    pub(super) fn aside_role(&self) -> Role {
        if self.ctx.role == Role::Shown { Role::Shown } else { Role::Read }
    }

    /// Which kind of member the text refers to by `self` or bare metrics.
    pub(super) fn depends_on_self(&mut self, node: &ExprNode) -> Option<Kind> {
        match self.ctx.subject {
            Subject::Current(kind) => {
                // Try without: what needs self fails.
                let ctx = Ctx { role: Role::Read, subject: Subject::None, ..self.ctx };
                let (_, fails) = self.trial(|lower| {
                    lower.aside(None, ctx, node.span, |inner| {
                        inner.expr(node);
                    })
                });
                fails.then_some(kind)
            }
            _ => None,
        }
    }

    /// An event as a condition.
    pub(super) fn event_truth(&mut self, node: &ExprNode) -> Ty {
        let name = match &node.node {
            Expr::Call { name, .. } => name.node.clone(),
            _ => "acted".to_owned(),
        };
        if self.hidden(&name, node.span) {
            return self.constant(0.0, Ty::Truth);
        }
        if let Expr::Call { name, args } = &node.node
            && let [arg] = args.as_slice()
        {
            let columns = self.symbols.fault_columns;
            let column = match name.node.as_str() {
                "cured" => Some(columns.cured),
                "active" => Some(columns.active),
                "contained" => Some(columns.contained),
                _ => None,
            };
            if let Some(column) = column {
                if let Some(fault) = self.fault_arg(arg) {
                    self.load_fault(fault, column);
                } else {
                    self.emit.push(Op::Const(0.0));
                }
                return Ty::Truth;
            }
            if name.node == "ever" {
                // Counted at the end of each tick; the present moment counts too.
                let addr = self.ever(arg);
                self.load(addr.count);
                self.emit.push(Op::Un(Un::Bool));
                let hole = self.emit.jump(Op::OrElse(0));
                self.wanted(arg, Want::Truth);
                self.emit.land(hole);
                return Ty::Truth;
            }
        }
        match self.event(node) {
            Some(addr) => {
                self.load(addr.count);
                self.emit.push(Op::Un(Un::Bool));
            }
            None => self.emit.push(Op::Const(0.0)),
        }
        Ty::Truth
    }

    /// `first last count ticks_since` of an event.
    pub(super) fn of_event(&mut self, function: &str, node: &ExprNode) -> Ty {
        if self.hidden(function, node.span) {
            return self.constant(0.0, Ty::Num(Unit::Count));
        }
        let Some(addr) = self.event(node) else {
            return self.constant(0.0, Ty::Num(Unit::Count));
        };
        match function {
            "first" => self.load(addr.first),
            "last" => self.load(addr.last),
            "count" => self.load(addr.count),
            _ => {
                // tick − last, or never if it never was.
                self.load(addr.count);
                let never = self.emit.jump(Op::JumpIfZero(0));
                self.emit.push(Op::Load(self.symbols.specials.tick));
                self.load(addr.last);
                self.emit.push(Op::Bin(Bin::Sub));
                let end = self.emit.jump(Op::Jump(0));
                self.emit.land(never);
                self.emit.push(Op::Const(crate::num::NEVER));
                self.emit.land(end);
            }
        }
        Ty::Num(Unit::Count)
    }

    /// `streak(condition)`: ticks in a row that it has held, the present one included.
    pub(super) fn streak(&mut self, condition: &ExprNode) -> Ty {
        let (code, per) = self.per_member("streak(…)", condition, |inner| {
            inner.wanted(condition, Want::Truth);
        });
        let addr = self.cells.streak(code, per);
        // While a tick runs its own end is not counted yet: one more if it holds now, else none.
        self.emit.push(Op::Load(self.symbols.specials.in_tick));
        let settled = self.emit.jump(Op::JumpIfZero(0));
        self.wanted(condition, Want::Truth);
        let broken = self.emit.jump(Op::JumpIfZero(0));
        self.load(addr);
        self.emit.push(Op::Const(1.0));
        self.emit.push(Op::Bin(Bin::Add));
        let end = self.emit.jump(Op::Jump(0));
        self.emit.land(broken);
        self.emit.push(Op::Const(0.0));
        let done = self.emit.jump(Op::Jump(0));
        self.emit.land(settled);
        self.load(addr);
        self.emit.land(end);
        self.emit.land(done);
        Ty::Num(Unit::Count)
    }

    /// `was(x)`: as it stood after the previous step.
    pub(super) fn was(&mut self, node: &ExprNode) -> Ty {
        let mut ty = Ty::Num(Unit::Any);
        let (code, per) = self.per_member("was(…)", node, |inner| ty = inner.expr(node));
        let addr = self.cells.was(code, per);
        self.load(addr);
        ty
    }
}
