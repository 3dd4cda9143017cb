//! Two runs of the same scenario and seed side by side: which frames belong together, where they part, and what came of it.
//! Grades are part of it only once both are over: before that a view shows none.

use std::rc::Rc;

use brownout_sim::plan::Deed;
use serde::Serialize;

use crate::game::Game;
use crate::players::{Player, play};
use crate::view::Frame;

/// Two runs, `a` and `b`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// Every tick that one of them has, in order.
    pub ticks: Vec<Together>,
    /// The first tick at which something that can be seen differs; `None` if nothing does.
    pub parts_at: Option<u32>,
    /// The first step, from 0, that is another one, or that only one of them has.
    pub step_differs: Option<usize>,
    /// At how many ticks each service differs, in status or in a number.
    pub apart: Vec<u32>,
    /// What users suffered, tick by tick, if the pack measures it.
    pub harm: Option<Harm>,
    /// What came of them, once both are over.
    pub outcome: Option<Both<Outcome>>,
    /// The parts of the grade against each other, once both are over.
    pub parts: Vec<PartPair>,
}

/// The frames of a tick: indices into `Game::frames`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Together {
    /// The tick.
    pub tick: u32,
    /// Its frame in `a`, if it lasted so long.
    pub a: Option<usize>,
    /// Its frame in `b`.
    pub b: Option<usize>,
    /// Whether what can be seen is the same in both.
    pub same: bool,
}

/// One thing of each.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Both<T> {
    /// Of `a`.
    pub a: T,
    /// Of `b`.
    pub b: T,
}

/// What users suffered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Harm {
    /// The value that says so: index into `About::values`.
    pub value: usize,
    /// By tick, in the order of `ticks`; a run that is over stays where it ended.
    pub series: Both<Vec<f64>>,
    /// At the end of each.
    pub last: Both<f64>,
    /// How much more `b` has at its end than `a`.
    pub difference: f64,
}

/// What came of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// The grade.
    pub score: f64,
    /// Whether it was won.
    pub won: bool,
    /// Why it ended.
    pub ended: String,
}

/// A part of the grade, of both.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartPair {
    /// Its id.
    pub name: String,
    /// On the screen.
    pub label: String,
    /// The most there is; 0 for parts that only take away.
    pub most: f64,
    /// What each got.
    pub points: Both<f64>,
}

/// Why two runs cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CompareError {
    /// Other scenarios, or another state of one.
    #[error("Only runs of one scenario can be compared; these are of {0} and {1}.")]
    Scenario(String, String),
    /// Other seeds.
    #[error("Only runs with one seed can be compared; these have {0} and {1}.")]
    Seed(u64, u64),
}

/// Lays two runs side by side.
///
/// # Errors
/// Runs of different scenarios or seeds: there is nothing that their difference would say.
pub fn compare(a: &Game, b: &Game) -> Result<Comparison, CompareError> {
    if a.about() != b.about() {
        return Err(CompareError::Scenario(a.about().id.clone(), b.about().id.clone()));
    }
    if a.seed() != b.seed() {
        return Err(CompareError::Seed(a.seed(), b.seed()));
    }
    let ticks = together(a.frames(), b.frames());
    let (done, other) = (a.log().deeds(), b.log().deeds());
    let common = done.iter().zip(other).take_while(|(a, b)| a == b).count();
    let outcome = outcome(a).zip(outcome(b)).map(|(a, b)| Both { a, b });
    Ok(Comparison {
        parts_at: ticks.iter().find(|at| !at.same).map(|at| at.tick),
        step_differs: (common < done.len() || common < other.len()).then_some(common),
        apart: (0..a.about().services.len()).map(|service| apart(a, b, &ticks, service)).collect(),
        harm: harm(a, b, &ticks),
        parts: if outcome.is_some() { parts(a, b) } else { Vec::new() },
        outcome,
        ticks,
    })
}

/// Another way that a run could have gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// Without any action but waiting.
    Nothing,
    /// As the scenario's expert plays.
    Expert,
    /// Without one of its steps, from 0.
    Without(usize),
}

/// Whether the scenario has an expert to compare with.
#[must_use]
pub fn has_expert(game: &Game) -> bool {
    game.compiled.play("expert").is_some()
}

/// The run as it would have gone. `None` if the scenario has no expert, or the run no such step.
#[must_use]
pub fn other(game: &Game, how: Other) -> Option<Game> {
    let by = |player| play(&game.compiled, game.seed(), player);
    match how {
        Other::Nothing => Some(by(Player::Idle)),
        Other::Expert => Player::named(&game.compiled, "expert").map(by),
        Other::Without(step) => without(game, step),
    }
}

/// Which of these another run of the same scenario and seed is, if it is one.
#[must_use]
pub fn which(game: &Game, run: &Game) -> Option<Other> {
    let differs = game.log().deeds().iter().zip(run.log().deeds()).position(|(a, b)| a != b);
    let ways = [Some(Other::Nothing), Some(Other::Expert), differs.map(Other::Without)];
    let mut ways = ways.into_iter().flatten();
    ways.find(|how| other(game, *how).is_some_and(|other| other.log() == run.log()))
}

/// The run without any action but waiting, and the expert's, if the scenario has one.
#[must_use]
pub fn counterparts(game: &Game) -> (Game, Option<Game>) {
    (play(&game.compiled, game.seed(), Player::Idle), other(game, Other::Expert))
}

