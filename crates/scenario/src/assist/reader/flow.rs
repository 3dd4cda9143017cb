//! What stands in `{ }` and `[ ]`, read leniently: what is not closed ends where the indentation says so.

use super::{Body, DEPTH_MAX, Lean, Reader, Style};

impl Reader<'_> {
    /// What stands in braces or brackets, up to the line behind which nothing belongs to it.
    pub(super) fn flow(&mut self, column: i32) -> Lean {
        let limit = self.reach(self.pos, column);
        let lean = self.flow_node(limit);
        self.pos = self.pos.min(limit);
        // What stands behind the closing brace on its line is no part of anything.
        if self.peek().is_some_and(|(_, at)| at < self.line_end(self.pos)) {
            self.pos = self.line_end(self.pos);
        }
        lean
    }

    fn blanks(&mut self, limit: usize) {
        loop {
            while self.pos < limit && matches!(self.byte(self.pos), b' ' | b'\t' | b'\r' | b'\n') {
                self.pos += 1;
            }
            if self.pos < limit && self.byte(self.pos) == b'#' {
                self.pos = self.line_end(self.pos).min(limit);
            } else {
                return;
            }
        }
    }

    fn flow_node(&mut self, limit: usize) -> Lean {
        self.depth += 1;
        let at = self.pos;
        let lean = match self.byte(at) {
            _ if self.depth > DEPTH_MAX => {
                self.pos = limit;
                self.nothing(at)
            }
            b'{' => self.flow_map(limit),
            b'[' => self.flow_list(limit),
            b'"' | b'\'' => {
                let style = if self.bytes[at] == b'"' { Style::Double } else { Style::Single };
                let end = self.quote_end(at, limit).unwrap_or(limit);
                self.pos = (end + 1).min(limit);
                Lean { from: at as u32 + 1, to: end.max(at + 1) as u32, body: Body::Scalar(style) }
            }
            _ => {
                while self.pos < limit && !matches!(self.bytes[self.pos], b',' | b'}' | b']') {
                    if self.bytes[self.pos] == b':' && matches!(self.byte(self.pos + 1), b' ' | b'\n' | b',' | b'}') {
                        break;
                    }
                    self.pos += 1;
                }
                let to = at + self.text.get(at..self.pos).unwrap_or("").trim_end().len();
                let body = if to > at { Body::Scalar(Style::Plain) } else { Body::Nothing };
                Lean { from: at as u32, to: to as u32, body }
            }
        };
        self.depth -= 1;
        lean
    }

    fn flow_list(&mut self, limit: usize) -> Lean {
        let from = self.pos;
        self.pos += 1;
        let mut items = Vec::new();
        loop {
            self.blanks(limit);
            if self.pos >= limit {
                break;
            }
            match self.bytes[self.pos] {
                b']' => {
                    self.pos += 1;
                    break;
                }
                b',' | b'}' | b':' => self.pos += 1,
                _ => items.push(self.flow_node(limit)),
            }
        }
        Lean { from: from as u32, to: self.pos as u32, body: Body::List(items) }
    }

    fn flow_map(&mut self, limit: usize) -> Lean {
        let from = self.pos;
        self.pos += 1;
        let mut pairs = Vec::new();
        loop {
            self.blanks(limit);
            if self.pos >= limit {
                break;
            }
            match self.bytes[self.pos] {
                b'}' => {
                    self.pos += 1;
                    break;
                }
                b',' | b']' | b':' => {
                    self.pos += 1;
                    continue;
                }
                _ => {}
            }
            let key = self.flow_node(limit);
            let mut pair = self.pair(key.from as usize, key.to as usize, false);
            self.blanks(limit);
            if self.pos < limit && self.bytes[self.pos] == b':' {
                pair.colon = true;
                self.pos += 1;
                let behind = self.pos;
                self.blanks(limit);
                pair.value = match self.bytes.get(self.pos) {
                    Some(b',' | b'}') | None => self.nothing(behind),
                    _ if self.pos >= limit => self.nothing(behind),
                    _ => self.flow_node(limit),
                };
            }
            pairs.push(pair);
        }
        Lean { from: from as u32, to: self.pos as u32, body: Body::Map(pairs) }
    }
}
