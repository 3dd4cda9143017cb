//! The address of what is on the page.

use leptos::prelude::*;

use crate::dom;
use crate::route::RunAddress;
use crate::sight::Seat;

use super::Play;

impl Play {
    /// The address of what is on the page. Tracked.
    #[must_use]
    pub fn address(self) -> RunAddress {
        let tick = if self.is_live() { None } else { Some(self.tick()) };
        let log = self.run.with_value(|run| (!run.game.steps().is_empty()).then(|| run.game.log().to_text()));
        RunAddress { tick, log, ..self.fresh(self.seed()) }
    }

    /// The address of a fresh run of the same scenario, played by the same people.
    #[must_use]
    pub fn fresh(self, seed: u64) -> RunAddress {
        let address = RunAddress::new(&self.about().id, seed);
        self.seated(address, self.seat().as_ref())
    }

    /// The same address with somebody else in front of the page.
    #[must_use]
    pub fn seated(self, address: RunAddress, seat: Option<&Seat>) -> RunAddress {
        let role = seat.and_then(|seat| Some(self.cast()?.roles.get(seat.role as usize)?.name.clone()));
        let colleague = seat.map(|seat| seat.colleague.clone()).filter(|name| !name.is_empty());
        RunAddress { role, colleague, ..address }
    }

    /// Puts the address of what is on the page into the browser's, without an entry in the history.
    pub fn write_address(self) {
        dom::replace_hash(&untrack(|| self.address()).hash());
    }

    /// Goes to another run. The entry that stays behind in the history is what is on the page now.
    pub fn leave_for(self, address: &RunAddress) {
        self.leave_for_hash(&address.hash());
    }

    /// Goes to another page, as `leave_for`.
    pub fn leave_for_hash(self, hash: &str) {
        self.write_address();
        dom::go(hash);
    }
}
