//! From a plan to what is known before play.

use brownout_expr::types::{Ty, Unit as LangUnit};
use brownout_sim::ask::text;
use brownout_sim::plan::{ListOf as PlanListOf, Metric, ParamKind as PlanKind, Plan};

use crate::view::{
    About, ActionAbout, GroupAbout, Like, ListOf, MetricAbout, ParamAbout, ParamKind, ServiceAbout, Severity, Side,
    StatusAbout, Threshold, Unit, ValueAbout,
};

/// Severity of an alert's level.
#[must_use]
pub fn severity(level: u8) -> Severity {
    if level > 0 { Severity::Page } else { Severity::Warning }
}

/// The unit that a view shows for a type.
#[must_use]
pub fn unit(ty: Ty) -> Unit {
    match ty {
        Ty::Num(LangUnit::Any) | Ty::Never => Unit::Number,
        Ty::Num(LangUnit::Ratio) => Unit::Ratio,
        Ty::Num(LangUnit::Seconds) => Unit::Seconds,
        Ty::Num(LangUnit::Bytes) => Unit::Bytes,
        Ty::Num(LangUnit::Count) => Unit::Count,
        Ty::Num(LangUnit::Rate) => Unit::Rate,
        Ty::Truth => Unit::Flag,
        Ty::Word(_) | Ty::Service | Ty::Fault => Unit::Word,
        Ty::Text | Ty::Datum => Unit::Text,
    }
}

fn like(code: u8) -> Like {
    match code {
        0 => Like::Healthy,
        1 => Like::Degraded,
        2 => Like::Critical,
        3 => Like::Down,
        _ => Like::Isolated,
    }
}

/// The metrics that a view shows, by index.
pub(crate) fn shown_metrics(plan: &Plan) -> impl Iterator<Item = (usize, &Metric)> {
    plan.metrics.iter().enumerate().filter(|(_, m)| !m.hidden && !m.asked)
}

/// What is known of a scenario. `full` gives the first number of a value that is a budget.
#[must_use]
pub fn about(plan: &Plan, full: impl Fn(usize) -> f64) -> About {
    let pack = plan.about.id.split_once('/').map_or("", |(pack, _)| pack).to_owned();
    About {
        id: plan.about.id.clone(),
        base: plan.about.base.clone(),
        variant: plan.about.variant,
        variants: plan.about.variants,
        held_out: plan.about.held_out,
        pack,
        pack_title: plan.about.pack_title.clone(),
        title: plan.about.title.clone(),
        about: plan.about.about.clone(),
        difficulty: plan.about.difficulty.clone(),
        tick_us: plan.time.tick_us,
        start_s: plan.time.start_s,
        last_tick: plan.end.ticks,
        logs_on_request: !plan.time.logs_pushed,
        last_step: plan.end.steps,
        services: plan.services.iter().map(|s| ServiceAbout { name: s.name.clone(), kind: s.kind.clone() }).collect(),
        calls: plan.calls.clone(),
        ladder: ladder(plan),
        metrics: shown_metrics(plan).map(|(index, metric)| metric_about(plan, index, metric)).collect(),
        values: plan
            .values
            .iter()
            .enumerate()
            .filter(|(_, v)| !v.hidden)
            .map(|(index, v)| ValueAbout {
                name: v.name.clone(),
                label: v.label.clone(),
                unit: unit(v.ty),
                about: v.about.clone(),
                full: v.budget.then(|| full(index)),
                harm: v.harm,
                unknown: v.unknown,
            })
            .collect(),
        groups: plan.groups.iter().map(|g| GroupAbout { name: g.name.clone(), label: g.label.clone() }).collect(),
        actions: plan.actions.iter().map(|a| action_about(plan, a)).collect(),
    }
}

/// Worst first; a scenario without a ladder has one rung.
fn ladder(plan: &Plan) -> Vec<StatusAbout> {
    match &plan.status {
        Some(status) => {
            status.rungs.iter().rev().map(|r| StatusAbout { word: r.word.clone(), like: like(r.like) }).collect()
        }
        None => vec![StatusAbout { word: "healthy".to_owned(), like: Like::Healthy }],
    }
}

fn metric_about(plan: &Plan, index: usize, metric: &Metric) -> MetricAbout {
    let thresholds = plan
        .alerts
        .iter()
        .flat_map(|a| &a.thresholds)
        .filter(|t| t.metric as usize == index)
        .map(|t| Threshold {
            severity: severity(t.severity),
            value: t.value,
            bad: if t.below { Side::Below } else { Side::Above },
        })
        .collect();
    let words = match metric.ty {
        Ty::Word(set) => plan.words.get(set.0 as usize).map_or_else(Vec::new, |(_, words)| words.clone()),
        Ty::Service => plan.services.iter().map(|s| s.name.clone()).collect(),
        _ => Vec::new(),
    };
    let bound = |x: f64| (x > f64::MIN && x < f64::MAX).then_some(x);
    MetricAbout {
        name: metric.name.clone(),
        label: metric.label.clone(),
        unit: unit(metric.ty),
        about: metric.about.clone(),
        knob: metric.knob,
        low: metric.range.and_then(|r| bound(r.0)),
        high: metric.range.and_then(|r| bound(r.1)),
        thresholds,
        words,
    }
}

