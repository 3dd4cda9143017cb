//! One metric over time, as strings for SVG. Pure.

use brownout_run::view::{Frame, MetricAbout, Side, Unit};

use crate::draw::chart::{Scale, over, under};
use crate::draw::number;
use crate::draw::path::{percent, points};

/// Heights of a chart's top and bottom.
const TOP: f64 = 5.0;
const BOTTOM: f64 = 36.0;

/// Everything that one chart shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// `viewBox` of the lines: ticks wide.
    pub view_box: String,
    /// The line.
    pub line: String,
    /// Its pieces on the bad side of a threshold.
    pub over: Vec<String>,
    /// Height and label of the first threshold on each side.
    pub thresholds: Vec<(f64, String)>,
    /// Place of now, and height of the line there.
    pub now: (String, f64),
    /// Width of what is not yet simulated.
    pub future: String,
    /// Whether now is on the bad side of a threshold.
    pub is_over: bool,
    /// The value now.
    pub value: String,
    /// The value under the crosshair, its place and its height.
    pub cross: Option<(String, String, f64)>,
    /// What it says to people who do not see it.
    pub label: String,
}

/// Which part of the run, and where one looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First tick of the axis.
    pub from: u32,
    /// Last tick of the axis.
    pub to: u32,
    /// Tick under the crosshair.
    pub cross: Option<u32>,
}

impl Span {
    /// Place of a tick on the axis as a percentage; `None` outside.
    #[must_use]
    pub fn place(&self, tick: u32) -> Option<String> {
        (self.from <= tick && tick <= self.to)
            .then(|| percent(f64::from(tick - self.from) / f64::from((self.to - self.from).max(1))))
    }
}

/// Draws a metric of a service up to the frame `at`. All frames give the scale, so that it does not move when one
/// looks back.
#[must_use]
pub fn draw(
    metric: &MetricAbout,
    index: usize,
    service: usize,
    frames: &[Frame],
    at: usize,
    span: Span,
) -> Option<Drawn> {
    let now = frames.get(at)?;
    let thresholds = first_thresholds(metric);
    let seen = frames.iter().map(|frame| frame.metric(index, service)).chain(metric.thresholds.iter().map(|t| t.value));
    // A share has its whole range. Anything else would drown in a range that only keeps it from running away.
    let scale = match metric.unit {
        Unit::Ratio | Unit::Flag => Scale::of(metric.low, metric.high.or(Some(1.0)), seen),
        _ => Scale::of(None, None, seen),
    };
    let line: Vec<(f64, f64)> = frames
        .iter()
        .take(at + 1)
        .filter(|frame| span.from <= frame.tick)
        .map(|frame| (f64::from(frame.tick - span.from), frame.metric(index, service)))
        .collect();
    let high = |pieces: &[(f64, f64)]| points(pieces.iter().map(|&(x, v)| (x, scale.y(v, TOP, BOTTOM))));
    let text = |v: f64| number::value(metric.unit, &metric.words, v);
    let v = now.metric(index, service);
    let value = text(v);
    let cross = span.cross.and_then(|tick| {
        let frame = frames.iter().take(at + 1).rev().find(|frame| frame.tick <= tick)?;
        let v = frame.metric(index, service);
        Some((text(v), span.place(tick)?, scale.y(v, TOP, BOTTOM)))
    });
    let brief = |t: f64| number::brief(metric.unit, &metric.words, t);
    let mut label = format!("{}: now {value}", metric.label);
    for &(side, threshold) in &thresholds {
        let what = match side {
            Side::Above => "threshold",
            Side::Below => "lower threshold",
        };
        label.push_str(&format!(", {what} {}", brief(threshold)));
    }
    let bad = |&(side, threshold): &(Side, f64)| match side {
        Side::Above => over(&line, threshold),
        Side::Below => under(&line, threshold),
    };
    Some(Drawn {
        view_box: format!("0 0 {} 41", (span.to - span.from).max(1)),
        over: thresholds.iter().flat_map(bad).map(|piece| high(&piece)).collect(),
        line: high(&line),
        thresholds: thresholds.iter().map(|&(_, t)| (scale.y(t, TOP, BOTTOM), brief(t))).collect(),
        now: (span.place(now.tick)?, scale.y(v, TOP, BOTTOM)),
        future: percent(f64::from(span.to.saturating_sub(now.tick)) / f64::from((span.to - span.from).max(1))),
        is_over: thresholds.iter().any(|&(side, t)| match side {
            Side::Above => t < v,
            Side::Below => v < t,
        }),
        value,
        cross,
        label,
    })
}

