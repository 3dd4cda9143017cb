//! The keys of a record: each is asked for once; what was not asked for is unknown.

use super::containers::{Map, Pairs};
use super::shape::FieldShape;
use super::{Decode, Decoder, basic, wrong};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Pos;
use crate::suggest::nearest;
use crate::tree::{self, Node, Value};

/// A map with known keys.
pub trait Record: Sized {
    /// What it is, with its article: "a fault".
    const ABOUT: &'static str;
    /// Keys of the format that this version does not play, and what they are for.
    const LATER: &'static [(&'static str, &'static str)];

    /// Reads its keys.
    fn take(fields: &Fields<'_>, cx: &mut Decoder<'_>) -> Option<Self>;

    /// Its keys alone. Reading needs no more, and a page that makes no schema then holds no descriptions.
    fn keys() -> Vec<&'static str>;

    /// Its keys, described.
    fn fields() -> Vec<FieldShape>;
}

/// The map of a record while it is read.
pub struct Fields<'a> {
    map: &'a tree::Map,
    pos: Pos,
    about: &'static str,
}

impl<'a> Fields<'a> {
    /// Reads a whole record.
    #[inline(never)]
    pub fn record<T: Record>(node: &Node, cx: &mut Decoder<'_>) -> Option<T> {
        let fields = Fields::open(node, T::ABOUT, cx)?;
        let known = fields.known(&T::keys(), T::LATER, cx);
        T::take(&fields, cx).filter(|_| known)
    }

    /// The map behind a record.
    fn open<'b>(node: &'b Node, about: &'static str, cx: &mut Decoder<'_>) -> Option<Fields<'b>> {
        match &node.value {
            Value::Map(map) => Some(Fields { map, pos: node.pos, about }),
            _ => {
                wrong::not_map(node, about, cx);
                None
            }
        }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'a Node> {
        self.map.entries.get(key).map(|entry| &entry.node)
    }

    /// Whether the map has only keys of the record; says which are not.
    fn known(&self, keys: &[&str], later: &[(&str, &str)], cx: &mut Decoder<'_>) -> bool {
        let mut all = true;
        for (key, entry) in &self.map.entries {
            if keys.contains(&key.as_str()) {
                continue;
            }
            all = false;
            if cx.full() {
                break;
            }
            let pos = entry.key.pos();
            if let Some((_, what)) = later.iter().find(|(later, _)| later == key) {
                let message = format!("`{key}` ({what}) is not supported yet by this version.");
                cx.out.push(Diagnostic::error(Code::NotSupportedYet, pos, message).help("Leave it out."));
                continue;
            }
            // A piece of a value that a comma has cut is reported as that.
            if cx.out.iter().any(|found| found.code == Code::CommaInBraces && within(pos, found.pos)) {
                continue;
            }
            let message = format!("Unknown key `{}` in {}.", basic::shorten(key), self.about);
            let found = Diagnostic::error(Code::UnknownKey, pos, message);
            cx.out.push(match nearest(key, keys.iter().copied()) {
                Some(near) => found.help(format!("Did you mean `{near}`?")).replace(pos, near),
                None => found.help(format!("Its keys: {}.", keys.join(", "))),
            });
        }
        all
    }

    fn missing(&self, key: &str, cx: &mut Decoder<'_>) {
        let message = format!("`{key}` is missing in {}.", self.about);
        cx.out.push(Diagnostic::error(Code::MissingKey, self.pos, message).help(format!("Add `{key}:`.")));
    }
}

fn within(pos: Pos, outer: Option<Pos>) -> bool {
    outer.is_some_and(|outer| outer.source == pos.source && outer.start <= pos.start && pos.end <= outer.end)
}

/// How a key's value becomes a field: left out, or must be there.
pub trait Field: Sized {
    /// Whether the key must be there.
    const REQUIRED: bool;
    /// What stands behind the key.
    type Value: Decode;

    /// Reads the key; `None` if a diagnostic says why not.
    fn take(fields: &Fields<'_>, key: &'static str, cx: &mut Decoder<'_>) -> Option<Self>;
}

impl<T: Decode> Field for Option<T> {
    const REQUIRED: bool = false;
    type Value = T;

    fn take(fields: &Fields<'_>, key: &'static str, cx: &mut Decoder<'_>) -> Option<Self> {
        match fields.get(key) {
            Some(node) => T::decode(node, cx).map(Some),
            None => Some(None),
        }
    }
}

/// A container that is empty when its key is left out.
macro_rules! empty_by_default {
    ($($name:ident),+) => {$(
        impl<T: Decode> Field for $name<T> {
            const REQUIRED: bool = false;
            type Value = $name<T>;

            fn take(fields: &Fields<'_>, key: &'static str, cx: &mut Decoder<'_>) -> Option<Self> {
                fields.get(key).map_or_else(|| Some(Self::default()), |node| Self::decode(node, cx))
            }
        }
    )+};
}
empty_by_default!(Vec, Map, Pairs);

/// A value whose key must be there.
macro_rules! required {
    ($($name:ident),+) => {$(
        impl Field for basic::$name {
            const REQUIRED: bool = true;
            type Value = basic::$name;

            fn take(fields: &Fields<'_>, key: &'static str, cx: &mut Decoder<'_>) -> Option<Self> {
                match fields.get(key) {
                    Some(node) => Self::decode(node, cx),
                    None => {
                        fields.missing(key, cx);
                        None
                    }
                }
            }
        }
    )+};
}
required!(Name, Template, Expression, Condition, Script, Deed, Count);
