//! Services, calls, metrics, values, the status ladder.

use brownout_expr::ast::{Arm, AssignOp, Expr, ExprNode, Place, Set, Stmt, StmtNode};
use brownout_expr::lower::{self, Ctx, Role, Subject, Want};
use brownout_expr::ops::Code;
use brownout_expr::scope::{Access, Kind, Source};
use brownout_expr::span::{Span, Spanned};
use brownout_expr::types::Ty;
use brownout_sim::plan::{Metric, Rung, Service, Source as PlanSource, Status, Time, Value};

use super::quantities::STATUS;
use super::{Compiler, names};
use crate::diagnostic::Code as DiagnosticCode;
use crate::limits::RUNGS_MAX;
use crate::model::{Look, Refusal, TimeLogs, TimeOrder};

/// Length of a tick if nothing is said.
const TICK_US: u64 = 30_000_000;

impl<'a> Compiler<'a> {
    pub(super) fn declare_services(&mut self) {
        for item in self.doc.services.iter() {
            self.symbols.services.insert(item.key.as_str(), ());
            let kind = item.value.about.as_ref().map(|t| t.trim().to_owned());
            let kind =
                kind.or_else(|| item.value.kind.as_ref().map(|k| k.as_str().replace('-', " "))).unwrap_or_default();
            self.plan.services.push(Service { name: item.key.as_str().to_owned(), kind });
        }
        for item in self.doc.services.iter() {
            let Some(caller) = self.symbols.services.index(item.key.as_str()) else {
                continue;
            };
            // Settling has joined the calls up and taken out those that are there twice or lead nowhere.
            let callees = item.value.calls.iter();
            let callees = callees.filter_map(|callee| self.symbols.services.index(callee));
            self.symbols.calls.extend(callees.map(|callee| (caller, callee)));
        }
        self.plan.calls.clone_from(&self.symbols.calls);
        let time = self.doc.time.as_ref();
        self.plan.time = Time {
            tick_us: time.and_then(|t| t.tick).map_or(TICK_US, |t| t.micros),
            start_s: time.and_then(|t| t.start).map_or(0, |t| t.seconds),
            world_first: time.and_then(|t| t.order) == Some(TimeOrder::WorldFirst),
            warm_up: time.and_then(|t| t.warm_up).map_or(0, |t| t.value),
            logs_pushed: time.and_then(|t| t.logs) != Some(TimeLogs::OnRequest),
            refusal_free: time.and_then(|t| t.refusal) == Some(Refusal::Free),
        };
        if let Some(warm_up) = time.and_then(|t| t.warm_up).filter(|w| w.value > 1000) {
            self.error(DiagnosticCode::TooMany, warm_up.pos, "A run warms up for at most 1000 ticks.");
        }
    }

    fn source(
        &mut self,
        source: &Source,
        is: Option<&crate::decode::Expression>,
        ty: Ty,
        per_service: bool,
    ) -> PlanSource {
        match (source, is) {
            (Source::Formula(_), Some(text)) => {
                let subject = if per_service { Subject::Current(Kind::Service) } else { Subject::None };
                let code =
                    self.expr(text, Ctx::read(subject), Want::Fits(ty)).map_or_else(Code::empty, |(code, _)| code);
                PlanSource::Formula(code)
            }
            (Source::Stored(base), _) => PlanSource::Stored(*base),
            (Source::Constant(_) | Source::Formula(_), _) => PlanSource::Formula(Code::empty()),
        }
    }

    pub(super) fn lower_metrics(&mut self) {
        for item in self.doc.metrics.iter() {
            let Some(quantity) = self.symbols.metrics.get(item.key.as_str()).cloned() else {
                continue;
            };
            let source = self.source(&quantity.source, item.value.is.as_ref(), quantity.ty, true);
            let range = match quantity.access {
                Access::Write(rule) => self
                    .rules
                    .get(rule as usize)
                    .filter(|r| r.low > f64::MIN || r.high < f64::MAX)
                    .map(|r| (r.low, r.high)),
                Access::ReadOnly(_) => None,
            };
            let quiet = self.constant_start(item.value.start.as_ref(), quantity.ty);
            self.plan.metrics.push(Metric {
                name: item.key.as_str().to_owned(),
                label: names::label(item.value.label.as_ref(), item.key.as_str()),
                about: names::sentence(item.value.about.as_ref()),
                ty: quantity.ty,
                unit: names::shown_unit(quantity.ty),
                knob: item.value.knob.is_some_and(|k| k.value),
                hidden: item.value.hidden.is_some_and(|h| h.value),
                asked: item.value.asked.is_some_and(|a| a.value),
                quiet,
                range,
                source,
            });
        }
    }

