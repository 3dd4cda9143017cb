//! What a bare name stands for. First match wins: `let` and parameters → metric of self → value or setting → service,
//! fault, tag.

use super::formula::Owner;
use super::{Held, Lower, Role, Subject};
use crate::error::Code as ErrorCode;
use crate::ops::Op;
use crate::scope::{Addr, Kind, Source};
use crate::span::Span;
use crate::types::{Ty, Unit};

impl Lower<'_> {
    /// Pushes what an address holds.
    pub(super) fn load(&mut self, addr: Addr) {
        let op = match addr {
            Addr::Cell(cell) => Op::Load(cell),
            Addr::Column(Kind::Service, base) => match self.ctx.subject {
                Subject::Fixed(service) => Op::Load(base + service),
                _ => Op::LoadAt(Kind::Service, base),
            },
            Addr::Column(kind, base) => Op::LoadAt(kind, base),
        };
        self.emit.push(op);
    }

    /// Whether bare metrics mean those of a service here.
    pub(super) fn has_service(&self) -> bool {
        matches!(self.ctx.subject, Subject::Fixed(_) | Subject::Current(Kind::Service))
    }

    pub(super) fn hidden(&mut self, what: &str, span: Span) -> bool {
        if self.ctx.role != Role::Shown {
            return false;
        }
        self.error_help(
            ErrorCode::HiddenTruth,
            span,
            format!("This text shows `{what}`, which players may not know."),
            "Use what they can see: metrics, values, parameters; or a log line with `reveals`.",
        );
        true
    }

    /// A bare name.
    pub(super) fn name(&mut self, name: &str, span: Span) -> Ty {
        if let Some(ty) = self.local(name) {
            return ty;
        }
        if self.barred(name, span) {
            return self.constant(0.0, Ty::Num(Unit::Any));
        }
        if let Some(ty) = self.param(name) {
            return ty;
        }
        if let Some(ty) = self.fault_formula(name, span) {
            return ty;
        }
        if let Some(ty) = self.of_self(name, span) {
            return ty;
        }
        if let Some(ty) = self.special(name, span) {
            return ty;
        }
        let symbols = self.symbols;
        if let Some(quantity) = symbols.values.get(name) {
            return self.quantity(quantity, Owner::Run, name, span);
        }
        if let Some(&(ty, x)) = self.symbols.settings.get(name) {
            return self.constant(x, ty);
        }
        if let Some(index) = self.symbols.services.index(name) {
            return self.constant(f64::from(index), Ty::Service);
        }
        if let Some(index) = self.symbols.faults.index(name) {
            return self.constant(f64::from(index), Ty::Fault);
        }
        if let Some(tag) = self.symbols.tags.get(name).copied() {
            if !self.has_service() {
                self.error(ErrorCode::NoSelf, span, format!("`{name}` is a tag; whether a service carries it can only be asked where there is one (`each service`, an aggregate, a fault)."));
                return self.constant(0.0, Ty::Truth);
            }
            self.load(Addr::Column(Kind::Service, tag.column));
            return Ty::Truth;
        }
        self.unknown(name, span);
        self.constant(0.0, Ty::Num(Unit::Any))
    }

    fn local(&mut self, name: &str) -> Option<Ty> {
        let local = self.locals.iter().rev().find(|local| local.name == name)?.clone();
        match local.held {
            Held::Slot(slot) => self.emit.push(Op::Local(slot)),
            Held::Cell(cell) => self.emit.push(Op::Load(cell)),
            Held::Constant(x) => self.emit.push(Op::Const(x)),
        }
        Some(local.ty)
    }

    fn param(&mut self, name: &str) -> Option<Ty> {
        let action = self.symbols.actions.at(self.ctx.action?)?;
        let param = action.params.get(name)?;
        let (ty, cell) = (param.ty, param.cell);
        self.emit.push(Op::Load(cell));
        Some(ty)
    }

    /// A metric of self, a knob of the call at hand, a parameter of the fault at hand.
    fn of_self(&mut self, name: &str, span: Span) -> Option<Ty> {
        let symbols = self.symbols;
        match self.ctx.subject {
            Subject::Current(kind @ Kind::Call) => {
                return Some(self.quantity(symbols.links.get(name)?, Owner::Member(kind), name, span));
            }
            Subject::Current(kind @ Kind::Fault) => {
                return Some(self.quantity(symbols.fault_params.get(name)?, Owner::Member(kind), name, span));
            }
            _ => {}
        }
        if let Some(fault) = self.ctx.fault
            && let Some(quantity) = symbols.fault_params.get(name)
        {
            match quantity.source {
                Source::Stored(base) => self.emit.push(Op::Load(base + fault)),
                _ => return Some(self.quantity(quantity, Owner::Run, name, span)),
            }
            return Some(quantity.ty);
        }
        if self.has_service() {
            return Some(self.quantity(symbols.metrics.get(name)?, Owner::Member(Kind::Service), name, span));
        }
        None
    }

    fn special(&mut self, name: &str, span: Span) -> Option<Ty> {
        let specials = self.symbols.specials;
        let (cell, ty) = match name {
            "tick" => (specials.tick, Ty::Num(Unit::Count)),
            "step" => (specials.step, Ty::Num(Unit::Count)),
            "repeated" => (specials.repeated, Ty::Truth),
            "refused" => (specials.refused, Ty::Truth),
            "wrong" => (specials.wrong, Ty::Truth),
            "cures" => (specials.cures, Ty::Truth),
            "helps" => (specials.helps, Ty::Truth),
            "cured_now" => (specials.cured_now, Ty::Num(Unit::Count)),
            "learnt_now" => (self.cells.learnt_now(), Ty::Num(Unit::Count)),
            "done_before" => (self.cells.done_before(), Ty::Truth),
            "failed_conditions" => (specials.failed_conditions, Ty::Num(Unit::Ratio)),
            "amount" if self.ctx.cascade => (specials.amount, Ty::Num(Unit::Any)),
            "self" => return Some(self.self_value(span)),
            "home" => return Some(self.home_value(span)),
            "age" => {
                if self.hidden("age", span) {
                    return Some(self.constant(0.0, Ty::Num(Unit::Count)));
                }
                let age = self.symbols.fault_columns.age;
                match (self.ctx.subject, self.ctx.fault) {
                    (Subject::Current(Kind::Fault), _) => self.emit.push(Op::LoadAt(Kind::Fault, age)),
                    (_, Some(fault)) => self.emit.push(Op::Load(age + fault)),
                    _ => {
                        self.error_help(
                            ErrorCode::NoSelf,
                            span,
                            "`age` without a name means the fault at hand, and there is none here.",
                            "Name it: `age(root)`.",
                        );
                        self.emit.push(Op::Const(0.0));
                    }
                }
                return Some(Ty::Num(Unit::Count));
            }
            "actor" => return Some(self.actor(span)),
            "target" => {
                self.error(ErrorCode::NotHere, span, "`target` exists only in actions that have such a parameter. In a fault the service is `self` or `home`.");
                return Some(self.constant(0.0, Ty::Service));
            }
            "amount" => {
                self.error(ErrorCode::NotHere, span, "`amount` exists only in a cascade's `apply`.");
                return Some(self.constant(0.0, Ty::Num(Unit::Any)));
            }
            _ => return None,
        };
        if matches!(name, "wrong" | "cures" | "helps" | "cured_now" | "failed_conditions") && self.hidden(name, span) {
            return Some(self.constant(0.0, ty));
        }
        self.emit.push(Op::Load(cell));
        Some(ty)
    }

    /// The role whose turn it is.
    fn actor(&mut self, span: Span) -> Ty {
        match self.symbols.role_words {
            Some(words) => {
                self.emit.push(Op::Load(self.symbols.specials.actor));
                Ty::Word(words)
            }
            None => {
                self.error_help(
                    ErrorCode::NotHere,
                    span,
                    "There is no `actor` here: this scenario is for one actor.",
                    "Declare who acts under `roles`.",
                );
                self.constant(0.0, Ty::Num(Unit::Count))
            }
        }
    }

    fn self_value(&mut self, span: Span) -> Ty {
        match self.ctx.subject {
            Subject::Fixed(service) => self.constant(f64::from(service), Ty::Service),
            Subject::Current(Kind::Service) => {
                self.emit.push(Op::Index(Kind::Service));
                Ty::Service
            }
            Subject::Current(Kind::Fault) => {
                self.emit.push(Op::Index(Kind::Fault));
                Ty::Fault
            }
            Subject::Current(Kind::Condition) => {
                self.emit.push(Op::LoadAt(Kind::Condition, self.symbols.conditions.0));
                Ty::Truth
            }
            Subject::Current(Kind::Call) | Subject::None => {
                self.error(ErrorCode::NoSelf, span, "There is no `self` here: it is nobody's turn.");
                self.constant(0.0, Ty::Service)
            }
        }
    }

    fn home_value(&mut self, span: Span) -> Ty {
        let homes = self.symbols.fault_columns.home;
        match (self.ctx.subject, self.ctx.fault) {
            (Subject::Current(Kind::Fault), _) => self.emit.push(Op::LoadAt(Kind::Fault, homes)),
            (_, Some(fault)) => {
                let home = self.symbols.faults.at(fault).map_or(0, |f| f.home);
                self.emit.push(Op::Const(f64::from(home)));
            }
            _ => {
                self.error(
                    ErrorCode::NotHere,
                    span,
                    "`home` is the service of the fault at hand, and there is none here.",
                );
                self.emit.push(Op::Const(0.0));
            }
        }
        Ty::Service
    }
}
