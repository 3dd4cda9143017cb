//! Counters and copies that the language reads: history, `ever`, `streak`, `was`, `seen`.

use brownout_expr::eval::Regs;
use brownout_expr::num::NEVER;
use brownout_expr::ops::Op;
use brownout_expr::scope::Kind;

use crate::plan::{Plan, Tracked};
use crate::world::{HISTORY_ROWS, World};

fn regs(plan: &Plan, per: Option<Kind>, member: u32) -> Regs {
    match per {
        None => Regs::default(),
        Some(Kind::Service) => Regs::service(member),
        Some(Kind::Fault) => Regs::fault(member, plan.faults.get(member as usize).map_or(0, |f| f.home)),
        Some(Kind::Call) => Regs { call: member, ..Regs::default() },
        Some(Kind::Condition) => Regs { condition: member, ..Regs::default() },
    }
}

impl World {
    /// At the end of a tick: conditions that are counted, streaks, the row of history.
    pub(crate) fn track_tick(&mut self, plan: &Plan) {
        let tick = self.cell(plan.specials.tick);
        for tracked in &plan.ever {
            for member in 0..tracked.members {
                if self.holds(plan, &tracked.code, regs(plan, tracked.per, member)) {
                    let at = tracked.base + member;
                    self.set(at, self.cell(at) + 1.0);
                    let first = at + tracked.members;
                    if self.cell(first) == NEVER {
                        self.set(first, tick);
                    }
                    self.set(first + tracked.members, tick);
                }
            }
        }
        for tracked in &plan.streaks {
            for member in 0..tracked.members {
                let held = self.holds(plan, &tracked.code, regs(plan, tracked.per, member));
                let at = tracked.base + member;
                let streak = if held { self.cell(at) + 1.0 } else { 0.0 };
                self.set(at, streak);
            }
        }
        self.write_history(plan);
    }

    fn write_history(&mut self, plan: &Plan) {
        if plan.past_slots == 0 {
            return;
        }
        let row = self.state.history_next * plan.past_slots as usize;
        for tracked in &plan.past {
            // A metric that is stored is copied as a column.
            if let ([Op::LoadAt(Kind::Service, base)], Some(Kind::Service)) = (&*tracked.code.ops, tracked.per) {
                let (from, to) = (*base as usize, row + tracked.base as usize);
                let count = tracked.members as usize;
                if let (Some(source), Some(target)) =
                    (self.cells.get(from..from + count), self.state.history.get_mut(to..to + count))
                {
                    target.copy_from_slice(source);
                    continue;
                }
            }
            for member in 0..tracked.members {
                let value = self.run(plan, &tracked.code, regs(plan, tracked.per, member));
                if let Some(slot) = self.state.history.get_mut(row + (tracked.base + member) as usize) {
                    *slot = value;
                }
            }
        }
        self.state.history_next = (self.state.history_next + 1) % HISTORY_ROWS;
    }

    /// Before the run everything was as it started.
    pub(crate) fn fill_history(&mut self, plan: &Plan) {
        for _ in 0..HISTORY_ROWS {
            self.write_history(plan);
        }
    }

    /// At the end of a step: copies for `was`.
    pub(crate) fn track_step(&mut self, plan: &Plan) {
        for Tracked { code, per, members, base } in &plan.was {
            for member in 0..*members {
                let value = self.run(plan, code, regs(plan, *per, member));
                self.set(base + member, value);
            }
        }
    }
}
