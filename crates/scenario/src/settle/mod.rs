//! Settles what exists: every choice (`one of …`, `5 of …`, `pick-faults`, jitter of a table) becomes what the seed says, services
//! that do not take part leave, and calls through them are joined up. What comes out is an ordinary scenario
//! without choices. The only place where a seed changes what exists; first values are drawn later, by the engine.

mod clock;
mod draws;
mod graph;
mod jitter;
mod picks;
mod pools;
mod words;

use crate::decode::{Decode, Decoder};
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{CALLS_MAX, FAULTS_MAX, SERVICES_MAX};
use crate::load::{Authored, Rejected};
use crate::model::Document;
use crate::source::SourceMap;
use crate::text::Text;
use crate::tree::{Entry, Node, Style, Value};
use crate::variant::{SETTING, Variant};
use draws::Draws;
use graph::Graph;
use pools::Pools;
use std::sync::Arc;

/// A scenario without choices, for one seed.
#[derive(Clone, Debug)]
pub struct Settled {
    /// `pack/name`.
    pub id: String,
    /// The seed.
    pub seed: u64,
    /// Everything that is in force, typed. Only services that take part, with calls joined up; `take` and
    /// `pick-faults` are gone.
    pub document: Document,
    /// The same as a tree.
    pub tree: Node,
    /// Services of the catalogue that do not take part: a pack may speak of them, and nothing comes of it.
    pub absent: Vec<String>,
    /// The tags that those carry: a pack may speak of them too.
    pub idle_tags: Vec<String>,
    /// Faults that were not picked: log lines, facts and conditions may speak of them too.
    pub idle_faults: Vec<String>,
    /// Whether another seed may settle it otherwise.
    pub drawn: bool,
    /// The texts that it was made from.
    pub sources: Arc<SourceMap>,
}

impl Authored {
    /// Settles the choices.
    ///
    /// # Errors
    /// Choices that cannot be made, services and calls that do not exist.
    pub fn settle(&self, seed: u64) -> Result<Settled, Rejected> {
        let mut out = Vec::new();
        match self.settle_into(seed, &mut out) {
            Some(settled) if !out.iter().any(Diagnostic::is_error) => Ok(settled),
            _ => Err(Rejected::new(out, self.sources.clone())),
        }
    }

    /// Settles as far as can be: a call that cannot be is left out and reported, so that what else is wrong is
    /// found as well.
    pub(crate) fn settle_into(&self, seed: u64, out: &mut Vec<Diagnostic>) -> Option<Settled> {
        let mut tree = self.tree.clone();
        let idle = settle(&mut tree, seed, &self.variant, out)?;
        let mut cx = Decoder { sources: &self.sources, out };
        let document = Document::decode(&tree, &mut cx)?;
        Some(Settled {
            id: self.id.clone(),
            seed,
            document,
            tree,
            absent: idle.services,
            idle_tags: idle.tags,
            idle_faults: idle.faults,
            drawn: idle.drawn,
            sources: self.sources.clone(),
        })
    }
}

/// What takes no part, and whether that and the rest was drawn.
struct Idle {
    services: Vec<String>,
    tags: Vec<String>,
    faults: Vec<String>,
    drawn: bool,
}

/// What takes no part; nothing if it cannot be settled.
fn settle(tree: &mut Node, seed: u64, variant: &Variant, out: &mut Vec<Diagnostic>) -> Option<Idle> {
    let mut draws = Draws::new(seed, variant.number);
    name_variant(tree, variant);
    let one_seed = tree.get("canonical-seed");
    // Where one seed is not drawn for, others may be.
    let one_seed_differs = one_seed.is_some();
    let canonical = one_seed.and_then(Node::text).and_then(|text| text.parse().ok()) == Some(seed);
    clock::settle(tree, canonical, &mut draws, out);
    let idle_faults = picks::pick_faults(tree, seed, &mut draws, out);
    words::settle(tree, &mut draws, out);
    let mut bad_calls = Vec::new();
    let graph = Graph::read(tree, &mut bad_calls);
    graph.circles(&mut bad_calls);
    check_counts(tree, &graph, out);
    if out.iter().any(Diagnostic::is_error) {
        out.append(&mut bad_calls);
        return None;
    }
    let mut pools = Pools::new(tree, &graph, &mut draws, out);
    let taken = pools.take();
    let tags = pools.tags();
    let places = pools.faults();
    let settings = pools.settings();
    jitter::settle(tree, &graph.names, &mut draws, out);
    tell_collisions(&draws, out);
    write_tags(tree, &graph, &tags);
    write_places(tree, &graph, &taken, &places, out);
    for (setting, text, word) in settings {
        if let Some(node) = tree.get_mut("settings").and_then(|settings| settings.get_mut(&setting)) {
            *node = plain(&word, &text);
        }
    }
    let settled = !out.iter().any(Diagnostic::is_error);
    out.append(&mut bad_calls);
    graph.write(tree, &taken);
    let drawn = one_seed_differs || draws.made() > 0;
    let (services, tags) = idle(&graph, &taken);
    settled.then_some(Idle { services, tags, faults: idle_faults, drawn })
}

