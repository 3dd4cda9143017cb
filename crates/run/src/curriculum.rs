//! A pack's curriculum as it is gone through: which scenario and seed comes next, and when the mean of the last rewards leads
//! to the next tier. Knows rewards, not who earned them.

use std::collections::VecDeque;

use brownout_scenario::model::Curriculum;
use serde::Serialize;

use crate::game::Game;

/// Runs of a scenario before the next one's turn, if the pack does not say.
const REPETITIONS: u32 = 3;
/// Rewards that the mean is taken of, if the pack does not say.
const WINDOW: u32 = 10;
/// Steps between seeds, if the pack does not say: by scenario, repetition, promotion.
const BY: [u32; 3] = [97, 31, 1000];

/// Which run comes next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Next {
    /// The tier.
    pub tier: String,
    /// The scenario, `pack/name`.
    pub scenario: String,
    /// The seed.
    pub seed: u64,
}

/// A tier.
#[derive(Clone, Debug)]
struct Tier {
    name: String,
    scenarios: Vec<String>,
    promote: Option<f64>,
}

/// A way through the curriculum.
#[derive(Clone, Debug)]
pub struct Course {
    tiers: Vec<Tier>,
    repetitions: u32,
    window: usize,
    by: [u64; 3],
    tier: usize,
    offset: u64,
    /// Runs taken in this tier.
    taken: u64,
    rewards: VecDeque<f64>,
}

impl Course {
    /// The beginning of a pack's curriculum; seeds are counted from `offset`. `None` if a tier has no scenario.
    #[must_use]
    pub fn new(pack: &str, curriculum: &Curriculum, offset: u64) -> Option<Course> {
        let tiers: Vec<Tier> = curriculum
            .tiers
            .iter()
            .map(|item| Tier {
                name: item.key.as_str().to_owned(),
                scenarios: item.value.scenarios.iter().map(|name| format!("{pack}/{}", name.as_str())).collect(),
                promote: item.value.promote.map(|mean| f64::from(mean.value)),
            })
            .collect();
        let sound = !tiers.is_empty() && tiers.iter().all(|tier| !tier.scenarios.is_empty());
        let steps = [curriculum.by_scenario, curriculum.by_repetition, curriculum.by_promotion];
        let or =
            |given: Option<brownout_scenario::decode::Count>, default: u32| given.map_or(default, |count| count.value);
        let mut by = [0; 3];
        for (by, (given, default)) in by.iter_mut().zip(steps.into_iter().zip(BY)) {
            *by = u64::from(or(given, default));
        }
        sound.then(|| Course {
            tiers,
            repetitions: or(curriculum.repetitions, REPETITIONS).max(1),
            window: or(curriculum.window, WINDOW).max(1) as usize,
            by,
            tier: 0,
            offset,
            taken: 0,
            rewards: VecDeque::new(),
        })
    }

    /// The run that is next: every scenario of the tier with all its repetitions, then all of them with further ones.
    #[must_use]
    pub fn next_run(&self) -> Option<Next> {
        let tier = self.tiers.get(self.tier)?;
        let (count, repetitions) = (tier.scenarios.len() as u64, u64::from(self.repetitions));
        let scenario = self.taken / repetitions % count;
        let repetition = self.taken / (count * repetitions) * repetitions + self.taken % repetitions;
        Some(Next {
            tier: tier.name.clone(),
            scenario: tier.scenarios.get(scenario as usize)?.clone(),
            seed: self.offset + self.by[0] * scenario + self.by[1] * repetition,
        })
    }

    /// The mean of the last rewards, once there are as many as the window is wide.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let sum = self.rewards.iter().fold(0.0, |sum, reward| sum + reward);
        (self.rewards.len() == self.window).then(|| sum / self.window as f64)
    }

    /// Takes the reward of the run that was next. Gives the tier that it leads to and the mean that did, if it does; then the
    /// rewards so far are forgotten and the seeds move on.
    pub fn take(&mut self, reward: f64) -> Option<(&str, f64)> {
        self.taken += 1;
        self.rewards.push_back(reward);
        if self.rewards.len() > self.window {
            self.rewards.pop_front();
        }
        let wanted = self.tiers.get(self.tier)?.promote?;
        let mean = self.mean().filter(|&mean| mean >= wanted)?;
        if self.tier + 1 >= self.tiers.len() {
            return None;
        }
        self.tier += 1;
        self.offset += self.by[2];
        self.taken = 0;
        self.rewards.clear();
        self.tiers.get(self.tier).map(|tier| (tier.name.as_str(), mean))
    }
}

/// What a run has earned over all its steps.
#[must_use]
pub fn reward(game: &Game) -> f64 {
    game.rewards().flatten().fold(0.0, |sum, points| sum + points)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use brownout_scenario::{Catalogue, load};

    use super::*;

    fn course() -> Course {
        let text = "title: T\ncurriculum:\n  window: 2\n  tiers:\n    low: { scenarios: [ a, b ], promote: 5 }\n    high: { scenarios: [ c ], promote: 7 }\n";
        let mut catalogue = Catalogue::default();
        catalogue.insert("standard/pack.yaml", "{}\n");
        catalogue.insert("p/s.yaml", text);
        let authored = load(&catalogue, "p/s").map_err(|e| e.to_string()).unwrap();
        Course::new("p", authored.document.curriculum.as_ref().unwrap(), 10).unwrap()
    }

    #[test]
    fn seeds_follow_from_the_place() {
        let mut course = course();
        let mut runs = Vec::new();
        for _ in 0..8 {
            let next = course.next_run().unwrap();
            runs.push((next.scenario, next.seed));
            assert_eq!(course.take(0.0), None);
        }
        let want = [("a", 10), ("a", 41), ("a", 72), ("b", 107), ("b", 138), ("b", 169), ("a", 103), ("a", 134)];
        assert_eq!(runs, want.map(|(name, seed)| (format!("p/{name}"), seed)));
    }

    #[test]
    fn the_mean_of_the_last_leads_up_and_is_forgotten() {
        let mut course = course();
        let promoted = [9.0, 0.0, 10.0, 9.0, 9.0, 9.0]
            .map(|reward| course.take(reward).map(|(tier, mean)| (tier.to_owned(), mean)));
        let up = Some(("high".to_owned(), 5.0));
        assert_eq!(promoted, [None, None, up, None, None, None], "the last tier leads nowhere");
        let next = course.next_run().unwrap();
        assert_eq!((next.tier.as_str(), next.scenario.as_str(), next.seed), ("high", "p/c", 1010 + 31 * 3));
    }
}
