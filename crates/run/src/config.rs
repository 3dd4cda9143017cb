//! What somebody who asked may see of a service's configuration, and what may be changed in it: for a viewer, an editor
//! and the command line. A configuration that no action has shown is not in any value here.
//!
//! - **What to draw:** `game.config(service, at)` is `None` until an action has shown that service's configuration (as of frame
//!   `at`); then it has a row a path, in the order of the tree, with `depth` and `key` for indentation, `kind` for the field,
//!   the value as it is (`shown`) and as an editor's field holds it (`value`), and `was` where the player has changed it.
//! - **How to ask:** `game.has_config(service)`, and `game.config_look()`, the action that shows one.
//! - **What may be changed:** `game.config_edit()` names the action and its parameters that take changes; `None` if there is none.
//! - **While editing:** `game.config_check(service, path, text)` says whether a field's text fits its path, and as what it is read.
//! - **What was changed:** `game.config_changed()`, of all services: path, what it was, what it is.
//! - **Submitting:** `game.config_deed(service, fields)` makes the one deed of all changed fields, ready for `game.act`. Undo is
//!   the page's: the fields are its own until they are submitted.

use brownout_expr::datum::{self, Datum};
use brownout_expr::ops::{Code, Effect, Hold, Op};
use brownout_sim::config::{self, Path};
use brownout_sim::plan::Deed;
use serde::Serialize;

use crate::game::Game;

/// A service's configuration as of a frame.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConfigNow {
    /// Index into `About::services`.
    pub service: u32,
    /// The tick at which it was shown first.
    pub shown_at: u32,
    /// The tree, one row for each path and for each branch above paths.
    pub rows: Vec<ConfigRow>,
}

/// A row of the tree.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConfigRow {
    /// Its dotted path.
    pub path: String,
    /// The last part of the path.
    pub key: String,
    /// How many branches it stands in.
    pub depth: u32,
    /// What it takes.
    pub kind: ConfigKind,
    /// The value as a person reads it; `None` if nothing stands there, and for branches.
    pub shown: Option<String>,
    /// The value as an editor's field holds it: what `config_check` reads back as the same. Empty if nothing stands there.
    pub value: String,
    /// What stood there before the player changed it, as `shown`; the outer `None`: the player has not.
    pub was: Option<Option<String>>,
}

/// What a row takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ConfigKind {
    /// Nothing: a branch.
    Branch,
    /// True or false.
    Flag,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list, or anything.
    List,
}

/// A setting that actions have changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConfigChanged {
    /// Index into `About::services`.
    pub service: u32,
    /// Its dotted path.
    pub path: String,
    /// What stood there before the first change; `None`: nothing.
    pub was: Option<String>,
    /// What stands there now.
    pub now: Option<String>,
}

/// The action that takes changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConfigEdit {
    /// Index into `About::actions`.
    pub action: u32,
    /// The parameter that is the service.
    pub target: String,
    /// The parameter that takes the changes.
    pub changes: String,
}

fn kind(hold: Hold) -> ConfigKind {
    match hold {
        Hold::Flag => ConfigKind::Flag,
        Hold::Number => ConfigKind::Number,
        Hold::Text => ConfigKind::Text,
        Hold::Datum => ConfigKind::List,
    }
}

fn shown(value: &Datum) -> Option<String> {
    (*value != Datum::Missing).then(|| value.shown())
}

/// A value as a field holds it. A text that stands for something else without quotes keeps them only where its path takes anything.
fn field(hold: Hold, value: &Datum) -> String {
    match (hold, value) {
        (_, Datum::Missing) => String::new(),
        (Hold::Text, Datum::Text(text)) => text.clone(),
        (_, value) => value.canonical(),
    }
}

