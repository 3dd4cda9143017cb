//! Writing into a configuration: a map of changes is flattened to paths, checked as a whole, and written as a whole. A
//! path that the service does not have is refused, with the nearest one there is.

use brownout_expr::datum::{self, Datum};
use brownout_expr::num::MISSING;
use brownout_expr::ops::Hold;
use brownout_expr::suggest::nearest;

use super::loose::{is_loose, sort_out};
use super::right::Degree;
use super::{CHANGES_MAX, Change, Config, fitted, number, takes, value};
use crate::ask::text;
use crate::host::Host;
use crate::plan::Plan;
use crate::world::State;

/// One change: path and what is to stand there.
pub type Write = (u32, Datum);

/// Why a change cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The path as given, or empty.
    pub path: String,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// The dotted paths of a map and their values. A map under a path that stands for maps is entered; what is no map has no paths.
#[must_use]
pub fn flatten(changes: &Datum) -> Vec<(String, Datum)> {
    let mut flat = Vec::new();
    if let Datum::Map(entries) = changes {
        for (key, value) in entries {
            enter(key, value, &mut flat);
        }
    }
    flat
}

fn enter(path: &str, value: &Datum, flat: &mut Vec<(String, Datum)>) {
    match value {
        Datum::Map(entries) if !entries.is_empty() => {
            for (key, value) in entries {
                enter(&format!("{path}.{key}"), value, flat);
            }
        }
        _ => flat.push((path.to_owned(), value.clone())),
    }
}

/// Checks changes of a service's configuration.
///
/// # Errors
/// Nothing to change, the first path that the service does not have, or the first value that does not fit its path.
pub fn check(plan: &Plan, service: u32, changes: &Datum) -> Result<Vec<Write>, Refusal> {
    let name = plan.services.get(service as usize).map_or("", |s| s.name.as_str());
    let refusal = |path: &str, message: String| Refusal { path: path.to_owned(), message };
    let flat = flatten(changes);
    if flat.is_empty() {
        return Err(refusal("", "An empty change changes nothing. Give a path and a value: `{a.b: 10}`.".to_owned()));
    }
    let Some(config) = plan.config.as_ref().filter(|config| config.of(service).next().is_some()) else {
        return Err(refusal("", format!("`{name}` has no configuration to change.")));
    };
    let mut writes: Vec<Write> = Vec::new();
    for (path, given) in flat {
        let Some(index) = config.path(&path, service) else {
            return Err(refusal(&path, unknown(config, name, &path, service)));
        };
        let hold = config.paths.get(index as usize).map_or(Hold::Datum, |p| p.hold);
        let Some(fit) = fitted(hold, &given) else {
            let message =
                format!("`{path}` takes {}; `{}` is {}.", takes(hold), given.shown(), given.sort().describe());
            return Err(refusal(&path, message));
        };
        if writes.iter().any(|(at, _)| *at == index) {
            return Err(refusal(&path, format!("`{path}` is given twice.")));
        }
        writes.push((index, fit));
    }
    Ok(writes)
}

fn unknown(config: &Config, name: &str, path: &str, service: u32) -> String {
    let known: Vec<&str> = config.of(service).map(|(_, p)| p.name.as_str()).collect();
    let inside: Vec<&str> =
        known.iter().filter_map(|known| known.strip_prefix(path)?.strip_prefix('.')).take(8).collect();
    if !inside.is_empty() {
        return format!("`{path}` of `{name}` holds several values: give {} with its whole path.", inside.join(", "));
    }
    // The last part alone is often what somebody remembers.
    let by_end = known.iter().find(|known| known.rsplit('.').next() == path.rsplit('.').next());
    match nearest(path, known.iter().copied()).or(by_end.copied()) {
        Some(near) => format!("`{name}` has no setting `{path}`. Did you mean `{near}`?"),
        None => format!("`{name}` has no setting `{path}`."),
    }
}

