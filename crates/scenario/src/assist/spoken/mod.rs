//! Texts of the language, read for the names in them: which words stand where, and what sort of name each may be.
//! Works on tokens, so that a half-written expression has answers too.

mod walk;

use super::reader::Style;
use crate::decode::{Sort, TextKind};
use brownout_expr::lex::{Lines, Offsets, Tok, lex};
use walk::{Mode, Walk};

/// A word of a text of the language, at its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// First byte.
    pub from: u32,
    /// One past the last byte.
    pub to: u32,
    /// As written.
    pub name: String,
    /// What it may be.
    pub slot: Slot,
}

/// What a word may be at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A name in an expression; the metric or parameter that it is compared with or given to, if any.
    Bare(Option<String>),
    /// A name of one of these sorts.
    Of(&'static [Sort]),
    /// What stands before a `.`.
    Head,
    /// A metric behind a `.`.
    Member,
    /// A function.
    Function,
    /// A set.
    Set,
    /// The first word of a statement that is no keyword: something that is written to.
    Statement,
    /// A name that the script gives itself.
    Local,
    /// The level of a log line.
    Level,
    /// A word that belongs to the sentence.
    Particle,
}

/// The sorts that a bare name may have, first match wins.
pub const BARE: &[Sort] = &[
    Sort::Param,
    Sort::FaultParam,
    Sort::Metric,
    Sort::Value,
    Sort::Setting,
    Sort::Service,
    Sort::Fault,
    Sort::Tag,
    Sort::Knob,
    Sort::Word,
    Sort::Status,
    Sort::Role,
];

/// Every word of a text that stands at `from..to` of the file.
pub fn uses(kind: TextKind, file: &str, from: u32, to: u32, style: Style) -> Vec<Use> {
    let mut out = Vec::new();
    let raw = file.get(from as usize..to as usize).unwrap_or("");
    let plain = unescaped(raw, style);
    match kind {
        TextKind::Template => template(&plain, from, &mut out),
        TextKind::Lines => lines(&plain, from, &mut out),
        TextKind::Script => {
            piece(Mode::Script, &plain, from, &mut out);
            own_names(&mut out);
        }
        TextKind::Deed => piece(Mode::Deed, &plain, from, &mut out),
        TextKind::DeedPattern => piece(Mode::Pattern, &plain, from, &mut out),
        TextKind::Expression | TextKind::Condition | TextKind::Draw | TextKind::Range => {
            piece(Mode::Expression, &plain, from, &mut out);
        }
        TextKind::Prose | TextKind::Name | TextKind::Duration | TextKind::Date => {}
    }
    out
}

/// What a script has named itself means nothing else in it.
fn own_names(out: &mut [Use]) {
    let locals: Vec<String> =
        out.iter().filter(|used| used.slot == Slot::Local).map(|used| used.name.clone()).collect();
    for used in out.iter_mut().filter(|used| locals.contains(&used.name)) {
        if matches!(used.slot, Slot::Bare(_) | Slot::Head | Slot::Statement) {
            used.slot = Slot::Local;
        }
    }
}

/// The text with escapes replaced by what they stand for, each at its place and as long as it was.
fn unescaped(raw: &str, style: Style) -> String {
    match style {
        Style::Double => raw.replace("\\\"", " \"").replace("\\n", " \n").replace("\\\\", "  "),
        Style::Single => raw.replace("''", " '"),
        Style::Plain | Style::Block => raw.to_owned(),
    }
}

/// Texts with holes: `{expression:format}`.
fn template(text: &str, from: u32, out: &mut Vec<Use>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'{' {
            at += 1;
        } else if bytes.get(at + 1) == Some(&b'{') {
            at += 2;
        } else {
            let end = hole_end(bytes, at + 1);
            let inner = text.get(at + 1..end).unwrap_or("");
            piece(Mode::Expression, inner, from + at as u32 + 1, out);
            at = end;
        }
    }
}

/// Where the expression of a hole ends: at its format or its brace, outside quotes.
fn hole_end(bytes: &[u8], start: usize) -> usize {
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match (quote, byte) {
            (None, b'}' | b':' | b'\n') => return at,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
    }
    bytes.len()
}

fn lines(text: &str, from: u32, out: &mut Vec<Use>) {
    let mut start = 0;
    for line in text.split('\n') {
        let at = from + start as u32;
        start += line.len() + 1;
        if line.trim_start().starts_with('#') {
            continue;
        }
        let head = line.find(':').unwrap_or(line.len());
        piece(Mode::Head, &line[..head], at, out);
        template(&line[head..], at + head as u32, out);
    }
}

fn piece(mode: Mode, text: &str, from: u32, out: &mut Vec<Use>) {
    let matter = if mode == Mode::Script { Lines::Matter } else { Lines::Joined };
    let lexed = lex(text, matter, Offsets::Shift(from));
    let mut walk = Walk::new(mode, &lexed.tokens);
    for index in 0..lexed.tokens.len() {
        let token = &lexed.tokens[index];
        match &token.kind {
            Tok::Name(name) => {
                let slot = walk.slot(index, name);
                out.push(Use { from: token.span.start, to: token.span.end, name: name.clone(), slot });
            }
            Tok::Word(word) => {
                let name = word.as_str().to_owned();
                out.push(Use { from: token.span.start, to: token.span.end, name, slot: Slot::Particle });
            }
            // What is shown or pushed is a text with holes.
            Tok::Text(_) if mode == Mode::Script => {
                let (start, end) = ((token.span.start - from) as usize, (token.span.end - from) as usize);
                let inner = text.get(start + 1..end.saturating_sub(1)).unwrap_or("");
                template(inner, token.span.start + 1, out);
            }
            _ => {}
        }
        walk.after(index);
    }
}
