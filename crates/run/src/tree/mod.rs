//! Rewind and branch: a run that was played several ways. One branch is played; the others are logs, which is all that a run
//! is. Acting in the past makes a branch, so that nothing is ever lost.

mod error;
mod reel;
mod saved;

use brownout_sim::plan::Deed;

use crate::game::{ActError, Game};
use crate::link::{Link, Scenario, View};
use crate::log::{RunLog, WAIT};
use crate::view::StepNow;

pub use error::TreeError;
pub use reel::Reel;

/// Most branches of a tree.
pub const BRANCHES_MAX: usize = 64;
/// Longest name of a branch, in characters.
pub const NAME_MAX: usize = 60;
/// The name of the first branch.
const FIRST: &str = "Main";

/// A name without the space around it, if it is one.
fn name_of(name: &str) -> Option<&str> {
    let name = name.trim();
    let sound = !name.is_empty() && name.chars().count() <= NAME_MAX && !name.chars().any(char::is_control);
    sound.then_some(name)
}

/// A branch.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// Which: never given twice in a tree.
    pub id: u32,
    /// What people call it.
    pub name: String,
    /// The branch that it left; `None` for one that left none.
    pub parent: Option<u32>,
    /// How many steps it has in common with its parent.
    pub shared: usize,
    /// The tick at which it left its parent.
    pub tick: u32,
    /// How far it came.
    pub reached: Reached,
    /// What was done.
    log: RunLog,
    digest: u64,
    /// What was undone, the last one first.
    undone: Vec<Vec<Deed>>,
}

/// How far a branch came: what a list of branches tells of each without playing it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    /// Its newest tick.
    pub tick: u32,
    /// Once it is over: whether it was won, and the score.
    pub result: Option<(bool, f64)>,
}

impl Reached {
    fn of(game: &Game) -> Reached {
        let result = game.over().map(|_| game.grade()).map(|grade| (grade.won, grade.score));
        Reached { tick: game.head().tick, result }
    }
}

/// A run with its branches.
pub struct Tree {
    reel: Reel,
    branches: Vec<Branch>,
    /// Index of the branch that is played. Its log is the game's.
    active: usize,
    next: u32,
}

impl Tree {
    /// A tree with one branch: this game, fresh or replayed.
    #[must_use]
    pub fn new(game: Game) -> Tree {
        let first = Branch {
            id: 1,
            name: FIRST.to_owned(),
            parent: None,
            shared: 0,
            tick: game.frames().first().map_or(0, |frame| frame.tick),
            reached: Reached::of(&game),
            log: game.log().clone(),
            digest: game.digest(),
            undone: Vec::new(),
        };
        Tree { reel: Reel::new(game), branches: vec![first], active: 0, next: 2 }
    }

    /// The game of the branch that is played.
    #[must_use]
    pub fn game(&self) -> &Game {
        self.reel.game()
    }

    /// The branches in the order in which they were made.
    #[must_use]
    pub fn branches(&self) -> &[Branch] {
        &self.branches
    }

    /// The branch that is played.
    #[must_use]
    pub fn active(&self) -> u32 {
        self.branches.get(self.active).map_or(0, |branch| branch.id)
    }

    /// How far the branch that is played came.
    #[must_use]
    pub fn reached(&self) -> Reached {
        Reached::of(self.game())
    }

    /// The log of a branch.
    #[must_use]
    pub fn log(&self, id: u32) -> Option<&RunLog> {
        let index = self.place(id)?;
        if index == self.active { Some(self.game().log()) } else { self.branches.get(index).map(|branch| &branch.log) }
    }

    /// The link of a branch.
    #[must_use]
    pub fn link(&self, id: u32, scenario: Scenario, view: View) -> Option<Link> {
        let index = self.place(id)?;
        let mut link = Link::of(self.game(), scenario, view);
        if index != self.active {
            let branch = self.branches.get(index)?;
            link.log.clone_from(&branch.log);
            link.digest = branch.digest;
        }
        Some(link)
    }

    /// The run of a branch, played afresh: to compare it with another.
    #[must_use]
    pub fn replay(&self, id: u32) -> Option<Game> {
        let log = self.log(id)?;
        let mut game = Game::start(std::rc::Rc::clone(self.reel.compiled()), self.game().seed());
        // Every step of a branch was taken once.
        game.play(log).ok()?;
        Some(game)
    }

    fn place(&self, id: u32) -> Option<usize> {
        self.branches.iter().position(|branch| branch.id == id)
    }

