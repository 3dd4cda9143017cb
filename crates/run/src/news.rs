//! What one waits for: whether something an actor sees has changed from one moment to the next. Numbers that only run on
//! are no news.

use crate::view::{AlertNow, Frame};

/// So many ticks are let pass at most while nothing happens.
pub const QUIET_MOST: u32 = 60;

/// What can bring news, as of a moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Watched {
    status: Vec<u8>,
    alerts: Vec<AlertNow>,
    entries: usize,
    answers: usize,
}

/// What is new.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// Alerts began.
    Alerts(Vec<AlertNow>),
    /// Services changed their status: indices into `About::services`.
    Status(Vec<u32>),
    /// So many answers came to what was asked before.
    Answers(usize),
    /// So many entries came to shared lists.
    Entries(usize),
}

impl Watched {
    /// What is to be seen in a frame, in so many entries of lists and in so many answers that took time.
    #[must_use]
    pub fn of(frame: &Frame, entries: usize, answers: usize) -> Self {
        Self { status: frame.status.clone(), alerts: frame.alerts.clone(), entries, answers }
    }

    /// What is new since `before`, most important first; `None` if nothing is.
    #[must_use]
    pub fn since(&self, before: &Self) -> Option<News> {
        let known =
            |alert: &&AlertNow| before.alerts.iter().any(|old| old.key == alert.key && old.since == alert.since);
        let alerts: Vec<AlertNow> = self.alerts.iter().filter(|alert| !known(alert)).cloned().collect();
        if !alerts.is_empty() {
            return Some(News::Alerts(alerts));
        }
        if self.answers > before.answers {
            return Some(News::Answers(self.answers - before.answers));
        }
        if self.entries > before.entries {
            return Some(News::Entries(self.entries - before.entries));
        }
        let both = (0u32..).zip(self.status.iter().zip(&before.status));
        let status: Vec<u32> = both.filter(|(_, (now, was))| now != was).map(|(index, _)| index).collect();
        (!status.is_empty()).then_some(News::Status(status))
    }
}
