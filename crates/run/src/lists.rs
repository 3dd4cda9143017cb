//! The shared lists of a run in which one actor does everything: all that are for everyone. Where several act, `cast` and
//! `seen` say who sees which.

use crate::cast::{EntryNow, StoreAbout};
use crate::game::Game;

/// A shared list with what stands in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListNow {
    /// Index into the scenario's lists.
    pub store: u32,
    /// What it is.
    pub about: StoreAbout,
    /// Its entries, oldest first.
    pub entries: Vec<EntryNow>,
}

impl Game {
    /// The shared lists as of a frame (an index into `frames`), if one actor does everything; else none.
    #[must_use]
    pub fn lists_at(&self, at: usize) -> Vec<ListNow> {
        let (state, known) = (&self.world.state, self.entries_at(at));
        let entries = |list: u32| {
            let mine = (0u32..).zip(&state.entries).take(known).filter(|(_, entry)| entry.store == list);
            let now = mine.map(|(id, entry)| EntryNow {
                id,
                tick: entry.tick,
                actor: entry.actor,
                text: entry.text(self.plan(), state),
            });
            now.collect()
        };
        let lists = (0u32..).zip(&self.plan().stores).filter(|(_, store)| self.cast().is_none() && !store.private);
        lists
            .map(|(list, store)| ListNow {
                store: list,
                about: StoreAbout {
                    name: store.name.clone(),
                    label: store.label.clone(),
                    about: store.about.clone(),
                    private: false,
                },
                entries: entries(list),
            })
            .collect()
    }
}
