//! Shared lists: chat, inboxes, what was done elsewhere. An entry is a template and the numbers of the moment, as a log
//! line is; text is made when somebody reads it.

use brownout_expr::eval::{Regs, run};
use brownout_expr::scope::PartCode;

use crate::digest::mix;
use crate::host::Host;
use crate::plan::Plan;
use crate::render;
use crate::world::{ENTRIES_MAX, State};

/// An entry of a shared list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Index into `Plan::stores`.
    pub store: u32,
    /// Tick at which it was appended.
    pub tick: u32,
    /// The role that did it; `None`: nobody who acts here.
    pub actor: Option<u32>,
    /// Whose list it is in, if each role has one.
    pub to: Option<u32>,
    /// Index into `Plan::pushes`.
    pub push: u32,
    /// Its numbers: a range of `State::numbers`.
    pub numbers: (u32, u32),
}

impl Entry {
    /// Its text.
    #[must_use]
    pub fn text(&self, plan: &Plan, state: &State) -> String {
        let numbers = state.numbers.get(self.numbers.0 as usize..self.numbers.1 as usize).unwrap_or(&[]);
        plan.pushes
            .get(self.push as usize)
            .map_or_else(String::new, |push| render::text(plan, &state.texts, &push.text, numbers))
    }
}

fn word(index: Option<u32>) -> u64 {
    u64::from(index.map_or(u32::MAX, |index| index))
}

impl Host<'_> {
    /// Appends an entry. What is meant for a word that is no role is dropped.
    pub(crate) fn append(&mut self, cells: &mut [f64], index: u32, operand: f64, regs: Regs) {
        let plan = self.plan;
        let Some(push) = plan.pushes.get(index as usize) else { return };
        let to = match &push.to {
            None => None,
            Some(roles) => match roles.get(operand as usize).copied().flatten() {
                None => return,
                role => role,
            },
        };
        if self.state.entries.len() >= ENTRIES_MAX {
            return;
        }
        let cell = |cell: u32| cells.get(cell as usize).copied().unwrap_or(0.0);
        let tick = cell(plan.specials.tick) as u32;
        let acting = self.state.acting.is_some() && !plan.roles.is_empty();
        let actor = acting.then(|| cell(plan.specials.actor) as u32);
        let mut hash = mix(self.state.entries_hash, u64::from(index) << 32 | u64::from(tick));
        hash = mix(mix(hash, word(actor)), word(to));
        let start = self.state.numbers.len() as u32;
        for part in &push.text.parts {
            if let PartCode::Hole { code, .. } = part {
                let number = run(code, &plan.env, cells, regs, self);
                hash = mix(hash, (number + 0.0).to_bits());
                self.state.numbers.push(number);
            }
        }
        let numbers = (start, self.state.numbers.len() as u32);
        self.state.entries_hash = hash;
        self.state.entries.push(Entry { store: push.store, tick, actor, to, push: index, numbers });
    }
}
