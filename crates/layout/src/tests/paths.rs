//! The text of SVG paths.

use super::{cards, laid_out};
use crate::route::{number, path};
use crate::{NodeSize, resized};

fn check(text: &str, end_gap: f64, expected: &[&str]) {
    let (_, graph) = cards(text);
    let layout = laid_out(&graph);
    let found: Vec<String> = layout.routes.iter().map(|route| path(route, end_gap)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn numbers_have_at_most_one_decimal() {
    for (value, expected) in [
        (0.0, "0"),
        (-0.0, "0"),
        (-0.04, "0"),
        (12.0, "12"),
        (0.25, "0.3"),
        (-2.14, "-2.1"),
        (99.96, "100"),
        (12345.678, "12345.7"),
    ] {
        assert_eq!(number(value), expected);
    }
}

#[test]
fn edges_leave_at_the_right_and_enter_at_the_left() {
    check("a>b", 0.0, &["M190 39H298"]);
    check("a>b a>c a>d", 0.0, &["M190 121C244 121 244 39 298 39", "M190 141H298", "M190 161C244 161 244 243 298 243"]);
    check("a>c b>c", 0.0, &["M190 39C244 39 244 90 298 90", "M190 141C244 141 244 90 298 90"]);
}

#[test]
fn an_arrowhead_gets_its_room() {
    check("a>b", 8.0, &["M190 39H290"]);
    check("a>b", 500.0, &["M190 39H244"]);
}

#[test]
fn a_long_edge_passes_the_layers_between_level() {
    check(
        "a>b b>c a>c",
        0.0,
        &[
            "M190 58.5C244 58.5 244 39 298 39",
            "M488 39C542 39 542 68.5 596 68.5",
            "M190 78.5C244 78.5 244 98 298 98H488C542 98 542 68.5 596 68.5",
        ],
    );
}

#[test]
fn a_call_back_runs_from_right_to_left_beside_the_call() {
    check("a>b b>a", 8.0, &["M190 39H290", "M298 59H198"]);
}

#[test]
fn a_self_loop_goes_round_the_corner() {
    check(
        "a>a",
        4.0,
        &["M190 17.8L197.5 17.8Q203.5 17.8 203.5 11.8L203.5 6Q203.5 0 197.5 0L172.3 0Q166.3 0 166.3 4L166.3 4"],
    );
}

#[test]
fn smaller_boxes_keep_centres_and_meet_their_edges() {
    let (_, graph) = cards("a>b b>a a>c");
    let layout = laid_out(&graph);
    let small = resized(&layout, &graph, NodeSize::CHIP);
    for (old, new) in layout.nodes.iter().zip(&small.nodes) {
        assert_eq!((old.x, old.y), (new.x, new.y));
        assert_eq!((new.width, new.height), (102.0, 22.0));
    }
    for (route, &(caller, callee)) in small.routes.iter().zip(&graph.edges) {
        let (first, last) = (route.points[0], route.points[route.points.len() - 1]);
        let (caller, callee) = (small.nodes[caller as usize], small.nodes[callee as usize]);
        let expected =
            if route.is_reversed() { (caller.left(), callee.right()) } else { (caller.right(), callee.left()) };
        assert_eq!((first.x, last.x), expected);
        for (point, node) in [(first, caller), (last, callee)] {
            assert!(node.top() <= point.y && point.y <= node.bottom());
        }
    }
}