    /// Takes a step at the end of the branch.
    ///
    /// # Errors
    /// As `Game::act`.
    pub fn act(&mut self, deed: &Deed) -> Result<&StepNow, ActError> {
        let step = self.reel.act(deed)?;
        // What could not be taken leaves what was undone as it is.
        if let Some(branch) = self.branches.get_mut(self.active) {
            branch.undone.clear();
        }
        Ok(step)
    }

    /// Lets one tick pass.
    ///
    /// # Errors
    /// As `Game::act`.
    pub fn wait(&mut self) -> Result<&StepNow, ActError> {
        self.act(&Deed { action: WAIT.to_owned(), args: Vec::new() })
    }

    /// How many steps a branch would have in common with this one if it left it at a frame (an index into `Game::frames`);
    /// where a role is named, at its last turn up to there. `None` at the newest frame, where nothing would be left, and where
    /// that role had no turn yet.
    #[must_use]
    pub fn leaves_at(&self, frame: usize, role: Option<u32>) -> Option<usize> {
        let game = self.game();
        if game.frames().len() <= frame + 1 {
            return None;
        }
        let steps = self.reel.steps_at(frame).min(game.log().len().checked_sub(1)?);
        match role {
            None => Some(steps),
            Some(_) => (0..=steps).rev().find(|&step| game.actor_of(step) == role),
        }
    }

    /// The tick that the run was at after so many steps.
    #[must_use]
    pub fn tick_after(&self, steps: usize) -> u32 {
        self.reel.tick_after(steps)
    }

    /// As `Game::available`, for an action that would be taken after so many steps.
    ///
    /// # Errors
    /// The reason, as a sentence.
    pub fn available_after(&self, steps: usize, action: usize, target: Option<usize>) -> Result<(), String> {
        if steps >= self.game().log().len() {
            return self.game().available(action, target);
        }
        self.reel.available_after(steps, action, target)
    }

    /// Takes a step as of a frame (an index into `Game::frames`). Before the newest one that makes a branch, which is played
    /// from then on; inside a step that takes several ticks it leaves before that step. Gives whether it made a branch.
    ///
    /// # Errors
    /// As `Game::act`, or there are too many branches; the tree is as it was then.
    pub fn act_at(&mut self, frame: usize, deed: &Deed) -> Result<bool, TreeError> {
        self.act_after(self.reel.steps_at(frame), deed)
    }

    /// Takes a step after so many steps: where there were more, that makes a branch. Gives whether it did.
    ///
    /// # Errors
    /// As `Tree::act_at`.
    pub fn act_after(&mut self, shared: usize, deed: &Deed) -> Result<bool, TreeError> {
        if shared >= self.game().log().len() {
            self.act(deed)?;
            return Ok(false);
        }
        if self.branches.len() >= BRANCHES_MAX {
            return Err(TreeError::TooMany);
        }
        self.keep();
        self.reel.rewind(shared)?;
        let tick = self.game().head().tick;
        if let Err(error) = self.reel.act(deed) {
            self.return_to(self.active)?;
            return Err(error.into());
        }
        let id = self.next;
        self.next += 1;
        let parent = Some(self.active());
        let (log, digest) = (self.game().log().clone(), self.game().digest());
        let (name, reached) = (format!("Branch {id} at tick {tick}"), Reached::of(self.game()));
        self.branches.push(Branch { id, name, parent, shared, tick, reached, log, digest, undone: Vec::new() });
        self.active = self.branches.len() - 1;
        Ok(true)
    }

    /// Lets a colleague take every turn until it is the turn of `role`; see `Game::let_others_act`.
    ///
    /// # Errors
    /// As `Game::act`.
    pub fn let_others_act(&mut self, role: u32, colleague: &str) -> Result<usize, ActError> {
        let mut taken = 0;
        while self.game().turn().is_some_and(|turn| turn != role) {
            let wait = Deed { action: WAIT.to_owned(), args: Vec::new() };
            let deed = self.game().advice(colleague).unwrap_or_else(|| wait.clone());
            if self.act(&deed).is_err() {
                self.act(&wait)?;
            }
            taken += 1;
        }
        Ok(taken)
    }

    /// Plays another branch.
    ///
    /// # Errors
    /// There is none of this id, or what was saved of it can be played no more: the scenario was changed since. The one that is
    /// played stays then.
    pub fn switch(&mut self, id: u32) -> Result<(), TreeError> {
        let index = self.place(id).ok_or(TreeError::Unknown(id))?;
        self.keep();
        if let Err(error) = self.return_to(index) {
            self.return_to(self.active)?;
            return Err(error.into());
        }
        self.active = index;
        Ok(())
    }

