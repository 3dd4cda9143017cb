//! What there is to play, compiled: names are indices, texts are templates, rules are code. Immutable; every World
//! of the same scenario and seed shares one. Made by `brownout-scenario`, which checks everything; the engine trusts
//! it and still cannot panic on a wrong one.

mod action;
mod fault;
mod score;
mod service;
mod signal;

use brownout_expr::eval::Env;
use brownout_expr::ops::Code;
use brownout_expr::scope::{EventAddr, FaultColumns, PatternCode, PushCode, Specials, TemplateCode};

pub use action::{Action, Claim, ListOf, Param, ParamKind, Role, Store};
pub use fault::{Cascade, Cure, Deed, Fault, Group, Table, Write};
pub use score::{Cap, End, GradePart, Pays, Score, StepPart, Tracked};
pub use service::{Metric, Rung, Service, Source, Status, Value};
pub use signal::{
    Alert, Class, Fact, FactEntry, Line, LogGroup, LogRows, Noise, Order, REVEALS_ANY, Telemetry, Threshold,
    TimelineAt, TimelineItem,
};

/// Index of a service.
pub type ServiceIndex = u32;

/// The compiled scenario.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Plan {
    /// Titles and words for people.
    pub about: About,
    /// Rules and sets that code refers to.
    pub env: Env,
    /// Number of cells.
    pub cells: u32,
    /// Cells that do not start at 0, applied first.
    pub initial: Vec<(u32, f64)>,
    /// First values, in order; later ones overwrite earlier ones.
    pub starts: Vec<Start>,
    /// Scripts that run once at the start, after first values.
    pub time: Time,
    /// Service names and the like, in order.
    pub services: Vec<Service>,
    /// Calls as (caller, callee).
    pub calls: Vec<(ServiceIndex, ServiceIndex)>,
    /// Metrics and knobs of services.
    pub metrics: Vec<Metric>,
    /// Values of the run.
    pub values: Vec<Value>,
    /// The status ladder, if there is one.
    pub status: Option<Status>,
    /// Configuration trees, if services have any.
    pub config: Option<crate::config::Config>,
    /// Column over faults: 1 while a fault is masked. `None`: none ever is.
    pub masked: Option<u32>,
    /// Where fault states are.
    pub fault_columns: FaultColumns,
    /// Faults in order.
    pub faults: Vec<Fault>,
    /// How trouble travels.
    pub cascade: Option<Cascade>,
    /// Runs first in a tick.
    pub before: Code,
    /// Runs after healing.
    pub rules: Code,
    /// Runs after the signals.
    pub tally: Code,
    /// Tables of values.
    pub tables: Vec<Table>,
    /// Groups of the palette.
    pub groups: Vec<Group>,
    /// Actions in order. One of them is `wait`.
    pub actions: Vec<Action>,
    /// Alert rules in order.
    pub alerts: Vec<Alert>,
    /// Whether alert states are part of the world (something asks `alerted`), so that each tick evaluates them.
    pub alerts_in_tick: bool,
    /// All log lines; groups and noise refer to them.
    pub lines: Vec<Line>,
    /// Those of them that tell their reader to do something.
    pub telling: Vec<u32>,
    /// Log groups in order.
    pub logs: Vec<LogGroup>,
    /// Noise.
    pub noise: Option<Noise>,
    /// What is wrong with how lines travel from those who speak to those who read.
    pub log_telemetry: Option<Telemetry>,
    /// The same for how alerts travel; the world knows them as they are.
    pub alert_telemetry: Option<Telemetry>,
    /// The same for metrics, and for the statuses that are read off them.
    pub metric_telemetry: Option<Telemetry>,
    /// Facts.
    pub facts: Vec<Fact>,
    /// Timeline.
    pub timeline: Vec<TimelineItem>,
    /// Who acts, in order; none: one actor who sees and may do everything.
    pub roles: Vec<Role>,
    /// Whose turn it is, step after step, over and over; empty without roles.
    pub turns: Vec<u32>,
    /// Shared lists in order.
    pub stores: Vec<Store>,
    /// What scripts append to them.
    pub pushes: Vec<PushCode>,
    /// Conditions of the grade: text and code.
    pub conditions: Vec<(String, Code)>,
    /// Column of condition results.
    pub condition_column: u32,
    /// Score.
    pub score: Score,
    /// When the run ends.
    pub end: End,
    /// Special cells.
    pub specials: Specials,
    /// Counters of deeds.
    pub watched_deeds: Vec<(PatternCode, EventAddr)>,
    /// Counters of log groups received: group, counters.
    pub watched_logs: Vec<(u32, EventAddr)>,
    /// Counters of alerts: alert, counters.
    pub watched_alerts: Vec<(u32, EventAddr)>,
    /// Counters of deeds that did what an injected line told: of this log group, or of any.
    pub watched_orders: Vec<(Option<u32>, EventAddr)>,
    /// Copies as of the previous step.
    pub was: Vec<Tracked>,
    /// Counters of conditions at the end of ticks; `base` is the count column, then first, then last, `members` apart.
    pub ever: Vec<Tracked>,
    /// Streaks at the end of ticks.
    pub streaks: Vec<Tracked>,
    /// Slots of the history ring.
    pub past: Vec<Tracked>,
    /// Number of slots of a row of the ring.
    pub past_slots: u32,
    /// Bodies of `after`.
    pub laters: Vec<Code>,
    /// Texts of `show`.
    pub shown: Vec<TemplateCode>,
    /// Places of `:=`, which name their streams.
    pub draw_sites: Vec<String>,
    /// Cell that counts what the action at hand told for the first time, where something asks.
    pub learnt_now: Option<u32>,
    /// Cell that says whether the very deed at hand, with the same parameters, was done before, where something asks.
    pub done_before: Option<u32>,
    /// Column over services that counts active faults of any kind (kinds stand in `Fault::kind_columns`).
    pub any_kind: u32,
    /// Names that texts print for words: word sets as in the symbols.
    pub words: Vec<(String, Vec<String>)>,
    /// Texts of the scenario, by symbol.
    pub texts: Vec<String>,
}

