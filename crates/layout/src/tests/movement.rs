//! Arrow keys.

use super::{cards, laid_out};
use crate::neighbours;

/// `expected`: caller, callee, up, down, with "-" for nothing.
fn check(text: &str, node: &str, expected: &str) {
    let (names, graph) = cards(text);
    let at = names.iter().position(|known| known == node).unwrap();
    let moves = neighbours(&laid_out(&graph), &graph, at as u32);
    let found =
        [moves.caller, moves.callee, moves.up, moves.down].map(|to| to.map_or("-", |to| names[to as usize].as_str()));
    assert_eq!(found.join(" "), expected, "{node} in {text}");
}

#[test]
fn along_the_calls_and_within_the_layer() {
    let text = "g>a g>b g>c a>x b>y c>z";
    check(text, "g", "- b - -");
    check(text, "a", "g x - b");
    check(text, "b", "g y a c");
    check(text, "z", "c - y -");
}

#[test]
fn at_one_distance_the_upper_one() {
    check("g>a g>b", "g", "- a - -");
    check("g>b g>a a b", "g", "- b - -");
}

#[test]
fn self_loops_lead_nowhere_and_cycles_both_ways() {
    check("a>a", "a", "- - - -");
    check("a>b b>a", "a", "b b - -");
}

#[test]
fn layers_lead_from_component_to_component() {
    check("a>b x>y y>z p", "x", "- y - a");
    check("a>b x>y y>z p", "p", "- - a -");
}

#[test]
fn an_unknown_node_leads_nowhere() {
    let (_, graph) = cards("a>b");
    assert_eq!(neighbours(&laid_out(&graph), &graph, 7), crate::Moves::default());
}
