//! A lenient reading of a text that may be half written: which keys and values stand where, by indentation and braces.
//! It never fails, and it says nothing about mistakes: that is the part of `scan` and `yaml`, which read strictly.

mod flow;

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In `'`.
    Single,
    /// In `"`.
    Double,
    /// A block.
    Block,
}

/// A value: the bytes `from..to` are what it says, quotes and block header left out.
#[derive(Clone, Debug)]
pub struct Lean {
    /// First byte.
    pub from: u32,
    /// One past the last byte.
    pub to: u32,
    /// What it is.
    pub body: Body,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Body {
    /// Nothing is written.
    Nothing,
    /// A text.
    Scalar(Style),
    /// A list.
    List(Vec<Lean>),
    /// A map.
    Map(Vec<Pair>),
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The key without its quotes.
    pub name: String,
    /// First byte of the key.
    pub from: u32,
    /// One past its last byte.
    pub to: u32,
    /// Whether a colon stands behind it.
    pub colon: bool,
    /// What stands behind it.
    pub value: Lean,
}

impl Lean {
    /// The entries, if this is a map.
    pub fn pairs(&self) -> &[Pair] {
        match &self.body {
            Body::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Lean> {
        self.pairs().iter().find(|pair| pair.name == key).map(|pair| &pair.value)
    }
}

/// Deeper than this nothing is read, so that no text can exhaust the stack.
const DEPTH_MAX: u32 = 64;

/// Reads a text.
pub fn read(text: &str) -> Lean {
    let mut reader = Reader { text, bytes: text.as_bytes(), pos: 0, depth: 0 };
    let mut root = reader.block(-1);
    // What follows a part that could not be placed still belongs to the document.
    while let Some((_, at)) = reader.peek() {
        reader.pos = at;
        let before = reader.pos;
        if let (Body::Map(pairs), Body::Map(more)) = (&mut root.body, reader.block(-1).body) {
            pairs.extend(more);
        }
        if reader.pos == before {
            reader.skip_line();
        }
        root.to = reader.pos as u32;
    }
    root
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    pos: usize,
    depth: u32,
}

impl Reader<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    fn line_end(&self, at: usize) -> usize {
        self.bytes[at.min(self.bytes.len())..].iter().position(|b| *b == b'\n').map_or(self.bytes.len(), |n| at + n)
    }

    fn line_start(&self, at: usize) -> usize {
        self.bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1)
    }

    fn skip_line(&mut self) {
        self.pos = (self.line_end(self.pos) + 1).min(self.bytes.len());
    }

    /// The next thing that is written: its column and its byte.
    fn peek(&self) -> Option<(i32, usize)> {
        let mut at = self.pos;
        loop {
            while matches!(self.byte(at), b' ' | b'\t' | b'\r') && at < self.bytes.len() {
                at += 1;
            }
            if at >= self.bytes.len() {
                return None;
            }
            match self.bytes[at] {
                b'\n' => at += 1,
                b'#' => at = self.line_end(at),
                _ => return Some(((at - self.line_start(at)) as i32, at)),
            }
        }
    }

    fn is_item(&self, at: usize) -> bool {
        self.byte(at) == b'-' && matches!(self.byte(at + 1), b' ' | b'\n' | b'\r')
    }

    /// A key at a byte: one past its last byte, and one past the colon.
    fn key(&self, at: usize) -> Option<(usize, usize)> {
        let end = self.line_end(at);
        let first = self.byte(at);
        if matches!(first, b'{' | b'[' | b'|' | b'>') {
            return None;
        }
        let mut scan = at;
        if matches!(first, b'"' | b'\'') {
            scan = self.quote_end(at, end)? + 1;
        }
        while scan < end {
            if self.bytes[scan] == b':' && matches!(self.byte(scan + 1), b' ' | b'\n' | b'\r') {
                let mut to = scan;
                while to > at && self.bytes[to - 1] == b' ' {
                    to -= 1;
                }
                return Some((to, scan + 1));
            }
            if self.bytes[scan] == b'#' && scan > at && self.bytes[scan - 1] == b' ' {
                return None;
            }
            scan += 1;
        }
        None
    }

    /// The closing quote of the one at `at`, before `limit`.
    fn quote_end(&self, at: usize, limit: usize) -> Option<usize> {
        let quote = self.bytes[at];
        let mut scan = at + 1;
        while scan < limit {
            match self.bytes[scan] {
                b'\\' if quote == b'"' => scan += 2,
                b'\'' if quote == b'\'' && self.byte(scan + 1) == b'\'' => scan += 2,
                b if b == quote => return Some(scan),
                _ => scan += 1,
            }
        }
        None
    }

    fn nothing(&self, at: usize) -> Lean {
        Lean { from: at as u32, to: at as u32, body: Body::Nothing }
    }

    /// A block that stands deeper than `floor`.
    fn block(&mut self, floor: i32) -> Lean {
        let at = self.pos;
        match self.peek() {
            Some((column, at)) if column > floor && self.depth < DEPTH_MAX => {
                self.depth += 1;
                let lean = if self.is_item(at) {
                    self.list(column)
                } else if self.key(at).is_some() {
                    self.map(column)
                } else {
                    self.pos = at;
                    self.value(floor)
                };
                self.depth -= 1;
                lean
            }
            _ => self.nothing(at),
        }
    }

