//! The leap over quiet ticks: waits until there is something new to see, and says what it was. What counts as new,
//! `brownout_run::news` says.

use crate::prelude::*;
use brownout_run::news::{News, QUIET_MOST, Watched};

use crate::store::Play;

/// Services named in one sentence.
const NAMED: usize = 3;

impl Play {
    /// Waits until something changes, looking along what was simulated already first. False if no tick could pass.
    pub fn leap(self) -> bool {
        self.playing.set(false);
        let from = untrack(|| self.tick());
        let mut before = untrack(|| self.watched());
        let mut news = None;
        for _ in 0..QUIET_MOST {
            if !untrack(|| self.forward()) {
                break;
            }
            let now = untrack(|| self.watched());
            news = now.since(&before);
            if news.is_some() || untrack(|| self.is_live() && self.over().is_some()) {
                break;
            }
            before = now;
        }
        let passed = untrack(|| self.tick()).saturating_sub(from);
        self.leapt.set(untrack(|| self.leapt_text(passed, news)));
        passed > 0
    }

    /// What can bring news, as of the frame that is looked at.
    fn watched(self) -> Watched {
        let alone = self.game(|game, at| game.lists_at(at).iter().map(|list| list.entries.len()).sum::<usize>());
        let several: usize = self.lists().iter().map(|list| list.entries.len()).sum();
        let answered = self.game(|game, _| game.answers().iter().filter(|answer| answer.tick.is_some()).count());
        self.frame(|frame| Watched::of(frame, alone + several, answered))
    }

    fn leapt_text(self, passed: u32, news: Option<News>) -> Option<String> {
        if passed == 0 {
            return None;
        }
        let noun = if passed == 1 { "tick" } else { "ticks" };
        let what = match news {
            _ if self.is_live() && self.over().is_some() => "the run is over".to_owned(),
            None => "nothing has changed".to_owned(),
            Some(News::Alerts(alerts)) => match alerts.as_slice() {
                [only] => format!("alert “{}”", only.text),
                more => format!("{} new alerts", more.len()),
            },
            Some(News::Answers(1)) => "an answer came".to_owned(),
            Some(News::Answers(count)) => format!("{count} answers came"),
            Some(News::Entries(1)) => "a message came".to_owned(),
            Some(News::Entries(count)) => format!("{count} messages came"),
            Some(News::Status(services)) => self.status_text(&services),
        };
        Some(format!("{passed} {noun} on: {what}."))
    }

    fn status_text(self, services: &[u32]) -> String {
        let about = self.about();
        let word = |service: u32| {
            let rung = self.frame(|frame| frame.status.get(service as usize).copied())?;
            about.ladder.get(rung as usize).map(|status| status.word.clone())
        };
        let named: Vec<String> = services
            .iter()
            .take(NAMED)
            .map(|service| {
                format!("{} is {}", self.service_name(*service as usize), word(*service).unwrap_or_default())
            })
            .collect();
        match services.len().saturating_sub(NAMED) {
            0 => named.join(", "),
            more => format!("{}, {more} more changed", named.join(", ")),
        }
    }
}
