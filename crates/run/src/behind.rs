//! Views that are behind: alerts that come and clear late or never, metrics and statuses that are those of earlier ticks. What
//! was so is kept beside what was shown, for the debrief.

use brownout_sim::moment::{Happened, Moment};
use brownout_sim::plan::{Plan, Source};
use brownout_sim::world::World;
use brownout_sort as sort;

use crate::about::shown_metrics;
use crate::view::{AlertNow, Frame};

/// What was so at each frame, and how old what was shown is. Empty where everything is shown as it is.
#[derive(Debug, Default)]
pub(crate) struct Behind {
    truth: Vec<Truth>,
}

#[derive(Clone, Debug)]
pub(crate) struct Truth {
    tick: u32,
    status: Vec<u8>,
    alerts: Vec<AlertNow>,
    /// The services whose alerts of then never arrive.
    lost: Vec<bool>,
    /// How old the metrics are that were shown, by service; empty if all are of then.
    ages: Vec<u32>,
}

impl Behind {
    /// Makes what is shown out of what is so: a frame that stands, or will, at this place.
    pub(crate) fn show(&mut self, world: &mut World, plan: &Plan, at: usize, frame: &mut Frame) {
        if plan.alert_telemetry.is_none() && plan.metric_telemetry.is_none() {
            return;
        }
        // An action changes the newest frame: what was kept of it is made anew.
        self.truth.truncate(at);
        let lost = plan.alert_telemetry.as_ref().and_then(|telemetry| telemetry.lost_when.as_ref());
        let services = 0..plan.services.len() as u32;
        let truth = Truth {
            tick: frame.tick,
            status: frame.status.clone(),
            alerts: frame.alerts.clone(),
            lost: match lost {
                Some(code) => services.map(|service| world.eval(plan, code, Some(service)) != 0.0).collect(),
                None => Vec::new(),
            },
            ages: measured(world, plan, frame),
        };
        self.truth.push(truth);
        self.alerts(world, plan, frame);
    }

    /// What was so at the newest frame.
    pub(crate) fn head(&self) -> Option<Truth> {
        self.truth.last().cloned()
    }

    /// Goes back to so many frames, of which the newest was so.
    pub(crate) fn restore(&mut self, frames: usize, head: Option<Truth>) {
        self.truth.truncate(frames.saturating_sub(1));
        self.truth.extend(head);
    }

    /// Replaces the alerts of each service by those of the newest tick from which something has arrived.
    fn alerts(&self, world: &mut World, plan: &Plan, frame: &mut Frame) {
        let Some(channel) = &plan.alert_telemetry else { return };
        frame.alerts.retain(|alert| alert.service.is_none());
        for service in 0..plan.services.len() as u32 {
            let until = frame.tick.saturating_sub(world.channel_delay(plan, channel, service));
            let arrived =
                |truth: &&Truth| truth.tick <= until && !truth.lost.get(service as usize).copied().unwrap_or(false);
            let then = self.truth.iter().rev().find(arrived).or(self.truth.first());
            let alerts = then.into_iter().flat_map(|truth| &truth.alerts);
            frame.alerts.extend(alerts.filter(|alert| alert.service == Some(service)).cloned());
        }
        sort::by_key(&mut frame.alerts, |alert| (std::cmp::Reverse(alert.since), alert.key));
    }

    /// How many ticks old metrics and status of each service are in a frame; empty if all are of its tick.
    pub(crate) fn ages(&self, at: usize) -> &[u32] {
        self.truth.get(at).map_or(&[], |truth| truth.ages.as_slice())
    }

    /// The statuses as they were at a frame, where others were shown.
    pub(crate) fn status(&self, at: usize) -> Option<&[u8]> {
        self.truth.get(at).map(|truth| truth.status.as_slice())
    }
}

/// Replaces metrics and statuses by those of then; gives how old they are.
fn measured(world: &mut World, plan: &Plan, frame: &mut Frame) -> Vec<u32> {
    let services = plan.services.len();
    let ages: Vec<u32> = (0..services as u32).map(|service| world.metrics_age(plan, service)).collect();
    for (service, &age) in ages.iter().enumerate().filter(|(_, age)| **age > 0) {
        for (index, (_, metric)) in shown_metrics(plan).enumerate() {
            let x = world.measured(plan, &metric.source, service as u32, age);
            if let Some(slot) = frame.metrics.get_mut(index * services + service) {
                *slot = x;
            }
        }
        if let Some(status) = &plan.status
            && let Some(slot) = frame.status.get_mut(service)
        {
            let level = world.measured(plan, &Source::Stored(status.column), service as u32, age);
            *slot = (status.rungs.len() as u8).saturating_sub(1).saturating_sub(level as u8);
        }
    }
    if ages.iter().all(|age| *age == 0) { Vec::new() } else { ages }
}

/// Whether something that happened may be known: an alert that nobody was shown may not.
pub(crate) fn known(plan: &Plan, moment: &Moment, frames: &[Frame]) -> bool {
    let Happened::Alert(index) = moment.what else { return true };
    let Some(alert) = plan.alerts.get(index as usize).filter(|_| plan.alert_telemetry.is_some()) else { return true };
    let before = plan.alerts.iter().take(index as usize).map(|alert| alert.of.as_ref().map_or(1, Vec::len));
    let of = alert.of.as_ref().and_then(|of| of.iter().position(|of| Some(*of) == moment.service));
    let key = (before.sum::<usize>() + of.unwrap_or(0)) as u32;
    frames.iter().any(|frame| frame.alerts.iter().any(|alert| alert.key == key && alert.since == moment.tick))
}
