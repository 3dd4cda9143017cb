//! The numbers now: cells, history, delayed effects, spoken lines. A copy of a World is a snapshot; restoring is
//! putting the copy back.

use std::collections::VecDeque;

use brownout_expr::eval::{Machine, Regs};
use brownout_expr::num::NEVER;
use brownout_expr::ops::Code;

use crate::fact::Answer;
use crate::host::Host;
use crate::learnt::Learnt;
use crate::line::Spoken;
use crate::moment::Moment;
use crate::plan::{Plan, TimelineAt};
use crate::rng::{Purpose, Stream, stream_id};
use crate::store::Entry;
use crate::telemetry::Snapshot;

/// Rows that the history ring keeps: `past` reaches 64 ticks.
pub const HISTORY_ROWS: usize = 65;
/// Delayed effects that may be in flight.
pub const DELAYED_MAX: usize = 64;
/// Lines that a run keeps; beyond it no more are spoken, and `World::lines_dropped` counts them.
pub const LINES_MAX: usize = 200_000;
/// Entries that a run keeps in its shared lists, all together; beyond it no more are appended.
pub const ENTRIES_MAX: usize = 20_000;
/// Steps that a run keeps.
pub const STEPS_MAX: u32 = 10_000;

/// An effect that is due later.
#[derive(Clone, Debug, PartialEq)]
pub struct Delayed {
    /// Tick at whose start it runs.
    pub due: u32,
    /// Which body.
    pub body: u32,
    /// Members that were current.
    pub regs: Regs,
    /// Parameters of the action at the time: cells and numbers.
    pub params: Vec<(u32, f64)>,
}

/// Why a run is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// This condition of `end.when` held.
    When(u32),
    /// The last tick was reached.
    Ticks,
    /// The last step was taken.
    Steps,
}

/// Everything beside the cells.
#[derive(Clone, Debug)]
pub struct State {
    /// The seed.
    pub seed: u64,
    /// History ring: `HISTORY_ROWS` rows of `Plan::past_slots`.
    pub history: Vec<f64>,
    /// Row that the next tick writes.
    pub history_next: usize,
    /// Delayed effects in order of arrival.
    pub delayed: Vec<Delayed>,
    /// Lines spoken so far.
    pub lines: Vec<Spoken>,
    /// Numbers that lines hold.
    pub numbers: Vec<f64>,
    /// Lines that the limit kept back.
    pub lines_dropped: u32,
    /// Running hash of the lines: template ids and numbers.
    pub lines_hash: u64,
    /// Entries of the shared lists in order of arrival.
    pub entries: Vec<Entry>,
    /// Running hash of the entries: where, by whom, for whom, and their numbers.
    pub entries_hash: u64,
    /// Texts brought by actions, after the plan's.
    pub texts: Vec<String>,
    /// Changes of configurations in order.
    pub changes: Vec<crate::config::Change>,
    /// What was written into configurations and has no place in their trees, in order.
    pub extras: Vec<crate::config::Extra>,
    /// Hash of (action, arguments) of each step, in order.
    pub deeds: Vec<u64>,
    /// Lines that are on their way; each has the tick at which it was spoken.
    pub held: Vec<Spoken>,
    /// What arrives late is shown as it was: the cells at the end of the last ticks, newest last. A consequence of earlier
    /// digests, as history is.
    pub(crate) snapshots: VecDeque<Snapshot>,
    /// The cells as of which lines are spoken, and how many ticks ago that was; `None`: now.
    pub(crate) then: Option<(Vec<f64>, u32)>,
    /// How many ticks ago the texts are about that are being made: what `past` goes back from.
    pub(crate) back: u32,
    /// Whether lines are spoken to nobody in particular, rather than to who asks.
    pub(crate) pushing: bool,
    /// What happened, in order: actions that were carried out, and, where the world knows alerts, those that began. A
    /// consequence of the cells and deeds, so that no digest needs it.
    pub moments: Vec<Moment>,
    /// What actors were told for the first time; a consequence of the deeds, like `moments`.
    pub learnt: Learnt,
    /// Answers that come later, in the order of the questions.
    pub answers: Vec<Answer>,
    /// Answers that could have been wrong, at once or later, in the order of the questions; a consequence of the deeds, like
    /// `moments`.
    pub chances: Vec<Answer>,
    /// What the last step showed to who acted.
    pub shown: Vec<String>,
    /// Divisions by zero and writes that were not finite.
    pub notes: u32,
    /// Why it is over, once it is.
    pub ending: Option<Ending>,
    /// The action that is being carried out.
    pub acting: Option<u32>,
    /// Alerts: since which tick each (alert, service) fires (`u32::MAX` if it does not) and how loud, as of the last
    /// `update_alerts`; in the order of `alert::slots`.
    pub alerts: Vec<(u32, u8)>,
    /// Positions of the streams of `:=`: (site, service or `u32::MAX`) and draws made, in order of first use.
    pub drawn: Vec<((u32, u32), u64)>,
    /// Scratch of the cascade: who was reached, and the queue.
    pub(crate) reached: Vec<bool>,
    pub(crate) queue: Vec<(u32, u32, f64)>,
    /// Which services a cascade hits, where that is known for the whole run.
    pub(crate) through: Vec<bool>,
    /// Services whose split metrics hold an inherited part.
    pub(crate) inherited: Vec<u32>,
}

