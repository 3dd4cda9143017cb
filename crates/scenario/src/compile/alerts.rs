//! Alert rules, and the thresholds that charts draw for them.

use brownout_expr::ast::{BinOp, Expr};
use brownout_expr::lower::{self, Ctx, Role, Subject, Want};
use brownout_expr::parse;
use brownout_expr::scope::Kind;
use brownout_sim::plan::{Alert, Threshold};

use super::Compiler;
use crate::decode::Condition;
use crate::model;
use crate::text::Text;

impl Compiler<'_> {
    pub(super) fn lower_alerts(&mut self) {
        let doc = self.doc;
        for item in doc.alerts.iter() {
            let alert = self.lower_alert(item.key.as_str(), &item.value);
            self.plan.alerts.push(alert);
        }
    }

    fn lower_alert(&mut self, name: &str, alert: &model::Alert) -> Alert {
        let levels = [(1, &alert.page), (1, &alert.critical), (0, &alert.warning), (0, &alert.info)];
        let given: Vec<(u8, &Condition)> =
            levels.into_iter().filter_map(|(severity, text)| text.as_ref().map(|text| (severity, text))).collect();
        let needs_self =
            given.iter().any(|(_, text)| self.needs_self(text, Want::Truth)) || self.template_needs_self(&alert.text);
        let all = || (0..self.symbols.services.len() as u32).collect::<Vec<u32>>();
        let of = match &alert.of {
            Some(of) => match (self.symbols.services.index(of.as_str()), self.symbols.tags.get(of.as_str()).copied()) {
                (Some(service), _) => Some(vec![service]),
                (None, Some(tag)) => Some(self.symbols.sets.get(tag.set).to_vec()),
                (None, None) => {
                    self.unknown_service(of);
                    Some(Vec::new())
                }
            },
            None => needs_self.then(all),
        };
        let subject = if of.is_some() { Subject::Current(Kind::Service) } else { Subject::None };
        let ctx = Ctx::read(subject);
        let mut thresholds = Vec::new();
        let levels = given
            .iter()
            .map(|(severity, text)| {
                thresholds.extend(self.threshold(text, *severity));
                (*severity, self.condition(text, ctx))
            })
            .collect();
        let text = self.template(&alert.text, ctx.role(Role::Shown));
        Alert { name: name.to_owned(), of, levels, text, thresholds }
    }

    /// `metric >= constant` or `metric <= constant`, either way round: what a chart can draw.
    fn threshold(&mut self, text: &Text, severity: u8) -> Option<Threshold> {
        let node = parse::parse_expr(text).ok()?;
        let Expr::Binary(op, left, right) = &node.node else {
            return None;
        };
        let falls = match op {
            BinOp::Ge | BinOp::Gt => false,
            BinOp::Le | BinOp::Lt => true,
            _ => return None,
        };
        let named = |doc: &model::Document, side: &Expr| match side {
            Expr::Name(name) => doc.metrics.index_of(name),
            _ => None,
        };
        let (metric, other, below) = match (named(self.doc, &left.node), named(self.doc, &right.node)) {
            (Some(metric), None) => (metric, right, falls),
            (None, Some(metric)) => (metric, left, !falls),
            _ => return None,
        };
        let ctx = Ctx::read(Subject::None);
        let (code, _) = self.tried(|target| lower::expr(target, ctx, other, Want::Anything))?;
        code.constant().map(|value| Threshold { metric, severity, value, below })
    }
}
