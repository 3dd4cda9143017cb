//! From values to heights: the scale of a chart, the part of a line above its threshold, sparks.

use super::path::Point;

/// The vertical extent of a chart. It is fixed for a metric, so that a line never moves because of its own future.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Value at the bottom.
    pub low: f64,
    /// Value at the top.
    pub high: f64,
}

impl Scale {
    /// The declared range where there is one; otherwise from 0 (or the lowest value) to a round number above
    /// everything seen and every threshold, which therefore changes seldom.
    pub fn of(low: Option<f64>, high: Option<f64>, seen: impl IntoIterator<Item = f64>) -> Self {
        let (mut least, mut most) = (0.0, 0.0);
        for v in seen {
            if v.is_finite() {
                if v < least {
                    least = v;
                }
                if most < v {
                    most = v;
                }
            }
        }
        let low = low.unwrap_or_else(|| if least < 0.0 { -round_up(-least) } else { 0.0 });
        let mut high = high.unwrap_or_else(|| round_up(most));
        if high <= low {
            high = low + 1.0;
        }
        Self { low, high }
    }

    /// Height of `v` in a chart between `top` and `bottom`; values outside stay at the edge.
    #[must_use]
    pub fn y(&self, v: f64, top: f64, bottom: f64) -> f64 {
        let share = (v - self.low) / (self.high - self.low);
        let share = if share.is_finite() { share } else { 0.0 };
        bottom - share.clamp(0.0, 1.0) * (bottom - top)
    }
}

/// The next of 1, 2, 5, 10, 20 … that leaves a tenth of room above `v`.
fn round_up(v: f64) -> f64 {
    let wanted = v * 1.1;
    let mut scale = 1e-6;
    while scale < 1e15 {
        for base in [1.0, 2.0, 5.0] {
            if wanted <= base * scale {
                return base * scale;
            }
        }
        scale *= 10.0;
    }
    wanted
}

/// The pieces of a line that lie below `threshold`, cut where it crosses. Points are (x, value).
#[must_use]
pub fn under(line: &[Point], threshold: f64) -> Vec<Vec<Point>> {
    let turned: Vec<Point> = line.iter().map(|&(x, v)| (x, -v)).collect();
    let pieces = over(&turned, -threshold);
    pieces.into_iter().map(|piece| piece.into_iter().map(|(x, v)| (x, -v)).collect()).collect()
}

/// The pieces of a line that lie above `threshold`, cut where it crosses. Points are (x, value).
#[must_use]
pub fn over(line: &[Point], threshold: f64) -> Vec<Vec<Point>> {
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let mut before: Option<Point> = None;
    for &(x, v) in line {
        let above = threshold < v;
        if let Some((x0, v0)) = before {
            let was_above = threshold < v0;
            if above != was_above {
                let share = (threshold - v0) / (v - v0);
                let cut = (x0 + share * (x - x0), threshold);
                if above {
                    pieces.push(vec![cut]);
                } else if let Some(piece) = pieces.last_mut() {
                    piece.push(cut);
                }
            }
        } else if above {
            pieces.push(Vec::new());
        }
        if above && let Some(piece) = pieces.last_mut() {
            piece.push((x, v));
        }
        before = Some((x, v));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales() {
        for ((low, high, seen), expected) in [
            ((Some(0.0), Some(1.0), vec![0.5]), (0.0, 1.0)),
            ((None, None, vec![8.0, 2.0]), (0.0, 10.0)),
            ((None, None, vec![0.061]), (0.0, 0.1)),
            ((None, None, vec![]), (0.0, 1e-6)),
            ((None, None, vec![-3.0, 4.8, f64::NAN]), (-5.0, 10.0)),
            ((Some(3.0), Some(3.0), vec![]), (3.0, 4.0)),
        ] {
            let Scale { low, high } = Scale::of(low, high, seen);
            assert!((low - expected.0).abs() < 1e-9 && (high - expected.1).abs() < 1e-9, "{low} {high}");
        }
    }

    #[test]
    fn heights_stay_inside() {
        let scale = Scale { low: 0.0, high: 2.0 };
        for (v, expected) in [(0.0, 40.0), (1.0, 21.0), (2.0, 2.0), (9.0, 2.0), (-1.0, 40.0), (f64::NAN, 40.0)] {
            assert!((scale.y(v, 2.0, 40.0) - expected).abs() < 1e-9, "{v}");
        }
    }

    #[test]
    fn lines_are_cut_where_they_cross() {
        let line = [(0.0, 0.0), (1.0, 2.0), (2.0, 2.0), (3.0, 0.0), (4.0, 3.0)];
        let pieces = over(&line, 1.0);
        assert_eq!(pieces.len(), 2);
        assert_eq!(pieces[0], vec![(0.5, 1.0), (1.0, 2.0), (2.0, 2.0), (2.5, 1.0)]);
        assert_eq!(over(&[(0.0, 5.0), (1.0, 5.0)], 1.0), vec![vec![(0.0, 5.0), (1.0, 5.0)]]);
        assert!(over(&[(0.0, 1.0), (1.0, 1.0)], 1.0).is_empty());
        assert_eq!(
            under(&line, 1.0),
            vec![vec![(0.0, 0.0), (0.5, 1.0)], vec![(2.5, 1.0), (3.0, 0.0), (3.0 + 1.0 / 3.0, 1.0)]]
        );
    }
}
