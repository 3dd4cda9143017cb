//! One component through all the steps that need no neighbours: layers, order, rows.

use crate::component::Component;
use crate::cycle;
use crate::graph::Graph;
use crate::options::Options;
use crate::order::{self, Order};
use crate::place;
use crate::proper::Proper;
use crate::rank;
use crate::straighten;

/// One component laid out by itself: layers and rows, no columns yet.
pub(crate) struct Piece {
    pub(crate) component: Component,
    /// Of each edge of the component: from the left node to the right node, as indexes into the component's nodes.
    pub(crate) arcs: Vec<(usize, usize)>,
    /// Of each edge: whether its arc runs against it.
    pub(crate) reversed: Vec<bool>,
    pub(crate) proper: Proper,
    pub(crate) order: Order,
    pub(crate) crossings: u64,
    /// The y of each vertex's centre, the piece's top at 0.
    pub(crate) row: Vec<f64>,
}

impl Piece {
    pub(crate) fn new(
        component: Component,
        edges: &[(usize, usize)],
        graph: &Graph,
        options: &Options,
        bends_left: &mut usize,
    ) -> Self {
        let local = |node: usize| component.nodes.partition_point(|&other| other < node);
        let mut arcs: Vec<(usize, usize)> =
            component.edges.iter().map(|&edge| (local(edges[edge].0), local(edges[edge].1))).collect();
        let reversed = cycle::closing(component.nodes.len(), &arcs);
        for (arc, _) in arcs.iter_mut().zip(&reversed).filter(|(_, r)| **r) {
            *arc = (arc.1, arc.0);
        }
        let rank = rank::ranks(component.nodes.len(), &arcs);
        let proper = Proper::new(&rank, &arcs, bends_left);
        let (order, crossings) = order::order(&proper);
        let heights: Vec<f64> = (0..proper.layer.len())
            .map(|vertex| {
                let node = component.nodes.get(vertex);
                node.map_or(0.0, |&node| graph.nodes[node].height)
            })
            .collect();
        let distance = |upper: usize, lower: usize| {
            let gap = if proper.is_bend(upper) || proper.is_bend(lower) { options.bend_gap } else { options.node_gap };
            heights[upper] / 2.0 + gap + heights[lower] / 2.0
        };
        let mut row = place::rows(&proper, &order, &heights, &distance);
        straighten::straighten(&proper, &order, &distance, &mut row);
        let (top, _) = place::bounds(&row, &heights);
        for row in &mut row {
            *row -= top;
        }
        Self { component, arcs, reversed, proper, order, crossings, row }
    }
}
