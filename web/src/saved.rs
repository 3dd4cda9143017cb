//! Runs that are not over, kept from one visit to the next with their branches. An entry is an address and a tree; whoever
//! opens a link to one of its branches gets all of them back. Knows no screen.

use std::sync::atomic::{AtomicBool, Ordering};

use brownout_run::link::{Link, Scenario};
use brownout_run::tree::Tree;
use brownout_run::{Game, RunLog};
use serde_json::{Value, json};

use crate::dom;
use crate::route::Route;
use crate::storage;

/// Where they stand: one key each. The number is the version of what is written there.
const PREFIX: &str = "brownout.1.run.";
/// Most runs that are kept: the oldest goes first.
pub const MOST: usize = 12;
/// Longest entry, in characters: a store has a few millions for all of a site.
const CHARS_MOST: usize = 200_000;

/// A run that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its key.
    pub key: String,
    /// When it was kept, in milliseconds.
    at: u64,
    /// Its address.
    pub hash: String,
    /// What it is called.
    pub title: String,
    /// Where it stands, in words.
    pub what: String,
    /// Its branches.
    tree: Value,
}

/// What is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// The runs, the newest first.
    pub runs: Vec<Kept>,
    /// How many entries could not be read.
    pub damaged: usize,
}

/// A key that nothing has yet.
#[must_use]
pub fn new_key() -> String {
    let mut key = PREFIX.to_owned();
    key.push_str(&dom::now_ms().to_string());
    key.push('-');
    key.push_str(&dom::random_seed().to_string());
    key
}

/// All of them.
#[must_use]
pub fn shelf() -> Shelf {
    let mut shelf = Shelf::default();
    for key in storage::keys(PREFIX) {
        match storage::get(&key).and_then(|text| read(&key, &text)) {
            Some(kept) => shelf.runs.push(kept),
            None => shelf.damaged += 1,
        }
    }
    brownout_sort::by_key(&mut shelf.runs, |kept| (std::cmp::Reverse(kept.at), kept.key.clone()));
    shelf
}

fn read(key: &str, text: &str) -> Option<Kept> {
    let value: Value = if text.len() <= CHARS_MOST * 4 { serde_json::from_str(text).ok()? } else { return None };
    let word = |name: &str| Some(value.get(name)?.as_str()?.to_owned());
    let hash = word("hash")?;
    // An address that leads elsewhere is none of ours.
    matches!(Route::parse(&hash), Route::Play(_)).then_some(())?;
    let (title, what) = (word("title")?, word("what")?);
    Some(Kept {
        key: key.to_owned(),
        at: value.get("at")?.as_u64()?,
        hash,
        title,
        what,
        tree: value.get("tree")?.clone(),
    })
}

/// Keeps a run, in place of the oldest where there is no more room. False where the browser does not let us, or it is too
/// long to keep; then all others are kept as they were.
#[must_use]
pub fn keep(key: &str, hash: &str, title: &str, what: &str, tree: &Value) -> bool {
    let text = json!({ "at": dom::now_ms(), "hash": hash, "title": title, "what": what, "tree": tree }).to_string();
    if text.len() > CHARS_MOST {
        return false;
    }
    // What is damaged counts for nothing, and goes only when somebody says so.
    let others = storage::keys(PREFIX).iter().filter(|other| *other != key).count();
    if others < MOST && storage::set(key, &text) {
        return true;
    }
    let mut others = shelf().runs;
    others.retain(|kept| kept.key != key);
    while others.len() >= MOST {
        others.pop().inspect(|oldest| storage::remove(&oldest.key));
    }
    let mut gone: Vec<(String, String)> = Vec::new();
    while !storage::set(key, &text) {
        // Something else fills the store where as much room as this run takes was not enough.
        let freed: usize = gone.iter().map(|(_, text)| text.len()).sum();
        match others.pop().filter(|_| freed <= text.len()) {
            Some(oldest) => {
                gone.extend(storage::get(&oldest.key).map(|text| (oldest.key.clone(), text)));
                storage::remove(&oldest.key);
            }
            None => {
                for (key, text) in &gone {
                    storage::set(key, text);
                }
                return false;
            }
        }
    }
    true
}

/// Whether an entry has every branch of a tree, as it is or gone on with.
#[must_use]
pub fn has_all(entry: &str, tree: &Tree) -> bool {
    let branches = read("", entry).and_then(|kept| Some(kept.tree.get("branches")?.as_array()?.clone()));
    let logs = branches.unwrap_or_default();
    let logs: Vec<RunLog> = logs.iter().filter_map(|branch| RunLog::from_json(branch.get("log")?).ok()).collect();
    let held = |log: &RunLog| logs.iter().any(|theirs| log.in_common(theirs) == log.len());
    tree.branches().iter().all(|branch| tree.log(branch.id).is_some_and(held))
}

/// Whether this is the first time that a run could not be kept: once is enough to say so.
#[must_use]
pub fn first_refusal() -> bool {
    static TOLD: AtomicBool = AtomicBool::new(false);
    !TOLD.swap(true, Ordering::Relaxed)
}

/// Forgets a run.
pub fn forget(key: &str) {
    storage::remove(key);
}

/// Forgets all of them, the damaged ones, too.
pub fn clear() {
    storage::keys(PREFIX).iter().for_each(|key| storage::remove(key));
}

/// The tree that was kept of which a branch is this run, and its key. `fresh` gives the game that its branches are played on.
pub fn find(scenario: &Scenario, seed: u64, log: &RunLog, fresh: impl Fn() -> Game) -> Option<(Tree, String)> {
    shelf().runs.into_iter().find_map(|kept| {
        let Route::Play(address) = Route::parse(&kept.hash) else { return None };
        let link = Link::decode(&address.link?).ok()?;
        if (link.seed, &link.scenario) != (seed, scenario) {
            return None;
        }
        let mut tree = Tree::from_json(fresh(), &kept.tree).ok()?;
        let branch = tree.branches().iter().map(|branch| branch.id).find(|&id| tree.log(id) == Some(log))?;
        tree.switch(branch).ok()?;
        Some((tree, kept.key))
    })
}
