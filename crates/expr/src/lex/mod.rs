//! Text to tokens. Knows the characters of the language and the indentation of scripts; not what may stand where.
//!
//! The lexer never stops: what it cannot read is reported, and a token that was probably meant takes its place,
//! so that the parser finds the other mistakes as well.

mod foreign;
mod number;
mod text;
mod token;

pub use text::Offsets;
pub(crate) use text::{offset, quoted};
pub use token::{Sign, Tok, Token, UNITS, Word};

use crate::error::{Code, LangError};
use crate::span::Span;

/// Whether lines mean something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// The end of a line is a space like any other: expressions, patterns, deeds.
    Joined,
    /// Lines and their indentation are tokens: scripts.
    Matter,
}

/// What was read.
#[derive(Clone, Debug)]
pub struct Lexed {
    /// The tokens; the last one is `End`.
    pub tokens: Vec<Token>,
    /// What could not be read.
    pub errors: Vec<LangError>,
}

/// Parts a text into tokens. `offsets` says where the text stands in the source that spans point into.
#[must_use]
pub fn lex(text: &str, lines: Lines, offsets: Offsets<'_>) -> Lexed {
    let mut lexer = Lexer { text, pos: 0, offsets, tokens: Vec::new(), errors: Vec::new() };
    match lines {
        Lines::Joined => lexer.run(text.len()),
        Lines::Matter => lexer.script(),
    }
    lexer.push(Tok::End, text.len(), text.len());
    Lexed { tokens: lexer.tokens, errors: lexer.errors }
}

struct Lexer<'a> {
    text: &'a str,
    pos: usize,
    offsets: Offsets<'a>,
    tokens: Vec<Token>,
    errors: Vec<LangError>,
}

/// One past the last byte of the name that begins at `start` with a letter.
fn name_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    loop {
        while bytes.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
            end += 1;
        }
        let goes_on = bytes.get(end) == Some(&b'-') && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
        if !goes_on {
            return end;
        }
        end += 1;
    }
}

