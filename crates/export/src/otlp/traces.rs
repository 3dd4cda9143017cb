//! The actions of a run as one trace: the run is its root, each step a span below it. Alerts are events of the root.

use brownout_run::Game;
use brownout_run::view::{Severity, StepNow};
use serde_json::{Value, json};

use super::{resource, scope, text, whole};
use crate::time::nanos;

/// `SPAN_KIND_INTERNAL`.
const INTERNAL: u32 = 1;
/// `STATUS_CODE_ERROR`.
const ERROR: u32 = 2;
/// The root's number; steps count from 1.
const ROOT: u64 = u64::MAX;

pub(crate) fn traces(game: &Game) -> String {
    let mut spans = vec![root(game)];
    spans.extend(game.steps().iter().map(|step| span(game, step)));
    json!({ "resourceSpans": [{
        "resource": resource(game, super::SELF),
        "scopeSpans": [{ "scope": scope(), "spans": spans }],
    }] })
    .to_string()
}

/// 16 bytes that only this run has; never all 0.
fn trace_id(game: &Game) -> String {
    format!("{:016x}{:016x}", game.digest(), game.seed() | 1 << 63)
}

fn span_id(number: u64) -> String {
    format!("{number:016x}")
}

/// The time of a tick, in nanoseconds.
fn at(game: &Game, tick: u64) -> u64 {
    let about = game.about();
    nanos(about.start_s, i64::try_from(tick.saturating_mul(about.tick_us)).unwrap_or(i64::MAX))
}

fn root(game: &Game) -> Value {
    let about = game.about();
    let first = game.frames().first().map_or(0, |frame| frame.tick);
    let last = game.head().tick;
    let mut attributes = vec![text("brownout.title", &about.title), whole("brownout.steps", game.steps().len() as u64)];
    if let Some(ended) = game.over() {
        attributes.push(text("brownout.ended", ended));
    }
    json!({
        "traceId": trace_id(game),
        "spanId": span_id(ROOT),
        "name": "run",
        "kind": INTERNAL,
        "startTimeUnixNano": at(game, u64::from(first)).to_string(),
        "endTimeUnixNano": at(game, u64::from(last)).to_string(),
        "attributes": attributes,
        "events": alerts(game),
        "status": {},
    })
}

/// Alerts that began to fire.
fn alerts(game: &Game) -> Vec<Value> {
    let mut events = Vec::new();
    let mut before: &[_] = &[];
    for frame in game.frames() {
        for alert in frame
            .alerts
            .iter()
            .filter(|alert| !before.iter().any(|known: &brownout_run::view::AlertNow| known.key == alert.key))
        {
            let severity = match alert.severity {
                Severity::Warning => "warning",
                Severity::Page => "page",
            };
            let mut attributes =
                vec![text("brownout.alert.text", &alert.text), text("brownout.alert.severity", severity)];
            if let Some(service) = alert.service.and_then(|s| game.about().services.get(s as usize)) {
                attributes.push(text("brownout.alert.service", &service.name));
            }
            let time = at(game, u64::from(frame.tick)).to_string();
            events.push(json!({ "timeUnixNano": time, "name": "alert", "attributes": attributes }));
        }
        before = &frame.alerts;
    }
    events
}

fn span(game: &Game, step: &StepNow) -> Value {
    let about = game.about();
    let action = about.actions.get(step.action as usize);
    let start = at(game, u64::from(step.tick));
    let last = at(game, u64::from(game.head().tick));
    let ticks = action.map_or(0, |action| u64::from(action.ticks));
    // Where the world moves before the action, its ticks lie before it: no span outlives the run.
    let end = at(game, u64::from(step.tick) + ticks).min(last).max(start);
    let mut attributes =
        vec![whole("brownout.step", u64::from(step.step)), whole("brownout.tick", u64::from(step.tick))];
    if let Some(target) = step.target.and_then(|target| about.services.get(target as usize)) {
        attributes.push(text("service.peer.name", &target.name));
    }
    attributes.extend(step.args.iter().map(|(name, value)| text(&format!("brownout.action.{name}"), value)));
    if let Some(role) = game.actor_of(step.step.saturating_sub(1) as usize).zip(game.cast()) {
        attributes.extend(role.1.roles.get(role.0 as usize).map(|role| text("brownout.role", &role.name)));
    }
    let status = match &step.refused {
        Some(why) => {
            attributes.push(text("error.type", "refused"));
            json!({ "code": ERROR, "message": why })
        }
        None => json!({}),
    };
    let shown = step.shown.iter().map(|said| {
        json!({ "timeUnixNano": start.to_string(), "name": "shown", "attributes": [text("brownout.shown", said)] })
    });
    json!({
        "traceId": trace_id(game),
        "spanId": span_id(u64::from(step.step)),
        "parentSpanId": span_id(ROOT),
        "name": action.map_or("", |action| action.name.as_str()),
        "kind": INTERNAL,
        "startTimeUnixNano": start.to_string(),
        "endTimeUnixNano": end.to_string(),
        "attributes": attributes,
        "events": shown.collect::<Vec<_>>(),
        "status": status,
    })
}