/// Of the thresholds on each side the one that a metric meets first on its way to the bad.
fn first_thresholds(metric: &MetricAbout) -> Vec<(Side, f64)> {
    let first = |side: Side| {
        let values = metric.thresholds.iter().filter(|t| t.bad == side).map(|t| t.value);
        let first = values.reduce(|a, b| if (b < a) == (side == Side::Above) { b } else { a });
        first.map(|value| (side, value))
    };
    [Side::Above, Side::Below].into_iter().filter_map(first).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::tests_support::empty_frame;
    use brownout_run::view::{Severity, Threshold};

    fn frames(values: &[f64]) -> Vec<Frame> {
        values
            .iter()
            .enumerate()
            .map(|(tick, &v)| Frame { tick: tick as u32, status: vec![0], metrics: vec![v], ..empty_frame() })
            .collect()
    }

    fn metric(thresholds: &[(Severity, f64, Side)]) -> MetricAbout {
        MetricAbout {
            name: "err".to_owned(),
            label: "Error rate".to_owned(),
            unit: Unit::Ratio,
            about: String::new(),
            knob: false,
            low: Some(0.0),
            high: Some(1.0),
            thresholds: thresholds.iter().map(|&(severity, value, bad)| Threshold { severity, value, bad }).collect(),
            words: Vec::new(),
        }
    }

    #[test]
    fn charts() {
        let metric = metric(&[(Severity::Page, 0.5, Side::Above), (Severity::Warning, 0.1, Side::Above)]);
        let span = Span { from: 0, to: 4, cross: Some(1) };
        let drawn = draw(&metric, 0, 0, &frames(&[0.0, 0.0, 0.2, 0.9]), 2, span).unwrap();
        assert_eq!(drawn.line, "0,36 1,36 2,29.8");
        assert_eq!(drawn.over, ["1.5,32.9 2,29.8"]);
        assert_eq!(drawn.value, "20.0%");
        assert_eq!(drawn.label, "Error rate: now 20.0%, threshold 10%");
        assert_eq!(drawn.now.0, "50%");
        assert_eq!(drawn.cross.unwrap().0, "0.0%");
        assert!(drawn.is_over);
        assert!(draw(&metric, 0, 0, &[], 0, span).is_none());
    }

    #[test]
    fn thresholds_have_a_bad_side() {
        use Severity::{Page, Warning};
        use Side::{Above, Below};
        let span = Span { from: 0, to: 4, cross: None };
        for (thresholds, now, expected) in [
            (
                vec![(Warning, 0.5, Below), (Page, 0.1, Below)],
                0.4,
                (true, "Error rate: now 40.0%, lower threshold 50%"),
            ),
            (
                vec![(Warning, 0.5, Below), (Page, 0.1, Below)],
                0.6,
                (false, "Error rate: now 60.0%, lower threshold 50%"),
            ),
            (vec![(Warning, 0.5, Above), (Page, 0.9, Above)], 0.6, (true, "Error rate: now 60.0%, threshold 50%")),
            (
                vec![(Warning, 0.8, Above), (Warning, 0.2, Below)],
                0.1,
                (true, "Error rate: now 10.0%, threshold 80%, lower threshold 20%"),
            ),
            (vec![], 1.0, (false, "Error rate: now 100.0%")),
        ] {
            let drawn = draw(&metric(&thresholds), 0, 0, &frames(&[0.55, now]), 1, span).unwrap();
            assert_eq!((drawn.is_over, drawn.label.as_str()), expected);
            assert_eq!(!drawn.over.is_empty(), expected.0, "{thresholds:?}");
        }
    }
}
