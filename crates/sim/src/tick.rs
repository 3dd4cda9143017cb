//! One tick of the world. The order of a tick is this list of calls, and nothing else.

use brownout_expr::eval::Regs;

use crate::host::Host;
use crate::plan::{Plan, TimelineAt};
use crate::rng::{Purpose, Stream, stream_id};
use crate::world::World;

impl World {
    /// One tick.
    pub fn tick(&mut self, plan: &Plan) {
        self.set(plan.specials.in_tick, 1.0);
        self.run(plan, &plan.before, Regs::default());
        self.due(plan);
        self.fault_starts(plan);
        self.fault_containment(plan);
        self.fault_programs(plan);
        self.cascade(plan);
        self.healing(plan);
        self.run(plan, &plan.rules, Regs::default());
        self.fault_cures(plan);
        self.derive(plan);
        self.clock(plan);
        self.signals(plan);
        self.run(plan, &plan.tally, Regs::default());
        self.check_conditions(plan);
        self.track_tick(plan);
        self.set(plan.specials.in_tick, 0.0);
        self.keep_snapshot(plan);
    }

    /// Delayed effects and timeline items that are due.
    fn due(&mut self, plan: &Plan) {
        let now = self.tick_now(plan);
        if !self.state.delayed.is_empty() {
            let (due, later): (Vec<_>, Vec<_>) =
                std::mem::take(&mut self.state.delayed).into_iter().partition(|d| d.due <= now);
            self.state.delayed = later;
            for delayed in due {
                for &(cell, value) in &delayed.params {
                    self.set(cell, value);
                }
                if let Some(code) = plan.laters.get(delayed.body as usize) {
                    self.run(plan, code, delayed.regs);
                }
            }
        }
        for item in &plan.timeline {
            if f64::from(now) != self.cell(item.due_cell) {
                continue;
            }
            if let TimelineAt::Every(low, high) = item.at {
                let drawn = self.cell(item.draws_cell);
                let mut stream = Stream::new(self.state.seed, stream_id(Purpose::Timeline, &item.name), drawn as u64);
                let ticks = stream.between(f64::from(low), f64::from(high), true);
                self.set(item.draws_cell, drawn + 1.0);
                self.set(item.due_cell, f64::from(now) + brownout_expr::num::max(ticks, 1.0));
            }
            let wanted = match &item.when {
                Some(when) => self.holds(plan, when, Regs::default()),
                None => true,
            };
            if wanted {
                self.run(plan, &item.script, Regs::default());
            }
        }
    }

    fn fault_starts(&mut self, plan: &Plan) {
        for (index, fault) in (0u32..).zip(&plan.faults) {
            let Some(starts) = &fault.starts else { continue };
            if self.cell(plan.fault_columns.active + index) != 0.0 || self.cell(plan.fault_columns.cured + index) != 0.0
            {
                continue;
            }
            if self.holds(plan, starts, Regs::fault(index, fault.home)) {
                Host::new(plan, &mut self.state).start_fault(&mut self.cells, index);
            }
        }
    }

    pub(crate) fn fault_containment(&mut self, plan: &Plan) {
        for (index, fault) in (0u32..).zip(&plan.faults) {
            let Some(when) = &fault.contained_when else { continue };
            if self.cell(plan.fault_columns.active + index) == 0.0 {
                continue;
            }
            let contained = self.holds(plan, when, Regs::fault(index, fault.home));
            Host::new(plan, &mut self.state).contain(&mut self.cells, index, contained);
        }
    }

    fn fault_programs(&mut self, plan: &Plan) {
        for (index, fault) in (0u32..).zip(&plan.faults) {
            if self.cell(plan.fault_columns.active + index) == 0.0 {
                continue;
            }
            let age = plan.fault_columns.age + index;
            self.set(age, self.cell(age) + 1.0);
            self.run(plan, &fault.program, Regs::fault(index, fault.home));
        }
    }

    fn healing(&mut self, plan: &Plan) {
        for (index, fault) in (0u32..).zip(&plan.faults) {
            if self.cell(plan.fault_columns.cured + index) != 0.0 {
                self.run(plan, &fault.healing, Regs::fault(index, fault.home));
            }
        }
    }

    pub(crate) fn fault_cures(&mut self, plan: &Plan) {
        for (index, fault) in (0u32..).zip(&plan.faults) {
            let Some(when) = &fault.cured_when else { continue };
            if self.cell(plan.fault_columns.active + index) == 0.0 {
                continue;
            }
            if self.holds(plan, when, Regs::fault(index, fault.home)) {
                Host::new(plan, &mut self.state).cure_fault(&mut self.cells, index);
            }
        }
        Host::new(plan, &mut self.state).unmask(&mut self.cells);
    }

    fn clock(&mut self, plan: &Plan) {
        let tick = self.cell(plan.specials.tick);
        self.set(plan.specials.tick, tick + 1.0);
    }
}
