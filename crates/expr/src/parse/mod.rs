//! Tokens to syntax trees. Knows the grammar and nothing of what names
//! mean: whether a metric exists, or whether two units fit, is decided by `lower`.
//!
//! Every function takes the text and returns either the tree or everything that is wrong with it. No input
//! panics, and none takes more stack than `MAX_DEPTH` and `MAX_BLOCKS` allow.

mod deed;
mod draw;
mod expr;
mod line;
mod map;
mod operators;
mod pattern;
mod script;
mod set;
mod stmt;
mod template;

pub use deed::parse_deed;
pub use draw::parse_draw;
pub use line::{LEVELS, parse_line, parse_lines};
pub(crate) use map::is_plain_key;
pub(crate) use operators::Level;
pub use pattern::parse_pattern;
pub use script::parse_script;
pub use template::parse_template;

use crate::ast::{ExprNode, Name};
use crate::error::{Code, LangError};
use crate::lex::{Lexed, Lines, Offsets, Sign, Tok, Token, lex};
use crate::span::Span;

/// Bytes of a text.
pub const MAX_TEXT_BYTES: usize = 64 * 1024;
/// Nodes of an expression.
pub const MAX_NODES: u32 = 200;
/// Statements of a script, those in blocks included.
pub const MAX_STATEMENTS: u32 = 200;
/// Brackets and calls inside each other.
pub const MAX_DEPTH: u32 = 32;
/// Blocks inside each other.
pub const MAX_BLOCKS: u32 = 16;
/// Mistakes that are reported of one text.
pub const MAX_ERRORS: usize = 100;

/// Reads an expression.
///
/// # Errors
/// Everything that is wrong with the text.
pub fn parse_expr(text: &str) -> Result<ExprNode, Vec<LangError>> {
    whole(text, Lines::Joined, Parser::expression_to_end)
}

/// Says that the mistake is on the list already.
#[derive(Debug)]
struct Failed;

type Parsed<T> = Result<T, Failed>;

struct Parser<'a> {
    /// The text that spans point into.
    source: &'a str,
    tokens: Vec<Token>,
    pos: usize,
    errors: Vec<LangError>,
    /// Nodes of the expression being read.
    nodes: u32,
    /// Brackets around the expression being read.
    depth: u32,
    statements: u32,
    /// Blocks around the statement being read.
    blocks: u32,
    /// Whether the statement being read stands in an `each`.
    in_each: bool,
}

/// Reads a whole text with one of the parser's functions.
fn whole<'a, T>(
    text: &'a str,
    lines: Lines,
    read: impl FnOnce(&mut Parser<'a>) -> Parsed<T>,
) -> Result<T, Vec<LangError>> {
    check_length(text)?;
    part(text, text, lines, Offsets::Shift(0), read)
}

/// Reads a part of a source.
fn part<'a, T>(
    source: &'a str,
    text: &str,
    lines: Lines,
    offsets: Offsets<'_>,
    read: impl FnOnce(&mut Parser<'a>) -> Parsed<T>,
) -> Result<T, Vec<LangError>> {
    let mut parser = Parser::new(source, lex(text, lines, offsets));
    let result = read(&mut parser).and_then(|tree| parser.expect_end("the end").map(|()| tree));
    parser.finish(result)
}

/// Refuses a text that is too long to be read.
fn check_length(text: &str) -> Result<(), Vec<LangError>> {
    if text.len() <= MAX_TEXT_BYTES {
        return Ok(());
    }
    let message = format!("This text has {} bytes. At most {MAX_TEXT_BYTES} are read.", text.len());
    Err(vec![LangError::new(Code::TextTooLong, Span::default(), message)])
}

