//! A run as JSON, for scripts and agents.

use brownout_sim::ENGINE_VERSION;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::debrief::OutOf;
use crate::game::Game;
use crate::view::Frame;

/// The JSON of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunReport {
    /// `pack/name`.
    pub scenario: String,
    /// The seed.
    pub seed: u64,
    /// Who played.
    pub player: String,
    /// 16 hex digits.
    pub digest: String,
    /// Whether it was won.
    pub won: bool,
    /// The grade.
    pub score: f64,
    /// The grade beside the most that its parts give together, where that is not 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub out_of: Option<OutOf>,
    /// Points of each part, by id.
    pub parts: Map<String, Value>,
    /// Ticks played.
    pub ticks: u32,
    /// Version of the engine's rules.
    pub engine: u32,
}

impl Game {
    /// The grade beside the most that its parts give together; `None` where that is 1, or nothing gives anything.
    #[must_use]
    pub fn out_of(&self) -> Option<OutOf> {
        let gives = self.plan().score.grade.iter().map(|part| part.most).filter(|most| *most > 0.0);
        // Tenths do not add up to the last bit.
        let most = brownout_expr::num::round(gives.fold(0.0, |sum, most| sum + most), 9);
        (most > 0.0 && most != 1.0).then(|| OutOf { most, share: self.grade().score / most })
    }
}

/// The report of a run.
#[must_use]
pub fn report(game: &Game, player: &str) -> RunReport {
    let grade = game.grade();
    let plan = game.plan();
    let parts =
        plan.score.grade.iter().zip(&grade.parts).map(|(part, points)| (part.name.clone(), json!(points))).collect();
    RunReport {
        scenario: plan.about.id.clone(),
        seed: game.seed(),
        player: player.to_owned(),
        digest: game.digest_text(),
        won: grade.won,
        score: grade.score,
        out_of: game.out_of(),
        parts,
        ticks: game.head().tick,
        engine: ENGINE_VERSION,
    }
}

/// A frame as JSON, with names for indices.
#[must_use]
pub fn frame_json(game: &Game, frame: &Frame) -> Value {
    let about = game.about();
    let name = |service: Option<u32>| service.and_then(|s| about.services.get(s as usize)).map(|s| s.name.clone());
    let mut services = Map::new();
    let at = game.frames().iter().position(|of| of.tick == frame.tick);
    let ages = at.map_or(&[][..], |at| game.ages(at));
    for (index, service) in about.services.iter().enumerate() {
        let mut numbers = Map::new();
        let status = frame.status.get(index).and_then(|&s| about.ladder.get(usize::from(s)));
        numbers.insert("status".to_owned(), json!(status.map(|s| s.word.as_str())));
        for (metric, of) in about.metrics.iter().enumerate() {
            numbers.insert(of.name.clone(), json!(frame.metric(metric, index)));
        }
        if let Some(age) = ages.get(index).filter(|age| **age > 0) {
            numbers.insert("late".to_owned(), json!(age));
        }
        services.insert(service.name.clone(), Value::Object(numbers));
    }
    let values: Map<String, Value> =
        about.values.iter().zip(&frame.values).map(|(v, x)| (v.name.clone(), json!(x))).collect();
    let alerts: Vec<Value> = frame
        .alerts
        .iter()
        .map(|a| json!({"text": a.text, "service": name(a.service), "severity": a.severity, "since": a.since}))
        .collect();
    let logs: Vec<Value> = frame
        .lines
        .iter()
        .map(|l| {
            let mut line = json!({"time_us": l.time_us, "level": l.level, "service": name(l.service), "text": l.text});
            if l.late > 0 {
                line["late"] = json!(l.late);
            }
            line
        })
        .collect();
    let mut all = json!({"tick": frame.tick, "services": services, "values": values, "alerts": alerts, "logs": logs});
    let action = |index: u32| about.actions.get(index as usize).map(|action| action.name.clone());
    let answers: Vec<Value> = game
        .answers()
        .iter()
        .filter(|answer| answer.tick == Some(frame.tick))
        .map(|a| json!({"asked": a.asked, "action": action(a.action), "service": name(a.target), "text": a.text}))
        .collect();
    if !answers.is_empty() {
        all["answers"] = json!(answers);
    }
    all
}