fn action_about(plan: &Plan, action: &brownout_sim::plan::Action) -> ActionAbout {
    let params = action
        .params
        .iter()
        .map(|param| ParamAbout {
            name: param.name.clone(),
            label: param.label.clone(),
            kind: param_kind(plan, &param.kind),
            default: param.default.as_ref().map(|code| match code.constant() {
                Some(x) => match &param.kind {
                    PlanKind::Word(set) => plan
                        .words
                        .get(*set as usize)
                        .and_then(|(_, words)| words.get(x as usize))
                        .cloned()
                        .unwrap_or_default(),
                    PlanKind::Service => plan.services.get(x as usize).map_or_else(String::new, |s| s.name.clone()),
                    PlanKind::Text | PlanKind::List(_) => text(plan, &[], x).to_owned(),
                    PlanKind::Flag => if x == 0.0 { "false" } else { "true" }.to_owned(),
                    PlanKind::Number { unit: LangUnit::Ratio, .. } => {
                        format!("{}%", brownout_expr::num::round(x * 100.0, 4))
                    }
                    _ => format!("{x}"),
                },
                None => String::new(),
            }),
        })
        .collect();
    ActionAbout {
        name: action.name.clone(),
        label: action.label.clone(),
        about: action.about.clone(),
        group: action.group,
        ticks: action.ticks,
        params,
        wait: action.wait,
        aside: action.aside,
    }
}

pub(crate) fn param_kind(plan: &Plan, kind: &PlanKind) -> ParamKind {
    let bound = |x: f64| (x > f64::MIN && x < f64::MAX).then_some(x);
    match kind {
        PlanKind::Service => ParamKind::Service,
        PlanKind::Word(set) => {
            ParamKind::Word(plan.words.get(*set as usize).map_or_else(Vec::new, |(_, words)| words.clone()))
        }
        PlanKind::Number { unit: u, low, high } => {
            ParamKind::Number { unit: unit(Ty::Num(*u)), low: bound(*low), high: bound(*high) }
        }
        PlanKind::Flag => ParamKind::Flag,
        PlanKind::Text => ParamKind::Text,
        PlanKind::Map { .. } => ParamKind::Map,
        PlanKind::List(of) => ParamKind::List(match of {
            PlanListOf::Services => ListOf::Services,
            PlanListOf::Words(set) => {
                ListOf::Words(plan.words.get(*set as usize).map_or_else(Vec::new, |(_, words)| words.clone()))
            }
            PlanListOf::Anything => ListOf::Anything,
            PlanListOf::Moments => ListOf::Moments,
        }),
        PlanKind::Fault => ParamKind::Word(plan.faults.iter().map(|f| f.name.clone()).collect()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use brownout_scenario::Catalogue;

    use super::*;
    use crate::game::Game;

    const PACK: &str = "
time: { tick: 30s }
metrics:
  err: { unit: ratio, range: 0 to 1 }
  cert: { unit: seconds, start: 90d }
  hits: { unit: ratio, start: 90% }
status: { healthy: { when: true } }
alerts:
  failing: { page: err >= 50%, warning: 10% < err, text: fails }
  ending: { page: cert < 1d, warning: cert <= 7d, text: ends }
  cold: { warning: 40% > hits or err > 90%, critical: 20% >= hits, text: cold }
end: { ticks: 3 }
services: { web: {} }
actions: { wait: {} }
";

    #[test]
    fn thresholds_say_which_side_is_bad() {
        let mut catalogue = Catalogue::default();
        catalogue.insert("standard/pack.yaml", "{}\n");
        catalogue.insert("p/pack.yaml", PACK);
        let game = Game::open_text(&catalogue, "p/s.yaml", "title: T\n", 1).map_err(|e| e.to_string()).unwrap();
        let of = |name: &str| {
            let about = game.about();
            let metric = about.metrics.iter().find(|metric| metric.name == name).unwrap();
            metric.thresholds.iter().map(|t| (t.severity, t.value, t.bad)).collect::<Vec<_>>()
        };
        use Severity::{Page, Warning};
        use Side::{Above, Below};
        assert_eq!(of("err"), [(Page, 0.5, Above), (Warning, 0.1, Above)]);
        assert_eq!(of("cert"), [(Page, 86_400.0, Below), (Warning, 604_800.0, Below)]);
        assert_eq!(of("hits"), [(Page, 0.2, Below)]);
    }
}
