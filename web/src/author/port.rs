//! The one door to the engine for author mode: every question about a text is one of these functions, asked and
//! answered later. Whoever moves the engine into a worker changes this file alone.

use std::rc::Rc;

use brownout_run::link::{Link, Scenario, View};
use brownout_run::{ENGINE_VERSION, RunLog};
use brownout_scenario::assist::{self, Completions, Hover, Place, utf16};
use brownout_scenario::{Authored, Catalogue, Compiled, Diagnostic, Rejected, load_text};
use brownout_scenario::source::{Pos, SourceMap};
use leptos::prelude::*;
use serde::Serialize;

use crate::gallery::Index;
use crate::packs::Packs;

/// The pack that a text without one stands on.
const STANDARD: &str = "standard";

/// A text that is written on.
#[derive(Clone, Copy, Debug)]
pub struct Own<'a> {
    /// Its path: folder and name.
    pub path: &'a str,
    /// The text.
    pub text: &'a str,
}

/// Something to say about a text, with its place in units of UTF-16.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Message {
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// Its kind.
    pub code: String,
    /// What is the matter.
    pub text: String,
    /// What would be right.
    pub help: Option<String>,
    /// The file, if it is not the text at hand.
    pub file: Option<String>,
    /// Where it begins; nothing without a place in the text at hand.
    pub from: Option<u32>,
    /// Where it ends.
    pub to: Option<u32>,
    /// Line, from 1; 0 without a place.
    pub line: u32,
    /// Column in characters, from 1; 0 without a place.
    pub column: u32,
    /// A change that mends it.
    pub replace: Option<Change>,
    /// Other places that belong to it, in words.
    pub related: Vec<String>,
}

/// Text to put in the place of other text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Where it begins, in units of UTF-16.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// What is put in.
    pub text: String,
}

/// What came of checking a text.
#[derive(Default)]
pub struct Checked {
    /// Everything there is to say, in the order of the text.
    pub messages: Vec<Message>,
    /// What can be played, if nothing is wrong.
    pub compiled: Option<Rc<Compiled>>,
}

/// A handle: copy it freely.
#[derive(Clone, Copy)]
pub struct Port {
    packs: Packs,
    index: Index,
}

impl Port {
    /// Asks for packs where the page gets them.
    #[must_use]
    pub fn new(packs: Packs, index: Index) -> Self {
        Self { packs, index }
    }

    /// Everything that is wrong with a text, and what can be played if nothing is.
    pub async fn check(self, own: Own<'_>, seed: u64) -> Checked {
        self.at_desk(own, |catalogue| {
            let compiled = load_text(catalogue, own.path, own.text).and_then(|authored| {
                let compiled = authored.compile(seed)?;
                Ok((authored, compiled))
            });
            match compiled {
                Ok((authored, compiled)) => passed(&authored, compiled, own),
                Err(Rejected { diagnostics, sources }) => {
                    Checked { messages: messages(&diagnostics, &sources, own), compiled: None }
                }
            }
        })
        .await
        .unwrap_or_else(|why| Checked {
            messages: vec![Message { severity: "error", text: why, ..Message::default() }],
            compiled: None,
        })
    }

    /// What may stand at a place.
    pub async fn complete(self, own: Own<'_>, offset: u32) -> Option<Completions> {
        let at = utf16::to_bytes(own.text, offset);
        let mut found = self.at_desk(own, |catalogue| assist::complete(catalogue, own.path, own.text, at)).await.ok()?;
        (found.from, found.to) = (utf16::from_bytes(own.text, found.from), utf16::from_bytes(own.text, found.to));
        Some(found)
    }

    /// What stands at a place.
    pub async fn hover(self, own: Own<'_>, offset: u32) -> Option<Hover> {
        let at = utf16::to_bytes(own.text, offset);
        let mut found = self.at_desk(own, |catalogue| assist::hover(catalogue, own.path, own.text, at)).await.ok()??;
        (found.from, found.to) = (utf16::from_bytes(own.text, found.from), utf16::from_bytes(own.text, found.to));
        Some(found)
    }

    /// Where the name at a place is defined.
    pub async fn definition(self, own: Own<'_>, offset: u32) -> Option<Place> {
        let at = utf16::to_bytes(own.text, offset);
        let found = self.at_desk(own, |catalogue| assist::definition(catalogue, own.path, own.text, at)).await;
        let mut found = found.ok()??;
        if found.file.is_none() {
            (found.from, found.to) = (utf16::from_bytes(own.text, found.from), utf16::from_bytes(own.text, found.to));
        }
        Some(found)
    }

    /// The text in which the name at a place is another one.
    ///
    /// # Errors
    /// Why it cannot be, as a sentence.
    pub async fn rename(self, own: Own<'_>, offset: u32, to: &str) -> Result<String, String> {
        let at = utf16::to_bytes(own.text, offset);
        let renamed = self.at_desk(own, |catalogue| assist::rename(catalogue, own.path, own.text, at, to)).await?;
        renamed.map_err(|error| [error.message.as_str(), " ", &error.help].concat())
    }

