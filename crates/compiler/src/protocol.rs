//! What the page and its compiler say to each other. A message is an array of a number, which the answer repeats, and the
//! bytes of a [`Request`] or an [`Answer`]. The compiler says an empty text when it is ready, and why it stopped if it did.
//! Both sides are built together; no message outlives a page.

use brownout_scenario::packed;
use serde::{Deserialize, Serialize};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// To compile a scenario for a seed.
    Compile {
        /// The pack whose files it needs.
        pack: String,
        /// Which.
        scenario: Source,
        /// The seed.
        seed: u64,
    },
    /// To say all that is wrong with a text, and to compile it if nothing is.
    Check {
        /// The pack whose files it needs.
        pack: String,
        /// Its path, whose folder decides the pack.
        path: String,
        /// The YAML.
        text: String,
        /// The seed.
        seed: u64,
    },
    /// A question of author mode, as JSON.
    Ask {
        /// The pack whose files it needs.
        pack: String,
        /// The question.
        question: String,
    },
}

impl Request {
    /// The pack whose files it needs.
    #[must_use]
    pub fn pack(&self) -> &str {
        match self {
            Request::Compile { pack, .. } | Request::Check { pack, .. } | Request::Ask { pack, .. } => pack,
        }
    }
}

/// Where a scenario's text is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// In the packs, under this id.
    BuiltIn(String),
    /// Here.
    Own {
        /// Its path, whose folder decides the pack.
        path: String,
        /// The YAML.
        text: String,
    },
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// A compiled scenario, as bytes.
    Compiled(#[serde(with = "serde_bytes")] Vec<u8>),
    /// There is no scenario of this id.
    Missing(String),
    /// It cannot be compiled.
    Rejected {
        /// What is wrong, in the order of the texts.
        findings: Vec<Finding>,
        /// The same as one text for people.
        told: String,
    },
    /// What there is to say about a text.
    Checked {
        /// A list of JSON.
        messages: String,
        /// A compiled scenario as bytes, if nothing is wrong.
        #[serde(with = "serde_bytes")]
        compiled: Option<Vec<u8>>,
        /// Whether another seed makes another plan of it.
        drawn: bool,
    },
    /// The answer to a question of author mode, as JSON.
    Told(String),
    /// The pack did not arrive: why, as a sentence.
    Network(String),
    /// The request could not be read: page and compiler are not of the same build.
    Unknown,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Severity {
    /// It cannot be played.
    Error,
    /// It can, but hardly as it was meant.
    Warning,
    /// Worth knowing.
    Note,
}

/// Something that is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Its kind, stable.
    pub code: String,
    /// What is the matter.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
    /// Where.
    pub place: Option<Place>,
}

/// A range of a text; lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The text's path.
    pub path: String,
    /// Line and column of its first character.
    pub start: (u32, u32),
    /// Line and column behind its last character.
    pub end: (u32, u32),
}

/// A request as bytes.
#[must_use]
pub fn write_request(request: &Request) -> Vec<u8> {
    packed::write(request)
}

/// A request from bytes.
#[must_use]
pub fn read_request(bytes: &[u8]) -> Option<Request> {
    packed::read(bytes)
}

/// An answer as bytes.
#[must_use]
pub fn write_answer(answer: &Answer) -> Vec<u8> {
    packed::write(answer)
}

/// An answer from bytes.
#[must_use]
pub fn read_answer(bytes: &[u8]) -> Answer {
    packed::read(bytes).unwrap_or(Answer::Unknown)
}

/// What goes through as JSON. Texts and numbers only, so nothing can fail.
pub fn to_json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}
