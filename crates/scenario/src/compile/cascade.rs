//! How trouble travels, and the scripts that run every tick.

use brownout_expr::ast::{Expr, ExprNode};
use brownout_expr::lower::{Ctx, Role, Subject, Want};
use brownout_expr::ops::{Code, Op};
use brownout_expr::parse;
use brownout_expr::scope::{Access, Kind, Source};
use brownout_expr::types::{Ty, Unit};
use brownout_sim::plan::Cascade;

use super::Compiler;
use crate::decode::Expression;
use crate::diagnostic::Code as DiagnosticCode;

/// How far a cascade may travel.
const HOPS_MAX: f64 = 2_000.0;

impl Compiler<'_> {
    /// `level` unless the scenario says `add`; also as `if(mended, level, add)`.
    pub(super) fn cascade_is_level(&mut self) -> bool {
        let Some(text) = self.doc.cascade.as_ref().and_then(|c| c.mode.as_ref()) else {
            return true;
        };
        match text.trim() {
            "level" => true,
            "add" => false,
            _ => {
                let Some(mut node) = self.parsed(text, parse::parse_expr(text)) else {
                    return true;
                };
                // The words stand for 1 and 0 while the expression is evaluated.
                modes(&mut node);
                let ctx = Ctx::read(Subject::None);
                let Some((code, ty)) = self.lower_node(text, &node, ctx, Want::Anything, &[]) else {
                    return true;
                };
                match code.constant() {
                    Some(x) if ty == Ty::Truth => x != 0.0,
                    _ => {
                        self.error_help(
                            DiagnosticCode::NotConstant,
                            text.pos(),
                            "`mode` is `level` or `add`, decided before the run begins.",
                            "Write one of them, or `if(a-setting, level, add)`.",
                        );
                        true
                    }
                }
            }
        }
    }

    fn number(&mut self, text: Option<&Expression>, default: f64) -> f64 {
        text.and_then(|text| self.constant(text, Want::Anything)).unwrap_or(default)
    }

    pub(super) fn lower_cascade(&mut self) {
        let Some(cascade) = self.doc.cascade.as_ref() else {
            return;
        };
        let Some(apply) = &cascade.apply else { return };
        // `from` and `amount` are about the fault's service: self is the home of each fault in turn.
        let home = Ctx::read(Subject::Current(Kind::Service));
        let mut script_ctx = home.role(Role::World);
        script_ctx.cascade = true;
        let from = cascade.from.as_ref().map_or_else(Code::empty, |text| self.condition(text, home));
        let number = Ty::Num(Unit::Any);
        let amount = match &cascade.amount {
            Some(text) => self.expr(text, home, Want::Fits(number)).map_or_else(Code::empty, |(code, _)| code),
            None => Code::empty(),
        };
        let through = cascade
            .through
            .as_ref()
            .map_or_else(|| Code { ops: Box::new([Op::Const(1.0)]) }, |text| self.condition(text, home));
        let apply = self.script(apply, script_ctx, "cascade.apply", &[]);
        let hops = self.number(cascade.hops.as_ref(), 3.0);
        if !(0.0..=HOPS_MAX).contains(&hops)
            && let Some(text) = &cascade.hops
        {
            self.error(
                DiagnosticCode::BadNumber,
                text.pos(),
                format!("`hops` is a whole number from 0 to {HOPS_MAX}."),
            );
        }
        let level = self.level;
        let split = self
            .symbols
            .metrics
            .iter()
            .filter_map(|(_, quantity)| match (&quantity.source, &quantity.access) {
                (Source::Stored(base), Access::Write(rule)) => {
                    self.rules.get(*rule as usize).and_then(|r| r.own).map(|own| (*base, base + own))
                }
                _ => None,
            })
            .collect();
        let falloff = self.number(cascade.falloff.as_ref(), 1.0);
        let floor = self.number(cascade.floor.as_ref(), 0.0);
        let callers = self.waiting_callers();
        self.plan.cascade = Some(Cascade {
            from,
            amount,
            falloff,
            hops: hops as u32,
            floor,
            through_fixed: self.never_changes(&through),
            through,
            apply,
            split,
            level,
            callers,
        });
    }

    /// Callers of each service that wait for its answer.
    fn waiting_callers(&self) -> Vec<Vec<u32>> {
        let mut callers = self.symbols.adjacency(false);
        for item in self.doc.services.iter() {
            let Some(caller) = self.symbols.services.index(item.key.as_str()) else {
                continue;
            };
            for callee in &item.value.asynchronous {
                let callee = self.symbols.services.index(callee);
                if let Some(list) = callee.and_then(|callee| callers.get_mut(callee as usize)) {
                    list.retain(|known| *known != caller);
                }
            }
        }
        callers
    }

    /// Whether code reads nothing but tags, which stay as they are for a whole run.
    fn never_changes(&self, code: &Code) -> bool {
        let tag = |base: u32| self.symbols.tags.iter().any(|(_, tag)| tag.column == base);
        code.ops.iter().all(|op| match op {
            Op::LoadAt(Kind::Service, base) => tag(*base),
            Op::Const(_) | Op::Un(_) | Op::Bin(_) | Op::BinConst(..) | Op::AndThen(_) | Op::OrElse(_) => true,
            _ => false,
        })
    }

    pub(super) fn lower_rules(&mut self) {
        let ctx = Ctx::read(Subject::None).role(Role::World);
        let doc = self.doc;
        let mut lower = |text: Option<&crate::decode::Script>, place: &str| {
            text.map_or_else(Code::empty, |text| self.script(text, ctx, place, &[]))
        };
        let (before, rules, tally) = (
            lower(doc.before.as_ref(), "before"),
            lower(doc.rules.as_ref(), "rules"),
            lower(doc.tally.as_ref(), "tally"),
        );
        self.plan.before = before;
        self.plan.rules = rules;
        self.plan.tally = tally;
    }
}

/// Puts true for `level` and false for `add`.
fn modes(node: &mut ExprNode) {
    let becomes = match &mut node.node {
        Expr::Name(name) if name == "level" => Some(true),
        Expr::Name(name) if name == "add" => Some(false),
        Expr::Call { args, .. } => {
            args.iter_mut().skip(1).for_each(modes);
            None
        }
        _ => None,
    };
    if let Some(truth) = becomes {
        node.node = Expr::Bool(truth);
    }
}
