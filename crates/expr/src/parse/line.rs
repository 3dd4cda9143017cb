//! Log lines: who says what, how long ago, and what it gives away.

use super::{Parsed, Parser, check_length, part, template};
use crate::ast::{LineClass, LogLine, Name};
use crate::error::{Code, LangError};
use crate::lex::{Lines, Offsets, Sign, Tok, offset};
use crate::span::{Span, Spanned};
use crate::suggest::nearest;

/// The levels of a log line, least to most severe.
pub const LEVELS: [&str; 5] = ["DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

/// How levels are written elsewhere.
const FOREIGN_LEVELS: [(&str, &str); 7] = [
    ("WARNING", "WARN"),
    ("ERR", "ERROR"),
    ("TRACE", "DEBUG"),
    ("CRITICAL", "FATAL"),
    ("CRIT", "FATAL"),
    ("EMERGENCY", "FATAL"),
    ("NOTICE", "INFO"),
];

/// Reads one log line:
/// `LEVEL [service] [90s ago] [reveals fault, …] [decoy | injected [deed, …]]: text {expression:format}`.
///
/// # Errors
/// Everything that is wrong with the text.
pub fn parse_line(text: &str) -> Result<LogLine, Vec<LangError>> {
    check_length(text)?;
    line(text, text, 0)
}

/// Reads the lines of a block; empty ones and comments are passed over.
///
/// # Errors
/// Everything that is wrong with any of the lines.
pub fn parse_lines(text: &str) -> Result<Vec<Spanned<LogLine>>, Vec<LangError>> {
    check_length(text)?;
    let mut lines = Vec::new();
    let mut errors = Vec::new();
    let mut start = 0;
    for written in text.split('\n') {
        let blanks = written.len() - written.trim_start().len();
        let content = written.trim();
        let at = start + blanks;
        start += written.len() + 1;
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        match line(text, content, at) {
            Ok(line) => lines.push(Spanned::new(line, Span::new(offset(at), offset(at + content.len())))),
            Err(more) => errors.extend(more),
        }
        if errors.len() >= super::MAX_ERRORS {
            break;
        }
    }
    if errors.is_empty() { Ok(lines) } else { Err(errors) }
}

/// Reads the line `text` that stands at byte `at` of the source.
fn line(source: &str, text: &str, at: usize) -> Result<LogLine, Vec<LangError>> {
    let Some(colon) = text.find(':') else {
        let span = Span::new(offset(at), offset(at + text.len()));
        let message = "A log line has a `:` before its text: `WARN 90s ago: heap at {mem}`.";
        return Err(vec![LangError::new(Code::MalformedLineHead, span, message)]);
    };
    let head = part(source, &text[..colon], Lines::Joined, Offsets::Shift(offset(at)), Parser::line_head);
    let said = &text[colon + 1..];
    let blanks = said.len() - said.trim_start().len();
    let begins = at + colon + 1 + blanks;
    let template = if said.trim().is_empty() {
        let span = Span::new(offset(at + colon), offset(at + colon + 1));
        Err(vec![LangError::new(
            Code::MalformedLineHead,
            span,
            "This log line says nothing. Write its text behind the `:`.",
        )])
    } else {
        template::template(source, said.trim(), Offsets::Shift(offset(begins)))
    };
    match (head, template) {
        (Ok(head), Ok(text)) => Ok(LogLine { text, ..head }),
        (head, template) => {
            let mut errors = head.err().unwrap_or_default();
            errors.extend(template.err().unwrap_or_default());
            Err(errors)
        }
    }
}

impl Parser<'_> {
    /// The part of a log line before its `:`; the text is left empty.
    fn line_head(&mut self) -> Parsed<LogLine> {
        let level = self.level()?;
        let service = match self.peek() {
            Tok::Name(word) if !is_head_word(word) => Some(self.name("a service")?),
            _ => None,
        };
        let ago = if matches!(self.peek(), Tok::Number(..)) || self.at(Sign::LeftParen) {
            let ago = self.atom()?;
            if !self.eat_word("ago") {
                return Err(self.expected(Code::MalformedLineHead, "`ago` behind how long ago"));
            }
            Some(ago)
        } else {
            None
        };
        let mut reveals = Vec::new();
        if self.eat_word("reveals") {
            reveals.push(self.name("a fault")?);
            while self.eat(Sign::Comma) {
                reveals.push(self.name("a fault")?);
            }
        }
        let mut orders = Vec::new();
        let class = if self.eat_word("decoy") {
            LineClass::Decoy
        } else if self.eat_word("injected") {
            if matches!(self.peek(), Tok::Name(_)) {
                orders.push(self.pattern()?);
                while self.eat(Sign::Comma) {
                    orders.push(self.pattern()?);
                }
            }
            LineClass::Injected
        } else {
            LineClass::Real
        };
        if *self.peek() != Tok::End {
            let message = format!("Expected `:`, found {}.", self.found());
            let error = LangError::new(Code::MalformedLineHead, self.span(), message)
                .with_help("The order is `LEVEL service 90s ago reveals fault decoy: text`.");
            return Err(self.report(error));
        }
        Ok(LogLine { level, service, ago, reveals, class, orders, text: crate::ast::Template::default() })
    }

    fn level(&mut self) -> Parsed<Name> {
        let level = self.name("a level: DEBUG, INFO, WARN, ERROR or FATAL")?;
        if LEVELS.contains(&level.node.as_str()) {
            return Ok(level);
        }
        let upper = level.node.to_ascii_uppercase();
        let foreign = FOREIGN_LEVELS.iter().find(|(foreign, _)| *foreign == upper).map(|(_, level)| *level);
        let message = format!("`{}` is no level. Levels: {}.", level.node, LEVELS.join(", "));
        let mut error = LangError::new(Code::UnknownLevel, level.span, message);
        if let Some(meant) = foreign.or_else(|| nearest(&upper, LEVELS.into_iter())) {
            error = error.with_replacement(meant);
        }
        Err(self.report(error))
    }
}

/// Whether a word has its own meaning in a head, so that no service can be meant.
pub(crate) fn is_head_word(word: &str) -> bool {
    matches!(word, "reveals" | "decoy" | "injected" | "ago")
}
