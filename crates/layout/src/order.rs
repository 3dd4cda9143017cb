//! Order within the layers: barycentre sweeps with adjacent exchanges, from two starts; the best is kept.

use crate::proper::Proper;
use brownout_sort as sort;

/// Most sweeps from one start.
const SWEEPS_MAX: usize = 48;
/// Sweeps without a better result before giving up.
const SWEEPS_STALE: usize = 12;
/// Passes of exchanges after a sweep.
const EXCHANGES_MAX: usize = 4;

/// The vertices of each layer from top to bottom.
#[derive(Clone)]
pub(crate) struct Order {
    pub(crate) layers: Vec<Vec<usize>>,
    /// The place of each vertex in its layer.
    pub(crate) place: Vec<usize>,
}

/// An order with few crossings, and their number.
pub(crate) fn order(proper: &Proper) -> (Order, u64) {
    let (order, crossings) = improved(proper, Order::initial(proper, Start::Left));
    if crossings == 0 {
        return (order, 0);
    }
    let (other, fewer) = improved(proper, Order::initial(proper, Start::Right));
    if fewer < crossings { (other, fewer) } else { (order, crossings) }
}

fn improved(proper: &Proper, mut order: Order) -> (Order, u64) {
    let mut crossings = order.crossings(proper);
    let mut best = order.clone();
    let mut stale = 0;
    for sweep in 0..SWEEPS_MAX {
        if crossings == 0 || stale == SWEEPS_STALE {
            break;
        }
        let to_right = sweep % 2 == 0;
        let keep_ties = sweep % 4 < 2;
        order.sweep(proper, to_right, keep_ties);
        order.exchange(proper, !keep_ties);
        let now = order.crossings(proper);
        if now < crossings {
            crossings = now;
            best = order.clone();
            stale = 0;
        } else {
            stale += 1;
        }
    }
    (best, crossings)
}

/// The side from which the initial order is found.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Start {
    Left,
    Right,
}

impl Order {
    /// A depth-first walk away from `start`; each layer lists its vertices as they were met. A tree has no crossings.
    pub(crate) fn initial(proper: &Proper, start: Start) -> Self {
        let count = proper.layer.len();
        let mut order = Self { layers: vec![Vec::new(); proper.layers], place: vec![0; count] };
        let mut roots: Vec<usize> = (0..count).collect();
        match start {
            Start::Left => sort::by_key(&mut roots, |&vertex| proper.layer[vertex]),
            Start::Right => sort::by_key(&mut roots, |&vertex| proper.layers - proper.layer[vertex]),
        }
        let onward = match start {
            Start::Left => &proper.right,
            Start::Right => &proper.left,
        };
        let mut seen = vec![false; count];
        for root in roots {
            let mut stack = vec![root];
            while let Some(vertex) = stack.pop() {
                if !seen[vertex] {
                    seen[vertex] = true;
                    order.layers[proper.layer[vertex]].push(vertex);
                    stack.extend(onward[vertex].iter().rev());
                }
            }
        }
        for layer in 0..proper.layers {
            order.number(layer);
        }
        order
    }

    fn number(&mut self, layer: usize) {
        for (place, &vertex) in self.layers[layer].iter().enumerate() {
            self.place[vertex] = place;
        }
    }

    /// Sorts each layer after the first by the mean place of the neighbours in the layer before it.
    fn sweep(&mut self, proper: &Proper, to_right: bool, keep_ties: bool) {
        let count = self.layers.len();
        for step in 1..count {
            let (layer, neighbours) = if to_right { (step, &proper.left) } else { (count - 1 - step, &proper.right) };
            self.sort(layer, neighbours, keep_ties);
        }
    }

