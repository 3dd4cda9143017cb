//! Structured values: what a configuration holds, and what an actor gives where a number or a word is not enough. A
//! value has one canonical text (JSON's, keys sorted), so that in a cell it is a text symbol like any other text. Pure:
//! it knows no cell, no service, and no path's meaning.

mod alike;
mod read;

pub use alike::{close, equal, truth};
pub use read::{DatumError, plain, read};

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Longest text that is read as a value, in bytes.
pub const SIZE_MAX: usize = 4096;
/// How deep lists and maps may stand in each other.
pub const DEPTH_MAX: u32 = 8;
/// How many parts a value may have: every element and every entry, at every depth.
pub const PARTS_MAX: u32 = 512;

/// A value.
#[derive(Clone, Debug, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub enum Datum {
    /// Nothing is there.
    #[default]
    Missing,
    /// True or false.
    Flag(bool),
    /// A finite number.
    Number(f64),
    /// A text.
    Text(String),
    /// Values in order.
    List(Vec<Datum>),
    /// Values by key.
    Map(BTreeMap<String, Datum>),
}

/// What sort of value it is, without the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Nothing.
    Missing,
    /// True or false.
    Flag,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// A map.
    Map,
}

impl Sort {
    /// With its article, for messages.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Sort::Missing => "nothing",
            Sort::Flag => "true or false",
            Sort::Number => "a number",
            Sort::Text => "a text",
            Sort::List => "a list",
            Sort::Map => "a map",
        }
    }
}

impl Datum {
    /// A text.
    #[must_use]
    pub fn text(text: &str) -> Datum {
        Datum::Text(text.to_owned())
    }

    /// What sort it is.
    #[must_use]
    pub fn sort(&self) -> Sort {
        match self {
            Datum::Missing => Sort::Missing,
            Datum::Flag(_) => Sort::Flag,
            Datum::Number(_) => Sort::Number,
            Datum::Text(_) => Sort::Text,
            Datum::List(_) => Sort::List,
            Datum::Map(_) => Sort::Map,
        }
    }

    /// How many elements, entries or characters it has; of anything else 1, of nothing 0.
    #[must_use]
    pub fn size(&self) -> usize {
        match self {
            Datum::Missing => 0,
            Datum::Flag(_) | Datum::Number(_) => 1,
            Datum::Text(text) => text.chars().count(),
            Datum::List(items) => items.len(),
            Datum::Map(entries) => entries.len(),
        }
    }

    /// The one text that stands for it: JSON, keys sorted, no blanks. `read` gives the value back.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Datum::Missing => out.push_str("null"),
            Datum::Flag(true) => out.push_str("true"),
            Datum::Flag(false) => out.push_str("false"),
            Datum::Number(x) => number(out, *x),
            Datum::Text(text) => quoted(out, text),
            Datum::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Datum::Map(entries) => {
                out.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    quoted(out, key);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }

    /// As a person reads it: a text without its quotes, anything else as `canonical` writes it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Datum::Text(text) => text.clone(),
            other => other.canonical(),
        }
    }
}

/// The shortest text that gives the number back; negative zero loses its sign, what is not finite is 0.
fn number(out: &mut String, x: f64) {
    let x = if x.is_finite() { x + 0.0 } else { 0.0 };
    // Beyond these a plain decimal would be mostly zeros. Writing to a text cannot fail.
    let plain = x == 0.0 || (1e-6..1e15).contains(&x.abs());
    let _ = if plain { write!(out, "{x}") } else { write!(out, "{x:e}") };
}

fn quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
