//! What scripts ask of the world beyond writing cells: draws, the past, faults, tables, lines, delayed effects.

use brownout_expr::datum;
use brownout_expr::eval::{self, Regs, run};
use brownout_expr::num::{self, NEVER};
use brownout_expr::ops::{Alike, Ask, Effect};

use crate::plan::Plan;
use crate::rng::{Purpose, Stream, stream_id};
use crate::world::{DELAYED_MAX, Delayed, HISTORY_ROWS, State};

/// The engine behind a running script.
pub struct Host<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) state: &'a mut State,
    inheriting: bool,
    start_stream: Option<Box<Stream>>,
}

impl<'a> Host<'a> {
    pub(crate) fn new(plan: &'a Plan, state: &'a mut State) -> Host<'a> {
        Host { plan, state, inheriting: false, start_stream: None }
    }

    /// For first values: draws come from the stream of the value's own place.
    pub(crate) fn starting(plan: &'a Plan, state: &'a mut State, stream: u64) -> Host<'a> {
        let start_stream = Some(Box::new(Stream::new(state.seed, stream, 0)));
        Host { plan, state, inheriting: false, start_stream }
    }

    /// For a level cascade: writes leave own parts alone.
    pub(crate) fn inheriting(plan: &'a Plan, state: &'a mut State, level: bool) -> Host<'a> {
        Host { plan, state, inheriting: level, start_stream: None }
    }

    fn count(cells: &mut [f64], columns: [u32; 3], index: u32, tick: f64) {
        let [count, first, last] = columns.map(|base| (base + index) as usize);
        if let Some(count) = cells.get_mut(count) {
            *count += 1.0;
        }
        if let Some(first) = cells.get_mut(first)
            && *first == NEVER
        {
            *first = tick;
        }
        if let Some(last) = cells.get_mut(last) {
            *last = tick;
        }
    }

    pub(crate) fn flag(cells: &mut [f64], cell: u32, value: f64) {
        if let Some(slot) = cells.get_mut(cell as usize) {
            *slot = value;
        }
    }

    pub(crate) fn is(cells: &[f64], cell: u32) -> bool {
        cells.get(cell as usize).is_some_and(|&x| x != 0.0)
    }

    pub(crate) fn carry(&self, cells: &mut [f64], fault: u32, by: f64) {
        let Some(f) = self.plan.faults.get(fault as usize) else { return };
        for &column in f.kind_columns.iter().chain([&self.plan.any_kind]) {
            if let Some(slot) = cells.get_mut((column + f.home) as usize) {
                *slot += by;
            }
        }
    }

    /// The tick, as cells hold it.
    pub(crate) fn tick(&self, cells: &[f64]) -> f64 {
        cells.get(self.plan.specials.tick as usize).copied().unwrap_or(0.0)
    }

    /// Dormant → active. Does nothing to a fault that is active or cured.
    pub(crate) fn start_fault(&mut self, cells: &mut [f64], fault: u32) {
        let columns = self.plan.fault_columns;
        let plan = self.plan;
        let Some(f) = plan.faults.get(fault as usize) else { return };
        if Self::is(cells, columns.active + fault) || Self::is(cells, columns.cured + fault) {
            return;
        }
        Self::flag(cells, columns.active + fault, 1.0);
        if !self.masked(cells, fault) {
            self.carry(cells, fault, 1.0);
        }
        self.break_config(cells, fault);
        let tick = self.tick(cells);
        Self::count(cells, columns.started_event, fault, tick);
        run(&f.begins, &plan.env, cells, Regs::fault(fault, f.home), self);
    }

    /// Active → cured. Does nothing to a fault that is dormant or cured. What it hides stays hidden until `unmask`: what is
    /// cured together with its mask was hidden when it was cured.
    pub(crate) fn cure_fault(&mut self, cells: &mut [f64], fault: u32) {
        let columns = self.plan.fault_columns;
        let plan = self.plan;
        let Some(f) = plan.faults.get(fault as usize) else { return };
        if !Self::is(cells, columns.active + fault) {
            return;
        }
        Self::flag(cells, columns.active + fault, 0.0);
        Self::flag(cells, columns.contained + fault, 0.0);
        Self::flag(cells, columns.cured + fault, 1.0);
        if !self.masked(cells, fault) {
            self.carry(cells, fault, -1.0);
        }
        let tick = self.tick(cells);
        Self::count(cells, columns.cured_event, fault, tick);
        if let Some(now) = cells.get_mut(plan.specials.cured_now as usize) {
            *now += 1.0;
        }
        run(&f.ends, &plan.env, cells, Regs::fault(fault, f.home), self);
    }

    /// Sets whether a fault is held back.
    pub(crate) fn contain(&mut self, cells: &mut [f64], fault: u32, contained: bool) {
        let columns = self.plan.fault_columns;
        if contained && !Self::is(cells, columns.contained + fault) {
            let tick = self.tick(cells);
            Self::count(cells, columns.contained_event, fault, tick);
        }
        Self::flag(cells, columns.contained + fault, f64::from(u8::from(contained)));
    }

    fn apply(&mut self, cells: &mut [f64], table: u32, key: f64) {
        let plan = self.plan;
        let Some(table) = plan.tables.get(table as usize) else { return };
        let row = if table.by_number {
            table.rows.iter().rev().find(|(k, _)| *k <= key)
        } else {
            table.rows.iter().find(|(k, _)| *k == key)
        };
        let Some((_, writes)) = row else { return };
        for write in writes {
            let rule = plan.env.rules.get(write.rule as usize).copied().unwrap_or(brownout_expr::ops::Rule::FREE);
            eval::store(cells, rule, write.cell, write.value, self);
        }
    }

    fn delay(&mut self, cells: &[f64], body: u32, ticks: f64, regs: Regs) {
        if self.state.delayed.len() >= DELAYED_MAX {
            self.state.notes += 1;
            return;
        }
        let now = self.tick(cells);
        let ticks = num::clamp(ticks.floor(), 0.0, 1_000_000.0);
        let params = match self.state.acting.and_then(|a| self.plan.actions.get(a as usize)) {
            Some(action) => {
                action.params.iter().map(|p| (p.cell, cells.get(p.cell as usize).copied().unwrap_or(0.0))).collect()
            }
            None => Vec::new(),
        };
        // "After 1 ticks" is the start of the tick that follows the next one to run: the effect stands for one whole tick.
        self.state.delayed.push(Delayed { due: (now + ticks) as u32, body, regs, params });
    }
}

