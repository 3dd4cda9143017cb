//! What was learnt: what each action told, when, and whether it was told before; answers that came later stand where they
//! came. Made from what an actor sees.

use brownout_sim::fact::LATER;

use crate::said;
use crate::view::{About, AnswerNow, EvidenceNow, StepNow};

/// What one step told, or an answer that came after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Learnt {
    /// Number of the step, from 1.
    pub step: u32,
    /// When it was told.
    pub tick: u32,
    /// When it was asked for, if the answer took time.
    pub asked_at: Option<u32>,
    /// Index into `About::actions`.
    pub action: u32,
    /// What was asked for beside the service: labels, and texts as given.
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
    /// The tick at which the same was told first, if it was told before.
    pub known_since: Option<u32>,
}

/// A request and what came back, as a told text holds them: a line each, and the body behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange<'a> {
    /// What was asked.
    pub request: &'a str,
    /// The status as it was answered, code and words.
    pub status: &'a str,
    /// Whether the code says that it went well.
    pub good: bool,
    /// The rest.
    pub body: &'a str,
}

/// The exchange that a text tells of, if it does: its second line begins with a code of three digits.
#[must_use]
pub fn exchange(text: &str) -> Option<Exchange<'_>> {
    let (request, answer) = text.split_once('\n')?;
    let (status, body) = answer.split_once('\n').unwrap_or((answer, ""));
    let code = status.split(' ').next().filter(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit()))?;
    Some(Exchange { request, status, good: matches!(code.as_bytes().first(), Some(b'1'..=b'3')), body })
}

/// What was learnt so far, oldest first. Steps that told nothing are not in it.
#[must_use]
pub fn learnt(about: &About, steps: &[StepNow], evidence: &[EvidenceNow], answers: &[AnswerNow]) -> Vec<Learnt> {
    let mut all: Vec<Learnt> = Vec::new();
    for step in steps.iter().filter(|step| about.actions.get(step.action as usize).is_some_and(|action| !action.aside))
    {
        // That an answer will come is none.
        let mut texts: Vec<&str> = step.shown.iter().map(String::as_str).filter(|text| *text != LATER).collect();
        // Log lines that were asked for are not among what is shown.
        let same = |evidence: &&EvidenceNow| {
            (evidence.tick, evidence.action, evidence.target) == (step.tick, step.action, step.target)
        };
        for line in evidence.iter().filter(same) {
            if !texts.contains(&line.text.as_str()) && !came_later(line, answers) {
                texts.push(&line.text);
            }
        }
        if texts.is_empty() && step.refused.is_none() {
            continue;
        }
        all.push(entry(about, step, step.tick, None, texts));
    }
    for answer in answers {
        let Some(tick) = answer.tick else { continue };
        let asked = |step: &&StepNow| {
            (step.tick, step.action, step.target) == (answer.asked, answer.action, answer.target)
                && step.refused.is_none()
        };
        if let Some(step) = steps.iter().find(asked) {
            all.push(entry(about, step, tick, Some(answer.asked), vec![answer.text.as_str()]));
        }
    }
    brownout_sort::by_key(&mut all, |learnt| learnt.tick);
    know(&mut all);
    all
}

fn came_later(line: &EvidenceNow, answers: &[AnswerNow]) -> bool {
    answers
        .iter()
        .any(|answer| answer.tick == Some(line.tick) && answer.action == line.action && answer.text == line.text)
}

fn entry(about: &About, step: &StepNow, tick: u32, asked_at: Option<u32>, texts: Vec<&str>) -> Learnt {
    let told = texts.into_iter().map(|text| Told { text: text.to_owned(), known_since: None }).collect();
    Learnt {
        step: step.step,
        tick,
        asked_at,
        action: step.action,
        asked: asked(about, step),
        service: step.target,
        told,
        refused: step.refused.clone(),
    }
}

/// Marks what was told before.
fn know(all: &mut [Learnt]) {
    let mut first: Vec<(String, u32)> = Vec::new();
    for learnt in all {
        let tick = learnt.tick;
        for told in &mut learnt.told {
            told.known_since = first.iter().find(|(known, _)| *known == told.text).map(|(_, tick)| *tick);
            if told.known_since.is_none() {
                first.push((told.text.clone(), tick));
            }
        }
    }
}

/// Label and text of each parameter but the service that the step is about.
fn asked(about: &About, step: &StepNow) -> Vec<(String, String)> {
    let Some(action) = about.actions.get(step.action as usize) else { return Vec::new() };
    let target =
        step.target.and_then(|target| about.services.get(target as usize)).map(|service| service.name.as_str());
    said::args(action, step, target)
}
