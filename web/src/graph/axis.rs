//! One axis of a layout: how far it can be stretched in the room that there is, and where it then begins. Pure.

/// Left free around the graph: selection rings, and a little air.
pub const PAD: f64 = 12.0;
/// Left free around lines: half of the widest, and the halo of a label.
pub const LINE_PAD: f64 = 6.0;
/// Beyond its own distances a layout is stretched at most this far.
const STRETCH_MOST: f64 = 1.3;

/// What takes room along one axis of a layout, between its least and its greatest coordinate.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Centres of boxes.
    pub boxes: Option<(f64, f64)>,
    /// Bends of lines.
    pub lines: Option<(f64, f64)>,
}

impl Axis {
    /// Each extent with what it needs beside it, for boxes that reach `half` to each side of their centres.
    fn extents(&self, half: f64) -> impl Iterator<Item = ((f64, f64), f64)> + Clone + use<> {
        let boxes = self.boxes.map(|ends| (ends, PAD + half));
        boxes.into_iter().chain(self.lines.map(|ends| (ends, LINE_PAD)))
    }

    /// By how much the layout can be stretched so that all of it is inside `room`.
    #[must_use]
    pub fn scale(&self, room: f64, half: f64) -> f64 {
        let mut scale = STRETCH_MOST;
        for ((low, _), before) in self.extents(half) {
            for ((_, high), after) in self.extents(half) {
                if low < high {
                    scale = smaller(scale, (room - before - after) / (high - low));
                }
            }
        }
        scale
    }

    /// The room that a scale takes.
    #[must_use]
    pub fn room(&self, scale: f64, half: f64) -> f64 {
        let mut room = 2.0 * (PAD + half);
        for ((low, _), before) in self.extents(half) {
            for ((_, high), after) in self.extents(half) {
                room = larger(room, before + after + (high - low) * scale);
            }
        }
        room
    }

    /// Where the layout's 0 is in `room`, so that what is left over is shared by both sides.
    #[must_use]
    pub fn origin(&self, room: f64, scale: f64, half: f64) -> f64 {
        let least = self.extents(half).map(|((low, _), before)| before - low * scale);
        let most = self.extents(half).map(|((_, high), after)| room - after - high * scale);
        (least.reduce(larger).unwrap_or(0.0) + most.reduce(smaller).unwrap_or(0.0)) / 2.0
    }
}

/// The least and the greatest of these.
#[must_use]
pub fn ends(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |ends, v| Some(ends.map_or((v, v), |(low, high)| (smaller(low, v), larger(high, v)))))
}

/// The smaller one.
#[must_use]
pub fn smaller(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

/// The larger one.
#[must_use]
pub fn larger(a: f64, b: f64) -> f64 {
    if a < b { b } else { a }
}
