//! The questions of web/editor, in words both sides know. Reads and writes JSON; the answers come from the port.

use serde::{Deserialize, Serialize};

use super::opened::Opened;
use super::port::{Message, Own, Port};
use super::preview::Preview;
use crate::dom;
use crate::gallery::Index;
use crate::packs::Packs;
use crate::route::Text;
use leptos::prelude::*;

/// What is asked. Only `op` is always there.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Question {
    op: String,
    path: String,
    text: String,
    id: String,
    to: String,
    /// In units of UTF-16.
    offset: u32,
}

/// What comes of checking a text.
#[derive(Serialize)]
struct Verdict {
    messages: Vec<Message>,
    good: bool,
    took_ms: f64,
}

/// A scenario that one can start from.
#[derive(Serialize)]
struct Listed {
    id: String,
    pack: String,
    title: String,
}

/// Answers questions. A handle: copy it freely.
#[derive(Clone, Copy)]
pub struct Answerer {
    /// The engine's side.
    pub port: Port,
    /// What is drawn of a good text.
    pub preview: Preview,
    /// Where built-in texts come from.
    pub packs: Packs,
    /// What there is.
    pub index: Index,
}

impl Answerer {
    /// The answer, as JSON; `null` for what nobody knows.
    pub async fn answer(self, question: &str) -> String {
        let Ok(asked) = serde_json::from_str::<Question>(question) else { return "null".to_owned() };
        let own = Own { path: &asked.path, text: &asked.text };
        match asked.op.as_str() {
            "check" => self.check(own).await,
            "complete" => to_json(&self.port.complete(own, asked.offset).await),
            "hover" => to_json(&self.port.hover(own, asked.offset).await),
            "definition" => to_json(&self.port.definition(own, asked.offset).await),
            "rename" => to_json(&match self.port.rename(own, asked.offset, &asked.to).await {
                Ok(text) => Told { text: Some(text), ..Told::default() },
                Err(why) => Told { why: Some(why), ..Told::default() },
            }),
            "link" => match self.port.link(own, self.preview.seed()) {
                Ok(link) => to_json(&Told { link: Some(link), ..Told::default() }),
                Err(why) => to_json(&Told { why: Some(why), ..Told::default() }),
            },
            "scenarios" => to_json(&self.scenarios()),
            "remix" => match Opened::read(&Text::Remix(asked.id.clone()), self.packs).await {
                Ok(opened) => to_json(&opened),
                Err(why) => to_json(&Told { why: Some(why), ..Told::default() }),
            },
            _ => "null".to_owned(),
        }
    }

    async fn check(self, own: Own<'_>) -> String {
        let Some(seed) = self.preview.seed.try_get_untracked() else { return "null".to_owned() };
        let began = dom::now_ms();
        let checked = self.port.check(own, seed).await;
        let took_ms = dom::now_ms() - began;
        let good = checked.compiled.is_some();
        match checked.compiled {
            Some(compiled) => self.preview.take(own.text, compiled, seed),
            None => self.preview.keep(own.text),
        }
        to_json(&Verdict { messages: checked.messages, good, took_ms })
    }

    fn scenarios(self) -> Vec<Listed> {
        let entries = self.index.0.get_untracked().and_then(Result::ok).unwrap_or_default();
        entries.into_iter().map(|entry| Listed { id: entry.id, pack: entry.pack, title: entry.title }).collect()
    }
}

/// A link or a text, or why there is none.
#[derive(Default, Serialize)]
struct Told {
    link: Option<String>,
    text: Option<String>,
    why: Option<String>,
}

/// Text and numbers only, so nothing can fail.
fn to_json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}