/// What a field's text stands for at a path. An empty field takes the value away.
fn parse(hold: Hold, text: &str) -> Result<Datum, String> {
    if text.trim().is_empty() {
        return Ok(Datum::Missing);
    }
    if hold == Hold::Text {
        return Ok(Datum::text(text.trim()));
    }
    let given = datum::read(text).map_err(|error| error.to_string())?;
    config::fitted(hold, &given).ok_or_else(|| format!("This takes {}.", config::takes(hold)))
}

impl Game {
    /// The configuration of a service as of a frame (an index into `frames`; the newest, if it lies behind it). `None` if no
    /// action had shown it by then, or the service has none.
    #[must_use]
    pub fn config(&self, service: usize, at: usize) -> Option<ConfigNow> {
        let plan = self.plan();
        let of = plan.config.as_ref()?;
        let service = u32::try_from(service).ok().filter(|s| (*s as usize) < plan.services.len())?;
        let tick = self.frames().get(at).unwrap_or(self.head()).tick;
        let first = self.world.cell(of.shown + service);
        let shown_at = if first > 0.0 { first as u32 - 1 } else { return None };
        // Shown before its step's tick passed: the frame that shows the step is the next one.
        if tick <= shown_at && tick < self.head().tick {
            return None;
        }
        let mut rows: Vec<ConfigRow> = Vec::new();
        for (index, path) in of.of(service) {
            branches(&mut rows, &path.name);
            rows.push(self.row(service, index, path, tick));
        }
        let before = |extra: &config::Extra| extra.tick < tick || tick >= self.head().tick;
        for extra in self.world.state.extras_of(service, before) {
            branches(&mut rows, &extra.path);
            rows.retain(|row| row.path != extra.path);
            rows.push(ConfigRow {
                path: extra.path.clone(),
                key: last(&extra.path).to_owned(),
                depth: extra.path.matches('.').count() as u32,
                kind: ConfigKind::List,
                shown: shown(&extra.value),
                value: field(Hold::Datum, &extra.value),
                was: Some(None),
            });
        }
        Some(ConfigNow { service, shown_at, rows })
    }

    fn row(&self, service: u32, index: u32, path: &Path, tick: u32) -> ConfigRow {
        let (plan, texts) = (self.plan(), &self.world.state.texts);
        let value = |x: f64| config::value(plan, texts, path.hold, x);
        let mut x = self.world.cell(path.base + service);
        let mut was = None;
        let changes = self.world.state.changes.iter().filter(|c| c.service == service && c.path == index);
        for change in changes.rev() {
            if change.tick >= tick && tick < self.head().tick {
                // Not yet, as of this frame.
                x = change.before;
            } else if change.acted {
                was = Some(shown(&value(change.before)));
            }
        }
        let now = value(x);
        ConfigRow {
            path: path.name.clone(),
            key: last(&path.name).to_owned(),
            depth: path.name.matches('.').count() as u32,
            kind: kind(path.hold),
            value: field(path.hold, &now),
            was: was.filter(|was| *was != shown(&now)),
            shown: shown(&now),
        }
    }

    /// What actions have changed, in the order of the first change; what is back where it was is left out.
    #[must_use]
    pub fn config_changed(&self) -> Vec<ConfigChanged> {
        let (plan, state) = (self.plan(), &self.world.state);
        let Some(of) = &plan.config else { return Vec::new() };
        let mut seen: Vec<(u32, u32)> = Vec::new();
        let mut changed = Vec::new();
        for change in state.changes.iter().filter(|change| change.acted) {
            let key = (change.service, change.path);
            let Some(path) = of.paths.get(change.path as usize).filter(|_| !seen.contains(&key)) else { continue };
            seen.push(key);
            let value = |x: f64| shown(&config::value(plan, &state.texts, path.hold, x));
            let (was, now) = (value(change.before), value(self.world.cell(path.base + change.service)));
            if was != now {
                changed.push(ConfigChanged { service: change.service, path: path.name.clone(), was, now });
            }
        }
        changed
    }

