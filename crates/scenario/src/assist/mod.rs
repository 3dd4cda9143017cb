//! Help while a scenario is written: what may stand at a place, what a word means and where it comes from, an outline,
//! and renaming. Pure functions of a text, which may be broken, and a [`Catalogue`]; every list of keys, words and
//! functions is that of the format and of the language themselves. Knows no editor.
//!
//! Offsets are bytes of the text as it was given; [`utf16`] turns them into those of JavaScript.

mod complete;
mod definition;
mod hover;
mod meaning;
mod names;
mod outline;
mod place;
mod problems;
mod reader;
mod remix;
mod rename;
mod spoken;
pub mod utf16;

use crate::catalogue::Catalogue;
use serde::Serialize;

pub(crate) use hover::written;
pub(crate) use place::{Seen, Spot, walk};
pub(crate) use reader::read;

pub use complete::complete;
pub use definition::definition;
pub use hover::hover;
pub use outline::symbols;
pub use problems::{Fix, Point, View, problems, view};
pub use remix::{Template, remix, templates, whole};
pub use rename::rename;

/// What may stand at a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Completions {
    /// First byte of what an item takes the place of.
    pub from: u32,
    /// One past its last byte.
    pub to: u32,
    /// What may stand there, likely ones first.
    pub items: Vec<Item>,
}

/// One thing that may stand at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What is shown.
    pub label: String,
    /// What it is.
    pub kind: ItemKind,
    /// A sentence about it.
    pub detail: String,
    /// What is put in.
    pub insert: String,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// A key of the format.
    Key,
    /// One of a fixed set of words.
    Word,
    /// A name of the text or its pack.
    Name,
    /// A function of the language.
    Function,
    /// A word of the language.
    Keyword,
}

/// What stands under the pointer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hover {
    /// First byte of what it is about.
    pub from: u32,
    /// One past its last byte.
    pub to: u32,
    /// What it is: `metric err · ratio, 0 to 1`.
    pub title: String,
    /// A sentence or two.
    pub text: String,
}

/// Where something is defined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file of the catalogue; `None` is the text at hand.
    pub file: Option<String>,
    /// First byte.
    pub from: u32,
    /// One past the last byte.
    pub to: u32,
    /// Its line, from 1.
    pub line: u32,
}

/// An entry of the outline, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Symbol {
    /// Its key.
    pub name: String,
    /// What it is: `service`, `fault`, or `key`.
    pub kind: &'static str,
    /// How many others it stands in.
    pub depth: u32,
    /// The key.
    pub from: u32,
    /// One past the key's last byte.
    pub to: u32,
    /// One past the last byte of what stands behind it.
    pub end: u32,
}

/// Why something cannot be renamed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RenameError {
    /// What is in the way.
    pub message: String,
    /// What would do.
    pub help: String,
    /// Whether it could be renamed in a text that stands by itself: see [`whole`].
    pub of_pack: bool,
}

/// A text with the catalogue that it is written against.
#[derive(Clone, Copy)]
struct Desk<'a> {
    catalogue: &'a Catalogue,
    path: &'a str,
}
