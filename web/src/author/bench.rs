//! Plays a plan over many seeds, one at a time, and judges what came of it. Runs in a worker, which has the program and
//! no page; it remembers the plan of the question before, because the next one is nearly always about the same.

use std::cell::RefCell;
use std::rc::Rc;

use brownout_compiler::protocol::to_json;
use brownout_run::players::PlayerRow;
use brownout_run::worth::{Facts, Played, Tally, Trapped, judge, one, roster, traps};
use brownout_scenario::Compiled;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

/// What is asked: to `play` one seed, or to `judge` what came of those so far.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Question {
    op: String,
    seed: u64,
    /// Whether the traps are played, too.
    traps: bool,
    came: Vec<Played>,
}

/// What is answered.
#[derive(Default, Serialize)]
struct Answer {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    came: Vec<Played>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    traps: Vec<Trapped>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<Vec<PlayerRow>>,
    /// The rows as `brownout players --json` prints them.
    #[serde(skip_serializing_if = "Option::is_none")]
    json: Option<String>,
    verdicts: Vec<Said>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

/// A verdict in words.
#[derive(Serialize)]
struct Said {
    text: String,
    against: bool,
}

/// A plan, and the bytes that it was read from.
type Kept = Option<(Vec<u8>, Rc<Compiled>)>;

thread_local! {
    static KEPT: RefCell<Kept> = const { RefCell::new(None) };
}

/// Answers a question about the plan in `bytes`: of its own seed if one is played, of seed 0 if it is judged.
///
/// # Errors
/// If the code that plays does not come.
#[wasm_bindgen(js_name = brownoutWorth)]
pub async fn worth(question: String, bytes: Vec<u8>) -> Result<String, JsValue> {
    code::answered(question, bytes).await.map_err(|_| JsValue::from_str("The connection may be down."))
}

fn answered(question: &str, bytes: &[u8]) -> String {
    let answer = read(bytes).and_then(|compiled| {
        let asked: Question = serde_json::from_str(question).map_err(|error| error.to_string())?;
        Ok(if asked.op == "judge" { judged(&compiled, asked.came) } else { played(&compiled, &asked) })
    });
    to_json(&answer.unwrap_or_else(|why| Answer { why: Some(why), ..Answer::default() }))
}

/// The code that plays, in the file of author mode.
#[cfg(feature = "split")]
mod code {
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    #[wasm_split(author, fallible)]
    pub(super) fn answered(question: String, bytes: Vec<u8>) -> Result<String, SplitLoaderError> {
        Ok(super::answered(&question, &bytes))
    }
}

/// The code that plays, in the program.
#[cfg(not(feature = "split"))]
mod code {
    use std::convert::Infallible;

    pub(super) async fn answered(question: String, bytes: Vec<u8>) -> Result<String, Infallible> {
        Ok(super::answered(&question, &bytes))
    }
}

fn read(bytes: &[u8]) -> Result<Rc<Compiled>, String> {
    KEPT.with_borrow_mut(|kept| {
        if let Some((before, compiled)) = kept
            && before == bytes
        {
            return Ok(Rc::clone(compiled));
        }
        let compiled = Compiled::from_bytes(bytes).map(Rc::new).map_err(|error| error.to_string())?;
        *kept = Some((bytes.to_vec(), Rc::clone(&compiled)));
        Ok(compiled)
    })
}

fn played(compiled: &Rc<Compiled>, asked: &Question) -> Answer {
    let came = roster(compiled).iter().map(|player| one(compiled, asked.seed, player)).collect();
    let traps = if asked.traps { traps(compiled, asked.seed) } else { Vec::new() };
    Answer { came, traps, ..Answer::default() }
}

fn judged(compiled: &Compiled, came: Vec<Played>) -> Answer {
    let mut tally = Tally::of(roster(compiled));
    for played in came {
        tally.add(played);
    }
    let said = judge(&tally, &Facts::of(compiled));
    let verdicts = said.iter().map(|said| Said { text: said.to_string(), against: said.against() }).collect();
    Answer { rows: Some(tally.rows()), json: tally.json().ok(), verdicts, ..Answer::default() }
}
