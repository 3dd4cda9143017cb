//! From a scenario's text down to what it stands on: which files are read, in which order they are laid over each
//! other, and the difficulty's settings between pack and scenario.

use crate::catalogue::Catalogue;
use crate::decode::{Decode, Decoder, FieldShape, Name, Prose, Record, Shape, Sort};
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::EXTENDS_MAX;
use crate::memo::PackRead;
use crate::merge;
use crate::model::Document;
use crate::source::{Pos, Source, SourceMap};
use crate::suggest::nearest;
use crate::text::Text;
use crate::tree::{Node, Value};
use crate::yaml;
use std::sync::Arc;

/// The pack that a scenario without one stands on.
pub const STANDARD: &str = "standard";

/// What a scenario extends that stands by itself.
pub const NOTHING: &str = "nothing";

/// Reads files and lays them over each other.
pub struct Layers<'a> {
    /// Where packs come from.
    pub catalogue: &'a Catalogue,
    /// The texts that were read.
    pub sources: &'a mut SourceMap,
    /// What is wrong so far.
    pub out: &'a mut Vec<Diagnostic>,
}

/// A file without the keys that are about files.
struct Layer {
    tree: Node,
    extends: Option<Text>,
    parts: Vec<Text>,
    without: Vec<Text>,
}

/// What kind of file, for the keys it may have.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Pack,
    Part,
    Scenario,
}

/// A scenario and what it stands on, laid over each other.
pub struct Merged {
    /// What is in force.
    pub tree: Node,
    /// The pack's name, if there is one.
    pub pack: Option<String>,
    /// The pack's own title.
    pub pack_title: Option<String>,
}