    /// Vertices without neighbours keep their places; the others share the remaining ones.
    fn sort(&mut self, layer: usize, neighbours: &[Vec<usize>], keep_ties: bool) {
        let vertices = &self.layers[layer];
        let mut keyed: Vec<(f64, usize, usize)> = vertices
            .iter()
            .filter(|&&vertex| !neighbours[vertex].is_empty())
            .map(|&vertex| {
                let beside = &neighbours[vertex];
                let sum: usize = beside.iter().map(|&other| self.place[other]).sum();
                let tie = if keep_ties { self.place[vertex] } else { vertices.len() - self.place[vertex] };
                // Integers below 2^53 and one division: equal means give equal keys on every machine.
                (sum as f64 / beside.len() as f64, tie, vertex)
            })
            .collect();
        sort::by(&mut keyed, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut keyed = keyed.into_iter();
        for slot in &mut self.layers[layer] {
            if !neighbours[*slot].is_empty()
                && let Some((_, _, vertex)) = keyed.next()
            {
                *slot = vertex;
            }
        }
        self.number(layer);
    }

    /// Exchanges neighbours in a layer as long as that removes crossings; with `ties` also those for which it makes no
    /// difference, which leads out of many dead ends.
    fn exchange(&mut self, proper: &Proper, ties: bool) {
        let mut scratch = Scratch::default();
        for _ in 0..EXCHANGES_MAX {
            let mut better = false;
            for layer in 0..self.layers.len() {
                for place in 1..self.layers[layer].len() {
                    let gain = self.gain(proper, layer, place, &mut scratch);
                    if 0 < gain || (ties && gain == 0) {
                        better |= 0 < gain;
                        self.swap(layer, place);
                    }
                }
            }
            if !better {
                break;
            }
        }
    }

    /// How many crossings go if the vertex at `place` changes places with the one above it.
    fn gain(&self, proper: &Proper, layer: usize, place: usize, scratch: &mut Scratch) -> i64 {
        let (a, b) = (self.layers[layer][place - 1], self.layers[layer][place]);
        let mut gain = 0;
        for side in [&proper.left, &proper.right] {
            if !side[a].is_empty() && !side[b].is_empty() {
                self.places(&side[a], &mut scratch.upper);
                self.places(&side[b], &mut scratch.lower);
                gain += inversions(&scratch.upper, &scratch.lower);
                gain -= inversions(&scratch.lower, &scratch.upper);
            }
        }
        gain
    }

    fn swap(&mut self, layer: usize, place: usize) {
        let vertices = &mut self.layers[layer];
        vertices.swap(place - 1, place);
        self.place[vertices[place - 1]] = place - 1;
        self.place[vertices[place]] = place;
    }

    fn places(&self, vertices: &[usize], into: &mut Vec<usize>) {
        into.clear();
        into.extend(vertices.iter().map(|&vertex| self.place[vertex]));
        into.sort_unstable();
    }

    /// How often two links cross.
    pub(crate) fn crossings(&self, proper: &Proper) -> u64 {
        let mut places = Vec::new();
        let mut total = 0;
        for pair in self.layers.windows(2) {
            // For each place on the right: how many links ended there so far, as a Fenwick tree.
            let mut tree = vec![0_u64; pair[1].len() + 1];
            let mut ended = 0;
            for &vertex in &pair[0] {
                self.places(&proper.right[vertex], &mut places);
                for &place in &places {
                    total += ended - prefix(&tree, place + 1);
                }
                for &place in &places {
                    ended += 1;
                    let mut at = place + 1;
                    while at < tree.len() {
                        tree[at] += 1;
                        at += at & at.wrapping_neg();
                    }
                }
            }
        }
        total
    }
}

fn prefix(tree: &[u64], mut at: usize) -> u64 {
    let mut sum = 0;
    while 0 < at {
        sum += tree[at];
        at -= at & at.wrapping_neg();
    }
    sum
}

/// Buffers for the sorted places of two vertices' neighbours.
#[derive(Default)]
struct Scratch {
    upper: Vec<usize>,
    lower: Vec<usize>,
}

/// How many pairs of an `upper` and a `lower` place are the wrong way round; both are sorted.
fn inversions(upper: &[usize], lower: &[usize]) -> i64 {
    let mut below = 0;
    let mut total = 0;
    for &place in upper {
        while below < lower.len() && lower[below] < place {
            below += 1;
        }
        total += below as i64;
    }
    total
}
