//! The questions of web/editor: those that the page answers itself, and the rest for the port. JSON in, JSON out.

use brownout_scenario::assist::View;
use leptos::prelude::*;
use serde::Serialize;

use super::desk::{Question, Told, to_json};
use super::opened::Opened;
use super::port::{Own, Port};
use super::preview::Preview;
use crate::dom;
use crate::gallery::Index;
use crate::packs::Packs;
use crate::route::Text;

/// What comes of checking a text.
#[derive(Default, Serialize)]
struct Verdict {
    messages: Vec<View>,
    good: bool,
    took_ms: f64,
    /// The pack whose files it needs.
    pack: String,
    /// Why it could not be checked at all.
    why: Option<String>,
}

/// A scenario that one can start from.
#[derive(Serialize)]
struct Listed {
    id: String,
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
    /// The answer, as JSON; `null` to what nobody knows.
    pub async fn answer(self, question: &str) -> String {
        let Ok(asked) = serde_json::from_str::<Question>(question) else { return "null".to_owned() };
        let own = Own { path: &asked.path, text: &asked.text };
        match asked.op.as_str() {
            "check" => to_json(&self.check(own).await),
            "link" => to_json(&match self.port.link(own, self.preview.seed()) {
                Ok(link) => Told { link: Some(link), ..Told::default() },
                Err(why) => Told::why(why),
            }),
            "scenarios" => to_json(&self.scenarios()),
            "remix" => match Opened::read(&Text::Remix(asked.id.clone()), self.packs).await {
                Ok(opened) => to_json(&opened),
                Err(why) => to_json(&Told::why(why)),
            },
            _ => self.port.ask(&asked).await,
        }
    }

    async fn check(self, own: Own<'_>) -> Verdict {
        let seed = self.preview.seed();
        let pack = match self.port.pack(own).await {
            Ok(pack) => pack,
            Err(why) => return Verdict { why: Some(why), ..Verdict::default() },
        };
        let began = dom::since_start_ms();
        let checked = match self.port.check(own, seed).await {
            Ok(checked) => checked,
            Err(why) => return Verdict { why: Some(why), ..Verdict::default() },
        };
        let took_ms = dom::since_start_ms() - began;
        let good = checked.compiled.is_some();
        if self.preview.is_there() {
            match checked.compiled {
                Some(compiled) => self.preview.take(own.text, compiled, seed),
                None => self.preview.keep(own.text),
            }
        }
        Verdict { messages: checked.messages, good, took_ms, pack, why: None }
    }

    fn scenarios(self) -> Vec<Listed> {
        let entries = self.index.0.get_untracked().and_then(Result::ok).unwrap_or_default();
        entries.into_iter().map(|entry| Listed { id: entry.id, title: entry.title }).collect()
    }
}
