//! What breaks, what mends it, and how one fault reaches the next service. Data only.

use brownout_expr::ops::Code;
use brownout_expr::scope::PatternCode;

use super::ServiceIndex;

/// A fault.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Fault {
    /// Its id.
    pub name: String,
    /// For the debrief.
    pub label: String,
    /// Why it did what it did, for the debrief.
    pub because: String,
    /// Where it is.
    pub home: ServiceIndex,
    /// Columns that count active faults of its kinds at each service.
    pub kind_columns: Vec<u32>,
    /// When it starts; none: at once.
    pub starts: Option<Code>,
    /// Runs once at the start.
    pub begins: Code,
    /// Runs every tick while it is active.
    pub program: Code,
    /// Whether it is contained.
    pub contained_when: Option<Code>,
    /// Deeds that cure it, and how a player would do them.
    pub cured_by: Vec<Cure>,
    /// A state that cures it.
    pub cured_when: Option<Code>,
    /// Deeds that help.
    pub helped_by: Vec<PatternCode>,
    /// Runs once at the cure.
    pub ends: Code,
    /// Runs every tick after it.
    pub healing: Code,
    /// What it breaks of its service's configuration.
    pub breaks: Vec<crate::config::Broken>,
    /// By what a change that is handed in is known to mean it.
    pub known_by: crate::config::KnownBy,
    /// Faults that hide it: until all of them are cured, nothing reveals it.
    pub masked_by: Vec<u32>,
}

/// Deeds that are meant, as a pattern and as a player would do one of them.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Cure {
    /// Which deed.
    pub pattern: PatternCode,
    /// The deed as a player would do it: action and arguments.
    pub deed: Deed,
    /// Deeds that it asks to have been done before.
    pub after: Vec<Deed>,
    /// What else it asks to be so, in words.
    pub asks: Vec<String>,
    /// With these settings it never cures.
    pub never: bool,
}

/// A deed in words, as plays and run logs hold it.
#[derive(Clone, Debug, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Deed {
    /// The action's name.
    pub action: String,
    /// Parameters in order, as texts.
    pub args: Vec<(String, String)>,
}

/// How trouble travels to callers.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Cascade {
    /// Whether a fault's service passes trouble on.
    pub from: Code,
    /// How much.
    pub amount: Code,
    /// What each further hop leaves of it.
    pub falloff: f64,
    /// How far.
    pub hops: u32,
    /// Least amount that still counts.
    pub floor: f64,
    /// Which services are hit and pass on.
    pub through: Code,
    /// Whether `through` depends on nothing that changes during a run.
    pub through_fixed: bool,
    /// What it does to a service.
    pub apply: Code,
    /// Level mode: columns of metrics that `apply` writes, and of their own parts. Empty: it adds every tick.
    pub split: Vec<(u32, u32)>,
    /// Level mode.
    pub level: bool,
    /// Callers of each service.
    pub callers: Vec<Vec<ServiceIndex>>,
}

/// A table of rows.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Table {
    /// Keys (numbers, or word indices) and writes, sorted by key.
    pub rows: Vec<(f64, Vec<Write>)>,
    /// Whether the last row not above the key counts, rather than the one that equals it.
    pub by_number: bool,
}

/// A write of a table's row.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
pub struct Write {
    /// The cell.
    pub cell: u32,
    /// Its rule.
    pub rule: u32,
    /// The number.
    pub value: f64,
}

/// A group of the palette.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Group {
    /// Its id.
    pub name: String,
    /// For people.
    pub label: String,
}
