//! What may be wrong with how signals travel.

use crate::decode::{Condition, Expression, record};

record! {
    /// Signals that come late, or never.
    Telemetry is "the telemetry" {
        /// Log lines, pushed or asked for.
        logs: Option<Channel> = "logs",
        /// Alerts: what is shown of those of a service. The world itself knows them as they are.
        alerts: Option<Channel> = "alerts",
        /// Metrics and status of a service, in views and where an action shows them. The world itself knows them as they are.
        metrics: Option<Channel> = "metrics",
    }
}

record! {
    /// How signals of one sort travel, asked for each service.
    Channel is "a channel" {
        /// How many ticks old what is shown is: lines are those spoken until then, alerts and metrics those of then, and what
        /// came since comes later. At most 64.
        delay: Option<Expression> = "delay",
        /// When what is said never arrives: a line of then is not read; of alerts and metrics the last that did arrive stays.
        lost_when: Option<Condition> = "lost-when",
    }
}
