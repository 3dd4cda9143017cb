//! The case of a run in JavaScript's shape: what was learnt, what was answered, what happened, what was noted; after the end,
//! who was right and how sure the player was.

use brownout_run::Game;
use brownout_run::calibration;
use brownout_run::debrief::AnswerStory;
use brownout_run::view::{self, AnswerNow, EvidenceNow, MomentNow, NoteNow};
use serde::Serialize;

use crate::cast::role_name;
use crate::convert::Pairs;
use crate::view::service;

/// `Evidence`
#[derive(Serialize)]
pub(crate) struct Evidence<'a> {
    tick: u32,
    actor: Option<&'a str>,
    action: &'a str,
    target: Option<&'a str>,
    text: &'a str,
}

/// `Answer`
#[derive(Serialize)]
pub(crate) struct Answer<'a> {
    asked: u32,
    tick: Option<u32>,
    actor: Option<&'a str>,
    action: &'a str,
    target: Option<&'a str>,
    text: &'a str,
}

/// `Note`
#[derive(Serialize)]
pub(crate) struct Note<'a> {
    step: u32,
    tick: u32,
    action: &'a str,
    params: Pairs<&'a str, &'a str>,
}

/// `Moment`
#[derive(Serialize)]
pub(crate) struct Moment<'a> {
    tick: u32,
    text: &'a str,
    action: Option<&'a str>,
    service: Option<&'a str>,
    label: &'a str,
}

/// `AnswerStory`
#[derive(Serialize)]
pub(crate) struct Rightness<'a> {
    #[serde(flatten)]
    answer: Answer<'a>,
    step: u32,
    right: bool,
}

/// `Calibration`
#[derive(Serialize)]
pub(crate) struct Calibration<'a> {
    claims: Vec<Claim<'a>>,
    right: u32,
    sure: Option<f64>,
    distance: Option<f64>,
}

#[derive(Serialize)]
struct Claim<'a> {
    step: u32,
    tick: u32,
    action: &'a str,
    said: Pairs<&'a str, &'a str>,
    sure: Option<f64>,
    right: bool,
    evidence: u32,
}

fn action(about: &view::About, index: u32) -> &str {
    about.actions.get(index as usize).map_or("", |action| action.name.as_str())
}

fn actor(game: &Game, index: Option<u32>) -> Option<&str> {
    role_name(game.cast()?, index?)
}

/// Whether something is for this role; everything is for everybody.
fn is_for(role: Option<u32>, actor: Option<u32>) -> bool {
    role.is_none() || role == actor
}

/// What a role was told for the first time.
pub(crate) fn evidence<'a>(game: &'a Game, of: &'a [EvidenceNow], role: Option<u32>) -> Vec<Evidence<'a>> {
    let about = game.about();
    let mine = of.iter().filter(|of| is_for(role, of.actor));
    mine.map(|of| Evidence {
        tick: of.tick,
        actor: actor(game, of.actor),
        action: action(about, of.action),
        target: of.target.and_then(|index| service(about, index)),
        text: &of.text,
    })
    .collect()
}

/// What a role asked and what came of it.
pub(crate) fn answers<'a>(game: &'a Game, of: &'a [AnswerNow], role: Option<u32>) -> Vec<Answer<'a>> {
    let about = game.about();
    let mine = of.iter().filter(|of| is_for(role, of.actor));
    mine.map(|of| Answer {
        asked: of.asked,
        tick: of.tick,
        actor: actor(game, of.actor),
        action: action(about, of.action),
        target: of.target.and_then(|index| service(about, index)),
        text: &of.text,
    })
    .collect()
}

/// What a role noted.
pub(crate) fn notes<'a>(game: &'a Game, of: &'a [NoteNow], role: Option<u32>) -> Vec<Note<'a>> {
    let mine = of.iter().filter(|of| is_for(role, game.actor_of(of.step as usize)));
    mine.map(|of| Note {
        step: of.step + 1,
        tick: of.tick,
        action: action(game.about(), of.action),
        params: Pairs(of.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()),
    })
    .collect()
}

/// What happened.
pub(crate) fn moments<'a>(game: &'a Game, of: &'a [MomentNow]) -> Vec<Moment<'a>> {
    let about = game.about();
    of.iter()
        .map(|of| Moment {
            tick: of.tick,
            text: &of.text,
            action: of.action.map(|index| action(about, index)),
            service: of.service.and_then(|index| service(about, index)),
            label: &of.label,
        })
        .collect()
}

/// Whether an answer was right.
pub(crate) fn rightness<'a>(game: &'a Game, of: &'a AnswerStory) -> Rightness<'a> {
    let about = game.about();
    Rightness {
        answer: Answer {
            asked: of.asked,
            tick: of.came,
            actor: actor(game, of.actor),
            action: action(about, of.action),
            target: of.target.and_then(|index| service(about, index)),
            text: &of.text,
        },
        step: of.step,
        right: of.right,
    }
}

/// How sure the player was, and how right.
pub(crate) fn calibration<'a>(game: &'a Game, of: &'a calibration::Calibration) -> Calibration<'a> {
    let claims = of.claims.iter().map(|claim| Claim {
        step: claim.step + 1,
        tick: claim.tick,
        action: action(game.about(), claim.action),
        said: Pairs(claim.said.iter().map(|(label, text)| (label.as_str(), text.as_str())).collect()),
        sure: claim.sure,
        right: claim.right,
        evidence: claim.evidence,
    });
    Calibration { claims: claims.collect(), right: of.right, sure: of.sure, distance: of.distance }
}
