//! The log lines of a run: a resource for each service, so that its lines carry its name.

use brownout_run::Game;
use brownout_run::view::{Frame, Level, LineNow};
use serde_json::{Value, json};

use super::{SELF, resource, scope, whole};
use crate::time::nanos;

pub(crate) fn logs(game: &Game) -> String {
    let about = game.about();
    let services =
        about.services.iter().enumerate().map(|(index, service)| (Some(index as u32), service.name.as_str()));
    let mut resources = Vec::new();
    for (service, name) in services.chain([(None, SELF)]) {
        let of_it = |frame: &Frame| {
            let lines = frame.lines.iter().filter(|line| line.service == service);
            lines.map(|line| record(game, frame, line)).collect::<Vec<_>>()
        };
        let records: Vec<Value> = game.frames().iter().flat_map(of_it).collect();
        if !records.is_empty() {
            resources.push(json!({
                "resource": resource(game, name),
                "scopeLogs": [{ "scope": scope(), "logRecords": records }],
            }));
        }
    }
    json!({ "resourceLogs": resources }).to_string()
}

fn record(game: &Game, frame: &Frame, line: &LineNow) -> Value {
    // The numbers of OpenTelemetry's SeverityNumber: the first of each range.
    let (number, word) = match line.level {
        Level::Debug => (5, "DEBUG"),
        Level::Info => (9, "INFO"),
        Level::Warn => (13, "WARN"),
        Level::Error => (17, "ERROR"),
        Level::Fatal => (21, "FATAL"),
    };
    let start = game.about().start_s;
    let seen = i64::try_from(frame.time_us).unwrap_or(i64::MAX);
    json!({
        "timeUnixNano": nanos(start, line.time_us).to_string(),
        "observedTimeUnixNano": nanos(start, seen).to_string(),
        "severityNumber": number,
        "severityText": word,
        "body": { "stringValue": line.text },
        "attributes": [whole("brownout.line", u64::from(line.id)), whole("brownout.tick", u64::from(frame.tick))],
    })
}
