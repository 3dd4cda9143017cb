//! From YAML text to a [`Node`] tree. The only file that knows serde_yaml: it reads each scalar as text, led by
//! the span tree of `scan`, so that `0.40`, `on` and `12:30` stay what the author wrote.

use crate::diagnostic::Diagnostic;
use crate::scalar;
use crate::scan::{self, SpanKind, SpanNode};
use crate::source::{Pos, Source, SourceId};
use crate::text::{OffsetMap, Text};
use crate::tree::{Entry, Map, Node, Style, Value};
use indexmap::IndexMap;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Reads a text. What is wrong goes to `out`; `None` if nothing can be made of the text.
pub fn read(id: SourceId, source: &Source, out: &mut Vec<Diagnostic>) -> Option<Node> {
    let before = out.len();
    let spans = scan::scan(id, source, out)?;
    crate::commas::check(source, &spans, out);
    let seed = Seed { node: &spans, source };
    match seed.deserialize(serde_yaml::Deserializer::from_str(source.text())) {
        Ok(node) => Some(node),
        // Equal keys were reported already; serde_yaml adds nothing to that.
        Err(_) if out.len() > before => None,
        Err(error) => {
            let at = error.location().map_or(0, |at| source.offset(at.line() as u32, at.column() as u32 - 1));
            let message = error.to_string();
            // "invalid type: … at line 3 column 4": the place is told by the position.
            let info = message.rsplit_once(" at line ").map_or(message.as_str(), |(info, _)| info);
            out.push(crate::syntax::explain(id, source, at, info));
            None
        }
    }
}

#[derive(Clone, Copy)]
struct Seed<'a> {
    node: &'a SpanNode,
    source: &'a Source,
}

impl Seed<'_> {
    fn text(&self, style: Style, text: &str) -> Text {
        let map = scalar::offsets(self.source.text(), self.node.pos, style, text);
        Text::new(text.to_owned(), self.node.pos, map)
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let value = match &self.node.kind {
            SpanKind::Null => {
                IgnoredAny.deserialize_ignored(deserializer)?;
                Value::Null
            }
            SpanKind::Scalar(style) => {
                Value::Scalar(deserializer.deserialize_str(ScalarVisitor { seed: self, style: *style })?, *style)
            }
            SpanKind::List(items) => {
                Value::List(deserializer.deserialize_seq(ListVisitor { items, source: self.source })?)
            }
            SpanKind::Map { entries, flow } => {
                let entries = deserializer.deserialize_map(MapVisitor { entries, source: self.source })?;
                Value::Map(Map { entries, flow: *flow })
            }
        };
        Ok(Node { value, pos: self.node.pos })
    }
}

/// `IgnoredAny` as a value of its own, so that a `null` is read past.
trait Ignore {
    fn deserialize_ignored<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error>;
}

impl Ignore for IgnoredAny {
    fn deserialize_ignored<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_ignored_any(self).map(|_| ())
    }
}

struct ScalarVisitor<'a> {
    seed: Seed<'a>,
    style: Style,
}

impl Visitor<'_> for ScalarVisitor<'_> {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a scalar")
    }

    fn visit_str<E>(self, text: &str) -> Result<Text, E> {
        Ok(self.seed.text(self.style, text))
    }
}

struct ListVisitor<'a> {
    items: &'a [SpanNode],
    source: &'a Source,
}

impl<'de> Visitor<'de> for ListVisitor<'_> {
    type Value = Vec<Node>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {}", self.items.len())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Vec<Node>, A::Error> {
        let mut nodes = Vec::with_capacity(self.items.len());
        for node in self.items {
            let seed = Seed { node, source: self.source };
            nodes.push(access.next_element_seed(seed)?.ok_or_else(|| A::Error::invalid_length(nodes.len(), &self))?);
        }
        Ok(nodes)
    }
}

struct MapVisitor<'a> {
    entries: &'a [(SpanNode, SpanNode)],
    source: &'a Source,
}