    pub(super) fn lower_values(&mut self) {
        for item in self.doc.values.iter() {
            let Some(quantity) = self.symbols.values.get(item.key.as_str()).cloned() else {
                continue;
            };
            let source = self.source(&quantity.source, item.value.is.as_ref(), quantity.ty, false);
            let unknown = item.value.unknown.as_ref().and_then(|text| self.constant(text, Want::Anything));
            self.plan.values.push(Value {
                name: item.key.as_str().to_owned(),
                label: names::label(item.value.label.as_ref(), item.key.as_str()),
                about: names::sentence(item.value.about.as_ref()),
                ty: quantity.ty,
                hidden: item.value.hidden.is_some_and(|h| h.value),
                budget: item.value.budget.is_some_and(|b| b.value),
                harm: item.value.harm.is_some_and(|h| h.value),
                unknown,
                source,
            });
        }
    }

    pub(super) fn lower_status(&mut self) {
        let Some(Source::Stored(column)) = self.symbols.metrics.get(STATUS).map(|q| q.source.clone()) else {
            return;
        };
        let (mut rungs, mut arms) = (Vec::new(), Vec::new());
        let doc = self.doc;
        for item in doc.status.iter() {
            let word = item.key.as_str();
            let like = item.value.like.unwrap_or(match word {
                "healthy" => Look::Healthy,
                "critical" => Look::Critical,
                "down" => Look::Down,
                "isolated" => Look::Isolated,
                _ => Look::Degraded,
            });
            let like = match like {
                Look::Healthy => 0,
                Look::Degraded => 1,
                Look::Critical => 2,
                Look::Down => 3,
                Look::Isolated => 4,
            };
            if let Some(text) = &item.value.when {
                // Checked by itself, so that a mistake is told at its place.
                self.condition(text, Ctx::read(Subject::Current(Kind::Service)));
                if let Some(node) = self.read_expr(text, true) {
                    arms.push(arm(node, word));
                }
            }
            rungs.push(Rung { word: word.to_owned(), label: names::label(item.value.label.as_ref(), word), like });
        }
        if let Some(item) = doc.status.iter().nth(RUNGS_MAX) {
            let message = format!("{} words of status; a ladder has at most {RUNGS_MAX}.", rungs.len());
            self.error_help(DiagnosticCode::TooMany, item.key.pos(), message, "Join words that ask for the same.");
        }
        rungs.reverse();
        let derive = self.ladder(arms);
        self.plan.status = Some(Status { column, rungs, derive });
    }

    /// One script for the whole ladder: the first rung that holds, from the worst on.
    fn ladder(&mut self, arms: Vec<Arm>) -> Code {
        if arms.is_empty() || self.out.iter().any(crate::diagnostic::Diagnostic::is_error) {
            return Code::empty();
        }
        let nowhere = Span::default();
        let choose = StmtNode::new(Stmt::If { arms, otherwise: None }, nowhere);
        let each = Stmt::Each { set: Set::Services, filter: None, body: vec![choose] };
        let target = lower::Target { symbols: &self.symbols, cells: &mut self.cells, formulas: &[], trial: false };
        let ctx = Ctx::read(Subject::None).role(Role::World);
        match lower::script(target, ctx, &vec![StmtNode::new(each, nowhere)]) {
            Ok(code) => code,
            Err(errors) => {
                for error in errors {
                    self.error(
                        DiagnosticCode::Language(error.code),
                        self.root,
                        format!("The status ladder: {}", error.message),
                    );
                }
                Code::empty()
            }
        }
    }
}

/// `if when: status = word`.
fn arm(when: ExprNode, word: &str) -> Arm {
    let nowhere = Span::default();
    let place = Place::Name(Spanned::new(STATUS.to_owned(), nowhere));
    let value = Spanned::new(Expr::Name(word.to_owned()), nowhere);
    Arm { when, body: vec![StmtNode::new(Stmt::Assign { place, op: AssignOp::Set, value }, nowhere)] }
}
