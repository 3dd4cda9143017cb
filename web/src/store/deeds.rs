//! What a person does to a run: looks at another tick, lets time pass, acts.

use crate::prelude::*;
use brownout_run::curriculum;
use brownout_run::view::{ActionAbout, StepNow};

use crate::engine::Deed;

use super::run::Leave;
use super::{Play, Run};

/// What the last action told, and where it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Index of the action.
    pub action: usize,
    /// Whom it is told, where several act.
    pub to: Option<u32>,
    /// A sentence.
    pub text: String,
    /// Whether it was refused or impossible.
    pub failed: bool,
}

impl Play {
    /// Why an action cannot be taken on the selection as of the tick that is looked at. Tracked.
    pub fn available(self, action: usize, target: Option<usize>) -> Result<(), String> {
        self.version.track();
        let at = self.at.get();
        self.run.with_value(|run| match run.leave(at) {
            Leave::No => run.game().available(action, target),
            Leave::After(steps) => run.tree.available_after(steps, action, target),
            Leave::NoTurn => Err("It was nobody's turn here up to this tick.".to_owned()),
        })
    }

    /// Looks at a tick; the nearest one there is.
    pub fn look_at(self, tick: u32) {
        let place = self.run.with_value(|run| {
            let frames = run.game().frames();
            frames.partition_point(|frame| frame.tick <= tick).saturating_sub(1)
        });
        if self.at.get_untracked() != place {
            self.at.set(place);
        }
    }

    /// One tick back, to look.
    pub fn back(self) {
        self.playing.set(false);
        let at = self.at.get_untracked();
        if at > 0 {
            self.at.set(at - 1);
        }
    }

    /// One tick forward: to look where it was looked back, otherwise by waiting.
    pub fn forward(self) -> bool {
        let at = self.at.get_untracked();
        let newest = self.run.with_value(|run| run.game().frames().len()).saturating_sub(1);
        if at < newest {
            self.at.set(at + 1);
            return true;
        }
        if self.run.with_value(|run| run.game().over().is_some()) {
            return false;
        }
        let to = untrack(|| self.viewer());
        let waited = self.run.try_update_value(|run| {
            run.tree.wait().map_err(|error| error.to_string())?;
            // The tick has passed, whatever becomes of the turns of others.
            drop(run.others_act());
            Ok(())
        });
        match waited {
            Some(Ok(())) => {
                self.moved(false);
                true
            }
            Some(Err(text)) => {
                let action = self.about().actions.iter().position(|a| a.wait).unwrap_or(0);
                self.said.set(Some(Said { action, to, text, failed: true }));
                false
            }
            None => false,
        }
    }

    /// Takes an action as of the tick that is looked at; in the past that makes a branch. What it told, or why it could not be,
    /// stands in `said`.
    pub fn act(self, index: usize, args: Vec<(String, String)>) -> bool {
        let about = self.about();
        let Some(action) = about.actions.get(index) else {
            return false;
        };
        let deed = Deed { action: action.name.clone(), args };
        let (to, at) = (untrack(|| self.viewer()), self.at.get_untracked());
        let told = self.run.try_update_value(|run| {
            let branched = match run.leave(at) {
                Leave::After(steps) => run.tree.act_after(steps, &deed).map_err(|e| e.to_string())?,
                _ => run.tree.act(&deed).map(|_| false).map_err(|e| e.to_string())?,
            };
            let step = run.game().steps().last().cloned().ok_or_else(String::new)?;
            // The step was taken, whatever becomes of the turns of others.
            Ok((step, run.others_act().unwrap_or(0), branched))
        });
        let Some(told) = told else { return false };
        let (said, branched) = match told {
            Ok((step, others, branched)) => {
                self.moved(branched);
                let text = said(action, &step, others);
                (Said { action: index, to, text, failed: step.refused.is_some() }, branched)
            }
            Err(text) => (Said { action: index, to, text, failed: true }, false),
        };
        let done = !said.failed;
        self.said.set(Some(said));
        if branched {
            self.leapt.set(Some(self.branch_made()));
        }
        done
    }

    fn count(self) {
        let Some(packs) = self.packs else { return };
        let earned = self.run.with_value(|run| curriculum::reward(run.game()));
        let counted = self.about.with_value(|about| packs.courses.count(&about.pack, &about.id, self.seed(), earned));
        // It counts once, and stays counted when its end is looked at again.
        if counted.is_some() {
            self.counted.set_value(counted);
        }
    }

    /// Brings everything up to what the run is now; `back` says that its past is another one.
    pub(super) fn moved(self, back: bool) {
        self.run.update_value(|run| {
            if back {
                run.went_back();
            }
            let Run { tree, book, .. } = run;
            book.sync(tree.game().frames());
        });
        if back {
            self.sight.set_value(None);
            self.cross.set(None);
        }
        let (newest, over) =
            self.run.with_value(|run| (run.game().frames().len().saturating_sub(1), run.game().over().is_some()));
        self.version.update(|version| *version += 1);
        if self.leapt.get_untracked().is_some() {
            self.leapt.set(None);
        }
        if self.at.get_untracked() != newest {
            self.at.set(newest);
        }
        if over {
            self.count();
            self.playing.set(false);
        }
        if over || self.debrief_open.get_untracked() {
            self.debrief_open.set(over);
        }
    }
}

fn said(action: &ActionAbout, step: &StepNow, others: usize) -> String {
    let mut text = match &step.refused {
        Some(reason) => reason.clone(),
        None if step.shown.is_empty() => format!("{} at tick {}.", action.label, step.tick),
        None if step.shown.iter().any(|text| text.contains('\n')) => step.shown.join("\n"),
        None => step.shown.join(" "),
    };
    match others {
        0 => {}
        1 => text.push_str(" Then a colleague took a turn."),
        others => text.push_str(&format!(" Then your colleagues took {others} turns.")),
    }
    text
}
