//! The grade and the debrief in JavaScript's shape.

use brownout_run::Game;
use brownout_run::debrief as truth;
use brownout_run::view::Level;
use serde::Serialize;

use crate::case::{Calibration, Rightness, calibration, rightness};
use crate::cast::role_name;
use crate::convert::Pairs;
use crate::view::{Deed, deed, service};

/// `Score`
#[derive(Serialize)]
pub(crate) struct Score<'a> {
    won: bool,
    score: f64,
    #[serde(rename = "outOf")]
    out_of: Option<truth::OutOf>,
    range: (f64, f64),
    parts: Vec<Part<'a>>,
}

#[derive(Serialize)]
struct Part<'a> {
    name: &'a str,
    label: &'a str,
    points: f64,
    most: f64,
}

/// `Debrief`
#[derive(Serialize)]
pub(crate) struct Debrief<'a> {
    #[serde(flatten)]
    score: Score<'a>,
    ended: &'a str,
    capped: Option<&'a str>,
    reward: Option<f64>,
    faults: Vec<Fault<'a>>,
    signals: Vec<Signal<'a>>,
    answers: Vec<Rightness<'a>>,
    calibration: Option<Calibration<'a>>,
    steps: Vec<DeedStory<'a>>,
    expert: Option<Other<'a>>,
    idle: Option<Other<'a>>,
    harm: &'a [f64],
    digest: &'a str,
}

#[derive(Serialize)]
struct Fault<'a> {
    name: &'a str,
    label: &'a str,
    because: &'a str,
    service: Option<&'a str>,
    started: Option<u32>,
    contained: Option<u32>,
    cured: Option<u32>,
    cures: &'a [String],
    reached: Vec<Reached<'a>>,
    revealed: Option<Revealed<'a>>,
    seen: Pairs<&'a str, Sighting>,
}

#[derive(Serialize)]
struct Sighting {
    able: bool,
    tick: Option<u32>,
    turn: Option<u32>,
}

#[derive(Serialize)]
struct Signal<'a> {
    worth: truth::Worth,
    by: &'static str,
    store: Option<&'a str>,
    step: Option<u32>,
    faults: Vec<&'a str>,
    tick: u32,
    times: u32,
    service: Option<&'a str>,
    text: &'a str,
    seen: Pairs<&'a str, Sighting>,
    orders: Option<&'a str>,
    obeyed: &'a [u32],
}

#[derive(Serialize)]
struct Reached<'a> {
    service: &'a str,
    tick: u32,
}

#[derive(Serialize)]
struct Revealed<'a> {
    tick: u32,
    level: Level,
    text: &'a str,
}

#[derive(Serialize)]
struct DeedStory<'a> {
    #[serde(flatten)]
    deed: Deed<'a>,
    actor: Option<&'a str>,
    did: truth::Did,
    wrong: bool,
    cured: Vec<&'a str>,
    contained: Vec<&'a str>,
    obeyed: bool,
    cost: Cost<'a>,
}

#[derive(Serialize)]
struct Cost<'a> {
    ticks: u32,
    reward: f64,
    rewards: Pairs<&'a str, f64>,
    harm: Pairs<&'a str, Change>,
}

#[derive(Serialize)]
struct Change {
    before: f64,
    after: f64,
}

#[derive(Serialize)]
struct Other<'a> {
    won: bool,
    score: f64,
    steps: Vec<DeedStory<'a>>,
    harm: &'a [f64],
    log: &'a str,
}

/// The grade of a run.
pub(crate) fn score(game: &Game) -> Score<'_> {
    let grade = game.grade();
    let of = &game.plan().score;
    let parts = of.grade.iter().zip(&grade.parts);
    Score {
        won: grade.won,
        score: grade.score,
        out_of: game.out_of(),
        range: of.range,
        parts: parts
            .map(|(part, x)| Part { name: &part.name, label: &part.label, points: *x, most: part.most })
            .collect(),
    }
}