/// The run without one of its steps: that step becomes a wait, and the rest is taken as far as it can be; then
/// it waits for its end, if the run had come to its own.
#[must_use]
pub fn without(game: &Game, step: usize) -> Option<Game> {
    game.log().deeds().get(step)?;
    let mut other = Game::start(Rc::clone(&game.compiled), game.seed());
    for (index, deed) in game.log().deeds().iter().enumerate() {
        if other.over().is_some() {
            break;
        }
        if index == step && aside(game, deed) {
            // It took no time, so leaving it out takes none.
            continue;
        }
        let taken = index != step && other.act(deed).is_ok();
        if !taken && other.wait().is_err() {
            break;
        }
    }
    // A run that is over is compared with one that is: what the step had ended goes on until time does.
    while game.over().is_some() && other.over().is_none() && other.wait().is_ok() {}
    Some(other)
}

/// Whether a deed is taken beside the run.
fn aside(game: &Game, deed: &Deed) -> bool {
    let plan = game.plan();
    plan.action(&deed.action).and_then(|index| plan.actions.get(index)).is_some_and(|action| action.aside)
}

/// "Doing nothing would have …", of a run that is over.
#[must_use]
pub fn nothing_would_have(game: &Game, idle: &Game) -> Option<String> {
    if game.log() == idle.log() {
        return Some("You did nothing, so there is nothing to compare with.".to_owned());
    }
    let comparison = compare(game, idle).ok()?;
    let Both { a, b } = comparison.outcome?;
    let (mine, other) = (points(a.score), points(b.score));
    let mut said = if mine == other {
        ["Doing nothing would have scored the same, ", &mine].concat()
    } else {
        ["Doing nothing would have scored ", &other, " instead of ", &mine].concat()
    };
    // What was so anyway needs no word.
    if a.won != b.won {
        said.push_str(if b.won { " and would have won" } else { " and would not have won" });
    }
    said.push('.');
    if let Some(harm) = comparison.harm
        && let Some(value) = game.about().values.get(harm.value)
    {
        let (mine, other) = (points(harm.last.a), points(harm.last.b));
        said.push_str(&if mine == other {
            [" ", &value.label, " would have been the same, ", &mine, "."].concat()
        } else {
            [" ", &value.label, " would have been ", &other, " instead of ", &mine, "."].concat()
        });
    }
    Some(said)
}

/// Two decimals, as the page writes points.
fn points(x: f64) -> String {
    format!("{:.2}", brownout_expr::num::round(x, 2) + 0.0).replacen('-', "\u{2212}", 1)
}

fn outcome(game: &Game) -> Option<Outcome> {
    let ended = game.over()?.to_owned();
    let grade = game.grade();
    Some(Outcome { score: grade.score, won: grade.won, ended })
}

fn together(a: &[Frame], b: &[Frame]) -> Vec<Together> {
    let mut out = Vec::with_capacity(a.len().max(b.len()));
    let (mut at, mut bt) = (0, 0);
    loop {
        let (x, y) = (a.get(at), b.get(bt));
        let tick = match (x, y) {
            (None, None) => return out,
            (Some(x), Some(y)) => x.tick.min(y.tick),
            (Some(one), None) | (None, Some(one)) => one.tick,
        };
        let (x, y) = (x.filter(|frame| frame.tick == tick), y.filter(|frame| frame.tick == tick));
        out.push(Together { tick, a: x.map(|_| at), b: y.map(|_| bt), same: x == y });
        at += usize::from(x.is_some());
        bt += usize::from(y.is_some());
    }
}

/// At how many ticks a service differs. Where only one of the runs goes on there is nothing to differ from.
fn apart(a: &Game, b: &Game, ticks: &[Together], service: usize) -> u32 {
    let metrics = a.about().metrics.len();
    let differs = |at: &&Together| {
        let frames = at.a.and_then(|index| a.frames().get(index)).zip(at.b.and_then(|index| b.frames().get(index)));
        let Some((a, b)) = frames else { return false };
        a.status.get(service) != b.status.get(service)
            || (0..metrics).any(|metric| a.metric(metric, service).to_bits() != b.metric(metric, service).to_bits())
    };
    ticks.iter().filter(|at| !at.same).filter(differs).count() as u32
}

fn harm(a: &Game, b: &Game, ticks: &[Together]) -> Option<Harm> {
    let value = a.about().values.iter().position(|value| value.harm)?;
    let series = |game: &Game, frame: fn(&Together) -> Option<usize>| {
        let mut last = 0.0;
        let mut out = Vec::with_capacity(ticks.len());
        for at in ticks {
            if let Some(now) = frame(at).and_then(|index| game.frames().get(index)?.values.get(value)) {
                last = *now;
            }
            out.push(last);
        }
        (out, last)
    };
    let (a_series, a_last) = series(a, |at| at.a);
    let (b_series, b_last) = series(b, |at| at.b);
    Some(Harm {
        value,
        series: Both { a: a_series, b: b_series },
        last: Both { a: a_last, b: b_last },
        difference: b_last - a_last,
    })
}

fn parts(a: &Game, b: &Game) -> Vec<PartPair> {
    let (of_a, of_b) = (a.grade().parts, b.grade().parts);
    let points = of_a.into_iter().zip(of_b);
    let parts = a.plan().score.grade.iter().zip(points);
    parts
        .map(|(part, (a, b))| PartPair {
            name: part.name.clone(),
            label: part.label.clone(),
            most: part.most,
            points: Both { a, b },
        })
        .collect()
}

/// The deeds of both from where they part on, for "mine" and "theirs".
#[must_use]
pub fn from_parting<'a>(a: &'a Game, b: &'a Game) -> Both<&'a [Deed]> {
    let (a, b) = (a.log().deeds(), b.log().deeds());
    let common = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    Both { a: a.get(common..).unwrap_or_default(), b: b.get(common..).unwrap_or_default() }
}
