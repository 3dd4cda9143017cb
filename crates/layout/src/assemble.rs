//! Puts the parts together: columns, components one under another, isolated nodes in rows, and a route for each edge.

use crate::graph::Graph;
use crate::options::Options;
use crate::piece::Piece;
use crate::result::{Course, Layout, Placed, Point, Route};
use crate::router::{self, Column};

/// Puts the pieces one under another in common columns, then the isolated nodes, and draws the routes.
pub(crate) fn assemble(
    graph: &Graph,
    options: &Options,
    edges: &[(usize, usize)],
    pieces: &[Piece],
    isolated: &[usize],
) -> Layout {
    let mut placer = Placer::new(graph, pieces);
    let mut tops = Vec::new();
    for piece in pieces {
        tops.push(placer.component(piece, options.component_gap));
    }
    placer.isolated(isolated, options);
    let mut nodes = placer.nodes;
    let columns = columns(&nodes, options.layer_gap);
    for node in &mut nodes {
        let column = columns[node.layer as usize];
        node.x = (column.left + column.right) / 2.0;
    }
    let mut distinct: Vec<Option<Route>> = vec![None; edges.len()];
    for (piece, top) in pieces.iter().zip(tops) {
        let routes = router::routes(piece, top, &nodes, &columns, options.port_gap);
        for (&edge, route) in piece.component.edges.iter().zip(routes) {
            distinct[edge] = Some(route);
        }
    }
    let routes = graph
        .edges
        .iter()
        .map(|&(caller, callee)| {
            let pair = (caller as usize, callee as usize);
            let edge = edges.binary_search(&pair).ok();
            edge.and_then(|edge| distinct[edge].clone()).unwrap_or_else(|| self_loop(&nodes[pair.0], options))
        })
        .collect();
    let mut layout = Layout {
        layers: columns.len() as u32,
        crossings: pieces.iter().map(|piece| piece.crossings).sum(),
        nodes,
        routes,
        width: 0.0,
        height: 0.0,
    };
    layout.fit();
    layout
}

/// Gives nodes their layer, order and y, from the top down.
struct Placer {
    nodes: Vec<Placed>,
    /// How many nodes each layer has so far.
    taken: Vec<u32>,
    /// Lower end of what stands so far.
    bottom: Option<f64>,
}

impl Placer {
    fn new(graph: &Graph, pieces: &[Piece]) -> Self {
        let nodes = graph.nodes.iter().map(|size| Placed {
            x: 0.0,
            y: 0.0,
            width: size.width,
            height: size.height,
            layer: 0,
            order: 0,
        });
        let layers = pieces.iter().map(|piece| piece.proper.layers).max();
        Self { nodes: nodes.collect(), taken: vec![0; layers.unwrap_or(0)], bottom: None }
    }

    fn put(&mut self, node: usize, layer: usize, y: f64) {
        let placed = &mut self.nodes[node];
        placed.layer = layer as u32;
        placed.order = self.taken[layer];
        placed.y = y;
        self.taken[layer] += 1;
        self.reach(self.nodes[node].bottom());
    }

    fn reach(&mut self, y: f64) {
        if self.bottom.is_none_or(|bottom| bottom < y) {
            self.bottom = Some(y);
        }
    }

    /// Puts a component under what stands so far and says where its top is.
    fn component(&mut self, piece: &Piece, gap: f64) -> f64 {
        let top = self.bottom.map_or(0.0, |bottom| bottom + gap);
        for (layer, vertices) in piece.order.layers.iter().enumerate() {
            for &vertex in vertices {
                let y = top + piece.row[vertex];
                self.reach(y);
                if let Some(&node) = piece.component.nodes.get(vertex) {
                    self.put(node, layer, y);
                }
            }
        }
        top
    }

    /// Isolated nodes fill rows at the bottom, as many columns as the layout has, or more for a block about as long
    /// as high.
    fn isolated(&mut self, isolated: &[usize], options: &Options) {
        let mut columns = self.taken.len();
        while columns * columns < isolated.len() {
            columns += 1;
        }
        self.taken.resize(columns, 0);
        let mut gap = options.component_gap;
        for row in isolated.chunks(columns.max(1)) {
            let top = self.bottom.map_or(0.0, |bottom| bottom + gap);
            gap = options.node_gap;
            for (layer, &node) in row.iter().enumerate() {
                self.put(node, layer, top + self.nodes[node].height / 2.0);
            }
        }
    }
}

/// A column is as wide as its widest node; its nodes stand in its middle.
fn columns(nodes: &[Placed], gap: f64) -> Vec<Column> {
    let mut widths: Vec<f64> = Vec::new();
    for node in nodes {
        let layer = node.layer as usize;
        if widths.len() <= layer {
            widths.resize(layer + 1, 0.0);
        }
        if widths[layer] < node.width {
            widths[layer] = node.width;
        }
    }
    let mut left = 0.0;
    widths
        .into_iter()
        .map(|width| {
            let column = Column { left, right: left + width };
            left = column.right + gap;
            column
        })
        .collect()
}

/// From the upper part of the right side round the corner to the upper side, within the gaps beside the node.
fn self_loop(node: &Placed, options: &Options) -> Route {
    let out = node.right() + options.layer_gap / 8.0;
    let above = node.top() - options.node_gap / 3.0;
    let start = node.top() + node.height / 8.0;
    let end = node.right() - node.width / 8.0;
    let point = |x, y| Point { x, y };
    Route {
        points: vec![
            point(node.right(), start),
            point(out, start),
            point(out, above),
            point(end, above),
            point(end, node.top()),
        ],
        label: point(out, above),
        course: Course::Loop,
    }
}

impl Layout {
    /// Moves everything so that the upper left corner is the origin, and takes the size.
    pub(crate) fn fit(&mut self) {
        let corners = self.nodes.iter().flat_map(|node| {
            let (x, y) = (node.left(), node.top());
            [(x, y), (node.right(), node.bottom())]
        });
        let points = self.routes.iter().flat_map(|route| &route.points);
        let mut all = corners.chain(points.map(|point| (point.x, point.y)));
        let Some(first) = all.next() else { return };
        let (mut least, mut most) = (first, first);
        for (x, y) in all {
            least = (less(x, least.0), less(y, least.1));
            most = (-less(-x, -most.0), -less(-y, -most.1));
        }
        for node in &mut self.nodes {
            node.x -= least.0;
            node.y -= least.1;
        }
        for route in &mut self.routes {
            for point in route.points.iter_mut().chain([&mut route.label]) {
                point.x -= least.0;
                point.y -= least.1;
            }
        }
        self.width = most.0 - least.0;
        self.height = most.1 - least.1;
    }
}

fn less(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}
