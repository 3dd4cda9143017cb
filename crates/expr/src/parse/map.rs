//! Maps, as a deed may give one: dotted paths and literals. Their values are read as YAML reads them, not as
//! expressions, so they are read from the characters and not from tokens.

use super::{MAX_NODES, Parsed, Parser};
use crate::ast::{Expr, ExprNode, Name, UnOp};
use crate::error::{Code, LangError};
use crate::lex::{Lines, Offsets, Sign, Tok, Word, lex, offset, quoted};
use crate::span::Span;

impl Parser<'_> {
    /// The map that begins here; what follows it is parted into tokens afresh.
    pub(super) fn map(&mut self) -> Parsed<ExprNode> {
        let open = self.span();
        self.errors.retain(|error| error.span.start < open.start);
        let mut reader = MapReader { source: self.source, pos: open.start as usize + 1, entries: 0, depth: 0 };
        match reader.map() {
            Ok(entries) => {
                let end = reader.pos;
                let rest = lex(self.source.get(end..).unwrap_or(""), Lines::Joined, Offsets::Shift(offset(end)));
                self.tokens.truncate(self.pos);
                self.tokens.extend(rest.tokens);
                self.errors.extend(rest.errors);
                Ok(ExprNode::new(Expr::Map(entries), Span::new(open.start, offset(end))))
            }
            Err(error) => {
                self.tokens.truncate(self.pos);
                Err(self.report(*error))
            }
        }
    }
}

/// Reads the characters of a map.
struct MapReader<'a> {
    source: &'a str,
    pos: usize,
    entries: u32,
    depth: u32,
}

type Read<T> = Result<T, Box<LangError>>;

/// Lists in a map's lists.
const MAX_LIST_DEPTH: u32 = 8;

impl MapReader<'_> {
    fn error<T>(&self, code: Code, message: &str) -> Read<T> {
        let here = offset(self.pos.min(self.source.len()));
        let width = self.next().map_or(0, |c| offset(c.len_utf8()));
        Err(Box::new(LangError::new(code, Span::new(here, here + width), message)))
    }

    fn next(&self) -> Option<char> {
        self.source[self.pos..].chars().next()
    }

    fn skip_blanks(&mut self) {
        let rest = &self.source[self.pos..];
        self.pos += rest.len() - rest.trim_start().len();
    }

    fn eat(&mut self, sign: char) -> bool {
        self.skip_blanks();
        let found = self.next() == Some(sign);
        if found {
            self.pos += sign.len_utf8();
        }
        found
    }

    fn count(&mut self) -> Read<()> {
        self.entries += 1;
        if self.entries > MAX_NODES {
            return self.error(Code::ExpressionTooLarge, &format!("This map has more than {MAX_NODES} parts."));
        }
        Ok(())
    }

    /// The entries, up to and with the closing brace.
    fn map(&mut self) -> Read<Vec<(Name, ExprNode)>> {
        let mut entries = Vec::new();
        if self.eat('}') {
            return Ok(entries);
        }
        loop {
            let key = self.key()?;
            if !self.eat(':') {
                return self.error(Code::ExpectedToken, "Expected `:` behind the key.");
            }
            let value = self.value()?;
            entries.push((key, value));
            if self.eat('}') {
                return Ok(entries);
            }
            if !self.eat(',') {
                return self.error(Code::UnclosedBracket, "Expected `,` or `}` behind the value.");
            }
        }
    }

    fn key(&mut self) -> Read<Name> {
        self.skip_blanks();
        if matches!(self.next(), Some('"' | '\'')) {
            return self.quoted();
        }
        let start = self.pos;
        let rest = &self.source[start..];
        let len = rest.find(|c: char| !is_plain_key(c)).unwrap_or(rest.len());
        if len == 0 {
            return self.error(Code::ExpectedName, "Expected a key: a dotted path, or a text in quotes.");
        }
        self.pos += len;
        Ok(Name::new(rest[..len].to_owned(), Span::new(offset(start), offset(self.pos))))
    }

    fn quoted(&mut self) -> Read<Name> {
        let start = self.pos;
        let read = quoted(self.source, start);
        if let Some(error) = read.errors.into_iter().next() {
            return Err(Box::new(error));
        }
        self.pos = read.end;
        Ok(Name::new(read.text, Span::new(offset(start), offset(read.end))))
    }

    fn value(&mut self) -> Read<ExprNode> {
        self.skip_blanks();
        self.count()?;
        match self.next() {
            Some('"' | '\'') => self.quoted().map(|text| ExprNode::new(Expr::Text(text.node), text.span)),
            Some('[') => self.list(),
            Some('{') => {
                self.error(Code::ExpectedValue, "A map cannot stand in a map. Write the whole path as the key.")
            }
            _ => self.scalar(),
        }
    }

    fn list(&mut self) -> Read<ExprNode> {
        let start = self.pos;
        if self.depth >= MAX_LIST_DEPTH {
            return self.error(Code::NestedTooDeep, "Too many lists inside each other.");
        }
        self.depth += 1;
        self.pos += 1;
        let mut items = Vec::new();
        if !self.eat(']') {
            loop {
                items.push(self.value()?);
                if self.eat(']') {
                    break;
                }
                if !self.eat(',') {
                    return self.error(Code::UnclosedBracket, "Expected `,` or `]` behind the value.");
                }
            }
        }
        self.depth -= 1;
        Ok(ExprNode::new(Expr::List(items), Span::new(offset(start), offset(self.pos))))
    }

    /// A value without quotes: a number, a truth value, else the text as it stands.
    fn scalar(&mut self) -> Read<ExprNode> {
        let start = self.pos;
        let rest = &self.source[start..];
        let len = rest.find([',', '}', ']', '\n']).unwrap_or(rest.len());
        let written = rest[..len].trim_end();
        if written.is_empty() {
            return self.error(Code::ExpectedValue, "Expected a value. An empty text is `\"\"`.");
        }
        self.pos += written.len();
        let span = Span::new(offset(start), offset(self.pos));
        Ok(ExprNode::new(literal(written, span), span))
    }
}

/// Whether a key with this character needs no quotes.
pub(crate) fn is_plain_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/')
}

/// What a value without quotes stands for.
fn literal(written: &str, span: Span) -> Expr {
    let lexed = lex(written, Lines::Joined, Offsets::Shift(span.start));
    let kinds: Vec<&Tok> = lexed.tokens.iter().map(|token| &token.kind).collect();
    match kinds.as_slice() {
        _ if !lexed.errors.is_empty() => Expr::Text(written.to_owned()),
        [Tok::Number(digits, unit), Tok::End] => Expr::Number { digits: digits.clone(), unit: *unit },
        [Tok::Sign(Sign::Minus), Tok::Number(digits, unit), Tok::End] => {
            let number = Expr::Number { digits: digits.clone(), unit: *unit };
            Expr::Unary(UnOp::Neg, Box::new(ExprNode::new(number, span)))
        }
        [Tok::Word(Word::True), Tok::End] => Expr::Bool(true),
        [Tok::Word(Word::False), Tok::End] => Expr::Bool(false),
        _ => Expr::Text(written.to_owned()),
    }
}
