//! The reference of the format and its language, as data: every key with its type, default and an example from a shipped
//! file, every function and word of the language, every kind of finding. Made from the lists that reading and lowering
//! go by, so that it cannot drift. [`markdown`] writes it for people.

mod examples;
mod markdown;

use crate::catalogue::Catalogue;
use crate::code::Code;
use crate::decode::{FieldShape, Shape, TextKind};
use crate::layers::file_shape;
use brownout_expr::lex::UNITS;
use brownout_expr::lower::FUNCTIONS;
use brownout_expr::table::{AGGREGATES, PARTICLES, SETS, SPECIALS, STATEMENTS, Term};
use examples::Examples;
use serde::Serialize;
use std::collections::BTreeSet;

pub use markdown::markdown;

/// The whole reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// What a file holds, then each kind of thing in it, in the order in which they are met.
    pub records: Vec<RecordText>,
    /// Functions of the language.
    pub functions: Vec<FunctionText>,
    /// Other words of the language, by what they are.
    pub words: Vec<WordGroup>,
    /// What may stand behind a number.
    pub units: Vec<&'static str>,
    /// Every kind of finding.
    pub codes: Vec<CodeText>,
}

/// A map with known keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordText {
    /// Its name here; keys whose values are of it name it as their kind.
    pub name: &'static str,
    /// What it is.
    pub about: String,
    /// Its keys.
    pub keys: Vec<KeyText>,
}

/// A key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeyText {
    /// The key.
    pub key: &'static str,
    /// What it is for.
    pub about: String,
    /// What stands behind it.
    pub kind: String,
    /// What its value may be, or how it is written.
    pub range: String,
    /// What a number in it counts, if that is not said elsewhere.
    pub unit: &'static str,
    /// What holds if it is left out.
    pub default: String,
    /// The record that describes what is inside, if there is one.
    pub inside: Option<&'static str>,
    /// The words that it may be, with what they mean.
    pub words: Vec<(&'static str, String)>,
    /// How it is used in a shipped file.
    pub example: String,
}

/// A function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FunctionText {
    /// Its name.
    pub name: &'static str,
    /// How it is called.
    pub signature: String,
    /// What it gives.
    pub about: &'static str,
    /// A condition with it.
    pub example: &'static str,
}

/// Words of the language of one sort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WordGroup {
    /// What they are.
    pub title: &'static str,
    /// Each with its use and what it means.
    pub words: Vec<WordText>,
}

/// A word of the language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WordText {
    /// The word.
    pub name: &'static str,
    /// How it is used.
    pub example: &'static str,
    /// What it means.
    pub about: &'static str,
}

/// A kind of finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodeText {
    /// Its code.
    pub code: &'static str,
    /// What it says.
    pub about: String,
}

/// The reference, with examples from the files of a catalogue.
#[must_use]
pub fn reference(catalogue: &Catalogue) -> Reference {
    let examples = Examples::of(catalogue);
    let mut records = Vec::new();
    let mut known = BTreeSet::new();
    let mut open = vec![file_shape()];
    while !open.is_empty() {
        let mut inside = Vec::new();
        for shape in open {
            let Shape::Record { name, about, fields } = shape else { continue };
            if !known.insert(name) {
                continue;
            }
            let fields = fields();
            inside.extend(fields.iter().filter_map(|field| record_of(&field.shape)));
            let keys = fields.iter().map(|field| key(name, field, &examples)).collect();
            records.push(RecordText { name, about: about.trim().to_owned(), keys });
        }
        open = inside;
    }
    Reference {
        records,
        functions: functions(),
        words: vec![
            group("Names that the language gives", SPECIALS),
            group("Aggregates", AGGREGATES),
            group("Sets", SETS),
            group("Statements", STATEMENTS),
            group("Particles", PARTICLES),
        ],
        units: UNITS.iter().map(|(unit, _)| *unit).collect(),
        codes: Code::ALL
            .iter()
            .map(|code| CodeText { code: code.as_str(), about: code.about().trim().to_owned() })
            .collect(),
    }
}

fn key(record: &str, field: &FieldShape, examples: &Examples) -> KeyText {
    let words = match &field.shape {
        Shape::Words(words) => words.iter().map(|(word, about)| (*word, about.trim().to_owned())).collect(),
        _ => Vec::new(),
    };
    let inside = match record_of(&field.shape) {
        Some(Shape::Record { name, .. }) => Some(name),
        _ => None,
    };
    KeyText {
        key: field.key,
        about: field.about.trim().to_owned(),
        kind: kind(field),
        range: range(&field.shape).to_owned(),
        unit: unit(&field.shape),
        default: default(field),
        inside,
        words,
        example: examples.get(record, field.key).map_or_else(|| sample(field), str::to_owned),
    }
}

