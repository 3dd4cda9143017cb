//! The scalars of the format: names, flags, counts, lengths of time, and the texts that are read later by the
//! language. A text of the language is kept as written, with the place of each of its bytes.

use super::shape::{Shape, TextKind};
use super::{Decode, Decoder, wrong};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Pos;
use crate::text::Text;
use crate::tree::{Node, Style, Value};
use std::ops::Deref;

/// Gets a scalar's text; says what is wrong if there is none.
#[inline(never)]
fn scalar<'a>(node: &'a Node, what: &str, cx: &mut Decoder<'_>) -> Option<(&'a Text, Style)> {
    match &node.value {
        Value::Scalar(text, style) => Some((text, *style)),
        _ => {
            wrong::not_text(node, what, cx);
            None
        }
    }
}

macro_rules! texts {
    ($($(#[doc = $doc:literal])+ $name:ident = $what:literal, $folded:ident;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(pub Text);

        impl Deref for $name {
            type Target = Text;
            fn deref(&self) -> &Text {
                &self.0
            }
        }

        impl Decode for $name {
            fn decode(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
                let (text, style) = scalar(node, $what, cx)?;
                folded::$folded(style, text, cx).then(|| $name(text.clone()))
            }

            fn shape() -> Shape {
                Shape::Text(TextKind::$name)
            }
        }
    )+};
}

/// Whether a block `>` may stand for a text: it joins lines, which prose may bear and a script may not.
mod folded {
    use super::{Code, Decoder, Diagnostic, Style, Text};

    pub(super) fn allowed(_: Style, _: &Text, _: &mut Decoder<'_>) -> bool {
        true
    }

    pub(super) fn refused(style: Style, text: &Text, cx: &mut Decoder<'_>) -> bool {
        if style == Style::Folded {
            let found = Diagnostic::error(Code::FoldedScript, text.pos(), "A block `>` joins its lines.");
            cx.out.push(found.help("What is read line by line needs a block `|`."));
        }
        style != Style::Folded
    }
}

texts! {
    /// Words for people.
    Prose = "a text", allowed;
    /// A text for people with `{expression:format}` in it.
    Template = "a text", allowed;
    /// Lines of a log.
    Lines = "a text of lines", refused;
    /// Statements of the language.
    Script = "a script", refused;
    /// An expression of the language.
    Expression = "an expression", refused;
    /// An expression that is true or false.
    Condition = "a condition", refused;
    /// A value, or `low to high`.
    Draw = "a value or a draw", refused;
    /// `low to high`.
    Range = "a range (`0 to 1`)", refused;
    /// An action as somebody takes it.
    Deed = "an action", refused;
    /// Which actions are meant.
    DeedPattern = "an action", refused;
}

/// The name of something. Before the choices are settled, a choice may stand in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(pub Text);

impl Deref for Name {
    type Target = Text;
    fn deref(&self) -> &Text {
        &self.0
    }
}

impl Decode for Name {
    fn decode(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let (text, _) = scalar(node, "a name", cx)?;
        let good = is_name(text) || crate::choice::looks_like_one(text) || bad_name(text, cx);
        good.then(|| Name(text.clone()))
    }

    fn shape() -> Shape {
        Shape::Text(TextKind::Name)
    }
}

/// Whether a text is a name: letters and digits, parted by single `-`, a letter first.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or("");
    first.starts_with(|c: char| c.is_ascii_alphabetic())
        && first.bytes().all(|b| b.is_ascii_alphanumeric())
        && parts.all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Says that a text is no name; always false.
pub fn bad_name(text: &Text, cx: &mut Decoder<'_>) -> bool {
    let message = format!("`{}` is no name.", shorten(text));
    let found = Diagnostic::error(Code::BadName, text.pos(), message);
    let mended = text.trim().replace(['_', ' '], "-");
    let help = "Names are letters and digits, parted by single `-`, a letter first.";
    cx.out.push(if is_name(&mended) {
        found.help(format!("{help} Write `{mended}`.")).replace(text.pos(), mended)
    } else {
        found.help(help)
    });
    false
}

/// The first words of a long text.
#[must_use]
pub fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}

/// `true` or `false`, with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Which of the two.
    pub value: bool,
    /// Where it is said.
    pub pos: Pos,
}

impl Decode for Flag {
    fn decode(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let (text, _) = scalar(node, "`true` or `false`", cx)?;
        match text.as_str() {
            "true" => Some(Flag { value: true, pos: node.pos }),
            "false" => Some(Flag { value: false, pos: node.pos }),
            other => {
                let message = format!("`{}` is neither `true` nor `false`.", shorten(other));
                cx.out.push(Diagnostic::error(Code::UnknownWord, node.pos, message));
                None
            }
        }
    }

    fn shape() -> Shape {
        Shape::Flag
    }
}

/// A whole number, with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub value: u32,
    /// Where it is said.
    pub pos: Pos,
}

impl Decode for Count {
    fn decode(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let (text, _) = scalar(node, "a whole number", cx)?;
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        match text.parse() {
            Ok(value) if digits => Some(Count { value, pos: node.pos }),
            _ => {
                let message = format!("`{}` is no whole number.", shorten(text));
                cx.out.push(Diagnostic::error(Code::BadNumber, node.pos, message).help("Write 0, 1, 2 …"));
                None
            }
        }
    }

    fn shape() -> Shape {
        Shape::Count
    }
}

/// A length of simulated time, in whole microseconds, with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// How long.
    pub micros: u64,
    /// Where it is said.
    pub pos: Pos,
}

impl Decode for Span {
    fn decode(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let (text, _) = scalar(node, "a length of time", cx)?;
        let micros = crate::moment::duration(text);
        if micros.is_none() {
            let message = format!("`{}` is no length of time.", shorten(text));
            cx.out.push(
                Diagnostic::error(Code::BadDuration, node.pos, message).help("Write `30s`, `500ms`, `1.5min`, `1h` …"),
            );
        }
        micros.map(|micros| Span { micros, pos: node.pos })
    }

    fn shape() -> Shape {
        Shape::Text(TextKind::Duration)
    }
}

/// A date and a time, in seconds since 1970-01-01T00:00:00Z, with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// Seconds.
    pub seconds: u64,
    /// Where it is said.
    pub pos: Pos,
}

impl Decode for Date {
    fn decode(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let (text, _) = scalar(node, "a date and a time", cx)?;
        let seconds = crate::moment::date(text);
        if seconds.is_none() {
            let message = format!("`{}` is no date and time.", shorten(text));
            cx.out.push(
                Diagnostic::error(Code::BadDate, node.pos, message).help("Write it like `2026-03-01T12:00:00Z`."),
            );
        }
        seconds.map(|seconds| Date { seconds, pos: node.pos })
    }

    fn shape() -> Shape {
        Shape::Text(TextKind::Date)
    }
}
