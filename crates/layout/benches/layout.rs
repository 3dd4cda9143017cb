//! Time of a layout: `cargo bench -p brownout-layout`. The bar is 100 ms for 300 nodes and 900 edges.

use brownout_layout::{Graph, NodeSize, Options, layout};

fn main() {
    divan::main();
}

/// Every node but the first is called by three of the `reach` nodes before it: the smaller the reach, the more layers.
fn graph(nodes: u32, reach: u32) -> Graph {
    let mut state = 7_u32;
    let mut below = |limit: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % limit
    };
    let mut edges = Vec::new();
    for callee in 1..nodes {
        for _ in 0..3 {
            edges.push((callee - 1 - below(reach.min(callee)), callee));
        }
    }
    Graph::uniform(nodes, NodeSize::GLYPH, edges)
}

#[divan::bench(args = [(10, 10), (60, 40), (300, 300), (300, 40), (300, 10), (2000, 2000), (2000, 50)])]
fn nodes_and_reach(bencher: divan::Bencher<'_, '_>, (nodes, reach): (u32, u32)) {
    let graph = graph(nodes, reach);
    bencher.bench(|| layout(&graph, &Options::glyphs()));
}
