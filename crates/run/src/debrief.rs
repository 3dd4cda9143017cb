//! What is shown after the end: the score with its parts, the true cause, which signals told it to whom and when, which
//! misled, what each action did and cost, the best known play. The only place where hidden truth becomes visible.

use serde::Serialize;

use crate::view::{Level, Severity, StepNow};

/// The whole debrief.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Debrief {
    /// Whether the pack's `end.won` held at the end.
    pub won: bool,
    /// Why the run ended, as a sentence.
    pub ended: String,
    /// The grade.
    pub score: f64,
    /// The grade beside the most that its parts give together, where that is not 1.
    pub out_of: Option<OutOf>,
    /// Lowest and highest grade that the pack gives.
    pub range: (f64, f64),
    /// The parts of the grade in the pack's order.
    pub parts: Vec<PartScore>,
    /// Why the grade is lower than its parts, if it is: the label of the cap that was in force.
    pub capped: Option<String>,
    /// What the run earned over all its steps, where the pack pays steps.
    pub reward: Option<f64>,
    /// The faults in order of appearance.
    pub faults: Vec<FaultStory>,
    /// The signals that told of a fault or told of none but looked as if, in order of appearance.
    pub signals: Vec<SignalStory>,
    /// Answers that could have been wrong, in the order of the questions: whether they were.
    pub answers: Vec<AnswerStory>,
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

impl Debrief {
    /// Why the score is not what its parts give together, as a sentence; `None` if it is. `points` writes a number of points.
    #[must_use]
    pub fn held(&self, points: impl Fn(f64) -> String) -> Option<String> {
        let sum = self.parts.iter().fold(0.0, |sum, part| sum + part.points);
        let (low, high) = self.range;
        let why = match &self.capped {
            Some(cap) => ["it is held down by this: ", cap.trim_end_matches('.')].concat(),
            None if sum < low => ["it is never below ", &points(low)].concat(),
            None if high < sum => ["it is never above ", &points(high)].concat(),
            None => return None,
        };
        Some(["The parts give ", &points(sum), "; the score is ", &points(self.score), ", for ", &why, "."].concat())
    }
}

/// A grade whose parts do not give 1 together at best.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct OutOf {
    /// What the parts that give something give at best, together.
    pub most: f64,
    /// The grade as a share of it.
    pub share: f64,
}

/// An answer of somebody who may be wrong.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerStory {
    /// The step that asked: its number, from 1.
    pub step: u32,
    /// When it was asked for.
    pub asked: u32,
    /// When it came; `None`: the run was over before.
    pub came: Option<u32>,
    /// Who asked: index into `Cast::roles`; `None` where one actor does everything.
    pub actor: Option<u32>,
    /// By which action: index into `About::actions`.
    pub action: u32,
    /// About which service: index into `About::services`.
    pub target: Option<u32>,
    /// What it said.
    pub text: String,
    /// Whether that was right.
    pub right: bool,
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
    /// The log line that revealed it first, if one was spoken: tick, level, text.
    pub revealed: Option<(u32, Level, String)>,
    /// For each role: the first tick at which any signal that reveals it stood in the role's view, and the first of
    /// its own turns at which one did. Empty where one actor sees everything.
    pub seen: Vec<Sighting>,
}

/// A signal with what was not told at the time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SignalStory {
    /// What it was worth.
    pub worth: Worth,
    /// How it came.
    pub by: Channel,
    /// The faults that it told of, as indices into `Debrief::faults`.
    pub faults: Vec<u32>,
    /// Tick at which it was there first.
    pub tick: u32,
    /// How often it came.
    pub times: u32,
    /// The service that it is about: index into `About::services`.
    pub service: Option<u32>,
    /// What it said the first time.
    pub text: String,
    /// What each role saw of it, in the order of the roles. Empty where one actor sees everything.
    pub seen: Vec<Sighting>,
    /// What it told its reader to do, as a sentence, if it carries an instruction.
    pub orders: Option<String>,
    /// The steps that did what it told, after it was there: numbers of steps, from 1.
    pub obeyed: Vec<u32>,
}

