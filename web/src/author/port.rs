//! The one door to the engine for author mode: every question about a text goes through here, asked and answered
//! later, by the compiler's worker.

use crate::prelude::*;
use brownout_compiler::protocol::{Answer, Request, Source};
use brownout_run::link::{Link, Scenario};
use serde::{Deserialize, Serialize};

use crate::arrive::pack_of;
use crate::compiler;
use crate::gallery::Index;

/// Where the templates are, which are no pack and are read like one.
const TEMPLATES: &str = "templates";

/// A text that is written on.
#[derive(Clone, Copy, Debug)]
pub struct Own<'a> {
    /// Its path: folder and name.
    pub path: &'a str,
    /// The text.
    pub text: &'a str,
}

/// What came of checking a text.
pub struct Checked {
    /// Everything there is to say, a list of JSON.
    pub messages: String,
    /// What can be played, as bytes, if nothing is wrong: the messages need not wait until they are read.
    pub compiled: Option<Vec<u8>>,
    /// Whether another seed makes another plan of it.
    pub drawn: bool,
}

/// A handle: copy it freely.
#[derive(Clone, Copy)]
pub struct Port {
    index: Index,
}

impl Port {
    /// Knows the packs by the index.
    #[must_use]
    pub fn new(index: Index) -> Self {
        Self { index }
    }

    /// Everything that is wrong with a text, and what can be played if nothing is.
    ///
    /// # Errors
    /// Why it could not be checked, as a sentence.
    pub async fn check(self, own: Own<'_>, seed: u64) -> Result<Checked, String> {
        let Own { path, text } = own;
        let request = Request::Check { pack: self.pack(own)?, path: path.to_owned(), text: text.to_owned(), seed };
        match compiler::ask(&request).await? {
            Answer::Checked { messages, compiled, drawn } => Ok(Checked { messages, compiled, drawn }),
            other => Err(refusal(other)),
        }
    }

    /// What can be played of a text with a seed, as bytes.
    ///
    /// # Errors
    /// Why there is nothing, as a sentence.
    pub async fn plan(self, own: Own<'_>, seed: u64) -> Result<Vec<u8>, String> {
        let scenario = Source::Own { path: own.path.to_owned(), text: own.text.to_owned() };
        match compiler::ask(&Request::Compile { pack: self.pack(own)?, scenario, seed }).await? {
            Answer::Compiled(bytes) => Ok(bytes),
            Answer::Rejected { .. } => Err(["The text cannot be played with seed ", &seed.to_string(), "."].concat()),
            other => Err(refusal(other)),
        }
    }

    /// The answer to a question about a text, both JSON; `null` to what nobody knows.
    pub async fn ask(self, own: Own<'_>, question: &str) -> String {
        let Ok(pack) = self.pack(own) else { return "null".to_owned() };
        self.ask_of(pack, question).await
    }

    /// What one can start from: a list of JSON.
    pub async fn templates(self) -> String {
        let question = serde_json::to_string(&About { op: TEMPLATES, id: "" }).unwrap_or_default();
        self.ask_of(TEMPLATES.to_owned(), &question).await
    }

    async fn ask_of(self, pack: String, question: &str) -> String {
        match compiler::ask(&Request::Ask { pack, question: question.to_owned() }).await {
            Ok(Answer::Told(told)) => told,
            _ => "null".to_owned(),
        }
    }

    /// The text of a built-in scenario, to be written on; `None` if there is no such scenario.
    ///
    /// # Errors
    /// Why it cannot be read, as a sentence.
    pub async fn remix(self, id: &str) -> Result<Option<String>, String> {
        let Some((pack, _)) = id.split_once('/').filter(|(pack, _)| self.has(pack)) else { return Ok(None) };
        let question = serde_json::to_string(&About { op: "remix", id }).unwrap_or_default();
        match compiler::ask(&Request::Ask { pack: pack.to_owned(), question }).await? {
            Answer::Told(told) => Ok(serde_json::from_str::<Told>(&told).ok().and_then(|told| told.text)),
            other => Err(refusal(other)),
        }
    }

    /// The link that plays a text with a seed.
    ///
    /// # Errors
    /// Why no link can hold it.
    pub fn link(self, own: Own<'_>, seed: u64) -> Result<String, String> {
        let scenario = Scenario::Own { path: own.path.to_owned(), text: own.text.to_owned() };
        Link::untouched(scenario, seed).encode().map_err(|error| error.to_string())
    }

    /// The pack whose files a text needs.
    fn pack(self, own: Own<'_>) -> Result<String, String> {
        let pack = self.index.0.try_with_untracked(|index| pack_of(index.as_ref()?.as_ref().ok()?, own.path, own.text));
        pack.flatten().ok_or_else(|| "There are no packs.".to_owned())
    }

    fn has(self, pack: &str) -> bool {
        let known = |index: &Option<Result<Vec<crate::gallery::Entry>, String>>| {
            index.iter().flatten().flatten().any(|entry| entry.pack == pack)
        };
        pack == TEMPLATES || self.index.0.try_with_untracked(known) == Some(true)
    }
}

#[derive(Serialize)]
struct About<'a> {
    op: &'a str,
    id: &'a str,
}

#[derive(Deserialize)]
struct Told {
    text: Option<String>,
}

/// Why there was no answer, in a sentence.
fn refusal(answer: Answer) -> String {
    match answer {
        Answer::Network(why) => why,
        _ => "The page is older than its compiler. Reload it.".to_owned(),
    }
}
