//! Who acts, what each of them sees, and the lists that they share.

use crate::decode::{Condition, Deed, Expression, Map, Prose, record, words};

record! {
    /// Somebody who acts, and what they see.
    Role is "a role" {
        /// Short name for the screen.
        label: Option<Prose> = "label",
        /// What it is there for, in a sentence.
        about: Option<Prose> = "about",
        /// The metrics that it sees: `all`, `none`, or their ids with commas between; all if left out.
        metrics: Option<Prose> = "metrics" => [Metric],
        /// Whether it sees the numbers of the whole run: `all` or `none`; all if left out.
        values: Option<Prose> = "values",
        /// How many of the last log lines it sees: `all`, `none` or a number; all if left out.
        logs: Option<Prose> = "logs",
        /// Whether it sees alerts: `all` or `none`; all if left out.
        alerts: Option<Prose> = "alerts",
        /// Store to how many of its last entries it sees: `all`, `none` or a number; none of a store that is left out.
        stores: Map<Prose> = "stores" => [Store],
    }
}

record! {
    /// A shared list: an entry has its actor, its tick and a text.
    Store is "a store" {
        /// Short name for the screen.
        label: Option<Prose> = "label",
        /// What it holds, in a sentence.
        about: Option<Prose> = "about",
        /// Whose it is.
        whose: Option<StoreFor> = "for",
    }
}

words! {
    /// Whose a store is.
    StoreFor is "owner of a store" {
        /// One list for all.
        Everyone = "everyone",
        /// Each role has one of its own.
        Role = "role",
    }
}

record! {
    /// A rule of a scripted player.
    PolicyRule is "a rule of a policy" {
        /// Only if this holds.
        when: Option<Condition> = "when",
        /// Only so often, drawn each time.
        chance: Option<Expression> = "chance",
        /// What is done then.
        deed: Deed = "do",
    }
}