impl<'a> Parser<'a> {
    fn new(source: &'a str, lexed: Lexed) -> Parser<'a> {
        Parser {
            source,
            tokens: lexed.tokens,
            pos: 0,
            errors: lexed.errors,
            nodes: 0,
            depth: 0,
            statements: 0,
            blocks: 0,
            in_each: false,
        }
    }

    /// The tree, if nothing at all was wrong; else all mistakes in the order of the text.
    fn finish<T>(mut self, result: Parsed<T>) -> Result<T, Vec<LangError>> {
        match result {
            Ok(tree) if self.errors.is_empty() => Ok(tree),
            _ => {
                brownout_sort::by_key(&mut self.errors, |error| (error.span.start, error.span.end));
                self.errors.truncate(MAX_ERRORS);
                Err(self.errors)
            }
        }
    }

    fn peek(&self) -> &Tok {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> &Tok {
        self.tokens.get(self.pos + ahead).map_or(&Tok::End, |token| &token.kind)
    }

    /// Where the next token stands.
    fn span(&self) -> Span {
        let last = self.tokens.last().map_or_else(Span::default, |token| token.span);
        self.tokens.get(self.pos).map_or(last, |token| token.span)
    }

    /// Where the token just read stands.
    fn last_span(&self) -> Span {
        let last = self.pos.checked_sub(1).and_then(|pos| self.tokens.get(pos));
        last.map_or_else(Span::default, |token| token.span)
    }

    /// Where the text just read ends, as an empty range.
    fn behind(&self) -> Span {
        let end = self.last_span().end;
        Span::new(end, end)
    }

    fn advance(&mut self) {
        if self.pos < self.tokens.len() {
            self.pos += 1;
        }
    }

    fn at(&self, sign: Sign) -> bool {
        *self.peek() == Tok::Sign(sign)
    }

    fn at_word(&self, word: &str) -> bool {
        matches!(self.peek(), Tok::Name(name) if name == word)
    }

    fn eat(&mut self, sign: Sign) -> bool {
        let found = self.at(sign);
        if found {
            self.advance();
        }
        found
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = self.at_word(word);
        if found {
            self.advance();
        }
        found
    }

    /// Whether nothing follows on this line.
    fn at_line_end(&self) -> bool {
        matches!(self.peek(), Tok::Newline | Tok::Indent | Tok::Dedent | Tok::End)
    }

    /// What stands at a place, as written.
    fn written(&self, span: Span) -> &'a str {
        self.source.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// The next token, as it is named in a message.
    fn found(&self) -> String {
        match self.peek() {
            Tok::End => "the end".to_owned(),
            Tok::Newline | Tok::Indent | Tok::Dedent => "the end of the line".to_owned(),
            _ => format!("`{}`", self.written(self.span())),
        }
    }

    fn report(&mut self, error: LangError) -> Failed {
        // What could not be read as a token was reported there.
        let silent = *self.peek() == Tok::Bad && error.span == self.span();
        if !silent && self.errors.len() < MAX_ERRORS {
            self.errors.push(error);
        }
        Failed
    }

    fn fail(&mut self, code: Code, span: Span, message: impl Into<String>) -> Failed {
        self.fail_with(code, span, message.into())
    }

    #[inline(never)]
    fn fail_with(&mut self, code: Code, span: Span, message: String) -> Failed {
        self.report(LangError::new(code, span, message))
    }

    /// Reports that something else was expected here.
    fn expected(&mut self, code: Code, what: &str) -> Failed {
        let message = format!("Expected {what}, found {}.", self.found());
        let span = self.span();
        self.fail(code, span, message)
    }

    fn expect(&mut self, sign: Sign, place: &str) -> Parsed<()> {
        if self.eat(sign) {
            return Ok(());
        }
        Err(self.expected(Code::ExpectedToken, &format!("`{}` {place}", sign.as_str())))
    }

    /// The closing bracket of the one that stands at `open`.
    fn close(&mut self, sign: Sign, open: Span) -> Parsed<()> {
        if self.eat(sign) {
            return Ok(());
        }
        if self.at_line_end() {
            let message = format!("`{}` is not closed. Add `{}`.", self.written(open), sign.as_str());
            return Err(self.fail(Code::UnclosedBracket, open, message));
        }
        Err(self.unexpected(&format!("`,` or `{}`", sign.as_str())))
    }

    /// A name; `what` says of what.
    fn name(&mut self, what: &str) -> Parsed<Name> {
        let span = self.span();
        match self.peek() {
            Tok::Name(name) => {
                let name = Name::new(name.clone(), span);
                self.advance();
                Ok(name)
            }
            Tok::Word(word) => {
                let message = format!("`{}` is a word of the language. Expected {what}.", word.as_str());
                Err(self.fail(Code::ReservedWord, span, message))
            }
            Tok::Text(text) => {
                let message = format!("Expected {what}, found a text.");
                let plain = text.clone();
                let mut error =
                    LangError::new(Code::ExpectedName, span, message).with_help("Names stand without quotes.");
                if crate::print::is_name(&plain) {
                    error = error.with_replacement(plain);
                }
                Err(self.report(error))
            }
            _ => Err(self.expected(Code::ExpectedName, what)),
        }
    }

    fn expect_end(&mut self, wanted: &str) -> Parsed<()> {
        if *self.peek() == Tok::End { Ok(()) } else { Err(self.unexpected(wanted)) }
    }

    /// Reports a token behind something that was complete without it.
    fn unexpected(&mut self, wanted: &str) -> Failed {
        let span = self.span();
        if let (Some(Tok::Number(..)), Tok::Name(unit)) =
            (self.pos.checked_sub(1).map(|pos| &self.tokens[pos].kind), self.peek())
            && crate::lex::UNITS.iter().any(|(name, _)| name == unit)
        {
            let number = self.last_span();
            let right = format!("{}{unit}", self.written(number));
            let message = format!("A unit stands right behind its number: `{right}`.");
            let error = LangError::new(Code::UnitApart, number.to(span), message);
            return self.report(error.with_replacement(right));
        }
        let message = format!("Expected {wanted}, found {}.", self.found());
        self.fail(Code::UnexpectedToken, span, message)
    }

    /// Reads something inside brackets, unless there are too many around it.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= MAX_DEPTH {
            let message = format!("More than {MAX_DEPTH} brackets inside each other. Part this into named formulas.");
            let span = self.span();
            return Err(self.fail(Code::NestedTooDeep, span, message));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }
}
