//! Every name that a text may use: those that it defines and those of its pack, with where each is defined and what is
//! said about it there.

use super::Desk;
use super::place::{Seen, Spot, walk};
use super::reader::{Body, Lean, read};
use super::spoken::{BARE, Slot, Use};
use crate::decode::Sort;
use crate::layers::{NOTHING, STANDARD};
use crate::limits::EXTENDS_MAX;
use std::collections::BTreeMap;

/// A name.
#[derive(Clone, Debug)]
pub struct Def {
    /// What it names.
    pub sort: Sort,
    /// The catalogue's file that defines it; `None` is the text at hand.
    pub file: Option<String>,
    /// First byte of the name where it is defined.
    pub from: u32,
    /// One past its last byte.
    pub to: u32,
    /// Its own keys that have a short text behind them.
    pub said: Vec<(String, String)>,
    /// The keys above it.
    pub path: Vec<String>,
}

impl Def {
    /// What is said under a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.said.iter().find(|(found, _)| found == key).map(|(_, text)| text.as_str())
    }
}

/// Every name.
#[derive(Debug, Default)]
pub struct Known {
    defs: BTreeMap<(Sort, String), Def>,
    /// Metric, value or parameter to its words.
    words: BTreeMap<String, Vec<String>>,
}

impl Known {
    /// Reads the names of a text and its pack.
    pub fn of(desk: Desk<'_>, text: &str, root: &Lean) -> Known {
        let mut known = Known::default();
        known.take(None, text, root);
        known.add_pack(desk, text, root);
        known
    }

    fn add_pack(&mut self, desk: Desk<'_>, text: &str, root: &Lean) {
        for (path, text, root) in pack_files(desk, text, root) {
            self.take(Some(&path), text, &root);
        }
        for pack in desk.catalogue.packs().into_iter().chain([NOTHING]) {
            let file = (pack != NOTHING).then(|| [pack, "/pack.yaml"].concat());
            let def = Def { sort: Sort::Pack, file, from: 0, to: 0, said: Vec::new(), path: Vec::new() };
            self.defs.insert((Sort::Pack, pack.to_owned()), def);
        }
    }

    fn take(&mut self, file: Option<&str>, text: &str, root: &Lean) {
        walk(root, &Spot::root(), &mut Vec::new(), &mut |path, spot, seen| {
            let (from, to, name, value) = match seen {
                Seen::Key(pair) if pair.colon => (pair.from, pair.to, pair.name.as_str(), Some(&pair.value)),
                Seen::Value(lean) if matches!(lean.body, Body::Scalar(_)) => {
                    (lean.from, lean.to, slice(text, lean), None)
                }
                _ => return,
            };
            let Some(sort) = defines(path, spot, value.is_some()) else { return };
            if sort == Sort::Word
                && let Some(owner) = path.iter().rev().nth(2)
            {
                let words = self.words.entry((*owner).to_owned()).or_default();
                if !words.iter().any(|word| word == name) {
                    words.push(name.to_owned());
                }
            }
            let entry = self.defs.entry((sort, name.to_owned()));
            let def = entry.or_insert_with(|| Def {
                sort,
                file: file.map(str::to_owned),
                from,
                to,
                said: Vec::new(),
                path: path.iter().map(|key| (*key).to_owned()).collect(),
            });
            for pair in value.map(Lean::pairs).unwrap_or_default() {
                if matches!(pair.value.body, Body::Scalar(_)) && def.get(&pair.name).is_none() {
                    let said = slice(text, &pair.value);
                    if said.len() <= 400 {
                        def.said.push((pair.name.clone(), said.trim().to_owned()));
                    }
                }
            }
            if let Some(value) = value
                && matches!(value.body, Body::Scalar(_))
                && def.said.is_empty()
            {
                def.said.push(("=".to_owned(), slice(text, value).to_owned()));
            }
        });
    }

    /// A name of a sort.
    pub fn get(&self, sort: Sort, name: &str) -> Option<&Def> {
        self.defs.get(&(sort, name.to_owned()))
    }

