//! What the on-call may see, in JavaScript's shape: names for indices, seconds for microseconds.

use brownout_run::Game;
use brownout_run::cast::Seen;
use brownout_run::config::{ConfigKind, ConfigNow};
use brownout_run::view::{
    self, AlertNow, Frame, Level, Like, LineNow, ListOf, MetricAbout, ParamKind, Severity, StepNow, Threshold, Unit,
    ValueAbout,
};
use serde::Serialize;

use crate::cast::Entry;
use crate::convert::Pairs;

const MICROS: f64 = 1_000_000.0;

/// `About`
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct About<'a> {
    id: &'a str,
    pack: &'a str,
    pack_title: &'a str,
    title: &'a str,
    about: &'a str,
    difficulty: &'a str,
    tick_seconds: f64,
    start_seconds: f64,
    last_tick: Option<u32>,
    last_step: Option<u32>,
    services: Vec<Service<'a>>,
    calls: Vec<Call<'a>>,
    statuses: Vec<Status<'a>>,
    metrics: Vec<Metric<'a>>,
    values: Vec<Value<'a>>,
    actions: Vec<Action<'a>>,
}

#[derive(Serialize)]
struct Service<'a> {
    name: &'a str,
    kind: &'a str,
}

#[derive(Serialize)]
struct Call<'a> {
    caller: &'a str,
    callee: &'a str,
}

#[derive(Serialize)]
struct Status<'a> {
    word: &'a str,
    like: Like,
}

#[derive(Serialize)]
struct Metric<'a> {
    name: &'a str,
    label: &'a str,
    unit: Unit,
    about: &'a str,
    knob: bool,
    low: Option<f64>,
    high: Option<f64>,
    thresholds: &'a [Threshold],
    words: &'a [String],
}

#[derive(Serialize)]
struct Value<'a> {
    name: &'a str,
    label: &'a str,
    unit: Unit,
    about: &'a str,
    full: Option<f64>,
    harm: bool,
}

#[derive(Serialize)]
struct Action<'a> {
    name: &'a str,
    label: &'a str,
    about: &'a str,
    group: &'a str,
    ticks: u32,
    params: Vec<Param<'a>>,
    wait: bool,
    aside: bool,
}

#[derive(Serialize)]
struct Param<'a> {
    name: &'a str,
    label: &'a str,
    kind: &'static str,
    words: &'a [String],
    unit: Option<Unit>,
    low: Option<f64>,
    high: Option<f64>,
    default: Option<&'a str>,
}

/// A service's name.
pub(crate) fn service(about: &view::About, index: u32) -> Option<&str> {
    about.services.get(index as usize).map(|service| service.name.as_str())
}

/// What is known of a scenario.
pub(crate) fn about(of: &view::About) -> About<'_> {
    let name = |index| service(of, index).unwrap_or("");
    About {
        id: &of.id,
        pack: &of.pack,
        pack_title: &of.pack_title,
        title: &of.title,
        about: &of.about,
        difficulty: &of.difficulty,
        tick_seconds: of.tick_us as f64 / MICROS,
        start_seconds: of.start_s as f64,
        last_tick: of.last_tick,
        last_step: of.last_step,
        services: of.services.iter().map(|s| Service { name: &s.name, kind: &s.kind }).collect(),
        calls: of.calls.iter().map(|&(a, b)| Call { caller: name(a), callee: name(b) }).collect(),
        statuses: of.ladder.iter().map(|s| Status { word: &s.word, like: s.like }).collect(),
        metrics: of.metrics.iter().map(metric).collect(),
        values: of.values.iter().map(number).collect(),
        actions: of.actions.iter().map(|a| action(of, a)).collect(),
    }
}

fn metric(of: &MetricAbout) -> Metric<'_> {
    Metric {
        name: &of.name,
        label: &of.label,
        unit: of.unit,
        about: &of.about,
        knob: of.knob,
        low: of.low,
        high: of.high,
        thresholds: &of.thresholds,
        words: &of.words,
    }
}

fn number(of: &ValueAbout) -> Value<'_> {
    Value { name: &of.name, label: &of.label, unit: of.unit, about: &of.about, full: of.full, harm: of.harm }
}

fn action<'a>(about: &'a view::About, of: &'a view::ActionAbout) -> Action<'a> {
    Action {
        name: &of.name,
        label: &of.label,
        about: &of.about,
        group: about.groups.get(of.group as usize).map_or("", |group| &group.label),
        ticks: of.ticks,
        params: of.params.iter().map(param).collect(),
        wait: of.wait,
        aside: of.aside,
    }
}

fn param(of: &view::ParamAbout) -> Param<'_> {
    let (kind, words, unit, low, high) = match &of.kind {
        ParamKind::Service => ("service", &[][..], None, None, None),
        ParamKind::Word(words) => ("word", words.as_slice(), None, None, None),
        ParamKind::Number { unit, low, high } => ("number", &[][..], Some(*unit), *low, *high),
        ParamKind::Flag => ("flag", &[][..], None, None, None),
        ParamKind::Map => ("map", &[][..], None, None, None),
        ParamKind::Text => ("text", &[][..], None, None, None),
        ParamKind::List(ListOf::Services) => ("services", &[][..], None, None, None),
        ParamKind::List(ListOf::Words(words)) => ("list", words.as_slice(), None, None, None),
        ParamKind::List(ListOf::Anything) => ("list", &[][..], None, None, None),
        ParamKind::List(ListOf::Moments) => ("moments", &[][..], None, None, None),
    };
    Param { name: &of.name, label: &of.label, kind, words, unit, low, high, default: of.default.as_deref() }
}

