//! One metric over time, as strings for SVG. Pure.

use brownout_run::view::{Frame, MetricAbout, Unit};

use crate::draw::chart::{Scale, over};
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
    /// Its pieces above the threshold.
    pub over: Vec<String>,
    /// Height of the threshold and its label, if there is one.
    pub threshold: Option<(f64, String)>,
    /// Place of now, and height of the line there.
    pub now: (String, f64),
    /// Width of what is not yet simulated.
    pub future: String,
    /// Whether now is above the threshold.
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
    let threshold = metric.thresholds.iter().map(|(_, v)| *v).reduce(|a, b| if b < a { b } else { a });
    let seen = frames.iter().map(|frame| frame.metric(index, service)).chain(metric.thresholds.iter().map(|(_, v)| *v));
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
    let threshold_text = threshold.map(|t| number::brief(metric.unit, &metric.words, t));
    let label = match &threshold_text {
        Some(threshold) => format!("{}: now {value}, threshold {threshold}", metric.label),
        None => format!("{}: now {value}", metric.label),
    };
    Some(Drawn {
        view_box: format!("0 0 {} 41", (span.to - span.from).max(1)),
        over: threshold.map_or_else(Vec::new, |t| over(&line, t).iter().map(|piece| high(piece)).collect()),
        line: high(&line),
        threshold: threshold.zip(threshold_text).map(|(t, text)| (scale.y(t, TOP, BOTTOM), text)),
        now: (span.place(now.tick)?, scale.y(v, TOP, BOTTOM)),
        future: percent(f64::from(span.to.saturating_sub(now.tick)) / f64::from((span.to - span.from).max(1))),
        is_over: threshold.is_some_and(|t| t < v),
        value,
        cross,
        label,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::tests_support::empty_frame;
    use brownout_run::view::Severity;

    fn frames(values: &[f64]) -> Vec<Frame> {
        values
            .iter()
            .enumerate()
            .map(|(tick, &v)| Frame { tick: tick as u32, status: vec![0], metrics: vec![v], ..empty_frame() })
            .collect()
    }

    #[test]
    fn charts() {
        let metric = MetricAbout {
            name: "err".to_owned(),
            label: "Error rate".to_owned(),
            unit: Unit::Ratio,
            about: String::new(),
            knob: false,
            low: Some(0.0),
            high: Some(1.0),
            thresholds: vec![(Severity::Page, 0.5), (Severity::Warning, 0.1)],
            words: Vec::new(),
        };
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
}
