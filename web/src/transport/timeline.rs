//! The timeline: a slider over the whole run with marks where alerts and actions fell, and faults (see `faults`) once it is over.

use crate::prelude::*;
use leptos::html;
use wasm_bindgen::JsCast;

use crate::dom;
use crate::draw::clock::clock;
use crate::draw::path::{percent, points};
use crate::draw::ticks;
use crate::later::{Part, later};
use crate::store::Play;

/// Labels on the axis at most.
const LABELS: u32 = 20;
/// Width of a label's digit, and what is left free between two labels, in pixels.
const DIGIT: f64 = 7.0;
const GAP: f64 = 10.0;

/// The slider.
#[component]
pub fn Timeline() -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let first = play.first_tick();
    let end = Memo::new(move |_| play.end_tick());
    let place = move |tick: u32| percent(share(tick, first, end.get()));
    let start = about.start_s;
    let text = move || {
        let (time, alerts) = play.frame(|frame| (frame.time_us, frame.alerts.len()));
        let clock = clock(start, i64::try_from(time).unwrap_or(i64::MAX));
        let noun = if alerts == 1 { "alert" } else { "alerts" };
        format!("Tick {} of {}, {clock}, {alerts} {noun} firing", play.tick(), end.get())
    };
    let axis = NodeRef::<html::Div>::new();
    let width = RwSignal::new(0.0_f64);
    Effect::new(move |_| {
        if let Some(element) = axis.get() {
            width.set(f64::from(element.client_width()));
            dom::on_resize(&element, move |wide, _| width.set(wide));
        }
    });
    let (alerts, actions) = (Memo::new(move |_| mark_alerts(play)), Memo::new(move |_| mark_actions(play)));
    let dragged = RwSignal::new(false);
    let look = move |event: &web_sys::PointerEvent| {
        let Some(element) = axis.get_untracked() else { return };
        let rect = element.get_bounding_client_rect();
        let share = ((f64::from(event.client_x()) - rect.left()) / rect.width().max(1.0)).clamp(0.0, 1.0);
        let span = f64::from(end.get_untracked().saturating_sub(first));
        play.playing.set(false);
        play.look_at(first + (share * span).round() as u32);
    };
    let on_down = move |event: web_sys::PointerEvent| {
        if let Some(target) = event.current_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()) {
            let _ = target.set_pointer_capture(event.pointer_id());
        }
        dragged.set(true);
        look(&event);
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let now = untrack(|| play.tick());
        let to = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => now.saturating_sub(1),
            "ArrowRight" | "ArrowUp" => now.saturating_add(1),
            "PageDown" => now.saturating_sub(10),
            "PageUp" => now.saturating_add(10),
            "Home" => 0,
            "End" => u32::MAX,
            _ => return,
        };
        event.prevent_default();
        play.playing.set(false);
        play.look_at(to.max(first));
    };
    view! {
        <div
            class="tl"
            id="timeline"
            role="slider"
            tabindex="0"
            aria-label="Timeline"
            aria-valuemin=first
            aria-valuemax=move || play.head_tick()
            aria-valuenow=move || play.tick()
            aria-valuetext=text
            node_ref=axis
            on:pointerdown=on_down
            on:pointermove=move |event| if dragged.get_untracked() { look(&event) }
            on:pointerup=move |_| dragged.set(false)
            on:pointercancel=move |_| dragged.set(false)
            on:keydown=on_key
        >
            <svg class="axis" aria-hidden="true" overflow="visible">
                <text class="lane" x="-12" y="12">"alerts"</text>
                <text class="lane" x="-12" y="30">"errors"</text>
                <text class="lane" x="-12" y="46">"actions"</text>
                <Errors end=end first=first/>
                <rect class="rail" y="34" width="100%" height="3"/>
                <rect class="done" y="34" width=move || place(play.head_tick()) height="3"/>
                {move || left(play, place)}
                {move || play.over().map(|_| later(Part::Faults(play, first, end)))}
                {move || alerts.get()
                    .into_iter()
                    .map(|tick| view! { <svg x=place(tick) y="8" overflow="visible"><path class="m-alert" d="M0-5 5 4H-5Z"/></svg> })
                    .collect_view()}
                {move || actions.get()
                    .into_iter()
                    .map(|tick| view! { <svg x=place(tick) y="42" overflow="visible"><path class="m-act" d="M-5-4H5L0 5Z"/></svg> })
                    .collect_view()}
                <Labels end=end first=first width=width/>
                <line class="hair" x1=move || place(play.tick()) x2=move || place(play.tick()) y1="2" y2="50"/>
                <circle class="head" cx=move || place(play.tick()) cy="35.5" r="6"/>
            </svg>
        </div>
    }
}

