//! The address of what is on the page: the readable one of a fresh built-in scenario, a link once something was done.

use crate::prelude::*;
use brownout_run::link::{Link, Scenario, View};

use crate::dom;
use crate::route::{RunAddress, Text};
use crate::saved;
use crate::sight::Seat;

use super::Play;

impl Play {
    /// Where one looks. Tracked.
    #[must_use]
    pub fn view(self) -> View {
        let tick = if self.is_live() { None } else { Some(self.tick()) };
        View { tick, service: self.selected.get().map(|service| self.service_name(service)) }
    }

    /// The text of the run's link, looked at like this. `None` for a run that no link can hold.
    #[must_use]
    pub fn link(self, view: View) -> Option<String> {
        self.run.with_value(|run| run.link(run.tree.active(), view))
    }

    /// The address of author mode with a copy of what is played.
    #[must_use]
    pub fn text_address(self) -> Text {
        match self.scenario() {
            Scenario::BuiltIn(id) => Text::Remix(id),
            own @ Scenario::Own { .. } => match RunAddress::fresh(own, self.seed()).link {
                Some(link) => Text::Link(link),
                None => Text::Last,
            },
        }
    }

    /// The scenario, as links name it.
    #[must_use]
    pub fn scenario(self) -> Scenario {
        self.run.with_value(|run| run.scenario.clone())
    }

    /// The run as a value.
    #[must_use]
    pub fn value(self, view: View) -> Link {
        self.run.with_value(|run| Link::of(run.game(), run.scenario.clone(), view))
    }

    /// Whether nothing was done yet.
    #[must_use]
    pub fn is_fresh(self) -> bool {
        self.run.with_value(|run| run.game().steps().is_empty())
    }

    /// The address of what is on the page; `None` for a run that no link can hold. Tracked.
    #[must_use]
    pub fn address(self) -> Option<RunAddress> {
        self.version.track();
        self.address_at(self.view())
    }

    /// The address of the run, looked at like this.
    #[must_use]
    pub fn address_at(self, view: View) -> Option<RunAddress> {
        let own = self.run.with_value(|run| matches!(run.scenario, Scenario::Own { .. }));
        if self.is_fresh() && !own {
            return Some(self.fresh(self.seed()));
        }
        let address = RunAddress { link: Some(self.link(view)?), ..RunAddress::default() };
        Some(self.seated(address, self.seat().as_ref()))
    }

    /// The address of a fresh run of the same scenario, played by the same people.
    #[must_use]
    pub fn fresh(self, seed: u64) -> RunAddress {
        self.seated(RunAddress::fresh(self.scenario(), seed), self.seat().as_ref())
    }

    /// The same address with somebody else in front of the page.
    #[must_use]
    pub fn seated(self, address: RunAddress, seat: Option<&Seat>) -> RunAddress {
        let role = seat.and_then(|seat| Some(self.cast()?.roles.get(seat.role as usize)?.name.clone()));
        let colleague = seat.map(|seat| seat.colleague.clone()).filter(|name| !name.is_empty());
        RunAddress { role, colleague, ..address }
    }

    /// Looks where an address says, if the run that it names is the one on the page.
    pub fn follow(self, address: &RunAddress) -> bool {
        let fresh = untrack(|| self.fresh(self.seed()));
        if (&fresh.role, &fresh.colleague) != (&address.role, &address.colleague) {
            return false;
        }
        let (log, scenario) = self.run.with_value(|run| (run.game().log().clone(), run.scenario.clone()));
        let tick = match &address.link {
            Some(text) => match Link::decode(text) {
                Ok(link) => {
                    let same = address.seed.is_none()
                        && (link.seed, &link.scenario, &link.log) == (self.seed(), &scenario, &log);
                    if !same {
                        return false;
                    }
                    link.view.tick
                }
                Err(_) => return false,
            },
            None => {
                let text = (!log.is_empty()).then(|| log.to_text());
                if (&fresh.id, &fresh.seed, &text) != (&address.id, &address.seed, &address.log) || fresh.link.is_some()
                {
                    return false;
                }
                address.tick
            }
        };
        self.left.set_value(false);
        self.look_at(tick.unwrap_or(u32::MAX));
        true
    }

    /// What the address follows. Tracked.
    pub fn address_parts(self) {
        self.version.track();
        self.at.track();
        self.selected.track();
    }

    /// Keeps a run that is not over, or has branches, in the browser's store; where that fails, says so once.
    pub fn keep(self, key: &str, address: &RunAddress) {
        let version = self.version.get_untracked();
        if key.is_empty() || self.is_fresh() || self.kept.get_value() == Some(version) {
            return;
        }
        self.kept.set_value(Some(version));
        let (over, branches, tree) =
            self.run.with_value(|run| (run.game().over().is_some(), run.tree.branches().len(), run.tree.to_json()));
        if over && branches == 1 {
            saved::forget(key);
            return;
        }
        let about = self.about.get_value();
        let mut what = format!("{}, seed {}, tick {}", about.id, self.seed(), untrack(|| self.head_tick()));
        if branches > 1 {
            what.push_str(&format!(", {branches} branches"));
        }
        if !saved::keep(key, &address.hash(), &about.title, &what, &tree) {
            self.cannot_keep("The browser does not keep this run for you: its address and its link do.");
        }
    }

    /// Whether an entry of the store has all that was done here; if not, this run is to be kept once more.
    #[must_use]
    pub fn is_all_in(self, entry: &str) -> bool {
        let all = self.run.with_value(|run| saved::has_all(entry, &run.tree));
        if !all {
            self.kept.set_value(None);
        }
        all
    }

    /// Says that the run is not kept, and what holds it; once.
    pub fn cannot_keep(self, text: &str) {
        if saved::first_refusal() {
            self.notice.set(Some(text.to_owned()));
        }
    }

    /// Puts the address of what is on the page into the browser's, without an entry in the history. Gives it.
    pub fn write_address(self) -> Option<RunAddress> {
        let address = untrack(|| self.address())?;
        if !self.left.get_value() {
            dom::replace_hash(&address.hash());
        }
        Some(address)
    }

    /// The address is another run's from now on: this one writes no more.
    pub fn gone(self) {
        self.playing.set(false);
        self.left.set_value(true);
    }

    /// Goes to another run. The entry that stays behind in the history is what is on the page now.
    pub fn leave_for(self, address: &RunAddress) {
        self.leave_for_hash(&address.hash());
    }

    /// Goes to another page, as `leave_for`.
    pub fn leave_for_hash(self, hash: &str) {
        self.write_address();
        // What is still to be written must not come between the new address and the event that tells of it.
        self.left.set_value(true);
        dom::go(hash);
    }
}
