//! OTLP in JSON, as the protobuf mapping and OpenTelemetry's exceptions to it have it: names in camelCase, 64-bit whole
//! numbers as texts, enums as numbers, ids in hex. Attributes have the names of the semantic conventions where there are some,
//! and begin with `brownout.` where there are none.

mod logs;
mod traces;

use brownout_run::{ENGINE_VERSION, Game};
use serde_json::{Value, json};

pub(crate) use logs::logs;
pub(crate) use traces::traces;

/// What the instrumentation scope is called, and the service that lines of nobody belong to.
const SELF: &str = "brownout";

fn scope() -> Value {
    json!({ "name": SELF, "version": env!("CARGO_PKG_VERSION") })
}

fn text(key: &str, value: &str) -> Value {
    json!({ "key": key, "value": { "stringValue": value } })
}

/// Whole numbers of 64 bits are texts in protobuf's JSON.
fn whole(key: &str, value: u64) -> Value {
    json!({ "key": key, "value": { "intValue": value.to_string() } })
}

/// What every resource says of the run.
fn resource(game: &Game, service: &str) -> Value {
    let about = game.about();
    json!({ "attributes": [
        text("service.name", service),
        text("service.namespace", &about.id),
        text("service.instance.id", &format!("{service}-{}", game.digest_text())),
        text("brownout.scenario", &about.id),
        whole("brownout.seed", game.seed()),
        text("brownout.digest", &game.digest_text()),
        whole("brownout.engine", u64::from(ENGINE_VERSION)),
    ] })
}
