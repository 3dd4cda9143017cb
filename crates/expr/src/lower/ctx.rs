//! Where a text stands: what it may do there, and what `self` is. Knows no names.

use crate::scope::Kind;

/// What `self` is where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Nothing: bare metrics are errors.
    None,
    /// This service, known at compile.
    Fixed(u32),
    /// The current member of a kind.
    Current(Kind),
}

/// What a text may do: the rows of format.md's table "place, may read, may write".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Formulas, conditions, alerts, score: reads everything, writes nothing.
    Read,
    /// Programs, healing, rules, tally, cascade: writes metrics, values, faults; emits.
    World,
    /// Effects of actions: all that, and shows.
    Effect,
    /// First values: draws stand here.
    Start,
    /// Texts shown to an actor: what that actor may know.
    Shown,
}

/// Where a text stands.
#[derive(Clone, Copy, Debug)]
pub struct Ctx {
    /// What it may do.
    pub role: Role,
    /// What a bare metric belongs to.
    pub subject: Subject,
    /// The fault whose text it is.
    pub fault: Option<u32>,
    /// The action whose parameters it may name.
    pub action: Option<u32>,
    /// Whether `amount` has a meaning here.
    pub cascade: bool,
}

impl Ctx {
    /// A place that reads, with this subject.
    #[must_use]
    pub fn read(subject: Subject) -> Ctx {
        Ctx { role: Role::Read, subject, fault: None, action: None, cascade: false }
    }

    /// The same place in another role.
    #[must_use]
    pub fn role(self, role: Role) -> Ctx {
        Ctx { role, ..self }
    }

    /// The same place in a fault's text; the fault's home is its subject.
    #[must_use]
    pub fn fault(self, fault: u32, home: u32) -> Ctx {
        Ctx { fault: Some(fault), subject: Subject::Fixed(home), ..self }
    }

    /// The same place in an action's text.
    #[must_use]
    pub fn action(self, action: u32) -> Ctx {
        Ctx { action: Some(action), ..self }
    }
}
