//! Plays a text over many seeds, one at a time, and judges what came of it. Runs in a worker, which has the program and
//! no page; it remembers the text of the question before, because the next one is nearly always about the same.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use brownout_run::players::PlayerRow;
use brownout_run::worth::{Facts, Played, Tally, judge, one, refused, roster};
use brownout_scenario::{Authored, Catalogue, Rejected, load_text};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::desk::to_json;
use crate::packs::PackFile;

/// Which text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
struct Open {
    pack: String,
    path: String,
    text: String,
}

/// What is asked: `play` one seed, or `judge` what came of those so far.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Question {
    op: String,
    open: Open,
    seed: u64,
    came: Vec<Played>,
}

/// What is answered.
#[derive(Default, Serialize)]
struct Answer {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    came: Vec<Played>,
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

/// A text, ready to be played.
struct Ready {
    open: Open,
    authored: Authored,
    players: Vec<String>,
    facts: Facts,
}

#[derive(Default)]
struct Bench {
    packs: BTreeMap<String, Catalogue>,
    ready: Option<Ready>,
}

thread_local! {
    static BENCH: RefCell<Bench> = RefCell::default();
}

/// Answers a question; `pack` is the file of the pack that it names, as the page fetches it.
#[wasm_bindgen(js_name = brownoutWorth)]
#[must_use]
pub fn worth(question: &str, pack: &str) -> String {
    let answer = BENCH.with_borrow_mut(|bench| bench.answer(question, pack));
    to_json(&answer.unwrap_or_else(|why| Answer { why: Some(why), ..Answer::default() }))
}

impl Bench {
    fn answer(&mut self, question: &str, pack: &str) -> Result<Answer, String> {
        let asked: Question = serde_json::from_str(question).map_err(|error| error.to_string())?;
        if !self.packs.contains_key(&asked.open.pack) {
            let files = PackFile::read(pack).map_err(|error| error.to_string())?;
            self.packs.insert(asked.open.pack.clone(), Catalogue::from_files(files));
        }
        match self.open(asked.open) {
            Ok(ready) if asked.op == "judge" => Ok(ready.judge(asked.came)),
            Ok(ready) => ready.play(asked.seed),
            // What the compiler refuses may be a verdict of its own.
            Err(rejected) => Err(match refused(&rejected).first() {
                Some(verdict) => verdict.to_string(),
                None => rejected.to_string(),
            }),
        }
    }

    fn open(&mut self, open: Open) -> Result<&Ready, Rejected> {
        let ready = match self.ready.take().filter(|ready| ready.open == open) {
            Some(ready) => ready,
            None => {
                let nothing = Catalogue::default();
                let catalogue = self.packs.get(&open.pack).unwrap_or(&nothing);
                let authored = load_text(catalogue, &open.path, &open.text)?;
                let first = authored.compile(0)?;
                Ready { players: roster(&first), facts: Facts::of(&first), authored, open }
            }
        };
        Ok(self.ready.insert(ready))
    }
}

impl Ready {
    fn play(&self, seed: u64) -> Result<Answer, String> {
        let compiled = Rc::new(self.authored.compile(seed).map_err(|rejected| rejected.to_string())?);
        let came = self.players.iter().map(|player| one(&compiled, seed, player)).collect();
        Ok(Answer { came, ..Answer::default() })
    }

    fn judge(&self, came: Vec<Played>) -> Answer {
        let mut tally = Tally::of(self.players.clone());
        for played in came {
            tally.add(played);
        }
        let said = judge(&tally, &self.facts);
        let verdicts = said.iter().map(|said| Said { text: said.to_string(), against: said.against() }).collect();
        Answer { rows: Some(tally.rows()), json: tally.json().ok(), verdicts, ..Answer::default() }
    }
}
