//! What was learnt: what each action told, when, and whether it was told before. Made from the steps that an actor sees.

use crate::view::{About, StepNow};

/// What one step told.
#[derive(Clone, Debug, PartialEq)]
pub struct Learnt {
    /// Number of the step, from 1.
    pub step: u32,
    /// When it was taken.
    pub tick: u32,
    /// Index into `About::actions`.
    pub action: u32,
    /// What was asked for beside the service, as given.
    pub asked: Vec<(String, String)>,
    /// Index into `About::services`, if it was about one.
    pub service: Option<u32>,
    /// What it told, in order.
    pub told: Vec<Told>,
    /// Why it was refused, if it was.
    pub refused: Option<String>,
}

/// A sentence that was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it says.
    pub text: String,
    /// The tick at which an earlier step told the same first, if one did.
    pub known_since: Option<u32>,
}

/// What was learnt so far, oldest first. Steps that told nothing are not in it.
#[must_use]
pub fn learnt(about: &About, steps: &[StepNow]) -> Vec<Learnt> {
    let mut first: Vec<(&str, u32)> = Vec::new();
    let told_something = |step: &&StepNow| !step.shown.is_empty() || step.refused.is_some();
    let mut all = Vec::new();
    for step in steps.iter().filter(told_something) {
        let mut told = Vec::with_capacity(step.shown.len());
        for text in &step.shown {
            let known_since = first.iter().find(|(known, _)| *known == text.as_str()).map(|(_, tick)| *tick);
            if known_since.is_none() {
                first.push((text, step.tick));
            }
            told.push(Told { text: text.clone(), known_since });
        }
        all.push(Learnt {
            step: step.step,
            tick: step.tick,
            action: step.action,
            asked: asked(about, step),
            service: step.target,
            told,
            refused: step.refused.clone(),
        });
    }
    all
}

/// Label and text of each parameter but the service that the step is about.
fn asked(about: &About, step: &StepNow) -> Vec<(String, String)> {
    let Some(action) = about.actions.get(step.action as usize) else { return Vec::new() };
    let target = step.target.and_then(|target| about.services.get(target as usize)).map(|service| service.name.as_str());
    let label = |name: &str| {
        let param = action.params.iter().find(|param| param.name == name);
        param.map_or_else(|| name.to_owned(), |param| param.label.clone())
    };
    let beside = step.args.iter().filter(|(_, text)| Some(text.as_str()) != target);
    beside.map(|(name, text)| (label(name), text.clone())).collect()
}
