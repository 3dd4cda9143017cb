//! What a player may see, as plain values: the page, the command line and the JavaScript API draw these and
//! compute nothing of their own. Hidden truth (faults, line classes, what is right) is absent from every type here;
//! it stands in `debrief`, which exists only after the end.
//!
//! ## Several actors
//!
//! `About` and `Frame` are what one actor sees who sees everything, and the only thing that a page needs where
//! `Game::cast()` is `None`. Where it is `Some`, several roles act in turn and no role sees everything:
//!
//! - **Who there is:** `cast.roles` (id, label, about), `cast.turns` (the order), `cast.stores` (shared lists: id, label, about,
//!   private or not), `cast.colleagues` (scripted players that can stand in). Constant over the run.
//! - **Whose turn it is:** `game.turn()`, an index into `cast.roles`; `None` once the run is over. `game.act(deed)` acts for
//!   that role; the run log has no actors, for the order gives them. `game.actor_of(step)` says who took a past step.
//! - **What a role sees:** `game.seen_by(role, at)`, `at` being the index of the frame that is shown. It holds an `About` and
//!   `Frame`s of the same types as ever, so that charts, graph, logs and alerts draw them unchanged, but without what the role
//!   may not see: its metrics and values are not among `about.metrics` and `about.values` nor in the frames, statuses are an
//!   empty list where it sees none, and of the lines only the last ones as of `at` are there. Draw from this and never from
//!   `game.frames()` while somebody plays a role, and nothing else can reach the DOM. After the end the debrief has everything.
//! - **Panels for chat, inbox, fleet …:** one for each of `seen.stores`, labelled by `cast.stores[store]`; an entry has its tick,
//!   its actor (`None`: nobody who acts here) and its text. A store that the role does not see is not in the list.
//! - **What a role may do:** `cast.roles[role].may[action]`, as far as the role alone decides; `game.available(action, target)`
//!   answers for whose turn it is, with the reason. What one does about a store is an action like any other.
//! - **Hot seat:** show `seen_by(game.turn(), …)` and change the view when the turn changes. **One role:** show
//!   `seen_by(role, …)` and, while it is not that role's turn, call `game.let_others_act(role, colleague)`; or one turn at a
//!   time with `game.act(&game.advice(colleague))`, to animate it. Both are ordinary steps of an ordinary log.
//!
//! The types of this are in `cast`.
//!
//! ## Telemetry
//!
//! Lines, alerts, metrics and statuses are those that have arrived, not those that are. A line says itself how late it came; an
//! alert stands in a frame later than `since`; `game.ages(at)` says of each service how many ticks old its metrics and its status
//! are in that frame, for "as of 3 ticks ago" beside them.
//!
//! ## Configuration
//!
//! Where services have configuration trees, `config` says what somebody who asked sees of one and how an editor makes a deed.

use serde::Serialize;

/// What is known of a scenario before and while it is played. Constant over the run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct About {
    /// `pack/name`.
    pub id: String,
    /// The id of the scenario that it is a variant of; the same as `id` where it is none.
    pub base: String,
    /// Number of the variant; 0 is the scenario itself.
    pub variant: u32,
    /// How many variants there are beside the scenario itself: their ids are `base` with `-p01`, `-p02` … behind it.
    pub variants: u32,
    /// Whether it is kept for tests.
    pub held_out: bool,
    /// The pack's id, `logtriage`.
    pub pack: String,
    /// The pack's title.
    pub pack_title: String,
    /// The scenario's title.
    pub title: String,
    /// One or two sentences: what the on-call is told.
    pub about: String,
    /// `easy`, `medium`, `hard`, or empty.
    pub difficulty: String,
    /// Length of a tick, in microseconds of simulated time.
    pub tick_us: u64,
    /// Clock at tick 0, in seconds since 1970-01-01T00:00:00Z.
    pub start_s: u64,
    /// The run ends at this tick at the latest, if the pack has such a limit.
    pub last_tick: Option<u32>,
    /// The run ends after this many actions at the latest, if the pack has such a limit.
    pub last_step: Option<u32>,
    /// Whether log lines come only when somebody asks for them.
    pub logs_on_request: bool,
    /// Services in the order of the scenario.
    pub services: Vec<ServiceAbout>,
    /// Calls as (caller, callee), indices into `services`.
    pub calls: Vec<(u32, u32)>,
    /// The status ladder, worst first.
    pub ladder: Vec<StatusAbout>,
    /// Visible metrics in the pack's order. The first is the headline (error rate); the first two stand on a node.
    pub metrics: Vec<MetricAbout>,
    /// Run-wide numbers that the pack shows (budget, users hurt …), in the pack's order.
    pub values: Vec<ValueAbout>,
    /// Action groups in the pack's order.
    pub groups: Vec<GroupAbout>,
    /// Actions in the pack's order; `wait` is among them, flagged `wait`.
    pub actions: Vec<ActionAbout>,
}

