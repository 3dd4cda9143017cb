//! From a link to the run that it means, and whether it came out as it did when the link was made.

use std::fmt;
use std::rc::Rc;

use brownout_scenario::{Catalogue, Compiled};
use brownout_sim::ENGINE_VERSION;

use super::{Link, Scenario, UNPLAYED};
use crate::game::{Game, OpenError};

/// A run that was played from a link.
pub struct Replayed {
    /// The run.
    pub game: Game,
    /// Whether it is the one that the link was made of.
    pub verdict: Verdict,
}

/// Whether a replay came out as it did when the link was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It did.
    Same,
    /// It did, though the engine's rules have another version now: what changed in them does not touch this run.
    SameBy {
        /// The version then.
        made: u32,
    },
    /// The link is of a scenario in which nothing had been done: there is nothing to hold the run to.
    Unplayed,
    /// It did not.
    Differs {
        /// The version of the engine's rules then.
        made: u32,
        /// The digest then.
        was: u64,
        /// The digest now.
        is: u64,
    },
}

impl Verdict {
    /// Whether the run is the one that the link was made of.
    #[must_use]
    pub fn agrees(self) -> bool {
        !matches!(self, Verdict::Differs { .. })
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Verdict::Same => f.write_str("The run came out as it did when the link was made."),
            Verdict::SameBy { made } => write!(
                f,
                "The link was made with version {made} of the engine, this is {ENGINE_VERSION}; the run came out as it did then."
            ),
            Verdict::Unplayed => f.write_str("Nothing had been done in the run when the link was made."),
            Verdict::Differs { made, was, is } if made == ENGINE_VERSION => write!(
                f,
                "The run comes out differently than when the link was made (digest {was:016x} then, {is:016x} now): the \
                 scenario or the steps were changed since."
            ),
            Verdict::Differs { made, was, is } => write!(
                f,
                "The run comes out differently than when the link was made (digest {was:016x} then, {is:016x} now): it was made \
                 with version {made} of the engine, this is {ENGINE_VERSION}."
            ),
        }
    }
}

/// Why a link cannot be played.
pub enum ReplayError {
    /// The scenario cannot be opened.
    Open(OpenError),
    /// An entry of the log cannot be taken.
    Step {
        /// Which, and why.
        error: OpenError,
        /// The run up to there.
        game: Box<Game>,
        /// The version of the engine's rules then.
        made: u32,
    },
}

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReplayError::Open(error) => write!(f, "{error}"),
            ReplayError::Step { error, made, .. } if *made == ENGINE_VERSION => {
                write!(f, "{error} The scenario was changed since the link was made; the steps before it were taken.")
            }
            ReplayError::Step { error, made, .. } => write!(
                f,
                "{error} The link was made with version {made} of the engine, this is {ENGINE_VERSION}; the steps before it were \
                 taken."
            ),
        }
    }
}

impl fmt::Debug for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReplayError({self})")
    }
}

impl std::error::Error for ReplayError {}

/// Plays the run of a link.
///
/// # Errors
/// A scenario that cannot be opened, or a step that cannot be taken any more.
pub fn replay(catalogue: &Catalogue, link: &Link) -> Result<Replayed, ReplayError> {
    let game = match &link.scenario {
        Scenario::BuiltIn(id) => Game::open(catalogue, id, link.seed),
        Scenario::Own { path, text } => Game::open_text(catalogue, path, text, link.seed),
    };
    on(game.map_err(ReplayError::Open)?, link)
}

/// Plays the run of a link on its scenario, compiled already for the link's seed.
///
/// # Errors
/// A step that cannot be taken any more.
pub fn replay_on(compiled: Rc<Compiled>, link: &Link) -> Result<Replayed, ReplayError> {
    on(Game::start(compiled, link.seed), link)
}

fn on(mut game: Game, link: &Link) -> Result<Replayed, ReplayError> {
    if let Err(error) = game.play(&link.log) {
        return Err(ReplayError::Step { error, game: Box::new(game), made: link.engine });
    }
    // Only of an empty run: a log without a digest is as good as a changed one.
    if link.digest == UNPLAYED && link.log.is_empty() {
        return Ok(Replayed { game, verdict: Verdict::Unplayed });
    }
    let verdict = match (game.digest() == link.digest, link.engine == ENGINE_VERSION) {
        (true, true) => Verdict::Same,
        (true, false) => Verdict::SameBy { made: link.engine },
        (false, _) => Verdict::Differs { made: link.engine, was: link.digest, is: game.digest() },
    };
    Ok(Replayed { game, verdict })
}
