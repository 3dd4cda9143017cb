//! Scripted players: idle, random, loudest ("restart what is loudest until all is well"), the scenario's own plays, and those
//! that decide anew each step (see `deciders`).

use std::rc::Rc;

use brownout_expr::datum::Datum;
use brownout_expr::types::Unit;
use brownout_scenario::compile::LOUDEST;
use brownout_scenario::{Compiled, Play, PlayStep};
use brownout_sim::plan::{Deed, ListOf, Param, ParamKind, Plan};
use brownout_sim::rng::{Purpose, Stream, stream_id};
use brownout_sim::world::World;

use crate::deciders::{again, by_policy, gullible, misleads};
use crate::game::Game;
use crate::log::WAIT;

/// Steps that a player takes at most; runs end sooner by their own rules.
pub const STEPS_MAX: u32 = 1_000;

/// A scripted player.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Player<'a> {
    /// Waits to the end.
    Idle,
    /// Takes any action with any parameters.
    Random,
    /// Plays the pack's `loudest`: its first deed at whatever looks worst, until all is well, then the rest.
    Naive,
    /// Plays a play of the scenario.
    Play(&'a str),
    /// Plays a policy of the scenario.
    Policy(&'a str),
    /// Does what any line tells; only where a line tells something.
    Gullible,
    /// Does the expert's first deed over and over.
    Repeat,
}

/// The players of the golden digests, by name.
pub const NAMES: [&str; 4] = ["idle", "random", "naive", "expert"];
/// All players that a scenario may have, by name. `heuristic` is a policy that a pack may bring.
pub const EVERY: [&str; 7] = ["idle", "repeat", "random", "naive", "gullible", "heuristic", "expert"];
/// The play that the naive player takes its first deed and its closing from.
pub(crate) const LOUDEST_PLAY: &str = "loudest";

impl<'a> Player<'a> {
    /// The player of a name: one of `EVERY` that there is here, or a play or policy of the scenario.
    #[must_use]
    pub fn named(compiled: &Compiled, name: &'a str) -> Option<Player<'a>> {
        match name {
            "idle" => Some(Player::Idle),
            "random" => Some(Player::Random),
            "naive" => Some(Player::Naive),
            "repeat" => compiled.play("expert").map(|_| Player::Repeat),
            _ if compiled.policy(name).is_some() => Some(Player::Policy(name)),
            "gullible" => misleads(&compiled.plan).then_some(Player::Gullible),
            _ => compiled.play(name).map(|_| Player::Play(name)),
        }
    }
}

/// Plays a whole run.
#[must_use]
pub fn play(compiled: &Rc<Compiled>, seed: u64, player: Player<'_>) -> Game {
    let mut game = Game::start(Rc::clone(compiled), seed);
    match player {
        Player::Idle => {}
        Player::Random => random(&mut game, seed),
        Player::Naive => naive(&mut game),
        Player::Policy(name) => {
            if let Some(policy) = compiled.policy(name) {
                each_step(&mut game, |game| Some(by_policy(game, policy)));
            }
        }
        Player::Gullible => each_step(&mut game, |game| Some(gullible(game))),
        Player::Repeat => each_step(&mut game, again),
        Player::Play(name) => {
            if let Some(play) = compiled.play(name).cloned() {
                script(&mut game, &play.steps);
            }
        }
    }
    idle(&mut game);
    game
}

fn idle(game: &mut Game) {
    for _ in 0..STEPS_MAX {
        if game.over().is_some() || game.wait().is_err() {
            return;
        }
    }
}

/// Takes what is decided, step after step.
fn each_step(game: &mut Game, decide: impl Fn(&Game) -> Option<Deed>) {
    for _ in 0..STEPS_MAX {
        if game.over().is_some() {
            return;
        }
        let deed = decide(game).unwrap_or_else(crate::deciders::wait);
        take(game, &deed);
    }
}

/// Takes a deed; a deed that cannot be taken is a wait, so that time passes.
fn take(game: &mut Game, deed: &Deed) {
    if game.over().is_none() && game.act(deed).is_err() {
        let _ = game.wait();
    }
}

fn script(game: &mut Game, steps: &[PlayStep]) {
    for step in steps {
        match step {
            PlayStep::Deed(deed, times) => {
                for _ in 0..*times {
                    if let Some(deed) = aimed(game, deed) {
                        take(game, &deed);
                    }
                }
            }
            PlayStep::Cure(fault) => {
                if let Some(deed) = cure_of(game, *fault) {
                    take(game, &deed);
                }
            }
        }
    }
}

/// The first deed that cures a fault.
pub(crate) fn cure_of(game: &Game, fault: u32) -> Option<Deed> {
    let plan = game.plan();
    let named = plan.faults.get(fault as usize)?.cured_by.first().map(|cure| cure.deed.clone());
    named.or_else(|| brownout_sim::config::cure_of(plan, fault))
}

/// The service that looks worst: by status, then by the first metric, then by the second; the first of equals.
fn loudest(world: &World, plan: &Plan) -> Option<u32> {
    let status = plan.status.as_ref()?;
    let metric = |index: usize, service: u32| match plan.metrics.get(index).map(|m| &m.source) {
        Some(brownout_sim::plan::Source::Stored(base)) => world.cell(base + service),
        _ => 0.0,
    };
    let key = |service: u32| [world.cell(status.column + service), metric(0, service), metric(1, service)];
    let mut worst: Option<(u32, [f64; 3])> = None;
    for service in 0..plan.services.len() as u32 {
        let now = key(service);
        if now[0] > 0.0 && worst.is_none_or(|(_, before)| louder(now, before)) {
            worst = Some((service, now));
        }
    }
    worst.map(|(service, _)| service)
}

fn louder(a: [f64; 3], b: [f64; 3]) -> bool {
    for (x, y) in a.into_iter().zip(b) {
        match x.total_cmp(&y) {
            std::cmp::Ordering::Greater => return true,
            std::cmp::Ordering::Less => return false,
            std::cmp::Ordering::Equal => {}
        }
    }
    false
}

/// The deed with `loudest` replaced; `None` if nothing is loud.
pub(crate) fn aimed(game: &Game, deed: &Deed) -> Option<Deed> {
    let mut deed = deed.clone();
    for (_, value) in &mut deed.args {
        if value == LOUDEST {
            let service = loudest(&game.world, game.plan())?;
            value.clone_from(&game.plan().services.get(service as usize)?.name);
        }
    }
    Some(deed)
}

/// A pack without a play `loudest` gives this player nothing to do.
fn naive(game: &mut Game) {
    let Some(Play { steps, .. }) = game.compiled.play(LOUDEST_PLAY).cloned() else { return };
    let Some((PlayStep::Deed(first, _), rest)) = steps.split_first() else { return };
    let mut acted = false;
    for _ in 0..STEPS_MAX {
        if game.over().is_some() {
            return;
        }
        match aimed(game, first) {
            Some(deed) => {
                acted = true;
                take(game, &deed);
            }
            // All is well: if it helped, it is over; if nothing was ever loud, look again later.
            None if acted => break,
            None => {
                if game.wait().is_err() {
                    return;
                }
            }
        }
    }
    script(game, rest);
}

fn random(game: &mut Game, seed: u64) {
    let mut stream = Stream::new(seed, stream_id(Purpose::Player, "random"), 0);
    for _ in 0..STEPS_MAX {
        if game.over().is_some() {
            return;
        }
        let plan = game.plan();
        let Some(action) = plan.actions.get(stream.below(plan.actions.len() as u32) as usize) else { return };
        if action.aside {
            continue;
        }
        let args = action.params.iter().map(|param| (param.name.clone(), any(plan, param, &mut stream))).collect();
        let deed = Deed { action: action.name.clone(), args };
        take(game, &deed);
    }
}

/// Any value that a parameter takes.
fn any(plan: &Plan, param: &Param, stream: &mut Stream) -> String {
    match &param.kind {
        ParamKind::Service => pick(&plan.services, stream).map_or_else(String::new, |s| s.name.clone()),
        ParamKind::Fault => pick(&plan.faults, stream).map_or_else(String::new, |f| f.name.clone()),
        ParamKind::Word(set) => {
            plan.words.get(*set as usize).and_then(|(_, words)| pick(words, stream)).cloned().unwrap_or_default()
        }
        ParamKind::Flag => if stream.below(2) == 0 { "false" } else { "true" }.to_owned(),
        ParamKind::Number { unit, low, high } => {
            let low = if *low > f64::MIN { *low } else { 0.0 };
            let high = if *high < f64::MAX { *high } else { low + 10.0 };
            let x = stream.between(low, high, *unit == Unit::Count);
            format!("{}", brownout_expr::num::clamp(brownout_expr::num::round(x, 4), low, high))
        }
        ParamKind::Text => WAIT.to_owned(),
        ParamKind::Map { .. } => changes(plan, stream),
        ParamKind::List(of) => {
            let one = match of {
                ListOf::Services => pick(&plan.services, stream).map(|s| s.name.clone()),
                ListOf::Words(set) => plan.words.get(*set as usize).and_then(|(_, words)| pick(words, stream)).cloned(),
                ListOf::Anything | ListOf::Moments => None,
            };
            Datum::List(one.iter().map(|name| Datum::text(name)).collect()).canonical()
        }
    }
}

/// A change of a path that some service has: to what is right, to what was broken, or to something else.
fn changes(plan: &Plan, stream: &mut Stream) -> String {
    let paths = plan.config.as_ref().map_or(&[][..], |config| config.paths.as_slice());
    let Some(path) = pick(paths, stream) else { return "{}".to_owned() };
    let right = path.healthy.iter().flatten().next().cloned().unwrap_or_default();
    let datum = match stream.below(4) {
        0 => Datum::Missing,
        1 => Datum::Number(f64::from(stream.below(100))),
        2 => Datum::text("anything"),
        _ => right,
    };
    Datum::Map([(path.name.clone(), datum)].into()).canonical()
}

fn pick<'a, T>(list: &'a [T], stream: &mut Stream) -> Option<&'a T> {
    list.get(stream.below(list.len() as u32) as usize)
}

/// A row of the players' table.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct PlayerRow {
    /// The player.
    pub player: String,
    /// How many seeds.
    pub seeds: u32,
    /// Mean grade.
    pub mean_score: f64,
    /// Share of runs won.
    pub win_rate: f64,
}
