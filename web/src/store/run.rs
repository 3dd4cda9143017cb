//! The game with what the page keeps beside it. Knows nothing of signals.

use std::rc::Rc;

use brownout_run::debrief::Debrief;

use crate::engine::{ActError, Game};
use crate::logs::book::Book;
use crate::sight::Seat;

/// The game with what the page keeps beside it.
pub struct Run {
    pub(super) game: Game,
    pub(super) book: Book,
    pub(super) debrief: Option<Rc<Debrief>>,
    pub(super) seat: Option<Seat>,
}

impl Run {
    /// Takes a game, fresh or replayed.
    #[must_use]
    pub fn new(game: Game) -> Self {
        Self::seated(game, None)
    }

    /// Takes a game in which one role sits in front of the page: the others take their turns up to it.
    #[must_use]
    pub fn seated(game: Game, seat: Option<Seat>) -> Self {
        let mut run = Self { game, book: Book::default(), debrief: None, seat };
        // What cannot be waited for any more is over for the player too: the next deed says so.
        let _ = run.others_act();
        run.book.sync(run.game.frames());
        run
    }

    /// Lets the colleagues take their turns. Gives how many.
    pub(super) fn others_act(&mut self) -> Result<usize, ActError> {
        match &self.seat {
            Some(seat) => self.game.let_others_act(seat.role, &seat.colleague),
            None => Ok(0),
        }
    }
}