    /// Gives a branch a name.
    ///
    /// # Errors
    /// There is none of this id, or the name is empty or too long.
    pub fn rename(&mut self, id: u32, name: &str) -> Result<(), TreeError> {
        let name = name_of(name).ok_or(TreeError::Name)?;
        let index = self.place(id).ok_or(TreeError::Unknown(id))?;
        if let Some(branch) = self.branches.get_mut(index) {
            name.clone_into(&mut branch.name);
        }
        Ok(())
    }

    /// Deletes a branch. What left it, leaves its parent then. If it is the one that is played, its parent is played, or the first
    /// one that there is.
    ///
    /// # Errors
    /// There is none of this id, or it is the only one.
    pub fn delete(&mut self, id: u32) -> Result<(), TreeError> {
        let index = self.place(id).ok_or(TreeError::Unknown(id))?;
        if self.branches.len() == 1 {
            return Err(TreeError::Last);
        }
        if index == self.active {
            let parent = self.branches.get(index).and_then(|branch| branch.parent);
            let other = self.branches.iter().map(|branch| branch.id).find(|&other| other != id);
            self.switch(parent.or(other).unwrap_or_default())?;
        }
        let playing = self.active();
        let gone = self.branches.remove(index);
        for branch in self.branches.iter_mut().filter(|branch| branch.parent == Some(id)) {
            branch.parent = gone.parent;
            if gone.shared < branch.shared {
                branch.shared = gone.shared;
                branch.tick = gone.tick;
            }
        }
        self.active = self.place(playing).unwrap_or(0);
        Ok(())
    }

    /// The place of the last action that was no wait; where a role is named, of its own.
    fn last_deed(&self, role: Option<u32>) -> Option<usize> {
        let own = |step: usize| role.is_none() || self.game().actor_of(step) == role;
        let mut steps = self.game().log().deeds().iter().enumerate();
        steps.rfind(|(step, deed)| deed.action != WAIT && own(*step)).map(|(step, _)| step)
    }

    /// Takes back the last action that was no wait (where a role is named, its own last one) with all that came after it. Gives
    /// whether there was one.
    ///
    /// # Errors
    /// As `Reel::rewind`.
    pub fn undo(&mut self, role: Option<u32>) -> Result<bool, TreeError> {
        let Some(last) = self.last_deed(role) else { return Ok(false) };
        let gone = self.game().log().deeds().get(last..).unwrap_or_default().to_vec();
        self.reel.rewind(last)?;
        if let Some(branch) = self.branches.get_mut(self.active) {
            branch.undone.push(gone);
        }
        self.relate();
        Ok(true)
    }

    /// Takes what was undone last once more. Gives whether there was something.
    ///
    /// # Errors
    /// As `Game::act`.
    pub fn redo(&mut self) -> Result<bool, TreeError> {
        let Some(again) = self.branches.get_mut(self.active).and_then(|branch| branch.undone.pop()) else {
            return Ok(false);
        };
        for deed in &again {
            self.reel.act(deed)?;
        }
        self.relate();
        Ok(true)
    }

    /// Says anew where the branch that is played leaves its parent, and where its children leave it: the steps up to there may
    /// just have been undone, or taken again.
    fn relate(&mut self) {
        let playing = self.active();
        for index in 0..self.branches.len() {
            let Some(branch) = self.branches.get(index) else { continue };
            let other = match branch.parent {
                parent if branch.id == playing => parent.and_then(|id| self.log(id)),
                parent => (parent == Some(playing)).then_some(&branch.log),
            };
            let Some(shared) = other.map(|other| self.game().log().in_common(other)) else { continue };
            let tick = self.tick_after(shared);
            if let Some(branch) = self.branches.get_mut(index) {
                (branch.shared, branch.tick) = (shared, tick);
            }
        }
    }

    /// What `undo` and `redo` would take back and take again now.
    #[must_use]
    pub fn undoable(&self, role: Option<u32>) -> (Option<&Deed>, Option<&Deed>) {
        let back = self.last_deed(role).and_then(|last| self.game().log().deeds().get(last));
        let again = self.branches.get(self.active).and_then(|branch| branch.undone.last()?.first());
        (back, again)
    }

    /// Writes down what is played now.
    fn keep(&mut self) {
        let (log, digest, reached) = (self.game().log().clone(), self.game().digest(), Reached::of(self.game()));
        if let Some(branch) = self.branches.get_mut(self.active) {
            branch.log = log;
            branch.digest = digest;
            branch.reached = reached;
        }
    }

    fn return_to(&mut self, index: usize) -> Result<(), ActError> {
        let log = self.branches.get(index).map(|branch| branch.log.clone()).unwrap_or_default();
        self.reel.become_log(&log)
    }
}
