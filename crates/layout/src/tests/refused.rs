//! What is refused, and in which words.

use crate::{EDGES_MAX, Graph, LayoutError, NODES_MAX, NodeSize, Options, layout};

fn check(graph: &Graph, options: &Options, expected: &str) {
    let found: Result<_, LayoutError> = layout(graph, options);
    assert_eq!(found.unwrap_err().to_string(), expected);
}

#[test]
fn input_beyond_the_limits_is_refused() {
    let cards = Options::cards();
    let graph = |nodes, edges| Graph::uniform(nodes, NodeSize::CARD, edges);
    check(&graph(2, vec![(0, 1), (1, 2)]), &cards, "edge 1 names node 2; the graph has 2 nodes, counted from 0");
    check(&graph(NODES_MAX + 1, vec![]), &cards, "the graph has 2001 nodes; at most 2000 can be laid out");
    check(
        &graph(2, vec![(0, 1); EDGES_MAX as usize + 1]),
        &cards,
        "the graph has 20001 edges; at most 20000 can be laid out",
    );
}

#[test]
fn lengths_that_are_none_are_refused() {
    let graph = |width, height| Graph { nodes: vec![NodeSize::new(width, height)], edges: vec![] };
    let expected = |size| format!("node 0 is {size}; width and height must be between 0 and 10000");
    let cards = Options::cards();
    check(&graph(-1.0, 2.0), &cards, &expected("-1 × 2"));
    check(&graph(1.0, f64::NAN), &cards, &expected("1 × NaN"));
    check(&graph(f64::INFINITY, 2.0), &cards, &expected("inf × 2"));
    let options = Options { bend_gap: -4.0, ..cards };
    check(&graph(1.0, 2.0), &options, "option bend_gap is -4; it must be between 0 and 10000");
}

#[test]
fn the_largest_graph_is_laid_out() {
    let chain: Vec<(u32, u32)> = (1..NODES_MAX).map(|node| (node - 1, node)).collect();
    let long = (2..NODES_MAX).map(|node| (0, node));
    let edges = chain.iter().copied().chain(long).collect();
    let graph = Graph::uniform(NODES_MAX, NodeSize::GLYPH, edges);
    let layout = layout(&graph, &Options::glyphs()).unwrap();
    assert_eq!(layout.layers, NODES_MAX);
    // Beyond the bends that may be inserted, edges run straight across.
    assert_eq!(layout.routes.last().unwrap().points.len(), 2);
}