    /// What a word of a text of the language stands for.
    pub fn resolve(&self, used: &Use) -> Option<&Def> {
        let name = used.name.as_str();
        match &used.slot {
            Slot::Bare(owner) => {
                let beside = owner.as_deref().map_or(&[][..], |owner| self.beside(owner, name));
                self.first(beside, name).or_else(|| self.first(BARE, name))
            }
            Slot::Of(sorts) => self.first(sorts, name),
            Slot::Head => self.first(&[Sort::Service, Sort::Param], name),
            Slot::Member => self.get(Sort::Metric, name),
            Slot::Set => self.get(Sort::Tag, name),
            Slot::Statement => self.first(&[Sort::FaultParam, Sort::Metric, Sort::Value, Sort::Knob], name),
            Slot::Function | Slot::Local | Slot::Level | Slot::Particle => None,
        }
    }

    /// The sorts that a name has first where it is compared with another.
    fn beside(&self, owner: &str, name: &str) -> &'static [Sort] {
        match owner {
            _ if self.words(owner).iter().any(|word| word == name) => &[Sort::Word],
            "status" => &[Sort::Status],
            "actor" => &[Sort::Role],
            "self" | "home" | "target" => &[Sort::Service, Sort::Fault],
            _ => &[],
        }
    }

    /// The first of some sorts that has this name.
    pub fn first(&self, sorts: &[Sort], name: &str) -> Option<&Def> {
        sorts.iter().find_map(|sort| self.get(*sort, name))
    }

    /// Every name of a sort.
    pub fn all(&self, sort: Sort) -> impl Iterator<Item = (&str, &Def)> {
        let from = (sort, String::new());
        self.defs
            .range(from..)
            .take_while(move |((found, _), _)| *found == sort)
            .map(|((_, name), def)| (name.as_str(), def))
    }

    /// The words of a metric, value or parameter.
    pub fn words(&self, owner: &str) -> &[String] {
        self.words.get(owner).map_or(&[], Vec::as_slice)
    }
}

/// What a scalar says, white space around it left out.
pub fn slice<'a>(text: &'a str, lean: &Lean) -> &'a str {
    text.get(lean.from as usize..lean.to as usize).unwrap_or("").trim()
}

/// The texts of a list of scalars.
fn items<'a>(text: &'a str, lean: Option<&Lean>) -> Vec<&'a str> {
    match lean.map(|lean| &lean.body) {
        Some(Body::List(items)) => items.iter().map(|item| slice(text, item)).collect(),
        _ => Vec::new(),
    }
}

/// The files of what a text stands on: path, text and reading, what is laid over the others first.
pub fn pack_files<'a>(desk: Desk<'a>, text: &str, root: &Lean) -> Vec<(String, &'a str, Lean)> {
    let mut files = Vec::new();
    let mut pack = base(desk, text, root);
    for _ in 0..EXTENDS_MAX {
        let Some(name) = pack.take() else { break };
        let path = [&name, "/pack.yaml"].concat();
        let Some(text) = desk.catalogue.text(&path) else { break };
        let root = read(text);
        for part in items(text, root.get("parts")).into_iter().rev() {
            let path = [&name, "/", part, ".yaml"].concat();
            if let Some(text) = desk.catalogue.text(&path) {
                files.push((path, text, read(text)));
            }
        }
        pack = root.get("extends").map(|lean| slice(text, lean).to_owned());
        files.push((path, text, root));
    }
    files
}

/// The pack that a text stands on.
pub fn base(desk: Desk<'_>, text: &str, root: &Lean) -> Option<String> {
    if let Some(extends) = root.get("extends").map(|lean| slice(text, lean)).filter(|name| !name.is_empty()) {
        return (extends != NOTHING).then(|| extends.to_owned());
    }
    let (folder, file) = desk.path.rsplit_once('/').unwrap_or(("", desk.path));
    let folder = folder.rsplit('/').next().unwrap_or("");
    match desk.catalogue.text(&format!("{folder}/pack.yaml")) {
        Some(_) if file == "pack.yaml" => None,
        Some(_) => Some(folder.to_owned()),
        None => Some(STANDARD.to_owned()),
    }
}

/// What a name at a place brings into being; `None` if it only refers.
fn defines(path: &[&str], spot: &Spot, key: bool) -> Option<Sort> {
    let first = *spot.sorts().first()?;
    match (path, key) {
        (["start" | "facts"], true) => None,
        ([_] | ["difficulties", _], true) => Some(first),
        ([.., "with" | "let"], true) => Some(first),
        (["services", _, "links", _], true) => Some(first),
        ([.., "one-of", "-"], false) | (["services", _, "tags", "-"], false) => Some(first),
        _ => None,
    }
}
