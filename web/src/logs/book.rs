//! All log lines of a run in order of arrival, and which of them a filter lets through. Pure: the panel draws a
//! window of it.

use brownout_run::view::{Frame, Level, LineNow};
use brownout_sort as sort;

use super::filter::Filter;
use crate::prelude::Key;

/// A line and the tick at which it became visible.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The tick.
    pub tick: u32,
    /// The line.
    pub line: LineNow,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// Between two ticks.
    Tick(u32),
    /// Index of an entry.
    Line(u32),
}

impl From<Row> for Key {
    fn from(row: Row) -> Self {
        match row {
            Row::Tick(tick) => Self::from((0_u32, tick)),
            Row::Line(index) => Self::from((1_u32, index)),
        }
    }
}

/// The lines of a run. Only grows, or begins anew.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// How often it began anew: lines of two beginnings are not the same, whatever they are called.
    edition: u32,
    entries: Vec<Entry>,
    frames_seen: usize,
}

impl Book {
    /// Takes over what the frames have gained. The newest frame may gain lines without a new tick.
    pub fn sync(&mut self, frames: &[Frame]) {
        for frame in frames.get(self.frames_seen.saturating_sub(1)..).unwrap_or_default() {
            // A frame lists its lines by time; here they stand by arrival, so that a reload shows the same list.
            let newest = self.entries.last().map(|entry| entry.line.id);
            let mut fresh: Vec<&LineNow> =
                frame.lines.iter().filter(|line| newest.is_none_or(|id| id < line.id)).collect();
            sort::by_key(&mut fresh, |line| line.id);
            self.entries.extend(fresh.into_iter().map(|line| Entry { tick: frame.tick, line: line.clone() }));
        }
        self.frames_seen = frames.len();
    }

    /// Begins anew: the past is another one.
    pub fn restart(&mut self) {
        *self = Self { edition: self.edition + 1, ..Self::default() };
    }

    /// Takes over which beginning another book is at.
    #[must_use]
    pub fn as_of(self, other: &Book) -> Self {
        Self { edition: other.edition, ..self }
    }

    /// What tells its lines from those of another beginning, and of another's view.
    fn beginning(&self) -> Beginning {
        (self.edition, self.entries.first().map(|entry| entry.line.id))
    }

    /// All entries.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many entries had arrived by `tick`.
    #[must_use]
    pub fn by(&self, tick: u32) -> usize {
        self.entries.partition_point(|entry| entry.tick <= tick)
    }

    /// How many lines of each level had arrived by `tick`, quiet to loud.
    #[must_use]
    pub fn counts(&self, tick: u32) -> [usize; 5] {
        let mut counts = [0; 5];
        for entry in self.entries.iter().take(self.by(tick)) {
            if let Some(count) = counts.get_mut(level_index(entry.line.level)) {
                *count += 1;
            }
        }
        counts
    }
}

/// Which beginning of a book, and the line that it began with: where one sees only the last lines, it loses the first ones.
pub type Beginning = (u32, Option<u32>);

/// Place of a level, quiet to loud.
#[must_use]
pub fn level_index(level: Level) -> usize {
    match level {
        Level::Debug => 0,
        Level::Info => 1,
        Level::Warn => 2,
        Level::Error => 3,
        Level::Fatal => 4,
    }
}

/// The rows that a filter lets through, extended as the book grows, made anew when the filter changes.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    filter: Filter,
    rows: Vec<Row>,
    ticks: Vec<u32>,
    taken: usize,
    first: Beginning,
}

impl Rows {
    /// Brings the rows up to the book and the filter.
    pub fn sync(&mut self, book: &Book, filter: &Filter, names: &[String]) {
        let first = book.beginning();
        let other = self.taken > 0 && self.first != first;
        if self.filter != *filter || book.entries.len() < self.taken || other {
            *self = Self { filter: filter.clone(), ..Self::default() };
        }
        self.first = first;
        for (index, entry) in book.entries.iter().enumerate().skip(self.taken) {
            if !filter.lets(&entry.line, names) {
                continue;
            }
            if self.ticks.last() != Some(&entry.tick) {
                self.push(Row::Tick(entry.tick), entry.tick);
            }
            if let Ok(index) = u32::try_from(index) {
                self.push(Row::Line(index), entry.tick);
            }
        }
        self.taken = book.entries.len();
    }

