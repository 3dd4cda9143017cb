//! A pack's curriculum: its scenarios by tier, and when a player moves up. It is about runs, not about any one of them.

use crate::decode::{Count, Map, Name, record};

record! {
    /// Scenarios by tier, each run with a seed that follows from its place.
    Curriculum is "the curriculum" {
        /// Runs of each scenario before the next one's turn; 3 if left out.
        repetitions: Option<Count> = "repetitions",
        /// How many of the last rewards the mean is taken of; 10 if left out.
        window: Option<Count> = "window",
        /// How far apart the seeds of two scenarios of a tier are; 97 if left out.
        by_scenario: Option<Count> = "by-scenario",
        /// How far apart the seeds of two repetitions are; 31 if left out.
        by_repetition: Option<Count> = "by-repetition",
        /// What a promotion adds to all seeds; 1000 if left out.
        by_promotion: Option<Count> = "by-promotion",
        /// The tiers, easiest first.
        tiers: Map<Tier> = "tiers" => [Entry],
    }
}

record! {
    /// A tier of the curriculum.
    Tier is "a tier" {
        /// Its scenarios, by the names of their files.
        scenarios: Vec<Name> = "scenarios",
        /// The mean reward that leads to the next tier; without one it is the last.
        promote: Option<Count> = "promote",
    }
}