/// The type in words, with what names in it are of: `list of names (service)`.
fn kind(field: &FieldShape) -> String {
    let mut kind = crate::assist::written(&field.shape);
    let sorts = field.names.iter().map(|level| level.iter().map(|sort| sort.as_str()).collect::<Vec<_>>().join(" or "));
    let sorts: Vec<String> = sorts.collect();
    if !sorts.is_empty() {
        kind.push_str(" (");
        kind.push_str(&sorts.join(", then "));
        kind.push(')');
    }
    kind
}

/// What a value may be.
fn range(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text(kind) => written(*kind),
        Shape::Words(_) => "One of its words.",
        Shape::Any => "Any value.",
        Shape::Flag => "`true` or `false`.",
        Shape::Count => "A whole number, 0 to 4294967295.",
        Shape::List(item) | Shape::Map(item) => range(item),
        Shape::Record { .. } => "",
    }
}

/// What a number counts.
fn unit(shape: &Shape) -> &'static str {
    match shape {
        Shape::Count => "a plain count",
        Shape::Text(TextKind::Duration) => "time, with its unit: ms, s, min, h or d",
        Shape::Text(TextKind::Date) => "a moment, UTC",
        Shape::Text(TextKind::Draw | TextKind::Range) => "that of what it is the value of",
        Shape::List(item) | Shape::Map(item) => unit(item),
        _ => "",
    }
}

/// How a text is written.
pub(crate) fn written(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Prose => "Words for people.",
        TextKind::Name => "A name, or a choice: `one of a, b`, `2 of services except c`.",
        TextKind::Template => "A text with `{expression:format}` in it.",
        TextKind::Lines => {
            "Log lines, one a row: `WARN service 90s ago reveals fault: text {expression}`, at most 1,000 days ago."
        }
        TextKind::Script => "Statements: `err += 5%; if mem >= 98%: err = 1`.",
        TextKind::Expression => "An expression: `0.6 * count(cured(self) over faults)`.",
        TextKind::Condition => "A condition: `err >= 50% or p99 >= 2s`.",
        TextKind::Draw => "A value, or a draw: `5% to 9%`.",
        TextKind::Range => "`low to high`.",
        TextKind::Deed => "A deed: `scale at payments with replicas = 4`, `wait 3`.",
        TextKind::DeedPattern => "Which deeds are meant: `scale at payments where replicas >= 3`.",
        TextKind::Duration => "A length of time: `30s`.",
        TextKind::Date => "A date and a time: `2026-03-01T12:00:00Z`.",
    }
}

/// What holds if a key is left out: what its own sentence says, or nothing.
fn default(field: &FieldShape) -> String {
    if field.required {
        return "must be given".to_owned();
    }
    let about = field.about.trim();
    if let Some((before, _)) = about.split_once(" if left out") {
        let from = before.rfind("; ").or_else(|| before.rfind(": ")).map_or(0, |at| at + 2);
        return before[from..].trim_end_matches(',').to_owned();
    }
    match field.shape {
        Shape::Flag => "false",
        Shape::List(_) | Shape::Map(_) => "empty",
        _ => "none",
    }
    .to_owned()
}

/// A line with a key that no shipped file has.
fn sample(field: &FieldShape) -> String {
    let value = match &field.shape {
        Shape::Text(kind) => match written(*kind).split('`').nth(1) {
            Some(sample) => sample.to_owned(),
            None => "a text".to_owned(),
        },
        Shape::Words(words) => words.first().map_or("", |(word, _)| word).to_owned(),
        Shape::Flag => "true".to_owned(),
        Shape::Count => "1".to_owned(),
        Shape::List(_) => "[]".to_owned(),
        _ => "{}".to_owned(),
    };
    [field.key, ": ", &value].concat()
}

/// The record in a shape, if there is one.
fn record_of(shape: &Shape) -> Option<Shape> {
    match shape {
        Shape::Record { .. } => Some(shape.clone()),
        Shape::List(item) | Shape::Map(item) => record_of(item),
        _ => None,
    }
}

fn functions() -> Vec<FunctionText> {
    let made = FUNCTIONS.iter().map(|function| FunctionText {
        name: function.name,
        signature: [function.name, "(", function.args, ")"].concat(),
        about: function.about,
        example: function.example,
    });
    let mut all: Vec<FunctionText> = made.collect();
    all.push(FunctionText {
        name: "acted",
        signature: "acted(action at service where condition)".to_owned(),
        about: "an action was carried out that fits, or `any`; an event",
        example: "acted(rollback at db where repeated) or acted(rollback at db)",
    });
    all
}

fn group(title: &'static str, terms: &[Term]) -> WordGroup {
    let words = terms.iter().map(|term| WordText { name: term.name, example: term.usage, about: term.about });
    WordGroup { title, words: words.collect() }
}
