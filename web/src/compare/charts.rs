//! The numbers of both runs over one axis of ticks: what users suffered, and the metrics of a service that is chosen.

use std::rc::Rc;

use crate::prelude::*;
use brownout_run::compare::{Comparison, Harm};
use brownout_run::view::Side as Bad;

use super::overlay::Row;
use super::side::{Pair, Side};
use crate::draw::ticks;
use crate::service::chart::Span;
use crate::service::charts::tick_under;

/// The panel.
#[component]
pub fn Charts(pair: Rc<Pair>) -> impl IntoView {
    let Some(((from, to), parts_at, first)) = facts(&pair) else { return ().into_view() };
    let cross = RwSignal::new(None::<u32>);
    let service = RwSignal::new(first);
    let spoken = RwSignal::new(String::new());
    let options = options(&pair, first);
    let names = [pair.a.name.clone(), pair.b.as_ref().map_or_else(String::new, |b| b.name.clone())];
    let [mine, other] = [Some(&pair.a), pair.b.as_ref()].map(|side| side.map_or(to, |side| side.game.head().tick));
    let ended = match mine == other {
        true => format!("Numbers: tick {mine}, the last"),
        false => format!("Numbers: the last of each, tick {mine} and tick {other}"),
    };
    let pair = StoredValue::new_local(pair);
    let rows = Memo::new(move |_| pair.with_value(|pair| rows(pair, service.get())));
    let whole = Span { from, to, cross: None };
    let at = move || match cross.get() {
        Some(tick) => format!("Numbers: tick {tick}"),
        None => ended.clone(),
    };
    // Only what is drawn is explained.
    let parts = parts_at.filter(|&tick| whole.place(tick).is_some()).map(|tick| {
        view! {
            <span class="mute cmp-parts">
                <svg class="cmp-key up" aria-hidden="true" viewBox="0 0 6 14"><path class="c-now" d="M3 0V14"/></svg>
                {format!("They part at tick {tick}")}
            </span>
        }
    });
    let on_key = move |event: web_sys::KeyboardEvent| {
        let here = cross.get_untracked();
        let tick = match event.key().as_str() {
            "ArrowLeft" => here.unwrap_or(to).saturating_sub(1).max(from),
            "ArrowRight" => here.map_or(from, |tick| tick.saturating_add(1)).min(to),
            "Home" => from,
            "End" => to,
            "Escape" if here.is_some() => {
                event.stop_propagation();
                cross.set(None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        cross.set(Some(tick));
        spoken.set(rows.with_untracked(|rows| read_out(rows, tick, &names)));
    };
    let on_move = move |event: web_sys::PointerEvent| {
        let tick = tick_under(&event, whole);
        if tick.is_some() && cross.get_untracked() != tick {
            cross.set(tick);
        }
    };
    let charts = move || {
        rows.get()
            .into_iter()
            .map(|row| view! { <Chart row=row span=whole parts_at=parts_at cross=cross pair=pair/> })
            .collect_view()
    };
    let axis = ticks::labels(from, to, 8)
        .into_iter()
        .filter_map(|tick| Some((tick, whole.place(tick)?)))
        .map(|(tick, x)| view! { <text class="c-ax" x=x y="14">{tick}</text> })
        .collect_view();
    view! {
        <section class="panel cmp-charts" aria-labelledby="cmp-charts-h">
            <div class="btns">
                <h2 id="cmp-charts-h">"Both over the same ticks"</h2>
                <label><span class="vh">"Service"</span>
                    <select class="btn line" id="cmp-service" on:change=move |event| {
                        if let Ok(index) = event_target_value(&event).parse() {
                            service.set(index);
                        }
                    }>{options}</select>
                </label>
                {parts}
                <span class="mute cmp-at">{at}</span>
            </div>
            <div
                class="charts-box scroll"
                role="group"
                tabindex="0"
                aria-label=format!("Both runs, tick {from} to {to}. Left and right arrow keys move the crosshair.")
                on:keydown=on_key
                on:pointermove=on_move
                on:pointerleave=move |_| cross.set(None)
            >
                <dl class="charts">{charts}</dl>
                <div class="ch ax" aria-hidden="true">
                    <span></span>
                    <span class="plot"><svg width="100%" height="20" overflow="visible">{axis}</svg></span>
                    <span class="v"></span>
                </div>
                <p class="vh" role="status">{spoken}</p>
            </div>
        </section>
    }
    .into_view()
}

#[component]
fn Chart(
    row: Row,
    span: Span,
    parts_at: Option<u32>,
    cross: RwSignal<Option<u32>>,
    pair: StoredValue<Rc<Pair>, LocalStorage>,
) -> impl IntoView {
    let label = row.label.clone();
    let drawn = pair.with_value(|pair| row.lines(span, [&pair.a.name, pair.b.as_ref().map_or("", |b| &b.name)]));
    let [a, b] = drawn.lines;
    let view_box = format!("0 0 {} 41", (span.to - span.from).max(1));
    let parts =
        parts_at.and_then(|tick| span.place(tick)).map(|x| view! { <line class="c-now" x1=x.clone() x2=x y2="41"/> });
    let threshold = drawn.threshold.map(|y| view! { <line class="c-thr" x2="100%" y1=y y2=y/> });
    let values = Memo::new(move |_| row.values(cross.get()));
    let line = move || {
        let x = cross.get().and_then(|tick| span.place(tick))?;
        Some(view! { <line class="c-cross" x1=x.clone() x2=x y2="41"/> })
    };
    view! {
        <div class="ch">
            <dt>{label}</dt>
            <dd class="plot">
                <svg width="100%" height="41" overflow="visible" role="img" aria-label=drawn.label>
                    {threshold}{parts}{line}
                    <svg viewBox=view_box preserveAspectRatio="none" width="100%" height="41" overflow="visible">
                        <polyline class="c-line a" points=a/>
                        <polyline class="c-line b" points=b/>
                    </svg>
                </svg>
            </dd>
            <dd class="v"><span class="a">{move || values.with(|[a, _]| a.clone())}</span><small class="b">{move || values.with(|[_, b]| b.clone())}</small></dd>
        </div>
    }
}

/// First and last tick of the axis, where the runs part, and the service to begin with: the one that differs most.
fn facts(pair: &Pair) -> Option<((u32, u32), Option<u32>, usize)> {
    let Comparison { ticks, parts_at, apart, .. } = pair.comparison.as_ref()?;
    let from = ticks.first()?.tick;
    let to = ticks.last()?.tick.max(from + 1);
    let mut most = 0;
    for (service, count) in apart.iter().enumerate() {
        if apart.get(most).is_none_or(|least| least < count) {
            most = service;
        }
    }
    Some(((from, to), *parts_at, most))
}

/// All services, with how many ticks they differ at.
fn options(pair: &Pair, first: usize) -> impl IntoView + use<> {
    let apart = pair.comparison.as_ref().map(|comparison| comparison.apart.clone()).unwrap_or_default();
    let services = pair.a.game.about().services.iter().zip(apart).enumerate();
    services
        .map(|(index, (service, apart))| {
            let text = match apart {
                0 => format!("{}: the same", service.name),
                1 => format!("{}: differs at 1 tick", service.name),
                _ => format!("{}: differs at {apart} ticks", service.name),
            };
            view! { <option value=index.to_string() selected=index == first>{text}</option> }
        })
        .collect_view()
}

/// What users suffered, and every metric of the service.
fn rows(pair: &Pair, service: usize) -> Vec<Row> {
    let (Some(b), Some(comparison)) = (&pair.b, &pair.comparison) else { return Vec::new() };
    let about = pair.a.game.about();
    let harm = comparison.harm.as_ref().and_then(|harm| harm_row(pair, comparison, harm));
    let metrics = about.metrics.iter().enumerate().filter(|(_, metric)| !metric.knob).map(|(index, metric)| {
        let run = |side: &Side| {
            side.game.frames().iter().map(|frame| (frame.tick, frame.metric(index, service))).collect::<Vec<_>>()
        };
        Row {
            label: metric.label.clone(),
            unit: metric.unit,
            words: metric.words.clone(),
            range: (metric.low, metric.high),
            threshold: metric.thresholds.iter().find(|threshold| threshold.bad == Bad::Above).map(|t| t.value),
            runs: [run(&pair.a), run(b)],
        }
    });
    harm.into_iter().chain(metrics).collect()
}

fn harm_row(pair: &Pair, comparison: &Comparison, harm: &Harm) -> Option<Row> {
    let value = pair.a.game.about().values.get(harm.value)?;
    let run = |series: &[f64]| comparison.ticks.iter().zip(series).map(|(at, &v)| (at.tick, v)).collect();
    Some(Row {
        label: value.label.clone(),
        unit: value.unit,
        words: Vec::new(),
        range: (None, None),
        threshold: None,
        runs: [run(&harm.series.a), run(&harm.series.b)],
    })
}

/// What is under the crosshair, spoken.
fn read_out(rows: &[Row], tick: u32, names: &[String; 2]) -> String {
    let mut out = format!("Tick {tick}: ");
    for row in rows {
        let [a, b] = row.values(Some(tick));
        out.push_str(&[&row.label, " ", &names[0], " ", &a, ", ", &names[1], " ", &b, ". "].concat());
    }
    out
}