impl eval::Host for Host<'_> {
    fn past(&self, cells: &[f64], slot: u32, ticks: u16) -> f64 {
        let rows = HISTORY_ROWS;
        // Within a tick the newest row is one tick ago; between ticks it is now.
        let newest = usize::from(!Self::is(cells, self.plan.specials.in_tick));
        let back = (usize::from(ticks) + newest + self.state.back as usize).min(rows);
        let row = (self.state.history_next + rows - back) % rows;
        self.state.history.get(row * self.plan.past_slots as usize + slot as usize).copied().unwrap_or(0.0)
    }

    fn draw(&mut self, site: u32, member: Option<u32>, low: f64, high: f64, whole: bool) -> f64 {
        if let Some(stream) = &mut self.start_stream {
            return stream.between(low, high, whole);
        }
        let Some(name) = self.plan.draw_sites.get(site as usize) else { return low };
        let name = match member.and_then(|m| self.plan.services.get(m as usize)) {
            Some(service) => format!("{name}/{}", service.name),
            None => name.clone(),
        };
        let key = (site, member.unwrap_or(u32::MAX));
        let drawn = self.state.drawn(key);
        let mut stream = Stream::new(self.state.seed, stream_id(Purpose::Script, &name), drawn);
        let value = stream.between(low, high, whole);
        self.state.set_drawn(key, stream.drawn());
        value
    }

    fn effect(&mut self, cells: &mut [f64], effect: Effect, operand: f64, regs: Regs) {
        match effect {
            Effect::Apply(table) => self.apply(cells, table, operand),
            Effect::Start => self.start_fault(cells, operand as u32),
            Effect::Cure => {
                self.cure_fault(cells, operand as u32);
                self.unmask(cells);
            }
            Effect::Emit(group) => self.speak_group(cells, group, regs),
            Effect::ShowText(text) => self.show_text(cells, text, regs),
            Effect::ShowFacts => self.show_facts(cells, regs),
            Effect::ShowLogs => self.show_logs(cells, regs),
            Effect::ShowMetrics => self.show_metrics(cells, regs),
            Effect::ShowConfig => self.show_config(cells, regs),
            Effect::WriteConfig => self.write_config(cells, operand, regs.service),
            Effect::ConfigWritten => self.restore(cells),
            Effect::After(body) => self.delay(cells, body, operand, regs),
            Effect::Push(push) => self.append(cells, push, operand, regs),
        }
    }

    fn ask(&self, _: &[f64], ask: Ask, a: f64, b: f64) -> f64 {
        crate::ask::answer(self.plan, self.state, ask, a, b)
    }

    fn note(&mut self) {
        self.state.notes += 1;
    }

    fn alike(&self, alike: Alike, expected: f64, given: f64) -> bool {
        let value = |hold, x| crate::config::value(self.plan, &self.state.texts, hold, x);
        let (expected, given) = (value(alike.expected, expected), value(alike.given, given));
        if alike.close { datum::close(&expected, &given) } else { datum::equal(&expected, &given) }
    }

    fn inheriting(&self) -> bool {
        self.inheriting
    }
}
