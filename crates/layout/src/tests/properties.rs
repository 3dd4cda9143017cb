//! What holds for every graph, tried on seeded random ones. A failure names its seed.

use super::{Random, laid_out, random_graph};
use crate::component;
use crate::order::{self, Order, Start};
use crate::proper::Proper;
use crate::{BENDS_MAX, Course, Graph, Layout, Options, cycle, layout, rank};

const SEEDS: u64 = 300;
/// Sums of the same lengths in another order may differ by this much.
const ROUNDING: f64 = 1e-6;

fn check(property: impl Fn(&Graph, &Layout, u64)) {
    for seed in 0..SEEDS {
        let graph = random_graph(seed);
        property(&graph, &laid_out(&graph), seed);
    }
}

#[test]
fn no_two_nodes_are_nearer_than_the_gaps() {
    let options = Options::cards();
    check(|_, layout, seed| {
        for (at, a) in layout.nodes.iter().enumerate() {
            for b in &layout.nodes[at + 1..] {
                let beside = a.right() + options.layer_gap <= b.left() + ROUNDING
                    || b.right() + options.layer_gap <= a.left() + ROUNDING;
                let over = a.bottom() + options.node_gap <= b.top() + ROUNDING
                    || b.bottom() + options.node_gap <= a.top() + ROUNDING;
                assert!(beside || over, "seed {seed}: {a:?} and {b:?}");
            }
        }
    });
}

#[test]
fn nodes_of_a_layer_share_a_column_and_go_down_in_order() {
    check(|_, layout, seed| {
        for layer in 0..layout.layers {
            let mut nodes: Vec<_> = layout.nodes.iter().filter(|n| n.layer == layer).collect();
            nodes.sort_by_key(|node| node.order);
            assert!(!nodes.is_empty(), "seed {seed}: layer {layer}");
            for (order, node) in nodes.iter().enumerate() {
                assert_eq!(node.order as usize, order, "seed {seed}");
                assert_eq!(node.x, nodes[0].x, "seed {seed}");
            }
            assert!(nodes.is_sorted_by(|a, b| a.y < b.y), "seed {seed}");
        }
    });
}

#[test]
fn edges_point_right_unless_they_close_a_cycle() {
    check(|graph, layout, seed| {
        for (&(caller, callee), route) in graph.edges.iter().zip(&layout.routes) {
            let (from, to) = (layout.nodes[caller as usize], layout.nodes[callee as usize]);
            let expected = match from.layer.cmp(&to.layer) {
                std::cmp::Ordering::Less => Course::Forward,
                std::cmp::Ordering::Greater => Course::Reversed,
                std::cmp::Ordering::Equal => Course::Loop,
            };
            assert_eq!(route.course, expected, "seed {seed}: {caller} to {callee}");
            assert_eq!(route.course == Course::Loop, caller == callee, "seed {seed}");
        }
    });
}

#[test]
fn routes_run_from_box_to_box_without_turning_back() {
    check(|graph, layout, seed| {
        for (&(caller, callee), route) in graph.edges.iter().zip(&layout.routes) {
            let (from, to) = (layout.nodes[caller as usize], layout.nodes[callee as usize]);
            let (first, last) = (route.points[0], route.points[route.points.len() - 1]);
            let sign = match route.course {
                Course::Forward => 1.0,
                Course::Reversed => -1.0,
                Course::Loop => continue,
            };
            assert_eq!(first.x, from.x + sign * from.width / 2.0, "seed {seed}");
            assert_eq!(last.x, to.x - sign * to.width / 2.0, "seed {seed}");
            assert!((first.y - from.y).abs() <= from.height / 2.0, "seed {seed}");
            assert!((last.y - to.y).abs() <= to.height / 2.0, "seed {seed}");
            let onward = |pair: &[crate::Point]| 0.0 <= sign * (pair[1].x - pair[0].x);
            assert!(route.points.windows(2).all(onward), "seed {seed}: {route:?}");
        }
    });
}

/// Curves lie in the box of their ends, level stretches on their line: no box of another node may meet them.
#[test]
fn routes_touch_no_other_node() {
    check(|graph, layout, seed| {
        for (&(caller, callee), route) in graph.edges.iter().zip(&layout.routes) {
            let others = (0..layout.nodes.len()).filter(|&node| node != caller as usize && node != callee as usize);
            for node in others {
                let node = layout.nodes[node];
                for pair in route.points.windows(2) {
                    let (a, b) = (pair[0], pair[1]);
                    let beside = a.x <= node.left() && b.x <= node.left() || node.right() <= a.x && node.right() <= b.x;
                    let over = a.y <= node.top() && b.y <= node.top() || node.bottom() <= a.y && node.bottom() <= b.y;
                    assert!(beside || over, "seed {seed}: {caller} to {callee}, {node:?}");
                }
            }
        }
    });
}