impl State {
    pub(crate) fn drawn(&self, key: (u32, u32)) -> u64 {
        self.drawn.iter().find(|(k, _)| *k == key).map_or(0, |&(_, n)| n)
    }

    pub(crate) fn set_drawn(&mut self, key: (u32, u32), count: u64) {
        match self.drawn.iter_mut().find(|(k, _)| *k == key) {
            Some(entry) => entry.1 = count,
            None => self.drawn.push((key, count)),
        }
    }
}

/// A run in progress.
#[derive(Clone, Debug)]
pub struct World {
    /// All numbers.
    pub cells: Vec<f64>,
    /// The rest.
    pub state: State,
    /// Working memory; holds nothing between runs of code.
    machine: Machine,
    /// The same for the numbers of a text.
    pub(crate) numbers: Vec<f64>,
}

impl World {
    /// The world at the start: first values drawn, immediate faults begun, warmed up.
    #[must_use]
    pub fn start(plan: &Plan, seed: u64) -> World {
        let mut world = World {
            cells: vec![0.0; plan.cells as usize],
            state: State {
                seed,
                history: vec![0.0; HISTORY_ROWS * plan.past_slots as usize],
                history_next: 0,
                delayed: Vec::new(),
                lines: Vec::new(),
                numbers: Vec::new(),
                lines_dropped: 0,
                lines_hash: 0,
                entries: Vec::new(),
                entries_hash: 0,
                texts: Vec::new(),
                changes: Vec::new(),
                extras: Vec::new(),
                deeds: Vec::new(),
                held: Vec::new(),
                snapshots: VecDeque::new(),
                then: None,
                back: 0,
                pushing: false,
                moments: Vec::new(),
                learnt: Learnt::default(),
                answers: Vec::new(),
                chances: Vec::new(),
                shown: Vec::new(),
                notes: 0,
                ending: None,
                acting: None,
                alerts: vec![(u32::MAX, 0); crate::alert::slots(plan)],
                drawn: Vec::new(),
                reached: vec![false; plan.services.len()],
                queue: Vec::with_capacity(plan.services.len()),
                inherited: Vec::with_capacity(plan.services.len()),
                through: Vec::new(),
            },
            machine: Machine::default(),
            numbers: Vec::new(),
        };
        for &(cell, value) in &plan.initial {
            world.set(cell, value);
        }
        for (index, fault) in (0u32..).zip(&plan.faults) {
            world.set(plan.fault_columns.home + index, f64::from(fault.home));
        }
        if let Some(column) = plan.masked {
            for (index, _) in (0u32..).zip(&plan.faults).filter(|(_, fault)| !fault.masked_by.is_empty()) {
                world.set(column + index, 1.0);
            }
        }
        Host::new(plan, &mut world.state).restore(&mut world.cells);
        world.first_values(plan);
        world.schedule(plan);
        world.derive(plan);
        world.turn(plan);
        world.open(plan);
        world.begin_faults(plan);
        world.derive(plan);
        world.know_through(plan);
        world.fill_history(plan);
        world.keep_snapshot(plan);
        world.check_conditions(plan);
        if plan.time.warm_up == 0 {
            world.signals(plan);
            world.track_tick(plan);
        }
        for _ in 0..plan.time.warm_up {
            world.tick(plan);
        }
        world.track_step(plan);
        world
    }

    pub(crate) fn set(&mut self, cell: u32, value: f64) {
        if let Some(slot) = self.cells.get_mut(cell as usize) {
            *slot = value;
        }
    }

    /// A cell's number; 0 outside.
    #[must_use]
    pub fn cell(&self, cell: u32) -> f64 {
        self.cells.get(cell as usize).copied().unwrap_or(0.0)
    }

    /// The tick.
    #[must_use]
    pub fn tick_now(&self, plan: &Plan) -> u32 {
        self.cell(plan.specials.tick) as u32
    }

    /// How many steps were taken.
    #[must_use]
    pub fn steps(&self, plan: &Plan) -> u32 {
        self.cell(plan.specials.step) as u32
    }

    /// Runs code with full powers.
    pub(crate) fn run(&mut self, plan: &Plan, code: &Code, regs: Regs) -> f64 {
        if let Some(x) = brownout_expr::eval::quick(code, &self.cells, regs) {
            return x;
        }
        let mut host = Host::new(plan, &mut self.state);
        self.machine.run(code, &plan.env, &mut self.cells, regs, &mut host)
    }

