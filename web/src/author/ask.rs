//! The questions of web/editor: those that the page answers itself, and the rest for the port. JSON in, JSON out.

use crate::prelude::*;
use brownout_compiler::protocol::to_json;
use serde::{Deserialize, Serialize};

use super::opened::Opened;
use super::port::{Own, Port};
use super::preview::Preview;
use crate::dom;
use crate::gallery::Index;
use crate::route::Text;
use wasm_bindgen::JsValue;

/// What is asked, as far as the page has to know. Only `op` is always there.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Question {
    op: String,
    path: String,
    text: String,
    id: String,
    seed: u64,
}

/// What comes of checking a text, beside the messages.
#[derive(Default, Serialize)]
struct Verdict {
    good: bool,
    /// Whether another seed makes another plan of it.
    drawn: bool,
    took_ms: f64,
    /// Why it could not be checked at all.
    why: Option<String>,
}

/// A scenario that one can start from.
#[derive(Serialize)]
struct Listed {
    id: String,
    title: String,
}

/// A link, or why there is none.
#[derive(Default, Serialize)]
struct Told {
    link: Option<String>,
    why: Option<String>,
}

/// Answers questions. A handle: copy it freely.
#[derive(Clone, Copy)]
pub struct Answerer {
    /// The engine's side.
    pub port: Port,
    /// What is drawn of a good text.
    pub preview: Preview,
    /// What there is.
    pub index: Index,
}

impl Answerer {
    /// The answer: JSON, `null` to what nobody knows; a plan in bytes.
    pub async fn answer(self, question: &str) -> JsValue {
        let asked = serde_json::from_str::<Question>(question).unwrap_or_default();
        let own = Own { path: &asked.path, text: &asked.text };
        if asked.op == "plan" {
            return match self.port.plan(own, asked.seed).await {
                Ok(bytes) => js_sys::Uint8Array::from(bytes.as_slice()).into(),
                Err(why) => JsValue::from_str(&to_json(&Told { link: None, why: Some(why) })),
            };
        }
        JsValue::from_str(&self.told(own, &asked, question).await)
    }

    async fn told(self, own: Own<'_>, asked: &Question, question: &str) -> String {
        match asked.op.as_str() {
            "check" => self.check(own).await,
            "link" => to_json(&match self.port.link(own, self.preview.seed()) {
                Ok(link) => Told { link: Some(link), why: None },
                Err(why) => Told { link: None, why: Some(why) },
            }),
            "templates" => self.port.templates().await,
            "scenarios" => to_json(&self.scenarios()),
            "copy" => match Opened::read(&Text::Remix(asked.id.clone()), self.port).await {
                Ok(opened) => to_json(&opened),
                Err(why) => to_json(&Told { link: None, why: Some(why) }),
            },
            _ => self.port.ask(own, question).await,
        }
    }

    async fn check(self, own: Own<'_>) -> String {
        let seed = self.preview.seed();
        let began = dom::since_start_ms();
        let (messages, verdict) = match self.port.check(own, seed).await {
            Ok(checked) => {
                let verdict = Verdict { good: checked.compiled.is_some(), drawn: checked.drawn, ..Verdict::default() };
                if self.preview.is_there() {
                    match checked.compiled {
                        Some(compiled) => self.preview.take(own.text, compiled, seed),
                        None => self.preview.keep(own.text),
                    }
                }
                (checked.messages, verdict)
            }
            Err(why) => ("[]".to_owned(), Verdict { why: Some(why), ..Verdict::default() }),
        };
        let verdict = to_json(&Verdict { took_ms: dom::since_start_ms() - began, ..verdict });
        ["{\"messages\":", &messages, ",\"verdict\":", &verdict, "}"].concat()
    }

    fn scenarios(self) -> Vec<Listed> {
        let entries = self.index.0.get_untracked().and_then(Result::ok).unwrap_or_default();
        entries.into_iter().map(|entry| Listed { id: entry.id, title: entry.title }).collect()
    }
}
