//! Log lines as they are spoken: a template and the numbers of the moment. Text is made when somebody reads it.

use brownout_expr::eval::Regs;
use brownout_expr::scope::PartCode;

use crate::host::Host;
use crate::plan::{Class, REVEALS_ANY};
use crate::world::LINES_MAX;

/// A spoken line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spoken {
    /// Tick at which it became visible; of a line on its way, at which it was spoken.
    pub tick: u32,
    /// Its time in microseconds since the start of the run.
    pub time_us: i64,
    /// Index into `Plan::lines`.
    pub line: u32,
    /// Who says it.
    pub service: Option<u32>,
    /// Its numbers: a range of `State::numbers`.
    pub numbers: (u32, u32),
    /// Its class, which no view shows before the debrief.
    pub class: Class,
    /// How many ticks before that it was spoken; 0: it is of its tick.
    pub late: u32,
}

/// How long ago a line may say that it was spoken: 1,000 days, the longest time that the format writes.
const AGO_MAX_S: f64 = 86_400_000.0;

/// Seconds ago in microseconds; a line of the future is of now.
fn ago_us(seconds: f64) -> i64 {
    let seconds = if seconds > AGO_MAX_S { AGO_MAX_S } else { seconds };
    // Within the limit this is exact; what is no number is 0.
    if seconds > 0.0 { (seconds * 1_000_000.0) as i64 } else { 0 }
}

impl Host<'_> {
    /// Speaks a line for a service at an offset from the tick's time. Gives whether it was spoken.
    pub(crate) fn speak(
        &mut self,
        cells: &mut [f64],
        line: u32,
        subject: Option<u32>,
        offset_us: i64,
        tick: u32,
    ) -> bool {
        let plan = self.plan;
        let Some(template) = plan.lines.get(line as usize) else { return false };
        if self.withheld(cells, &template.reveals) {
            return false;
        }
        if self.state.lines.len() + self.state.held.len() >= LINES_MAX {
            self.state.lines_dropped += 1;
            return false;
        }
        let service = template.service.or(subject);
        if service.is_some_and(|service| self.lost(cells, service)) {
            return false;
        }
        let regs = Regs::service(service.or(subject).unwrap_or(0));
        let tick_us = i64::try_from(plan.time.tick_us).unwrap_or(i64::MAX);
        let mut time_us = i64::from(tick).saturating_mul(tick_us).saturating_add(offset_us);
        if let Some(ago) = &template.ago {
            let seconds = self.read_then(cells, ago, regs);
            time_us = time_us.saturating_sub(ago_us(seconds));
        }
        let start = self.state.numbers.len() as u32;
        for part in &template.text.parts {
            if let PartCode::Hole { code, .. } = part {
                let number = self.read_then(cells, code, regs);
                self.state.numbers.push(number);
            }
        }
        let numbers = (start, self.state.numbers.len() as u32);
        let late = self.state.then.as_ref().map_or(0, |(_, ticks)| *ticks);
        let tick = tick.saturating_add(late);
        self.send(cells, Spoken { tick, time_us, line, service, numbers, class: template.class, late });
        true
    }

    /// The actor has received a signal of a service that reveals these faults.
    pub(crate) fn reveal_all(&mut self, cells: &mut [f64], faults: &[u32], service: Option<u32>) {
        for &fault in faults {
            if fault != REVEALS_ANY {
                self.reveal(cells, fault);
                continue;
            }
            for (index, _) in (0u32..).zip(&self.plan.faults).filter(|(_, f)| Some(f.home) == service) {
                if cells.get((self.plan.fault_columns.active + index) as usize).is_some_and(|&x| x != 0.0) {
                    self.reveal(cells, index);
                }
            }
        }
    }

    /// The actor has received a signal that reveals a fault.
    pub(crate) fn reveal(&mut self, cells: &mut [f64], fault: u32) {
        use brownout_expr::scope::{Addr, EventAddr};
        if self.masked(cells, fault) {
            return;
        }
        let [count, first, last] = self.plan.fault_columns.seen_event.map(|base| Addr::Cell(base + fault));
        let tick = self.tick(cells);
        crate::world::World::happen(cells, &EventAddr { count, first, last }, 0, tick);
    }
}

#[cfg(test)]
mod tests {
    use super::ago_us;

    #[test]
    fn ages_of_lines_are_clamped() {
        for (seconds, want) in [
            (1.5, 1_500_000),
            (0.0, 0),
            (-5.0, 0),
            (f64::MAX, 86_400_000_000_000),
            (f64::MIN, 0),
            (f64::NAN, 0),
            (86_400_000.0, 86_400_000_000_000),
            (86_400_001.0, 86_400_000_000_000),
        ] {
            assert_eq!(ago_us(seconds), want, "{seconds}");
        }
    }
}
