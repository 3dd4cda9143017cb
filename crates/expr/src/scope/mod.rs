//! What the names of a scenario mean: the symbol table that the caller fills before it lowers any text, and the
//! cells that lowering asks the caller for (counters of events, copies of earlier values). Addresses are the
//! caller's; this crate never invents one.

mod cells;
mod config;
mod graph;
mod names;

pub use cells::{Cells, PartCode, PatternCode, PushCode, TemplateCode, Watched, WrittenPattern};
pub use config::{ConfigSym, Configs};
pub use graph::{Family, Sets, reach};
pub use names::Names;

use crate::ast::ExprNode;
use crate::types::{Ty, WordSet};

/// What `self` may stand for. Also which index register an address adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Kind {
    /// A service.
    Service,
    /// A call of the graph.
    Call,
    /// A fault.
    Fault,
    /// A condition of the scenario.
    Condition,
}

/// Where a number lives: a fixed cell, or a column to which the register of a kind is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Addr {
    /// This cell.
    Cell(u32),
    /// This cell plus the index of the current member of that kind.
    Column(Kind, u32),
}

/// Whether and how a cell may be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Access {
    /// Scripts may write it; the number is the index of its clamping rule in `Tables::rules`.
    Write(u32),
    /// Scripts may not, and why.
    ReadOnly(&'static str),
}

/// A metric, knob, value, call knob or fault parameter.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// Its type.
    pub ty: Ty,
    /// Where it lives, or the formula that it follows.
    pub source: Source,
    /// Whether scripts may set it.
    pub access: Access,
}

/// Where a quantity's number comes from.
#[derive(Clone, Debug)]
pub enum Source {
    /// Stored: a column base for metrics (service 0), call knobs (call 0) and fault parameters (fault 0); a cell for values.
    Stored(u32),
    /// Follows a formula, which is read in place wherever the name is used.
    Formula(Box<ExprNode>),
    /// Folded at compile.
    Constant(f64),
}

/// The count, first and last moment of something that happens, three addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct EventAddr {
    /// How often.
    pub count: Addr,
    /// When first (`NEVER` before).
    pub first: Addr,
    /// When last (`NEVER` before).
    pub last: Addr,
}

/// The columns that hold the state of faults (base of fault 0 each).
#[derive(Clone, Copy, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct FaultColumns {
    /// 1 from start to cure, contained or not.
    pub active: u32,
    /// 1 while contained.
    pub contained: u32,
    /// 1 once cured.
    pub cured: u32,
    /// How often its program has run.
    pub age: u32,
    /// Index of the service where it is.
    pub home: u32,
    /// Count, first, last of becoming active: three columns.
    pub started_event: [u32; 3],
    /// Count, first, last of becoming contained.
    pub contained_event: [u32; 3],
    /// Count, first, last of being cured.
    pub cured_event: [u32; 3],
    /// Count, first, last of the actor having received a signal that reveals it.
    pub seen_event: [u32; 3],
}

/// A fault as far as the language is concerned.
#[derive(Clone, Debug)]
pub struct FaultSym {
    /// Index of its service.
    pub home: u32,
}

/// A parameter of an action.
#[derive(Clone, Debug)]
pub struct ParamSym {
    /// Its type.
    pub ty: Ty,
    /// The cell that holds it while its action is carried out.
    pub cell: u32,
    /// Cells of the first answer and of the last one.
    pub answers: [u32; 2],
}

/// An action as far as the language is concerned.
#[derive(Clone, Debug, Default)]
pub struct ActionSym {
    /// Its parameters.
    pub params: Names<ParamSym>,
}

/// The special cells that the language reads.
#[derive(Clone, Copy, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Specials {
    /// The tick.
    pub tick: u32,
    /// How many actions were taken, the present one included.
    pub step: u32,
    /// 1 from the start of a tick until its history is written.
    pub in_tick: u32,
    /// Whether the action at hand is wrong, is a repetition, was refused, cures, helps: five cells.
    pub wrong: u32,
    /// See `wrong`.
    pub repeated: u32,
    /// See `wrong`.
    pub refused: u32,
    /// See `wrong`.
    pub cures: u32,
    /// See `wrong`.
    pub helps: u32,
    /// Faults cured by this step.
    pub cured_now: u32,
    /// What a cascade brings to the service at hand.
    pub amount: u32,
    /// Share of the conditions that do not hold.
    pub failed_conditions: u32,
    /// Index of the role whose turn it is; only where a scenario has roles.
    pub actor: u32,
}

