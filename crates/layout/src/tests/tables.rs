//! Layers, orders and crossings of tiny graphs.

use super::{cards, laid_out, layers};

fn check(text: &str, expected: &str, crossings: u64) {
    let (names, graph) = cards(text);
    let layout = laid_out(&graph);
    assert_eq!(layers(&names, &layout), expected, "{text}");
    assert_eq!(layout.crossings, crossings, "{text}");
}

#[test]
fn layers_follow_the_calls() {
    check("", "", 0);
    check("a", "a", 0);
    check("a>b", "a | b", 0);
    check("b>a", "b | a", 0);
    check("a>b b>c a>c", "a | b | c", 0);
    check("a>b a>c b>d c>d", "a | b c | d", 0);
}

#[test]
fn orders_avoid_crossings() {
    check("a>d b>c a b", "a b | d c", 0);
    // A ring of six in two layers cannot do with fewer.
    check("a>x a>y b>y b>z c>z c>x", "a b c | y x z", 2);
    check("a>y b>x c>z b>y", "a b c | y x z", 0);
}

#[test]
fn crossings_that_must_be_are_counted() {
    // K(2,2) has one, K(3,3) nine.
    check("a>c a>d b>c b>d", "a b | c d", 1);
    check("a>d a>e a>f b>d b>e b>f c>d c>e c>f", "a b c | d e f", 9);
}

#[test]
fn entry_points_stand_next_to_what_they_call() {
    check("a>b b>c c>d batch>d", "a | b | c batch | d", 0);
    // A whole chain follows.
    check("a>b b>c c>d x>y y>d", "a | b x | c y | d", 0);
}

#[test]
fn cycles_start_at_entry_points() {
    check("a>b b>c c>b", "a | b | c", 0);
    check("b>c c>d d>b a>b", "a | b | c | d", 0);
    // No entry point: the first node.
    check("a>b b>c c>a", "a | b | c", 0);
}

#[test]
fn loops_and_duplicates_change_no_layer() {
    check("a>a", "a", 0);
    check("a>b a>b b>b", "a | b", 0);
}

#[test]
fn components_stand_one_under_another_the_largest_first() {
    check("a>b x>y y>z", "x a | y b | z", 0);
}

#[test]
fn isolated_nodes_fill_rows_at_the_bottom() {
    check("a>b p q r", "a p r | b q", 0);
    check("p q r s t", "p s | q t | r", 0);
}
