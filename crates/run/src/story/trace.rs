//! Plays a run again and notes what was so before and after each step. What a game keeps is what somebody saw; this is
//! the rest, and nobody needs it before the end.

use std::rc::Rc;

use brownout_sim::plan::Plan;
use brownout_sim::step::Outcome;

use crate::game::Game;

/// What was so between two steps.
#[derive(Clone)]
pub(super) struct Moment {
    /// Index of the newest frame: what whoever took the next step looked at.
    pub(super) frame: usize,
    /// How many lines had been spoken.
    pub(super) lines: usize,
    /// Whether each fault was contained.
    pub(super) contained: Vec<bool>,
    /// How often each fault had been revealed.
    pub(super) revealed: Vec<u32>,
}

/// A step.
pub(super) struct Trace {
    pub(super) before: Moment,
    pub(super) after: Moment,
    /// Whether it was one of the deeds that help against an active fault.
    pub(super) helped: bool,
    /// The lines whose orders it carried out: indices into `Plan::lines`.
    pub(super) obeyed: Vec<u32>,
}

/// All steps of a run.
pub(super) fn traces(game: &Game) -> Vec<Trace> {
    let mut again = Game::start(Rc::clone(&game.compiled), game.seed());
    let mut before = moment(&again);
    let mut traces = Vec::new();
    for (deed, outcome) in game.log().deeds().iter().zip(&game.outcomes) {
        // The same deeds on the same seed: what could be taken can be taken again.
        if again.act(deed).is_err() {
            break;
        }
        let plan = game.plan();
        let after = moment(&again);
        let carried_out = outcome.refused.is_none();
        let helped = carried_out && again.world.cell(plan.specials.helps) != 0.0;
        let obeyed = if carried_out { obeyed(&again, plan, outcome, before.lines) } else { Vec::new() };
        traces.push(Trace { before, after: after.clone(), helped, obeyed });
        before = after;
    }
    traces
}

fn moment(game: &Game) -> Moment {
    let (plan, world) = (game.plan(), &game.world);
    let faults = 0..plan.faults.len() as u32;
    Moment {
        frame: game.frames().len().saturating_sub(1),
        lines: world.state.lines.len(),
        contained: faults.clone().map(|fault| world.cell(plan.fault_columns.contained + fault) != 0.0).collect(),
        revealed: faults.map(|fault| world.cell(plan.fault_columns.seen_event[0] + fault) as u32).collect(),
    }
}

/// The lines among the first `spoken` whose orders the step just taken carried out. Its parameters still are in their cells.
fn obeyed(game: &Game, plan: &Plan, outcome: &Outcome, spoken: usize) -> Vec<u32> {
    let mut lines = Vec::new();
    for (number, line) in (0u32..).zip(&plan.lines) {
        let Some(orders) = &line.orders else { continue };
        if orders.pattern.action.is_some_and(|wanted| wanted != outcome.action)
            || !game.world.state.lines.iter().take(spoken).any(|said| said.line == number)
        {
            continue;
        }
        let fits = match &orders.pattern.filter {
            Some(filter) => game.world.clone().eval(plan, filter, outcome.target) != 0.0,
            None => true,
        };
        if fits {
            lines.push(number);
        }
    }
    lines
}