/// Words for people.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct About {
    /// `pack/name`.
    pub id: String,
    /// The id of the file's own scenario; differs from `id` in a variant.
    pub base: String,
    /// Number of the variant; 0 is the file's own scenario.
    pub variant: u32,
    /// How many variants the file has.
    pub variants: u32,
    /// Whether it is kept for tests.
    pub held_out: bool,
    /// The pack's title.
    pub pack_title: String,
    /// The scenario's title.
    pub title: String,
    /// What the on-call is told.
    pub about: String,
    /// `easy`, `medium`, `hard` or empty.
    pub difficulty: String,
}

/// How time passes.
#[derive(Clone, Copy, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Time {
    /// Length of a tick in microseconds.
    pub tick_us: u64,
    /// Clock at tick 0, seconds since 1970.
    pub start_s: u64,
    /// Whether the world moves before the action takes effect.
    pub world_first: bool,
    /// Ticks before the first view.
    pub warm_up: u32,
    /// Whether log groups speak by themselves.
    pub logs_pushed: bool,
    /// Whether a refused action costs nothing, not even its step.
    pub refusal_free: bool,
}

/// A first value.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Start {
    /// The cell.
    pub cell: u32,
    /// Its rule in `env.rules`.
    pub rule: u32,
    /// Computes it; a draw in it uses the stream of `path`.
    pub code: Code,
    /// The place's path in the merged document.
    pub path: String,
    /// The service whose value it is, if it is a metric's.
    pub service: Option<ServiceIndex>,
}

impl Plan {
    /// Index of a service.
    #[must_use]
    pub fn service(&self, name: &str) -> Option<ServiceIndex> {
        self.services.iter().position(|s| s.name == name).map(|i| i as u32)
    }

    /// Index of a metric.
    #[must_use]
    pub fn metric(&self, name: &str) -> Option<usize> {
        self.metrics.iter().position(|m| m.name == name)
    }

    /// Index of an action.
    #[must_use]
    pub fn action(&self, name: &str) -> Option<usize> {
        self.actions.iter().position(|a| a.name == name)
    }

    /// Index of the built-in wait.
    #[must_use]
    pub fn wait(&self) -> usize {
        self.actions.iter().position(|a| a.wait).unwrap_or(0)
    }
}
