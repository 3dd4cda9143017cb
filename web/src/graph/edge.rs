//! A call in the graph. Without traffic it shows the failing share of its callee, as a dashed core, and nothing else.

use std::sync::Arc;

use brownout_run::view::Unit;
use leptos::prelude::*;

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

/// The label of a call: how much of it fails. Drawn after all lines, so that none crosses it.
#[component]
pub fn EdgeLabel(
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
    let text = Memo::new(move |_| {
        let room = fitted.with(|fitted| fitted.level == Level::Card);
        let share = failing(play, callee).filter(|_| room && !dim.get())?;
        Some(format!("{} fail", number::brief(Unit::Ratio, &[], share)))
    });
    let place = move |which: fn(f64, f64) -> f64| {
        move || {
            fitted.with(|fitted| {
                fitted.edges.get(call).map_or_else(String::new, |edge| coordinate(which(edge.label.x, edge.label.y)))
            })
        }
    };
    move || {
        text.get().map(|text| {
            view! { <text class="e-txt bad" x=place(|x, _| x) y=place(|_, y| y - 9.0)>{text}</text> }
        })
    }
}
