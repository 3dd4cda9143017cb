//! What cannot be done with branches.

use crate::game::ActError;

use super::BRANCHES_MAX;

/// Why a tree is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TreeError {
    /// The deed cannot be taken.
    #[error("{0}")]
    Act(#[from] ActError),
    /// There is no such branch.
    #[error("There is no branch {0} here.")]
    Unknown(u32),
    /// The only branch.
    #[error("This is the only branch: there would be nothing left.")]
    Last,
    /// More than a tree may have.
    #[error("There are {BRANCHES_MAX} branches, which is as many as there may be: delete one first.")]
    TooMany,
    /// What was saved is no tree.
    #[error("What was saved of this run is damaged: its branches cannot be read.")]
    Saved,
    /// A name that is none.
    #[error("A branch needs a name of 1 to {} characters.", super::NAME_MAX)]
    Name,
}
