//! Reads a value from a text: JSON, and JSON without the quotes that a person would leave out: `{a.b: 10, c: plain
//! text}`. Bounded in size, depth and parts; cannot panic.

use std::collections::BTreeMap;

use super::{DEPTH_MAX, Datum, PARTS_MAX, SIZE_MAX};

/// What is wrong with a text that should be a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatumError {
    /// Where, in bytes from the beginning.
    pub at: usize,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl std::fmt::Display for DatumError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} (character {})", self.message, self.at + 1)
    }
}

impl std::error::Error for DatumError {}

/// The value that a text stands for. A text without brackets or quotes that is neither a number nor `true`, `false` or
/// `null` is a text.
///
/// # Errors
/// A text that is too long, too deep, or not closed; a key given twice; anything behind the value.
pub fn read(text: &str) -> Result<Datum, DatumError> {
    let mut reader = Reader { text, at: 0, parts: 0, depth: 0 };
    if text.len() > SIZE_MAX {
        return reader.fail(format!("A value has at most {SIZE_MAX} bytes."));
    }
    reader.blanks();
    let value = match reader.next() {
        Some('[' | '{' | '"' | '\'') => reader.value("")?,
        // Alone, a text may hold any sign.
        _ => plain(text.trim()),
    };
    if matches!(text.trim_start().chars().next(), Some('[' | '{' | '"' | '\'')) {
        reader.blanks();
        if reader.next().is_some() {
            return reader.fail("Nothing may stand behind the value.".to_owned());
        }
    }
    // What is kept is the canonical text, where some characters take more room.
    if value.canonical().len() > SIZE_MAX {
        reader.at = 0;
        return reader.fail(format!("A value has at most {SIZE_MAX} bytes."));
    }
    Ok(value)
}

/// What a word without quotes stands for: nothing, true, false, a number, else the text.
#[must_use]
pub fn plain(word: &str) -> Datum {
    match word {
        "" | "null" => return Datum::Missing,
        "true" => return Datum::Flag(true),
        "false" => return Datum::Flag(false),
        _ => {}
    }
    let numeric = word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.' | b'e' | b'E'))
        && word.bytes().any(|b| b.is_ascii_digit())
        && word.bytes().next().is_some_and(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'));
    match word.parse::<f64>() {
        Ok(x) if numeric && x.is_finite() => Datum::Number(x + 0.0),
        _ => Datum::text(word),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    parts: u32,
    depth: u32,
}

type Read<T> = Result<T, DatumError>;

impl Reader<'_> {
    fn fail<T>(&self, message: String) -> Read<T> {
        Err(DatumError { at: self.at, message })
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn eat(&mut self, sign: char) -> bool {
        self.blanks();
        let found = self.next() == Some(sign);
        if found {
            self.at += sign.len_utf8();
        }
        found
    }

    /// A value; without quotes it ends before one of `stops`.
    fn value(&mut self, stops: &str) -> Read<Datum> {
        self.blanks();
        self.parts += 1;
        if self.parts > PARTS_MAX {
            return self.fail(format!("A value has at most {PARTS_MAX} parts."));
        }
        match self.next() {
            Some('"' | '\'') => self.quoted().map(Datum::Text),
            Some('[') => self.nested(Self::list),
            Some('{') => self.nested(Self::map),
            _ => {
                let rest = self.rest();
                let word = rest.split(|c| stops.contains(c) || c == '\n').next().unwrap_or("");
                let len = word.len();
                let value = plain(word.trim());
                if word.trim().is_empty() {
                    return self.fail("Expected a value. An empty text is `\"\"`, nothing is `null`.".to_owned());
                }
                self.at += len;
                Ok(value)
            }
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Read<Datum>) -> Read<Datum> {
        if self.depth >= DEPTH_MAX {
            return self.fail(format!("Lists and maps stand at most {DEPTH_MAX} deep in each other."));
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn list(&mut self) -> Read<Datum> {
        let mut items = Vec::new();
        if self.eat(']') {
            return Ok(Datum::List(items));
        }
        loop {
            items.push(self.value(",]")?);
            if self.eat(']') {
                return Ok(Datum::List(items));
            }
            if !self.eat(',') {
                return self.fail("Expected `,` or `]` behind the value.".to_owned());
            }
        }
    }

    fn map(&mut self) -> Read<Datum> {
        let mut entries = BTreeMap::new();
        if self.eat('}') {
            return Ok(Datum::Map(entries));
        }
        loop {
            self.blanks();
            let start = self.at;
            let key = self.key()?;
            if !self.eat(':') {
                return self.fail(format!("Expected `:` behind the key `{key}`."));
            }
            let value = self.value(",}")?;
            if entries.contains_key(&key) {
                self.at = start;
                return self.fail(format!("The key `{key}` is given twice."));
            }
            entries.insert(key, value);
            if self.eat('}') {
                return Ok(Datum::Map(entries));
            }
            if !self.eat(',') {
                return self.fail("Expected `,` or `}` behind the value.".to_owned());
            }
        }
    }

    fn key(&mut self) -> Read<String> {
        if matches!(self.next(), Some('"' | '\'')) {
            return self.quoted();
        }
        let rest = self.rest();
        let word = rest.split([':', ',', '{', '}', '[', ']', '\n']).next().unwrap_or("");
        let (key, len) = (word.trim().to_owned(), word.len());
        if key.is_empty() {
            return self.fail("Expected a key and `:`, as in `{a.b: 10}`.".to_owned());
        }
        self.at += len;
        Ok(key)
    }

    /// A text in quotes of either kind, with JSON's escapes.
    fn quoted(&mut self) -> Read<String> {
        let Some(quote) = self.next() else { return self.fail("Expected a text in quotes.".to_owned()) };
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let Some(c) = self.next() else {
                self.at = start;
                return self.fail(format!("This text has no closing `{quote}`."));
            };
            self.at += c.len_utf8();
            if c == quote {
                return Ok(text);
            }
            text.push(if c == '\\' { self.escape()? } else { c });
        }
    }

    /// What stands for itself or not behind a backslash.
    fn escape(&mut self) -> Read<char> {
        let c = self.next();
        self.at += c.map_or(0, char::len_utf8);
        match c {
            Some('n') => Ok('\n'),
            Some('r') => Ok('\r'),
            Some('t') => Ok('\t'),
            Some(c @ ('"' | '\'' | '\\' | '/')) => Ok(c),
            Some('u') => {
                let found = self.rest().get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
                match found.and_then(char::from_u32) {
                    Some(c) => {
                        self.at += 4;
                        Ok(c)
                    }
                    None => self.fail("`\\u` wants four hexadecimal digits of one character.".to_owned()),
                }
            }
            _ => self.fail("Behind a backslash stands one of `\" ' \\ / n r t u`.".to_owned()),
        }
    }
}
