//! Makes the debrief: compares the run with the expert's and with doing nothing, and tells what was wrong all along, who
//! could have seen it when, and what each step did and cost.

mod answers;
mod cures;
mod deeds;
mod signals;
mod trace;

use std::rc::Rc;

use brownout_sim::plan::{Deed, Plan};

use crate::curriculum::reward;
use crate::debrief::{Channel, Debrief, FaultStory, OtherRun, PartScore, SignalStory, Worth};
use crate::game::Game;
use crate::players::{Player, play};
use crate::said;

/// The debrief of a run that is over.
#[must_use]
pub(crate) fn debrief(game: &Game) -> Debrief {
    let grade = game.grade();
    let plan = game.plan();
    let parts = plan
        .score
        .grade
        .iter()
        .zip(&grade.parts)
        .map(|(part, &points)| PartScore {
            name: part.name.clone(),
            label: part.label.clone(),
            points,
            most: part.most,
        })
        .collect();
    let seed = game.seed();
    let traces = trace::traces(game);
    let signals = signals::signals(game, &traces);
    let expert = game.compiled.play("expert").map(|_| other(&play(&game.compiled, seed, Player::Play("expert"))));
    Debrief {
        won: grade.won,
        ended: game.over().unwrap_or_default().to_owned(),
        score: grade.score,
        out_of: game.out_of(),
        range: plan.score.range,
        parts,
        capped: grade.capped.and_then(|cap| plan.score.caps.get(cap as usize)).map(|cap| cap.label.clone()),
        reward: (!plan.score.step.is_empty()).then(|| reward(game)),
        faults: (0..plan.faults.len()).map(|index| fault(game, plan, index, &signals)).collect(),
        signals,
        answers: answers::answers(game),
        steps: deeds::steps(game, &traces),
        expert,
        idle: Some(other(&play(&Rc::clone(&game.compiled), seed, Player::Idle))),
        harm: harm(game),
        digest: game.digest_text(),
    }
}

fn other(game: &Game) -> OtherRun {
    let grade = game.grade();
    OtherRun {
        score: grade.score,
        won: grade.won,
        steps: deeds::steps(game, &trace::traces(game)),
        harm: harm(game),
        log: game.log().to_text(),
    }
}

/// The pack's harm value by frame.
fn harm(game: &Game) -> Vec<f64> {
    let Some(index) = game.about().values.iter().position(|v| v.harm) else { return Vec::new() };
    game.frames().iter().map(|frame| frame.values.get(index).copied().unwrap_or(0.0)).collect()
}

/// The first tick of an event of a fault, by its columns: count, first, last.
fn happened(game: &Game, columns: [u32; 3], fault: u32) -> Option<u32> {
    let world = &game.world;
    (world.cell(columns[0] + fault) > 0.0).then(|| world.cell(columns[1] + fault) as u32)
}

fn fault(game: &Game, plan: &Plan, index: usize, signals: &[SignalStory]) -> FaultStory {
    let fault = &plan.faults[index];
    let number = index as u32;
    let first = |columns: [u32; 3]| happened(game, columns, number);
    FaultStory {
        name: fault.name.clone(),
        label: fault.label.clone(),
        because: fault.because.clone(),
        service: fault.home,
        started: first(plan.fault_columns.started_event),
        contained: first(plan.fault_columns.contained_event),
        cured: first(plan.fault_columns.cured_event),
        cures: cures::cures(plan, number),
        reached: reached(game, plan, fault.home),
        revealed: signals.iter().find_map(|signal| match signal.by {
            Channel::Line(level) if signal.worth == Worth::Reveals && signal.faults.contains(&number) => {
                Some((signal.tick, level, signal.text.clone()))
            }
            _ => None,
        }),
        seen: signals::seen(game, signals, number),
    }
}

/// What a deed gives for a parameter, in words.
fn given(plan: &Plan, action: Option<&brownout_sim::plan::Action>, name: &str, value: &str) -> String {
    let param = action.and_then(|action| action.params.iter().find(|param| param.name == name));
    param.map_or_else(|| value.to_owned(), |param| said::given(&crate::about::param_kind(plan, &param.kind), value))
}

/// A deed in words.
fn sentence(plan: &Plan, deed: &Deed) -> String {
    let label = plan.actions.iter().find(|a| a.name == deed.action).map_or(deed.action.as_str(), |a| a.label.as_str());
    let action = plan.actions.iter().find(|action| action.name == deed.action);
    let args: Vec<String> = deed.args.iter().map(|(name, value)| given(plan, action, name, value)).collect();
    if args.is_empty() { label.to_owned() } else { format!("{label}: {}", args.join(", ")) }
}

/// The fault's service and its callers, however far, with the tick at which each was first not healthy.
fn reached(game: &Game, plan: &Plan, home: u32) -> Vec<(u32, u32)> {
    let healthy = (game.about().ladder.len() - 1) as u8;
    let mut upward = vec![home];
    let mut next = 0;
    while let Some(&at) = upward.get(next) {
        next += 1;
        for &(caller, callee) in &plan.calls {
            if callee == at && !upward.contains(&caller) {
                upward.push(caller);
            }
        }
    }
    let mut reached: Vec<(u32, u32)> = Vec::new();
    for service in upward {
        let seen = game.frames().iter().enumerate().find(|(at, frame)| {
            let status = game.behind.status(*at).unwrap_or(&frame.status);
            status.get(service as usize).is_some_and(|&s| s != healthy)
        });
        if let Some((_, frame)) = seen {
            reached.push((service, frame.tick));
        }
    }
    reached
}