/// The debrief of a run.
pub(crate) fn debrief<'a>(
    game: &'a Game,
    of: &'a truth::Debrief,
    sure: Option<&'a brownout_run::calibration::Calibration>,
) -> Debrief<'a> {
    Debrief {
        score: score(game),
        ended: &of.ended,
        capped: of.capped.as_deref(),
        reward: of.reward,
        faults: of.faults.iter().map(|story| fault(game, story)).collect(),
        signals: of.signals.iter().map(|story| signal(game, of, story)).collect(),
        answers: of.answers.iter().map(|story| rightness(game, story)).collect(),
        calibration: sure.map(|sure| calibration(game, sure)),
        steps: of.steps.iter().map(|story| deed_story(game, of, story)).collect(),
        expert: of.expert.as_ref().map(|run| other(game, of, run)),
        idle: of.idle.as_ref().map(|run| other(game, of, run)),
        harm: &of.harm,
        digest: &of.digest,
    }
}

/// By role; empty where one actor sees everything.
fn sightings<'a>(game: &'a Game, of: &[truth::Sighting]) -> Pairs<&'a str, Sighting> {
    let seen = of.iter().filter_map(|seen| {
        let role = role_name(game.cast()?, seen.role)?;
        Some((role, Sighting { able: seen.able, tick: seen.tick, turn: seen.turn }))
    });
    Pairs(seen.collect())
}

fn fault<'a>(game: &'a Game, of: &'a truth::FaultStory) -> Fault<'a> {
    let about = game.about();
    let reached = |&(index, tick): &(u32, u32)| service(about, index).map(|service| Reached { service, tick });
    Fault {
        name: &of.name,
        label: &of.label,
        because: &of.because,
        service: service(about, of.service),
        started: of.started,
        contained: of.contained,
        cured: of.cured,
        cures: &of.cures,
        reached: of.reached.iter().filter_map(reached).collect(),
        revealed: of.revealed.as_ref().map(|(tick, level, text)| Revealed { tick: *tick, level: *level, text }),
        seen: sightings(game, &of.seen),
    }
}

fn names<'a>(whole: &'a truth::Debrief, of: &[u32]) -> Vec<&'a str> {
    of.iter().filter_map(|&index| whole.faults.get(index as usize)).map(|fault| fault.name.as_str()).collect()
}

fn signal<'a>(game: &'a Game, whole: &'a truth::Debrief, of: &'a truth::SignalStory) -> Signal<'a> {
    use truth::Channel;
    let (by, store, step) = match of.by {
        Channel::Line(_) => ("line", None, None),
        Channel::Alert(_) => ("alert", None, None),
        Channel::Entry(store) => ("entry", Some(store), None),
        Channel::Told(step) => ("told", None, Some(step)),
    };
    Signal {
        worth: of.worth,
        by,
        store: store.and_then(|store| Some(game.cast()?.stores.get(store as usize)?.name.as_str())),
        step,
        faults: names(whole, &of.faults),
        tick: of.tick,
        times: of.times,
        service: of.service.and_then(|index| service(game.about(), index)),
        text: &of.text,
        seen: sightings(game, &of.seen),
        orders: of.orders.as_deref(),
        obeyed: &of.obeyed,
    }
}

fn deed_story<'a>(game: &'a Game, whole: &'a truth::Debrief, of: &'a truth::StepStory) -> DeedStory<'a> {
    let about = game.about();
    let harm = of.cost.harm.iter().filter_map(|change| {
        let value = about.values.get(change.value as usize)?;
        Some((value.name.as_str(), Change { before: change.before, after: change.after }))
    });
    DeedStory {
        deed: deed(about, &of.step),
        actor: of.actor.and_then(|actor| role_name(game.cast()?, actor)),
        did: of.did,
        wrong: of.wrong,
        cured: names(whole, &of.cured),
        contained: names(whole, &of.contained),
        obeyed: of.obeyed,
        cost: Cost {
            ticks: of.cost.ticks,
            reward: of.cost.reward(),
            rewards: Pairs(of.cost.rewards.iter().map(|part| (part.name.as_str(), part.points)).collect()),
            harm: Pairs(harm.collect()),
        },
    }
}

fn other<'a>(game: &'a Game, whole: &'a truth::Debrief, of: &'a truth::OtherRun) -> Other<'a> {
    Other {
        won: of.won,
        score: of.score,
        steps: of.steps.iter().map(|story| deed_story(game, whole, story)).collect(),
        harm: &of.harm,
        log: &of.log,
    }
}
