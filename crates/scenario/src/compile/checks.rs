//! What is no mistake in any one text, but in the whole: actions that nothing comes of, and names that no text can
//! speak of.

use std::collections::BTreeSet;

use super::Compiler;
use crate::diagnostic::{Code as Kind, Diagnostic};
use crate::settle::Settled;
use crate::source::SourceId;
use crate::text::Text;
use crate::tree::{Node, Value};

impl Compiler<'_> {
    /// Names that are words of the language: nothing could speak of them.
    pub(super) fn check_names(&mut self) {
        let doc = self.doc;
        let mut names: Vec<&Text> = Vec::new();
        names.extend(doc.services.iter().map(|item| &item.key));
        names.extend(doc.metrics.iter().map(|item| &item.key));
        names.extend(doc.values.iter().map(|item| &item.key));
        names.extend(doc.settings.iter().map(|item| &item.key));
        names.extend(doc.faults.iter().map(|item| &item.key));
        names.extend(doc.fault_kinds.iter().map(|item| &item.key));
        names.extend(doc.actions.iter().map(|item| &item.key));
        names.extend(doc.roles.iter().map(|item| &item.key));
        names.extend(doc.stores.iter().map(|item| &item.key));
        for name in names {
            if !brownout_expr::print::is_name(name) || SPECIAL.contains(&name.as_str()) {
                self.error_help(
                    Kind::ReservedName,
                    name.pos(),
                    format!("`{}` is a word of the language.", name.as_str()),
                    "Choose another name.",
                );
            }
        }
    }

    /// Actions that change nothing, show nothing, cure nothing, and that no condition and no score asks about.
    pub(super) fn check_effects(&mut self, settled: &Settled) {
        let mut named: Option<BTreeSet<&str>> = None;
        for index in 0..self.plan.actions.len() as u32 {
            let Some(action) = self.plan.actions.get(index as usize) else {
                return;
            };
            let Some(item) = self.doc.actions.item(&action.name) else {
                continue;
            };
            let scripts = [&action.effect, &action.always, &action.on_wrong];
            // A pack's action serves many scenarios; what nothing comes of in one may matter in another.
            if action.wait
                || action.aside
                || item.key.pos().source != SourceId(0)
                || scripts.iter().any(|code| !code.ops.is_empty())
                || self.has_script(&item.value)
                || self.plan.facts.iter().any(|fact| fact.action == index)
            {
                continue;
            }
            let named = named.get_or_insert_with(|| words_of(&settled.tree));
            if !named.contains(action.name.as_str()) {
                let message = format!(
                    "Nothing comes of `{}`: it has no effect and no facts, cures nothing, and nothing asks about it.",
                    action.name
                );
                let help = "Give it an `effect`, name it in a fault's `cured-by` or `helped-by`, or take it away.";
                self.out.push(Diagnostic::warning(Kind::NoEffect, item.key.pos(), message).help(help));
            }
        }
    }

    /// Whether an action was written with a script, be it a wrong one.
    fn has_script(&self, action: &crate::model::Action) -> bool {
        let group = action.group.as_ref();
        let group = group.and_then(|name| self.doc.action_groups.get(name));
        let bodies = [Some(&action.body), group.map(|group| &group.body)];
        let mut bodies = bodies.into_iter().flatten();
        bodies.any(|body| body.effect.is_some() || body.on_wrong.is_some())
    }
}

/// Names that the language gives a meaning of their own wherever they stand.
const SPECIAL: [&str; 5] = ["self", "target", "home", "actor", "any"];

/// Parts of a document that say nothing about what an action is good for.
const ASIDE: [&str; 7] = ["plays", "traps", "title", "about", "noise", "metrics", "services"];

/// Every word of the texts that may ask about an action.
fn words_of(tree: &Node) -> BTreeSet<&str> {
    let mut words = BTreeSet::new();
    let Value::Map(map) = &tree.value else {
        return words;
    };
    for (key, entry) in &map.entries {
        if key == "actions" || key == "action-groups" {
            // What an action needs may ask about another.
            let actions = entry.node.map().into_iter();
            for action in actions.flat_map(|map| map.entries.values()) {
                for field in ["needs", "wrong-when"] {
                    action.node.get(field).into_iter().for_each(|node| collect(node, &mut words));
                }
            }
        } else if !ASIDE.contains(&key.as_str()) {
            collect(&entry.node, &mut words);
        }
    }
    words
}

fn collect<'a>(node: &'a Node, words: &mut BTreeSet<&'a str>) {
    match &node.value {
        Value::Null => {}
        Value::Scalar(text, _) => words.extend(text.as_str().split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))),
        Value::List(items) => items.iter().for_each(|item| collect(item, words)),
        Value::Map(map) => {
            for (key, entry) in &map.entries {
                words.extend(key.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')));
                if !["label", "about", "because", "text", "lines"].contains(&key.as_str()) {
                    collect(&entry.node, words);
                }
            }
        }
    }
}