    fn map(&mut self, column: i32) -> Lean {
        let from = self.peek().map_or(self.pos, |(_, at)| at);
        let mut pairs: Vec<Pair> = Vec::new();
        let mut to = from;
        while let Some((found, at)) = self.peek() {
            if found < column || (found == column && self.is_item(at)) {
                break;
            }
            self.pos = at;
            let Some((key_end, value)) = self.key(at).filter(|_| found == column) else {
                // A word that is just being written, or something that YAML will complain of.
                let end = self.line_end(at);
                if found == column {
                    let end = at + self.text[at..end].trim_end().len();
                    pairs.push(self.pair(at, end, false));
                    to = end;
                }
                self.skip_line();
                continue;
            };
            let mut pair = self.pair(at, key_end, true);
            self.pos = value;
            pair.value = self.value(column);
            to = (pair.value.to as usize).max(key_end);
            pairs.push(pair);
        }
        Lean { from: from as u32, to: to as u32, body: Body::Map(pairs) }
    }

    fn pair(&self, from: usize, to: usize, colon: bool) -> Pair {
        let quoted = matches!(self.byte(from), b'"' | b'\'') && to > from + 1;
        let (from, to) = if quoted { (from + 1, to - 1) } else { (from, to) };
        let name = self.text.get(from..to).unwrap_or("").to_owned();
        Pair { name, from: from as u32, to: to as u32, colon, value: self.nothing(to) }
    }

    fn list(&mut self, column: i32) -> Lean {
        let from = self.peek().map_or(self.pos, |(_, at)| at);
        let mut items = Vec::new();
        let mut to = from;
        while let Some((found, at)) = self.peek() {
            if found != column || !self.is_item(at) {
                if found > column {
                    self.pos = at;
                    self.skip_line();
                    continue;
                }
                break;
            }
            self.pos = at + 1;
            let inside = self.peek().filter(|(_, inside)| *inside < self.line_end(at));
            let item = match inside {
                Some((inner, start)) if self.key(start).is_some() || self.is_item(start) => {
                    self.pos = start;
                    self.block(inner - 1)
                }
                _ => self.value(column),
            };
            to = item.to as usize;
            items.push(item);
        }
        Lean { from: from as u32, to: to as u32, body: Body::List(items) }
    }

    /// What stands behind a colon or a dash of something in this column.
    fn value(&mut self, column: i32) -> Lean {
        while matches!(self.byte(self.pos), b' ' | b'\t' | b'\r') && self.pos < self.bytes.len() {
            self.pos += 1;
        }
        let at = self.pos;
        match self.byte(at) {
            b'\n' | b'#' => {
                let end = self.line_end(at);
                let place = self.nothing(at);
                self.pos = end;
                match self.peek() {
                    Some((found, next)) if found > column || (found == column && self.is_item(next)) => {
                        self.block(column - i32::from(found == column))
                    }
                    _ => place,
                }
            }
            b'|' | b'>' => self.block_scalar(column),
            b'{' | b'[' => self.flow(column),
            b'"' | b'\'' => self.quoted(column),
            _ => self.plain(column),
        }
    }

    fn block_scalar(&mut self, column: i32) -> Lean {
        self.skip_line();
        let from = self.pos;
        let mut to = from;
        while self.pos < self.bytes.len() {
            let end = self.line_end(self.pos);
            let line = &self.text[self.pos..end];
            let blanks = line.len() - line.trim_start().len();
            if !line.trim().is_empty() {
                if (blanks as i32) <= column {
                    break;
                }
                to = end;
            }
            self.pos = (end + 1).min(self.bytes.len());
            if end == self.bytes.len() {
                break;
            }
        }
        Lean { from: from as u32, to: to as u32, body: Body::Scalar(Style::Block) }
    }

    /// A plain scalar with the lines that go on with it.
    fn plain(&mut self, column: i32) -> Lean {
        let from = self.pos;
        let mut to = self.plain_end(from);
        self.pos = self.line_end(from);
        while let Some((found, at)) = self.peek() {
            if found <= column || self.key(at).is_some() || self.is_item(at) {
                break;
            }
            to = self.plain_end(at);
            self.pos = self.line_end(at);
        }
        Lean { from: from as u32, to: to as u32, body: Body::Scalar(Style::Plain) }
    }

    fn plain_end(&self, at: usize) -> usize {
        let line = &self.text[at..self.line_end(at)];
        let line = line.find(" #").map_or(line, |comment| &line[..comment]);
        at + line.trim_end().len()
    }

    /// A quoted scalar; one that is not closed ends with its line.
    fn quoted(&mut self, column: i32) -> Lean {
        let at = self.pos;
        let style = if self.bytes[at] == b'"' { Style::Double } else { Style::Single };
        let end = self.quote_end(at, self.reach(at, column)).unwrap_or_else(|| self.line_end(at));
        self.pos = (end + 1).min(self.bytes.len());
        if self.byte(end) == b'\n' {
            self.pos = end;
        }
        Lean { from: at as u32 + 1, to: end.max(at + 1).min(self.bytes.len()) as u32, body: Body::Scalar(style) }
    }

    /// How far something that stands in this column may reach: to the first line that is not deeper.
    fn reach(&self, at: usize, column: i32) -> usize {
        let mut end = self.line_end(at);
        while end < self.bytes.len() {
            let next = self.line_end(end + 1);
            let line = &self.text[end + 1..next];
            let blanks = line.len() - line.trim_start().len();
            let closes = line.trim_start().starts_with(['}', ']']);
            if !line.trim().is_empty() && blanks as i32 <= column && !closes {
                break;
            }
            end = next;
        }
        end
    }
}
