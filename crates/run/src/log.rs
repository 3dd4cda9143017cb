//! The action log, and the text in which an address written by hand may hold it: base64url of compact JSON. It has no
//! checksum; what is sent to others is a link.
//!
//! In JSON a step is `["action", {"parameter": "text"}]`, or `["action"]` without parameters; `n` waits in a row are
//! the number `n`. A parameter that is a list may stand as a list of JSON, too.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use brownout_sim::act::TEXT_MAX;
use brownout_sim::plan::Deed;
use serde_json::{Map, Value, json};

/// Longest text form that is read, in bytes.
pub const LOG_TEXT_MAX: usize = 256 * 1024;
/// Most steps of a log.
pub const LOG_STEPS_MAX: usize = brownout_sim::world::STEPS_MAX as usize;
/// The action that passes a tick, in every pack.
pub const WAIT: &str = "wait";

/// The deeds of a run in order, as the player gave them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunLog {
    deeds: Vec<Deed>,
}

/// What is wrong with a log's text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogError {
    /// Longer than any log may be.
    #[error("The action log is too long: {0} bytes, at most {LOG_TEXT_MAX}.")]
    TooLong(usize),
    /// Not base64url.
    #[error("The action log is damaged: it is not base64url.")]
    NotBase64,
    /// Not the JSON of a log.
    #[error("The action log is damaged: {0}.")]
    NotALog(String),
    /// More steps than a run may have.
    #[error("The action log has more than {LOG_STEPS_MAX} steps.")]
    TooManySteps,
}

impl RunLog {
    /// A log of these deeds.
    #[must_use]
    pub fn new(deeds: Vec<Deed>) -> RunLog {
        RunLog { deeds }
    }

    /// Adds a deed.
    pub fn push(&mut self, deed: Deed) {
        self.deeds.push(deed);
    }

    /// The deeds in order.
    #[must_use]
    pub fn deeds(&self) -> &[Deed] {
        &self.deeds
    }

    /// How many steps it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.deeds.len()
    }

    /// How many steps from the first on are the same in both.
    #[must_use]
    pub fn in_common(&self, other: &RunLog) -> usize {
        self.deeds.iter().zip(&other.deeds).take_while(|(a, b)| a == b).count()
    }

    /// Whether nothing was done yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.deeds.is_empty()
    }

    /// As compact JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut steps: Vec<Value> = Vec::new();
        let mut waits = 0_u64;
        for deed in &self.deeds {
            if deed.action == WAIT && deed.args.is_empty() {
                waits += 1;
                continue;
            }
            flush(&mut waits, &mut steps);
            if deed.args.is_empty() {
                steps.push(json!([deed.action]));
            } else {
                let args: Map<String, Value> =
                    deed.args.iter().map(|(name, text)| (name.clone(), Value::String(text.clone()))).collect();
                steps.push(json!([deed.action, args]));
            }
        }
        flush(&mut waits, &mut steps);
        Value::Array(steps)
    }

    /// From JSON.
    ///
    /// # Errors
    /// Anything that is not a log, and logs with too many steps.
    pub fn from_json(value: &Value) -> Result<RunLog, LogError> {
        let steps = value.as_array().ok_or_else(|| LogError::NotALog("it is no list".to_owned()))?;
        let mut deeds = Vec::new();
        for (index, step) in steps.iter().enumerate() {
            let bad = |what: &str| LogError::NotALog(format!("entry {} {what}", index + 1));
            match step {
                Value::Number(count) => {
                    let count = count.as_u64().ok_or_else(|| bad("is no number of waits"))?;
                    if count > LOG_STEPS_MAX as u64 || deeds.len() + count as usize > LOG_STEPS_MAX {
                        return Err(LogError::TooManySteps);
                    }
                    deeds.extend((0..count).map(|_| Deed { action: WAIT.to_owned(), args: Vec::new() }));
                }
                Value::Array(parts) => deeds.push(deed(parts).ok_or_else(|| bad("is no action"))?),
                _ => return Err(bad("is neither an action nor a number of waits")),
            }
            if deeds.len() > LOG_STEPS_MAX {
                return Err(LogError::TooManySteps);
            }
        }
        Ok(RunLog { deeds })
    }

    /// Its text form; of an empty log the empty text.
    #[must_use]
    pub fn to_text(&self) -> String {
        if self.deeds.is_empty() {
            return String::new();
        }
        URL_SAFE_NO_PAD.encode(self.to_json().to_string())
    }

    /// From its text form.
    ///
    /// # Errors
    /// Texts that are too long, damaged or no log.
    pub fn from_text(text: &str) -> Result<RunLog, LogError> {
        if text.is_empty() {
            return Ok(RunLog::default());
        }
        if text.len() > LOG_TEXT_MAX {
            return Err(LogError::TooLong(text.len()));
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| LogError::NotBase64)?;
        // As a text, as all other JSON here: a reader of bytes would be a second one in the page's program.
        let value: Option<Value> = String::from_utf8(bytes).ok().and_then(|json| serde_json::from_str(&json).ok());
        RunLog::from_json(&value.ok_or_else(|| LogError::NotALog("it is no JSON".to_owned()))?)
    }
}

