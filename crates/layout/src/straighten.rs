//! A last touch on the rows: detours of long edges and needless steps between two nodes that have only each other are
//! taken back where there is room. Nothing is pushed, so no distance is broken, and no edge gets longer.

use crate::order::Order;
use crate::place::Distance;
use crate::ports::LEVEL;
use crate::proper::Proper;

/// One move may make room for the next, as often as this.
const ROUNDS: usize = 4;

/// Moves vertices of `row` within the room between the one above and the one below.
pub(crate) fn straighten(proper: &Proper, order: &Order, distance: Distance<'_>, row: &mut [f64]) {
    let mut rows = Rows { proper, order, distance, row };
    for _ in 0..ROUNDS {
        for bends in &proper.bends {
            rows.take_back_detours(bends);
        }
        for node in 0..proper.nodes {
            rows.join_partner(node);
        }
    }
}

struct Rows<'a> {
    proper: &'a Proper,
    order: &'a Order,
    distance: Distance<'a>,
    row: &'a mut [f64],
}

impl Rows<'_> {
    /// A level stretch of a long edge need not stand above or below both of what it joins.
    fn take_back_detours(&mut self, bends: &[usize]) {
        let level = |row: &[f64], a: usize, b: usize| (row[a] - row[b]).abs() < LEVEL;
        let mut rest = bends;
        while let [first, ..] = rest {
            let count = rest.iter().take_while(|&&bend| level(self.row, *first, bend)).count();
            let (stretch, after) = rest.split_at(count);
            let last = stretch[count - 1];
            let ends = [self.proper.left[*first][0], self.proper.right[last][0]];
            let [a, b] = ends.map(|end| self.row[end]);
            let (least, most) = if a < b { (a, b) } else { (b, a) };
            let here = self.row[*first];
            if here < least {
                self.shift(stretch, least - here);
            } else if most < here {
                self.shift(stretch, most - here);
            }
            rest = after;
        }
    }

    /// A node with one link only goes level with its neighbour, if that has no other link on this side.
    fn join_partner(&mut self, node: usize) {
        let Proper { left, right, .. } = self.proper;
        let (partner, back) = match (left[node].as_slice(), right[node].as_slice()) {
            (&[partner], []) => (partner, &right[partner]),
            ([], &[partner]) => (partner, &left[partner]),
            _ => return,
        };
        if back.len() == 1 {
            self.shift(&[node], self.row[partner] - self.row[node]);
        }
    }

    /// Moves all of `vertices` by `by`, or as far as every one of them has room.
    fn shift(&mut self, vertices: &[usize], by: f64) {
        let down = 0.0 < by;
        let mut length = by.abs();
        for &vertex in vertices {
            let layer = &self.order.layers[self.proper.layer[vertex]];
            let place = self.order.place[vertex];
            let room = if down {
                layer.get(place + 1).map(|&lower| self.row[lower] - self.row[vertex] - (self.distance)(vertex, lower))
            } else {
                place.checked_sub(1).map(|above| {
                    let upper = layer[above];
                    self.row[vertex] - self.row[upper] - (self.distance)(upper, vertex)
                })
            };
            if let Some(room) = room
                && room < length
            {
                length = room;
            }
        }
        // Less than can be seen is not worth the rounding.
        if length < LEVEL {
            return;
        }
        for &vertex in vertices {
            self.row[vertex] += if down { length } else { -length };
        }
    }
}
