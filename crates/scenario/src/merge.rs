//! Lays one tree over another: maps entry by entry at every depth, everything else as a whole. `id: null` takes an
//! entry away, `without: [alerts, score.step]` whole parts. A replaced entry keeps its place; a new one stands
//! before the entry that follows it in its own file, if that one is known below, else at the end. Every node keeps
//! the place it came from. Knows nothing of what the keys mean.

use crate::diagnostic::{Code, Diagnostic};
use crate::suggest::nearest;
use crate::text::Text;
use crate::tree::{Entry, Map, Node, Value};

/// Where plain values stand, among which `null` is one and takes nothing away: section, and key of its entries.
const PLAIN: [(&str, &str); 5] = [
    ("services", "config"),
    ("faults", "breaks"),
    ("faults", "right"),
    ("fault-kinds", "breaks"),
    ("fault-kinds", "right"),
];

/// How deep a tree stands, as far as plain values go.
#[derive(Clone, Copy)]
enum Place<'a> {
    Top,
    Section(&'a str),
    Entry(&'a str),
    Plain,
    Elsewhere,
}

impl<'a> Place<'a> {
    /// The place of what stands under a key.
    fn under(self, key: &'a str) -> Place<'a> {
        match self {
            Place::Top if PLAIN.iter().any(|(section, _)| *section == key) => Place::Section(key),
            Place::Section(section) => Place::Entry(section),
            Place::Entry(section) if PLAIN.contains(&(section, key)) => Place::Plain,
            Place::Plain => Place::Plain,
            _ => Place::Elsewhere,
        }
    }
}

/// Lays `upper` over `lower`.
pub fn lay(lower: &mut Node, upper: Node, out: &mut Vec<Diagnostic>) {
    lay_in(lower, upper, Place::Top, out);
}

fn lay_in(lower: &mut Node, upper: Node, place: Place<'_>, out: &mut Vec<Diagnostic>) {
    let pos = upper.pos;
    match (&mut lower.value, upper.value) {
        (Value::Map(below), Value::Map(above)) => lay_map(below, above, place, out),
        // Also a map that is new may hold a `null`, which takes nothing away there.
        (value, Value::Map(above)) => {
            let mut fresh = Map { flow: above.flow, ..Map::default() };
            lay_map(&mut fresh, above, place, out);
            *value = Value::Map(fresh);
            lower.pos = pos;
        }
        (value, other) => {
            *value = other;
            lower.pos = pos;
        }
    }
}

fn lay_map(below: &mut Map, above: Map, place: Place<'_>, out: &mut Vec<Diagnostic>) {
    let flow = above.flow;
    let keys: Vec<String> = above.entries.keys().cloned().collect();
    for (index, (id, entry)) in above.entries.into_iter().enumerate() {
        // `{ a }` has a key without even a colon: a mistake of its own, and no wish to take something away.
        let bare = flow && entry.node.pos.start == entry.node.pos.end;
        if entry.node.value == Value::Null && !bare && !matches!(place, Place::Plain) {
            if below.entries.shift_remove(&id).is_none() {
                let found = Diagnostic::error(Code::NothingToTake, entry.key.pos(), format!("`{id}` has no value."));
                out.push(found.help("Write `{}` for an entry with nothing of its own. A `null` takes away what a pack gives, and no pack gives this."));
            }
        } else if let Some(old) = below.entries.get_mut(&id) {
            lay_in(&mut old.node, entry.node, place.under(&id), out);
            old.key = entry.key;
        } else {
            let mut node = Node { value: Value::Null, pos: entry.node.pos };
            lay_in(&mut node, entry.node, place.under(&id), out);
            let next = keys[index + 1..].iter().find_map(|later| below.entries.get_index_of(later));
            let fresh = Entry { key: entry.key, node };
            match next {
                Some(place) => {
                    below.entries.shift_insert(place, id, fresh);
                }
                None => {
                    below.entries.insert(id, fresh);
                }
            }
        }
    }
}

/// Takes a part away, given by its dotted path.
pub fn take_away(tree: &mut Node, path: &Text, out: &mut Vec<Diagnostic>) {
    let mut node = tree;
    let mut parts = path.split('.').peekable();
    while let Some(part) = parts.next() {
        let Value::Map(map) = &mut node.value else {
            return nothing(path, None, out);
        };
        if parts.peek().is_none() {
            if map.entries.shift_remove(part).is_none() {
                nothing(path, nearest(part, map.entries.keys().map(String::as_str)), out);
            }
            return;
        }
        if !map.entries.contains_key(part) {
            return nothing(path, nearest(part, map.entries.keys().map(String::as_str)), out);
        }
        let Some(entry) = map.entries.get_mut(part) else {
            return;
        };
        node = &mut entry.node;
    }
}

fn nothing(path: &Text, near: Option<&str>, out: &mut Vec<Diagnostic>) {
    let message = format!("`without` names `{path}`, which is not there.");
    let found = Diagnostic::error(Code::WithoutNothing, path.pos(), message);
    out.push(match near {
        Some(near) => found.help(format!("Did you mean `{near}`?")),
        None => found.help("Take the entry out of the list."),
    });
}
