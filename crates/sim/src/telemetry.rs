//! Signals that come late or never: how old what is shown is, and what is on its way. Text and numbers of a line are those
//! of the moment that it speaks of, and metrics that are shown late are those of then. What is so is not changed by it.

use std::sync::Arc;

use brownout_expr::eval::{Regs, run};
use brownout_expr::lower::PAST_MAX;
use brownout_expr::num;
use brownout_expr::ops::Code;

use crate::digest::mix;
use crate::host::Host;
use crate::line::Spoken;
use crate::plan::{Plan, Source, Telemetry};
use crate::world::{HISTORY_ROWS, World};

/// The world at the end of a tick.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    cells: Arc<[f64]>,
    /// The services whose metrics of then never arrive; empty where all do.
    lost: Vec<bool>,
}

/// The end of a sentence about something that is so many ticks old.
pub(crate) fn as_of_words(ticks: u32) -> String {
    match ticks {
        0 => String::new(),
        1 => ", as of 1 tick ago".to_owned(),
        ticks => format!(", as of {ticks} ticks ago"),
    }
}

impl World {
    /// Where lines may come late, the cells of each tick are kept for as long as history reaches.
    pub(crate) fn keep_snapshot(&mut self, plan: &Plan) {
        let late_lines = plan.log_telemetry.as_ref().is_some_and(|telemetry| telemetry.delay.is_some());
        if !late_lines && plan.metric_telemetry.is_none() {
            return;
        }
        let lost = plan.metric_telemetry.as_ref().and_then(|telemetry| telemetry.lost_when.as_ref());
        let services = 0..plan.services.len() as u32;
        let lost = lost.map(|code| services.map(|of| self.holds(plan, code, Regs::service(of))).collect());
        if self.state.snapshots.len() >= HISTORY_ROWS {
            self.state.snapshots.pop_front();
        }
        self.state
            .snapshots
            .push_back(Snapshot { cells: Arc::from(self.cells.as_slice()), lost: lost.unwrap_or_default() });
    }

    /// How many ticks old what is shown of a service's metrics is now: the newest that arrived.
    pub fn metrics_age(&mut self, plan: &Plan, service: u32) -> u32 {
        Host::new(plan, &mut self.state).metrics_age(&mut self.cells, service)
    }

    /// A number of a service as it was so many ticks ago; 0 is now.
    pub fn measured(&mut self, plan: &Plan, source: &Source, service: u32, age: u32) -> f64 {
        let mut host = Host::new(plan, &mut self.state);
        host.as_of(age);
        let x = host.measure(&mut self.cells, source, Regs::service(service));
        host.back_to_now();
        x
    }

    /// How many ticks old what is shown of a service is, by the channel alone: what never arrived is not in it.
    pub fn channel_delay(&mut self, plan: &Plan, channel: &Telemetry, service: u32) -> u32 {
        Host::new(plan, &mut self.state).delay_of(&mut self.cells, Some(channel), service)
    }
}