/// `View`
#[derive(Serialize)]
pub(crate) struct View<'a> {
    role: Option<&'a str>,
    tick: u32,
    time: f64,
    services: Pairs<&'a str, ServiceNow<'a>>,
    values: Pairs<&'a str, f64>,
    alerts: Vec<Alert<'a>>,
    lines: Vec<Line<'a>>,
    stores: Pairs<&'a str, Vec<Entry<'a>>>,
}

#[derive(Serialize)]
struct ServiceNow<'a> {
    status: Option<&'a str>,
    metrics: Pairs<&'a str, f64>,
    late: u32,
}

#[derive(Serialize)]
struct Alert<'a> {
    key: u32,
    text: &'a str,
    service: Option<&'a str>,
    severity: Severity,
    since: u32,
}

#[derive(Serialize)]
struct Line<'a> {
    id: u32,
    time: f64,
    level: Level,
    service: Option<&'a str>,
    text: &'a str,
    late: u32,
}

/// The newest frame, with the lines that appeared in `frames` from the line `first` on.
pub(crate) fn view<'a>(game: &'a Game, frames: &'a [Frame], first: u32) -> View<'a> {
    let about = game.about();
    let lines = frames.iter().flat_map(|frame| &frame.lines).filter(|line| line.id >= first);
    let ages = game.ages(game.frames().len() - 1);
    View { lines: lines.map(|of| line(about, of)).collect(), ..frame_view(about, game.head(), ages) }
}

/// What a role sees, with all the lines that it still does.
pub(crate) fn seen_view<'a>(
    game: &Game,
    seen: &'a Seen,
    role: Option<&'a str>,
    stores: Pairs<&'a str, Vec<Entry<'a>>>,
) -> Option<View<'a>> {
    let about = &seen.about;
    let lines = seen.frames.iter().flat_map(|frame| &frame.lines).map(|of| line(about, of)).collect();
    Some(View { role, lines, stores, ..frame_view(about, seen.frames.get(seen.at)?, game.ages(seen.at)) })
}

fn frame_view<'a>(about: &'a view::About, head: &'a Frame, ages: &[u32]) -> View<'a> {
    let services = about.services.iter().enumerate().map(|(index, service)| {
        let status = head.status.get(index).and_then(|&rung| about.ladder.get(usize::from(rung)));
        let metrics = about.metrics.iter().enumerate().map(|(m, of)| (of.name.as_str(), head.metric(m, index)));
        let status = status.map(|rung| rung.word.as_str());
        let late = ages.get(index).copied().unwrap_or(0);
        (service.name.as_str(), ServiceNow { status, metrics: Pairs(metrics.collect()), late })
    });
    View {
        role: None,
        tick: head.tick,
        time: head.time_us as f64 / MICROS,
        services: Pairs(services.collect()),
        values: Pairs(about.values.iter().zip(&head.values).map(|(of, &x)| (of.name.as_str(), x)).collect()),
        alerts: head.alerts.iter().map(|of| alert(about, of)).collect(),
        lines: Vec::new(),
        stores: Pairs(Vec::new()),
    }
}

fn alert<'a>(about: &'a view::About, of: &'a AlertNow) -> Alert<'a> {
    let service = of.service.and_then(|index| service(about, index));
    Alert { key: of.key, text: &of.text, service, severity: of.severity, since: of.since }
}

fn line<'a>(about: &'a view::About, of: &'a LineNow) -> Line<'a> {
    let service = of.service.and_then(|index| service(about, index));
    Line { id: of.id, time: of.time_us as f64 / MICROS, level: of.level, service, text: &of.text, late: of.late }
}

/// `Deed`
#[derive(Serialize)]
pub(crate) struct Deed<'a> {
    step: u32,
    tick: u32,
    action: &'a str,
    params: Pairs<&'a str, &'a str>,
    target: Option<&'a str>,
    refused: Option<&'a str>,
    shown: &'a [String],
}

/// An action that was taken.
pub(crate) fn deed<'a>(about: &'a view::About, of: &'a StepNow) -> Deed<'a> {
    Deed {
        step: of.step,
        tick: of.tick,
        action: about.actions.get(of.action as usize).map_or("", |action| &action.name),
        params: Pairs(of.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()),
        target: of.target.and_then(|index| service(about, index)),
        refused: of.refused.as_deref(),
        shown: &of.shown,
    }
}

/// `Step`
#[derive(Serialize)]
pub(crate) struct Step<'a> {
    #[serde(flatten)]
    pub(crate) deed: Deed<'a>,
    pub(crate) actor: Option<&'a str>,
    pub(crate) turn: Option<&'a str>,
    pub(crate) reward: f64,
    pub(crate) rewards: Pairs<&'a str, f64>,
    pub(crate) done: bool,
    pub(crate) over: Option<&'a str>,
    pub(crate) view: &'a View<'a>,
}

/// `Config`
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Config<'a> {
    service: &'a str,
    shown_at: u32,
    rows: Vec<ConfigRow<'a>>,
}

#[derive(Serialize)]
struct ConfigRow<'a> {
    path: &'a str,
    key: &'a str,
    depth: u32,
    kind: ConfigKind,
    value: Option<&'a str>,
    changed: bool,
    was: Option<&'a str>,
}

/// The configuration of a service.
pub(crate) fn config<'a>(service: &'a str, of: &'a ConfigNow) -> Config<'a> {
    let rows = of.rows.iter().map(|row| ConfigRow {
        path: &row.path,
        key: &row.key,
        depth: row.depth,
        kind: row.kind,
        value: row.shown.as_deref(),
        changed: row.was.is_some(),
        was: row.was.as_ref().and_then(Option::as_deref),
    });
    Config { service, shown_at: of.shown_at, rows: rows.collect() }
}