/// A service.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ServiceAbout {
    /// Its id and name.
    pub name: String,
    /// What it is ("PostgreSQL, 1 primary"), or empty.
    pub kind: String,
}

/// A rung of the status ladder.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatusAbout {
    /// The pack's word for it.
    pub word: String,
    /// How it looks.
    pub like: Like,
}

/// The five looks of a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Like {
    /// Ring.
    Healthy,
    /// Triangle.
    Degraded,
    /// Diamond.
    Critical,
    /// Square, solid name plate.
    Down,
    /// Brackets, dashed.
    Isolated,
}

/// The unit of a number. Inside, ratios are 0–1, times are seconds, sizes are bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// A plain number.
    Number,
    /// 0–1, shown in percent.
    Ratio,
    /// Seconds.
    Seconds,
    /// Bytes.
    Bytes,
    /// A whole number.
    Count,
    /// Per second.
    Rate,
    /// 0 or 1, shown as no or yes.
    Flag,
    /// An index into `words`.
    Word,
    /// A text.
    Text,
}

/// A metric that is shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MetricAbout {
    /// Its id in the pack, `err`.
    pub name: String,
    /// What it is called on the screen, "Error rate".
    pub label: String,
    /// Its unit.
    pub unit: Unit,
    /// One sentence, or empty.
    pub about: String,
    /// True if physics reads it (configuration) rather than writes it.
    pub knob: bool,
    /// Lowest and highest value it can have, where the pack says so.
    pub low: Option<f64>,
    /// See `low`.
    pub high: Option<f64>,
    /// Alert thresholds on this metric: a chart draws them.
    pub thresholds: Vec<Threshold>,
    /// The words, for `Unit::Word`.
    pub words: Vec<String>,
}

/// Where an alert begins to fire.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Threshold {
    /// How loud the alert is.
    pub severity: Severity,
    /// The value.
    pub value: f64,
    /// On which side of it the metric is bad.
    pub bad: Side,
}

/// A side of a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// High values are bad: errors, latency.
    Above,
    /// Low values are bad: time until a certificate ends, hits of a cache.
    Below,
}

/// A run-wide number that is shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValueAbout {
    /// Its id, `slo`.
    pub name: String,
    /// On the screen, "Error budget".
    pub label: String,
    /// Its unit.
    pub unit: Unit,
    /// One sentence, or empty.
    pub about: String,
    /// A budget's full value (drawn as a bar that empties), if it is one.
    pub full: Option<f64>,
    /// True if this value measures what users suffered: the debrief charts it.
    pub harm: bool,
    /// The number that stands for not known, if one does.
    pub unknown: Option<f64>,
}

/// A row of the action palette.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupAbout {
    /// Its id.
    pub name: String,
    /// "Look", "Change", "Judge", "Close".
    pub label: String,
}

/// An action.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActionAbout {
    /// Its id, `scale-replicas`.
    pub name: String,
    /// On its button, "Scale replicas".
    pub label: String,
    /// One sentence: what it does. Never whether it is right.
    pub about: String,
    /// Index into `groups`.
    pub group: u32,
    /// How many ticks it takes; what it costs beyond that stands in `about`.
    pub ticks: u32,
    /// Its parameters in order.
    pub params: Vec<ParamAbout>,
    /// The built-in `wait`.
    pub wait: bool,
    /// Taken beside the run, as a note is: it stands in the log, and takes no step and no tick.
    pub aside: bool,
}

/// A parameter of an action.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ParamAbout {
    /// Its id, `target`.
    pub name: String,
    /// On the screen.
    pub label: String,
    /// What may be given.
    pub kind: ParamKind,
    /// The text that stands for the value if none is given. A parameter without one is required.
    pub default: Option<String>,
}

/// What a parameter takes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ParamKind {
    /// A service of the run.
    Service,
    /// One of these words.
    Word(Vec<String>),
    /// A number in this range, in this unit.
    Number {
        /// The unit that a bare number has.
        unit: Unit,
        /// Lowest.
        low: Option<f64>,
        /// Highest.
        high: Option<f64>,
    },
    /// True or false.
    Flag,
    /// Free text.
    Text,
    /// Paths and values, as in `{a.b: 10, c: text}`. See `config` for an editor.
    Map,
    /// A list; its text is written in brackets, `[a, b]`, elements with a comma or a bracket in them in quotes.
    List(ListOf),
}

