//! Routes: from port to port, level across the columns, curved only in the gaps between them, so that no curve can
//! touch a box.

use crate::piece::Piece;
use crate::ports::{self, End, LEVEL};
use crate::result::{Course, Placed, Point, Route};

/// Left and right side of a layer.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    pub(crate) left: f64,
    pub(crate) right: f64,
}

/// The route of each edge of `piece`, whose top stands at `top`.
pub(crate) fn routes(piece: &Piece, top: f64, nodes: &[Placed], columns: &[Column], port_gap: f64) -> Vec<Route> {
    let ends = Ends::new(piece, top, nodes, port_gap);
    let arcs = piece.arcs.iter().enumerate();
    arcs.map(|(arc, &(from, to))| {
        let left = &nodes[piece.component.nodes[from]];
        let right = &nodes[piece.component.nodes[to]];
        let bends = &piece.proper.bends[arc];
        // The layers that the arc meets, each with the height there.
        let mut stops = vec![(left.layer as usize, ends.start[arc])];
        stops.extend(bends.iter().map(|&bend| {
            let y = top + piece.row[bend];
            (piece.proper.layer[bend], y)
        }));
        stops.push((right.layer as usize, ends.end[arc]));
        for at in 1..stops.len() {
            if (stops[at].1 - stops[at - 1].1).abs() < LEVEL {
                stops[at].1 = stops[at - 1].1;
            }
        }
        // The label goes to the side where fewer edges meet.
        let fan_out = ends.at_right_side[from] > ends.at_left_side[to];
        let gap = if fan_out { stops.len() - 2 } else { 0 };
        let reversed = piece.reversed[arc];
        let mut points = points(&stops, left.right(), right.left(), columns);
        if reversed {
            points.reverse();
        }
        Route {
            points,
            label: Point {
                x: (columns[stops[gap].0].right + columns[stops[gap + 1].0].left) / 2.0,
                y: (stops[gap].1 + stops[gap + 1].1) / 2.0,
            },
            course: if reversed { Course::Reversed } else { Course::Forward },
        }
    })
    .collect()
}

/// From left to right, without points in the middle of a level stretch.
fn points(stops: &[(usize, f64)], start: f64, end: f64, columns: &[Column]) -> Vec<Point> {
    let (first, last) = (stops[0], stops[stops.len() - 1]);
    let mut points = vec![Point { x: start, y: first.1 }];
    let mut add = |x: f64, y: f64| {
        let point = Point { x, y };
        let count = points.len();
        let previous = points[count - 1];
        if previous == point {
            return;
        }
        if 1 < count && points[count - 2].y == y && previous.y == y {
            points.pop();
        }
        points.push(point);
    };
    for pair in stops.windows(2) {
        add(columns[pair[0].0].right, pair[0].1);
        add(columns[pair[1].0].left, pair[1].1);
    }
    add(end, last.1);
    points
}

/// Where arcs start and end, and how many share a side.
struct Ends {
    /// Of each arc: its y at its left node's right side.
    start: Vec<f64>,
    /// Of each arc: its y at its right node's left side.
    end: Vec<f64>,
    /// Of each node: the arcs at its right side.
    at_right_side: Vec<usize>,
    /// Of each node: the arcs at its left side.
    at_left_side: Vec<usize>,
}

impl Ends {
    fn new(piece: &Piece, top: f64, nodes: &[Placed], port_gap: f64) -> Self {
        let count = piece.component.nodes.len();
        let mut right = vec![Vec::new(); count];
        let mut left = vec![Vec::new(); count];
        for (arc, &(from, to)) in piece.arcs.iter().enumerate() {
            let bends = &piece.proper.bends[arc];
            let reversed = piece.reversed[arc];
            let end = |vertex: usize| End { arc, toward: top + piece.row[vertex], reversed };
            right[from].push(end(bends.first().copied().unwrap_or(to)));
            left[to].push(end(bends.last().copied().unwrap_or(from)));
        }
        let mut ends = Self {
            start: vec![0.0; piece.arcs.len()],
            end: vec![0.0; piece.arcs.len()],
            at_right_side: right.iter().map(Vec::len).collect(),
            at_left_side: left.iter().map(Vec::len).collect(),
        };
        for (local, &node) in piece.component.nodes.iter().enumerate() {
            let Placed { y, height, .. } = nodes[node];
            for (arc, y) in ports::right_side(&mut right[local], y, height, port_gap) {
                ends.start[arc] = y;
            }
            for (arc, y) in ports::left_side(&mut left[local], y, height, port_gap) {
                ends.end[arc] = y;
            }
        }
        ends
    }
}
