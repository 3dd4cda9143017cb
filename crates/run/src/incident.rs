//! What happened in a run, in order of time: what was done, which alerts began and ended, which services changed. Made
//! from what an actor sees, so it tells nothing that was not seen.

use crate::said;
use crate::view::{About, AlertNow, Frame, Severity, StepNow};

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Happened {
    /// When.
    pub tick: u32,
    /// What.
    pub what: What,
    /// Where: indices into `About::services`.
    pub services: Vec<u32>,
    /// In words, without tick and services.
    pub text: String,
}

/// The sorts of what happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// An action was carried out: its number, from 1.
    Done(u32),
    /// An action was refused: its number, from 1.
    Refused(u32),
    /// An alert began.
    Began(Severity),
    /// An alert ended.
    Ended,
    /// Services came to stand on this rung of `About::ladder`.
    Status(u8),
}

/// What happened, oldest first. At one tick: what was done, then what came of it. Waiting is nothing that happened.
#[must_use]
pub fn incident(about: &About, frames: &[Frame], steps: &[StepNow]) -> Vec<Happened> {
    let mut all: Vec<Happened> = steps.iter().filter_map(|step| done(about, step)).collect();
    if let Some(first) = frames.first() {
        all.extend(first.alerts.iter().map(began));
    }
    for (before, now) in frames.iter().zip(frames.iter().skip(1)) {
        changed(about, before, now, &mut all);
    }
    // What was done at a tick stands before what that tick brought, and the sort keeps the order within both.
    brownout_sort::by_key(&mut all, |happened| happened.tick);
    all
}

fn done(about: &About, step: &StepNow) -> Option<Happened> {
    let action = about.actions.get(step.action as usize).filter(|action| !action.wait && !action.aside)?;
    let what = if step.refused.is_some() { What::Refused(step.step) } else { What::Done(step.step) };
    let services: Vec<u32> = step.target.into_iter().collect();
    let target =
        step.target.and_then(|target| about.services.get(target as usize)).map(|service| service.name.as_str());
    let args: Vec<String> = said::args(action, step, target).into_iter().map(|(_, text)| text).collect();
    let text = if args.is_empty() { action.label.clone() } else { format!("{}: {}", action.label, args.join(", ")) };
    Some(Happened { tick: step.tick, what, services, text })
}

fn began(alert: &AlertNow) -> Happened {
    Happened {
        tick: alert.since,
        what: What::Began(alert.severity),
        services: alert.service.into_iter().collect(),
        text: alert.text.clone(),
    }
}

fn changed(about: &About, before: &Frame, now: &Frame, all: &mut Vec<Happened>) {
    let fires = |frame: &Frame, alert: &AlertNow| {
        frame.alerts.iter().any(|other| other.key == alert.key && other.since == alert.since)
    };
    all.extend(now.alerts.iter().rev().filter(|alert| !fires(before, alert)).map(began));
    let ended = before.alerts.iter().rev().filter(|alert| !fires(now, alert));
    all.extend(ended.map(|alert| Happened { tick: now.tick, what: What::Ended, ..began(alert) }));
    for (rung, status) in (0u8..).zip(&about.ladder) {
        let came = (0u32..).zip(now.status.iter().zip(&before.status));
        let services: Vec<u32> =
            came.filter(|(_, (now, before))| **now == rung && now != before).map(|(index, _)| index).collect();
        if !services.is_empty() {
            all.push(Happened { tick: now.tick, what: What::Status(rung), services, text: status.word.clone() });
        }
    }
}
