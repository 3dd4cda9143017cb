//! Statements.

use super::{Held, Local, Lower, Role, Want};
use crate::ast::{Arm, AssignOp, Draw, Expr, ExprNode, Name, Shown, Stmt, StmtNode};
use crate::error::Code as ErrorCode;
use crate::ops::{Bin, Effect, Op};
use crate::scope::Kind;
use crate::span::Span;
use crate::types::{Ty, Unit};

impl Lower<'_> {
    pub(super) fn body(&mut self, body: &[StmtNode]) {
        let (names, slots) = (self.locals.len(), self.slots);
        for stmt in body {
            self.stmt(stmt);
        }
        self.locals.truncate(names);
        self.slots = slots;
    }

    fn stmt(&mut self, stmt: &StmtNode) {
        let span = stmt.span;
        match &stmt.node {
            Stmt::Let { name, value } => self.bind(name, value),
            Stmt::Assign { .. } | Stmt::Draw { .. } => {
                // The local of a computed place is free again behind the statement.
                let slots = self.slots;
                self.write(&stmt.node);
                self.slots = slots;
            }
            Stmt::If { arms, otherwise } => self.branches(arms, otherwise.as_deref()),
            Stmt::Each { set, filter, body } => {
                if self.loops > 0 {
                    self.error(ErrorCode::EachInEach, span, "`each` does not stand inside `each`. Use an aggregate inside, or two loops one after the other.");
                    return;
                }
                self.for_each(set, filter.as_ref(), span, |lower| lower.body(body));
            }
            Stmt::After { ticks, body } => self.after(ticks, body),
            Stmt::Apply { table, key } => self.apply(table, key),
            Stmt::Start(fault) => self.on_fault(fault, Effect::Start),
            Stmt::Cure(fault) => self.on_fault(fault, Effect::Cure),
            Stmt::Emit(log) => {
                if self.may(span, "emit") {
                    match self.symbols.logs.index(&log.node) {
                        Some(index) => {
                            self.emit.push(Op::Const(0.0));
                            self.emit.push(Op::Do(Effect::Emit(index)));
                        }
                        None => {
                            let symbols = self.symbols;
                            self.unknown_of("log group", &log.node, log.span, &mut symbols.logs.names());
                        }
                    }
                }
            }
            Stmt::Show(shown) => self.show(shown, span),
            Stmt::RemoveConfig(path) => self.remove_config(path),
            Stmt::Write(name) => self.write_config(name),
            Stmt::Push { store, to, text } => self.push_to(store, to.as_ref(), text.as_ref()),
        }
    }

    fn write(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Assign { place, op, value } => {
                let Some(writable) = self.writable(place) else {
                    let start = self.emit.here();
                    self.expr(value);
                    self.emit.rewind(start);
                    return;
                };
                self.before_store(writable);
                let op = self.config_op(place, *op);
                self.assign(writable, op, value);
                self.store_place(writable);
                self.config_written(place);
            }
            Stmt::Draw { place, draw } => {
                if let Some(writable) = self.writable(place) {
                    self.before_store(writable);
                    let site = self.cells.draw_site();
                    self.draw_value(draw, writable.ty, site, true);
                    self.store_place(writable);
                }
            }
            _ => {}
        }
    }

    fn assign(&mut self, place: super::place::Writable, op: AssignOp, value: &ExprNode) {
        if op == AssignOp::Set {
            let want = match place.ty {
                Ty::Truth => Want::Anything,
                ty => Want::Fits(ty),
            };
            let got = self.wanted(value, want);
            if place.ty == Ty::Truth {
                self.need(value.span, Ty::Truth, got);
            }
            return;
        }
        if matches!(place.ty, Ty::Service | Ty::Fault | Ty::Text | Ty::Datum) {
            self.error(
                ErrorCode::TypeMismatch,
                value.span,
                format!("{} is not a number; it can only be set with `=`.", super::expr::capital(place.ty.describe())),
            );
        }
        self.load_place(place);
        let right = self.number(value);
        let left = match place.ty {
            Ty::Num(unit) => unit,
            // A status moves by rungs.
            Ty::Word(_) => Unit::Count,
            _ => Unit::Any,
        };
        match op {
            AssignOp::Mul => {
                if left != Unit::Any && !matches!(right, Unit::Any | Unit::Ratio | Unit::Count) {
                    let message = format!("A factor is a number or a ratio, this is {}.", Ty::Num(right).describe());
                    self.error(ErrorCode::UnitMismatch, value.span, message);
                }
                self.emit.push(Op::Bin(Bin::Mul));
            }
            _ => {
                self.meet(left, right, value.span, value);
                self.emit.push(Op::Bin(if op == AssignOp::Add { Bin::Add } else { Bin::Sub }));
            }
        }
    }

    /// Leaves a drawn value on the stack.
    pub(super) fn draw_value(&mut self, draw: &Draw, ty: Ty, site: u32, per_service: bool) {
        let Some(high) = &draw.high else {
            self.wanted(&draw.low, Want::Fits(ty));
            return;
        };
        self.wanted(&draw.low, Want::Fits(ty));
        self.wanted(high, Want::Fits(ty));
        let whole = matches!(ty, Ty::Num(Unit::Count) | Ty::Truth | Ty::Word(_));
        self.emit.push(Op::Draw { site, whole, per_service: per_service && self.has_service() });
    }

    fn bind(&mut self, name: &Name, value: &ExprNode) {
        let start = self.emit.here();
        let ty = self.expr(value);
        if self.locals.iter().any(|local| local.name == name.node) {
            self.error(
                ErrorCode::Duplicate,
                name.span,
                format!("`{}` is already named by `let`. A name is given once.", name.node),
            );
        }
        match self.emit.constant_since(start) {
            Some(constant) => {
                self.emit.rewind(start);
                self.locals.push(Local { name: name.node.clone(), ty, held: Held::Constant(constant) });
            }
            // Effects show texts, whose holes are filled outside the running code.
            None if self.ctx.role == Role::Effect => {
                let cell = self.cells.scratch();
                self.emit.push(Op::Store { cell, rule: 0 });
                self.locals.push(Local { name: name.node.clone(), ty, held: Held::Cell(cell) });
            }
            None => {
                let slot = self.slot();
                self.emit.push(Op::SetLocal(slot));
                self.locals.push(Local { name: name.node.clone(), ty, held: Held::Slot(slot) });
            }
        }
    }

    fn branches(&mut self, arms: &[Arm], otherwise: Option<&[StmtNode]>) {
        let mut ends = Vec::new();
        let mut decided = false;
        for arm in arms {
            let start = self.emit.here();
            self.wanted(&arm.when, Want::Truth);
            if let Some(known) = self.emit.constant_since(start) {
                self.emit.rewind(start);
                if known != 0.0 && !decided {
                    self.body(&arm.body);
                    decided = true;
                } else {
                    self.checked_only(&arm.body);
                }
                continue;
            }
            if decided {
                self.emit.rewind(start);
                self.checked_only(&arm.body);
                continue;
            }
            let next = self.emit.jump(Op::JumpIfZero(0));
            self.body(&arm.body);
            ends.push(self.emit.jump(Op::Jump(0)));
            self.emit.land(next);
        }
        if let Some(body) = otherwise {
            if decided { self.checked_only(body) } else { self.body(body) }
        }
        for end in ends {
            self.emit.land(end);
        }
    }

    /// A branch that a constant condition rules out: its mistakes are still mistakes.
    fn checked_only(&mut self, body: &[StmtNode]) {
        let start = self.emit.here();
        self.cells.pretend(true);
        self.body(body);
        self.cells.pretend(false);
        self.emit.rewind(start);
    }

    fn after(&mut self, ticks: &ExprNode, body: &[StmtNode]) {
        if !matches!(self.ctx.role, Role::World | Role::Effect) {
            self.error(ErrorCode::NotHere, ticks.span, "`after` stands in effects and programs.");
            return;
        }
        // Parameters and `self` are those of now: they are kept with the delayed effect.
        let ctx = super::Ctx { role: Role::World, ..self.ctx };
        let code = self.aside(Some("after"), ctx, ticks.span, |inner| inner.body(body));
        let index = self.cells.later(code);
        self.number(ticks);
        self.emit.push(Op::Do(Effect::After(index)));
    }

    fn apply(&mut self, table: &Name, key: &ExprNode) {
        if !self.may(table.span, "apply") {
            return;
        }
        let Some(index) = self.symbols.tables.index(&table.node) else {
            let symbols = self.symbols;
            self.unknown_of("table", &table.node, table.span, &mut symbols.tables.names());
            return;
        };
        match self.symbols.tables.at(index).and_then(|t| t.words) {
            Some(words) => {
                self.wanted(key, Want::Fits(Ty::Word(words)));
            }
            None => {
                self.number(key);
            }
        }
        self.emit.push(Op::Do(Effect::Apply(index)));
    }

    fn on_fault(&mut self, fault: &Name, effect: Effect) {
        if !self.may(fault.span, if effect == Effect::Start { "start" } else { "cure" }) {
            return;
        }
        let node = ExprNode { node: Expr::Name(fault.node.clone()), span: fault.span };
        match self.fault_arg(&node) {
            Some(super::member::FaultRef::Fixed(index)) => self.emit.push(Op::Const(f64::from(index))),
            Some(super::member::FaultRef::Current) => self.emit.push(Op::Index(Kind::Fault)),
            None => return,
        }
        self.emit.push(Op::Do(effect));
    }

    pub(super) fn may(&mut self, span: Span, what: &str) -> bool {
        let allowed = matches!(self.ctx.role, Role::World | Role::Effect);
        if !allowed {
            self.error(
                ErrorCode::NotHere,
                span,
                format!("`{what}` stands in programs, rules and effects; this place only reads."),
            );
        }
        allowed
    }

    fn show(&mut self, shown: &Shown, span: Span) {
        if self.ctx.role != Role::Effect {
            self.error(
                ErrorCode::NotHere,
                span,
                "`show` tells something to who acts: it stands in the effects of actions.",
            );
            return;
        }
        let effect = match shown {
            Shown::Text(template) => {
                let code = self.shown_template(template);
                Effect::ShowText(self.cells.shown(code))
            }
            Shown::Facts => Effect::ShowFacts,
            Shown::Logs => Effect::ShowLogs,
            Shown::Metrics => Effect::ShowMetrics,
            Shown::Config => {
                if !self.has_config(span) {
                    return;
                }
                Effect::ShowConfig
            }
        };
        self.emit.push(Op::Const(0.0));
        self.emit.push(Op::Do(effect));
    }
}