    /// Whether a service has a configuration that could be asked for.
    #[must_use]
    pub fn has_config(&self, service: usize) -> bool {
        let of = self.plan().config.as_ref();
        of.is_some_and(|of| u32::try_from(service).is_ok_and(|service| of.of(service).next().is_some()))
    }

    /// The action that shows the configuration of its target, if there is one: index into `About::actions`.
    #[must_use]
    pub fn config_look(&self) -> Option<u32> {
        let shows = |code: &Code| code.ops.contains(&Op::Do(Effect::ShowConfig));
        let mut actions = (0u32..).zip(&self.plan().actions);
        actions.find(|(_, action)| shows(&action.effect) || shows(&action.always)).map(|(index, _)| index)
    }

    /// The action that takes changes of a configuration, if there is one.
    #[must_use]
    pub fn config_edit(&self) -> Option<ConfigEdit> {
        let plan = self.plan();
        (0u32..).zip(&plan.actions).find_map(|(index, action)| {
            let changes = config::map_param(action)?.name.clone();
            let target = action.params.get(action.target? as usize)?.name.clone();
            Some(ConfigEdit { action: index, target, changes })
        })
    }

    /// Whether the text of a field fits a path of a service: the value as it would be shown, or what is wrong.
    ///
    /// # Errors
    /// A sentence for beside the field.
    pub fn config_check(&self, service: usize, path: &str, text: &str) -> Result<Option<String>, String> {
        self.config_value(service, path, text).map(|datum| shown(&datum))
    }

    fn config_value(&self, service: usize, path: &str, text: &str) -> Result<Datum, String> {
        let plan = self.plan();
        let of = plan.config.as_ref().ok_or("There is no configuration here.")?;
        let found = u32::try_from(service).ok().and_then(|service| of.path(path, service));
        match found.and_then(|index| of.paths.get(index as usize)) {
            Some(path) => parse(path.hold, text),
            // What was written and has no place in the tree takes anything.
            None if self.stands_beside(service, path) => parse(Hold::Datum, text),
            None => Err(format!("There is no setting `{path}`.")),
        }
    }

    fn stands_beside(&self, service: usize, path: &str) -> bool {
        let extras = &self.world.state.extras;
        extras.iter().any(|extra| extra.service as usize == service && extra.path == path)
    }

    /// The deed that makes all these changes at once: path and text of each field.
    ///
    /// # Errors
    /// The fields that do not fit, each with its path and a sentence.
    pub fn config_deed(&self, service: usize, fields: &[(String, String)]) -> Result<Deed, Vec<(String, String)>> {
        let (mut wrong, mut changes) = (Vec::new(), std::collections::BTreeMap::new());
        for (path, text) in fields {
            match self.config_value(service, path, text) {
                Ok(datum) => {
                    changes.insert(path.clone(), datum);
                }
                Err(why) => wrong.push((path.clone(), why)),
            }
        }
        let plan = self.plan();
        let made = self.config_edit().and_then(|edit| {
            let action = plan.actions.get(edit.action as usize)?.name.clone();
            let name = plan.services.get(service)?.name.clone();
            let args = vec![(edit.target, name), (edit.changes, Datum::Map(changes).canonical())];
            Some(Deed { action, args })
        });
        match made {
            Some(deed) if wrong.is_empty() => Ok(deed),
            Some(_) => Err(wrong),
            None => Err(vec![(String::new(), "Nothing here takes changes of a configuration.".to_owned())]),
        }
    }
}

fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

/// Adds the branches above a path that are not there yet.
fn branches(rows: &mut Vec<ConfigRow>, path: &str) {
    for (at, _) in path.match_indices('.') {
        let branch = &path[..at];
        if rows.iter().any(|row| row.path == branch) {
            continue;
        }
        rows.push(ConfigRow {
            path: branch.to_owned(),
            key: last(branch).to_owned(),
            depth: branch.matches('.').count() as u32,
            kind: ConfigKind::Branch,
            shown: None,
            value: String::new(),
            was: None,
        });
    }
}
