//! The tree of a run with what the page keeps beside it. Knows nothing of signals.

use std::rc::Rc;

use brownout_run::debrief::Debrief;
use brownout_run::link::{Scenario, View};
use brownout_run::tree::Tree;

use crate::engine::{ActError, Game};
use crate::logs::book::Book;
use crate::sight::Seat;

/// The tree of a run with what the page keeps beside it.
pub struct Run {
    pub(super) tree: Tree,
    pub(super) scenario: Scenario,
    pub(super) book: Book,
    pub(super) debrief: Option<Rc<Debrief>>,
    pub(super) seat: Option<Seat>,
}

/// What a deed as of a frame would do to the branches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// Nothing: it goes on at the end.
    No,
    /// A branch would leave after so many steps.
    After(usize),
    /// Whose page this is had no turn yet.
    NoTurn,
}

impl Run {
    /// Takes a game of a built-in scenario, fresh or replayed.
    #[must_use]
    pub fn new(game: Game) -> Self {
        let scenario = Scenario::BuiltIn(game.about().id.clone());
        Self::seated(Tree::new(game), scenario, None)
    }

    /// Takes a tree in which one role sits in front of the page, if one does: the others take their turns up to it.
    #[must_use]
    pub fn seated(tree: Tree, scenario: Scenario, seat: Option<Seat>) -> Self {
        let mut run = Self { tree, scenario, book: Book::default(), debrief: None, seat };
        // What cannot be waited for any more is over for the player too: the next deed says so.
        let _ = run.others_act();
        run.book.sync(run.tree.game().frames());
        run
    }

    /// The game of the branch that is played.
    pub(super) fn game(&self) -> &Game {
        self.tree.game()
    }

    /// Lets the colleagues take their turns. Gives how many.
    pub(super) fn others_act(&mut self) -> Result<usize, ActError> {
        match &self.seat {
            Some(seat) => self.tree.let_others_act(seat.role, &seat.colleague),
            None => Ok(0),
        }
    }

    /// What whoever sits here should know if the run was over before the first turn of that role: whose run it is.
    #[must_use]
    pub fn without_a_turn(&self) -> Option<String> {
        let (game, role) = (self.game(), self.own_role()?);
        game.over()?;
        let had_one = (0..game.steps().len()).any(|step| game.actor_of(step) == Some(role));
        let label = game.cast()?.roles.get(role as usize)?.label.clone();
        (!had_one).then(|| {
            format!("Your colleagues ended the incident before it was the turn of {label}: all of this is theirs. Roles has other seats and other colleagues.")
        })
    }

    /// The role whose deeds are taken here, if it is one alone.
    pub(super) fn own_role(&self) -> Option<u32> {
        self.seat.as_ref().map(|seat| seat.role)
    }

    /// What a deed as of a frame would do. Who looks acts: nobody is put in another's place by looking back.
    pub(super) fn leave(&self, frame: usize) -> Leave {
        if self.game().frames().len() <= frame + 1 {
            return Leave::No;
        }
        self.tree.leaves_at(frame, self.own_role().or(self.game().turn())).map_or(Leave::NoTurn, Leave::After)
    }

    /// Forgets what was made of the past: it is another one now.
    pub(super) fn went_back(&mut self) {
        self.debrief = None;
        self.book.restart();
        self.book.sync(self.tree.game().frames());
    }

    /// The text of a branch's link.
    pub(super) fn link(&self, branch: u32, view: View) -> Option<String> {
        self.tree.link(branch, self.scenario.clone(), view)?.encode().ok()
    }
}
