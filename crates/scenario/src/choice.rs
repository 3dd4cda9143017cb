//! Choices as they are written where an id could stand: `one of oom, bad-deploy`, `3 of services except root`.
//!
//! ```text
//! choice = ( "one" | NUMBER ) "of" pool { sep pool } [ "except" pool { sep pool } ] ;      sep = "," | "or" | "and"
//! pool   = NAME | "services" | "catalogue" | ( "callers" | "callees" ) "of" pool ;
//! ```
//! A comma ends an item inside `[ ]`, so a list there parts names by `and` or `or`. What the names stand for
//! depends on the place; that is `settle`'s part.

use crate::source::Pos;
use crate::text::Text;

/// A choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// How many are taken.
    pub count: u32,
    /// From these together.
    pub from: Vec<Pool>,
    /// But never these.
    pub except: Vec<Pool>,
}

/// A set of candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pool {
    /// A name: of a service, a tag, a fault, or whatever is chosen here.
    Name(Text),
    /// Those who call one of these.
    Callers(Box<Pool>),
    /// Those whom one of these calls.
    Callees(Box<Pool>),
}

/// What is wrong with a choice: where, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadChoice {
    /// Where.
    pub pos: Pos,
    /// What is the matter.
    pub message: String,
}

/// Whether a text is meant to be a choice, be it right or wrong: `one of …` or `5 of …`.
#[must_use]
pub fn looks_like_one(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or("");
    let number = first == "one" || (!first.is_empty() && first.bytes().all(|b| b.is_ascii_digit()));
    number && words.next() == Some("of")
}

/// Reads a choice.
pub fn parse(text: &Text) -> Result<Choice, BadChoice> {
    let mut words = Words { words: split(text), at: 0, whole: text.pos() };
    let count = match words.next() {
        Some(word) if word.as_str() == "one" => 1,
        Some(word) => word.parse().map_err(|_| bad(&word, "is no number. Write `one of` or `5 of`"))?,
        None => return Err(words.ended("a choice")),
    };
    words.expect("of")?;
    let from = words.pools()?;
    let except = if words.accept("except") { words.pools()? } else { Vec::new() };
    match words.next() {
        Some(word) => Err(bad(&word, "is not expected here. Part the candidates by `,`, `or` or `and`")),
        None => Ok(Choice { count, from, except }),
    }
}

fn bad(word: &Text, what: &str) -> BadChoice {
    BadChoice { pos: word.pos(), message: format!("`{word}` {what}.") }
}

/// Words and commas, each with its place.
fn split(text: &Text) -> Vec<Text> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c == ',' || c.is_whitespace() {
            if let Some(start) = start.take() {
                words.push(text.part(start, at as u32));
            }
            if c == ',' {
                words.push(text.part(at as u32, at as u32 + 1));
            }
        } else if start.is_none() {
            start = Some(at as u32);
        }
    }
    words
}

struct Words {
    words: Vec<Text>,
    at: usize,
    whole: Pos,
}

impl Words {
    fn next(&mut self) -> Option<Text> {
        let word = self.words.get(self.at).cloned();
        self.at += 1;
        word
    }

    fn accept(&mut self, word: &str) -> bool {
        let found = self.words.get(self.at).is_some_and(|next| next.as_str() == word);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, word: &str) -> Result<(), BadChoice> {
        if self.accept(word) {
            return Ok(());
        }
        match self.next() {
            Some(found) => Err(bad(&found, &format!("stands where `{word}` is expected"))),
            None => Err(self.ended(&format!("`{word}`"))),
        }
    }

    fn ended(&self, wanted: &str) -> BadChoice {
        BadChoice { pos: self.whole, message: format!("The choice ends where {wanted} is expected.") }
    }

    fn pools(&mut self) -> Result<Vec<Pool>, BadChoice> {
        let mut pools = vec![self.pool(0)?];
        while self.accept(",") || self.accept("or") || self.accept("and") {
            pools.push(self.pool(0)?);
        }
        Ok(pools)
    }

    fn pool(&mut self, depth: u32) -> Result<Pool, BadChoice> {
        let Some(word) = self.next() else {
            return Err(self.ended("a name"));
        };
        let calls = matches!(word.as_str(), "callers" | "callees") && self.accept("of");
        match word.as_str() {
            "of" | "except" | "or" | "and" | "," => Err(bad(&word, "stands where a name is expected")),
            _ if depth > 8 => Err(bad(&word, "is too deep")),
            "callers" if calls => Ok(Pool::Callers(Box::new(self.pool(depth + 1)?))),
            "callees" if calls => Ok(Pool::Callees(Box::new(self.pool(depth + 1)?))),
            _ => Ok(Pool::Name(word)),
        }
    }
}
