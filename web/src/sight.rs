//! Where several act: who sits in front of the page, and what of the run that role may see. What it may not see is not
//! hidden here but absent: it never reaches what is drawn.

use std::rc::Rc;

use brownout_run::cast::{Cast, EntryNow, Seen};
use brownout_run::view::About;

use crate::engine::Game;
use crate::logs::book::Book;

/// Who sits in front of the page, if it is one role alone; the others are played by a scripted colleague.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The role: index into `Cast::roles`.
    pub role: u32,
    /// Who takes the turns of the others.
    pub colleague: String,
}

impl Seat {
    /// The seat that an address names; `None` is all roles in turn.
    ///
    /// # Errors
    /// There is no such role or colleague; what would be right.
    pub fn named(cast: &Cast, role: Option<&str>, colleague: Option<&str>) -> Result<Option<Self>, String> {
        let Some(name) = role else { return Ok(None) };
        let Some(role) = cast.role(name) else {
            let roles: Vec<&str> = cast.roles.iter().map(|role| role.name.as_str()).collect();
            return Err(format!("There is no role “{name}” here. There are: {}.", roles.join(", ")));
        };
        let colleague = match colleague {
            Some(name) if cast.colleagues.iter().any(|known| known == name) => name.to_owned(),
            Some(name) => {
                let known = cast.colleagues.join(", ");
                return Err(format!("No colleague “{name}” plays here. There are: {known}."));
            }
            None => usual_colleague(cast),
        };
        Ok(Some(Self { role, colleague }))
    }
}

/// Who plays the others if nobody says: the scenario's last policy, where it has one. The expert, who comes first, would
/// leave nothing to do.
#[must_use]
pub fn usual_colleague(cast: &Cast) -> String {
    cast.colleagues.last().cloned().unwrap_or_default()
}

/// What one role sees, as the page reads it.
pub struct Sight {
    /// Steps that had been taken.
    steps: usize,
    /// What it sees.
    pub seen: Seen,
    /// What it knows of the scenario.
    pub about: Rc<About>,
    /// The log lines that it sees.
    pub book: Book,
}

impl Sight {
    /// What a role sees as of a frame; `whole` is the book of everything.
    #[must_use]
    pub fn of(game: &Game, role: u32, at: usize, whole: &Book) -> Option<Self> {
        let seen = game.seen_by(role, at)?;
        let mut book = Book::default().as_of(whole);
        book.sync(&seen.frames);
        Some(Self { steps: game.steps().len(), about: Rc::new(seen.about.clone()), book, seen })
    }

    /// Whether this still is what the role sees.
    #[must_use]
    pub fn is(&self, game: &Game, role: u32, at: usize) -> bool {
        let newest = game.frames().len().saturating_sub(1);
        self.steps == game.steps().len() && self.seen.role == role && self.seen.at == at.min(newest)
    }
}

/// What the panels may show at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Statuses.
    pub status: bool,
    /// Log lines.
    pub logs: bool,
    /// Alerts.
    pub alerts: bool,
}

impl Shown {
    /// All of it.
    pub const ALL: Self = Self { status: true, logs: true, alerts: true };

    /// What a role may see.
    #[must_use]
    pub fn to(cast: &Cast, role: u32) -> Self {
        cast.roles.get(role as usize).map_or(Self::ALL, |role| Self {
            status: role.status,
            logs: role.logs != Some(0),
            alerts: role.alerts,
        })
    }
}

/// A shared list as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Which, and whose copy of it: tells one from another.
    pub key: (u32, Option<u32>),
    /// Its heading.
    pub label: String,
    /// What it holds.
    pub about: String,
    /// The last entries, oldest first.
    pub entries: Vec<EntryNow>,
}

/// The lists that a role sees; after the end all of them, whole.
#[must_use]
pub fn lists(game: &Game, cast: &Cast, viewer: Option<u32>, at: usize) -> Vec<Listed> {
    let seen = viewer.map(|viewer| {
        let stores = game.stores_seen_by(viewer, at).unwrap_or_default();
        stores.into_iter().map(|now| (None, now)).collect::<Vec<_>>()
    });
    let lists = seen.or_else(|| game.stores_whole(at)).unwrap_or_default();
    let named = lists.into_iter().filter_map(|(owner, now)| {
        let store = cast.stores.get(now.store as usize)?;
        let who = owner.and_then(|owner| cast.roles.get(owner as usize));
        Some(Listed {
            key: (now.store, owner),
            label: who.map_or_else(|| store.label.clone(), |who| format!("{}, {}", store.label, who.label)),
            about: store.about.clone(),
            entries: now.entries,
        })
    });
    named.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::engine::Catalogue;

    const PACK: &str = "
time: { tick: 30s }
metrics: { err: { unit: ratio } }
status: { healthy: { when: true } }
end: { steps: 4 }
services: { web: {} }
turns: [ ops, boss ]
roles:
  ops: { label: Ops, metrics: all, logs: 2, alerts: all }
  boss: { label: Boss, metrics: none, logs: none, alerts: all, stores: { chat: 8, notes: 8 } }
stores:
  chat: { label: Chat, for: everyone }
  notes: { label: Notes, for: role }
actions: { wait: {} }
plays: { expert: [ wait ] }
";

    fn game() -> Game {
        let mut catalogue = Catalogue::default();
        catalogue.insert("standard/pack.yaml", "{}\n");
        catalogue.insert("p/pack.yaml", PACK);
        Game::open_text(&catalogue, "p/s.yaml", "title: T\n", 1).map_err(|e| e.to_string()).unwrap()
    }

    #[test]
    fn seats() {
        let game = game();
        let seat = |role| Ok(Some(Seat { role, colleague: "expert".to_owned() }));
        for (role, colleague, expected) in [
            (None, Some("nobody"), Ok(None)),
            (Some("ops"), None, seat(0)),
            (Some("boss"), Some("expert"), seat(1)),
            (Some("cook"), None, Err("There is no role “cook” here. There are: ops, boss.".to_owned())),
            (Some("ops"), Some("cat"), Err("No colleague “cat” plays here. There are: expert.".to_owned())),
        ] {
            assert_eq!(Seat::named(game.cast().unwrap(), role, colleague), expected, "{role:?} {colleague:?}");
        }
    }

    #[test]
    fn who_sees_what() {
        let mut game = game();
        while game.wait().is_ok() {}
        let cast = game.cast().unwrap();
        for (viewer, shown, labels) in [
            (Some(0), Shown::ALL, vec![]),
            (Some(1), Shown { status: false, logs: false, alerts: true }, vec!["Chat", "Notes"]),
            (None, Shown::ALL, vec!["Chat", "Notes, Boss"]),
        ] {
            let lists = lists(&game, cast, viewer, 0);
            assert_eq!(lists.iter().map(|list| list.label.as_str()).collect::<Vec<_>>(), labels, "{viewer:?}");
            assert_eq!(viewer.map_or(Shown::ALL, |role| Shown::to(cast, role)), shown);
        }
    }
}
