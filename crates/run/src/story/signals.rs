//! Which signals told of a fault, which only looked as if, and when each role had them in view.

use brownout_expr::ops::{Code, Effect, Op};
use brownout_sim::line::Spoken;
use brownout_sim::plan::{Class, Line, Plan, REVEALS_ANY, Role};
use brownout_sim::render;

use crate::debrief::{Channel, Sighting, SignalStory, Worth};
use crate::frame::level;
use crate::game::Game;

use super::trace::Trace;
use super::{happened, sentence};

/// Everything that there is to tell, in order of appearance.
pub(super) fn signals(game: &Game, traces: &[Trace]) -> Vec<SignalStory> {
    let eyes = Eyes::new(game, traces);
    let mut all = lines(game, traces, &eyes);
    all.extend(alerts(game, &eyes));
    all.extend(entries(game, &eyes));
    all.extend(told(game, traces));
    brownout_sort::by_key(&mut all, |signal| signal.tick);
    all
}

/// For each role when the first signal that reveals the fault stood in its view.
pub(super) fn seen(game: &Game, signals: &[SignalStory], fault: u32) -> Vec<Sighting> {
    let telling = |signal: &&SignalStory| signal.worth == Worth::Reveals && signal.faults.contains(&fault);
    let roles = 0..game.plan().roles.len() as u32;
    roles
        .map(|role| {
            let of = || signals.iter().filter(telling).flat_map(|signal| &signal.seen).filter(|seen| seen.role == role);
            Sighting {
                role,
                able: of().any(|seen| seen.able),
                tick: of().filter_map(|seen| seen.tick).min(),
                turn: of().filter_map(|seen| seen.turn).min(),
            }
        })
        .collect()
}

/// Who could see what, at which frame.
struct Eyes<'a> {
    game: &'a Game,
    /// The frames that each role looked at in its own turns.
    turns: Vec<Vec<usize>>,
    /// How many lines there were as of each frame.
    totals: Vec<usize>,
}

