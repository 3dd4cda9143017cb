//! The run itself as JSON, and back: what a link holds, for runs that no link can hold and for programs. What came of it
//! stands beside it and is not read.

use brownout_run::link::{Link, Scenario, View};
use brownout_run::{LogError, RunLog, SeedError, parse_seed};
use serde_json::{Map, Value, json};

use crate::Run;

/// What a file says that it is.
const KIND: &str = "brownout-run";
const VERSION: u64 = 1;
/// Longest file that is read, in bytes.
pub const FILE_MAX: usize = 8 * 1024 * 1024;

/// Why a text is no run.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ImportError {
    /// Longer than any run.
    #[error("The file is too long: {0} bytes, at most {FILE_MAX}.")]
    TooLong(usize),
    /// Not JSON.
    #[error("The file is no JSON (line {line}, column {column}).")]
    NotJson {
        /// Where, from 1.
        line: usize,
        /// Where, from 1.
        column: usize,
    },
    /// JSON of something else.
    #[error("The file holds no run: a run begins with `\"format\": \"{KIND}\"`.")]
    Foreign,
    /// Written by a later version of this program.
    #[error("The file is of a newer kind (version {0}) than this program can read; it reads version {VERSION}.")]
    TooNew(u64),
    /// A field that is missing or wrong.
    #[error("The file's `{field}` is wrong: it should be {want}.")]
    Field {
        /// Which.
        field: &'static str,
        /// What would be right.
        want: &'static str,
    },
    /// A field that no run has.
    #[error("A run has no `{0}`.")]
    Unknown(String),
    /// The seed.
    #[error("{0}")]
    Seed(#[from] SeedError),
    /// The log.
    #[error("{0}")]
    Log(#[from] LogError),
}

/// The run itself: what `export` writes as `Format::Json`, for who needs no other format.
#[must_use]
pub fn write(run: Run<'_>) -> String {
    let Run { game, link } = run;
    let scenario = match &link.scenario {
        Scenario::BuiltIn(id) => json!({ "id": id }),
        Scenario::Own { path, text } => json!({ "path": path, "yaml": text }),
    };
    let mut out = json!({
        "format": KIND,
        "version": VERSION,
        "engine": link.engine,
        "scenario": scenario,
        "seed": link.seed,
        "log": link.log.to_json(),
    });
    let mut view = Map::new();
    if let Some(tick) = link.view.tick {
        view.insert("tick".to_owned(), json!(tick));
    }
    if let Some(service) = &link.view.service {
        view.insert("service".to_owned(), json!(service));
    }
    out["view"] = Value::Object(view);
    out["digest"] = json!(format!("{:016x}", link.digest));
    if let Some(ended) = game.over() {
        let grade = game.grade();
        let parts = game.plan().score.grade.iter().zip(&grade.parts);
        let parts: Map<String, Value> = parts.map(|(part, points)| (part.name.clone(), json!(points))).collect();
        let ticks = game.head().tick;
        out["result"] =
            json!({ "won": grade.won, "score": grade.score, "parts": parts, "ticks": ticks, "ended": ended });
    }
    let mut text = serde_json::to_string_pretty(&out).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads the run of a file.
///
/// # Errors
/// What is wrong with it.
pub fn import(text: &str) -> Result<Link, ImportError> {
    if text.len() > FILE_MAX {
        return Err(ImportError::TooLong(text.len()));
    }
    let value: Value = serde_json::from_str(text)
        .map_err(|error| ImportError::NotJson { line: error.line(), column: error.column() })?;
    let map = value.as_object().filter(|map| map.get("format").and_then(Value::as_str) == Some(KIND));
    let map = map.ok_or(ImportError::Foreign)?;
    match map.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(later) if later > VERSION => return Err(ImportError::TooNew(later)),
        _ => return Err(ImportError::Field { field: "version", want: "1" }),
    }
    only(map, &["format", "version", "engine", "scenario", "seed", "log", "view", "digest", "result"])?;
    let engine = map.get("engine").and_then(Value::as_u64).and_then(|engine| u32::try_from(engine).ok());
    let digest = map.get("digest").and_then(Value::as_str).filter(|digest| digest.len() == 16);
    let digest = digest.and_then(|digest| u64::from_str_radix(digest, 16).ok());
    let seed = map.get("seed").filter(|seed| seed.is_number()).map(Value::to_string);
    Ok(Link {
        scenario: scenario(map.get("scenario"))?,
        seed: parse_seed(&seed.ok_or(ImportError::Field { field: "seed", want: "a whole number" })?)?,
        log: RunLog::from_json(map.get("log").unwrap_or(&Value::Null))?,
        view: view(map.get("view"))?,
        engine: engine
            .ok_or(ImportError::Field { field: "engine", want: "the version of the engine, a whole number" })?,
        digest: digest.ok_or(ImportError::Field { field: "digest", want: "16 hex digits" })?,
    })
}

fn only(map: &Map<String, Value>, known: &[&str]) -> Result<(), ImportError> {
    map.keys().find(|key| !known.contains(&key.as_str())).map_or(Ok(()), |key| Err(ImportError::Unknown(key.clone())))
}

fn scenario(value: Option<&Value>) -> Result<Scenario, ImportError> {
    const WRONG: ImportError =
        ImportError::Field { field: "scenario", want: "{\"id\": …} or {\"path\": …, \"yaml\": …}" };
    let map = value.and_then(Value::as_object).ok_or(WRONG)?;
    only(map, &["id", "path", "yaml"])?;
    let text = |key: &str| map.get(key).map(|value| value.as_str().ok_or(WRONG)).transpose();
    match (text("id")?, text("path")?, text("yaml")?) {
        (Some(id), None, None) => Ok(Scenario::BuiltIn(id.to_owned())),
        (None, Some(path), Some(yaml)) => Ok(Scenario::Own { path: path.to_owned(), text: yaml.to_owned() }),
        _ => Err(WRONG),
    }
}

fn view(value: Option<&Value>) -> Result<View, ImportError> {
    const WRONG: ImportError = ImportError::Field { field: "view", want: "{\"tick\": a number, \"service\": a name}" };
    let Some(value) = value else { return Ok(View::default()) };
    let map = value.as_object().ok_or(WRONG)?;
    only(map, &["tick", "service"])?;
    let tick = map.get("tick").map(|tick| tick.as_u64().and_then(|tick| u32::try_from(tick).ok()).ok_or(WRONG));
    let service = map.get("service").map(|service| service.as_str().map(str::to_owned).ok_or(WRONG));
    Ok(View { tick: tick.transpose()?, service: service.transpose()? })
}
