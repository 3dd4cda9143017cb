//! What can be done and by whom, and where what is passed on is kept. Data only.

use brownout_expr::ops::Code;
use brownout_expr::scope::TemplateCode;

/// An action.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Action {
    /// Its id.
    pub name: String,
    /// For people.
    pub label: String,
    /// What it does.
    pub about: String,
    /// Index of its group.
    pub group: u32,
    /// The built-in `wait`.
    pub wait: bool,
    /// Taken beside the run: no step, no tick, no reward, and nothing counts it.
    pub aside: bool,
    /// The roles that may take it; empty: every one.
    pub by: Vec<u32>,
    /// Parameters.
    pub params: Vec<Param>,
    /// Index of the parameter that is the target.
    pub target: Option<u32>,
    /// What must hold, and what is said if it does not.
    pub needs: Vec<(Code, TemplateCode)>,
    /// Whether it is a wrong intervention.
    pub wrong_when: Code,
    /// What it says, if it says something that may be right or not.
    pub claim: Option<Claim>,
    /// Whether a wrong one has no effect.
    pub skip_if_wrong: bool,
    /// What it does.
    pub effect: Code,
    /// What a wrong one does.
    pub on_wrong: Code,
    /// The group's part of the effect, which runs after the action's own.
    pub always: Code,
    /// Ticks that it takes.
    pub ticks: u32,
    /// Cell that counts how often it was carried out.
    pub count_cell: u32,
}

/// What an action says.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Claim {
    /// Whether it is right, before the action has its effect.
    pub right: Code,
    /// How sure it is said, as a share.
    pub sure: Option<Code>,
}

/// A parameter.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Param {
    /// Its id.
    pub name: String,
    /// For people.
    pub label: String,
    /// What may be given.
    pub kind: ParamKind,
    /// What it is if nothing is given: code run with the target as self.
    pub default: Option<Code>,
    /// Cell while the action is carried out.
    pub cell: u32,
    /// Cells of the first and last answer.
    pub answers: [u32; 2],
}

/// What a parameter takes.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum ParamKind {
    /// A service.
    Service,
    /// A word of this set.
    Word(u32),
    /// A number.
    Number {
        /// Unit of a bare number.
        unit: brownout_expr::types::Unit,
        /// Lowest.
        low: f64,
        /// Highest.
        high: f64,
    },
    /// True or false.
    Flag,
    /// Text.
    Text,
    /// A fault, by name.
    Fault,
    /// Paths and values.
    Map {
        /// Whether the action writes them into the configuration of its target, so that paths and values must fit it.
        writes: bool,
        /// Whether what does not fit is written all the same.
        loose: bool,
    },
    /// A list.
    List(ListOf),
}

/// What a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum ListOf {
    /// Services of the run.
    Services,
    /// Words of this set.
    Words(u32),
    /// Texts, numbers, flags.
    Anything,
    /// Moments of the run, as `moment` writes them.
    Moments,
}

/// Somebody who acts, and what they may see.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Role {
    /// Its id.
    pub name: String,
    /// For people.
    pub label: String,
    /// What it is there for.
    pub about: String,
    /// The metrics that it sees, one flag each.
    pub metrics: Vec<bool>,
    /// Whether it sees how services are: whoever sees a metric does.
    pub status: bool,
    /// Whether it sees the numbers of the whole run.
    pub values: bool,
    /// How many of the last log lines; `None` is all.
    pub logs: Option<u32>,
    /// Whether it sees alerts.
    pub alerts: bool,
    /// The shared lists that it sees, and how many of the last entries of each; `None` is all.
    pub stores: Vec<(u32, Option<u32>)>,
}

/// A shared list.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Store {
    /// Its id.
    pub name: String,
    /// For people.
    pub label: String,
    /// What it holds.
    pub about: String,
    /// Whether each role has one of its own.
    pub private: bool,
}
