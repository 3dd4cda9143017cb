//! What is paid, what is graded, when a run ends. Data only.

use brownout_expr::ops::Code;

/// The score.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Score {
    /// Parts of a step's reward.
    pub step: Vec<StepPart>,
    /// Parts of the grade.
    pub grade: Vec<GradePart>,
    /// What holds the grade down.
    pub caps: Vec<Cap>,
    /// Range of the grade.
    pub range: (f64, f64),
    /// Decimal digits of the grade; none: as it is.
    pub digits: Option<u32>,
}

/// A part of a step's reward.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct StepPart {
    /// Its id.
    pub name: String,
    /// For people.
    pub label: String,
    /// How it pays.
    pub pays: Pays,
    /// What it pays.
    pub points: Code,
    /// When.
    pub when: Option<Code>,
    /// Cell: 1 once paid, or the best so far.
    pub cell: u32,
}

/// How a step part pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Pays {
    /// Each step that `when` holds.
    Each,
    /// The first time that `when` holds.
    Once,
    /// The improvement over the best so far.
    Best,
}

/// A part of the grade.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct GradePart {
    /// Its id.
    pub name: String,
    /// For people.
    pub label: String,
    /// The most there is.
    pub most: f64,
    /// What was got.
    pub points: Code,
}

/// A limit of the grade that a condition puts in force.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Cap {
    /// Its id.
    pub name: String,
    /// For people.
    pub label: String,
    /// When it is in force.
    pub when: Code,
    /// The most that the grade is then.
    pub most: f64,
}

/// When a run ends.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct End {
    /// Conditions, and the sentence for each.
    pub when: Vec<(Code, String)>,
    /// At this tick at the latest.
    pub ticks: Option<u32>,
    /// At this tick whatever the scenario says: frames of more would not fit into memory.
    pub most: u32,
    /// After this many steps at the latest.
    pub steps: Option<u32>,
    /// What a win is.
    pub won: Code,
}

impl End {
    /// Whether a tick is the last.
    #[must_use]
    pub fn is_last(&self, tick: u32) -> bool {
        tick >= self.most || self.ticks.is_some_and(|last| tick >= last)
    }
}

/// Something that is evaluated for every member and kept.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Tracked {
    /// Computes it.
    pub code: Code,
    /// Over what: `None` is once.
    pub per: Option<brownout_expr::scope::Kind>,
    /// How many members.
    pub members: u32,
    /// First cell (or slot).
    pub base: u32,
}