#[test]
fn everything_lies_within_the_frame() {
    check(|_, layout, seed| {
        let within = |x: f64, y: f64| {
            -ROUNDING <= x && -ROUNDING <= y && x <= layout.width + ROUNDING && y <= layout.height + ROUNDING
        };
        for node in &layout.nodes {
            let inside = within(node.left(), node.top()) && within(node.right(), node.bottom());
            assert!(inside, "seed {seed}: {node:?}");
        }
        for route in &layout.routes {
            let mut points = route.points.iter().chain([&route.label]);
            assert!(points.all(|p| within(p.x, p.y)), "seed {seed}: {route:?}");
        }
    });
}

#[test]
fn equal_input_gives_equal_output() {
    check(|graph, first, seed| assert_eq!(&laid_out(graph), first, "seed {seed}"));
}

#[test]
fn the_order_of_the_edges_has_no_influence() {
    check(|graph, first, seed| {
        let mut random = Random(seed ^ 0x5eed);
        let mut edges: Vec<usize> = (0..graph.edges.len()).collect();
        for at in (1..edges.len()).rev() {
            edges.swap(at, random.below(at as u32 + 1) as usize);
        }
        let shuffled =
            Graph { nodes: graph.nodes.clone(), edges: edges.iter().map(|&edge| graph.edges[edge]).collect() };
        let other = laid_out(&shuffled);
        assert_eq!(other.nodes, first.nodes, "seed {seed}");
        for (route, &edge) in other.routes.iter().zip(&edges) {
            assert_eq!(route, &first.routes[edge], "seed {seed}");
        }
    });
}

#[test]
fn duplicates_share_a_route() {
    check(|graph, _, seed| {
        let mut doubled = graph.clone();
        doubled.edges.extend_from_slice(&graph.edges);
        let layout = laid_out(&doubled);
        let (first, second) = layout.routes.split_at(graph.edges.len());
        assert_eq!(first, second, "seed {seed}");
    });
}

#[test]
fn sweeps_never_make_more_crossings() {
    let mut fewer = 0;
    for seed in 0..SEEDS {
        let graph = random_graph(seed);
        let edges = graph.distinct_edges();
        let (components, _) = component::split(graph.nodes.len(), &edges);
        for component in components {
            let local = |node: usize| component.nodes.partition_point(|&other| other < node);
            let mut arcs: Vec<_> = component.edges.iter().map(|&edge| edges[edge]).collect();
            for arc in &mut arcs {
                *arc = (local(arc.0), local(arc.1));
            }
            let closing = cycle::closing(component.nodes.len(), &arcs);
            for (arc, _) in arcs.iter_mut().zip(closing).filter(|(_, closing)| *closing) {
                *arc = (arc.1, arc.0);
            }
            let rank = rank::ranks(component.nodes.len(), &arcs);
            assert!(arcs.iter().all(|&(a, b)| rank[a] < rank[b]), "seed {seed}");
            let proper = Proper::new(&rank, &arcs, &mut (BENDS_MAX as usize));
            let (order, crossings) = order::order(&proper);
            assert_eq!(order.crossings(&proper), crossings, "seed {seed}");
            assert_eq!(crossings, counted_in_pairs(&order, &proper), "seed {seed}");
            for start in [Start::Left, Start::Right] {
                let initial = Order::initial(&proper, start).crossings(&proper);
                assert!(crossings <= initial, "seed {seed}");
                fewer += initial - crossings;
            }
        }
    }
    assert!(0 < fewer, "no sweep ever helped");
}

/// The definition: links of one pair of layers whose ends stand in opposite orders.
fn counted_in_pairs(order: &Order, proper: &Proper) -> u64 {
    let mut links = Vec::new();
    for (left, beside) in proper.right.iter().enumerate() {
        for &right in beside {
            links.push((proper.layer[left], order.place[left], order.place[right]));
        }
    }
    let crosses = |a: &(usize, usize, usize), b: &(usize, usize, usize)| a.0 == b.0 && a.1 < b.1 && b.2 < a.2;
    let against = |a| links.iter().filter(|&b| crosses(a, b)).count() as u64;
    links.iter().map(against).sum()
}

#[test]
fn no_gap_at_all_is_fine() {
    let none = Options { layer_gap: 0.0, node_gap: 0.0, bend_gap: 0.0, port_gap: 0.0, component_gap: 0.0 };
    for seed in 0..SEEDS {
        let graph = random_graph(seed);
        let layout = layout(&graph, &none).unwrap();
        assert!(layout.width.is_finite() && layout.height.is_finite(), "seed {seed}");
    }
}