/// What a list holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ListOf {
    /// Services of the run.
    Services,
    /// Some of these words.
    Words(Vec<String>),
    /// Texts and numbers.
    Anything,
    /// Moments of the run: `MomentNow::text` of `Game::moments`.
    Moments,
}

/// Something that an actor was told for the first time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EvidenceNow {
    /// When.
    pub tick: u32,
    /// To whom: index into `Cast::roles`; `None` where one actor does everything.
    pub actor: Option<u32>,
    /// By which action: index into `About::actions`.
    pub action: u32,
    /// About which service, if the action has a target: index into `About::services`.
    pub target: Option<u32>,
    /// What, as it was told then.
    pub text: String,
}

/// An answer that came some ticks after the question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerNow {
    /// When it was asked for.
    pub asked: u32,
    /// When it came; `None`: not yet.
    pub tick: Option<u32>,
    /// Who asked: index into `Cast::roles`; `None` where one actor does everything.
    pub actor: Option<u32>,
    /// By which action: index into `About::actions`.
    pub action: u32,
    /// About which service: index into `About::services`.
    pub target: Option<u32>,
    /// What it says; empty until it comes.
    pub text: String,
}

/// A note: an action that was taken beside the run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NoteNow {
    /// Its place in `Game::steps`.
    pub step: u32,
    /// When it was taken.
    pub tick: u32,
    /// The action: index into `About::actions`.
    pub action: u32,
    /// What was given, in the order of the parameters.
    pub args: Vec<(String, String)>,
}

/// Something that happened in the run and that an actor may tell about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MomentNow {
    /// When.
    pub tick: u32,
    /// What a list of moments holds for it: `12 rollback at db`.
    pub text: String,
    /// The action that was carried out, index into `About::actions`; `None` for an alert that began.
    pub action: Option<u32>,
    /// Where: index into `About::services`.
    pub service: Option<u32>,
    /// For people: "Rollback at db", "errors at db began".
    pub label: String,
}

/// How loud an alert is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Needs a look.
    Warning,
    /// Somebody is woken up.
    Page,
}

/// How loud a log line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Level {
    /// DEBUG
    Debug,
    /// INFO
    Info,
    /// WARN
    Warn,
    /// ERROR
    Error,
    /// FATAL
    Fatal,
}

/// The world as one actor sees it at one tick.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Frame {
    /// The tick.
    pub tick: u32,
    /// Simulated time in microseconds since the start of the run.
    pub time_us: u64,
    /// Status of each service: index into `About::ladder`.
    pub status: Vec<u8>,
    /// Metrics, `metrics[m * services + s]`, in the order of `About::metrics` and `About::services`.
    pub metrics: Vec<f64>,
    /// Run-wide values in the order of `About::values`.
    pub values: Vec<f64>,
    /// Firing alerts, newest first.
    pub alerts: Vec<AlertNow>,
    /// Lines that became visible since the frame before, in order of time.
    pub lines: Vec<LineNow>,
}

impl Frame {
    /// One metric of one service.
    #[must_use]
    pub fn metric(&self, metric: usize, service: usize) -> f64 {
        self.metrics.get(metric * self.status.len() + service).copied().unwrap_or(0.0)
    }
}

/// A firing alert.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AlertNow {
    /// Stable within a run: the same alert on the same service has the same key.
    pub key: u32,
    /// Its text with the numbers of now.
    pub text: String,
    /// The service it is about: index into `About::services`.
    pub service: Option<u32>,
    /// How loud.
    pub severity: Severity,
    /// Since which tick.
    pub since: u32,
}

/// A log line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LineNow {
    /// Unique within a run, increasing in the order of arrival.
    pub id: u32,
    /// Simulated time in microseconds since the start of the run; may be negative (before the run began).
    pub time_us: i64,
    /// How loud.
    pub level: Level,
    /// Who says it.
    pub service: Option<u32>,
    /// What.
    pub text: String,
    /// How many ticks after it was spoken it arrived; 0 unless telemetry is behind.
    pub late: u32,
}

/// What an action did, as told to who acted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepNow {
    /// Number of the step, from 1. A wait is a step.
    pub step: u32,
    /// Index into `About::actions`.
    pub action: u32,
    /// Parameters as (name, text as given).
    pub args: Vec<(String, String)>,
    /// Index into `About::services`, if the action has a target.
    pub target: Option<u32>,
    /// Tick at which it was taken.
    pub tick: u32,
    /// Why it was refused, if it was: then it had no effect.
    pub refused: Option<String>,
    /// What it showed, in order.
    pub shown: Vec<String>,
}
