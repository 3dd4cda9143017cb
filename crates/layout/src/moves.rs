//! Movement by keyboard over a layout.

use crate::graph::Graph;
use crate::result::Layout;

/// Where the arrow keys lead from a node; `None` where there is nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// ←: the caller nearest in height.
    pub caller: Option<u32>,
    /// →: the callee nearest in height.
    pub callee: Option<u32>,
    /// ↑: the node above in the layer.
    pub up: Option<u32>,
    /// ↓: the node below in the layer.
    pub down: Option<u32>,
}

/// Where the arrow keys lead from `node`. An unknown node leads nowhere.
pub fn neighbours(layout: &Layout, graph: &Graph, node: u32) -> Moves {
    let Some(here) = layout.nodes.get(node as usize) else {
        return Moves::default();
    };
    let nearest = |candidates: &mut dyn Iterator<Item = u32>| {
        candidates
            .filter(|&other| other != node)
            .filter_map(|other| {
                let there = layout.nodes.get(other as usize)?;
                Some(((there.y - here.y).abs(), there.layer, there.order, other))
            })
            // At one distance the upper one, wherever its edge is listed.
            .min_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)).then(a.1.cmp(&b.1)))
            .map(|(.., other)| other)
    };
    let in_layer = |order: Option<u32>| {
        let order = order?;
        let found = layout.nodes.iter().position(|placed| placed.layer == here.layer && placed.order == order)?;
        u32::try_from(found).ok()
    };
    let edges = &graph.edges;
    Moves {
        caller: nearest(&mut edges.iter().filter(|edge| edge.1 == node).map(|edge| edge.0)),
        callee: nearest(&mut edges.iter().filter(|edge| edge.0 == node).map(|edge| edge.1)),
        up: in_layer(here.order.checked_sub(1)),
        down: in_layer(here.order.checked_add(1)),
    }
}
