//! What is read off a frame beyond its plain numbers: which calls look as if they fail, and how ill the system is for
//! its users. It draws nothing, and sees nothing that the player may not.

use brownout_expr::num::round;

use crate::view::{About, Frame, StepNow, Unit};

/// A smaller share of failing requests is no failing call, whatever the callee's status.
const FAILING: f64 = 0.01;
/// Digits of a share on a call: whole percents.
const DIGITS: u32 = 2;

impl About {
    /// Whether a step is one that only lets time pass.
    #[must_use]
    pub fn is_wait(&self, step: &StepNow) -> bool {
        self.actions.get(step.action as usize).is_some_and(|action| action.wait)
    }

    /// The metric that says which share of a service's requests fails: the first one that physics writes, if it is a
    /// ratio.
    #[must_use]
    pub fn failing_metric(&self) -> Option<usize> {
        let headline = self.metrics.iter().position(|metric| !metric.knob)?;
        self.metrics.get(headline).filter(|metric| metric.unit == Unit::Ratio).map(|_| headline)
    }

    /// The share of a service's requests that fails; 0 where no metric tells.
    #[must_use]
    pub fn failing_share(&self, frame: &Frame, service: usize) -> f64 {
        self.failing_metric().map_or(0.0, |metric| frame.metric(metric, service))
    }

    /// The share of a call that fails, in whole percents, if it looks failing: without traffic that is its callee's
    /// share, and it counts only where the pack itself does not call the callee healthy. Every service fails a few
    /// requests; that is no news.
    #[must_use]
    pub fn failing_call(&self, frame: &Frame, callee: usize) -> Option<f64> {
        let healthy = self.ladder.len().checked_sub(1)?;
        let ill = frame.status.get(callee).is_some_and(|&rung| usize::from(rung) != healthy);
        let share = round(self.failing_share(frame, callee), DIGITS);
        (ill && FAILING < share).then_some(if 1.0 < share { 1.0 } else { share })
    }

    /// The services that nobody calls: users come in there.
    #[must_use]
    pub fn entries(&self) -> Vec<usize> {
        let called = |service: usize| self.calls.iter().any(|&(_, callee)| callee as usize == service);
        (0..self.services.len()).filter(|&service| !called(service)).collect()
    }

    /// The worst failing share among these services: with the entries, how bad it is for users.
    #[must_use]
    pub fn worst_share(&self, frame: &Frame, services: &[usize]) -> f64 {
        let shares = services.iter().map(|&service| self.failing_share(frame, service));
        shares.fold(0.0, |worst, share| if worst < share { share } else { worst })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Like, MetricAbout, ServiceAbout, StatusAbout};

    fn about() -> About {
        let rung = |word: &str, like| StatusAbout { word: word.to_owned(), like };
        let metric = |name: &str, unit, knob| MetricAbout {
            name: name.to_owned(),
            label: String::new(),
            unit,
            about: String::new(),
            knob,
            low: None,
            high: None,
            thresholds: Vec::new(),
            words: Vec::new(),
        };
        About {
            id: String::new(),
            base: String::new(),
            variant: 0,
            variants: 0,
            held_out: false,
            pack: String::new(),
            pack_title: String::new(),
            title: String::new(),
            about: String::new(),
            difficulty: String::new(),
            tick_us: 1,
            start_s: 0,
            last_tick: None,
            logs_on_request: false,
            last_step: None,
            services: ["web", "shop", "db", "cron"]
                .map(|n| ServiceAbout { name: n.to_owned(), kind: String::new() })
                .into(),
            calls: vec![(0, 1), (1, 2)],
            ladder: vec![rung("down", Like::Down), rung("degraded", Like::Degraded), rung("healthy", Like::Healthy)],
            metrics: vec![metric("pool", Unit::Count, true), metric("err", Unit::Ratio, false)],
            values: Vec::new(),
            groups: Vec::new(),
            actions: Vec::new(),
        }
    }

    fn frame(status: [u8; 4], err: [f64; 4]) -> Frame {
        Frame { status: status.into(), metrics: [[9.0; 4], err].concat(), ..Frame::default() }
    }

    #[test]
    fn a_call_looks_failing_where_the_pack_says_its_callee_is_ill() {
        for (status, err, expected) in [
            (2, 0.07, None),
            (1, 0.07, Some(0.07)),
            (1, 0.1549, Some(0.15)),
            (0, 1.2, Some(1.0)),
            (0, 0.0149, None),
            (1, 0.0, None),
        ] {
            let frame = frame([2, 2, status, 2], [0.0, 0.0, err, 0.0]);
            assert_eq!(about().failing_call(&frame, 2), expected, "status {status}, {err}");
        }
        let mut silent = about();
        silent.metrics.truncate(1);
        assert_eq!(silent.failing_call(&frame([2, 2, 0, 2], [1.0; 4]), 2), None);
    }

    #[test]
    fn users_see_the_worst_of_what_nobody_calls() {
        let about = about();
        assert_eq!(about.entries(), [0, 3]);
        let worst = about.worst_share(&frame([2; 4], [0.1, 0.9, 0.8, 0.3]), &about.entries());
        assert!((worst - 0.3).abs() < 1e-12);
    }
}