/// The symbol table.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    /// Services in order.
    pub services: Names<()>,
    /// Metrics and knobs of services; stored sources are column bases.
    pub metrics: Names<Quantity>,
    /// Values of the whole run; stored sources are cells.
    pub values: Names<Quantity>,
    /// Settings and `let` formulas of the pack: constants.
    pub settings: Names<(Ty, f64)>,
    /// Knobs of calls; stored sources are column bases.
    pub links: Names<Quantity>,
    /// The calls of the graph as (caller, callee), in order.
    pub calls: Vec<(u32, u32)>,
    /// Tag → set of services, and the column that is 1 for those that carry it.
    pub tags: Names<TagSym>,
    /// Faults in order.
    pub faults: Names<FaultSym>,
    /// Where their states are.
    pub fault_columns: FaultColumns,
    /// Parameters of faults, by name; stored sources are column bases over faults.
    pub fault_params: Names<Quantity>,
    /// Fault kinds → column over services that counts the active faults of that kind.
    pub kinds: Names<u32>,
    /// Column over services that counts the active faults of any kind.
    pub any_kind: u32,
    /// Actions in order.
    pub actions: Names<ActionSym>,
    /// Tables of values, by name → whether its rows are keyed by word, and by which words.
    pub tables: Names<TableSym>,
    /// Log groups.
    pub logs: Names<()>,
    /// Alerts.
    pub alerts: Names<()>,
    /// Roles in order; none in a scenario for one actor.
    pub roles: Names<()>,
    /// The names of the roles as words.
    pub role_words: Option<WordSet>,
    /// Shared lists in order.
    pub stores: Names<StoreSym>,
    /// Configuration trees.
    pub configs: Configs,
    /// Word sets: name for messages, and the words.
    pub words: Vec<(String, Vec<String>)>,
    /// Column of condition results and how many there are.
    pub conditions: (u32, u32),
    /// The special cells.
    pub specials: Specials,
    /// Sets known at compile.
    pub sets: Sets,
    /// The set of all services.
    pub all_services: u32,
    /// The set of all calls.
    pub all_calls: u32,
    /// The set of all faults.
    pub all_faults: u32,
    /// The set of all conditions.
    pub all_conditions: u32,
}

/// A tag.
#[derive(Clone, Copy, Debug)]
pub struct TagSym {
    /// The set of its services.
    pub set: u32,
    /// The column that is 1 for them.
    pub column: u32,
}

/// A shared list.
#[derive(Clone, Copy, Debug)]
pub struct StoreSym {
    /// Whether each role has one of its own.
    pub private: bool,
}

/// A table of rows.
#[derive(Clone, Debug)]
pub struct TableSym {
    /// The words that name its rows; `None` if rows are numbered.
    pub words: Option<WordSet>,
}

impl Symbols {
    /// Adds the sets of all services, calls, faults and conditions; to be called once these are known.
    pub fn prepare_sets(&mut self) {
        self.all_services = self.sets.push(0..self.services.len() as u32);
        self.all_calls = self.sets.push(0..self.calls.len() as u32);
        self.all_faults = self.sets.push(0..self.faults.len() as u32);
        self.all_conditions = self.sets.push(0..self.conditions.1);
    }

    /// The index of a word in a set.
    #[must_use]
    pub fn word(&self, set: WordSet, word: &str) -> Option<u32> {
        let (_, words) = self.words.get(set.0 as usize)?;
        words.iter().position(|w| w == word).map(|i| i as u32)
    }

    /// Whether two sets hold the same words: then what is one of the first is one of the second.
    #[must_use]
    pub fn same_words(&self, a: WordSet, b: WordSet) -> bool {
        a == b || self.word_list(a) == self.word_list(b)
    }

    /// The words of a set.
    #[must_use]
    pub fn word_list(&self, set: WordSet) -> &[String] {
        self.words.get(set.0 as usize).map_or(&[], |(_, words)| words.as_slice())
    }
}
