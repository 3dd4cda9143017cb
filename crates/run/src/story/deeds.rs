//! What each step did and what it cost.

use crate::debrief::{Change, Cost, Did, Earned, StepStory};
use crate::game::Game;
use crate::view::Frame;

use super::trace::{Moment, Trace};

/// The steps of a run.
pub(super) fn steps(game: &Game, traces: &[Trace]) -> Vec<StepStory> {
    let told = game.steps().iter().zip(&game.outcomes).zip(traces);
    told.map(|((step, outcome), trace)| {
        let contained: Vec<u32> = (0u32..)
            .zip(trace.before.contained.iter().zip(&trace.after.contained))
            .filter(|(_, (before, after))| **after && !**before)
            .map(|(fault, _)| fault)
            .collect();
        let did = if step.refused.is_some() {
            Did::Refused
        } else if !outcome.cured.is_empty() {
            Did::Cured
        } else if outcome.wrong {
            Did::Wrong
        } else if !contained.is_empty() {
            Did::Contained
        } else if trace.helped {
            Did::Helped
        } else if !step.shown.is_empty() {
            Did::Told
        } else {
            Did::Nothing
        };
        StepStory {
            actor: outcome.actor,
            step: step.clone(),
            did,
            wrong: outcome.wrong,
            cured: outcome.cured.clone(),
            contained,
            obeyed: !trace.obeyed.is_empty(),
            cost: Cost {
                ticks: (trace.after.frame - trace.before.frame) as u32,
                rewards: rewards(game, &outcome.rewards),
                harm: harm(game, &trace.before, &trace.after),
            },
        }
    })
    .collect()
}

fn rewards(game: &Game, points: &[f64]) -> Vec<Earned> {
    let parts = game.plan().score.step.iter().zip(points).filter(|(_, points)| **points != 0.0);
    parts.map(|(part, &points)| Earned { name: part.name.clone(), label: part.label.clone(), points }).collect()
}

fn harm(game: &Game, before: &Moment, after: &Moment) -> Vec<Change> {
    let of = |frame: usize, value: usize| {
        game.frames().get(frame).and_then(|frame: &Frame| frame.values.get(value)).copied().unwrap_or(0.0)
    };
    let measured = game.about().values.iter().enumerate().filter(|(_, value)| value.harm);
    measured
        .map(|(value, _)| Change {
            value: value as u32,
            before: of(before.frame, value),
            after: of(after.frame, value),
        })
        .collect()
}