/// How much of the timeline lies before a tick.
pub fn share(tick: u32, first: u32, end: u32) -> f64 {
    f64::from(tick.saturating_sub(first)) / f64::from(end.saturating_sub(first).max(1))
}

#[component]
fn Labels(end: Memo<u32>, first: u32, width: RwSignal<f64>) -> impl IntoView {
    let play = expect_context::<Play>();
    let most = Memo::new(move |_| {
        let digits = f64::from(end.get().max(1).ilog10() + 1);
        ((width.get() / (digits * DIGIT + GAP)) as u32).clamp(1, LABELS)
    });
    move || {
        let (now, end) = (play.tick(), end.get());
        ticks::labels_around(now, first, end, most.get())
            .into_iter()
            .map(|tick| {
                let x = percent(share(tick, first, end));
                view! { <text class:on=tick == now x=x y="62">{tick}</text> }
            })
            .collect_view()
    }
}

/// The area: the worst headline number among the services that users call directly.
#[component]
fn Errors(end: Memo<u32>, first: u32) -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let entries = about.entries();
    let area = Memo::new(move |_| {
        // Who sees no such metric sees no line of it.
        let _ = play.viewer();
        let about = play.about();
        if about.failing_metric().is_none() {
            return String::new();
        }
        play.frames(|frames, _| {
            let line: Vec<(f64, f64)> = frames
                .iter()
                .map(|frame| {
                    let worst = about.worst_share(frame, &entries);
                    (f64::from(frame.tick.saturating_sub(first)), 24.0 - 22.0 * worst.clamp(0.0, 1.0))
                })
                .collect();
            let ends = (line.first().map_or(0.0, |p| p.0), line.last().map_or(0.0, |p| p.0));
            points([(ends.0, 24.0)].into_iter().chain(line).chain([(ends.1, 24.0)]))
        })
    });
    view! {
        <svg x="0" y="12" width="100%" height="22" viewBox=move || format!("0 0 {} 24", end.get().saturating_sub(first).max(1)) preserveAspectRatio="none">
            <polygon class="area" points=area/>
        </svg>
    }
}

fn mark_alerts(play: Play) -> Vec<u32> {
    play.frames(|frames, _| {
        let mut ticks: Vec<u32> = Vec::new();
        for alert in frames.iter().flat_map(|frame| &frame.alerts) {
            if !ticks.contains(&alert.since) {
                ticks.push(alert.since);
            }
        }
        ticks
    })
}

fn mark_actions(play: Play) -> Vec<u32> {
    let about = play.about();
    play.steps(|steps| {
        let acted = |step: &&brownout_run::view::StepNow| {
            step.refused.is_none() && about.actions.get(step.action as usize).is_some_and(|action| !action.wait)
        };
        let mut ticks: Vec<u32> = steps.iter().filter(acted).map(|step| step.tick).collect();
        ticks.dedup();
        ticks
    })
}

/// The branch that was left, from where it parted on: dotted, with its name. Where one looks back, what acting there would
/// leave.
fn left(play: Play, place: impl Fn(u32) -> String) -> impl IntoView {
    let (active, parent) = play.lineage();
    let old = match (play.would_branch(), active, parent) {
        (Some(tick), Some(active), _) => Some((tick, active)),
        (None, Some(active), Some(parent)) => Some((active.tick, parent)),
        _ => None,
    };
    old.filter(|(from, old)| *from < old.reached).map(|(from, old)| {
        view! {
            <line class="old" x1=place(from) x2=place(old.reached) y1="35.5" y2="35.5"/>
            <text class="old-name" x=place(old.reached) dx="-6" y="30">{old.name}</text>
        }
    })
}
