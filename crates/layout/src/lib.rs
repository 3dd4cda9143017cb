//! Layered graph layout: a directed graph in, coordinates and bends out.
//!
//! Callers stand left of their callees. The steps are those of Sugiyama, Tagawa and Toda: calls that close a cycle
//! are turned round (`cycle`), nodes get layers (`rank`), long edges are cut into pieces of one layer each
//! (`proper`), layers are ordered for few crossings (`order`), rows are found that keep long edges straight
//! (`place`, `straighten`), and all components are put together with their ports and routes (`assemble`, `ports`,
//! `router`).
//!
//! The crate must not know what a node stands for: it sees boxes and arrows, never services, statuses or screens.
//! Equal input gives equal output on every machine: no hash maps, no threads, no randomness, only `+ − × ÷`.
//! The order in which edges are listed has no influence on where anything stands.

mod assemble;
mod component;
mod cycle;
mod graph;
mod moves;
mod options;
mod order;
mod piece;
mod place;
mod ports;
mod proper;
mod rank;
mod resize;
mod result;
pub mod route;
mod router;
mod straighten;
#[cfg(test)]
mod tests;

pub use graph::{BENDS_MAX, EDGES_MAX, Graph, LENGTH_MAX, LayoutError, NODES_MAX, NodeSize};
pub use moves::{Moves, neighbours};
pub use options::Options;
pub use resize::resized;
pub use result::{Course, Layout, Placed, Point, Route};

/// Lays `graph` out from left to right.
///
/// A self loop becomes a small loop at its node, an edge listed twice gets the same route twice, a call that closes a
/// cycle runs from right to left ([`Course::Reversed`]). The empty graph has the empty layout.
pub fn layout(graph: &Graph, options: &Options) -> Result<Layout, LayoutError> {
    graph.check()?;
    options.check()?;
    let edges = graph.distinct_edges();
    let (components, isolated) = component::split(graph.nodes.len(), &edges);
    let mut bends_left = BENDS_MAX as usize;
    let pieces: Vec<_> = components
        .into_iter()
        .map(|component| piece::Piece::new(component, &edges, graph, options, &mut bends_left))
        .collect();
    Ok(assemble::assemble(graph, options, &edges, &pieces, &isolated))
}