impl<'a> Eyes<'a> {
    fn new(game: &'a Game, traces: &[Trace]) -> Eyes<'a> {
        let mut turns = vec![Vec::new(); game.plan().roles.len()];
        for (outcome, trace) in game.outcomes.iter().zip(traces) {
            if let Some(turns) = outcome.actor.and_then(|actor| turns.get_mut(actor as usize)) {
                turns.push(trace.before.frame);
            }
        }
        let mut total = 0;
        let totals = game.frames().iter().map(|frame| {
            total += frame.lines.len();
            total
        });
        Eyes { game, turns, totals: totals.collect() }
    }

    /// What each role saw of something, by whether it is able to at all and whether it stood there as of a frame.
    fn sightings(&self, able: impl Fn(&Role) -> bool, stood: impl Fn(u32, &Role, usize) -> bool) -> Vec<Sighting> {
        let frames = self.game.frames();
        let tick = |at: usize| frames.get(at).map(|frame| frame.tick);
        (0u32..)
            .zip(self.game.plan().roles.iter().zip(&self.turns))
            .map(|(index, (role, turns))| {
                let able = able(role);
                let stood = |at: &usize| able && stood(index, role, *at);
                Sighting {
                    role: index,
                    able,
                    tick: (0..frames.len()).find(stood).and_then(tick),
                    turn: turns.iter().copied().find(stood).and_then(tick),
                }
            })
            .collect()
    }

    /// The tick of the first frame in which as much was there; `otherwise` if there is none.
    fn tick(&self, there: impl Fn(usize) -> bool, otherwise: u32) -> u32 {
        let mut frames = self.game.frames().iter().enumerate();
        frames.find(|(at, _)| there(*at)).map_or(otherwise, |(_, frame)| frame.tick)
    }

    fn total(&self, at: usize) -> usize {
        self.totals.get(at).copied().unwrap_or(0)
    }
}

/// The lines that tell or mislead; one story for all times that the same line was spoken of a service.
fn lines(game: &Game, traces: &[Trace], eyes: &Eyes) -> Vec<SignalStory> {
    let (plan, state) = (game.plan(), &game.world.state);
    let mut found: Vec<(u32, Vec<usize>, SignalStory)> = Vec::new();
    for (id, spoken) in state.lines.iter().enumerate() {
        let Some(line) = plan.lines.get(spoken.line as usize) else { continue };
        let faults = revealed(game, plan, &line.reveals, spoken);
        let worth = match line.class {
            Class::Decoy => Worth::Decoy,
            Class::Injected => Worth::Injected,
            Class::Real | Class::Noise if faults.is_empty() => continue,
            Class::Real | Class::Noise => Worth::Reveals,
        };
        let known = found.iter_mut().find(|(number, _, story)| {
            *number == spoken.line && story.service == spoken.service && story.faults == faults
        });
        if let Some((_, ids, story)) = known {
            ids.push(id);
            story.times += 1;
            continue;
        }
        let numbers = state.numbers.get(spoken.numbers.0 as usize..spoken.numbers.1 as usize).unwrap_or(&[]);
        let story = SignalStory {
            worth,
            by: Channel::Line(level(line.level)),
            faults,
            tick: eyes.tick(|at| id < eyes.total(at), spoken.tick),
            times: 1,
            service: spoken.service,
            text: render::text(plan, &state.texts, &line.text, numbers),
            seen: Vec::new(),
            orders: asks_for(plan, line, spoken.service),
            obeyed: (1u32..)
                .zip(traces)
                .filter(|(_, trace)| trace.obeyed.contains(&spoken.line))
                .map(|(step, _)| step)
                .collect(),
        };
        found.push((spoken.line, vec![id], story));
    }
    found
        .into_iter()
        .map(|(_, ids, story)| {
            let stood = |role: &Role, at: usize| {
                let total = eyes.total(at);
                let first = role.logs.map_or(0, |last| total.saturating_sub(last as usize));
                ids.iter().any(|id| (first..total).contains(id))
            };
            let seen = eyes.sightings(|role| role.logs != Some(0), |_, role, at| stood(role, at));
            SignalStory { seen, ..story }
        })
        .collect()
}

/// What a line asks its reader to do, when this service says it.
fn asks_for(plan: &Plan, line: &Line, speaker: Option<u32>) -> Option<String> {
    let speaker = speaker.and_then(|index| plan.services.get(index as usize)).map(|service| service.name.as_str());
    let deeds: Vec<String> = line.orders.iter().map(|order| sentence(plan, &order.said_by(speaker))).collect();
    (!deeds.is_empty()).then(|| deeds.join("; "))
}

/// The faults that a line revealed when it was spoken.
fn revealed(game: &Game, plan: &Plan, reveals: &[u32], spoken: &Spoken) -> Vec<u32> {
    let active = |fault: u32| {
        happened(game, plan.fault_columns.started_event, fault).is_some_and(|tick| tick <= spoken.tick)
            && happened(game, plan.fault_columns.cured_event, fault).is_none_or(|tick| spoken.tick <= tick)
    };
    (0u32..)
        .zip(&plan.faults)
        .filter(|(index, fault)| {
            reveals.contains(index)
                || (reveals.contains(&REVEALS_ANY) && spoken.service == Some(fault.home) && active(*index))
        })
        .map(|(index, _)| index)
        .collect()
}

/// The alerts of faulty services, each as it fired first while the fault was there.
fn alerts(game: &Game, eyes: &Eyes) -> Vec<SignalStory> {
    let plan = game.plan();
    let mut keys: Vec<u32> = Vec::new();
    let mut found = Vec::new();
    for frame in game.frames() {
        for alert in &frame.alerts {
            let there = |index: u32| {
                happened(game, plan.fault_columns.started_event, index).is_some_and(|tick| tick <= frame.tick)
                    && happened(game, plan.fault_columns.cured_event, index).is_none_or(|tick| frame.tick < tick)
            };
            let at_home =
                (0u32..).zip(&plan.faults).filter(|(index, fault)| alert.service == Some(fault.home) && there(*index));
            let faults: Vec<u32> = at_home.map(|(index, _)| index).collect();
            if faults.is_empty() || keys.contains(&alert.key) {
                continue;
            }
            keys.push(alert.key);
            let fires = |at: usize| {
                game.frames()
                    .get(at)
                    .is_some_and(|of| frame.tick <= of.tick && of.alerts.iter().any(|other| other.key == alert.key))
            };
            found.push(SignalStory {
                worth: Worth::Symptom,
                by: Channel::Alert(alert.severity),
                faults,
                tick: frame.tick,
                times: 1,
                service: alert.service,
                text: alert.text.clone(),
                seen: eyes.sightings(|role| role.alerts, |_, _, at| fires(at)),
                orders: None,
                obeyed: Vec::new(),
            });
        }
    }
    found
}

/// What stands in shared lists and was done by nobody who acts here: traces of a fault, and work as usual.
fn entries(game: &Game, eyes: &Eyes) -> Vec<SignalStory> {
    let (plan, state) = (game.plan(), &game.world.state);
    let makers: Vec<Vec<u32>> = plan
        .faults
        .iter()
        .map(|fault| {
            let mut pushes = Vec::new();
            collect(plan, &fault.begins, &mut pushes, 0);
            collect(plan, &fault.program, &mut pushes, 0);
            pushes
        })
        .collect();
    let mut found = Vec::new();
    for (id, entry) in state.entries.iter().enumerate() {
        let made = (0u32..).zip(&makers).filter(|(_, pushes)| pushes.contains(&entry.push));
        let faults: Vec<u32> = made.map(|(fault, _)| fault).collect();
        // Without roles nobody is told from somebody: what the player wrote is no signal.
        if entry.actor.is_some() || (faults.is_empty() && plan.roles.is_empty()) {
            continue;
        }
        let last = |role: &Role| role.stores.iter().find(|(store, _)| *store == entry.store).map(|(_, last)| *last);
        let mine = |role: u32, other: &brownout_sim::store::Entry| {
            other.store == entry.store && other.to.is_none_or(|to| to == role)
        };
        let stood = |index: u32, role: &Role, at: usize| {
            let there = game.entries_at(at);
            let newer = || state.entries.iter().take(there).skip(id + 1).filter(|other| mine(index, other)).count();
            mine(index, entry) && id < there && last(role).flatten().is_none_or(|last| newer() < last as usize)
        };
        found.push(SignalStory {
            worth: if faults.is_empty() { Worth::Routine } else { Worth::Reveals },
            by: Channel::Entry(entry.store),
            faults,
            tick: eyes.tick(|at| id < game.entries_at(at), entry.tick),
            times: 1,
            service: None,
            text: entry.text(plan, state),
            seen: eyes.sightings(|role| last(role).is_some(), stood),
            orders: None,
            obeyed: Vec::new(),
        });
    }
    found
}

/// Which entries code makes, now or later. Bodies of `after` may lie in each other only so deep.
fn collect(plan: &Plan, code: &Code, pushes: &mut Vec<u32>, depth: u32) {
    const DEEPEST: u32 = 8;
    for op in &*code.ops {
        match op {
            Op::Do(Effect::Push(push)) => pushes.push(*push),
            Op::Do(Effect::After(body)) if depth < DEEPEST => {
                if let Some(body) = plan.laters.get(*body as usize) {
                    collect(plan, body, pushes, depth + 1);
                }
            }
            _ => {}
        }
    }
}

/// What steps told that revealed a fault, beyond the lines that they brought.
fn told(game: &Game, traces: &[Trace]) -> Vec<SignalStory> {
    let (plan, state) = (game.plan(), &game.world.state);
    let mut found = Vec::new();
    for ((step, outcome), trace) in game.steps().iter().zip(&game.outcomes).zip(traces) {
        if step.shown.is_empty() {
            continue;
        }
        let brought = state.lines.get(trace.before.lines..trace.after.lines).unwrap_or(&[]);
        let by_lines = |fault: u32| {
            let tells = |spoken: &&Spoken| {
                let line = plan.lines.get(spoken.line as usize);
                line.is_some_and(|line| revealed(game, plan, &line.reveals, spoken).contains(&fault))
            };
            brought.iter().filter(tells).count()
        };
        let faults: Vec<u32> = (0u32..)
            .zip(trace.before.revealed.iter().zip(&trace.after.revealed))
            .filter(|(fault, (before, after))| by_lines(*fault) < after.saturating_sub(**before) as usize)
            .map(|(fault, _)| fault)
            .collect();
        if faults.is_empty() {
            continue;
        }
        let seen = (0..plan.roles.len() as u32).map(|role| {
            let able = outcome.actor == Some(role);
            Sighting { role, able, tick: able.then_some(step.tick), turn: able.then_some(step.tick) }
        });
        found.push(SignalStory {
            worth: Worth::Reveals,
            by: Channel::Told(step.step),
            faults,
            tick: step.tick,
            times: 1,
            service: step.target,
            text: step.shown.join(" "),
            seen: seen.collect(),
            orders: None,
            obeyed: Vec::new(),
        });
    }
    found
}
