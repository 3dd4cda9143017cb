//! Rows: the y of every vertex, with long edges straight and callers in the middle of their callees.
//!
//! Brandes and Köpf: vertices are aligned with a median neighbour into blocks, four times (neighbours on the left or
//! on the right, ties to the upper or to the lower), each alignment is packed, and every vertex takes the mean of its
//! two middle places. All four keep the distances, therefore the result does. Packing runs longest paths over the
//! blocks, which avoids the faults of the published class shifting.

use crate::order::Order;
use crate::proper::Proper;
use brownout_sort as sort;

/// The least distance of the centres of two vertices, the first above the second.
pub(crate) type Distance<'a> = &'a dyn Fn(usize, usize) -> f64;

/// The y of each vertex's centre; the top is arbitrary. `height` is that of a vertex.
pub(crate) fn rows(proper: &Proper, order: &Order, height: &[f64], distance: Distance<'_>) -> Vec<f64> {
    let conflicts = conflicts(proper, order);
    let mut four = Vec::new();
    for from_left in [true, false] {
        for upward in [true, false] {
            let view = View::new(proper, order, from_left, upward);
            let blocks = view.align(&conflicts);
            four.push(view.pack(&blocks, distance));
        }
    }
    // Upward and downward packings lean on opposite sides: bring all to the bounds of the smallest.
    let bounds: Vec<(f64, f64)> = four.iter().map(|rows| bounds(rows, height)).collect();
    let smallest = (1..4).fold(0, |best, next| {
        let size = |at: usize| bounds[at].1 - bounds[at].0;
        if size(next) < size(best) { next } else { best }
    });
    for (at, rows) in four.iter_mut().enumerate() {
        let shift = if at % 2 == 0 { bounds[smallest].0 - bounds[at].0 } else { bounds[smallest].1 - bounds[at].1 };
        for row in rows {
            *row += shift;
        }
    }
    (0..proper.layer.len())
        .map(|vertex| {
            let mut rows = [four[0][vertex], four[1][vertex], four[2][vertex], four[3][vertex]];
            sort::by(&mut rows, f64::total_cmp);
            (rows[1] + rows[2]) / 2.0
        })
        .collect()
}

/// Upper and lower bound of all boxes.
pub(crate) fn bounds(rows: &[f64], height: &[f64]) -> (f64, f64) {
    let mut bounds = (f64::INFINITY, f64::NEG_INFINITY);
    for (row, height) in rows.iter().zip(height) {
        let (top, bottom) = (row - height / 2.0, row + height / 2.0);
        if top < bounds.0 {
            bounds.0 = top;
        }
        if bounds.1 < bottom {
            bounds.1 = bottom;
        }
    }
    bounds
}

/// For each vertex the left neighbours with which it must not be aligned, since that link crosses a piece of a long
/// edge and long edges shall be straight.
fn conflicts(proper: &Proper, order: &Order) -> Vec<Vec<usize>> {
    let mut conflicts = vec![Vec::new(); proper.layer.len()];
    for pair in order.layers.windows(2) {
        let (left, right) = (&pair[0], &pair[1]);
        let mut from = 0;
        let mut next = 0;
        for (place, &vertex) in right.iter().enumerate() {
            // A bend's only left neighbour, if that is a bend too.
            let inner =
                proper.left[vertex].iter().copied().find(|&other| proper.is_bend(vertex) && proper.is_bend(other));
            if inner.is_none() && place + 1 < right.len() {
                continue;
            }
            let to = inner.map_or(left.len().saturating_sub(1), |bend| order.place[bend]);
            for &below in &right[next..=place] {
                for &other in &proper.left[below] {
                    let both_bends = proper.is_bend(below) && proper.is_bend(other);
                    if !both_bends && !(from..=to).contains(&order.place[other]) {
                        conflicts[below].push(other);
                    }
                }
            }
            next = place + 1;
            from = to;
        }
    }
    conflicts
}

/// The layered graph seen from one of the four directions.
struct View<'a> {
    proper: &'a Proper,
    layers: Vec<Vec<usize>>,
    place: Vec<usize>,
    from_left: bool,
    upward: bool,
}

/// Each vertex's block, named by its first vertex.
type Blocks = Vec<usize>;

impl<'a> View<'a> {
    fn new(proper: &'a Proper, order: &Order, from_left: bool, upward: bool) -> Self {
        let mut layers = order.layers.clone();
        if !from_left {
            layers.reverse();
        }
        let mut place = order.place.clone();
        for layer in &mut layers {
            if !upward {
                layer.reverse();
            }
            for (at, &vertex) in layer.iter().enumerate() {
                place[vertex] = at;
            }
        }
        Self { proper, layers, place, from_left, upward }
    }

    fn align(&self, conflicts: &[Vec<usize>]) -> Blocks {
        let count = self.place.len();
        let mut block: Blocks = (0..count).collect();
        let mut taken = vec![false; count];
        let mut beside = Vec::new();
        for layer in &self.layers {
            // First place in the layer before that is still free: alignments must not cross.
            let mut free = 0;
            for &vertex in layer {
                beside.clear();
                beside.extend_from_slice(if self.from_left {
                    &self.proper.left[vertex]
                } else {
                    &self.proper.right[vertex]
                });
                sort::by_key(&mut beside, |&other| self.place[other]);
                if beside.is_empty() {
                    continue;
                }
                for middle in [(beside.len() - 1) / 2, beside.len() / 2] {
                    let other = beside[middle];
                    let conflict = if self.from_left {
                        conflicts[vertex].contains(&other)
                    } else {
                        conflicts[other].contains(&vertex)
                    };
                    if !taken[other] && free <= self.place[other] && !conflict {
                        taken[other] = true;
                        block[vertex] = block[other];
                        free = self.place[other] + 1;
                        break;
                    }
                }
            }
        }
        block
    }

    /// Packs the blocks upwards (in this view), then lets each sink as far as what is below it allows.
    fn pack(&self, block: &Blocks, distance: Distance<'_>) -> Vec<f64> {
        let count = block.len();
        let mut below: Vec<Vec<(usize, f64)>> = vec![Vec::new(); count];
        let mut waits = vec![0_usize; count];
        for layer in &self.layers {
            for pair in layer.windows(2) {
                let gap = if self.upward { distance(pair[0], pair[1]) } else { distance(pair[1], pair[0]) };
                below[block[pair[0]]].push((block[pair[1]], gap));
                waits[block[pair[1]]] += 1;
            }
        }
        let mut sorted: Vec<usize> =
            (0..count).filter(|&vertex| block[vertex] == vertex && waits[vertex] == 0).collect();
        let mut row = vec![0.0; count];
        let mut next = 0;
        while let Some(&upper) = sorted.get(next) {
            next += 1;
            for &(lower, gap) in &below[upper] {
                if row[lower] < row[upper] + gap {
                    row[lower] = row[upper] + gap;
                }
                waits[lower] -= 1;
                if waits[lower] == 0 {
                    sorted.push(lower);
                }
            }
        }
        for &upper in sorted.iter().rev() {
            let mut limit = f64::INFINITY;
            for &(lower, gap) in &below[upper] {
                if row[lower] - gap < limit {
                    limit = row[lower] - gap;
                }
            }
            if limit.is_finite() && row[upper] < limit {
                row[upper] = limit;
            }
        }
        (0..count)
            .map(|vertex| {
                let row = row[block[vertex]];
                if self.upward { row } else { -row }
            })
            .collect()
    }
}
