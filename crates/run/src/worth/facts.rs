//! What is known of a scenario before anybody has played it, as far as a verdict is made of it.

use brownout_expr::ops::{Code, Effect, Op};
use brownout_scenario::{Compiled, PlayStep};
use brownout_sim::act::check;
use brownout_sim::plan::{Action, Fault, Plan};
use serde::{Deserialize, Serialize};

use crate::players::LOUDEST_PLAY;

/// What the text of a scenario says, whatever anybody plays. Whole as JSON, for a worker to send.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// What the naive player does over and over: the action's name.
    pub naive: Option<String>,
    /// Why the naive player may win, where that is meant.
    pub naive_meant: Option<String>,
    /// What the one does who repeats the expert's first step: the action's name.
    pub repeated: Option<String>,
    /// The first fault that no action and no state can cure or contain.
    pub incurable: Option<String>,
}

impl Facts {
    /// Reads them.
    #[must_use]
    pub fn of(compiled: &Compiled) -> Facts {
        let first = |play: &str| {
            compiled.play(play)?.steps.iter().find_map(|step| match step {
                PlayStep::Deed(deed, _) => Some(deed.action.clone()),
                PlayStep::Cure(_) => None,
            })
        };
        let plan = &compiled.plan;
        Facts {
            naive: first(LOUDEST_PLAY),
            naive_meant: compiled.naive_wins.clone(),
            repeated: first("expert"),
            incurable: plan.faults.iter().find(|fault| !curable(plan, fault)).map(|fault| fault.name.clone()),
        }
    }
}

/// Whether something can end it. Said to be so in doubt: what an action does later, or to which fault, shows only in play.
fn curable(plan: &Plan, fault: &Fault) -> bool {
    let ever = |code: &Option<Code>| code.as_ref().is_some_and(|code| *code.ops != [Op::Const(0.0)]);
    let by_deed = fault.cured_by.iter().any(|cure| check(plan, &cure.deed).is_ok());
    by_deed || ever(&fault.cured_when) || ever(&fault.contained_when) || plan.actions.iter().any(may_cure)
}

/// Whether an action may end a fault that does not say so of itself.
fn may_cure(action: &Action) -> bool {
    let cures =
        |op: &Op| matches!(op, Op::Do(Effect::Cure | Effect::WriteConfig | Effect::ConfigWritten | Effect::After(_)));
    [&action.effect, &action.always, &action.on_wrong].into_iter().any(|code| code.ops.iter().any(cures))
}
