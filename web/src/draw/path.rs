//! Path and point strings for SVG. Coordinates carry one decimal: enough for the eye, and short.

use std::fmt::Write;

/// A point.
pub type Point = (f64, f64);

/// `1,2 3,4`: the `points` of a polyline.
#[must_use]
pub fn points(points: impl IntoIterator<Item = Point>) -> String {
    let mut out = String::new();
    for (x, y) in points {
        if !out.is_empty() {
            out.push(' ');
        }
        push(&mut out, x);
        out.push(',');
        push(&mut out, y);
    }
    out
}

/// An arrow head whose point is at `(x, y)`, `long` long and `half` high to each side. It points right, or left.
#[must_use]
pub fn tip((x, y): Point, long: f64, half: f64, leftward: bool) -> String {
    let back = if leftward { x + long } else { x - long };
    let mut out = String::from("M");
    pair(&mut out, back, y - half);
    out.push('L');
    pair(&mut out, x, y);
    out.push('L');
    pair(&mut out, back, y + half);
    out.push('Z');
    out
}

/// A coordinate as an attribute.
#[must_use]
pub fn coordinate(v: f64) -> String {
    let mut out = String::new();
    push(&mut out, v);
    out
}

/// A share of a width as an attribute, `33.3%`.
#[must_use]
pub fn percent(share: f64) -> String {
    let mut out = coordinate(share * 100.0);
    out.push('%');
    out
}

fn pair(out: &mut String, x: f64, y: f64) {
    push(out, x);
    out.push(' ');
    push(out, y);
}

fn push(out: &mut String, v: f64) {
    let start = out.len();
    // Writing to a String cannot fail.
    let _ = write!(out, "{v:.1}");
    if out.ends_with(".0") {
        out.truncate(out.len() - 2);
    }
    if out.get(start..) == Some("-0") {
        out.replace_range(start.., "0");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        assert_eq!(points([(0.0, 35.94), (1.0, -0.04)]), "0,35.9 1,0");
        assert_eq!(tip((10.0, 5.0), 8.0, 4.6, false), "M2 0.4L10 5L2 9.6Z");
        assert_eq!(tip((10.0, 5.0), 8.0, 4.6, true), "M18 0.4L10 5L18 9.6Z");
        assert_eq!(percent(1.0 / 3.0), "33.3%");
    }
}
