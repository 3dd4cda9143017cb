//! Answers to questions about lists and texts: how long, how alike, whether moments are told in their order. Knows symbols
//! and structured values, no names.

use brownout_expr::datum::{self, Datum};
use brownout_expr::ops::Ask;

use crate::moment;
use crate::plan::Plan;
use crate::world::State;

/// The text of a symbol.
#[must_use]
pub fn text<'a>(plan: &'a Plan, texts: &'a [String], symbol: f64) -> &'a str {
    let at = symbol as usize;
    let known = plan.texts.len();
    plan.texts.get(at).or_else(|| texts.get(at.saturating_sub(known))).map_or("", String::as_str)
}

/// The elements of a list, each once; of anything else none.
fn elements(text: &str) -> Vec<Datum> {
    let Ok(Datum::List(items)) = datum::read(text) else { return Vec::new() };
    let mut once: Vec<Datum> = Vec::with_capacity(items.len());
    for item in items {
        if !once.contains(&item) {
            once.push(item);
        }
    }
    once
}

fn size(text: &str) -> usize {
    match text.as_bytes().first() {
        Some(b'[' | b'{') => datum::read(text).map_or(0, |value| value.size()),
        _ => text.chars().count(),
    }
}

/// The answer.
#[must_use]
pub fn answer(plan: &Plan, state: &State, ask: Ask, a: f64, b: f64) -> f64 {
    let a = text(plan, &state.texts, a);
    let both = || {
        let (a, b) = (elements(a), elements(text(plan, &state.texts, b)));
        let common = b.iter().filter(|item| a.contains(item)).count();
        (a.len(), b.len(), common)
    };
    match ask {
        Ask::Size => size(a) as f64,
        Ask::Overlap => match both() {
            (_, 0, _) => 0.0,
            (_, wanted, common) => common as f64 / wanted as f64,
        },
        Ask::F1 => match both() {
            (0, _, _) | (_, 0, _) => 0.0,
            (given, wanted, common) => 2.0 * common as f64 / (given + wanted) as f64,
        },
        Ask::InOrder => f64::from(u8::from(moment::in_order(plan, state, &elements(a)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::World;

    #[test]
    fn lists_are_compared_as_sets() {
        for (a, b, size, overlap, f1) in [
            ("", "", 0.0, 0.0, 0.0),
            ("[]", "[]", 0.0, 0.0, 0.0),
            (r#"["x","y"]"#, r#"["x","y"]"#, 2.0, 1.0, 1.0),
            (r#"["y","x","y"]"#, r#"["x","y"]"#, 3.0, 1.0, 1.0),
            (r#"["x"]"#, r#"["x","y","z"]"#, 1.0, 1.0 / 3.0, 0.5),
            (r#"["x","a","b"]"#, r#"["x"]"#, 3.0, 1.0, 0.5),
            (r#"["a"]"#, r#"["x"]"#, 1.0, 0.0, 0.0),
            ("[1,true]", r#"[1,"true"]"#, 2.0, 0.5, 0.5),
            ("größe", "[]", 5.0, 0.0, 0.0),
            (r#"{"a":1,"b":2}"#, "[]", 2.0, 0.0, 0.0),
        ] {
            let plan = Plan { texts: vec![a.to_owned(), b.to_owned()], ..Plan::default() };
            let world = World::start(&plan, 1);
            let got = [Ask::Size, Ask::Overlap, Ask::F1].map(|ask| answer(&plan, &world.state, ask, 0.0, 1.0));
            assert_eq!(got, [size, overlap, f1], "{a} {b}");
        }
    }
}
