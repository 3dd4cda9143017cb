//! The grade and the debrief in JavaScript's shape.

use brownout_run::Game;
use brownout_run::debrief as truth;
use brownout_run::view::{About, Level};
use serde::Serialize;

use crate::view::{Deed, deed, service};

/// `Score`
#[derive(Serialize)]
pub(crate) struct Score<'a> {
    won: bool,
    score: f64,
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
    faults: Vec<Fault<'a>>,
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
    wrong: bool,
    cured: Vec<&'a str>,
}

#[derive(Serialize)]
struct Other<'a> {
    won: bool,
    score: f64,
    steps: Vec<Deed<'a>>,
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
        range: of.range,
        // A part that takes nothing away may be −0.
        parts: parts
            .map(|(part, x)| Part { name: &part.name, label: &part.label, points: x + 0.0, most: part.most })
            .collect(),
    }
}

/// The debrief of a run.
pub(crate) fn debrief<'a>(game: &'a Game, of: &'a truth::Debrief) -> Debrief<'a> {
    let about = game.about();
    Debrief {
        score: score(game),
        ended: &of.ended,
        faults: of.faults.iter().map(|story| fault(about, story)).collect(),
        steps: of.steps.iter().map(|story| deed_story(about, of, story)).collect(),
        expert: of.expert.as_ref().map(|run| other(about, run)),
        idle: of.idle.as_ref().map(|run| other(about, run)),
        harm: &of.harm,
        digest: &of.digest,
    }
}

fn fault<'a>(about: &'a About, of: &'a truth::FaultStory) -> Fault<'a> {
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
    }
}

fn deed_story<'a>(about: &'a About, whole: &'a truth::Debrief, of: &'a truth::StepStory) -> DeedStory<'a> {
    let cured = of.cured.iter().filter_map(|&index| whole.faults.get(index as usize));
    DeedStory { deed: deed(about, &of.step), wrong: of.wrong, cured: cured.map(|fault| fault.name.as_str()).collect() }
}

fn other<'a>(about: &'a About, of: &'a truth::OtherRun) -> Other<'a> {
    Other {
        won: of.won,
        score: of.score,
        steps: of.steps.iter().map(|step| deed(about, step)).collect(),
        harm: &of.harm,
        log: &of.log,
    }
}
