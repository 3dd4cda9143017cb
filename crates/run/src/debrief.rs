//! What is shown after the end: the score with its parts, the true cause, the timeline, the best known play.
//! The only place where hidden truth becomes visible.

use serde::Serialize;

use crate::view::{Level, StepNow};

/// The whole debrief.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Debrief {
    /// Whether the pack's `end.won` held at the end.
    pub won: bool,
    /// Why the run ended, as a sentence.
    pub ended: String,
    /// The grade.
    pub score: f64,
    /// Lowest and highest grade that the pack gives.
    pub range: (f64, f64),
    /// The parts of the grade in the pack's order.
    pub parts: Vec<PartScore>,
    /// Why the grade is lower than its parts, if it is: the label of the cap that was in force.
    pub capped: Option<String>,
    /// The faults in order of appearance.
    pub faults: Vec<FaultStory>,
    /// The player's steps in order.
    pub steps: Vec<StepStory>,
    /// The best known play for this seed: the scenario's expert, played by the engine.
    pub expert: Option<OtherRun>,
    /// The same run without any action but waiting.
    pub idle: Option<OtherRun>,
    /// What users suffered by tick, for the player's own run: the pack's `harm` value, if it has one.
    pub harm: Vec<f64>,
    /// Digest of the run, 16 hex digits.
    pub digest: String,
}

/// One part of the grade.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartScore {
    /// Its id.
    pub name: String,
    /// On the screen.
    pub label: String,
    /// What was got.
    pub points: f64,
    /// The most there is; 0 for parts that only take away.
    pub most: f64,
}

/// What was wrong, and when.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FaultStory {
    /// Its id.
    pub name: String,
    /// What it was ("slow session query holds its locks").
    pub label: String,
    /// Why it did what it did, or empty.
    pub because: String,
    /// Where: index into `About::services`.
    pub service: u32,
    /// First tick at which it was active.
    pub started: Option<u32>,
    /// First tick at which it was contained.
    pub contained: Option<u32>,
    /// Tick at which it was cured.
    pub cured: Option<u32>,
    /// What would have cured it, as sentences.
    pub cures: Vec<String>,
    /// Services that it reached, with the first tick at which each was not healthy, in that order.
    pub reached: Vec<(u32, u32)>,
    /// The signal that revealed it first, if one was seen: tick, level, text.
    pub revealed: Option<(u32, Level, String)>,
}

/// A step of the player with what was not told at the time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepStory {
    /// The role that took it, where several act: index into `Cast::roles`.
    pub actor: Option<u32>,
    /// What the player saw.
    pub step: StepNow,
    /// Whether it counted as a wrong intervention.
    pub wrong: bool,
    /// Faults that it cured, as indices into `Debrief::faults`.
    pub cured: Vec<u32>,
}

/// Another run of the same scenario and seed, to compare with.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OtherRun {
    /// Its grade.
    pub score: f64,
    /// Whether it won.
    pub won: bool,
    /// Its steps.
    pub steps: Vec<StepNow>,
    /// Its harm by tick.
    pub harm: Vec<f64>,
    /// Its action log in the form that `Game::replay` takes, for "watch best play".
    pub log: String,
}