impl State {
    /// The symbol of a text; a new one is kept.
    pub(crate) fn symbol(&mut self, plan: &Plan, text: &str) -> f64 {
        if let Some(at) = plan.texts.iter().position(|t| t == text) {
            return at as f64;
        }
        let at = match self.texts.iter().position(|t| t == text) {
            Some(at) => at,
            None => {
                self.texts.push(text.to_owned());
                self.texts.len() - 1
            }
        };
        (plan.texts.len() + at) as f64
    }
}

impl Host<'_> {
    /// Writes one cell and remembers that.
    fn put(&mut self, cells: &mut [f64], service: u32, path: u32, x: f64) {
        let Some(base) = self.plan.config.as_ref().and_then(|c| c.paths.get(path as usize)).map(|p| p.base) else {
            return;
        };
        let tick = self.now(cells);
        if let Some(cell) = cells.get_mut((base + service) as usize) {
            let before = std::mem::replace(cell, x);
            if before != x && self.state.changes.len() < CHANGES_MAX {
                let acted = self.state.acting.is_some();
                self.state.changes.push(Change { tick, service, path, before, after: x, acted });
            }
        }
    }

    /// `write changes`: everything or nothing, unless the action takes whatever it is given.
    pub(crate) fn write_config(&mut self, cells: &mut [f64], symbol: f64, service: u32) {
        let plan = self.plan;
        let changes = datum::read(text(plan, &self.state.texts, symbol)).unwrap_or_default();
        let writes = if is_loose(plan, self.state.acting) {
            let Some(config) = &plan.config else { return };
            let (writes, extras) = sort_out(config, service, &changes);
            let tick = self.now(cells);
            for (path, value) in extras {
                self.state.keep_extra(tick, service, path, value);
            }
            writes
        } else {
            let Ok(writes) = check(plan, service, &changes) else { return };
            writes
        };
        self.offer(cells, service, &changes);
        for (path, given) in writes {
            let hold = plan.config.as_ref().and_then(|c| c.paths.get(path as usize)).map_or(Hold::Datum, |p| p.hold);
            let x = number(hold, &given, |text| self.state.symbol(plan, text));
            self.put(cells, service, path, x);
        }
        self.restore(cells);
    }

    /// A fault begins: what it breaks is broken.
    pub(crate) fn break_config(&mut self, cells: &mut [f64], fault: u32) {
        let plan = self.plan;
        let Some(f) = plan.faults.get(fault as usize).filter(|f| !f.breaks.is_empty()) else { return };
        for broken in &f.breaks {
            self.put(cells, f.home, broken.path, broken.value);
        }
        self.restore(cells);
    }

    /// Brings up to date how much of what each fault broke is right.
    pub(crate) fn restore(&mut self, cells: &mut [f64]) {
        let plan = self.plan;
        let Some(config) = &plan.config else { return };
        let Some(column) = config.restored else { return };
        let texts = &self.state.texts;
        let at = |cells: &[f64], service: u32, path: u32| match config.paths.get(path as usize) {
            Some(p) => {
                let x = cells.get((p.base + service) as usize).copied().unwrap_or(MISSING);
                (x, value(plan, texts, p.hold, x))
            }
            None => (MISSING, Datum::Missing),
        };
        for (index, fault) in (0u32..).zip(&plan.faults) {
            if fault.breaks.is_empty() {
                continue;
            }
            let mut sum = 0.0;
            for broken in &fault.breaks {
                let (x, now) = at(cells, fault.home, broken.path);
                sum += match broken.right.degree(&now, |service, path| at(cells, service, path).1) {
                    Degree::Right => 1.0,
                    // What was broken may be near what is right; that is nobody's merit.
                    Degree::Near if x != broken.value => 0.5,
                    _ => 0.0,
                };
            }
            if let Some(cell) = cells.get_mut((column + index) as usize) {
                *cell = sum / fault.breaks.len() as f64;
            }
        }
    }
}
