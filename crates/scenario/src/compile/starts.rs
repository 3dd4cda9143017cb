//! First values: what each metric, and each knob of a call, holds before the first tick.

use std::collections::BTreeMap;

use brownout_expr::lower::{self, Ctx, Role, Subject, Want};
use brownout_expr::ops::Code;
use brownout_expr::parse;
use brownout_expr::scope::{Access, Quantity, Source};
use brownout_expr::types::Ty;
use brownout_sim::plan::Start;

use super::Compiler;
use super::names::nearest;
use super::quantities::STATUS;
use crate::decode::{Draw, Item, Map};
use crate::diagnostic::Code as DiagnosticCode;
use crate::source::Pos;

impl<'a> Compiler<'a> {
    /// The first value of a metric whose first value is the same at every service: at it there is nothing to tell.
    pub(super) fn constant_start(&mut self, start: Option<&Draw>, ty: Ty) -> Option<f64> {
        let Some(draw) = start else { return Some(0.0) };
        let mut parsed = parse::parse_draw(draw).ok().filter(|d| d.high.is_none())?;
        self.absent.expr(&mut parsed.low);
        let ctx = Ctx::read(Subject::None);
        self.tried(|target| lower::expr(target, ctx, &parsed.low, Want::Fits(ty))).and_then(|(code, _)| code.constant())
    }

    /// A first value as code. One that names no service's numbers is the same for all, and is made once.
    fn start_code(
        &mut self,
        draw: &'a Draw,
        ty: Ty,
        service: Option<u32>,
        made: &mut BTreeMap<Pos, Option<Code>>,
    ) -> Option<Code> {
        if let Some(code) = made.get(&draw.pos()) {
            return code.clone();
        }
        let parsed = self.read_draw(draw);
        let Some(parsed) = parsed else {
            made.insert(draw.pos(), None);
            return None;
        };
        let read = |subject| Ctx::read(subject).role(Role::Start);
        if let Some(code) = self.tried(|target| lower::draw(target, read(Subject::None), &parsed, ty, 0, false)) {
            made.insert(draw.pos(), Some(code.clone()));
            return Some(code);
        }
        let subject = service.map_or(Subject::None, Subject::Fixed);
        let result = self.with_target(&[], |target| lower::draw(target, read(subject), &parsed, ty, 0, false));
        let code = self.parsed(draw, result);
        if code.is_none() {
            made.insert(draw.pos(), None);
        }
        code
    }

    pub(super) fn lower_starts(&mut self) {
        self.check_start_keys();
        let doc = self.doc;
        let services: Vec<&'a str> = doc.services.keys().collect();
        let mut made = BTreeMap::new();
        // The status can have a first value too, though the ladder declares it.
        let status = (!doc.status.is_empty()).then_some((STATUS, None));
        let metrics = doc.metrics.iter();
        for (metric, default) in metrics.map(|m| (m.key.as_str(), m.value.start.as_ref())).chain(status) {
            let Some((base, rule, ty)) = self.stored(self.symbols.metrics.get(metric)) else {
                continue;
            };
            let firsts = self.first_values(metric, default, &services);
            for (index, (service, first)) in (0u32..).zip(services.iter().zip(firsts)) {
                let Some((draw, from)) = first else { continue };
                if let Some(code) = self.start_code(draw, ty, Some(index), &mut made) {
                    self.plan.starts.push(Start {
                        cell: base + index,
                        rule,
                        code,
                        path: from.path(metric, service),
                        service: Some(index),
                    });
                }
            }
        }
        for item in doc.values.iter() {
            let Some(draw) = &item.value.start else {
                continue;
            };
            let Some((cell, rule, ty)) = self.stored(self.symbols.values.get(item.key.as_str())) else {
                continue;
            };
            let path = format!("values.{}.start", item.key.as_str());
            if let Some(code) = self.start_code(draw, ty, None, &mut made) {
                self.plan.starts.push(Start { cell, rule, code, path, service: None });
            }
        }
        self.link_starts(&mut made);
    }

    /// Where a quantity that scripts may write is kept: cell or column, rule, type.
    fn stored(&self, quantity: Option<&Quantity>) -> Option<(u32, u32, Ty)> {
        match quantity {
            Some(Quantity { ty, source: Source::Stored(base), access: Access::Write(rule) }) => {
                Some((*base, *rule, *ty))
            }
            _ => None,
        }
    }

