//! A run as one short text that survives chat programs: scenario, seed, action log and view, with the engine's version, the
//! run's digest and checksums. Knows the spelling only: whether the scenario exists and the run comes out the same is for
//! [`replay()`] to say.
//!
//! A link is `1.HEAD` or `1.HEAD.BODY`: the version of the spelling, then base64url. The head says what the run is and has a
//! checksum of its own, so that scenario and seed are known even where the rest was cut off. The body is deflated: the
//! scenario's own text, if it is not a built-in one, then the log. `v1` has the bytes. A decoder of a version that was ever
//! issued is never changed: `tests/golden/links.txt` holds links of each.

mod bytes;
mod crc;
mod error;
mod pack;
mod replay;
mod steps;
mod v1;

use brownout_scenario::limits::TEXT_BYTES_MAX;
use brownout_sim::ENGINE_VERSION;

use crate::game::Game;
use crate::log::RunLog;

pub use error::{Damage, EncodeError, Kept, LinkError};
pub use replay::{ReplayError, Replayed, Verdict, replay, replay_on};

/// Longest link that is read or written, in characters. Browsers take no longer addresses, and a file does better.
pub const LINK_CHARS_MAX: usize = 256 * 1024;
/// Most bytes that a log may have when it is unpacked.
const LOG_BYTES_MAX: usize = 512 * 1024;
/// Most bytes that a link unpacks to: a bomb is refused here.
const UNPACKED_MAX: usize = TEXT_BYTES_MAX + LOG_BYTES_MAX;
/// In place of a digest where nothing was played yet, so that there is none.
pub const UNPLAYED: u64 = 0;
/// The version of the spelling that is written.
const VERSION: u32 = 1;

/// A run as a value, and where one looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What is played.
    pub scenario: Scenario,
    /// The seed.
    pub seed: u64,
    /// What was done.
    pub log: RunLog,
    /// Where one looks.
    pub view: View,
    /// Version of the engine's rules that the run was played with.
    pub engine: u32,
    /// The run's digest then; [`UNPLAYED`] in a link of a run that nobody had begun.
    pub digest: u64,
}

/// What a link says of the scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scenario {
    /// One of a pack, by its id.
    BuiltIn(String),
    /// A text of its own.
    Own {
        /// The path under which it was opened: folder and name decide its pack and id.
        path: String,
        /// The YAML.
        text: String,
    },
}

/// Where one looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The tick, if it is not the newest.
    pub tick: Option<u32>,
    /// The selected service, by name.
    pub service: Option<String>,
}

impl Scenario {
    /// Its id or its path.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Scenario::BuiltIn(name) | Scenario::Own { path: name, .. } => name,
        }
    }
}

impl Link {
    /// The link of a game as it stands.
    #[must_use]
    pub fn of(game: &Game, scenario: Scenario, view: View) -> Link {
        let (seed, log) = (game.seed(), game.log().clone());
        Link { scenario, seed, log, view, engine: ENGINE_VERSION, digest: game.digest() }
    }

    /// The link of a scenario in which nothing was done yet: nothing was played, so there is no digest to hold it to.
    #[must_use]
    pub fn untouched(scenario: Scenario, seed: u64) -> Link {
        let (log, view) = (RunLog::default(), View::default());
        Link { scenario, seed, log, view, engine: ENGINE_VERSION, digest: UNPLAYED }
    }

    /// Its text.
    ///
    /// # Errors
    /// Runs that no link can hold: a file can.
    pub fn encode(&self) -> Result<String, EncodeError> {
        let text = v1::encode(self)?;
        if text.len() > LINK_CHARS_MAX {
            return Err(EncodeError::TooLong(text.len()));
        }
        Ok(text)
    }

    /// Reads a link, or a whole address that ends in one. White space in it and punctuation around it are passed over: mail
    /// programs break lines, and people end sentences.
    ///
    /// # Errors
    /// What is wrong with it, and what could be kept. It never gives another run than the one that was encoded.
    pub fn decode(text: &str) -> Result<Link, LinkError> {
        if text.len() > LINK_CHARS_MAX {
            return Err(LinkError::TooLong(text.len()));
        }
        let text = bare(text);
        let (version, rest) = text.split_once('.').ok_or(LinkError::Foreign)?;
        if version.is_empty() || version.len() > 4 || !version.bytes().all(|b| b.is_ascii_digit()) {
            return Err(LinkError::Foreign);
        }
        match version.parse::<u32>() {
            Ok(1) if version == "1" => v1::decode(rest),
            Ok(version) if version > VERSION => Err(LinkError::TooNew(version)),
            _ => Err(LinkError::Foreign),
        }
    }
}

/// The link in a text that somebody pasted.
fn bare(text: &str) -> String {
    let packed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mark = |c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let ended = packed.trim_end_matches(mark);
    let start = ended.rfind(['/', '#', '=', '<', '(', '"']).map_or(0, |at| at + 1);
    ended.get(start..).unwrap_or_default().to_owned()
}
