//! One number of two runs over the same ticks, as strings for SVG. Pure.

use brownout_run::view::Unit;

use crate::draw::chart::Scale;
use crate::draw::number;
use crate::draw::path::points;
use crate::service::chart::Span;

/// Heights of a chart's top and bottom.
const TOP: f64 = 5.0;
const BOTTOM: f64 = 36.0;

/// A number of both runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// Its unit.
    pub unit: Unit,
    /// Its words, if they are its values.
    pub words: Vec<String>,
    /// Its lowest and highest value, where the axis should have them.
    pub range: (Option<f64>, Option<f64>),
    /// The threshold that is drawn.
    pub threshold: Option<f64>,
    /// Tick and value, of the first run and of the second.
    pub runs: [Vec<(u32, f64)>; 2],
}

/// Everything that its chart shows and that does not depend on where one looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// Both lines, the first run's first.
    pub lines: [String; 2],
    /// Height of the threshold.
    pub threshold: Option<f64>,
    /// What it says to people who do not see it.
    pub label: String,
}

impl Row {
    /// The lines over a part of the run.
    #[must_use]
    pub fn lines(&self, span: Span, names: [&str; 2]) -> Lines {
        let seen = self.runs.iter().flatten().map(|&(_, v)| v).chain(self.threshold);
        let scale = match self.unit {
            Unit::Ratio | Unit::Flag => Scale::of(self.range.0, self.range.1.or(Some(1.0)), seen),
            _ => Scale::of(None, None, seen),
        };
        let line = |run: &Vec<(u32, f64)>| {
            let inside = run.iter().filter(|(tick, _)| span.from <= *tick && *tick <= span.to);
            points(inside.map(|&(tick, v)| (f64::from(tick - span.from), scale.y(v, TOP, BOTTOM))))
        };
        let [a, b] = self.values(None);
        let [first, second] = names;
        Lines {
            lines: [line(&self.runs[0]), line(&self.runs[1])],
            threshold: self.threshold.map(|v| scale.y(v, TOP, BOTTOM)),
            label: format!("{}: {first} {a}, {second} {b} at the end", self.label),
        }
    }

    /// What both were at a tick: the newest value until then, and none once the run was over; without a tick, where each ended.
    #[must_use]
    pub fn values(&self, tick: Option<u32>) -> [String; 2] {
        let at = |run: &Vec<(u32, f64)>| {
            let last = run.last().map_or(0, |(last, _)| *last);
            let tick = tick.unwrap_or(last);
            let newest = run.iter().rev().find(|(at, _)| *at <= tick && tick <= last);
            let v = newest.map_or(f64::NAN, |&(_, v)| v);
            number::value(self.unit, &self.words, v)
        };
        [at(&self.runs[0]), at(&self.runs[1])]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lines_share_axis_and_scale() {
        let row = Row {
            label: "Error rate".to_owned(),
            unit: Unit::Ratio,
            words: Vec::new(),
            range: (Some(0.0), None),
            threshold: Some(0.5),
            runs: [vec![(0, 0.0), (1, 0.5), (2, 1.0)], vec![(0, 0.0), (1, 0.0)]],
        };
        let span = Span { from: 0, to: 2, cross: None };
        let lines = row.lines(span, ["this run", "the expert"]);
        assert_eq!(lines.lines, ["0,36 1,20.5 2,5".to_owned(), "0,36 1,36".to_owned()]);
        assert_eq!(lines.threshold, Some(20.5));
        assert_eq!(lines.label, "Error rate: this run 100.0%, the expert 0.0% at the end");
        for (tick, expected) in [
            (Some(0), ["0.0%", "0.0%"]),
            (Some(1), ["50.0%", "0.0%"]),
            (Some(2), ["100.0%", "–"]),
            (None, ["100.0%", "0.0%"]),
        ] {
            assert_eq!(row.values(tick), expected, "{tick:?}");
        }
        let later = row.lines(Span { from: 1, ..span }, ["a", "b"]);
        assert_eq!(later.lines, ["0,20.5 1,5".to_owned(), "0,36".to_owned()]);
        let none = Row { runs: [Vec::new(), vec![(0, 0.2)]], ..row };
        assert_eq!(none.values(Some(0)), ["–", "20.0%"]);
    }
}
