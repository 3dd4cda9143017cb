//! The scenarios that one file stands for beside itself.

use crate::decode::{Count, record};

record! {
    /// Scenarios that differ from the file's own by what the seed makes of them, and by what reads the setting `variant` (0 in the file's own).
    Variants is "the variants" {
        /// How many there are beside the file's own scenario.
        count: Count = "count",
        /// The numbers of those that are kept for tests: learners and players in training leave them alone.
        held_out: Vec<Count> = "held-out",
    }
}