    /// Runs a piece of code as a cascade does: in level mode without touching own parts.
    pub(crate) fn run_inheriting(&mut self, plan: &Plan, code: &Code, regs: Regs, level: bool) -> f64 {
        let mut host = Host::inheriting(plan, &mut self.state, level);
        self.machine.run(code, &plan.env, &mut self.cells, regs, &mut host)
    }

    /// Whether a condition holds.
    pub(crate) fn holds(&mut self, plan: &Plan, code: &Code, regs: Regs) -> bool {
        self.run(plan, code, regs) != 0.0
    }

    /// Evaluates code that only reads.
    pub fn eval(&mut self, plan: &Plan, code: &Code, service: Option<u32>) -> f64 {
        self.run(plan, code, Regs::service(service.unwrap_or(0)))
    }

    fn first_values(&mut self, plan: &Plan) {
        for start in &plan.starts {
            let name = match start.service.and_then(|s| plan.services.get(s as usize)) {
                Some(service) => format!("{}/{}", start.path, service.name),
                None => start.path.clone(),
            };
            let id = stream_id(Purpose::Start, &name);
            let mut host = Host::starting(plan, &mut self.state, id);
            let regs = Regs::service(start.service.unwrap_or(0));
            let value = self.machine.run(&start.code, &plan.env, &mut self.cells, regs, &mut host);
            let rule = plan.env.rules.get(start.rule as usize).copied().unwrap_or(brownout_expr::ops::Rule::FREE);
            brownout_expr::eval::store(&mut self.cells, rule, start.cell, value, &mut host);
            if let (Some(distance), Some(&value)) = (rule.own, self.cells.get(start.cell as usize)) {
                self.set(start.cell + distance, value);
            }
        }
    }

    fn schedule(&mut self, plan: &Plan) {
        for item in &plan.timeline {
            let due = match item.at {
                TimelineAt::Start => -1.0,
                TimelineAt::Tick(tick) => f64::from(tick.saturating_sub(1)),
                TimelineAt::Every(low, high) => {
                    let mut stream = Stream::new(self.state.seed, stream_id(Purpose::Timeline, &item.name), 0);
                    let ticks = stream.between(f64::from(low), f64::from(high), true);
                    self.set(item.draws_cell, 1.0);
                    ticks
                }
            };
            self.set(item.due_cell, due);
        }
    }

    /// Whose turn it is now: the next of the order, by the number of steps taken.
    pub(crate) fn turn(&mut self, plan: &Plan) {
        let turns = plan.turns.len().max(1);
        if let Some(&role) = plan.turns.get(self.steps(plan) as usize % turns) {
            self.set(plan.specials.actor, f64::from(role));
        }
    }

    /// The role whose turn it is; `None` where one actor does everything.
    #[must_use]
    pub fn actor(&self, plan: &Plan) -> Option<u32> {
        (!plan.roles.is_empty()).then(|| self.cell(plan.specials.actor) as u32)
    }

    /// What happened before the first view.
    fn open(&mut self, plan: &Plan) {
        for item in plan.timeline.iter().filter(|item| matches!(item.at, TimelineAt::Start)) {
            if item.when.as_ref().is_none_or(|when| self.holds(plan, when, Regs::default())) {
                self.run(plan, &item.script, Regs::default());
            }
        }
    }

    fn begin_faults(&mut self, plan: &Plan) {
        for (index, fault) in (0u32..).zip(&plan.faults) {
            if fault.starts.is_none() {
                Host::new(plan, &mut self.state).start_fault(&mut self.cells, index);
            }
        }
    }

    /// Brings statuses up to date.
    pub(crate) fn derive(&mut self, plan: &Plan) {
        if let Some(status) = &plan.status {
            self.run(plan, &status.derive, Regs::default());
        }
    }

    /// What the run still has to say at its end; also used while it runs.
    pub(crate) fn check_conditions(&mut self, plan: &Plan) {
        if plan.conditions.is_empty() {
            return;
        }
        let mut failed = 0;
        for (index, (_, code)) in (0u32..).zip(&plan.conditions) {
            let held = self.holds(plan, code, Regs::default());
            failed += u32::from(!held);
            self.set(plan.condition_column + index, f64::from(u8::from(held)));
        }
        self.set(plan.specials.failed_conditions, f64::from(failed) / plan.conditions.len() as f64);
    }

    /// Counts an event that happens at this tick.
    pub(crate) fn happen(cells: &mut [f64], event: &brownout_expr::scope::EventAddr, index: u32, tick: f64) {
        use brownout_expr::scope::Addr;
        let at = |addr: Addr| match addr {
            Addr::Cell(cell) => cell as usize,
            Addr::Column(_, base) => (base + index) as usize,
        };
        if let Some(count) = cells.get_mut(at(event.count)) {
            *count += 1.0;
        }
        if let Some(first) = cells.get_mut(at(event.first))
            && *first == NEVER
        {
            *first = tick;
        }
        if let Some(last) = cells.get_mut(at(event.last)) {
            *last = tick;
        }
    }
}
