//! `past(metric, ticks)`: what the history ring holds. A formula may ask for its own past: that is how trouble travels with
//! a delay.

use super::{Ctx, Lower, Subject};
use crate::ast::{Expr, ExprNode};
use crate::error::Code as ErrorCode;
use crate::ops::{Code, Op};
use crate::scope::{Kind, Source};
use crate::types::{Ty, Unit};

/// How far back `past` reaches, in ticks.
pub const PAST_MAX: u32 = 64;

impl Lower<'_> {
    pub(super) fn past(&mut self, metric: &ExprNode, ticks: &ExprNode) -> Ty {
        let start = self.emit.here();
        self.number(ticks);
        let known = self.emit.constant_since(start);
        if known.is_some() {
            self.emit.rewind(start);
        }
        if known.is_some_and(|t| !(t >= 1.0 && t <= f64::from(PAST_MAX) && t.fract() == 0.0)) {
            self.error(
                ErrorCode::OutOfRange,
                ticks.span,
                format!("`past` takes a whole number of ticks from 1 to {PAST_MAX}: history keeps {PAST_MAX} ticks."),
            );
            return self.constant(0.0, Ty::Num(Unit::Any));
        }
        let per_service = self.has_service() && self.depends_on_self_or_fixed(metric);
        let per = per_service.then_some(Kind::Service);
        let (slot, ty) = match self.formula_name(metric) {
            Some((name, ty)) => (self.past_of_formula(metric, &name, per), ty),
            None => {
                let (code, ty) = self.past_code(metric, per);
                (self.cells.past(code, per), ty)
            }
        };
        let (slot, per_service) = match self.ctx.subject {
            Subject::Fixed(service) if per_service => (slot + service, false),
            _ => (slot, per_service),
        };
        self.emit.push(match known {
            Some(back) => Op::Past { slot, ticks: back as u16, per_service },
            None => Op::PastAt { slot, per_service },
        });
        ty
    }

    fn past_code(&mut self, metric: &ExprNode, per: Option<Kind>) -> (Code, Ty) {
        let mut ty = Ty::Num(Unit::Any);
        let subject = per.map_or(Subject::None, Subject::Current);
        let ctx = Ctx { role: self.aside_role(), subject, action: None, cascade: false, ..self.ctx };
        let code = self.aside(Some("past(…)"), ctx, metric.span, |inner| ty = inner.expr(metric));
        (code, ty)
    }

    /// The name and type of a metric or value that follows a formula, if that is what stands there.
    fn formula_name(&self, node: &ExprNode) -> Option<(String, Ty)> {
        let Expr::Name(name) = &node.node else { return None };
        let param = self.ctx.action.and_then(|action| self.symbols.actions.at(action));
        let hidden = self.locals.iter().any(|local| local.name == *name)
            || param.is_some_and(|action| action.params.get(name).is_some())
            || self.formulas.iter().any(|formula| formula.name == *name);
        let metric = self.symbols.metrics.get(name).filter(|_| self.has_service());
        let quantity = metric.or_else(|| self.symbols.values.get(name))?;
        (!hidden && matches!(quantity.source, Source::Formula(_))).then(|| (name.clone(), quantity.ty))
    }

    /// The slot of a formula's past. It is known by name before the formula is read, which may ask for it again.
    fn past_of_formula(&mut self, metric: &ExprNode, name: &str, per: Option<Kind>) -> u32 {
        let (slot, new) = self.cells.past_of(name, per);
        if new && !self.open_pasts.iter().any(|open| open == name) {
            // The formula is read on its own: whoever is being read in place here is no circle behind it.
            let inlined = std::mem::take(&mut self.inlined);
            self.open_pasts.push(name.to_owned());
            let (code, _) = self.past_code(metric, per);
            self.open_pasts.pop();
            self.inlined = inlined;
            self.cells.keep_past(slot, code);
        }
        slot
    }

    fn depends_on_self_or_fixed(&mut self, node: &ExprNode) -> bool {
        let saved = self.ctx.subject;
        if let Subject::Fixed(_) = saved {
            self.ctx.subject = Subject::Current(Kind::Service);
        }
        let depends = self.depends_on_self(node) == Some(Kind::Service);
        self.ctx.subject = saved;
        depends
    }
}
