//! The places of the page of which one is shown at a time.

use crate::prelude::*;

use super::Play;

/// The panes of the narrow page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The selected service.
    Service,
    /// What can be done.
    Act,
    /// Log lines.
    Logs,
    /// Alerts.
    Alerts,
    /// Shared lists, where several act.
    Lists,
    /// The case: what was learnt, what happened, what was noted.
    Case,
}

/// What lies on the desk: the place of the wide page that log lines share with the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Desk {
    /// Log lines.
    Logs,
    /// What was learnt.
    Evidence,
    /// What happened.
    Timeline,
    /// What was noted.
    Notes,
    /// What others wrote, where one actor does everything.
    Messages,
}

/// The tabs of the service panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// How its numbers ran.
    Metrics,
    /// How it is configured.
    Configuration,
    /// Whom it calls.
    Calls,
}

impl Pane {
    /// Whether it is one of those that share a place below the graph on the middle page.
    #[must_use]
    pub fn is_low(self) -> bool {
        matches!(self, Self::Logs | Self::Alerts | Self::Lists | Self::Case)
    }

    /// As it is called in the styles.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Act => "act",
            Self::Logs => "logs",
            Self::Alerts => "alerts",
            Self::Lists => "lists",
            Self::Case => "case",
        }
    }
}

impl Play {
    /// Shows a pane where not all are shown at once.
    pub fn show_pane(self, pane: Pane) {
        if pane == Pane::Case {
            crate::case::open(self);
        }
        self.pane.set(pane);
        if pane.is_low() {
            self.low.set(pane);
        }
    }
}