    /// The link that plays a text with a seed.
    ///
    /// # Errors
    /// Why no link can hold it.
    pub fn link(self, own: Own<'_>, seed: u64) -> Result<String, String> {
        let scenario = Scenario::Own { path: own.path.to_owned(), text: own.text.to_owned() };
        let (log, view) = (RunLog::default(), View::default());
        // Nothing was played, so there is no digest to hold it to.
        let link = Link { scenario, seed, log, view, engine: ENGINE_VERSION, digest: 0 };
        link.encode().map_err(|error| error.to_string())
    }

    /// Does something with the packs that a text stands on.
    async fn at_desk<R>(self, own: Own<'_>, todo: impl FnOnce(&Catalogue) -> R) -> Result<R, String> {
        let pack = self.desk(own).await?;
        self.packs.with(&pack, todo).ok_or_else(|| "The page is gone.".to_owned())
    }

    /// The pack whose files a text needs. Reads it.
    async fn desk(self, own: Own<'_>) -> Result<String, String> {
        let extends = extends(own.text);
        let folder = own.path.rsplit_once('/').map(|(folder, _)| folder.rsplit('/').next().unwrap_or_default());
        let known: Vec<String> = self.known();
        let named = extends.or(folder).unwrap_or(STANDARD);
        let is = |name: &str| name == STANDARD || known.iter().any(|pack| pack == name);
        if is(named) {
            return self.packs.read(named).await.map(|()| named.to_owned());
        }
        // A pack that only other packs build on comes with those.
        for pack in folder.filter(|folder| is(folder)).into_iter().chain(known.iter().map(String::as_str)) {
            if extends.is_none() {
                break;
            }
            self.packs.read(pack).await?;
            let file = [named, "/pack.yaml"].concat();
            if self.packs.with(pack, |catalogue| catalogue.text(&file).is_some()) == Some(true) {
                return Ok(pack.to_owned());
            }
        }
        self.packs.read(STANDARD).await.map(|()| STANDARD.to_owned())
    }

    /// The packs of the index.
    fn known(self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        self.index.0.with_untracked(|index| {
            for entry in index.iter().flatten().flatten() {
                if !names.contains(&entry.pack) {
                    names.push(entry.pack.clone());
                }
            }
        });
        names
    }
}

/// What a text says that it stands on.
fn extends(text: &str) -> Option<&str> {
    let line = text.lines().find_map(|line| line.strip_prefix("extends:"))?;
    let name = line.split('#').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    (!name.is_empty()).then_some(name)
}

fn passed(authored: &Authored, compiled: Compiled, own: Own<'_>) -> Checked {
    let mut notes = authored.notes.clone();
    notes.extend(compiled.notes.iter().cloned());
    brownout_scenario::diagnostic::sort(&mut notes);
    Checked { messages: messages(&notes, &authored.sources, own), compiled: Some(Rc::new(compiled)) }
}

fn messages(found: &[Diagnostic], sources: &SourceMap, own: Own<'_>) -> Vec<Message> {
    found.iter().map(|found| message(found, sources, own)).collect()
}

fn message(found: &Diagnostic, sources: &SourceMap, own: Own<'_>) -> Message {
    let mut said = Message {
        severity: found.severity.as_str(),
        code: found.code.as_str().to_owned(),
        text: found.message.clone(),
        help: found.help.clone(),
        ..Message::default()
    };
    if let Some((pos, file)) = found.pos.and_then(|pos| Some((pos, sources.find(pos.source)?))) {
        let at = file.line_column(pos.start);
        (said.line, said.column) = (at.line, at.column);
        if file.path() == own.path {
            (said.from, said.to) = (Some(utf16::from_bytes(file.text(), pos.start)), Some(utf16::from_bytes(file.text(), pos.end)));
        } else {
            said.file = Some(file.path().to_owned());
        }
    }
    let here = |pos: Pos| sources.find(pos.source).filter(|file| file.path() == own.path);
    said.replace = found.replacement.as_ref().and_then(|change| {
        let text = here(change.pos)?.text();
        let (from, to) = (utf16::from_bytes(text, change.pos.start), utf16::from_bytes(text, change.pos.end));
        Some(Change { from, to, text: change.text.clone() })
    });
    for related in &found.related {
        if let Some(file) = sources.find(related.pos.source) {
            let at = file.line_column(related.pos.start);
            let file = if file.path() == own.path { "" } else { file.path() };
            let mark = if file.is_empty() { "" } else { ":" };
            let (line, column) = (at.line.to_string(), at.column.to_string());
            said.related.push([file, mark, &line, ":", &column, ": ", &related.message].concat());
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::extends;

    #[test]
    fn what_a_text_stands_on() {
        for (text, expected) in [
            ("title: A\n", None),
            ("extends: firewatch\n", Some("firewatch")),
            ("# c\nextends:   'a'  # why\n", Some("a")),
            ("extends:\n", None),
            ("x:\n  extends: a\n", None),
        ] {
            assert_eq!(extends(text), expected, "{text:?}");
        }
    }
}
