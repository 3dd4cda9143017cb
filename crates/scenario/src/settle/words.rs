//! Choices among words: the kind of a fault, and its parameters. Nothing here depends on the graph.

use super::draws::Draws;
use super::plain;
use super::pools::bad_choice;
use crate::choice::{self, Pool};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Text;
use crate::tree::{Node, Value};

/// Settles `faults.*.kind` and `faults.*.with.*`.
pub fn settle(tree: &mut Node, draws: &mut Draws, out: &mut Vec<Diagnostic>) {
    let Some(Value::Map(faults)) = tree.get_mut("faults").map(|node| &mut node.value) else {
        return;
    };
    for (id, fault) in &mut faults.entries {
        if let Some(kind) = fault.node.get_mut("kind") {
            word(kind, &format!("faults.{id}.kind"), draws, out);
        }
        if let Some(Value::Map(with)) = fault.node.get_mut("with").map(|node| &mut node.value) {
            for (name, entry) in &mut with.entries {
                word(&mut entry.node, &format!("faults.{id}.with.{name}"), draws, out);
            }
        }
    }
}

fn word(node: &mut Node, path: &str, draws: &mut Draws, out: &mut Vec<Diagnostic>) {
    let Some(text) = node.text().filter(|text| choice::looks_like_one(text)).cloned() else {
        return;
    };
    if let Some(word) = choose(&text, path, draws, out) {
        *node = plain(&word, &text);
    }
}

fn choose(text: &Text, path: &str, draws: &mut Draws, out: &mut Vec<Diagnostic>) -> Option<Text> {
    let choice = choice::parse(text).map_err(|bad| out.push(bad_choice(&bad))).ok()?;
    let mut words = Vec::new();
    for pool in &choice.from {
        match pool {
            Pool::Name(name) => words.push(name.clone()),
            Pool::Callers(_) | Pool::Callees(_) => {
                let found = Diagnostic::error(Code::BadChoice, text.pos(), "Services cannot stand here.");
                out.push(found.help("Write `one of a, b`."));
                return None;
            }
        }
    }
    let excepted = |word: &Text| {
        choice.except.iter().any(|pool| matches!(pool, Pool::Name(name) if name.as_str() == word.as_str()))
    };
    words.retain(|word| !excepted(word));
    if choice.count != 1 || words.is_empty() {
        let found = Diagnostic::error(Code::ChoiceTooSmall, text.pos(), "Exactly one is chosen here.");
        out.push(found.help("Write `one of a, b`."));
        return None;
    }
    let index = draws.pick(path, text.pos(), words.len() as u32, 1).first().copied().unwrap_or(0);
    Some(words.swap_remove(index as usize))
}
