//! What tells of an incident: alerts, log lines, facts, the timeline. Data only.

use brownout_expr::ops::Code;
use brownout_expr::scope::{PatternCode, TemplateCode};

use super::{Deed, ServiceIndex};

/// An alert rule.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Alert {
    /// Its id.
    pub name: String,
    /// For which services; `None`: once, for none.
    pub of: Option<Vec<ServiceIndex>>,
    /// Severities from the loudest: 1 page, 0 warning; the first whose condition holds counts.
    pub levels: Vec<(u8, Code)>,
    /// Its text.
    pub text: TemplateCode,
    /// Thresholds on one metric that its conditions amount to.
    pub thresholds: Vec<Threshold>,
}

/// A condition that compares one metric with a constant: what a chart can draw.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Threshold {
    /// Index of the metric.
    pub metric: u32,
    /// The alert's severity there.
    pub severity: u8,
    /// The constant.
    pub value: f64,
    /// Whether low values are the bad ones.
    pub below: bool,
}

/// Class of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Class {
    /// Says what is so.
    Real,
    /// Noise.
    Noise,
    /// Misleads by accident.
    Decoy,
    /// Carries an instruction.
    Injected,
}

/// Stands for every active fault at the service that speaks.
pub const REVEALS_ANY: u32 = u32::MAX;

/// A log line.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Line {
    /// 0 DEBUG … 4 FATAL.
    pub level: u8,
    /// Who says it; `None`: the service that the group speaks for.
    pub service: Option<ServiceIndex>,
    /// How long before the tick, in seconds: from 0 to 1,000 days, and the nearer of the two outside.
    pub ago: Option<Code>,
    /// Faults that it reveals; `REVEALS_ANY` stands for those at the service that speaks.
    pub reveals: Vec<u32>,
    /// Its class.
    pub class: Class,
    /// What an injected line tells its reader to do, in order.
    pub orders: Vec<Order>,
    /// Its text.
    pub text: TemplateCode,
}

/// One of the things that an injected line tells its reader to do.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Order {
    /// Which deeds are meant.
    pub pattern: PatternCode,
    /// One of them as a player would do it.
    pub deed: Deed,
    /// The parameter of the deed that is the service which says the line, where the order names no place and the line is said
    /// by more than one.
    pub at_speaker: Option<String>,
}

impl Order {
    /// The deed that the line tells when this service says it.
    #[must_use]
    pub fn said_by(&self, speaker: Option<&str>) -> Deed {
        let mut deed = self.deed.clone();
        if let (Some(name), Some(speaker)) = (&self.at_speaker, speaker) {
            deed.args.insert(0, (name.clone(), speaker.to_owned()));
        }
        deed
    }
}

/// A log group.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct LogGroup {
    /// Its id.
    pub name: String,
    /// When it speaks, for the current service if `per_service`.
    pub when: Code,
    /// Whether `when`, `key` or lines are about a service: then it speaks for each service for which `when` holds.
    pub per_service: bool,
    /// Waits for a tag that no service carries: silent, unless a script speaks it by name.
    pub nobody: bool,
    /// Speaks only when asked.
    pub asked: bool,
    /// Lines.
    pub lines: Vec<u32>,
    /// Lines that depend on a key.
    pub rows: Option<LogRows>,
    /// Speaks every so many ticks; 0: every tick.
    pub every: u32,
    /// Only so many of its lines, drawn each time without putting back.
    pub pick: Option<u32>,
    /// With putting back.
    pub again: bool,
    /// Lines of this group are mixed in: which line comes when is drawn.
    pub mix: Option<u32>,
    /// Mixed into another log, its lines come behind that one's.
    pub behind: bool,
    /// Cell with the position of the stream that `pick` and `mix` draw from.
    pub stream_cell: u32,
}

impl LogGroup {
    /// Every line that it may speak.
    pub fn every_line(&self) -> impl Iterator<Item = u32> {
        let rows = self.rows.iter().flat_map(|rows| rows.rows.iter().flat_map(|(_, lines)| lines));
        self.lines.iter().chain(rows).copied()
    }
}

/// Lines of a group by key.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct LogRows {
    /// Computes the key.
    pub key: Code,
    /// Lines of each key, sorted by key.
    pub rows: Vec<(f64, Vec<u32>)>,
    /// Whether the last row not above the key counts, rather than the one that equals it.
    pub by_number: bool,
}

/// How signals travel to those who read them, asked for the service that they are of.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Telemetry {
    /// How many ticks old what is shown is.
    pub delay: Option<Code>,
    /// When what is said never arrives.
    pub lost_when: Option<Code>,
}

/// Noise that fills a batch.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Noise {
    /// Lines of a batch.
    pub batch: u32,
    /// Share of noise: real lines are repeated until they make up the rest.
    pub share: f64,
    /// The same for logs that are asked for.
    pub asked_batch: u32,
    /// See `asked_batch`.
    pub asked_share: f64,
    /// Noise lines by service.
    pub lines: Vec<Vec<u32>>,
    /// Cell with the position of the stream.
    pub stream_cell: u32,
}

/// What an action reveals about a target.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Fact {
    /// The action.
    pub action: u32,
    /// The service; `None`: any, after the target's own.
    pub service: Option<ServiceIndex>,
    /// The first entry that holds is told.
    pub entries: Vec<FactEntry>,
}

/// An entry of a fact list.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct FactEntry {
    /// When it holds, with the target as self.
    pub when: Code,
    /// What is said.
    pub text: TemplateCode,
    /// Faults that it reveals.
    pub reveals: Vec<u32>,
    /// Ticks until it is said.
    pub after: u32,
    /// Probability that it is so, drawn once a run; and what is said otherwise.
    pub chance: Option<(f64, TemplateCode)>,
    /// Whether it is told only once; then the next entry that holds is.
    pub once: bool,
}

/// A timeline item.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct TimelineItem {
    /// Its id.
    pub name: String,
    /// Ticks: first and step; `(low, high)` drawn each time if they differ.
    pub at: TimelineAt,
    /// Must hold as well.
    pub when: Option<Code>,
    /// What happens.
    pub script: Code,
    /// Cell with the tick at which it is due next.
    pub due_cell: u32,
    /// Cell with the number of draws made.
    pub draws_cell: u32,
}

/// When a timeline item is due.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
pub enum TimelineAt {
    /// Once, before the first view and before any fault begins.
    Start,
    /// At the start of this tick (1 is the first), once.
    Tick(u32),
    /// Again and again, so many ticks apart.
    Every(u32, u32),
}
