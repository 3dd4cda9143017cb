//! The outline of a text: its keys as far as people look for them, for navigation and folding.

use super::Symbol;
use super::place::Spot;
use super::reader::{Body, Lean, read};

/// Deeper keys than this are no landmarks.
const DEPTH: u32 = 4;

/// The keys of a text in order, each with what it names and where what stands behind it ends.
#[must_use]
pub fn symbols(text: &str) -> Vec<Symbol> {
    let mut out = Vec::new();
    collect(&read(text), Some(&Spot::root()), 0, &mut out);
    out
}

fn collect(lean: &Lean, spot: Option<&Spot>, depth: u32, out: &mut Vec<Symbol>) {
    if depth >= DEPTH {
        return;
    }
    match &lean.body {
        Body::Map(pairs) => {
            for pair in pairs.iter().filter(|pair| pair.colon) {
                let kind = spot.and_then(|spot| spot.sorts().first()).map_or("key", |sort| sort.as_str());
                let end = pair.value.to.max(pair.to);
                out.push(Symbol { name: pair.name.clone(), kind, depth, from: pair.from, to: pair.to, end });
                let under = spot.and_then(|spot| spot.under(&pair.name));
                collect(&pair.value, under.as_ref(), depth + 1, out);
            }
        }
        Body::List(items) => {
            let under = spot.and_then(Spot::item);
            for item in items {
                collect(item, under.as_ref(), depth + 1, out);
            }
        }
        Body::Scalar(_) | Body::Nothing => {}
    }
}
