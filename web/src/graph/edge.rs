//! A call in the graph. Without traffic it shows the failing share of its callee, as a dashed core, and nothing else.

use std::sync::Arc;

use brownout_run::view::Unit;
use leptos::prelude::*;

use super::face::node_metrics;
use super::place::{Fitted, Level};
use crate::draw::number;
use crate::draw::path::coordinate;
use crate::store::Play;

/// Widest core.
const CORE: f64 = 6.0;
/// Below this share a call counts as not failing.
const FAILING: f64 = 0.01;

/// The failing share of a callee at the tick that is looked at; 0 where the headline metric is no ratio.
#[must_use]
pub fn failing_share(play: Play, callee: usize) -> f64 {
    let about = play.about();
    let Some(headline) = node_metrics(&about).next() else {
        return 0.0;
    };
    if about.metrics.get(headline).map(|metric| metric.unit) != Some(Unit::Ratio) {
        return 0.0;
    }
    play.frame(|frame| frame.metric(headline, callee))
}

/// Whether a share is drawn as failing.
#[must_use]
pub fn is_failing(share: f64) -> bool {
    FAILING < share
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
    // In tenths of a percent, so that invisible changes write nothing.
    let share = Memo::new(move |_| (failing_share(play, callee).clamp(0.0, 1.0) * 1000.0).round() as u32);
    let bad = Memo::new(move |_| is_failing(f64::from(share.get()) / 1000.0));
    let band = move || fitted.with(|fitted| fitted.edges.get(call).map_or_else(String::new, |edge| edge.band.clone()));
    let tip = move || fitted.with(|fitted| fitted.edges.get(call).map_or_else(String::new, |edge| edge.tip.clone()));
    let core = move || {
        let width = f64::from(share.get()) / 1000.0 * CORE;
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
        let share = failing_share(play, callee);
        let room = fitted.with(|fitted| fitted.level == Level::Card);
        (room && is_failing(share) && !dim.get())
            .then(|| format!("{} fail", number::brief(Unit::Ratio, &[], whole(share))))
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

fn whole(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}
