//! A game that can go back: the world is kept every few steps, and what lies between is played again. Knows one line of
//! events only; branches are the tree's.

use std::cell::RefCell;
use std::rc::Rc;

use brownout_scenario::Compiled;
use brownout_sim::act::check;
use brownout_sim::plan::Deed;
use brownout_sim::world::World;

use crate::behind::Truth;
use crate::game::{ActError, Game, available_in};
use crate::log::RunLog;
use crate::view::{Frame, StepNow};

/// Steps between two marks, at first.
const EVERY: usize = 8;
/// Most marks that are kept; beyond it every second one goes, and they lie twice as far apart.
const MARKS_MAX: usize = 24;

/// What a game was after some step. What only grows is not copied: going back cuts it off.
struct Mark {
    steps: usize,
    world: World,
    frames: usize,
    /// Later steps that take no time change the newest frame.
    head: Frame,
    truth: Option<Truth>,
    entries: usize,
    seen: usize,
    digest: u64,
}

impl Mark {
    fn of(game: &Game) -> Mark {
        Mark {
            steps: game.steps.len(),
            world: game.world.clone(),
            frames: game.frames.len(),
            head: game.head().clone(),
            truth: game.behind.head(),
            entries: game.entries.last().copied().unwrap_or(0),
            seen: game.seen,
            digest: game.digest,
        }
    }

    fn restore(&self, game: &mut Game) {
        game.world = self.world.clone();
        game.frames.truncate(self.frames);
        if let Some(head) = game.frames.last_mut() {
            *head = self.head.clone();
        }
        game.behind.restore(self.frames, self.truth.clone());
        game.entries.truncate(self.frames);
        if let Some(entries) = game.entries.last_mut() {
            *entries = self.entries;
        }
        game.steps.truncate(self.steps);
        game.ends.truncate(self.steps);
        game.outcomes.truncate(self.steps);
        game.log = RunLog::new(game.log.deeds().get(..self.steps).unwrap_or_default().to_vec());
        game.seen = self.seen;
        game.digest = self.digest;
    }
}

/// A game with its marks.
pub struct Reel {
    game: Game,
    marks: Vec<Mark>,
    every: usize,
    /// The world that was asked for last, and after how many steps it was so.
    past: RefCell<Option<(usize, World)>>,
}

impl Reel {
    /// Takes a game, fresh or replayed. Marks of a replayed one are laid when it first goes back.
    #[must_use]
    pub fn new(game: Game) -> Reel {
        let start = if game.steps.is_empty() {
            Mark::of(&game)
        } else {
            Mark::of(&Game::start(Rc::clone(&game.compiled), game.seed()))
        };
        Reel { game, marks: vec![start], every: EVERY, past: RefCell::new(None) }
    }

    /// The game.
    #[must_use]
    pub fn game(&self) -> &Game {
        &self.game
    }

    /// The compiled scenario.
    #[must_use]
    pub fn compiled(&self) -> &Rc<Compiled> {
        &self.game.compiled
    }

    /// The game, given back.
    #[must_use]
    pub fn into_game(self) -> Game {
        self.game
    }

    /// Takes a step.
    ///
    /// # Errors
    /// As `Game::act`.
    pub fn act(&mut self, deed: &Deed) -> Result<&StepNow, ActError> {
        self.game.act(deed)?;
        self.mark();
        self.game.steps.last().ok_or(ActError::Over)
    }

    /// Keeps the world as it is now, if the last mark is far enough away.
    fn mark(&mut self) {
        let last = self.marks.last().map_or(0, |mark| mark.steps);
        if self.game.steps.len() < last + self.every {
            return;
        }
        self.marks.push(Mark::of(&self.game));
        if self.marks.len() > MARKS_MAX {
            self.every *= 2;
            // By their places, not by their steps: those of a game that was replayed lie anywhere. The first is the start.
            let mut place = 0;
            self.marks.retain(|_| {
                place += 1;
                place % 2 == 1
            });
        }
    }

    /// How many steps had been taken as of a frame: all that ended there or before.
    #[must_use]
    pub fn steps_at(&self, frame: usize) -> usize {
        self.game.ends.partition_point(|&end| end <= frame + 1)
    }