fn flush(waits: &mut u64, steps: &mut Vec<Value>) {
    if *waits > 0 {
        steps.push(json!(*waits));
        *waits = 0;
    }
}

fn deed(parts: &[Value]) -> Option<Deed> {
    let action = parts.first()?.as_str()?.to_owned();
    let args = match parts.get(1) {
        None => Vec::new(),
        Some(Value::Object(map)) => map
            .iter()
            .map(|(name, value)| match value {
                Value::String(text) => Some((name.clone(), text.clone())),
                // A list or a map is read as the text that it is written as.
                Value::Array(_) | Value::Object(_) => Some((name.clone(), value.to_string())),
                _ => None,
            })
            .collect::<Option<Vec<_>>>()?,
        Some(_) => return None,
    };
    let fits = parts.len() <= 2
        && action.len() <= TEXT_MAX
        && args.iter().all(|(name, text)| name.len() <= TEXT_MAX && text.len() <= TEXT_MAX);
    fits.then_some(Deed { action, args })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn log() -> RunLog {
        let wait = Deed { action: WAIT.into(), args: vec![] };
        RunLog::new(vec![
            wait.clone(),
            wait.clone(),
            Deed {
                action: "remediate".into(),
                args: vec![("target".into(), "user-db".into()), ("verb".into(), "kill-query".into())],
            },
            wait,
            Deed { action: "resolve".into(), args: vec![] },
        ])
    }

    #[test]
    fn text_and_back_is_the_same_log() {
        let log = log();
        assert_eq!(
            log.to_json().to_string(),
            r#"[2,["remediate",{"target":"user-db","verb":"kill-query"}],1,["resolve"]]"#
        );
        assert_eq!(RunLog::from_text(&log.to_text()).unwrap(), log);
        assert_eq!(RunLog::from_text("").unwrap(), RunLog::default());
    }

    #[test]
    fn damage_is_named() {
        for (text, want) in [
            ("***".to_owned(), LogError::NotBase64),
            (URL_SAFE_NO_PAD.encode("{"), LogError::NotALog("it is no JSON".into())),
            (URL_SAFE_NO_PAD.encode("{}"), LogError::NotALog("it is no list".into())),
            (
                URL_SAFE_NO_PAD.encode("[true]"),
                LogError::NotALog("entry 1 is neither an action nor a number of waits".into()),
            ),
            (URL_SAFE_NO_PAD.encode("[1,[2]]"), LogError::NotALog("entry 2 is no action".into())),
            (URL_SAFE_NO_PAD.encode("[999999999999]"), LogError::TooManySteps),
            ("A".repeat(LOG_TEXT_MAX + 1), LogError::TooLong(LOG_TEXT_MAX + 1)),
        ] {
            assert_eq!(RunLog::from_text(&text), Err(want));
        }
    }
}
