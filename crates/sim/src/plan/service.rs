//! Who there is and what is measured of them. Data only.

use brownout_expr::ops::Code;
use brownout_expr::types::Ty;

/// A service.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Service {
    /// Its name.
    pub name: String,
    /// What it is, for people.
    pub kind: String,
}

/// A metric.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Metric {
    /// Its id.
    pub name: String,
    /// For people.
    pub label: String,
    /// One sentence, or empty.
    pub about: String,
    /// Its type.
    pub ty: Ty,
    /// The unit that people see.
    pub unit: brownout_expr::types::Unit,
    /// Physics reads it.
    pub knob: bool,
    /// Never in a view.
    pub hidden: bool,
    /// Not on the panel; told when somebody asks for the metrics of a service.
    pub asked: bool,
    /// An asked metric that still has this number at a service is not worth telling.
    pub quiet: Option<f64>,
    /// Range, where one was given.
    pub range: Option<(f64, f64)>,
    /// Column of service 0, or the code that computes it for the current service.
    pub source: Source,
}

/// Where a quantity comes from.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub enum Source {
    /// Column (metric) or cell (value).
    Stored(u32),
    /// Computed where it is read.
    Formula(Code),
}

/// A value of the run.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Value {
    /// Its id.
    pub name: String,
    /// For people.
    pub label: String,
    /// One sentence, or empty.
    pub about: String,
    /// Its type.
    pub ty: Ty,
    /// Never in a view.
    pub hidden: bool,
    /// Drawn as a bar that empties; full is its first value.
    pub budget: bool,
    /// What users suffered.
    pub harm: bool,
    /// The number that stands for not known.
    pub unknown: Option<f64>,
    /// Where it is.
    pub source: Source,
}

/// The status ladder.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Status {
    /// Column of the status.
    pub column: u32,
    /// Rungs, best first: the number of a rung is its index.
    pub rungs: Vec<Rung>,
    /// Sets every service's status where rungs have conditions.
    pub derive: Code,
}

/// A rung of the ladder.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Rung {
    /// The pack's word.
    pub word: String,
    /// For people.
    pub label: String,
    /// How it looks: 0 healthy, 1 degraded, 2 critical, 3 down, 4 isolated.
    pub like: u8,
}
