//! What the timeline shows once the run is over: how long each fault lasted.

use crate::prelude::*;

use super::timeline::share;
use crate::draw::path::percent;
use crate::store::Play;

/// Faults that are drawn below each other; more share the last line.
const LANES: usize = 3;
/// With more faults than that none has a name.
const NAMED_MOST: usize = 2;

/// A bar for each.
#[component]
pub fn Faults(
    /// The run.
    play: Play,
    /// The tick at which the timeline begins.
    first: u32,
    /// The one at which it ends.
    end: Memo<u32>,
) -> impl IntoView {
    let debrief = untrack(|| play.debrief());
    let stories = debrief.map(|debrief| debrief.faults.clone()).unwrap_or_default();
    let named = stories.len() <= NAMED_MOST;
    let head = play.head_tick();
    stories
        .into_iter()
        .enumerate()
        .filter_map(|(lane, fault)| {
            let from = fault.started?;
            let to = fault.cured.unwrap_or(head).max(from);
            let share = |tick: u32| share(tick, first, end.get());
            let label = named.then(|| format!("fault on {}", play.service_name(fault.service as usize)));
            let (x, y) = (percent(share(from)), 34 - 4 * lane.min(LANES - 1));
            Some(view! {
                <rect class="m-fault" x=x.clone() y=y width=percent(share(to) - share(from)) height="3"/>
                {label.map(|label| view! { <text class="lane f" x=x dx="8" y=y - 6>{label}</text> })}
            })
        })
        .collect_view()
}
