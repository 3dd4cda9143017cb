//! A call in the graph. Without traffic it shows the failing share of its callee, as a dashed core, and nothing else.

use std::sync::Arc;

use crate::prelude::*;
use brownout_run::view::{Like, Unit};

use super::label::{Label, Wanted, place};
use super::place::{Fitted, Level};
use crate::draw::number;
use crate::draw::path::coordinate;
use crate::store::Play;

/// Widest core.
const CORE: f64 = 6.0;

/// The failing share of a call at the tick that is looked at, if it looks failing.
#[must_use]
pub fn failing(play: Play, callee: usize) -> Option<f64> {
    let about = play.about();
    play.frame(|frame| about.failing_call(frame, callee))
}

/// A call: the band and its core.
#[component]
pub fn Edge(
    /// Index of the call.
    call: usize,
    /// Index of the callee.
    callee: usize,
    /// Where everything is.
    fitted: Signal<Arc<Fitted>>,
    /// Whether it steps back because something else is selected.
    dim: Signal<bool>,
) -> impl IntoView {
    let play = expect_context::<Play>();
    let share = Memo::new(move |_| failing(play, callee));
    let bad = Memo::new(move |_| share.get().is_some());
    let band = move || fitted.with(|fitted| fitted.edges.get(call).map_or_else(String::new, |edge| edge.band.clone()));
    let tip = move || fitted.with(|fitted| fitted.edges.get(call).map_or_else(String::new, |edge| edge.tip.clone()));
    let core = move || {
        let width = share.get().unwrap_or(0.0) * CORE;
        coordinate(if width < 1.2 { 1.2 } else { width })
    };
    view! {
        <g class="e" class:is-dim=move || dim.get()>
            <path class="e-load" stroke-width=move || if bad.get() { "4" } else { "2" } d=band/>
            {move || bad.get().then(|| view! { <path class="e-fail" stroke-width=core d=band/> })}
            <path class="e-tip" class:bad=move || bad.get() d=tip/>
        </g>
    }
}

/// The labels of calls: how much of each fails. Drawn after all lines, so that none crosses them.
#[component]
pub fn EdgeLabels(
    /// Where everything is.
    fitted: Signal<Arc<Fitted>>,
    /// Which services keep full ink while one is selected.
    near: Memo<Option<Vec<bool>>>,
) -> impl IntoView {
    let play = expect_context::<Play>();
    let labels = Memo::new(move |before: Option<&(Arc<Fitted>, Vec<Label>)>| {
        let drawing = fitted.get();
        let wanted = if drawing.level <= Level::Compact { wanted(play, near) } else { Vec::new() };
        let stood = before.filter(|(old, _)| **old == *drawing).map_or(&[][..], |(_, labels)| labels);
        let labels = place(&drawing, wanted, stood);
        (drawing, labels)
    });
    let shown = move || labels.with(|(_, labels)| labels.clone());
    view! {
        <For each=shown key=|label| (label.call, label.text.clone(), coordinate(label.at.x), coordinate(label.at.y)) let:label>
            <text class="e-txt bad" x=coordinate(label.at.x) y=coordinate(label.at.y)>{label.text}</text>
        </For>
    }
}

/// The calls that look failing, with what there is to say, the selection's and the worst callees' first.
fn wanted(play: Play, near: Memo<Option<Vec<bool>>>) -> Vec<Wanted> {
    let about = play.about();
    let selected = play.selected.get();
    near.with(|near| {
        let is_near = |service: usize| near.as_ref().is_none_or(|near| near.get(service).copied().unwrap_or(false));
        play.frame(|frame| {
            let ends = about.calls.iter().map(|&(caller, callee)| (caller as usize, callee as usize));
            ends.enumerate()
                .filter(|&(_, (caller, callee))| is_near(caller) && is_near(callee))
                .filter_map(|(call, (caller, callee))| {
                    let share = about.failing_call(frame, callee)?;
                    let like = frame.status.get(callee).and_then(|&rung| about.ladder.get(usize::from(rung)));
                    let rank = match like.map(|rung| rung.like) {
                        _ if selected == Some(caller) || selected == Some(callee) => 0,
                        Some(Like::Down) => 1,
                        Some(Like::Critical) => 2,
                        Some(Like::Degraded) => 3,
                        _ => 4,
                    };
                    Some(Wanted { call, rank, text: format!("{} fail", number::brief(Unit::Ratio, &[], share)) })
                })
                .collect()
        })
    })
}
