//! What happened in a run, in words: for a list that somebody tells it with.

use brownout_sim::fact::Answer;
use brownout_sim::learnt::Evidence;
use brownout_sim::moment::{Happened, Moment};
use brownout_sim::plan::Plan;

use crate::view::{AnswerNow, EvidenceNow, MomentNow, NoteNow, StepNow};

/// Something learnt as a view shows it.
pub(crate) fn evidence(evidence: &Evidence) -> EvidenceNow {
    let Evidence { tick, actor, action, target, text } = evidence.clone();
    EvidenceNow { tick, actor, action, target, text }
}

/// An answer as a view shows it at a tick: what has not come yet is not in it.
pub(crate) fn answer(answer: &Answer, now: u32) -> AnswerNow {
    let come = answer.due <= now;
    AnswerNow {
        asked: answer.asked,
        tick: come.then_some(answer.due),
        actor: answer.actor(),
        action: answer.action(),
        target: answer.target(),
        text: if come { answer.text.clone() } else { String::new() },
    }
}

/// A note as a view shows it.
pub(crate) fn note(step: &StepNow) -> NoteNow {
    NoteNow { step: step.step - 1, tick: step.tick, action: step.action, args: step.args.clone() }
}

/// A moment as a view shows it.
pub(crate) fn moment(plan: &Plan, moment: &Moment) -> MomentNow {
    let action = match moment.what {
        Happened::Deed(action) => Some(action),
        Happened::Alert(_) => None,
    };
    let what = match moment.what {
        Happened::Deed(action) => plan.actions.get(action as usize).map(|action| action.label.clone()),
        Happened::Alert(alert) => plan.alerts.get(alert as usize).map(|alert| alert.name.clone()),
    };
    let at = moment.service.and_then(|service| plan.services.get(service as usize));
    let at = at.map_or_else(String::new, |service| format!(" at {}", service.name));
    let began = if action.is_none() { " began" } else { "" };
    MomentNow {
        tick: moment.tick,
        text: moment.text(plan),
        action,
        service: moment.service,
        label: format!("{}{at}{began}", what.unwrap_or_default()),
    }
}
