//! Players that decide anew each step from what is so now: policies of the scenario, whoever does what any line tells, whoever
//! does one thing over and over, and colleagues that stand in for a role. A decision is a function of seed and log, so that a
//! run with colleagues is an ordinary log.

use brownout_expr::ops::{Effect, Op};
use brownout_scenario::compile::{Play, Policy};
use brownout_scenario::{Compiled, PlayStep};
use brownout_sim::act::DeedError;
use brownout_sim::plan::{Deed, Plan};
use brownout_sim::rng::{Purpose, Stream, stream_id};

use crate::game::Game;
use crate::log::WAIT;
use crate::players::{LOUDEST_PLAY, aimed, cure_of};

/// The play that a colleague by this name takes its turns from.
const EXPERT: &str = "expert";
/// Draws that one decision may make.
const DRAWS: u64 = 64;

pub(crate) fn wait() -> Deed {
    Deed { action: WAIT.to_owned(), args: Vec::new() }
}

/// Those who can stand in for a role: the expert, and policies.
pub(crate) fn colleagues(compiled: &Compiled) -> Vec<String> {
    let expert = compiled.play(EXPERT).map(|play| play.name.clone());
    expert.into_iter().chain(compiled.policies.iter().map(|policy| policy.name.clone())).collect()
}

/// A step of a play as a deed; `None` if it is aimed at what is loudest and all is well.
fn deed_of(game: &Game, step: &PlayStep) -> Option<Deed> {
    match step {
        PlayStep::Deed(deed, _) => aimed(game, deed),
        PlayStep::Cure(fault) => cure_of(game, *fault),
    }
}

/// What a policy does now: the first rule of whose turn it is that holds; a wait if none does.
pub(crate) fn by_policy(game: &Game, policy: &Policy) -> Deed {
    let turn = game.turn();
    let drawn = game.steps().len() as u64 * DRAWS;
    let mut stream = Stream::new(game.seed(), stream_id(Purpose::Player, &policy.name), drawn);
    let mut world = game.world.clone();
    for rule in &policy.rules {
        if rule.role.is_some() && rule.role != turn {
            continue;
        }
        if rule.when.as_ref().is_some_and(|when| world.eval(game.plan(), when, None) == 0.0) {
            continue;
        }
        if rule.chance.is_some_and(|chance| stream.unit() >= chance) {
            continue;
        }
        if let Some(deed) = deed_of(game, &rule.step) {
            return deed;
        }
    }
    wait()
}

/// The deed that a play has for the present turn, counted from the start of the run; a wait behind its end.
fn by_play(game: &Game, play: &Play) -> Deed {
    let mut left = game.steps().len();
    for step in &play.steps {
        let times = match step {
            PlayStep::Deed(_, times) => *times as usize,
            PlayStep::Cure(_) => 1,
        };
        if left < times {
            return deed_of(game, step).unwrap_or_else(wait);
        }
        left -= times;
    }
    wait()
}

/// The play's first deed, over and over.
pub(crate) fn again(game: &Game) -> Option<Deed> {
    deed_of(game, game.compiled.play(EXPERT)?.steps.first()?)
}

/// Whether a line of the plan that somebody may speak tells its reader what to do.
pub(crate) fn misleads(plan: &Plan) -> bool {
    let mut speaking = plan.logs.iter().filter(|log| !log.nobody);
    let tells = |line: u32| plan.lines.get(line as usize).is_some_and(|line| !line.orders.is_empty());
    speaking.any(|log| log.every_line().any(tells))
}

/// What somebody does who does what any line tells: the newest order that was not followed yet; else looks where there may be
/// more; else closes, as the naive player does.
pub(crate) fn gullible(game: &Game) -> Deed {
    let plan = game.plan();
    let done = game.log().deeds();
    let mut told = orders(game);
    if let Some(deed) = told.find(|deed| !done.contains(deed)) {
        return deed;
    }
    if let Some(deed) = looks(plan).find(|deed| !done.contains(deed)) {
        return deed;
    }
    let closing = game.compiled.play(LOUDEST_PLAY).map_or(&[][..], |play| play.steps.get(1..).unwrap_or(&[]));
    let mut closing = closing.iter().filter_map(|step| deed_of(game, step));
    closing.find(|deed| !done.contains(deed)).unwrap_or_else(wait)
}

/// What lines told so far, the newest line first.
fn orders(game: &Game) -> impl Iterator<Item = Deed> {
    let plan = game.plan();
    game.world.state.lines.iter().rev().flat_map(|spoken| {
        let speaker = spoken.service.and_then(|index| plan.services.get(index as usize)).map(|it| it.name.as_str());
        let line = plan.lines.get(spoken.line as usize);
        line.into_iter().flat_map(move |line| line.orders.iter().map(move |order| order.said_by(speaker)))
    })
}

/// Every way to ask for the logs of a service.
fn looks(plan: &Plan) -> impl Iterator<Item = Deed> {
    let asks = plan.actions.iter().filter_map(|action| {
        let shows = action.effect.ops.iter().chain(&*action.always.ops).any(|op| *op == Op::Do(Effect::ShowLogs));
        let target = action.target.and_then(|index| action.params.get(index as usize))?;
        shows.then(|| (action.name.clone(), target.name.clone()))
    });
    asks.flat_map(|(action, target)| {
        plan.services
            .iter()
            .map(move |service| Deed { action: action.clone(), args: vec![(target.clone(), service.name.clone())] })
    })
}

impl Game {
    /// What injected lines told so far, the newest line first.
    #[must_use]
    pub fn told(&self) -> Vec<Deed> {
        orders(self).collect()
    }

    /// What a colleague (see `Cast::colleagues`) would do now, whosever turn it is. `None` if there is no such colleague.
    #[must_use]
    pub fn advice(&self, colleague: &str) -> Option<Deed> {
        match self.compiled.policy(colleague) {
            Some(policy) => Some(by_policy(self, policy)),
            None => self.compiled.play(colleague).map(|play| by_play(self, play)),
        }
    }

    /// Lets a colleague take every turn until it is the turn of `role`, or the run is over. Gives how many turns it took.
    ///
    /// # Errors
    /// As `act`; a turn that the colleague cannot take is a wait.
    pub fn let_others_act(&mut self, role: u32, colleague: &str) -> Result<usize, DeedError> {
        let mut taken = 0;
        while self.turn().is_some_and(|turn| turn != role) {
            let deed = self.advice(colleague).unwrap_or_else(wait);
            if self.act(&deed).is_err() {
                self.wait()?;
            }
            taken += 1;
        }
        Ok(taken)
    }
}
