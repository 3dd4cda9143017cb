//! Answers what author mode asks about a text: what is wrong with it, what may stand at a place of it, what a name means.
//! Questions and answers are JSON, which web/editor reads and the page only passes on. Places are in units of UTF-16.

use brownout_scenario::assist::{self, View, utf16};
use brownout_scenario::diagnostic;
use brownout_scenario::{Catalogue, Compiled, load_text};
use serde::{Deserialize, Serialize};

use crate::protocol::to_json;

/// What is asked. Only `op` is always there.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Question {
    op: String,
    /// The text's path: folder and name.
    path: String,
    text: String,
    /// Which of several things.
    id: String,
    /// Another name.
    to: String,
    /// A place of the text.
    offset: u32,
}

/// A text, or a sentence why there is none.
#[derive(Default, Serialize)]
struct Told {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

/// What came of checking a text.
#[derive(Default)]
pub struct Checked {
    /// Everything there is to say.
    pub messages: Vec<View>,
    /// What can be played, if nothing is wrong.
    pub compiled: Option<Compiled>,
}

impl Checked {
    /// The messages as JSON.
    #[must_use]
    pub fn told(&self) -> String {
        to_json(&self.messages)
    }
}

/// Everything that is wrong with a text for a seed, and what can be played if nothing is.
#[must_use]
pub fn check(catalogue: &Catalogue, path: &str, text: &str, seed: u64) -> Checked {
    let compiled = load_text(catalogue, path, text).and_then(|authored| {
        let compiled = authored.compile(seed)?;
        Ok((authored, compiled))
    });
    match compiled {
        Ok((authored, compiled)) => {
            let mut notes = authored.notes;
            notes.extend(compiled.notes.iter().cloned());
            diagnostic::sort(&mut notes);
            let messages = notes.iter().map(|note| assist::view(note, &authored.sources)).collect();
            Checked { messages, compiled: Some(compiled) }
        }
        Err(rejected) => {
            let mut messages: Vec<View> =
                rejected.diagnostics.iter().map(|found| assist::view(found, &rejected.sources)).collect();
            // What keeps it from being played comes first; each part stays in the order of the text.
            let rest = messages.extract_if(.., |message| message.severity != "error").collect::<Vec<_>>();
            messages.extend(rest);
            Checked { messages, compiled: None }
        }
    }
}

/// The answer as JSON; `null` to what nobody knows.
#[must_use]
pub fn answer(catalogue: &Catalogue, question: &str) -> String {
    let Ok(asked) = serde_json::from_str::<Question>(question) else { return "null".to_owned() };
    let (path, text) = (asked.path.as_str(), asked.text.as_str());
    let at = utf16::to_bytes(text, asked.offset);
    let unit = |byte: &mut u32| *byte = utf16::from_bytes(text, *byte);
    match asked.op.as_str() {
        "complete" => {
            let mut found = assist::complete(catalogue, path, text, at);
            unit(&mut found.from);
            unit(&mut found.to);
            to_json(&found)
        }
        "hover" => {
            let mut found = assist::hover(catalogue, path, text, at);
            if let Some(found) = &mut found {
                unit(&mut found.from);
                unit(&mut found.to);
            }
            to_json(&found)
        }
        "definition" => {
            let mut found = assist::definition(catalogue, path, text, at);
            if let Some(found) = found.as_mut().filter(|found| found.file.is_none()) {
                unit(&mut found.from);
                unit(&mut found.to);
            }
            to_json(&found)
        }
        "rename" => to_json(&match assist::rename(catalogue, path, text, at, &asked.to) {
            Ok(text) => Told { text: Some(text), why: None },
            Err(error) => Told { text: None, why: Some([error.message.as_str(), " ", &error.help].concat()) },
        }),
        "templates" => to_json(&assist::templates(catalogue)),
        "remix" => to_json(&Told { text: assist::remix(catalogue, &asked.id), why: None }),
        _ => "null".to_owned(),
    }
}
