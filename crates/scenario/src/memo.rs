//! Packs that were read before. A pack's files do not change while a catalogue holds them, so a scenario that is opened
//! again, with another seed or while it is being written, need not read its pack's YAML again. Only packs without
//! any complaint are kept: those with one are read anew, so that it is told each time.

use crate::source::{Source, SourceId};
use crate::tree::Node;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// A pack with all that it stands on, merged.
#[derive(Debug)]
pub(crate) struct PackRead {
    /// What is in force.
    pub tree: Node,
    /// The texts that were read, in order.
    pub sources: Vec<Arc<Source>>,
}

/// By name, and by the id that the first text got: positions name it.
type Packs = BTreeMap<(String, SourceId), Arc<PackRead>>;

/// The packs of one catalogue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memo(Arc<Mutex<Packs>>);

impl Memo {
    /// A pack, if it was read before.
    pub(crate) fn get(&self, name: &str, first: SourceId) -> Option<Arc<PackRead>> {
        self.0.lock().ok()?.get(&(name.to_owned(), first)).cloned()
    }

    /// Keeps a pack.
    pub(crate) fn keep(&self, name: &str, first: SourceId, read: PackRead) {
        if let Ok(mut packs) = self.0.lock() {
            packs.insert((name.to_owned(), first), Arc::new(read));
        }
    }
}
