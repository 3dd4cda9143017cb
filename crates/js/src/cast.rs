//! Several actors in JavaScript's shape: who plays, whose turn it is, and what one role sees.

use brownout_run::Game;
use brownout_run::cast::{self, Seen};
use serde::Serialize;

use crate::convert::Pairs;
use crate::error::Failure;
use crate::view::{View, seen_view};

/// `Cast`
#[derive(Serialize)]
pub(crate) struct Cast<'a> {
    roles: Vec<Role<'a>>,
    turns: Vec<&'a str>,
    stores: Vec<Store<'a>>,
    colleagues: &'a [String],
}

#[derive(Serialize)]
struct Role<'a> {
    name: &'a str,
    label: &'a str,
    about: &'a str,
    statuses: bool,
    metrics: Vec<String>,
    values: Vec<String>,
    lines: Option<u32>,
    alerts: bool,
    stores: Vec<&'a str>,
    actions: Vec<&'a str>,
}

#[derive(Serialize)]
struct Store<'a> {
    name: &'a str,
    label: &'a str,
    about: &'a str,
    private: bool,
}

/// `Entry`
#[derive(Serialize)]
pub(crate) struct Entry<'a> {
    id: u32,
    tick: u32,
    actor: Option<&'a str>,
    text: &'a str,
}

/// A role's name.
pub(crate) fn role_name(cast: &cast::Cast, index: u32) -> Option<&str> {
    cast.roles.get(index as usize).map(|role| role.name.as_str())
}

/// Who plays; `None` where one actor does everything.
pub(crate) fn cast(game: &Game) -> Option<Cast<'_>> {
    let cast = game.cast()?;
    let store = |&index: &u32| cast.stores.get(index as usize).map(|store| store.name.as_str());
    let roles = (0u32..).zip(&cast.roles).map(|(index, of)| {
        let known = game.seen_by(index, 0).map(|seen| seen.about);
        let (metrics, values) = known.map_or_else(Default::default, |about| (about.metrics, about.values));
        let actions = game.about().actions.iter().zip(&of.may).filter(|(_, may)| **may);
        Role {
            name: &of.name,
            label: &of.label,
            about: &of.about,
            statuses: of.status,
            metrics: metrics.into_iter().map(|metric| metric.name).collect(),
            values: values.into_iter().map(|value| value.name).collect(),
            lines: of.logs,
            alerts: of.alerts,
            stores: of.stores.iter().filter_map(store).collect(),
            actions: actions.map(|(action, _)| action.name.as_str()).collect(),
        }
    });
    Some(Cast {
        roles: roles.collect(),
        turns: cast.turns.iter().filter_map(|&role| role_name(cast, role)).collect(),
        stores: cast
            .stores
            .iter()
            .map(|of| Store { name: &of.name, label: &of.label, about: &of.about, private: of.private })
            .collect(),
        colleagues: &cast.colleagues,
    })
}

/// The role of a name.
pub(crate) fn role(game: &Game, name: &str) -> Result<u32, Failure> {
    let Some(cast) = game.cast() else {
        return Err(Failure::new("unknown-role", "This scenario has no roles: one actor sees and does everything."));
    };
    cast.role(name).ok_or_else(|| {
        let known: Vec<&str> = cast.roles.iter().map(|role| role.name.as_str()).collect();
        Failure::new("unknown-role", format!("There is no role `{name}` here. There are: {}.", known.join(", ")))
    })
}

/// That there is such a colleague.
pub(crate) fn colleague(game: &Game, name: &str) -> Result<(), Failure> {
    let known = game.cast().map_or(&[][..], |cast| cast.colleagues.as_slice());
    if known.iter().any(|known| known == name) {
        return Ok(());
    }
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    Err(Failure::new("unknown-colleague", format!("No colleague `{name}` plays here. There are: {known}.")))
}

/// What a role sees now: its view, and the shared lists as it sees them.
pub(crate) fn role_view<'a>(game: &Game, cast: &'a cast::Cast, seen: &'a Seen) -> Option<View<'a>> {
    let stores = seen.stores.iter().filter_map(|list| {
        let entries = list.entries.iter().map(|entry| Entry {
            id: entry.id,
            tick: entry.tick,
            actor: entry.actor.and_then(|actor| role_name(cast, actor)),
            text: &entry.text,
        });
        Some((cast.stores.get(list.store as usize)?.name.as_str(), entries.collect()))
    });
    seen_view(game, seen, role_name(cast, seen.role), Pairs(stores.collect()))
}
