//! What may stand at a place: the keys of the format there, its words, the names that fit, and what the language has.

use super::hover::{about_name, field_about, sentence, title, written};
use super::meaning::key_uses;
use super::names::Known;
use super::place::{At, Found, Spot, find};
use super::reader::{Body, Pair, read};
use super::spoken::{BARE, Slot, Use, uses};
use super::{Completions, Desk, Item, ItemKind};
use crate::catalogue::Catalogue;
use crate::decode::{Shape, Sort, TextKind};
use brownout_expr::lower::FUNCTIONS;
use brownout_expr::parse::LEVELS;
use brownout_expr::table::{AGGREGATES, PARTICLES, SETS, SPECIALS, STATEMENTS, Term};

/// What may stand at an offset of a text.
#[must_use]
pub fn complete(catalogue: &Catalogue, path: &str, text: &str, offset: u32) -> Completions {
    let mut offset = (offset as usize).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let head = text[..offset].trim_end_matches(word);
    // A dash that begins an item of a list is no part of a word.
    let from = offset - text[head.len()..offset].trim_start_matches('-').len();
    let to = offset + text[offset..].len() - text[offset..].trim_start_matches(word).len();
    // Something has to stand there for the place to be known.
    let standing = if from == to { [&text[..from], "x", &text[to..]].concat() } else { text.to_owned() };
    let root = read(&standing);
    let desk = Desk { catalogue, path };
    let known = Known::of(desk, &standing, &root);
    let items = Writer { known: &known, text: &standing, from: from as u32 }.items(find(&root, from as u32));
    Completions { from: from as u32, to: to as u32, items }
}

struct Writer<'a> {
    known: &'a Known,
    text: &'a str,
    from: u32,
}

/// Where the word begins on its line.
#[derive(PartialEq)]
enum Begins {
    Line,
    Item,
    Inside,
}

