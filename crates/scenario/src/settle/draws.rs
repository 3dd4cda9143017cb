//! The random numbers of choices: a stream for each place, named by its path in the merged document, so that a
//! choice added elsewhere changes nothing here.

use crate::source::Pos;
use brownout_sim::rng::{Purpose, Stream, fnv1a, stream_id};
use std::collections::BTreeMap;

/// Draws for one seed.
pub struct Draws {
    seed: u64,
    /// What stands behind the name of each stream: nothing in a file's own scenario.
    behind: String,
    used: BTreeMap<u32, String>,
    collisions: Vec<(String, Pos)>,
}

impl Draws {
    /// Draws for a seed and the number of a variant, which has streams of its own.
    pub fn new(seed: u64, variant: u32) -> Draws {
        let behind = if variant == 0 { String::new() } else { format!("#{variant}") };
        Draws { seed, behind, used: BTreeMap::new(), collisions: Vec::new() }
    }

    /// The stream of a place.
    fn stream(&mut self, path: &str, pos: Pos) -> Stream {
        let name = fnv1a(path);
        if self.used.get(&name).is_some_and(|other| other != path) {
            self.collisions.push((path.to_owned(), pos));
        }
        self.used.insert(name, path.to_owned());
        Stream::new(self.seed, stream_id(Purpose::Settle, &format!("{path}{}", self.behind)), 0)
    }

    /// Draws a number uniformly from `low` to `high`.
    pub fn between(&mut self, path: &str, pos: Pos, low: f64, high: f64) -> f64 {
        self.stream(path, pos).between(low, high, false)
    }

    /// Draws a whole number, each from `low` to `high` as likely.
    pub fn whole(&mut self, path: &str, pos: Pos, low: u32, high: u32) -> u32 {
        low + self.stream(path, pos).below(high.saturating_sub(low) + 1)
    }

    /// Takes `count` of `0..all`, ascending, each at most once. `path` names the place of the choice.
    pub fn pick(&mut self, path: &str, pos: Pos, all: u32, count: u32) -> Vec<u32> {
        let mut order = self.order(path, pos, all, count);
        order.truncate(count as usize);
        order.sort_unstable();
        order
    }

    /// All of `0..all` in an order of its own. `path` names the place of the choice.
    pub fn shuffle(&mut self, path: &str, pos: Pos, all: u32) -> Vec<usize> {
        self.order(path, pos, all, all).into_iter().map(|index| index as usize).collect()
    }

    /// `0..all`, of which the first `count` are drawn.
    fn order(&mut self, path: &str, pos: Pos, all: u32, count: u32) -> Vec<u32> {
        let mut stream = self.stream(path, pos);
        let mut order: Vec<u32> = (0..all).collect();
        for index in 0..count.min(all) {
            let step = stream.below(all - index);
            order.swap(index as usize, (index + step) as usize);
        }
        order
    }

    /// How many choices were made.
    pub fn made(&self) -> usize {
        self.used.len()
    }

    /// Places whose streams have the same number as another's.
    pub fn collisions(&self) -> &[(String, Pos)] {
        &self.collisions
    }
}
