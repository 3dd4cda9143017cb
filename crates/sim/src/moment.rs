//! What happened, as people tell it afterwards: actions that were carried out, alerts that began. A moment has one
//! spelling, tick and name, `12 rollback at worker`: that is what a parameter of kind `moments` takes.

use brownout_expr::datum::Datum;

use crate::plan::Plan;
use crate::world::State;

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub tick: u32,
    /// What.
    pub what: Happened,
    /// Where, if it was at a service.
    pub service: Option<u32>,
}

/// What happened at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// This action was carried out.
    Deed(u32),
    /// This alert began.
    Alert(u32),
}

impl Moment {
    /// Its spelling.
    #[must_use]
    pub fn text(&self, plan: &Plan) -> String {
        let name = match self.what {
            Happened::Deed(action) => plan.actions.get(action as usize).map(|action| action.name.as_str()),
            Happened::Alert(alert) => plan.alerts.get(alert as usize).map(|alert| alert.name.as_str()),
        };
        let name = name.unwrap_or("");
        match self.service.and_then(|service| plan.services.get(service as usize)) {
            Some(service) => format!("{} {name} at {}", self.tick, service.name),
            None => format!("{} {name}", self.tick),
        }
    }
}

/// The tick that a moment's spelling begins with; `None` if it is none.
#[must_use]
pub fn tick_of(text: &str) -> Option<u32> {
    let (tick, name) = text.split_once(' ')?;
    let digits = !tick.is_empty() && tick.bytes().all(|b| b.is_ascii_digit()) && !name.trim().is_empty();
    tick.parse().ok().filter(|_| digits)
}

/// Whether each of these is a moment of the run, and none stands behind a later one.
pub(crate) fn in_order(plan: &Plan, state: &State, moments: &[Datum]) -> bool {
    let mut last = 0;
    moments.iter().all(|moment| {
        let Datum::Text(text) = moment else { return false };
        let Some(tick) = tick_of(text).filter(|tick| *tick >= last) else { return false };
        last = tick;
        state.moments.iter().any(|moment| moment.tick == tick && moment.text(plan) == *text)
    })
}
