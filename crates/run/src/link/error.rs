//! What is wrong with a link, and what of it could be kept.

use super::{LINK_CHARS_MAX, Scenario};
use crate::log::LOG_STEPS_MAX;

/// Why a text is no run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Something else.
    #[error("This is no link to a run: such a link ends in something like 1.AbC….dEf…")]
    Foreign,
    /// Longer than any link.
    #[error("The link is too long: {0} characters, at most {LINK_CHARS_MAX}.")]
    TooLong(usize),
    /// Made by a later version of this program.
    #[error(
        "The link is of a newer kind (version {0}) than this page can read. Reload the page, or open the link where it was made."
    )]
    TooNew(u32),
    /// Even the head is damaged: nothing is known.
    #[error("The link is damaged: {0}. Nothing of it could be read; copy it once more from where it came from.")]
    Head(Damage),
    /// The head is sound, the rest is not.
    #[error("The link is damaged: {damage}. {kept}")]
    Body {
        /// What is wrong.
        damage: Damage,
        /// What is sound.
        kept: Box<Kept>,
    },
}

/// How a link is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// Its end is missing.
    #[error("its end is missing: {got} of {want} characters arrived")]
    CutOff {
        /// Characters of this part that there are.
        got: usize,
        /// Characters that there were.
        want: usize,
    },
    /// Something came after it.
    #[error("there is more of it than there should be")]
    Longer,
    /// A character that no link has.
    #[error("it has characters that no link has")]
    Letters,
    /// The checksum does not agree.
    #[error("its checksum does not agree, so some of its characters were changed")]
    Changed,
    /// Sound as far as the checksum goes, and still not a link that this program wrote.
    #[error("what it holds is not what such a link holds")]
    Content,
}

/// What is known of a run although its link is damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What was played; `None` if its text was lost.
    pub scenario: Option<Scenario>,
    /// The seed.
    pub seed: u64,
    /// The tick that one looked at.
    pub tick: Option<u32>,
    /// Version of the engine's rules.
    pub engine: u32,
    /// Digest of the run.
    pub digest: u64,
}

impl std::fmt::Display for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.scenario {
            Some(Scenario::BuiltIn(name) | Scenario::Own { path: name, .. }) => {
                write!(f, "Still readable: scenario `{name}` with seed {}; what was done in it is lost.", self.seed)
            }
            None => write!(
                f,
                "Only its seed could be read, {}: the scenario's text and what was done in it are lost.",
                self.seed
            ),
        }
    }
}

/// Why a run has no link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// Longer than links may be.
    #[error("The run makes a link of {0} characters, and links have at most {LINK_CHARS_MAX}: save it as a file.")]
    TooLong(usize),
    /// The scenario's text, or its name, is too long.
    #[error("The scenario's text is too long for a link: save the run as a file.")]
    Text,
    /// No log that could have been played.
    #[error("The action log is too long for a link, which holds {LOG_STEPS_MAX} steps: save the run as a file.")]
    Log,
}
