//! What stands under a place of a text: a key of the format, one of its words, a name, or a word of the language. Help,
//! definitions and renaming all begin here.

use super::names::{Known, slice};
use super::place::{At, Found, Spot, find};
use super::reader::{Body, Lean};
use super::spoken::{Slot, Use, uses};
use crate::choice;
use crate::decode::{FieldShape, Shape, Sort, TextKind, is_name};

/// Something that a place means, at its place.
pub struct Meaning {
    /// First byte.
    pub from: u32,
    /// One past the last byte.
    pub to: u32,
    /// What it is.
    pub what: What,
}

/// What something is.
pub enum What {
    /// A key of the format.
    Field(FieldShape),
    /// A word of a fixed set, and what it means.
    Word(String, String),
    /// A name of a known sort.
    Name(Sort, String),
    /// A function of the language.
    Function(String),
    /// Another word of the language.
    Term(String),
}

/// What stands at an offset.
pub fn meaning(known: &Known, text: &str, root: &Lean, offset: u32) -> Option<Meaning> {
    let Found { path, spot, at } = find(root, offset);
    let spot = spot?;
    match at {
        At::Key(pair, _) => {
            if let Some(field) = spot.fields().into_iter().find(|field| field.key == pair.name) {
                return Some(Meaning { from: pair.from, to: pair.to, what: What::Field(field) });
            }
            let used = key_uses(text, &spot, pair.from, pair.to);
            if !used.is_empty() {
                return spoken(known, &used, offset);
            }
            let def = known.first(spot.sorts(), &pair.name)?;
            Some(Meaning { from: pair.from, to: pair.to, what: What::Name(def.sort, pair.name.clone()) })
        }
        At::Value(lean) => {
            let Body::Scalar(style) = lean.body else { return None };
            match &spot.shape {
                Shape::Words(words) => {
                    let said = slice(text, lean);
                    let (word, about) = words.iter().find(|(word, _)| *word == said)?;
                    let what = What::Word((*word).to_owned(), about.trim().to_owned());
                    Some(Meaning { from: lean.from, to: lean.to, what })
                }
                Shape::Text(kind @ (TextKind::Name | TextKind::Prose)) => {
                    let names = name_words(*kind, &path, &spot, text, lean);
                    let (from, to, sorts) = names.into_iter().find(|(from, to, _)| *from <= offset && offset <= *to)?;
                    let name = text.get(from as usize..to as usize)?;
                    let def = known.first(sorts, name)?;
                    Some(Meaning { from, to, what: What::Name(def.sort, name.to_owned()) })
                }
                Shape::Text(kind) => spoken(known, &uses(*kind, text, lean.from, lean.to, style), offset),
                _ => None,
            }
        }
    }
}

fn spoken(known: &Known, used: &[Use], offset: u32) -> Option<Meaning> {
    let found = used.iter().find(|used| used.from <= offset && offset <= used.to)?;
    let what = match (&found.slot, known.resolve(found)) {
        (Slot::Function, _) => What::Function(found.name.clone()),
        (_, Some(def)) => What::Name(def.sort, found.name.clone()),
        _ => What::Term(found.name.clone()),
    };
    Some(Meaning { from: found.from, to: found.to, what })
}

/// The words of a key that is a condition; none if it is a key like any other.
pub fn key_uses(text: &str, spot: &Spot, from: u32, to: u32) -> Vec<Use> {
    if spot.sorts() != [Sort::Condition] {
        return Vec::new();
    }
    uses(TextKind::Condition, text, from, to, super::reader::Style::Plain)
}

/// The names in a text that is a name, a choice of some, a list with commas, or a dotted path of what is taken away.
pub fn name_words(
    kind: TextKind,
    path: &[&str],
    spot: &Spot,
    text: &str,
    lean: &Lean,
) -> Vec<(u32, u32, &'static [Sort])> {
    let said = text.get(lean.from as usize..lean.to as usize).unwrap_or("");
    let word =
        |at: usize, len: usize, sorts: &'static [Sort]| (lean.from + at as u32, lean.from + (at + len) as u32, sorts);
    if path.first() == Some(&"without") {
        let Some((section, name)) = said.split_once('.') else { return Vec::new() };
        let sorts = Spot::root().under(section).map_or(&[][..], |spot| spot.sorts());
        let len = name.find('.').unwrap_or(name.len());
        return vec![word(section.len() + 1, len, sorts)];
    }
    let sorts = spot.sorts();
    if sorts.is_empty() || (kind == TextKind::Name && is_name(said)) {
        return if sorts.is_empty() { Vec::new() } else { vec![word(0, said.len(), sorts)] };
    }
    if kind == TextKind::Name && !choice::looks_like_one(said) {
        return Vec::new();
    }
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in said.char_indices().chain([(said.len(), ' ')]) {
        match (start, c == ',' || c.is_whitespace()) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                words.push(word(from, at - from, sorts));
                start = None;
            }
            _ => {}
        }
    }
    words
}