impl Host<'_> {
    /// How many ticks old what is shown of a service's lines is now.
    pub(crate) fn behind(&mut self, cells: &mut [f64], service: u32) -> u32 {
        let plan = self.plan;
        self.delay_of(cells, plan.log_telemetry.as_ref(), service)
    }

    fn delay_of(&mut self, cells: &mut [f64], channel: Option<&Telemetry>, service: u32) -> u32 {
        let plan = self.plan;
        let Some(delay) = channel.and_then(|telemetry| telemetry.delay.as_ref()) else { return 0 };
        let ticks = run(delay, &plan.env, cells, Regs::service(service), self);
        num::clamp(ticks.floor(), 0.0, f64::from(PAST_MAX)) as u32
    }

    /// How many ticks old what is shown of a service's metrics is: as many as it takes them to come, and back from there to
    /// the newest that was not lost.
    pub(crate) fn metrics_age(&mut self, cells: &mut [f64], service: u32) -> u32 {
        let plan = self.plan;
        if plan.metric_telemetry.is_none() {
            return 0;
        }
        let newest = self.state.snapshots.len().saturating_sub(1);
        let from = newest.min(self.delay_of(cells, plan.metric_telemetry.as_ref(), service) as usize);
        let arrived = |back: &usize| {
            let then = self.state.snapshots.get(newest - back);
            then.is_none_or(|then| !then.lost.get(service as usize).copied().unwrap_or(false))
        };
        (from..=newest).find(arrived).unwrap_or(newest) as u32
    }

    /// A number of a service, as of then.
    pub(crate) fn measure(&mut self, cells: &mut [f64], source: &Source, regs: Regs) -> f64 {
        match source {
            Source::Stored(base) => {
                let cells = self.state.then.as_ref().map_or(&*cells, |(then, _)| then.as_slice());
                cells.get((base + regs.service) as usize).copied().unwrap_or(0.0)
            }
            Source::Formula(code) => self.read_then(cells, code, regs),
        }
    }

    /// From here on lines are those of so many ticks ago, or of the start, until `back_to_now`; gives how many it is.
    pub(crate) fn as_of(&mut self, ticks: u32) -> u32 {
        let newest = self.state.snapshots.len().saturating_sub(1);
        let back = newest.min(ticks as usize);
        let then = self.state.snapshots.get(newest - back).filter(|_| back > 0);
        self.state.then = then.map(|then| (then.cells.to_vec(), back as u32));
        back as u32
    }

    pub(crate) fn back_to_now(&mut self) {
        self.state.then = None;
    }

    /// Runs code that only reads, on the cells that lines are about.
    pub(crate) fn read_then(&mut self, cells: &mut [f64], code: &Code, regs: Regs) -> f64 {
        let plan = self.plan;
        match self.state.then.take() {
            None => run(code, &plan.env, cells, regs, self),
            Some((mut then, ticks)) => {
                self.state.back = ticks;
                let x = run(code, &plan.env, &mut then, regs, self);
                self.state.back = 0;
                self.state.then = Some((then, ticks));
                x
            }
        }
    }

    /// The tick that lines are about.
    pub(crate) fn tick_then(&self, cells: &[f64]) -> u32 {
        let cells = self.state.then.as_ref().map_or(cells, |(then, _)| then.as_slice());
        self.now(cells)
    }

    /// Whether what a service says then never arrives.
    pub(crate) fn lost(&mut self, cells: &mut [f64], service: u32) -> bool {
        let plan = self.plan;
        let lost = plan.log_telemetry.as_ref().and_then(|telemetry| telemetry.lost_when.as_ref());
        lost.is_some_and(|code| self.read_then(cells, code, Regs::service(service)) != 0.0)
    }

    /// A line is on its way: it arrives at once, or later.
    pub(crate) fn send(&mut self, cells: &mut [f64], spoken: Spoken) {
        let late = self.state.pushing && spoken.service.is_some_and(|service| self.behind(cells, service) > 0);
        if late {
            self.state.held.push(spoken);
        } else {
            self.deliver(cells, spoken);
        }
    }

    /// Lines that are on their way arrive once they are as old as what is shown now.
    pub(crate) fn arrivals(&mut self, cells: &mut [f64]) {
        if self.state.held.is_empty() {
            return;
        }
        let now = self.now(cells);
        for spoken in std::mem::take(&mut self.state.held) {
            let behind = spoken.service.map_or(0, |service| self.behind(cells, service));
            if spoken.tick.saturating_add(behind) <= now {
                self.deliver(cells, Spoken { late: now - spoken.tick, tick: now, ..spoken });
            } else {
                self.state.held.push(spoken);
            }
        }
    }

    /// A line is read: it joins the others, and reveals what it reveals.
    fn deliver(&mut self, cells: &mut [f64], spoken: Spoken) {
        let plan = self.plan;
        let Some(template) = plan.lines.get(spoken.line as usize) else { return };
        let place = u64::from(spoken.line) << 32 | u64::from(spoken.service.map_or(u32::MAX, |s| s));
        let mut hash = mix(self.state.lines_hash, place);
        let range = spoken.numbers.0 as usize..spoken.numbers.1 as usize;
        for number in self.state.numbers.get(range).unwrap_or(&[]) {
            hash = mix(hash, (number + 0.0).to_bits());
        }
        self.state.lines_hash = hash;
        self.state.lines.push(spoken);
        self.reveal_all(cells, &template.reveals, spoken.service);
        if plan.log_telemetry.is_some() {
            self.count_arrival(cells, spoken.line);
        }
    }

    /// Where lines may come late, a group is seen when a line of it arrives.
    fn count_arrival(&mut self, cells: &mut [f64], line: u32) {
        let tick = self.tick(cells);
        for (log, event) in &self.plan.watched_logs {
            let of_group =
                self.plan.logs.get(*log as usize).is_some_and(|group| group.every_line().any(|of| of == line));
            if of_group {
                World::happen(cells, event, 0, tick);
            }
        }
    }
}
