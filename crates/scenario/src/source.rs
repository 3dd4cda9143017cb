//! The texts that were read and where something stands in them. Knows nothing of YAML: it turns byte offsets
//! into lines and columns, and back.

use std::sync::Arc;

/// Which text of a [`SourceMap`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A half-open range of bytes in one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pos {
    /// Which text.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Pos {
    /// The smallest range that holds both, which stand in the same text.
    #[must_use]
    pub fn to(self, other: Pos) -> Pos {
        Pos { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A line and a column for people: both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
}

/// One text with its path.
#[derive(Clone, Debug)]
pub struct Source {
    path: String,
    text: String,
    line_starts: Vec<u32>,
}

impl Source {
    /// Takes a text in. A byte order mark is dropped and `\r\n` becomes `\n`, so that lines and columns are the
    /// same whatever wrote the file.
    #[must_use]
    pub fn new(path: impl Into<String>, text: &str) -> Source {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
        let mut line_starts = vec![0];
        line_starts.extend(text.bytes().zip(1_u32..).filter(|(byte, _)| *byte == b'\n').map(|(_, next)| next));
        Source { path: path.into(), text, line_starts }
    }

    /// The path as it is shown to people.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text that positions refer to.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte.
    #[must_use]
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let line = self.line_starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.line_starts[line] as usize;
        let mut end = (offset as usize).clamp(start, self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let column = self.text[start..end].chars().count() as u32 + 1;
        LineColumn { line: line as u32 + 1, column }
    }

    /// The byte at a line (from 1) and a column (from 0, in characters); the nearest one if there is none.
    #[must_use]
    pub fn offset(&self, line: u32, column: u32) -> u32 {
        let index = (line.max(1) - 1) as usize;
        let Some(&start) = self.line_starts.get(index) else {
            return self.text.len() as u32;
        };
        let rest = &self.text[start as usize..];
        let within = rest.char_indices().nth(column as usize).map_or(rest.len(), |(at, _)| at);
        start + within as u32
    }

    /// The text of a line (from 1), without its end.
    #[must_use]
    pub fn line(&self, line: u32) -> &str {
        let index = (line.max(1) - 1) as usize;
        let Some(&start) = self.line_starts.get(index) else {
            return "";
        };
        let end = self.line_starts.get(index + 1).map_or(self.text.len(), |next| *next as usize - 1);
        &self.text[start as usize..end]
    }
}

/// All texts that one scenario was made from.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    sources: Vec<Arc<Source>>,
}

impl SourceMap {
    /// Takes a text in.
    pub fn add(&mut self, source: impl Into<Arc<Source>>) -> SourceId {
        let id = self.next();
        self.sources.push(source.into());
        id
    }

    /// The id of the text that comes next.
    #[must_use]
    pub fn next(&self) -> SourceId {
        SourceId(self.sources.len() as u32)
    }

    /// The texts from one on.
    #[must_use]
    pub fn since(&self, first: SourceId) -> &[Arc<Source>] {
        self.sources.get(first.0 as usize..).unwrap_or_default()
    }

    /// A text.
    ///
    /// # Panics
    /// If the id is another map's.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// The text behind an id, if it is of this map.
    #[must_use]
    pub fn find(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0 as usize).map(Arc::as_ref)
    }

    /// Every text, in the order of reading.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.sources.iter().enumerate().map(|(index, source)| (SourceId(index as u32), source.as_ref()))
    }

    /// The line and column where a range begins.
    #[must_use]
    pub fn line_column(&self, pos: Pos) -> LineColumn {
        self.get(pos.source).line_column(pos.start)
    }

    /// The text of a range.
    #[must_use]
    pub fn slice(&self, pos: Pos) -> &str {
        self.get(pos.source).text().get(pos.start as usize..pos.end as usize).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters() {
        let source = Source::new("a.yaml", "\u{feff}ab\r\nüx: y\n");
        assert_eq!(source.text(), "ab\nüx: y\n");
        for (offset, line, column) in
            [(0, 1, 1), (1, 1, 2), (3, 2, 1), (4, 2, 1), (5, 2, 2), (9, 2, 6), (10, 3, 1), (99, 3, 1)]
        {
            assert_eq!(source.line_column(offset), LineColumn { line, column }, "offset {offset}");
        }
        assert_eq!(source.offset(2, 1), 5);
        assert_eq!(source.offset(9, 0), 10);
        assert_eq!(source.line(2), "üx: y");
    }
}
