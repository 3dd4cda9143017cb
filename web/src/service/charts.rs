//! All metrics of a service under each other, with one crosshair across them and marks where alerts and actions fell.

use crate::prelude::*;
use wasm_bindgen::JsCast;

use super::chart::{Span, draw};
use crate::draw::number;
use crate::draw::ticks;
use crate::store::Play;

/// Ticks with an alert or an action of the service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Marks {
    alerts: Vec<u32>,
    actions: Vec<u32>,
}

/// The charts.
#[component]
pub fn Charts(
    /// Index of the service.
    service: usize,
) -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let span = Memo::new(move |_| {
        let (from, to) = ticks::window(play.first_tick(), play.tick(), play.end_tick());
        Span { from, to, cross: play.cross.get() }
    });
    let marks = Memo::new(move |_| marks(play, service));
    let shown: Vec<usize> =
        (0..about.metrics.len()).filter(|&m| about.metrics.get(m).is_some_and(|metric| !metric.knob)).collect();
    let spoken = RwSignal::new(String::new());
    let name = play.service_name(service);
    let all = StoredValue::new(shown.clone());
    let on_key = move |event: web_sys::KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowLeft" => -1,
            "ArrowRight" => 1,
            "Escape" if play.cross.get_untracked().is_some() => {
                event.stop_propagation();
                play.cross.set(None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        let now = untrack(|| play.tick());
        let span = span.get_untracked();
        let here = play.cross.get_untracked().unwrap_or(now);
        let tick = here.saturating_add_signed(step).clamp(span.from, now.max(span.from));
        play.cross.set(Some(tick));
        spoken.set(untrack(|| all.with_value(|all| read_out(play, all, service, tick))));
    };
    let on_move = move |event: web_sys::PointerEvent| {
        if let Some(tick) = tick_under(&event, span.get_untracked()) {
            let tick = tick.min(untrack(|| play.tick()));
            if play.cross.get_untracked() != Some(tick) {
                play.cross.set(Some(tick));
            }
        }
    };
    view! {
        <div
            class="charts-box"
            role="group"
            tabindex="0"
            aria-label=move || {
                let span = span.get();
                format!("Metrics of {name}, tick {} to {}. Left and right arrow keys move the crosshair.", span.from, span.to)
            }
            on:keydown=on_key
            on:pointermove=on_move
            on:pointerleave=move |_| play.cross.set(None)
        >
            <Events marks=marks span=span/>
            <dl class="charts">
                {shown.into_iter().map(|metric| view! { <Chart metric=metric service=service span=span marks=marks/> }).collect_view()}
            </dl>
            <Axis span=span/>
            <p class="vh" role="status">{spoken}</p>
        </div>
    }
}

#[component]
fn Events(marks: Memo<Marks>, span: Memo<Span>) -> impl IntoView {
    let play = expect_context::<Play>();
    let future = move || {
        let span = span.get();
        let left = span.to.saturating_sub(play.tick());
        (left * 3 > span.to - span.from).then_some("not yet simulated")
    };
    let glyphs = move || {
        let (span, marks) = (span.get(), marks.get());
        let alerts = marks.alerts.into_iter().map(|tick| (tick, "m-alert", "M0-5 5 4H-5Z"));
        let actions = marks.actions.into_iter().map(|tick| (tick, "m-act", "M-5-4H5L0 5Z"));
        alerts
            .chain(actions)
            .filter_map(|(tick, class, d)| Some((span.place(tick)?, class, d)))
            .map(|(x, class, d)| view! { <svg x=x y="12" overflow="visible"><path class=class d=d/></svg> })
            .collect_view()
    };
    view! {
        <div class="ch ev" aria-hidden="true">
            <span class="l">"Events"</span>
            <span class="plot"><svg width="100%" height="24" overflow="visible">{glyphs}<text class="c-thr-t" x="100%" y="16">{future}</text></svg></span>
            <span class="v"><small>{move || play.cross.get().map(|tick| format!("tick {tick}"))}</small></span>
        </div>
    }
}

