//! From a route to the `d` of an SVG path. Numbers have at most one decimal, and never depend on a locale.

use crate::result::{Course, Point, Route};

/// Largest radius of a self loop's corners.
const CORNER_MAX: f64 = 6.0;

/// The path of `route`: level stretches and curves that start and end level. It stops `end_gap` before the end, the
/// room for an arrowhead whose point is the route's last point.
pub fn path(route: &Route, end_gap: f64) -> String {
    match route.course {
        Course::Loop => rounded(&route.points, end_gap),
        Course::Forward | Course::Reversed => curved(&route.points, end_gap),
    }
}

fn curved(points: &[Point], end_gap: f64) -> String {
    let mut d = String::new();
    let Some(first) = points.first() else {
        return d;
    };
    command(&mut d, 'M', &[first.x, first.y]);
    let last = points.len() - 1;
    for (at, pair) in points.windows(2).enumerate() {
        let (from, to) = (pair[0], pair[1]);
        let end = if at + 1 == last { before(from.x, to.x, end_gap) } else { to.x };
        if from.y == to.y {
            command(&mut d, 'H', &[end]);
        } else {
            let middle = (from.x + to.x) / 2.0;
            command(&mut d, 'C', &[middle, from.y, middle, to.y, end, to.y]);
        }
    }
    d
}

/// A polyline along the axes with round corners.
fn rounded(points: &[Point], end_gap: f64) -> String {
    let mut d = String::new();
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return d;
    };
    command(&mut d, 'M', &[first.x, first.y]);
    for three in points.windows(3) {
        let (from, corner, to) = (three[0], three[1], three[2]);
        let enter = toward(corner, from);
        let leave = toward(corner, to);
        command(&mut d, 'L', &[enter.x, enter.y]);
        command(&mut d, 'Q', &[corner.x, corner.y, leave.x, leave.y]);
    }
    let previous = points[points.len().saturating_sub(2)];
    let end = Point { x: before(previous.x, last.x, end_gap), y: before(previous.y, last.y, end_gap) };
    command(&mut d, 'L', &[end.x, end.y]);
    d
}

/// `gap` before `to`, coming from `from` along an axis, at most half of the way back.
fn before(from: f64, to: f64, gap: f64) -> f64 {
    let half = (to - from) / 2.0;
    if half.abs() < gap {
        to - half
    } else if half < 0.0 {
        to + gap
    } else {
        to - gap
    }
}

/// The point on the way from `corner` to `other` where the corner's curve starts.
fn toward(corner: Point, other: Point) -> Point {
    let part = |from: f64, to: f64| {
        let half = (to - from) / 2.0;
        if half.abs() < CORNER_MAX {
            from + half
        } else if half < 0.0 {
            from - CORNER_MAX
        } else {
            from + CORNER_MAX
        }
    };
    Point { x: part(corner.x, other.x), y: part(corner.y, other.y) }
}

fn command(d: &mut String, letter: char, numbers: &[f64]) {
    d.push(letter);
    for (at, &value) in numbers.iter().enumerate() {
        if 0 < at {
            d.push(' ');
        }
        d.push_str(&number(value));
    }
}

/// `value` with at most one decimal, halves away from zero: "12", "0.5", "-3.1", never "-0".
pub fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") }
}
