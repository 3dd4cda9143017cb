//! Alert rules: which fire now, how loud, since when.

use brownout_expr::eval::Regs;
use brownout_expr::scope::PartCode;

use crate::moment::{Happened, Moment};
use crate::plan::{Alert, Plan};
use crate::render;
use crate::world::World;

/// A firing alert.
#[derive(Clone, Debug, PartialEq)]
pub struct Firing {
    /// Index into `Plan::alerts`.
    pub alert: u32,
    /// Slot: the same alert of the same service has the same.
    pub slot: u32,
    /// The service.
    pub service: Option<u32>,
    /// 1 page, 0 warning.
    pub severity: u8,
    /// Since which tick.
    pub since: u32,
}

fn members(alert: &Alert) -> usize {
    alert.of.as_ref().map_or(1, Vec::len)
}

/// How many (alert, service) pairs there are.
#[must_use]
pub fn slots(plan: &Plan) -> usize {
    plan.alerts.iter().map(members).sum()
}

impl World {
    /// Evaluates every rule and keeps since when each fires. To be called once a tick by whoever shows alerts; where the
    /// scenario itself asks about alerts, the tick does it.
    pub fn update_alerts(&mut self, plan: &Plan) {
        let tick = self.tick_now(plan);
        let mut slot = 0;
        for (index, alert) in (0u32..).zip(&plan.alerts) {
            for member in 0..members(alert) {
                let service = alert.of.as_ref().and_then(|of| of.get(member).copied());
                let severity = self.severity(plan, alert, service);
                let mut new = false;
                if let Some(state) = self.state.alerts.get_mut(slot) {
                    new = severity.is_some() && state.0 == u32::MAX;
                    *state = match severity {
                        Some(severity) => (if new { tick } else { state.0 }, severity),
                        None => (u32::MAX, 0),
                    };
                }
                if new {
                    if plan.alerts_in_tick {
                        self.state.moments.push(Moment { tick, what: Happened::Alert(index), service });
                    }
                    for (watched, event) in &plan.watched_alerts {
                        if *watched == index {
                            World::happen(&mut self.cells, event, 0, f64::from(tick));
                        }
                    }
                }
                slot += 1;
            }
        }
    }

    fn severity(&mut self, plan: &Plan, alert: &Alert, service: Option<u32>) -> Option<u8> {
        let regs = Regs::service(service.unwrap_or(0));
        alert.levels.iter().find(|(_, code)| self.holds(plan, code, regs)).map(|(severity, _)| *severity)
    }

    /// The alerts that fire as of the last `update_alerts`, newest first.
    #[must_use]
    pub fn firing(&self, plan: &Plan) -> Vec<Firing> {
        let mut firing = Vec::new();
        let mut slot = 0u32;
        for (index, alert) in (0u32..).zip(&plan.alerts) {
            for member in 0..members(alert) {
                if let Some(&(since, severity)) = self.state.alerts.get(slot as usize)
                    && since != u32::MAX
                {
                    let service = alert.of.as_ref().and_then(|of| of.get(member).copied());
                    firing.push(Firing { alert: index, slot, service, severity, since });
                }
                slot += 1;
            }
        }
        brownout_sort::by_key(&mut firing, |f| (std::cmp::Reverse(f.since), f.slot));
        firing
    }

    /// The text of a firing alert with the numbers of now.
    pub fn alert_text(&mut self, plan: &Plan, firing: &Firing) -> String {
        let Some(alert) = plan.alerts.get(firing.alert as usize) else { return String::new() };
        let regs = Regs::service(firing.service.unwrap_or(0));
        let mut numbers = std::mem::take(&mut self.numbers);
        numbers.clear();
        for part in &alert.text.parts {
            if let PartCode::Hole { code, .. } = part {
                numbers.push(self.run(plan, code, regs));
            }
        }
        let text = render::text(plan, &self.state.texts, &alert.text, &numbers);
        self.numbers = numbers;
        text
    }
}