impl Layers<'_> {
    /// Reads a scenario whose folder is `folder`. `None` if it cannot be read; what can be read is merged.
    pub fn scenario(&mut self, path: &str, text: &str, folder: &str) -> Option<Merged> {
        let layer = self.read(path, text, Role::Scenario);
        let (base, pos) = match layer.as_ref().and_then(|layer| layer.extends.as_ref()) {
            Some(name) => (name.as_str().to_owned(), Some(name.pos())),
            None if self.catalogue.text(&format!("{folder}/pack.yaml")).is_some() => (folder.to_owned(), None),
            None => (STANDARD.to_owned(), None),
        };
        let lower = match (base.as_str(), pos) {
            (NOTHING, Some(pos)) => Some(Node::empty_map(pos)),
            _ => self.known_pack(&base, pos),
        };
        let (layer, mut lower) = (layer?, lower?);
        let pack_title = lower.get("title").and_then(Node::text).map(|title| title.as_str().to_owned());
        // A pack's title and words are about the pack.
        if let Value::Map(map) = &mut lower.value {
            for own in ["title", "about", "difficulty"] {
                map.entries.shift_remove(own);
            }
        }
        let own_settings = layer.tree.get("settings").cloned();
        self.lay(&mut lower, layer);
        self.difficulty(&mut lower, own_settings);
        Some(Merged { tree: lower, pack: Some(base), pack_title })
    }

    /// A pack with all that it stands on; read only if it was not read before.
    fn known_pack(&mut self, name: &str, from: Option<Pos>) -> Option<Node> {
        let first = self.sources.next();
        if let Some(read) = self.catalogue.memo.get(name, first) {
            for source in &read.sources {
                self.sources.add(Arc::clone(source));
            }
            return Some(read.tree.clone());
        }
        let complaints = self.out.len();
        let tree = self.pack(name, from, &mut Vec::new())?;
        if self.out.len() == complaints {
            let read = PackRead { tree: tree.clone(), sources: self.sources.since(first).to_vec() };
            self.catalogue.memo.keep(name, first, read);
        }
        Some(tree)
    }

    /// Reads a pack with all that it stands on.
    pub fn pack(&mut self, name: &str, from: Option<Pos>, open: &mut Vec<String>) -> Option<Node> {
        let file = format!("{name}/pack.yaml");
        let Some(text) = self.catalogue.text(&file) else {
            let message = format!("No pack is called `{name}`.");
            let known = self.catalogue.packs();
            let mut found = match from {
                Some(pos) => Diagnostic::error(Code::UnknownPack, pos, message),
                None => Diagnostic::nowhere(Code::UnknownPack, message),
            };
            found = match nearest(name, known.iter().copied()) {
                Some(near) => found.help(format!("Did you mean `{near}`?")),
                None => found.help(format!("Packs: {}.", known.join(", "))),
            };
            self.out.push(found);
            return None;
        };
        open.push(name.to_owned());
        let layer = self.read(&shown(&file), text, Role::Pack);
        let mut parts = Vec::new();
        for part in layer.as_ref().map_or(&[][..], |layer| &layer.parts) {
            let file = format!("{name}/{part}.yaml");
            match self.catalogue.text(&file) {
                Some(text) => parts.push(self.read(&shown(&file), text, Role::Part)),
                None => {
                    let message = format!("There is no file `{part}.yaml` beside the pack.");
                    self.out.push(
                        Diagnostic::error(Code::UnknownPart, part.pos(), message)
                            .help("Take it out of `parts`, or add the file."),
                    );
                    parts.push(None);
                }
            }
        }
        let layer = layer?;
        let mut tree = match &layer.extends {
            None => Node::empty_map(layer.tree.pos),
            Some(lower) if open.len() >= EXTENDS_MAX || open.iter().any(|name| name == lower.as_str()) => {
                let message = format!("The packs {} extend each other in a circle.", open.join(", "));
                self.out
                    .push(Diagnostic::error(Code::ExtendsCircle, lower.pos(), message).help("Take one `extends` out."));
                return None;
            }
            Some(lower) => self.pack(lower, Some(lower.pos()), open)?,
        };
        self.lay(&mut tree, layer);
        for part in parts {
            self.lay(&mut tree, part?);
        }
        Some(tree)
    }

    fn lay(&mut self, lower: &mut Node, layer: Layer) {
        for path in &layer.without {
            merge::take_away(lower, path, self.out);
        }
        merge::lay(lower, layer.tree, self.out);
    }

    /// The settings of the scenario's difficulty, between those of the pack and its own.
    fn difficulty(&mut self, tree: &mut Node, own: Option<Node>) {
        let Some(word) = tree.get("difficulty").and_then(Node::text).cloned() else {
            return;
        };
        let Some(known) = tree.get("difficulties").and_then(Node::map) else {
            return;
        };
        let Some(entry) = known.entries.get(word.as_str()) else {
            if !known.entries.is_empty() {
                let names: Vec<&str> = known.entries.keys().map(String::as_str).collect();
                let found = Diagnostic::error(
                    Code::UnknownDifficulty,
                    word.pos(),
                    format!("No difficulty is called `{word}`."),
                );
                self.out.push(match nearest(&word, names.iter().copied()) {
                    Some(near) => found.help(format!("Did you mean `{near}`?")).replace(word.pos(), near),
                    None => found.help(format!("Difficulties: {}.", names.join(", "))),
                });
            }
            return;
        };
        let settings = entry.node.clone();
        let Value::Map(map) = &mut tree.value else {
            return;
        };
        let place = map.entries.entry("settings".to_owned()).or_insert_with(|| crate::tree::Entry {
            key: Text::whole("settings", settings.pos),
            node: Node::empty_map(settings.pos),
        });
        merge::lay(&mut place.node, settings, self.out);
        if let Some(own) = own {
            // Laid once already, with its mistakes reported then.
            merge::lay(&mut place.node, own, &mut Vec::new());
        }
    }

    fn read(&mut self, path: &str, text: &str, role: Role) -> Option<Layer> {
        let source = Arc::new(Source::new(path, text));
        let id = self.sources.add(Arc::clone(&source));
        let tree = yaml::read(id, &source, self.out)?;
        let mut layer = Layer { tree, extends: None, parts: Vec::new(), without: Vec::new() };
        let Value::Map(map) = &mut layer.tree.value else {
            let found = Diagnostic::error(Code::WrongShape, layer.tree.pos, "A scenario is a map of keys and values.");
            self.out.push(found.help("Begin with `title:` and what is broken: `faults:`."));
            return None;
        };
        let mut cx = Decoder { sources: self.sources, out: self.out };
        let mut header = |key: &str, allowed: bool, help: &str| {
            let entry = map.entries.shift_remove(key)?;
            if allowed {
                return Some(entry.node);
            }
            let found = Diagnostic::error(
                Code::MisplacedKey,
                entry.key.pos(),
                format!("`{key}` does not belong into this file."),
            );
            cx.out.push(found.help(help));
            None
        };
        let extends = header("extends", role != Role::Part, "It stands in pack.yaml.");
        let parts = header("parts", role == Role::Pack, "It stands in pack.yaml.");
        let without = header("without", true, "");
        layer.extends = extends.and_then(|node| Name::decode(&node, &mut cx)).map(|name| name.0);
        layer.parts = parts
            .and_then(|node| Vec::<Name>::decode(&node, &mut cx))
            .unwrap_or_default()
            .into_iter()
            .map(|name| name.0)
            .collect();
        let without = without.and_then(|node| Vec::<crate::decode::Prose>::decode(&node, &mut cx)).unwrap_or_default();
        layer.without = without.into_iter().map(|path| path.0).collect();
        Some(layer)
    }
}

/// What a file may hold: the document's keys, and those that are about files.
#[must_use]
pub fn file_shape() -> Shape {
    Shape::Record { name: "File", about: "A scenario, a pack, or a part of a pack.", fields: file_fields }
}

fn file_fields() -> Vec<FieldShape> {
    let header = |key, about, shape, names| FieldShape { key, about, shape, required: false, names };
    let mut fields = vec![
        header(
            "extends",
            "The pack that this one stands on, `nothing` for a scenario that stands by itself; that of its folder, or `standard`, if left out.",
            Name::shape(),
            &[&[Sort::Pack]],
        ),
        header(
            "parts",
            "Files beside pack.yaml that belong to it, laid over it in this order.",
            Vec::<Name>::shape(),
            &[],
        ),
        header("without", "Parts to take away of what this stands on, by dotted path.", Vec::<Prose>::shape(), &[]),
    ];
    fields.extend(Document::fields());
    fields
}

/// The path of a catalogue's file as people see it.
pub fn shown(path: &str) -> String {
    format!("scenarios/{path}")
}
