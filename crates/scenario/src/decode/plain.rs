//! Plain values: what a configuration holds. A map is a tree; a leaf is a scalar or a list. Unlike elsewhere in the
//! format, how a scalar is written counts: `30` is a number, `"30"` a text, and `null` says that nothing is there.

use super::{Decode, Decoder, Shape};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Pos;
use crate::tree::{Node, Style, Value};
use brownout_expr::datum::{DEPTH_MAX, Datum, plain};
use std::collections::BTreeMap;

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Plain {
    /// The value.
    pub datum: Datum,
    /// Where it stands.
    pub pos: Pos,
}

impl Decode for Plain {
    fn decode(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        datum(node, 0, cx).map(|datum| Plain { datum, pos: node.pos })
    }

    fn shape() -> Shape {
        Shape::Any
    }
}

fn datum(node: &Node, depth: u32, cx: &mut Decoder<'_>) -> Option<Datum> {
    if depth > DEPTH_MAX {
        let message = format!("Lists and maps stand at most {DEPTH_MAX} deep in each other here.");
        cx.out.push(Diagnostic::error(Code::TooDeep, node.pos, message));
        return None;
    }
    Some(match &node.value {
        Value::Null => Datum::Missing,
        Value::Scalar(text, Style::Plain) => plain(text.trim()),
        Value::Scalar(text, _) => Datum::text(text),
        Value::List(items) => {
            Datum::List(items.iter().map(|item| datum(item, depth + 1, cx)).collect::<Option<Vec<Datum>>>()?)
        }
        Value::Map(map) => {
            let mut entries = BTreeMap::new();
            for (key, entry) in &map.entries {
                entries.insert(key.clone(), datum(&entry.node, depth + 1, cx)?);
            }
            Datum::Map(entries)
        }
    })
}

/// A leaf of a tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// Its dotted path.
    pub path: String,
    /// What stands there.
    pub datum: Datum,
    /// Where it stands.
    pub pos: Pos,
}

/// A tree, as its leaves in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree(pub Vec<Leaf>);

impl Decode for Tree {
    fn decode(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        if !matches!(node.value, Value::Map(_)) {
            super::wrong::not_map(node, "a configuration", cx);
            return None;
        }
        let mut leaves = Vec::new();
        let good = walk(node, String::new(), 0, &mut leaves, cx);
        good.then_some(Tree(leaves))
    }

    fn shape() -> Shape {
        Shape::Any
    }
}

fn walk(node: &Node, path: String, depth: u32, leaves: &mut Vec<Leaf>, cx: &mut Decoder<'_>) -> bool {
    match &node.value {
        Value::Map(map) if (!map.entries.is_empty() || path.is_empty()) && depth <= DEPTH_MAX => {
            let mut good = true;
            for (key, entry) in &map.entries {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                good &= walk(&entry.node, path, depth + 1, leaves, cx);
            }
            good
        }
        _ => match datum(node, depth, cx) {
            Some(_) if leaves.iter().any(|leaf| leaf.path == path) => {
                let message = format!("`{path}` stands twice in this tree, once in parts and once with dots.");
                cx.out.push(Diagnostic::error(Code::DuplicateKey, node.pos, message).help("Leave one of them out."));
                false
            }
            Some(datum) => {
                leaves.push(Leaf { path, datum, pos: node.pos });
                true
            }
            None => false,
        },
    }
}