impl Writer<'_> {
    fn items(&self, found: Found<'_>) -> Vec<Item> {
        let mut out = Vec::new();
        let Some(spot) = found.spot else { return out };
        match found.at {
            At::Key(pair, _) if spot.sorts() == [Sort::Condition] => {
                let used = key_uses(self.text, &spot, pair.from, pair.to);
                self.one_of(&used, &found.path, &mut out);
            }
            At::Key(pair, others) => self.keys(&spot, others, pair.colon, &mut out),
            At::Value(lean) => {
                if let (Body::Scalar(style), Shape::Text(kind)) = (&lean.body, &spot.shape)
                    && !matches!(kind, TextKind::Name | TextKind::Prose)
                {
                    let used = uses(*kind, self.text, lean.from, lean.to, *style);
                    self.one_of(&used, &found.path, &mut out);
                } else {
                    self.value(&spot, &mut out);
                }
            }
        }
        out
    }

    /// What may stand where the word is, among the words of its text.
    fn one_of(&self, used: &[Use], path: &[&str], out: &mut Vec<Item>) {
        if let Some(used) = used.iter().find(|used| used.from <= self.from && self.from < used.to) {
            self.spoken(&used.slot, path, out);
        }
    }

    fn begins(&self) -> Begins {
        let before = self.text.get(..self.from as usize).unwrap_or("").trim_end_matches([' ', '\t']);
        match before.as_bytes().last() {
            None | Some(b'\n') => Begins::Line,
            Some(b'-') => Begins::Item,
            _ => Begins::Inside,
        }
    }

    fn keys(&self, spot: &Spot, others: &[Pair], colon: bool, out: &mut Vec<Item>) {
        let there = |key: &str| others.iter().any(|pair| pair.name == key && pair.from != self.from);
        for field in spot.fields().iter().filter(|field| !there(field.key)) {
            let behind = match &field.shape {
                _ if colon => "",
                Shape::Record { .. } | Shape::Map(_) => ":",
                _ => ": ",
            };
            let mut detail = field_about(field);
            detail.push_str(" (");
            detail.push_str(&written(&field.shape));
            detail.push(')');
            let insert = [field.key, behind].concat();
            out.push(Item { label: field.key.to_owned(), kind: ItemKind::Key, detail, insert });
        }
        if matches!(spot.shape, Shape::Map(_)) {
            let mut names = Vec::new();
            self.names(spot.sorts(), &mut names);
            for mut item in names.into_iter().filter(|item| !there(&item.label)) {
                if !colon {
                    item.insert.push_str(": ");
                }
                out.push(item);
            }
        }
    }

    /// What may stand as the whole of a value.
    fn value(&self, spot: &Spot, out: &mut Vec<Item>) {
        match &spot.shape {
            Shape::Record { .. } | Shape::Map(_) if self.begins() != Begins::Inside => self.keys(spot, &[], false, out),
            Shape::Words(words) => {
                for (word, about) in *words {
                    out.push(item(word, ItemKind::Word, about.trim().to_owned()));
                }
            }
            Shape::Flag => {
                for word in ["true", "false"] {
                    out.push(item(word, ItemKind::Word, String::new()));
                }
            }
            Shape::Text(TextKind::Name | TextKind::Prose) => self.names(spot.sorts(), out),
            Shape::List(_) => {
                let Some(inside) = spot.item() else { return };
                let begins = self.begins();
                let first = out.len();
                self.value(&inside, out);
                for item in &mut out[first..] {
                    item.insert = match begins {
                        Begins::Line => ["- ", &item.insert].concat(),
                        Begins::Item => continue,
                        Begins::Inside => ["[ ", &item.insert, " ]"].concat(),
                    };
                }
            }
            _ => {}
        }
    }

    fn names(&self, sorts: &[Sort], out: &mut Vec<Item>) {
        for sort in sorts {
            for (name, def) in self.known.all(*sort).filter(|(_, def)| def.from != self.from || def.file.is_some()) {
                let detail = [&title(def, name), ". ", &about_name(def)].concat();
                out.push(item(name, ItemKind::Name, detail));
            }
        }
    }

    /// What may stand in a text of the language.
    fn spoken(&self, slot: &Slot, path: &[&str], out: &mut Vec<Item>) {
        match slot {
            Slot::Bare(owner) => {
                if let Some(owner) = owner {
                    self.beside(owner, out);
                }
                self.in_scope(path, out);
                self.names(&[Sort::Metric, Sort::Value, Sort::Setting, Sort::Service, Sort::Fault, Sort::Tag], out);
                functions(out);
                terms(SPECIALS, ItemKind::Keyword, "", out);
                terms(PARTICLES, ItemKind::Keyword, "", out);
            }
            Slot::Statement => {
                terms(STATEMENTS, ItemKind::Keyword, " ", out);
                self.in_scope(path, out);
                self.names(&[Sort::Metric, Sort::Value, Sort::Service], out);
            }
            Slot::Of(sorts) => {
                if sorts.contains(&Sort::Param) {
                    self.in_scope(path, out);
                }
                let rest: Vec<Sort> = sorts.iter().copied().filter(|sort| *sort != Sort::Param).collect();
                self.names(&rest, out);
                if *sorts == [Sort::Param] && out.is_empty() {
                    self.names(sorts, out);
                }
            }
            Slot::Head => {
                self.names(&[Sort::Service], out);
                self.in_scope(path, out);
                let services = SPECIALS.iter().filter(|term| matches!(term.name, "self" | "home" | "target"));
                out.extend(services.map(|term| item(term.name, ItemKind::Keyword, sentence(term.about))));
            }
            Slot::Member => self.names(&[Sort::Metric], out),
            Slot::Function => functions(out),
            Slot::Set => {
                terms(SETS, ItemKind::Keyword, "", out);
                self.names(&[Sort::Tag], out);
            }
            Slot::Level => {
                for level in LEVELS {
                    out.push(item(level, ItemKind::Word, String::new()));
                }
            }
            Slot::Particle => {
                terms(PARTICLES, ItemKind::Keyword, "", out);
                terms(STATEMENTS, ItemKind::Keyword, " ", out);
                self.names(BARE, out);
            }
            Slot::Local => {}
        }
    }

    /// Words that a metric, value or parameter may be.
    fn beside(&self, owner: &str, out: &mut Vec<Item>) {
        for word in self.known.words(owner) {
            out.push(item(word, ItemKind::Word, [owner, " may be this."].concat()));
        }
        match owner {
            "status" => self.names(&[Sort::Status], out),
            "actor" => self.names(&[Sort::Role], out),
            _ => {}
        }
    }

    /// Parameters of the action or fault that the text belongs to, and of its group or kind.
    fn in_scope(&self, path: &[&str], out: &mut Vec<Item>) {
        let sort = match path.first() {
            Some(&("actions" | "action-groups")) => Sort::Param,
            Some(&("faults" | "fault-kinds")) => Sort::FaultParam,
            _ => return,
        };
        let Some(owner) = path.get(1) else { return };
        let (own, above) = if sort == Sort::Param { (Sort::Action, "group") } else { (Sort::Fault, "kind") };
        let upper = self.known.get(own, owner).and_then(|def| def.get(above)).unwrap_or("");
        for (name, def) in self.known.all(sort) {
            let of = def.path.get(1).map_or("", String::as_str);
            if of == *owner || of == upper {
                let detail = [&title(def, name), ". ", &about_name(def)].concat();
                out.push(item(name, ItemKind::Name, detail));
            }
        }
    }
}

fn functions(out: &mut Vec<Item>) {
    for function in FUNCTIONS {
        let detail = [function.name, "(", function.args, "): ", function.about].concat();
        let insert = [function.name, "("].concat();
        out.push(Item { label: function.name.to_owned(), kind: ItemKind::Function, detail, insert });
    }
    for aggregate in AGGREGATES.iter().filter(|found| FUNCTIONS.iter().all(|function| function.name != found.name)) {
        let detail = [aggregate.usage, ": ", aggregate.about].concat();
        let insert = [aggregate.name, "("].concat();
        out.push(Item { label: aggregate.name.to_owned(), kind: ItemKind::Function, detail, insert });
    }
    let detail = "acted(action at service where condition): an action was carried out that fits; an event";
    let (label, insert) = ("acted".to_owned(), "acted(".to_owned());
    out.push(Item { label, kind: ItemKind::Function, detail: detail.to_owned(), insert });
}

fn terms(terms: &[Term], kind: ItemKind, behind: &str, out: &mut Vec<Item>) {
    for term in terms {
        let mut found = item(term.name, kind, [term.usage, ": ", term.about].concat());
        found.insert.push_str(behind);
        out.push(found);
    }
}

fn item(label: &str, kind: ItemKind, detail: String) -> Item {
    Item { label: label.to_owned(), kind, detail, insert: label.to_owned() }
}
