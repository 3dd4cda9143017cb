//! Sets and aggregates.

use super::{Ctx, Lower, Subject, Want};
use crate::ast::{AggOp, ExprNode, Name, Set};
use crate::error::Code as ErrorCode;
use crate::ops::{Fold, Op, Over, Un};
use crate::scope::{Family, Kind};
use crate::span::Span;
use crate::types::{Ty, Unit};

/// A set that a loop can run over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Members {
    pub(super) kind: Kind,
    pub(super) over: Over,
    /// How many there are, if that is known at compile.
    pub(super) size: Option<usize>,
}

impl Lower<'_> {
    /// Finds a set; pushes the service it depends on, if that is computed.
    pub(super) fn members(&mut self, set: &Set, span: Span) -> Option<Members> {
        let symbols = self.symbols;
        let fixed = |kind: Kind, set: u32| {
            Some(Members { kind, over: Over::Fixed(set), size: Some(symbols.sets.get(set).len()) })
        };
        match set {
            Set::Services => fixed(Kind::Service, symbols.all_services),
            Set::Calls => fixed(Kind::Call, symbols.all_calls),
            Set::Faults => fixed(Kind::Fault, symbols.all_faults),
            Set::Conditions => fixed(Kind::Condition, symbols.all_conditions),
            Set::Tag(name) => match symbols.tags.get(&name.node) {
                Some(tag) => fixed(Kind::Service, tag.set),
                None => {
                    self.unknown_of("tag", &name.node, name.span, &mut symbols.tags.names());
                    None
                }
            },
            Set::Callers(reach, of) => self.relatives(Family::Callers(*reach), of.as_ref(), span),
            Set::Callees(reach, of) => self.relatives(Family::Callees(*reach), of.as_ref(), span),
            Set::CallsFrom(name) => self.relatives(Family::CallsFrom, Some(name), span),
            Set::CallsTo(name) => self.relatives(Family::CallsTo, Some(name), span),
        }
    }

    fn relatives(&mut self, family: Family, of: Option<&Name>, span: Span) -> Option<Members> {
        let kind = match family {
            Family::Callers(_) | Family::Callees(_) => Kind::Service,
            Family::CallsFrom | Family::CallsTo => Kind::Call,
        };
        let base = self.cells.family(family);
        let service = match of {
            Some(name) => self.service_head(name)?,
            None => match self.ctx.subject {
                Subject::Fixed(service) => Some(service),
                Subject::Current(Kind::Service) => {
                    return Some(Members { kind, over: Over::OfSelf(base), size: None });
                }
                _ => {
                    self.error_help(
                        ErrorCode::NoSelf,
                        span,
                        "Whose? There is no `self` here.",
                        "Write `callers of payments`.",
                    );
                    return None;
                }
            },
        };
        Some(match service {
            Some(service) => Members {
                kind,
                over: Over::Fixed(base + service),
                size: Some(self.symbols.relatives(family, service).len()),
            },
            None => Members { kind, over: Over::OfTop(base), size: None },
        })
    }

    /// Runs `work` once for each member that passes the filter. False if it is known to run for none; then nothing is left.
    pub(super) fn for_each(
        &mut self,
        set: &Set,
        filter: Option<&ExprNode>,
        span: Span,
        work: impl FnOnce(&mut Self),
    ) -> bool {
        let begin = self.emit.here();
        let Some(members) = self.members(set, span) else { return false };
        let hole = self.emit.jump(Op::Loop { kind: members.kind, over: members.over, exit: 0 });
        let body = self.emit.label();
        let saved = self.ctx;
        self.ctx = Ctx { subject: Subject::Current(members.kind), ..self.ctx };
        self.loops += 1;
        let mut skip = None;
        let mut never = false;
        if let Some(filter) = filter {
            let start = self.emit.here();
            self.wanted(filter, Want::Truth);
            match self.emit.constant_since(start) {
                Some(known) => {
                    self.emit.rewind(start);
                    never = known == 0.0;
                }
                None => skip = Some(self.emit.jump(Op::JumpIfZero(0))),
            }
        }
        work(self);
        if let Some(skip) = skip {
            self.emit.land(skip);
        }
        self.loops -= 1;
        self.ctx = saved;
        self.emit.push(Op::Next { body });
        self.emit.land(hole);
        // What never runs is lowered all the same: its mistakes are mistakes.
        let runs = !never && members.size != Some(0);
        if !runs {
            self.emit.rewind(begin);
        }
        runs
    }

    pub(super) fn aggregate(
        &mut self,
        op: AggOp,
        body: &ExprNode,
        set: &Set,
        filter: Option<&ExprNode>,
        span: Span,
    ) -> Ty {
        // `sum(x over services)` inside `each`: one level of each is enough for every rule we know.
        if self.loops >= 2 {
            self.error(
                ErrorCode::TooDeep,
                span,
                "An aggregate stands inside an aggregate inside `each`. Name the inner one with `let` before.",
            );
            return self.constant(0.0, Ty::Num(Unit::Any));
        }
        let start = match op {
            AggOp::Sum | AggOp::Count | AggOp::Any | AggOp::Mean => 0.0,
            AggOp::All => 1.0,
            AggOp::Max => f64::NEG_INFINITY,
            AggOp::Min => f64::INFINITY,
        };
        let begin = self.emit.here();
        if op == AggOp::Mean {
            self.emit.push(Op::Const(0.0));
        }
        self.emit.push(Op::Const(start));
        let mut ty = Ty::Num(Unit::Any);
        // The set's own service, if it is computed, is pushed by `members` above the accumulator and popped by the loop.
        let runs = self.for_each(set, filter, span, |lower| {
            let fold = match op {
                AggOp::Sum => {
                    ty = Ty::Num(lower.number(body));
                    Fold::Sum
                }
                AggOp::Mean => {
                    ty = Ty::Num(lower.number(body));
                    Fold::Mean
                }
                AggOp::Max => {
                    ty = Ty::Num(lower.number(body));
                    Fold::Max
                }
                AggOp::Min => {
                    ty = Ty::Num(lower.number(body));
                    Fold::Min
                }
                AggOp::Any => {
                    lower.wanted(body, Want::Truth);
                    ty = Ty::Truth;
                    Fold::Max
                }
                AggOp::All => {
                    lower.wanted(body, Want::Truth);
                    ty = Ty::Truth;
                    Fold::Min
                }
                AggOp::Count => {
                    lower.wanted(body, Want::Truth);
                    lower.emit.push(Op::Un(Un::Bool));
                    Fold::Sum
                }
            };
            lower.emit.push(Op::Fold(fold));
        });
        match op {
            AggOp::Any | AggOp::All => ty = Ty::Truth,
            AggOp::Count => ty = Ty::Num(Unit::Count),
            AggOp::Sum | AggOp::Mean | AggOp::Max | AggOp::Min => {}
        }
        if !runs {
            self.emit.rewind(begin);
            return self.constant(f64::from(u8::from(op == AggOp::All)), ty);
        }
        match op {
            AggOp::Mean => self.emit.push(Op::Mean),
            AggOp::Max | AggOp::Min => self.emit.push(Op::Settle),
            AggOp::Sum | AggOp::Count | AggOp::Any | AggOp::All => {}
        }
        ty
    }
}
