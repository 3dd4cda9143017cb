//! What there is to play, compiled: names are indices, texts are templates, rules are code. Immutable; every World
//! of the same scenario and seed shares one. Made by `brownout-scenario`, which checks everything; the engine trusts
//! it and still cannot panic on a wrong one.

use brownout_expr::eval::Env;
use brownout_expr::ops::Code;
use brownout_expr::scope::{EventAddr, FaultColumns, PatternCode, PushCode, Specials, TemplateCode};
use brownout_expr::types::Ty;

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
    /// How long before the tick, in seconds.
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
    /// After this many steps at the latest.
    pub steps: Option<u32>,
    /// What a win is.
    pub won: Code,
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
