//! Texts with holes: `{expression:format}`; a brace itself is written twice.

use super::{MAX_ERRORS, Parser, check_length, part};
use crate::ast::{Part, Template};
use crate::error::{Code, LangError};
use crate::lex::{Lines, Offsets, offset, quoted};
use crate::span::{Span, Spanned};

/// Reads a text with holes.
///
/// # Errors
/// Everything that is wrong with the text.
pub fn parse_template(text: &str) -> Result<Template, Vec<LangError>> {
    check_length(text)?;
    template(text, text, Offsets::Shift(0))
}

/// Reads the text with holes that stands, in quotes and with its escapes, at `span`. What is wrong with the
/// quotes and escapes was reported when the source was parted into tokens.
pub(super) fn in_quotes(source: &str, span: Span) -> Result<Template, Vec<LangError>> {
    let read = quoted(source, span.start as usize);
    let places: Vec<u32> = read.places.iter().map(|place| offset(*place)).collect();
    template(source, &read.text, Offsets::Table(&places))
}

/// Reads a text that is part of a source.
pub(super) fn template(source: &str, text: &str, offsets: Offsets<'_>) -> Result<Template, Vec<LangError>> {
    let mut reader =
        Reader { source, text, offsets, pos: 0, plain: String::new(), parts: Vec::new(), errors: Vec::new() };
    while reader.pos < text.len() && reader.errors.len() < MAX_ERRORS {
        reader.step();
    }
    reader.end_plain();
    if reader.errors.is_empty() { Ok(Template { parts: reader.parts }) } else { Err(reader.errors) }
}

struct Reader<'a> {
    source: &'a str,
    text: &'a str,
    offsets: Offsets<'a>,
    pos: usize,
    /// Plain text that is not yet a part.
    plain: String,
    parts: Vec<Part>,
    errors: Vec<LangError>,
}

impl Reader<'_> {
    fn step(&mut self) {
        let rest = &self.text[self.pos..];
        let plain = rest.find(['{', '}']).unwrap_or(rest.len());
        self.plain.push_str(&rest[..plain]);
        self.pos += plain;
        let rest = &rest[plain..];
        if rest.starts_with("{{") || rest.starts_with("}}") {
            self.plain.push_str(&rest[..1]);
            self.pos += 2;
        } else if rest.starts_with('{') {
            self.end_plain();
            self.hole();
        } else if rest.starts_with('}') {
            let span = self.offsets.span(self.pos, self.pos + 1);
            let message = "This `}` closes nothing. A brace in the text is written twice: `}}`.";
            self.errors.push(LangError::new(Code::LoneBrace, span, message).with_replacement("}}"));
            self.pos += 1;
        }
    }

    fn end_plain(&mut self) {
        if !self.plain.is_empty() {
            self.parts.push(Part::Text(std::mem::take(&mut self.plain)));
        }
    }

    fn hole(&mut self) {
        let start = self.pos;
        let Some((value_end, end)) = self.hole_ends(start + 1) else {
            let line_end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
            let message = "This `{` has no `}`. A brace in the text is written twice: `{{`.";
            self.errors.push(LangError::new(Code::UnclosedHole, self.offsets.span(start, line_end), message));
            self.pos = line_end;
            return;
        };
        let value = &self.text[start + 1..value_end];
        let offsets = self.offsets.from(start + 1);
        match part(self.source, value, Lines::Joined, offsets, Parser::expression_to_end) {
            Ok(value) => self.parts.push(Part::Hole { value, format: self.format(value_end, end) }),
            Err(errors) => self.errors.extend(errors),
        }
        self.pos = end + 1;
    }

    /// What stands between the `:` at `colon` (if there is one) and the `}` at `end`.
    fn format(&self, colon: usize, end: usize) -> Spanned<String> {
        let whole = self.text.get(colon + 1..end).unwrap_or("");
        let format = whole.trim();
        let start = end - whole.trim_start().len();
        Spanned::new(format.to_owned(), self.offsets.span(start, start + format.len()))
    }

    /// Where the expression of the hole ends (its `:` or `}`), and where its `}` stands.
    fn hole_ends(&self, start: usize) -> Option<(usize, usize)> {
        let mut quote = None;
        let mut escaped = false;
        for (at, c) in self.text[start..].char_indices() {
            let at = start + at;
            match (quote, c) {
                (_, '\n') => return None,
                _ if escaped => escaped = false,
                (Some(_), '\\') => escaped = true,
                (Some(open), c) if c == open => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') => quote = Some(c),
                (None, '}') => return Some((at, at)),
                (None, ':') => {
                    let rest = &self.text[at..];
                    let len = rest.find(['}', '\n']).filter(|len| rest[*len..].starts_with('}'))?;
                    return Some((at, at + len));
                }
                _ => {}
            }
        }
        None
    }
}
