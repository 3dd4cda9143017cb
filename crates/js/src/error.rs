//! What is thrown: a JavaScript `Error` named `BrownoutError` with a stable `code`.

use brownout_run::link::{EncodeError, LinkError, ReplayError};
use brownout_run::{ActError, LogError, OpenError, SeedError};
use brownout_scenario::{Code, Diagnostic, Rejected};
use js_sys::{Error, Reflect};
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::convert::value;

/// A finding about a scenario's text.
#[derive(Serialize)]
struct Finding {
    code: &'static str,
    severity: &'static str,
    message: String,
    help: Option<String>,
    path: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
}

/// Something to be thrown.
pub(crate) struct Failure {
    code: &'static str,
    message: String,
    findings: Vec<Finding>,
}

impl Failure {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Failure {
        Failure { code, message: message.into(), findings: Vec::new() }
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> JsValue {
        let error = Error::new(&failure.message);
        error.set_name("BrownoutError");
        // Setting a property of an object made one line above cannot fail.
        let _ = Reflect::set(&error, &"code".into(), &failure.code.into());
        if !failure.findings.is_empty()
            && let Ok(findings) = value(&failure.findings)
        {
            let _ = Reflect::set(&error, &"diagnostics".into(), &findings);
        }
        error.into()
    }
}

impl From<SeedError> for Failure {
    fn from(error: SeedError) -> Failure {
        Failure::new("bad-seed", error.to_string())
    }
}

impl From<LogError> for Failure {
    fn from(error: LogError) -> Failure {
        Failure::new("bad-log", error.to_string())
    }
}

impl From<ActError> for Failure {
    fn from(error: ActError) -> Failure {
        let code = match error {
            ActError::Over => "run-over",
            ActError::TooLong => "too-many-steps",
            ActError::UnknownAction { .. } => "unknown-action",
            ActError::UnknownParameter { .. } => "unknown-parameter",
            ActError::Missing { .. } => "missing-parameter",
            ActError::Twice { .. } => "bad-params",
            ActError::BadValue { .. } | ActError::Malformed { .. } => "bad-value",
        };
        Failure::new(code, error.to_string())
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Failure {
        match error {
            OpenError::Scenario(rejected) => rejected.into(),
            OpenError::Log { .. } => Failure::new("bad-log", error.to_string()),
        }
    }
}

impl From<LinkError> for Failure {
    fn from(error: LinkError) -> Failure {
        Failure::new("bad-link", error.to_string())
    }
}

impl From<EncodeError> for Failure {
    fn from(error: EncodeError) -> Failure {
        Failure::new("too-long", error.to_string())
    }
}

impl From<ReplayError> for Failure {
    fn from(error: ReplayError) -> Failure {
        match error {
            ReplayError::Open(error) => error.into(),
            ReplayError::Step { .. } => Failure::new("bad-log", error.to_string()),
        }
    }
}

impl From<Rejected> for Failure {
    fn from(rejected: Rejected) -> Failure {
        let unknown = |found: &Diagnostic| found.code == Code::UnknownScenario;
        let code = if rejected.diagnostics.iter().any(unknown) { "unknown-scenario" } else { "bad-scenario" };
        // Without a place a finding is a sentence; with one it is what `brownout check` prints.
        let message = match rejected.diagnostics.as_slice() {
            [only] if only.pos.is_none() => match &only.help {
                Some(help) => format!("{} {help}", only.message),
                None => only.message.clone(),
            },
            _ => rejected.to_string(),
        };
        let findings = rejected.diagnostics.iter().map(|found| finding(found, &rejected)).collect();
        Failure { code, message, findings }
    }
}

fn finding(found: &Diagnostic, rejected: &Rejected) -> Finding {
    let place = found.pos.and_then(|pos| {
        let source = rejected.sources.find(pos.source)?;
        Some((source.path().to_owned(), source.line_column(pos.start)))
    });
    Finding {
        code: found.code.as_str(),
        severity: found.severity.as_str(),
        message: found.message.clone(),
        help: found.help.clone(),
        line: place.as_ref().map(|(_, at)| at.line),
        column: place.as_ref().map(|(_, at)| at.column),
        path: place.map(|(path, _)| path),
    }
}
