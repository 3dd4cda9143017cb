//! Finds values inside `{ }` and `[ ]` that a comma has cut in two: `{ points: max(0, err) }` is read by YAML as
//! `points: max(0` and a key `err)`. Nothing of the language is known here but its brackets and quotes.

use crate::diagnostic::{Code, Diagnostic};
use crate::scan::{SpanKind, SpanNode};
use crate::source::{Pos, Source};
use crate::syntax::quoted;
use crate::tree::Style;

/// Looks through a whole text.
pub fn check(source: &Source, node: &SpanNode, out: &mut Vec<Diagnostic>) {
    match &node.kind {
        SpanKind::Null | SpanKind::Scalar(_) => {}
        SpanKind::List(items) => {
            let mut rest = items.as_slice();
            while let Some((first, after)) = rest.split_first() {
                let parts = after.iter().map(|item| (item.pos, is_plain(item)));
                rest = &after[cut(source, false, first, parts, out)..];
                check(source, first, out);
            }
        }
        SpanKind::Map { entries, flow } => {
            let mut rest = entries.as_slice();
            while let Some(((_, first), after)) = rest.split_first() {
                let parts = after.iter().map(|(key, value)| {
                    (key.pos, matches!(value.kind, SpanKind::Null) && value.pos.start == value.pos.end)
                });
                let taken = if *flow { cut(source, true, first, parts, out) } else { 0 };
                rest = &after[taken..];
                check(source, first, out);
            }
        }
    }
}

fn is_plain(node: &SpanNode) -> bool {
    matches!(node.kind, SpanKind::Scalar(Style::Plain))
}

/// Reports a cut value and tells how many of the entries that follow are pieces of it.
fn cut(
    source: &Source,
    in_map: bool,
    first: &SpanNode,
    parts: impl Iterator<Item = (Pos, bool)>,
    out: &mut Vec<Diagnostic>,
) -> usize {
    let text = |pos: Pos| source.text().get(pos.start as usize..pos.end as usize).unwrap_or("");
    // A choice is cut where `one of a, b` stands in braces; in brackets its pieces are items like any other.
    let choice = in_map && crate::choice::looks_like_one(text(first.pos));
    if !is_plain(first) || (open_brackets(text(first.pos)) <= 0 && !choice) {
        return 0;
    }
    let mut whole = first.pos;
    let mut taken = 0;
    for (pos, may_be_part) in parts {
        if !may_be_part {
            break;
        }
        whole = whole.to(pos);
        taken += 1;
        if !choice && open_brackets(text(whole)) <= 0 {
            break;
        }
    }
    if taken > 0 {
        let message = format!("A comma ends the value inside braces, so `{}` is cut in two.", text(whole));
        let found = Diagnostic::error(Code::CommaInBraces, whole, message);
        out.push(found.help("Put it on a line of its own, or in quotes.").replace(whole, quoted(text(whole))));
    }
    taken
}

/// How many brackets are open at the end, outside of quotes.
fn open_brackets(text: &str) -> i32 {
    let mut open = 0;
    let mut quote = None;
    for c in text.chars() {
        match (quote, c) {
            (Some(q), _) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => open += 1,
            (None, ')') => open -= 1,
            _ => {}
        }
    }
    open
}