impl<'de> Visitor<'de> for MapVisitor<'_> {
    type Value = IndexMap<String, Entry>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a map of {}", self.entries.len())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut entries = IndexMap::with_capacity(self.entries.len());
        for (key, value) in self.entries {
            let seed = KeySeed(Seed { node: key, source: self.source });
            let key = access.next_key_seed(seed)?.ok_or_else(|| A::Error::invalid_length(entries.len(), &self))?;
            let node = access.next_value_seed(Seed { node: value, source: self.source })?;
            // A merge key is reported by `scan` and merges nothing.
            if key.as_str() == "<<" {
                continue;
            }
            // Of two equal keys the first stays; `scan` has reported the second.
            entries.entry(key.as_str().to_owned()).or_insert(Entry { key, node });
        }
        Ok(entries)
    }
}

struct KeySeed<'a>(Seed<'a>);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Text;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Text, D::Error> {
        match self.0.node.kind {
            SpanKind::Scalar(style) => deserializer.deserialize_str(ScalarVisitor { seed: self.0, style }),
            // `null: x` and `~: x`: a key is always text.
            _ => {
                IgnoredAny.deserialize_ignored(deserializer)?;
                let pos: Pos = self.0.node.pos;
                let raw = self.0.source.text().get(pos.start as usize..pos.end as usize).unwrap_or("");
                Ok(Text::new(raw.to_owned(), pos, OffsetMap::Straight(pos.start)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn tree(text: &str) -> (Node, Source) {
        let source = Source::new("a.yaml", text);
        let mut out = Vec::new();
        let node = read(SourceId(0), &source, &mut out);
        assert!(out.is_empty(), "{out:?}");
        (node.unwrap(), source)
    }

    #[test]
    fn every_scalar_is_text() {
        let (node, _) = tree(
            "a: 0.40\nb: on\nc: 12:30\nd: 1e3\ne: 0x1F\nf: ~\ng: null\nh:\ni: 'null'\nj: .inf\n0: zero\nnull: n\n",
        );
        let texts: Vec<Option<&str>> =
            node.map().unwrap().entries.values().map(|e| e.node.text().map(Text::as_str)).collect();
        let expected = [
            Some("0.40"),
            Some("on"),
            Some("12:30"),
            Some("1e3"),
            Some("0x1F"),
            None,
            None,
            None,
            Some("null"),
            Some(".inf"),
            Some("zero"),
            Some("n"),
        ];
        assert_eq!(texts, expected);
        assert_eq!(node.map().unwrap().entries.get_index(10).unwrap().0, "0");
    }

    /// Each `@` of the decoded text stands where an `@` stands in the file.
    #[test]
    fn offsets_lead_back_to_the_file() {
        for text in [
            "a: x @ y\n",
            "a: 'it''s @ x'\n",
            "a: \"q\\t\\u00fc @ \\\" @\"\n",
            "a: plain\n   more @\n\n   and @\n",
            "ü: 'ü\n   more @'\n",
            "a: |\n  x @\n\n    y @\n  z @\nb: @@\n".replace("@@", "1").as_str(),
            "a: |-\n\n\n   x @ ü @\n   @",
            "a:\n  - { b: |x @| }\n".replace('|', "'").as_str(),
            "a: \"x\\\n   y @\"\n",
            "a: [ u, v @ w ]\n",
        ] {
            let (node, source) = tree(text);
            let mut seen = 0;
            each_text(&node, &mut |text| {
                for (at, _) in text.match_indices('@') {
                    let pos = text.place(at as u32, at as u32 + 1);
                    assert_eq!(&source.text()[pos.start as usize..pos.end as usize], "@", "{text:?}");
                    seen += 1;
                }
            });
            assert_eq!(seen, text.matches('@').count(), "{text:?}");
        }
    }

    fn each_text(node: &Node, f: &mut dyn FnMut(&Text)) {
        match &node.value {
            Value::Null => {}
            Value::Scalar(text, _) => f(text),
            Value::List(items) => items.iter().for_each(|item| each_text(item, f)),
            Value::Map(map) => map.entries.values().for_each(|entry| each_text(&entry.node, f)),
        }
    }
}