    /// The tick that the run was at after so many steps.
    #[must_use]
    pub fn tick_after(&self, steps: usize) -> u32 {
        let frames = match steps.checked_sub(1) {
            None => 1,
            Some(last) => self.game.ends.get(last).copied().unwrap_or(usize::MAX),
        };
        self.game.frames.get(frames - 1).map_or_else(|| self.game.head().tick, |frame| frame.tick)
    }

    /// As `Game::available`, for an action that would be taken after so many steps: the world of then is made from the nearest
    /// mark, without frames, and kept for the next question.
    ///
    /// # Errors
    /// The reason, as a sentence.
    pub fn available_after(&self, steps: usize, action: usize, target: Option<usize>) -> Result<(), String> {
        let plan = &self.game.compiled.plan;
        let mut past = self.past.borrow_mut();
        let nearest = self.marks.iter().rfind(|mark| mark.steps <= steps);
        let (at, mut world) = match (past.take(), nearest) {
            (Some((at, world)), Some(mark)) if mark.steps <= at && at <= steps => (at, world),
            (Some((at, world)), None) if at <= steps => (at, world),
            (_, Some(mark)) => (mark.steps, mark.world.clone()),
            (_, None) => return Ok(()),
        };
        for deed in self.game.log.deeds().get(at..steps).unwrap_or_default() {
            if let Ok(ready) = check(plan, deed) {
                world.step_ready(plan, &ready, |_, _| {});
            }
        }
        let answer = available_in(plan, &world, action, target);
        *past = Some((steps, world));
        answer
    }

    /// Goes back to where so many steps had been taken; stays where there are not more.
    ///
    /// # Errors
    /// None that can happen: each step that is played again was taken before.
    pub fn rewind(&mut self, steps: usize) -> Result<(), ActError> {
        if steps >= self.game.steps.len() {
            return Ok(());
        }
        self.past.replace(None);
        self.marks.truncate(self.marks.partition_point(|mark| mark.steps <= steps).max(1));
        let again = match self.marks.last() {
            Some(mark) => {
                let again = self.game.log.deeds().get(mark.steps..steps).unwrap_or_default().to_vec();
                mark.restore(&mut self.game);
                again
            }
            None => Vec::new(),
        };
        again.iter().try_for_each(|deed| self.act(deed).map(|_| ()))
    }

    /// Makes the game one with this log: what both have in common is kept.
    ///
    /// # Errors
    /// A step that cannot be taken; the game is as it is before that step.
    pub fn become_log(&mut self, log: &RunLog) -> Result<(), ActError> {
        let common = self.game.log.in_common(log);
        self.rewind(common)?;
        for deed in log.deeds().get(common..).unwrap_or_default() {
            self.act(deed)?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::log::WAIT;
    use brownout_scenario::Catalogue;

    const PACK: &str = "{ time: { tick: 1s }, end: { ticks: 900 }, status: { healthy: { when: true } }, services: { web: {} }, actions: { wait: {} } }";

    /// However a game came about, no two marks lie further apart than the reel says, and there are never too many.
    #[test]
    fn marks_lie_evenly() {
        for before in [0, 1, 10, 333] {
            let mut catalogue = Catalogue::default();
            catalogue.insert("standard/pack.yaml", "{}\n");
            catalogue.insert("p/pack.yaml", PACK);
            let mut game = Game::open_text(&catalogue, "p/s.yaml", "title: T\n", 1).unwrap();
            for _ in 0..before {
                game.wait().unwrap();
            }
            let mut reel = Reel::new(game);
            for step in 0..400 {
                reel.act(&Deed { action: WAIT.to_owned(), args: Vec::new() }).unwrap();
                let steps: Vec<usize> = reel.marks.iter().map(|mark| mark.steps).collect();
                let widest = steps.windows(2).map(|pair| pair[1] - pair[0]).skip(usize::from(before > 0)).max();
                assert!(widest.unwrap_or(0) <= reel.every, "{before} + {step}: {steps:?}, every {}", reel.every);
                assert!(steps.len() <= MARKS_MAX && steps[0] == 0);
                assert!(step < 300 || steps.len() >= MARKS_MAX / 2, "{before} + {step}: {steps:?}");
            }
        }
    }
}