impl Lexer<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        self.offsets.span(start, end)
    }

    fn push(&mut self, kind: Tok, start: usize, end: usize) {
        let span = self.span(start, end);
        self.tokens.push(Token { kind, span });
    }

    fn error(&mut self, code: Code, start: usize, end: usize, message: impl Into<String>) {
        self.errors.push(LangError::new(code, self.span(start, end), message));
    }

    /// Reads lines with their indentation.
    fn script(&mut self) {
        let mut levels: Vec<usize> = Vec::new();
        while self.pos < self.text.len() {
            let start = self.pos;
            let indent = self.indentation();
            let end = self.text[self.pos..].find('\n').map_or(self.text.len(), |at| self.pos + at);
            let line = self.text[self.pos..end].trim_end();
            if !line.is_empty() && !line.starts_with('#') {
                self.report_tabs(start);
                self.step_to(&mut levels, indent);
                self.run(end);
                self.push(Tok::Newline, end, end);
            }
            self.pos = (end + 1).min(self.text.len());
        }
        for _ in levels.iter().skip(1) {
            self.push(Tok::Dedent, self.pos, self.pos);
        }
    }

    /// Passes over the blanks that begin a line and counts them; a tab counts as two.
    fn indentation(&mut self) -> usize {
        let mut indent = 0;
        for byte in self.text.as_bytes()[self.pos..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')) {
            indent += if *byte == b'\t' { 2 } else { 1 };
            self.pos += 1;
        }
        indent
    }

    fn report_tabs(&mut self, start: usize) {
        let blanks = &self.text[start..self.pos];
        if blanks.contains('\t') {
            let spaces = blanks.replace('\t', "  ");
            let span = self.span(start, self.pos);
            self.errors.push(
                LangError::new(Code::TabInIndentation, span, "Tab in the indentation. Write spaces.")
                    .with_replacement(spaces),
            );
        }
    }

    /// Opens or closes blocks, so that a line with this indentation stands in the right one.
    fn step_to(&mut self, levels: &mut Vec<usize>, indent: usize) {
        let Some(&deepest) = levels.last() else {
            levels.push(indent);
            return;
        };
        if indent > deepest {
            levels.push(indent);
            self.push(Tok::Indent, self.pos, self.pos);
            return;
        }
        while levels.len() > 1 && levels.last().is_some_and(|level| *level > indent) {
            levels.pop();
            self.push(Tok::Dedent, self.pos, self.pos);
        }
        if levels.last() != Some(&indent) {
            let fitting: Vec<String> = levels.iter().map(usize::to_string).collect();
            let message = format!(
                "This line is indented by {indent}, like none of the blocks around it. Indent it by {}.",
                fitting.join(" or ")
            );
            self.error(Code::UnevenIndentation, self.pos - indent.min(self.pos), self.pos, message);
        }
    }

    /// Reads tokens up to `end`.
    fn run(&mut self, end: usize) {
        while self.pos < end {
            let byte = self.text.as_bytes()[self.pos];
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => self.pos += 1,
                b'#' => self.pos = self.text[self.pos..end].find('\n').map_or(end, |at| self.pos + at),
                b'"' | b'\'' => self.text(),
                b'0'..=b'9' => self.number(),
                b'.' if self.begins_fraction() => self.bare_fraction(),
                _ if byte.is_ascii_alphabetic() => self.name(),
                _ => self.sign(),
            }
        }
    }

    /// Whether the dot here begins a number (`.5`) rather than a member (`a.b`).
    fn begins_fraction(&self) -> bool {
        let digit = self.text.as_bytes().get(self.pos + 1).is_some_and(u8::is_ascii_digit);
        let here = self.offsets.at(self.pos);
        let member = self.tokens.last().is_some_and(|last| matches!(last.kind, Tok::Name(_)) && last.span.end == here);
        digit && !member
    }

    fn text(&mut self) {
        let start = self.pos;
        let read = quoted(self.text, start);
        for mut error in read.errors {
            error.span = self.span(error.span.start as usize, error.span.end as usize);
            self.errors.push(error);
        }
        self.push(Tok::Text(read.text), start, read.end);
        self.pos = read.end;
    }

    fn name(&mut self) {
        let bytes = self.text.as_bytes();
        let start = self.pos;
        let end = name_end(bytes, start);
        let written = &self.text[start..end];
        if let Some(dash) = self.swallowed_minus(start, end) {
            let number = number::number_end(bytes, dash + 1);
            let right = format!("{} - {}", &self.text[start..dash], &self.text[dash + 1..number]);
            let message = format!("`{}` is read as a name. Minus needs spaces: `{right}`.", &self.text[start..number]);
            self.errors
                .push(LangError::new(Code::MinusInName, self.span(start, number), message).with_replacement(right));
            self.push(Tok::Name(self.text[start..dash].to_owned()), start, dash);
            self.push(Tok::Sign(Sign::Minus), dash, dash + 1);
            self.pos = dash + 1;
            return;
        }
        let kind = Word::of(written).map_or_else(|| Tok::Name(written.to_owned()), Tok::Word);
        self.push(kind, start, end);
        self.pos = end;
    }

    /// Where a minus stands in the name at `start..end` that was meant as an operator: `err-0.1`, `err-5%`.
    fn swallowed_minus(&self, start: usize, end: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let dash = start + self.text[start..end].rfind('-')?;
        let digits = bytes[dash + 1..end].iter().all(u8::is_ascii_digit);
        let fraction = bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        (digits && (fraction || bytes.get(end) == Some(&b'%'))).then_some(dash)
    }

    fn sign(&mut self) {
        let start = self.pos;
        let rest = &self.text[start..];
        if self.foreign_sign() {
            return;
        }
        if let Some(sign) = Sign::ALL.iter().copied().find(|sign| rest.starts_with(sign.as_str())) {
            self.pos += sign.as_str().len();
            return self.push(Tok::Sign(sign), start, self.pos);
        }
        self.unknown();
    }
}
