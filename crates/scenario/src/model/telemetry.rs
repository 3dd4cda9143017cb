//! What may be wrong with how signals travel.

use crate::decode::{Condition, Expression, record};

record! {
    /// Signals that come late, or never.
    Telemetry is "the telemetry" {
        /// Log lines, pushed or asked for.
        logs: Option<Channel> = "logs",
    }
}

record! {
    /// How signals of one sort travel, asked for each service.
    Channel is "a channel" {
        /// How many ticks old what is shown is: lines are those spoken until then, and come later. At most 64.
        delay: Option<Expression> = "delay",
        /// When what is said never arrives.
        lost_when: Option<Condition> = "lost-when",
    }
}
