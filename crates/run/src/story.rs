//! Makes the debrief: compares the run with the expert's and with doing nothing, and tells what was wrong all along.

use std::rc::Rc;

use brownout_sim::plan::{Deed, Plan};
use brownout_sim::render;

use crate::debrief::{Debrief, FaultStory, OtherRun, PartScore, StepStory};
use crate::frame::level;
use crate::game::Game;
use crate::players::{Player, play};

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
    let expert = game.compiled.play("expert").map(|_| other(&play(&game.compiled, seed, Player::Play("expert"))));
    Debrief {
        won: grade.won,
        ended: game.over().unwrap_or_default().to_owned(),
        score: grade.score,
        range: plan.score.range,
        parts,
        capped: grade.capped.and_then(|cap| plan.score.caps.get(cap as usize)).map(|cap| cap.label.clone()),
        faults: (0..plan.faults.len()).map(|index| fault(game, plan, index)).collect(),
        steps: game
            .steps()
            .iter()
            .zip(&game.outcomes)
            .map(|(step, outcome)| StepStory {
                actor: outcome.actor,
                step: step.clone(),
                wrong: outcome.wrong,
                cured: outcome.cured.clone(),
            })
            .collect(),
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
        steps: game.steps().to_vec(),
        harm: harm(game),
        log: game.log().to_text(),
    }
}

/// The pack's harm value by frame.
fn harm(game: &Game) -> Vec<f64> {
    let Some(index) = game.about().values.iter().position(|v| v.harm) else { return Vec::new() };
    game.frames().iter().map(|frame| frame.values.get(index).copied().unwrap_or(0.0)).collect()
}

fn fault(game: &Game, plan: &Plan, index: usize) -> FaultStory {
    let fault = &plan.faults[index];
    let world = &game.world;
    let first = |columns: [u32; 3]| {
        let happened = world.cell(columns[0] + index as u32) > 0.0;
        happened.then(|| world.cell(columns[1] + index as u32) as u32)
    };
    FaultStory {
        name: fault.name.clone(),
        label: fault.label.clone(),
        because: fault.because.clone(),
        service: fault.home,
        started: first(plan.fault_columns.started_event),
        contained: first(plan.fault_columns.contained_event),
        cured: first(plan.fault_columns.cured_event),
        cures: fault
            .cured_by
            .iter()
            .map(|cure| cure.deed.clone())
            .chain(brownout_sim::config::cure_of(plan, index as u32))
            .map(|deed| sentence(plan, &deed))
            .collect(),
        reached: reached(game, plan, fault.home),
        revealed: revealed(game, plan, index as u32),
    }
}

/// A deed in words.
fn sentence(plan: &Plan, deed: &Deed) -> String {
    let label = plan.actions.iter().find(|a| a.name == deed.action).map_or(deed.action.as_str(), |a| a.label.as_str());
    let args: Vec<&str> = deed.args.iter().map(|(_, value)| value.as_str()).collect();
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
        let seen = game.frames().iter().find(|f| f.status.get(service as usize).is_some_and(|&s| s != healthy));
        if let Some(frame) = seen {
            reached.push((service, frame.tick));
        }
    }
    reached
}

/// The first line that revealed the fault.
fn revealed(game: &Game, plan: &Plan, fault: u32) -> Option<(u32, crate::view::Level, String)> {
    let world = &game.world;
    let home = plan.faults.get(fault as usize)?.home;
    world.state.lines.iter().find_map(|spoken| {
        let line = plan.lines.get(spoken.line as usize)?;
        let names_it = line
            .reveals
            .iter()
            .any(|&r| r == fault || (r == brownout_sim::plan::REVEALS_ANY && spoken.service == Some(home)));
        if !names_it {
            return None;
        }
        let numbers = world.state.numbers.get(spoken.numbers.0 as usize..spoken.numbers.1 as usize)?;
        Some((spoken.tick, level(line.level), render::text(plan, &world.state.texts, &line.text, numbers)))
    })
}
