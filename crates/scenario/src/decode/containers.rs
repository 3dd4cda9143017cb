//! Lists, and maps from id to thing.

use super::basic::{bad_name, is_name};
use super::{Decode, Decoder, Shape, wrong};
use crate::text::Text;
use crate::tree::{Node, Value};
use std::collections::BTreeMap;

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let Value::List(items) = &node.value else {
            wrong::not_list(node, cx);
            return None;
        };
        // Every item is read, also after a wrong one.
        let mut decoded = Vec::with_capacity(items.len());
        for item in items {
            decoded.extend(T::decode(item, cx));
        }
        (decoded.len() == items.len()).then_some(decoded)
    }

    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

/// A thing with its id.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<T> {
    /// The id, with its place.
    pub key: Text,
    /// The thing.
    pub value: T,
}

/// A map from id to thing, in the order of the text.
#[derive(Clone, Debug)]
pub struct Map<T> {
    items: Vec<Item<T>>,
    /// Id to place in `items`. Apart from them, so that the search is the same code for every `T`.
    places: BTreeMap<String, u32>,
}

impl<T> Default for Map<T> {
    fn default() -> Map<T> {
        Map { items: Vec::new(), places: BTreeMap::new() }
    }
}

/// Two maps are equal if they hold the same, in whatever order.
impl<T: PartialEq> PartialEq for Map<T> {
    fn eq(&self, other: &Map<T>) -> bool {
        self.len() == other.len() && self.items.iter().all(|item| other.item(&item.key) == Some(item))
    }
}

impl<T> Map<T> {
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The thing of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&T> {
        self.item(id).map(|item| &item.value)
    }

    /// The thing of an id, with the id's place.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&Item<T>> {
        self.items.get(self.index_of(id)? as usize)
    }

    /// The place of an id in the order.
    #[must_use]
    pub fn index_of(&self, id: &str) -> Option<u32> {
        self.places.get(id).copied()
    }

    /// Every thing, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Item<T>> {
        self.items.iter()
    }

    /// Every id, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.items.iter().map(|item| item.key.as_str())
    }
}

#[inline(never)]
fn entries<T: Decode>(node: &Node, names: bool, cx: &mut Decoder<'_>) -> Option<Vec<Item<T>>> {
    let Value::Map(map) = &node.value else {
        wrong::not_map(node, "this", cx);
        return None;
    };
    let mut items = Vec::with_capacity(map.entries.len());
    let mut all = true;
    for entry in map.entries.values() {
        if cx.full() {
            return None;
        }
        all &= !names || is_name(&entry.key) || bad_name(&entry.key, cx);
        match T::decode(&entry.node, cx) {
            Some(value) => items.push(Item { key: entry.key.clone(), value }),
            None => all = false,
        }
    }
    all.then_some(items)
}

impl<T: Decode> Decode for Map<T> {
    fn decode(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let items = entries(node, true, cx)?;
        let mut places = BTreeMap::new();
        for (item, place) in items.iter().zip(0..) {
            places.insert(item.key.as_str().to_owned(), place);
        }
        Some(Map { items, places })
    }

    fn shape() -> Shape {
        Shape::Map(Box::new(T::shape()))
    }
}

/// A map whose keys are no names: conditions, numbers, dotted paths.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs<T>(pub Vec<Item<T>>);

impl<T> Default for Pairs<T> {
    fn default() -> Pairs<T> {
        Pairs(Vec::new())
    }
}

impl<T: Decode> Decode for Pairs<T> {
    fn decode(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        entries(node, false, cx).map(Pairs)
    }

    fn shape() -> Shape {
        Shape::Map(Box::new(T::shape()))
    }
}
