//! Whether a scenario is worth playing: what the scripted players make of it over many seeds, one run at a time, and what
//! that says in words. The one place that computes the table of players. Knows neither who runs the runs nor in which order
//! they come in: a page adds them as its workers send them, the command line one after the other, and both get the same bytes.

mod facts;
mod verdict;

use std::collections::BTreeMap;
use std::rc::Rc;

use brownout_expr::num::round;
use brownout_scenario::{Authored, Compiled, Rejected};
use serde::{Deserialize, Serialize};

use crate::game::Game;
use crate::players::{EVERY, Player, PlayerRow, play};
use crate::traps::escaped;

pub use facts::Facts;
pub use verdict::{LEAD, Verdict, judge, refused};

/// How many seeds the table of a page is made over.
pub const SEEDS: u32 = 50;
/// The players that the table of a page shows, if the scenario has them; the file of the command line has all of [`EVERY`].
pub const SHOWN: [&str; 5] = ["idle", "random", "naive", "gullible", "expert"];
/// Decimals of means and shares.
const DIGITS: u32 = 4;

/// What one player made of one seed. Small, and whole as JSON: this is what a worker sends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Played {
    /// The player.
    pub player: String,
    /// The seed.
    pub seed: u64,
    /// What came of it.
    pub came: Came,
}

/// What came of a run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Came {
    /// The grade.
    pub score: f64,
    /// Whether it was won.
    pub won: bool,
    /// If it was not: the first fault that was neither cured nor contained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
}

/// Plays one seed with one player. A player that this seed's scenario does not have comes to nothing.
#[must_use]
pub fn one(compiled: &Rc<Compiled>, seed: u64, player: &str) -> Played {
    let came = Player::named(compiled, player).map(|player| came(&play(compiled, seed, player))).unwrap_or_default();
    Played { player: player.to_owned(), seed, came }
}

/// What a trap came to with one seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trapped {
    /// The trap.
    pub trap: String,
    /// What it came to that it may not, if it did.
    pub escaped: Option<String>,
}

/// Plays one seed with each trap that the scenario has.
#[must_use]
pub fn traps(compiled: &Rc<Compiled>, seed: u64) -> Vec<Trapped> {
    let told = compiled.plays.iter().filter_map(|play| Some((&play.name, play.trap.as_ref()?)));
    told.map(|(name, trap)| {
        let escaped = escaped(&play(compiled, seed, Player::Play(name)), trap);
        Trapped { trap: name.clone(), escaped }
    })
    .collect()
}

fn came(game: &Game) -> Came {
    let grade = game.grade();
    let columns = &game.plan().fault_columns;
    let is = |column: u32, fault: u32| game.world.cell(column + fault) != 0.0;
    let mut faults = (0u32..).zip(&game.plan().faults);
    let left = faults.find(|(fault, _)| is(columns.active, *fault) && !is(columns.contained, *fault));
    Came { score: grade.score, won: grade.won, left: left.filter(|_| !grade.won).map(|(_, fault)| fault.name.clone()) }
}

/// The players that a scenario has, in the order of the table.
#[must_use]
pub fn roster(compiled: &Compiled) -> Vec<String> {
    EVERY.into_iter().filter(|name| Player::named(compiled, name).is_some()).map(str::to_owned).collect()
}

/// The table as far as it is known: what came of each seed, by player. Runs may come in any order, twice, and in parts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    players: Vec<String>,
    /// In the order of `players`. Kept run by run: sums of fractions depend on their order, and this has one.
    came: Vec<BTreeMap<u64, Came>>,
}

impl Tally {
    /// Nothing played yet, by these players.
    #[must_use]
    pub fn of(players: Vec<String>) -> Tally {
        Tally { came: vec![BTreeMap::new(); players.len()], players }
    }

    /// Adds a run. One of a player that the table does not have is none of its business.
    pub fn add(&mut self, played: Played) {
        if let Some(of) = self.place(&played.player).and_then(|at| self.came.get_mut(at)) {
            of.insert(played.seed, played.came);
        }
    }

    /// Adds everything that another part knows.
    pub fn merge(&mut self, other: Tally) {
        for (player, runs) in other.players.into_iter().zip(other.came) {
            if let Some(of) = self.place(&player).and_then(|at| self.came.get_mut(at)) {
                of.extend(runs);
            }
        }
    }

    /// How many runs there are.
    #[must_use]
    pub fn runs(&self) -> usize {
        self.came.iter().map(BTreeMap::len).sum()
    }

    /// The players, in the order of the table.
    #[must_use]
    pub fn players(&self) -> &[String] {
        &self.players
    }

    /// The rows, over the seeds that each player has played.
    #[must_use]
    pub fn rows(&self) -> Vec<PlayerRow> {
        self.players.iter().zip(&self.came).map(|(player, came)| row(player, came)).collect()
    }

    /// The rows as the command line prints them for machines.
    ///
    /// # Errors
    /// Never: rows are names and finite numbers.
    pub fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string(&self.rows())
    }

    fn place(&self, player: &str) -> Option<usize> {
        self.players.iter().position(|name| name == player)
    }

    /// What came of a player's runs, by seed.
    fn came_of(&self, player: &str) -> Option<&BTreeMap<u64, Came>> {
        self.came.get(self.place(player)?).filter(|came| !came.is_empty())
    }
}

fn row(player: &str, came: &BTreeMap<u64, Came>) -> PlayerRow {
    let (mut score, mut won) = (0.0, 0_u32);
    for came in came.values() {
        score += came.score;
        won += u32::from(came.won);
    }
    let seeds = came.len() as u32;
    let mean = |sum: f64| if seeds == 0 { 0.0 } else { round(sum / f64::from(seeds), DIGITS) };
    PlayerRow { player: player.to_owned(), seeds, mean_score: mean(score), win_rate: mean(f64::from(won)) }
}

/// The whole table over seeds `0..seeds`, and what is known of the scenario without playing.
///
/// # Errors
/// What is wrong with the scenario for a seed.
pub fn survey(authored: &Authored, seeds: u32) -> Result<(Tally, Facts), Rejected> {
    let first = authored.compile(0)?;
    let facts = Facts::of(&first);
    let mut tally = Tally::of(roster(&first));
    for seed in 0..u64::from(seeds) {
        // A seed may choose what there is: each has a plan of its own.
        let compiled = Rc::new(authored.compile(seed)?);
        for at in 0..tally.players.len() {
            let Some(player) = tally.players.get(at) else { continue };
            let played = one(&compiled, seed, player);
            tally.add(played);
        }
    }
    Ok((tally, facts))
}
