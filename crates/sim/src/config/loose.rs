//! Writing without a question asked: a path that the service does not have, or a value that its path cannot hold, is kept
//! beside the tree; a map takes the place of the whole branch under its key.

use brownout_expr::datum::Datum;

use super::write::flatten;
use super::{CHANGES_MAX, Config, Write, fitted};
use crate::plan::Plan;
use crate::world::State;

/// What was written and has no place in the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Extra {
    /// At this tick.
    pub tick: u32,
    /// The service.
    pub service: u32,
    /// Dotted.
    pub path: String,
    /// The value; `Missing`: taken away again.
    pub value: Datum,
}

/// Which cells changes write, and what is to be kept beside them. Later ones go over earlier ones.
pub(super) fn sort_out(config: &Config, service: u32, changes: &Datum) -> (Vec<Write>, Vec<(String, Datum)>) {
    let (mut writes, mut extras) = (Vec::new(), Vec::new());
    let Datum::Map(entries) = changes else { return (writes, extras) };
    for (key, value) in entries {
        for (index, path) in config.of(service) {
            let inside =
                path.name.strip_prefix(key.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            if inside {
                writes.push((index, Datum::Missing));
            }
        }
        let one = Datum::Map([(key.clone(), value.clone())].into());
        for (path, given) in flatten(&one) {
            let known = config.path(&path, service).and_then(|index| Some((index, config.paths.get(index as usize)?)));
            match known.and_then(|(index, path)| Some((index, fitted(path.hold, &given)?))) {
                Some((index, fit)) => {
                    writes.push((index, fit));
                    extras.push((path, Datum::Missing));
                }
                None => extras.push((path, given)),
            }
        }
    }
    (writes, extras)
}

impl State {
    /// Keeps something beside the tree.
    pub(super) fn keep_extra(&mut self, tick: u32, service: u32, path: String, value: Datum) {
        let before = self.extras.iter().rev().find(|extra| extra.service == service && extra.path == path);
        let same = before.map_or(value == Datum::Missing, |before| before.value == value);
        if !same && self.extras.len() < CHANGES_MAX {
            self.extras.push(Extra { tick, service, path, value });
        }
    }

    /// What stands beside the tree of a service, as written by changes that `counts`.
    pub fn extras_of(&self, service: u32, counts: impl Fn(&Extra) -> bool) -> Vec<&Extra> {
        let mut now: Vec<&Extra> = Vec::new();
        for extra in self.extras.iter().filter(|extra| extra.service == service && counts(extra)) {
            now.retain(|before| before.path != extra.path);
            now.push(extra);
        }
        now.retain(|extra| extra.value != Datum::Missing);
        now
    }
}

/// Whether the action that is carried out writes so.
pub(super) fn is_loose(plan: &Plan, acting: Option<u32>) -> bool {
    let action = acting.and_then(|action| plan.actions.get(action as usize));
    action.and_then(super::map_param).is_some_and(super::takes_all)
}
