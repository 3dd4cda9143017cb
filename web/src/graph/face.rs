//! What a node shows at one tick, as text and points. Pure.

use brownout_run::view::{About, Frame, Like};

use crate::draw::number;
use crate::draw::path;
use crate::draw::ticks;

/// A spark's box.
const SPARK_WIDTH: f64 = 52.0;
const SPARK_HEIGHT: f64 = 24.0;
/// A name is pressed by at most this factor before letters are dropped.
const PRESSED_MOST: f64 = 1.3;

/// A node's face.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// Its look.
    pub like: Like,
    /// The first two numbers.
    pub values: [String; 2],
    /// Name for people who do not see it: "user-db, critical, errors 50.0%, p99 8.0 s".
    pub label: String,
    /// The spark's points, from (0, 0) at its lower left.
    pub spark: String,
    /// Its last point.
    pub dot: (f64, f64),
}

impl Face {
    /// The face of a service at the frame `at`.
    #[must_use]
    pub fn of(about: &About, frames: &[Frame], at: usize, end: u32, service: usize) -> Option<Self> {
        let frame = frames.get(at)?;
        if frame.status.is_empty() {
            return about.services.get(service).map(|service| Self::unseen(&service.name));
        }
        let rung = about.ladder.get(*frame.status.get(service)? as usize)?;
        let shown: Vec<usize> = node_metrics(about).collect();
        let text = |place: usize| {
            shown.get(place).and_then(|&m| about.metrics.get(m)).map(|metric| {
                let index = shown.get(place).copied().unwrap_or(0);
                (
                    number::value(metric.unit, &metric.words, frame.metric(index, service)),
                    short_label(&metric.label, &metric.name).to_ascii_lowercase(),
                )
            })
        };
        let name = about.services.get(service).map_or("", |s| s.name.as_str());
        let mut label = format!("{name}, {}", rung.word);
        let mut values = [String::new(), String::new()];
        for (place, slot) in values.iter_mut().enumerate() {
            if let Some((value, what)) = text(place) {
                label.push_str(&format!(", {what} {value}"));
                *slot = value;
            }
        }
        let (spark, dot) = spark(about, frames, at, end, service, shown.first().copied());
        Some(Self { like: rung.like, values, label, spark, dot })
    }
}

impl Face {
    /// A service of which nothing is to be seen but that it is there.
    fn unseen(name: &str) -> Self {
        let label = format!("{name}, status and numbers not seen");
        Self {
            like: Like::Healthy,
            values: [String::new(), String::new()],
            label,
            spark: String::new(),
            dot: (0.0, 0.0),
        }
    }
}

/// The metrics on a node: the first two that are not configuration.
pub fn node_metrics(about: &About) -> impl Iterator<Item = usize> + '_ {
    about.metrics.iter().enumerate().filter(|(_, metric)| !metric.knob).map(|(index, _)| index).take(2)
}

/// A label that has room on a node: the label if it is short, otherwise the metric's name.
#[must_use]
pub fn short_label<'a>(label: &'a str, name: &'a str) -> &'a str {
    if label.chars().count() <= 10 { label } else { name }
}

/// A name in at most two pieces, the first of at most `most` letters, cut at a hyphen if there is one.
#[must_use]
pub fn wrapped(name: &str, most: usize) -> Vec<String> {
    if name.chars().count() <= most {
        return vec![name.to_owned()];
    }
    let cut = name
        .char_indices()
        .rev()
        .filter(|&(_, c)| c == '-')
        .map(|(at, _)| at + 1)
        .find(|&at| name.get(..at).is_some_and(|head| head.chars().count() <= most));
    match cut {
        Some(at) => {
            let (head, tail) = name.split_at(at);
            vec![head.to_owned(), tail.to_owned()]
        }
        None => vec![name.to_owned()],
    }
}

/// A name in a box: the text, and the width it is pressed into if it is a little too long. Letters are taken as
/// `letter` wide, which the widest of the usual fonts keeps.
#[must_use]
pub fn fitting(name: &str, room: f64, letter: f64) -> (String, Option<f64>) {
    let letters = name.chars().count() as f64;
    if letters * letter <= room {
        (name.to_owned(), None)
    } else if letters * letter <= room * PRESSED_MOST {
        (name.to_owned(), Some(room))
    } else {
        (shortened(name, (room / letter) as usize), None)
    }
}

/// A text of at most `most` letters.
#[must_use]
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        text.to_owned()
    } else {
        let mut out: String = text.chars().take(most.saturating_sub(1)).collect();
        out.push('…');
        out
    }
}

/// The spark: 0–100% in every node; other units from 0 to their declared or highest value.
fn spark(
    about: &About,
    frames: &[Frame],
    at: usize,
    end: u32,
    service: usize,
    metric: Option<usize>,
) -> (String, (f64, f64)) {
    let (Some(metric), Some(first), Some(now)) = (metric, frames.first(), frames.get(at)) else {
        return (String::new(), (0.0, 0.0));
    };
    let (from, to) = ticks::window(first.tick, now.tick, end);
    let high = about.metrics.get(metric).and_then(|m| m.high).unwrap_or(1.0);
    let points: Vec<(f64, f64)> = frames
        .iter()
        .take(at + 1)
        .filter(|frame| from <= frame.tick)
        .map(|frame| {
            let share = (frame.metric(metric, service) / high).clamp(0.0, 1.0);
            let share = if share.is_finite() { share } else { 0.0 };
            (f64::from(frame.tick - from) / f64::from(to - from) * SPARK_WIDTH, -share * SPARK_HEIGHT)
        })
        .collect();
    let dot = points.last().copied().unwrap_or_default();
    (path::points(points), dot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_wrap_at_hyphens() {
        for (name, most, expected) in [
            ("user-db", 12, vec!["user-db"]),
            ("payment-service", 12, vec!["payment-", "service"]),
            ("notification-service", 13, vec!["notification-", "service"]),
            ("averyveryverylongname", 10, vec!["averyveryverylongname"]),
            ("a-b-cdefghijk-lmnopqrstuvwxyz", 8, vec!["a-b-", "cdefghijk-lmnopqrstuvwxyz"]),
        ] {
            assert_eq!(wrapped(name, most), expected);
        }
    }

    #[test]
    fn names_fit() {
        assert_eq!(fitting("user-db", 60.0, 7.0), ("user-db".to_owned(), None));
        assert_eq!(fitting("auth-service", 70.0, 7.0), ("auth-service".to_owned(), Some(70.0)));
        assert_eq!(fitting("notification-service", 70.0, 7.0), ("notificat…".to_owned(), None));
    }

    #[test]
    fn labels_are_short() {
        assert_eq!(short_label("Error rate", "err"), "Error rate");
        assert_eq!(short_label("p99 latency", "p99"), "p99");
    }
}