    /// The beginning of the book.
    #[must_use]
    pub fn first(&self) -> Beginning {
        self.first
    }

    /// The rows up to a tick.
    #[must_use]
    pub fn by(&self, tick: u32) -> &[Row] {
        let end = self.ticks.partition_point(|&at| at <= tick);
        self.rows.get(..end).unwrap_or_default()
    }

    fn push(&mut self, row: Row, tick: u32) {
        self.rows.push(row);
        self.ticks.push(tick);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn line(id: u32, level: Level) -> LineNow {
        LineNow { id, time_us: 0, level, service: Some(0), text: format!("line {id}"), late: 0 }
    }

    fn frame(tick: u32, lines: Vec<LineNow>) -> Frame {
        Frame { tick, lines, ..crate::tests_support::empty_frame() }
    }

    #[test]
    fn takes_each_line_once() {
        let mut book = Book::default();
        let mut frames = vec![frame(1, vec![line(1, Level::Info)])];
        book.sync(&frames);
        frames[0].lines.push(line(2, Level::Warn));
        book.sync(&frames);
        frames.push(frame(2, vec![line(3, Level::Error)]));
        book.sync(&frames);
        book.sync(&frames);
        let seen: Vec<_> = book.entries().iter().map(|e| (e.tick, e.line.id)).collect();
        assert_eq!(seen, [(1, 1), (1, 2), (2, 3)]);
        assert_eq!(book.by(1), 2);
        assert_eq!(book.counts(1), [0, 1, 1, 0, 0]);
        assert_eq!(book.counts(9), [0, 1, 1, 1, 0]);
    }

    #[test]
    fn rows_follow_book_and_filter() {
        let mut book = Book::default();
        let names = vec!["a".to_owned()];
        let mut frames = vec![frame(1, vec![line(1, Level::Info), line(2, Level::Debug)])];
        book.sync(&frames);
        let mut rows = Rows::default();
        let mut filter = Filter::default();
        rows.sync(&book, &filter, &names);
        assert_eq!(rows.by(9), [Row::Tick(1), Row::Line(0), Row::Line(1)]);
        frames.push(frame(2, vec![line(3, Level::Debug), line(4, Level::Info)]));
        book.sync(&frames);
        rows.sync(&book, &filter, &names);
        assert_eq!(rows.by(9).len(), 6);
        assert_eq!(rows.by(1).len(), 3);
        filter.levels[0] = false;
        rows.sync(&book, &filter, &names);
        assert_eq!(rows.by(9), [Row::Tick(1), Row::Line(0), Row::Tick(2), Row::Line(3)]);
    }

    #[test]
    fn rows_follow_a_book_that_loses_its_first_lines() {
        let names = vec!["a".to_owned()];
        let mut rows = Rows::default();
        for (ids, expected) in [
            ([1, 2], vec![Row::Tick(1), Row::Line(0), Row::Line(1)]),
            ([2, 3], vec![Row::Tick(1), Row::Line(0), Row::Line(1)]),
        ] {
            let mut book = Book::default();
            book.sync(&[frame(1, ids.iter().map(|&id| line(id, Level::Info)).collect())]);
            rows.sync(&book, &Filter::default(), &names);
            assert_eq!((rows.by(9), rows.first()), (expected.as_slice(), (0, Some(ids[0]))));
        }
    }

    #[test]
    fn hundred_thousand_lines() {
        let mut book = Book::default();
        let frames: Vec<_> =
            (0..100).map(|t| frame(t, (0..1000).map(|i| line(t * 1000 + i, Level::Info)).collect())).collect();
        book.sync(&frames);
        let mut rows = Rows::default();
        let filter = Filter { text: "line 99999".to_owned(), ..Filter::default() };
        rows.sync(&book, &filter, &["a".to_owned()]);
        assert_eq!(book.entries().len(), 100_000);
        assert_eq!(rows.by(99), [Row::Tick(99), Row::Line(99_999)]);
    }
}
