//! A pack's curriculum as it is gone through: which scenario and seed comes next, and when the mean of the last rewards leads
//! to the next tier. Knows rewards, not who earned them.

use std::collections::VecDeque;

use brownout_scenario::model::Curriculum;
use brownout_scenario::{Catalogue, load};
use serde::{Deserialize, Serialize};

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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tier {
    /// Its id.
    pub name: String,
    /// Its scenarios, `pack/name`.
    pub scenarios: Vec<String>,
    /// The mean reward that leads to the next tier, if there is one.
    pub promote: Option<f64>,
}

/// A run that was taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Taken {
    /// The scenario, `pack/name`.
    pub scenario: String,
    /// The seed.
    pub seed: u64,
    /// What it earned.
    pub reward: f64,
}

/// Where somebody stands in a curriculum: all that is needed to go on there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// The tier, from 0.
    pub tier: usize,
    /// Runs taken in this tier.
    pub taken: u64,
    /// The last of them, as many as the mean is taken of.
    pub last: VecDeque<Taken>,
}

/// A way through the curriculum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Course {
    tiers: Vec<Tier>,
    repetitions: u32,
    window: usize,
    by: [u64; 3],
    /// What seeds are counted from.
    offset: u64,
    now: Standing,
}

/// More runs in one tier than anybody takes; seeds stay small.
const TAKEN_MOST: u64 = 1_000_000;

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
            offset,
            now: Standing::default(),
        })
    }

    /// The beginning of the curriculum of a pack of the catalogue; `None` if it has none, or no scenario can be read.
    #[must_use]
    pub fn of_pack(catalogue: &Catalogue, pack: &str, offset: u64) -> Option<Course> {
        let of_pack = |id: &&str| id.strip_prefix(pack).is_some_and(|rest| rest.starts_with('/'));
        let first = catalogue.scenarios().into_iter().find(of_pack)?;
        Course::new(pack, load(catalogue, first).ok()?.document.curriculum.as_ref()?, offset)
    }

    /// Goes on from where somebody stood. What cannot be (a tier that is not there, more runs than the mean is taken of) is
    /// made fit.
    #[must_use]
    pub fn resume(mut self, standing: Standing) -> Course {
        self.now = standing;
        self.now.tier = self.now.tier.min(self.tiers.len() - 1);
        self.now.taken = self.now.taken.min(TAKEN_MOST);
        self.now.last.retain(|taken| taken.reward.is_finite());
        let over = self.now.last.len().saturating_sub(self.window);
        self.now.last.drain(..over);
        self
    }

    /// Where somebody stands.
    #[must_use]
    pub fn standing(&self) -> &Standing {
        &self.now
    }

    /// The tiers, easiest first.
    #[must_use]
    pub fn tiers(&self) -> &[Tier] {
        &self.tiers
    }

    /// How many of the last rewards the mean is taken of.
    #[must_use]
    pub fn window(&self) -> usize {
        self.window
    }

    /// The run that is next: every scenario of the tier with all its repetitions, then all of them with further ones.
    #[must_use]
    pub fn next_run(&self) -> Option<Next> {
        let tier = self.tiers.get(self.now.tier)?;
        let (count, repetitions) = (tier.scenarios.len() as u64, u64::from(self.repetitions));
        let taken = self.now.taken;
        let scenario = taken / repetitions % count;
        let repetition = taken / (count * repetitions) * repetitions + taken % repetitions;
        let offset = self.offset + self.by[2] * self.now.tier as u64;
        Some(Next {
            tier: tier.name.clone(),
            scenario: tier.scenarios.get(scenario as usize)?.clone(),
            seed: offset + self.by[0] * scenario + self.by[1] * repetition,
        })
    }

    /// The mean of the last rewards, however few they are; `None` before the first.
    #[must_use]
    pub fn mean_so_far(&self) -> Option<f64> {
        let count = self.now.last.len();
        let sum = self.now.last.iter().fold(0.0, |sum, taken| sum + taken.reward);
        (0 < count).then(|| sum / count as f64)
    }

    /// The mean of the last rewards, once there are as many as the window is wide.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        self.mean_so_far().filter(|_| self.now.last.len() == self.window)
    }

    /// Takes the reward of the run that was next. Gives the tier that it leads to and the mean that did, if it does; then the
    /// rewards so far are forgotten and the seeds move on.
    pub fn take(&mut self, reward: f64) -> Option<(&str, f64)> {
        let Next { scenario, seed, .. } = self.next_run()?;
        self.now.taken += 1;
        self.now.last.push_back(Taken { scenario, seed, reward });
        if self.now.last.len() > self.window {
            self.now.last.pop_front();
        }
        let wanted = self.tiers.get(self.now.tier)?.promote?;
        let mean = self.mean().filter(|&mean| mean >= wanted)?;
        if self.now.tier + 1 >= self.tiers.len() {
            return None;
        }
        self.now = Standing { tier: self.now.tier + 1, ..Standing::default() };
        self.tiers.get(self.now.tier).map(|tier| (tier.name.as_str(), mean))
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
    use super::*;

    fn course() -> Course {
        let text = "title: T\ncurriculum:\n  window: 2\n  tiers:\n    low: { scenarios: [ a, b ], promote: 5 }\n    high: { scenarios: [ c ], promote: 7 }\n";
        let mut catalogue = Catalogue::default();
        catalogue.insert("standard/pack.yaml", "{}\n");
        catalogue.insert("p/s.yaml", text);
        assert!(
            Course::of_pack(&catalogue, "standard", 10).is_none() && Course::of_pack(&catalogue, "no", 10).is_none()
        );
        Course::of_pack(&catalogue, "p", 10).unwrap()
    }

    #[test]
    fn whoever_comes_back_goes_on() {
        let mut course = course();
        let mut again = self::course();
        for reward in [9.0, 0.0, 10.0, 1.0, f64::NAN, 2.0] {
            course.take(reward);
            again.take(reward);
            let text = serde_json::to_string(again.standing()).unwrap();
            // What is not finite has no place in JSON; it is forgotten.
            let standing = serde_json::from_str::<Standing>(&text).unwrap_or_else(|_| again.standing().clone());
            again = self::course().resume(standing);
            assert_eq!(again.next_run(), course.next_run(), "{reward}");
        }
        assert_eq!(again.mean_so_far(), Some(1.5), "of what is left");
        for (standing, tier, last) in [
            (Standing { tier: 9, taken: u64::MAX, last: VecDeque::new() }, "high", 0),
            (
                Standing {
                    tier: 0,
                    taken: 5,
                    last: vec![Taken { scenario: String::new(), seed: 1, reward: 1.0 }; 9].into(),
                },
                "low",
                2,
            ),
        ] {
            let course = self::course().resume(standing);
            assert_eq!((course.next_run().unwrap().tier.as_str(), course.standing().last.len()), (tier, last));
        }
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
