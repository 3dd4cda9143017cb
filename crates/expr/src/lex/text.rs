//! Quoted texts: their escapes, and where each of their bytes stands in the source.

use crate::error::{Code, LangError};
use crate::span::Span;

/// Where the bytes of a piece of text stand in the source that spans point into. A quoted text with escapes is
/// shorter than its source, so a shift alone does not do.
#[derive(Clone, Copy, Debug)]
pub enum Offsets<'a> {
    /// The piece begins at this byte and goes on without a gap.
    Shift(u32),
    /// The place of each byte, and of the end.
    Table(&'a [u32]),
}

impl<'a> Offsets<'a> {
    /// The place of a byte of the piece.
    #[must_use]
    pub fn at(self, index: usize) -> u32 {
        match self {
            Offsets::Shift(shift) => shift.saturating_add(offset(index)),
            Offsets::Table(table) => table.get(index).or(table.last()).copied().unwrap_or(0),
        }
    }

    /// The place of a range of the piece.
    #[must_use]
    pub fn span(self, start: usize, end: usize) -> Span {
        Span::new(self.at(start), self.at(end))
    }

    /// The same for the rest of the piece from `start` on.
    #[must_use]
    pub fn from(self, start: usize) -> Offsets<'a> {
        match self {
            Offsets::Shift(_) => Offsets::Shift(self.at(start)),
            Offsets::Table(table) => Offsets::Table(table.get(start..).unwrap_or(&[])),
        }
    }
}

/// An index as a span's offset. Texts are far shorter than 4 GiB; a longer one is refused before it is read.
pub(crate) fn offset(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// A quoted text as it was read.
pub(crate) struct Quoted {
    /// What it says.
    pub(crate) text: String,
    /// The index in the source of each byte of `text`, and of its end.
    pub(crate) places: Vec<usize>,
    /// Index of the byte behind the closing quote.
    pub(crate) end: usize,
    /// What is wrong with it, with local indexes as the span.
    pub(crate) errors: Vec<LangError>,
}

/// Reads the quoted text whose opening quote (one byte) stands at `start`.
pub(crate) fn quoted(source: &str, start: usize) -> Quoted {
    let quote = source[start..].chars().next().unwrap_or('"');
    let mut read = Quoted { text: String::new(), places: Vec::new(), end: source.len(), errors: Vec::new() };
    let mut chars = source[start..].char_indices().skip(1).map(|(i, c)| (start + i, c)).peekable();
    while let Some((at, c)) = chars.next() {
        if c == quote {
            read.places.push(at);
            read.end = at + 1;
            return read;
        }
        if c == '\n' {
            read.end = at;
            break;
        }
        if c != '\\' {
            read.push(c, at);
            continue;
        }
        match chars.next_if(|(_, escaped)| *escaped != '\n') {
            Some((_, escaped @ ('"' | '\'' | '\\'))) => read.push(escaped, at),
            Some((_, 'n')) => read.push('\n', at),
            Some((place, other)) => {
                read.push(other, at);
                let message = format!("`\\{other}` is no escape. Those are `\\\"`, `\\'`, `\\\\` and `\\n`.");
                let span = Span::new(offset(at), offset(place + other.len_utf8()));
                read.errors.push(
                    LangError::new(Code::UnknownEscape, span, message)
                        .with_help("A backslash itself is written `\\\\`."),
                );
            }
            None => {}
        }
    }
    read.places.push(read.end);
    let message = format!("This text is not closed. Put `{quote}` at its end.");
    let span = Span::new(offset(start), offset(read.end));
    read.errors.push(
        LangError::new(Code::UnclosedText, span, message).with_help("A text ends on the line that it begins on."),
    );
    read
}

impl Quoted {
    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        self.places.extend((0..c.len_utf8()).map(|byte| at + byte));
    }
}
