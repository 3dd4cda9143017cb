//! Who plays where several act: roles, turns, shared lists, and what one role sees. Plain values; they are made in `seen`.

use serde::Serialize;

use crate::view::{About, Frame, StepNow};

/// Roles, whose turn it is when, and shared lists. Constant over the run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cast {
    /// The roles in the scenario's order.
    pub roles: Vec<RoleAbout>,
    /// Whose turn it is, step after step, over and over: indices into `roles`.
    pub turns: Vec<u32>,
    /// Shared lists in the scenario's order.
    pub stores: Vec<StoreAbout>,
    /// Scripted players that can stand in for a role: `expert` and the scenario's policies.
    pub colleagues: Vec<String>,
}

/// A role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoleAbout {
    /// Its id.
    pub name: String,
    /// On the screen.
    pub label: String,
    /// What it is there for, one or two sentences, or empty.
    pub about: String,
    /// Whether it sees how services are, and at least one of their numbers or none.
    pub status: bool,
    /// How many of the last log lines it sees; `None` is all, 0 is none.
    pub logs: Option<u32>,
    /// Whether it sees alerts.
    pub alerts: bool,
    /// The shared lists that it sees: indices into `Cast::stores`.
    pub stores: Vec<u32>,
    /// Whether it may take each action of `About::actions`, as far as that depends on nothing but the role.
    pub may: Vec<bool>,
}

/// A shared list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StoreAbout {
    /// Its id.
    pub name: String,
    /// On the screen.
    pub label: String,
    /// What it holds, one sentence, or empty.
    pub about: String,
    /// Whether each role has one of its own.
    pub private: bool,
}

/// What one role sees of a run. What it may not see is not in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Seen {
    /// Whose view it is: index into `Cast::roles`.
    pub role: u32,
    /// The frame that it is as of: index into `frames`.
    pub at: usize,
    /// What the role knows of the scenario: metrics and values that it does not see are left out, here and in `frames`.
    pub about: About,
    /// One frame a tick. Statuses are absent (an empty list) where the role sees none; lines are the last ones as of `at`.
    pub frames: Vec<Frame>,
    /// The shared lists that the role sees, as of `at`.
    pub stores: Vec<StoreNow>,
    /// The role's own steps: what an action shows is shown to who took it.
    pub steps: Vec<StepNow>,
}

/// A shared list as one role sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StoreNow {
    /// Index into `Cast::stores`.
    pub store: u32,
    /// The last entries, oldest first.
    pub entries: Vec<EntryNow>,
}

/// An entry of a shared list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntryNow {
    /// Unique within a run, increasing in the order of arrival.
    pub id: u32,
    /// Tick at which it was appended.
    pub tick: u32,
    /// The role that did it: index into `Cast::roles`; `None`: nobody who acts here.
    pub actor: Option<u32>,
    /// What it says.
    pub text: String,
}

impl Cast {
    /// Index of a role.
    #[must_use]
    pub fn role(&self, name: &str) -> Option<u32> {
        self.roles.iter().position(|role| role.name == name).map(|index| index as u32)
    }
}
