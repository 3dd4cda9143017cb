//! Configuration trees: every path is a column of cells over services, typed at compile. What a fault breaks is a list
//! of such cells; how much of it is right again stands in a column over faults that every write brings up to date, so
//! that the tick compares no text. Knows paths and values, not what they are for.

mod cure;
mod loose;
mod mask;
mod offer;
mod right;
mod show;
mod write;

pub use cure::{cure_of, map_param, takes_all};
pub use loose::Extra;
pub use offer::KnownBy;
pub use right::{Degree, Hole, Right};
pub use write::{Refusal, Write, check, flatten};

use brownout_expr::datum::{self, Datum};
use brownout_expr::num::MISSING;
use brownout_expr::ops::Hold;

use crate::ask::text;
use crate::plan::Plan;

/// Changes of configurations that a run remembers; later ones happen all the same and are only not told apart.
pub const CHANGES_MAX: usize = 20_000;

/// All configuration trees.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Config {
    /// The paths in order.
    pub paths: Vec<Path>,
    /// Column over services: 1 + the tick at which the configuration was shown first; 0 before.
    pub shown: u32,
    /// Column over faults: share of what each broke that is right again.
    pub restored: Option<u32>,
    /// Column over faults: what this step's change, as it was handed in, said about what each broke.
    pub offered: Option<u32>,
}

/// A path.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Path {
    /// Dotted.
    pub name: String,
    /// How its cells hold their values.
    pub hold: Hold,
    /// Its column.
    pub base: u32,
    /// What stands there when all is well, service by service; `None`: the service has no such path.
    pub healthy: Vec<Option<Datum>>,
}

/// What a fault breaks: one path of its service.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Broken {
    /// Index of the path.
    pub path: u32,
    /// What the cell holds while it is broken.
    pub value: f64,
    /// What is right instead.
    pub right: Right,
}

/// A configuration was changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// At this tick.
    pub tick: u32,
    /// The service.
    pub service: u32,
    /// Index of the path.
    pub path: u32,
    /// What the cell held.
    pub before: f64,
    /// What it holds now.
    pub after: f64,
    /// Whether an action did it, rather than a fault or a rule.
    pub acted: bool,
}

/// The value that a cell holds.
#[must_use]
pub fn value(plan: &Plan, texts: &[String], hold: Hold, x: f64) -> Datum {
    if x == MISSING {
        return Datum::Missing;
    }
    match hold {
        Hold::Number => Datum::Number(x),
        Hold::Flag => Datum::Flag(x != 0.0),
        Hold::Text => Datum::text(text(plan, texts, x)),
        Hold::Datum => datum::read(text(plan, texts, x)).unwrap_or_default(),
    }
}

/// A value as a path of this kind holds it: `yes` for true, `2` for the text "2". `None` if it cannot.
#[must_use]
pub fn fitted(hold: Hold, value: &Datum) -> Option<Datum> {
    match (hold, value) {
        (_, Datum::Missing) => Some(Datum::Missing),
        (Hold::Number, Datum::Number(x)) if x.abs() < -MISSING => Some(Datum::Number(*x)),
        (Hold::Flag, given) => datum::truth(given).map(Datum::Flag),
        (Hold::Text, Datum::Text(_)) | (Hold::Datum, _) => Some(value.clone()),
        (Hold::Text, Datum::Number(_) | Datum::Flag(_)) => Some(Datum::Text(value.canonical())),
        _ => None,
    }
}

/// What a path of this kind takes, in words.
#[must_use]
pub fn takes(hold: Hold) -> &'static str {
    match hold {
        Hold::Number => "a number",
        Hold::Flag => "true or false",
        Hold::Text => "a text",
        Hold::Datum => "a list",
    }
}

/// The number that stands for a value in a cell. `symbol` interns a text.
pub fn number(hold: Hold, value: &Datum, symbol: impl FnOnce(&str) -> f64) -> f64 {
    match (hold, value) {
        (_, Datum::Missing) => MISSING,
        (Hold::Number, Datum::Number(x)) => *x,
        (Hold::Flag, Datum::Flag(flag)) => f64::from(u8::from(*flag)),
        (Hold::Text, Datum::Text(text)) => symbol(text),
        (Hold::Datum, value) => symbol(&value.canonical()),
        _ => MISSING,
    }
}

impl Config {
    /// The index of a path of a service.
    #[must_use]
    pub fn path(&self, name: &str, service: u32) -> Option<u32> {
        let at = self.paths.iter().position(|path| path.name == name && path.of(service))?;
        Some(at as u32)
    }

    /// The paths of a service with their indices.
    pub fn of(&self, service: u32) -> impl Iterator<Item = (u32, &Path)> {
        (0u32..).zip(&self.paths).filter(move |(_, path)| path.of(service))
    }
}

impl Path {
    /// Whether a service has it.
    #[must_use]
    pub fn of(&self, service: u32) -> bool {
        self.healthy.get(service as usize).is_some_and(Option::is_some)
    }

    /// What stands there when all is well.
    #[must_use]
    pub fn healthy(&self, service: u32) -> &Datum {
        self.healthy.get(service as usize).and_then(Option::as_ref).unwrap_or(&Datum::Missing)
    }
}