/// That there are not more services, calls and faults than are played.
fn check_counts(tree: &Node, graph: &Graph, out: &mut Vec<Diagnostic>) {
    if graph.names.len() > SERVICES_MAX || graph.calls() > CALLS_MAX {
        let message = format!(
            "{} services and {} calls; at most {SERVICES_MAX} and {CALLS_MAX} are played.",
            graph.names.len(),
            graph.calls()
        );
        let pos = tree.get("services").map_or(tree.pos, |services| services.pos);
        out.push(Diagnostic::error(Code::TooMany, pos, message));
    }
    if let Some(faults) = tree.get("faults").and_then(Node::map)
        && let Some((_, last)) = faults.entries.get_index(FAULTS_MAX)
    {
        let message = format!("{} faults; at most {FAULTS_MAX} are played.", faults.entries.len());
        out.push(
            Diagnostic::error(Code::TooMany, last.key.pos(), message).help("Pick some by the seed: `pick-faults: 16`."),
        );
    }
}

fn tell_collisions(draws: &Draws, out: &mut Vec<Diagnostic>) {
    for (path, pos) in draws.collisions() {
        let message = format!("The draw at `{path}` has the stream of another one.");
        out.push(Diagnostic::error(Code::StreamCollision, *pos, message).help("Rename an id on its path."));
    }
}

/// Writes down where each fault is; it has to be at a service that takes part.
fn write_places(
    tree: &mut Node,
    graph: &Graph,
    taken: &[bool],
    places: &[(String, Text, u32)],
    out: &mut Vec<Diagnostic>,
) {
    for (fault, at, service) in places {
        if let Some(node) =
            tree.get_mut("faults").and_then(|faults| faults.get_mut(fault)).and_then(|fault| fault.get_mut("at"))
        {
            *node = plain(&graph.names[*service as usize], at);
        }
        if !taken[*service as usize] {
            let name = &graph.names[*service as usize];
            let message = format!("`take` leaves out `{name}`, where fault `{fault}` is.");
            out.push(
                Diagnostic::error(Code::TakeLeavesOut, at.pos(), message).help(format!("Add `{name}` to `take`.")),
            );
        }
    }
}

/// The services that take no part, and the tags of these.
fn idle(graph: &Graph, taken: &[bool]) -> (Vec<String>, Vec<String>) {
    let (mut services, mut tags) = (Vec::new(), Vec::new());
    for ((name, of), _) in graph.names.iter().zip(&graph.tags).zip(taken).filter(|(_, taken)| !**taken) {
        services.push(name.clone());
        for tag in of {
            if !tags.contains(tag) {
                tags.push(tag.clone());
            }
        }
    }
    (services, tags)
}

/// A scalar that stands where a choice stood.
fn plain(word: &str, choice: &Text) -> Node {
    let text = if word == choice.as_str() { choice.clone() } else { Text::whole(word, choice.pos()) };
    Node { value: Value::Scalar(text, Style::Plain), pos: choice.pos() }
}

/// A file that stands for several scenarios says which one it is, as a setting.
fn name_variant(tree: &mut Node, variant: &Variant) {
    let Value::Map(map) = &mut tree.value else { return };
    let Some(variants) = map.entries.shift_remove("variants") else { return };
    let pos = variants.node.pos;
    let settings = map.entries.entry("settings".to_owned());
    let settings = settings.or_insert_with(|| Entry { key: Text::whole("settings", pos), node: Node::empty_map(pos) });
    if let Value::Map(settings) = &mut settings.node.value {
        let number = Text::whole(variant.number.to_string(), pos);
        let node = Node { value: Value::Scalar(number, Style::Plain), pos };
        // First, so that the other settings may read it.
        settings.entries.shift_insert(0, SETTING.to_owned(), Entry { key: Text::whole(SETTING, pos), node });
    }
}

fn write_tags(tree: &mut Node, graph: &Graph, tags: &[(String, Vec<u32>)]) {
    let Some(Value::Map(map)) = tree.get_mut("tagged").map(|node| &mut node.value) else {
        return;
    };
    for (tag, members) in tags {
        if let Some(Entry { key, node }) = map.entries.get_mut(tag) {
            let items = members.iter().map(|service| Node {
                value: Value::Scalar(Text::whole(graph.names[*service as usize].clone(), key.pos()), Style::Plain),
                pos: node.pos,
            });
            node.value = Value::List(items.collect());
        }
    }
}