/// What a signal was worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Worth {
    /// It revealed a fault.
    Reveals,
    /// It told that a faulty service was unwell, not why.
    Symptom,
    /// It was true and about nothing.
    Decoy,
    /// Somebody wrote an instruction into it.
    Injected,
    /// It was work as usual, in a list in which a fault left its trace too, or could have.
    Routine,
}

/// How a signal came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// A log line.
    Line(Level),
    /// An alert.
    Alert(Severity),
    /// An entry of a shared list: index into `Cast::stores`.
    Entry(u32),
    /// Told to whoever took a step: its number, from 1.
    Told(u32),
}

/// When a role saw a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sighting {
    /// Index into `Cast::roles`.
    pub role: u32,
    /// Whether the role sees signals of this kind at all.
    pub able: bool,
    /// First tick at which it stood in the role's view.
    pub tick: Option<u32>,
    /// First tick of one of the role's own turns at which it stood there.
    pub turn: Option<u32>,
}

/// A step of the player with what was not told at the time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepStory {
    /// The role that took it, where several act: index into `Cast::roles`.
    pub actor: Option<u32>,
    /// What the player saw.
    pub step: StepNow,
    /// The most that it did.
    pub did: Did,
    /// Whether it counted as a wrong intervention.
    pub wrong: bool,
    /// Faults that it cured, as indices into `Debrief::faults`.
    pub cured: Vec<u32>,
    /// Faults that it contained, as indices into `Debrief::faults`.
    pub contained: Vec<u32>,
    /// Whether it did what an injected line had told.
    pub obeyed: bool,
    /// What it cost.
    pub cost: Cost,
}

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Did {
    /// It cured a fault, itself or by what it brought about before the next step.
    Cured,
    /// It contained a fault.
    Contained,
    /// It was a wrong intervention.
    Wrong,
    /// It was refused and had no effect.
    Refused,
    /// It was one of the deeds that lead to a cure.
    Helped,
    /// It told something to whoever took it.
    Told,
    /// Nothing about any fault.
    Nothing,
}

/// What a step cost.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cost {
    /// How many ticks passed.
    pub ticks: u32,
    /// The parts of its reward that were not 0.
    pub rewards: Vec<Earned>,
    /// What the numbers that measure harm were before and after it.
    pub harm: Vec<Change>,
}

impl Cost {
    /// The whole reward.
    #[must_use]
    pub fn reward(&self) -> f64 {
        self.rewards.iter().fold(0.0, |sum, part| sum + part.points)
    }

    /// What steps one after the other cost together.
    #[must_use]
    pub fn sum<'a>(costs: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut sum = Self { ticks: 0, rewards: Vec::new(), harm: Vec::new() };
        for cost in costs {
            sum.ticks += cost.ticks;
            for part in &cost.rewards {
                match sum.rewards.iter_mut().find(|known| known.name == part.name) {
                    Some(known) => known.points += part.points,
                    None => sum.rewards.push(part.clone()),
                }
            }
            for change in &cost.harm {
                match sum.harm.iter_mut().find(|known| known.value == change.value) {
                    Some(known) => known.after = change.after,
                    None => sum.harm.push(*change),
                }
            }
        }
        sum
    }
}

/// A part of a step's reward.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Earned {
    /// Its id.
    pub name: String,
    /// On the screen.
    pub label: String,
    /// What was got.
    pub points: f64,
}

/// A number before and after.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Index into `About::values`.
    pub value: u32,
    /// Before.
    pub before: f64,
    /// After.
    pub after: f64,
}

/// Another run of the same scenario and seed, to compare with.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OtherRun {
    /// Its grade.
    pub score: f64,
    /// Whether it won.
    pub won: bool,
    /// Its steps, with what each did and cost.
    pub steps: Vec<StepStory>,
    /// Its harm by tick.
    pub harm: Vec<f64>,
    /// Its action log in the form that `Game::replay` takes, for "watch best play".
    pub log: String,
}
