//! A piece of text from a file, and where each of its bytes came from: quotes, escapes and indentation are gone
//! from the text, but an offset in it still leads to its line and column.

use crate::source::Pos;
use std::fmt;
use std::ops::Deref;

/// From offsets in a decoded text to offsets in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OffsetMap {
    /// Pieces `(offset in the text, offset in the file)`, ascending; inside a piece both run alike.
    Pieces(Vec<(u32, u32)>),
    /// No offset is known; the whole range stands for each.
    Whole,
}

/// A text with its place.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    text: String,
    pos: Pos,
    map: OffsetMap,
}

impl Text {
    /// A text at a place.
    #[must_use]
    pub fn new(text: String, pos: Pos, map: OffsetMap) -> Text {
        Text { text, pos, map }
    }

    /// A text that stands nowhere else than at this place as a whole.
    #[must_use]
    pub fn whole(text: impl Into<String>, pos: Pos) -> Text {
        Text { text: text.into(), pos, map: OffsetMap::Whole }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where it stands, quotes included.
    #[must_use]
    pub fn pos(&self) -> Pos {
        self.pos
    }

    /// Where the bytes `start..end` of the text stand in the file.
    #[must_use]
    pub fn place(&self, start: u32, end: u32) -> Pos {
        let OffsetMap::Pieces(pieces) = &self.map else {
            return self.pos;
        };
        let Some(from) = lookup(pieces, start) else {
            return self.pos;
        };
        // The end is looked up by the last byte inside, so that a range never runs into the next line's indentation.
        let to = if end > start { lookup(pieces, end - 1).map_or(from, |last| last + 1) } else { from };
        Pos { source: self.pos.source, start: from, end: to.max(from) }
    }

    /// Whether the place of each byte is known.
    #[must_use]
    pub fn is_mapped(&self) -> bool {
        matches!(self.map, OffsetMap::Pieces(_))
    }

    /// A part of the text with its own place: `start..end` are byte offsets on character boundaries.
    #[must_use]
    pub fn part(&self, start: u32, end: u32) -> Text {
        let text = self.text.get(start as usize..end as usize).unwrap_or("").to_owned();
        let pos = self.place(start, end);
        let OffsetMap::Pieces(pieces) = &self.map else {
            return Text { text, pos, map: OffsetMap::Whole };
        };
        let mut part: Vec<(u32, u32)> = lookup(pieces, start).map(|from| (0, from)).into_iter().collect();
        part.extend(pieces.iter().filter(|(at, _)| *at > start && *at < end).map(|(at, file)| (at - start, *file)));
        Text { text, pos, map: OffsetMap::Pieces(part) }
    }

    /// The text without the white space around it.
    #[must_use]
    pub fn trimmed(&self) -> Text {
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text.trim_end().len().max(start);
        self.part(start as u32, end as u32)
    }
}

fn lookup(pieces: &[(u32, u32)], offset: u32) -> Option<u32> {
    let index = pieces.partition_point(|(at, _)| *at <= offset).checked_sub(1)?;
    let (at, file) = pieces[index];
    Some(file + (offset - at))
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.text)
    }
}