#[component]
fn Chart(metric: usize, service: usize, span: Memo<Span>, marks: Memo<Marks>) -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let label = about.metrics.get(metric).map_or_else(String::new, |m| m.label.clone());
    let explained = about.metrics.get(metric).map_or_else(String::new, |m| m.about.clone());
    let drawn = Memo::new(move |_| {
        let about = play.about();
        play.frames(|frames, at| draw(about.metrics.get(metric)?, metric, service, frames, at, span.get()))
    });
    let text = move |read: fn(&super::chart::Drawn) -> String| {
        move || drawn.with(|drawn| drawn.as_ref().map(read).unwrap_or_default())
    };
    let thresholds = Memo::new(move |_| drawn.with(|d| d.as_ref().map(|d| d.thresholds.clone()).unwrap_or_default()));
    let over = Memo::new(move |_| drawn.with(|d| d.as_ref().map(|d| d.over.clone()).unwrap_or_default()));
    let cross = Memo::new(move |_| drawn.with(|d| d.as_ref().and_then(|d| d.cross.clone())));
    view! {
        <div class="ch">
            <dt title=explained>{label}</dt>
            <dd class="plot">
                <svg width="100%" height="41" overflow="visible" role="img" aria-label=text(|d| d.label.clone())>
                    <rect class="c-fut" x=text(|d| d.now.0.clone()) width=text(|d| d.future.clone()) height="40"/>
                    {move || thresholds.get().into_iter().map(|(y, text)| {
                        let beside = if y < 17.0 { y + 12.0 } else { y - 3.0 };
                        view! {
                            <line class="c-thr" x2="100%" y1=y y2=y/>
                            <text class="c-thr-t" x="100%" y=beside>{text}</text>
                        }
                    }).collect_view()}
                    {move || {
                        let (span, marks) = (span.get(), marks.get());
                        marks
                            .alerts
                            .into_iter()
                            .chain(marks.actions)
                            .filter_map(|tick| span.place(tick))
                            .map(|x| view! { <line class="c-mark" x1=x.clone() x2=x y2="41"/> })
                            .collect_view()
                    }}
                    {move || cross.get().map(|(_, x, _)| view! { <line class="c-cross" x1=x.clone() x2=x y2="41"/> })}
                    <line class="c-now" x1=text(|d| d.now.0.clone()) x2=text(|d| d.now.0.clone()) y2="41"/>
                    <svg viewBox=text(|d| d.view_box.clone()) preserveAspectRatio="none" width="100%" height="41" overflow="visible">
                        <polyline class="c-line" points=text(|d| d.line.clone())/>
                        {move || over.get().into_iter().map(|points| view! { <polyline class="c-line over" points=points/> }).collect_view()}
                    </svg>
                    {move || cross.get().map(|(_, x, y)| view! { <circle class="c-dot" cx=x cy=y r="2.5"/> })}
                    <circle
                        class="c-end"
                        class:over=move || drawn.with(|d| d.as_ref().is_some_and(|d| d.is_over))
                        cx=text(|d| d.now.0.clone())
                        cy=text(|d| crate::draw::path::coordinate(d.now.1))
                        r="2.5"
                    />
                </svg>
            </dd>
            <dd class="v">
                {text(|d| d.value.clone())}
                <small>{move || cross.get().map(|(value, ..)| value)}</small>
            </dd>
        </div>
    }
}

#[component]
fn Axis(span: Memo<Span>) -> impl IntoView {
    let play = expect_context::<Play>();
    let labels = move || {
        let (span, now) = (span.get(), play.tick());
        ticks::labels(span.from, span.to, 4)
            .into_iter()
            .filter(|&tick| tick == now || now.abs_diff(tick) * 10 > span.to - span.from)
            .filter(|&tick| tick != now)
            .chain([now])
            .filter_map(|tick| Some((tick, span.place(tick)?)))
            .map(|(tick, x)| {
                let class = if tick == now { "c-ax on" } else { "c-ax" };
                view! { <text class=class x=x y="14">{tick}</text> }
            })
            .collect_view()
    };
    view! {
        <div class="ch ax" aria-hidden="true">
            <span></span>
            <span class="plot"><svg width="100%" height="20" overflow="visible">{labels}</svg></span>
            <span class="v"></span>
        </div>
    }
}

fn marks(play: Play, service: usize) -> Marks {
    let mut marks = Marks::default();
    play.frames(|frames, at| {
        for alert in frames.iter().take(at + 1).flat_map(|frame| &frame.alerts) {
            if alert.service == u32::try_from(service).ok() && !marks.alerts.contains(&alert.since) {
                marks.alerts.push(alert.since);
            }
        }
    });
    let now = play.tick();
    play.steps(|steps| {
        for step in steps {
            if step.target == u32::try_from(service).ok() && step.tick <= now && !marks.actions.contains(&step.tick) {
                marks.actions.push(step.tick);
            }
        }
    });
    marks
}

/// The tick of an axis that the pointer is over; the plots of the panel under the event say where that is.
pub fn tick_under(event: &web_sys::PointerEvent, span: Span) -> Option<u32> {
    let group = event.current_target()?.dyn_into::<web_sys::Element>().ok()?;
    let rect = group.query_selector(".plot").ok()??.get_bounding_client_rect();
    let share = (f64::from(event.client_x()) - rect.left()) / rect.width();
    if !(-0.05..=1.05).contains(&share) {
        return None;
    }
    let ticks = share.clamp(0.0, 1.0) * f64::from(span.to - span.from);
    Some(span.from + ticks.round() as u32)
}

fn read_out(play: Play, metrics: &[usize], service: usize, tick: u32) -> String {
    let about = play.about();
    let values: Vec<String> = play.frames(|frames, _| {
        let frame = frames.iter().rev().find(|frame| frame.tick <= tick);
        metrics
            .iter()
            .filter_map(|&m| {
                let metric = about.metrics.get(m)?;
                Some(format!(
                    "{} {}",
                    metric.label,
                    number::value(metric.unit, &metric.words, frame?.metric(m, service))
                ))
            })
            .collect()
    });
    format!("Tick {tick}: {}.", values.join(", "))
}
