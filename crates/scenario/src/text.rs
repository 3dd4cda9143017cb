//! A piece of text from a file, and where each of its bytes came from: quotes, escapes and indentation are gone
//! from the text, but an offset in it still leads to its line and column.

use crate::source::Pos;
use std::fmt;
use std::ops::Deref;

/// From offsets in a decoded text to offsets in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OffsetMap {
    /// The text stands in the file as it is, from this offset on.
    Straight(u32),
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
        let Some(from) = self.map.lookup(start) else {
            return self.pos;
        };
        // The end is looked up by the last byte inside, so that a range never runs into the next line's indentation.
        let to = if end > start { self.map.lookup(end - 1).map_or(from, |last| last + 1) } else { from };
        Pos { source: self.pos.source, start: from, end: to.max(from) }
    }

    /// Whether the place of each byte is known.
    #[must_use]
    pub fn is_mapped(&self) -> bool {
        self.map != OffsetMap::Whole
    }

    /// A part of the text with its own place: `start..end` are byte offsets on character boundaries.
    #[must_use]
    pub fn part(&self, start: u32, end: u32) -> Text {
        let text = self.text.get(start as usize..end as usize).unwrap_or("").to_owned();
        let pos = self.place(start, end);
        let map = match &self.map {
            OffsetMap::Straight(file) => OffsetMap::Straight(file + start),
            OffsetMap::Pieces(pieces) => {
                let mut part: Vec<(u32, u32)> = self.map.lookup(start).map(|from| (0, from)).into_iter().collect();
                let inside = pieces.iter().filter(|(at, _)| *at > start && *at < end);
                part.extend(inside.map(|(at, file)| (at - start, *file)));
                OffsetMap::Pieces(part)
            }
            OffsetMap::Whole => OffsetMap::Whole,
        };
        Text { text, pos, map }
    }

    /// The text without the white space around it.
    #[must_use]
    pub fn trimmed(&self) -> Text {
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text.trim_end().len().max(start);
        self.part(start as u32, end as u32)
    }
}

impl OffsetMap {
    fn lookup(&self, offset: u32) -> Option<u32> {
        match self {
            OffsetMap::Straight(file) => Some(file + offset),
            OffsetMap::Pieces(pieces) => {
                let index = pieces.partition_point(|(at, _)| *at <= offset).checked_sub(1)?;
                let (at, file) = pieces[index];
                Some(file + (offset - at))
            }
            OffsetMap::Whole => None,
        }
    }
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
