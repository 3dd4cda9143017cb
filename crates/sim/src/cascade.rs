//! How trouble travels to callers: breadth first from each active, uncontained fault.
//!
//! Add mode is the source's accumulation (firewatch §4.2): what arrives is added to the metric every tick. Level mode
//! keeps own and inherited parts apart: what arrives is worked out afresh from own parts every tick, so that it falls
//! when the source falls.

use brownout_expr::eval::Regs;

use crate::plan::{Cascade, Plan};
use crate::world::World;

impl World {
    pub(crate) fn cascade(&mut self, plan: &Plan) {
        let Some(cascade) = &plan.cascade else { return };
        if cascade.level {
            self.forget_inherited(cascade);
        }
        // In level mode every source is measured before any of them is let loose: all read own parts.
        if cascade.level {
            let mut sources = [(0u32, 0.0); SOURCES_MAX];
            let mut count = 0;
            for index in 0..plan.faults.len() as u32 {
                if let Some(amount) = self.source(plan, cascade, index)
                    && let Some(slot) = sources.get_mut(count)
                {
                    *slot = (plan.faults[index as usize].home, amount);
                    count += 1;
                }
            }
            for &(home, amount) in &sources[..count] {
                self.spread(plan, cascade, home, amount);
            }
        } else {
            for index in 0..plan.faults.len() as u32 {
                if let Some(amount) = self.source(plan, cascade, index) {
                    self.spread(plan, cascade, plan.faults[index as usize].home, amount);
                }
            }
        }
    }

    /// Asks once who is hit, where the answer stays the same.
    pub(crate) fn know_through(&mut self, plan: &Plan) {
        let Some(cascade) = plan.cascade.as_ref().filter(|c| c.through_fixed) else { return };
        self.state.through =
            (0..plan.services.len() as u32).map(|s| self.holds(plan, &cascade.through, Regs::service(s))).collect();
    }

    /// What a fault passes on, if it does.
    fn source(&mut self, plan: &Plan, cascade: &Cascade, index: u32) -> Option<f64> {
        let columns = plan.fault_columns;
        if self.cell(columns.active + index) == 0.0 || self.cell(columns.contained + index) != 0.0 {
            return None;
        }
        let regs = Regs::fault(index, plan.faults.get(index as usize)?.home);
        if !self.holds(plan, &cascade.from, regs) {
            return None;
        }
        Some(self.run(plan, &cascade.amount, regs))
    }

    /// Level mode: every metric is its own part again.
    fn forget_inherited(&mut self, cascade: &Cascade) {
        let services = std::mem::take(&mut self.state.inherited);
        for &service in &services {
            for &(column, own) in &cascade.split {
                let part = self.cell(own + service);
                self.set(column + service, part);
            }
        }
        self.state.inherited = services;
        self.state.inherited.clear();
    }

    fn spread(&mut self, plan: &Plan, cascade: &Cascade, home: u32, amount: f64) {
        self.state.reached.fill(false);
        if let Some(flag) = self.state.reached.get_mut(home as usize) {
            *flag = true;
        }
        let mut queue = std::mem::take(&mut self.state.queue);
        queue.clear();
        for &caller in cascade.callers.get(home as usize).map_or(&[][..], Vec::as_slice) {
            queue.push((caller, 1, amount));
        }
        let mut next = 0;
        while let Some(&(service, depth, amount)) = queue.get(next) {
            next += 1;
            if depth > cascade.hops || amount < cascade.floor || self.state.reached[service as usize] {
                continue;
            }
            self.state.reached[service as usize] = true;
            let regs = Regs::service(service);
            let hit = match self.state.through.get(service as usize) {
                Some(&known) => known,
                None => self.holds(plan, &cascade.through, regs),
            };
            if !hit {
                continue;
            }
            self.set(plan.specials.amount, amount);
            self.run_inheriting(plan, &cascade.apply, regs, cascade.level);
            if cascade.level {
                self.state.inherited.push(service);
            }
            for &caller in cascade.callers.get(service as usize).map_or(&[][..], Vec::as_slice) {
                if !self.state.reached[caller as usize] {
                    queue.push((caller, depth + 1, amount * cascade.falloff));
                }
            }
        }
        self.state.queue = queue;
    }
}

/// Most faults that a scenario may have (checked at compile).
pub const SOURCES_MAX: usize = 16;