    /// The first value that counts at each service: the scenario's `start` for the service, then for a tag, then the
    /// service's own, then the metric's.
    fn first_values(
        &self,
        metric: &str,
        default: Option<&'a Draw>,
        services: &[&'a str],
    ) -> Vec<Option<(&'a Draw, From<'a>)>> {
        let doc = self.doc;
        let mut firsts: Vec<Option<(&'a Draw, From<'a>)>> = doc
            .services
            .iter()
            .map(|service| match service.value.start.get(metric) {
                Some(draw) => Some((draw, From::Service)),
                None => default.map(|draw| (draw, From::Metric)),
            })
            .collect();
        debug_assert_eq!(firsts.len(), services.len());
        let given = |item: &'a Item<Map<Draw>>| item.value.get(metric).map(|draw| (item.key.as_str(), draw));
        for (key, draw) in doc.start.iter().filter_map(given) {
            if let Some(tag) = self.symbols.tags.get(key)
                && self.symbols.services.index(key).is_none()
            {
                for &member in self.symbols.sets.get(tag.set) {
                    if let Some(first) = firsts.get_mut(member as usize) {
                        *first = Some((draw, From::Start(key)));
                    }
                }
            }
        }
        for (key, draw) in doc.start.iter().filter_map(given) {
            let service = self.symbols.services.index(key);
            if let Some(first) = service.and_then(|index| firsts.get_mut(index as usize)) {
                *first = Some((draw, From::Start(key)));
            }
        }
        firsts
    }

    fn check_start_keys(&mut self) {
        let doc = self.doc;
        let maps = doc
            .start
            .iter()
            .map(|i| (Some(&i.key), &i.value))
            .chain(doc.services.iter().map(|s| (None, &s.value.start)));
        let mut wrong = Vec::new();
        for (key, values) in maps {
            if let Some(key) = key
                && self.symbols.services.index(key).is_none()
                && self.symbols.tags.index(key).is_none()
                && !self.absent.has(key)
            {
                wrong.push((
                    DiagnosticCode::UnknownService,
                    key.clone(),
                    format!("No service or tag `{}`.", key.as_str()),
                ));
            }
            for item in values.iter() {
                match self.symbols.metrics.get(item.key.as_str()) {
                    None => wrong.push((
                        DiagnosticCode::UnknownMetric,
                        item.key.clone(),
                        format!("Services have no metric `{}`.", item.key.as_str()),
                    )),
                    Some(q) if matches!(q.source, Source::Formula(_)) => {
                        let message = format!(
                            "`{}` follows a formula and has no first value. Set what the formula reads.",
                            item.key.as_str()
                        );
                        wrong.push((DiagnosticCode::ReadOnly, item.key.clone(), message));
                    }
                    Some(_) => {}
                }
            }
        }
        for (code, key, message) in wrong {
            let near = match code {
                DiagnosticCode::UnknownMetric => nearest(&key, self.symbols.metrics.names()),
                _ => {
                    let tags = self.symbols.tags.names();
                    nearest(&key, self.symbols.services.names().chain(tags))
                }
            };
            self.unknown(code, &key, message, near, None);
        }
    }

    fn link_starts(&mut self, made: &mut BTreeMap<Pos, Option<Code>>) {
        let doc = self.doc;
        let mut calls: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        calls.extend(self.symbols.calls.iter().copied().zip(0u32..));
        for service in doc.services.iter() {
            for callee in service.value.links.iter() {
                let ends = (
                    self.symbols.services.index(service.key.as_str()),
                    self.symbols.services.index(callee.key.as_str()),
                );
                let call = match ends {
                    (Some(a), Some(b)) => calls.get(&(a, b)).copied(),
                    _ => None,
                };
                let Some(call) = call else {
                    if !self.absent.has(&callee.key) {
                        let message = format!("`{}` does not call `{}`.", service.key.as_str(), callee.key.as_str());
                        self.error(DiagnosticCode::UnknownService, callee.key.pos(), message);
                    }
                    continue;
                };
                for knob in callee.value.iter() {
                    let quantity = self.symbols.links.get(knob.key.as_str());
                    let Some((base, rule, ty)) = self.stored(quantity) else {
                        continue;
                    };
                    let path = format!(
                        "services.{}.links.{}.{}",
                        service.key.as_str(),
                        callee.key.as_str(),
                        knob.key.as_str()
                    );
                    if let Some(code) = self.start_code(&knob.value, ty, None, made) {
                        self.plan.starts.push(Start { cell: base + call, rule, code, path, service: None });
                    }
                }
            }
        }
    }
}

/// Where a first value comes from, which names the stream of its draw.
#[derive(Clone, Copy)]
enum From<'a> {
    /// The metric.
    Metric,
    /// The service.
    Service,
    /// The scenario's `start`, for a service or a tag.
    Start(&'a str),
}

impl From<'_> {
    fn path(self, metric: &str, service: &str) -> String {
        match self {
            From::Metric => format!("metrics.{metric}.start"),
            From::Service => format!("services.{service}.start.{metric}"),
            From::Start(key) => format!("start.{key}.{metric}"),
        }
    }
}
