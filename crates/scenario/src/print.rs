//! Writes trees as YAML: a settled scenario that stands by itself, and what is in force with the source of each
//! line. Knows nothing of what the keys mean, but for the few that make a text stand by itself.

use crate::load::Authored;
use crate::settle::Settled;
use crate::source::{Pos, SourceMap};
use crate::syntax::quoted;
use crate::tree::{Node, Value};
use std::fmt::Write as _;

/// A settled scenario as YAML that needs no pack: loaded and settled again, with any seed, it is the same.
#[must_use]
pub fn print_scenario(settled: &Settled) -> String {
    let mut out = format!(
        "# {} as seed {} settles it. It stands by itself.\nextends: {}\n",
        settled.id,
        settled.seed,
        crate::layers::NOTHING
    );
    let printer = Printer { sources: None };
    let Value::Map(map) = &settled.tree.value else {
        return out;
    };
    for (key, entry) in &map.entries {
        printer.entry(key, entry.key.pos(), &entry.node, 0, &mut out);
        if key == "services" && !settled.absent.is_empty() {
            // Known, so that the pack's texts may name them; what they call is nobody's business any more.
            for (index, name) in settled.absent.iter().enumerate() {
                let tags = if index == 0 { settled.idle_tags.join(", ") } else { String::new() };
                let _ = match tags.as_str() {
                    "" => writeln!(out, "  {name}: {{}}"),
                    tags => writeln!(out, "  {name}: {{ tags: [ {tags} ] }}"),
                };
            }
            if let Some(services) = entry.node.map() {
                out.push_str("take:\n");
                for name in services.entries.keys() {
                    let _ = writeln!(out, "  - {name}");
                }
            }
        }
    }
    if !settled.idle_faults.is_empty() {
        let _ = writeln!(out, "not-picked: [ {} ]", settled.idle_faults.join(", "));
    }
    out
}

/// What is in force, choices open, as a text that stands by itself. The keys `first` come first, in their order.
#[must_use]
pub(crate) fn whole(authored: &Authored, first: &[&str]) -> String {
    let mut out = format!("extends: {}\n", crate::layers::NOTHING);
    let printer = Printer { sources: None };
    let Value::Map(map) = &authored.tree.value else {
        return out;
    };
    let own = first.iter().filter_map(|key| map.entries.get_key_value(*key));
    let rest = map.entries.iter().filter(|(key, _)| !first.contains(&key.as_str()));
    // The order of a pack's scenarios is nothing that one of them has.
    for (key, entry) in own.chain(rest).filter(|(key, _)| key.as_str() != "curriculum") {
        printer.entry(key, entry.key.pos(), &entry.node, 0, &mut out);
    }
    out
}

/// What is in force, choices open, with the file and line of each line behind it.
#[must_use]
pub fn merged(authored: &Authored) -> String {
    let mut out = String::new();
    let printer = Printer { sources: Some(&authored.sources) };
    if let Value::Map(map) = &authored.tree.value {
        for (key, entry) in &map.entries {
            printer.entry(key, entry.key.pos(), &entry.node, 0, &mut out);
        }
    }
    out
}

struct Printer<'a> {
    /// Where lines come from, if that is to be said.
    sources: Option<&'a SourceMap>,
}

impl Printer<'_> {
    fn entry(&self, key: &str, pos: Pos, node: &Node, depth: usize, out: &mut String) {
        indent(depth, out);
        out.push_str(&line(key, true));
        out.push(':');
        self.value(pos, node, depth + 1, out);
    }

    /// What stands behind a `:` or a `-`, up to the end of the line and below.
    fn value(&self, pos: Pos, node: &Node, depth: usize, out: &mut String) {
        match &node.value {
            Value::Null => out.push_str(" null"),
            Value::Scalar(text, _) => return self.scalar(text, text.pos(), depth, out),
            Value::List(items) if items.is_empty() => out.push_str(" []"),
            Value::Map(map) if map.entries.is_empty() => out.push_str(" {}"),
            Value::List(items) => {
                self.end(pos, out);
                for item in items {
                    indent(depth, out);
                    out.push('-');
                    self.item(item, depth + 1, out);
                }
                return;
            }
            Value::Map(map) => {
                self.end(pos, out);
                for (key, entry) in &map.entries {
                    self.entry(key, entry.key.pos(), &entry.node, depth, out);
                }
                return;
            }
        }
        self.end(pos, out);
    }

    /// An item of a list; the first entry of a map stands behind the `-`.
    fn item(&self, node: &Node, depth: usize, out: &mut String) {
        let Value::Map(map) = &node.value else {
            return self.value(node.pos, node, depth, out);
        };
        let mut entries = map.entries.iter();
        let Some((key, entry)) = entries.next() else {
            return self.value(node.pos, node, depth, out);
        };
        out.push(' ');
        out.push_str(&line(key, true));
        out.push(':');
        self.value(entry.key.pos(), &entry.node, depth + 1, out);
        for (key, entry) in entries {
            self.entry(key, entry.key.pos(), &entry.node, depth, out);
        }
    }

    fn scalar(&self, text: &str, pos: Pos, depth: usize, out: &mut String) {
        let Some(block) = block(text) else {
            out.push(' ');
            out.push_str(&line(text, false));
            return self.end(pos, out);
        };
        out.push_str(block);
        self.end(pos, out);
        for row in text.lines() {
            if !row.is_empty() {
                indent(depth, out);
                out.push_str(row);
            }
            out.push('\n');
        }
    }

    fn end(&self, pos: Pos, out: &mut String) {
        if let Some(source) = self.sources.and_then(|sources| sources.find(pos.source)) {
            let _ = write!(out, "  # {}:{}", source.path(), source.line_column(pos.start).line);
        }
        out.push('\n');
    }
}

fn indent(depth: usize, out: &mut String) {
    out.extend(std::iter::repeat_n("  ", depth));
}

/// The head of the block that a text of several lines can stand in.
fn block(text: &str) -> Option<&'static str> {
    let fits = text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && !text.ends_with("\n\n")
        && text.chars().all(|c| c == '\n' || (!c.is_control() && c != '\u{feff}'))
        && !text.contains(['\u{85}', '\u{2028}', '\u{2029}'])
        && text.lines().all(|row| !row.ends_with(' ') && !row.ends_with('\t'));
    fits.then_some(if text.ends_with('\n') { " |" } else { " |-" })
}

/// A text on one line, without quotes where it needs none.
fn line(text: &str, key: bool) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.%()+*/<>=,; ".contains(c))
        && !(key && text.contains(' '))
        && !text.ends_with(' ')
        && text != "null";
    if plain { text.to_owned() } else { quoted(text) }
}
