//! What a YAML text says, before it means anything: scalars (all of them text), lists and maps in the order of
//! the file, each with its place. Packs and scenarios are merged in this form.

use crate::source::Pos;
use crate::text::Text;
use indexmap::IndexMap;

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In `'` or `"`.
    Quoted,
    /// A block `|`.
    Literal,
    /// A block `>`, which joins lines.
    Folded,
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands.
    pub pos: Pos,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null` without quotes.
    Null,
    /// Any other scalar.
    Scalar(Text, Style),
    /// A list.
    List(Vec<Node>),
    /// A map; its keys are unique.
    Map(Map),
}

/// A map in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    /// Key by key.
    pub entries: IndexMap<String, Entry>,
    /// Whether it is written in `{ }`.
    pub flow: bool,
}

/// One entry of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key as written.
    pub key: Text,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The entry of a map; `None` too if this is no map.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(map) => map.entries.get(key).map(|entry| &entry.node),
            _ => None,
        }
    }

    /// The entry of a map, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        match &mut self.value {
            Value::Map(map) => map.entries.get_mut(key).map(|entry| &mut entry.node),
            _ => None,
        }
    }

    /// The text of a scalar.
    #[must_use]
    pub fn text(&self) -> Option<&Text> {
        match &self.value {
            Value::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// The entries, if this is a map.
    #[must_use]
    pub fn map(&self) -> Option<&Map> {
        match &self.value {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The items, if this is a list.
    #[must_use]
    pub fn list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// Whether both say the same in the same order, wherever and however it is written.
    #[must_use]
    pub fn says_the_same(&self, other: &Node) -> bool {
        match (&self.value, &other.value) {
            (Value::Null, Value::Null) => true,
            (Value::Scalar(a, _), Value::Scalar(b, _)) => a.as_str() == b.as_str(),
            (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.says_the_same(b)),
            (Value::Map(a), Value::Map(b)) => {
                a.entries.len() == b.entries.len()
                    && (a.entries.iter().zip(&b.entries))
                        .all(|((a, x), (b, y))| a == b && x.node.says_the_same(&y.node))
            }
            _ => false,
        }
    }

    /// An empty map at a place.
    #[must_use]
    pub fn empty_map(pos: Pos) -> Node {
        Node { value: Value::Map(Map::default()), pos }
    }
}
