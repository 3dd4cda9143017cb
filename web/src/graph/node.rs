//! A service in the graph. Its place and size come from outside; per tick only its face changes, and of that only
//! what differs is written.

use std::sync::Arc;

use crate::prelude::*;

use super::face::{Face, fitting, node_metrics, short_label, shortened, wrapped};
use super::place::{Fitted, Level};
use crate::draw::path::coordinate;
use crate::sprite::{like_class, like_ref};
use crate::store::Play;
use brownout_run::view::Like;

/// Width of a letter of a small name.
const LETTER: f64 = 6.6;

/// The id of a node's element.
#[must_use]
pub fn node_id(service: usize) -> String {
    format!("n-{service}")
}

/// A service.
#[component]
pub fn Node(
    /// Index of the service.
    service: usize,
    /// Where everything is. Constant level and size, as long as this node lives.
    fitted: Signal<Arc<Fitted>>,
    /// Which node takes part in the tab order.
    roving: RwSignal<usize>,
    /// Services that step back because another one is selected.
    dim: Signal<bool>,
) -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let face = Memo::new(move |_| {
        let about = play.about();
        let end = play.end_tick();
        play.frames(|frames, at| Face::of(&about, frames, at, end, service))
    });
    let like = Memo::new(move |_| face.with(|face| face.as_ref().map_or(Like::Healthy, |f| f.like)));
    let name = play.service_name(service);
    let (level, size, room) = fitted.with_untracked(|fitted| (fitted.level, fitted.node, fitted.name_room));
    let labels: Vec<String> = node_metrics(&about)
        .filter_map(|metric| about.metrics.get(metric))
        .map(|metric| short_label(&metric.label, &metric.name).to_ascii_lowercase())
        .collect();
    let toggle = move || {
        roving.set(service);
        let selected = play.selected.get_untracked();
        play.selected.set(if selected == Some(service) { None } else { Some(service) });
    };
    let seen = untrack(|| play.shown()).status;
    let body = match level {
        Level::Card | Level::Compact | Level::Chip if !seen => unseen(&name, size.width, size.height).into_view(),
        Level::Card => card(face, like, &name, labels).into_view(),
        Level::Compact => compact(face, like, &name, size.width, size.height).into_view(),
        Level::Chip => chip(like, &name, size.width).into_view(),
        Level::Dot => {
            let glyph = if seen {
                let href = move || like_ref(like.get());
                view! { <use class=glyph_class(like) href=href x="4" y="6" width="12" height="12"/> }.into_view()
            } else {
                view! { <circle class="card" cx="10" cy="12" r="5"/> }.into_view()
            };
            view! { {glyph}{dot_name(&name, room, service, fitted)} }.into_view()
        }
    };
    let title = name.clone();
    let pressed = move || play.selected.get() == Some(service);
    view! {
        <g
            class=move || if seen { format!("n is-{}", like_class(like.get())) } else { "n is-unseen".to_owned() }
            class:is-dim=move || dim.get()
            class:n-compact=move || matches!(level, Level::Compact | Level::Chip)
            class:n-dot=move || level == Level::Dot
            class:is-named=move || 0.0 < room
            transform=move || fitted.with(|fitted| {
                let (x, y) = fitted.corner(service);
                format!("translate({} {})", coordinate(x), coordinate(y))
            })
        >
            // The button stands beside what is drawn, not around it: its name says all of that, in an order to listen to.
            <g
                class="n-btn"
                id=node_id(service)
                role="button"
                tabindex=move || if roving.get() == service { "0" } else { "-1" }
                aria-pressed=move || if pressed() { "true" } else { "false" }
                aria-label=move || face.with(|face| face.as_ref().map_or_else(String::new, |f| f.label.clone()))
                on:click=move |_| toggle()
                on:focus=move |_| roving.set(service)
            >
                <rect class="hit" width=size.width height=size.height/>
                {(level != Level::Card).then(|| view! { <title aria-hidden="true">{title}</title> })}
            </g>
            <rect class="ring" x="-4" y="-4" width=size.width + 8.0 height=size.height + 8.0 rx="8"/>
            <g class="n-face" aria-hidden="true">{body}</g>
        </g>
    }
}

/// A card with nothing but the name.
fn unseen(name: &str, width: f64, height: f64) -> impl IntoView + use<> {
    view! {
        <rect class="card" width=width height=height rx="5"/>
        {label_text(name, 10.0, height / 2.0 + 4.0, width - 20.0, LETTER)}
    }
}

fn card(face: Memo<Option<Face>>, like: Memo<Like>, name: &str, labels: Vec<String>) -> impl IntoView + use<> {
    let text = move |place: usize| {
        move || face.with(|face| face.as_ref().map_or_else(String::new, |f| f.values[place].clone()))
    };
    let label = |place: usize| labels.get(place).cloned().unwrap_or_default();
    view! {
        <rect class="card" width="190" height="78" rx="5"/>
        <path class="plate" d="M0 5Q0 0 5 0H185Q190 0 190 5V26H0Z"/>
        <use class=glyph_class(like) href=move || like_ref(like.get()) x="9" y="6" width="14" height="14"/>
        {label_text(name, 30.0, 18.0, 152.0, 6.6)}
        <text class="val" x="10" y="48">{text(0)}</text>
        <text class="lab" x="10" y="64">{label(0)}</text>
        <text class="val" x="80" y="48">{text(1)}</text>
        <text class="lab" x="80" y="64">{label(1)}</text>
        {spark(face, 146.0, 60.0, 0.72)}
    }
}

fn compact(face: Memo<Option<Face>>, like: Memo<Like>, name: &str, width: f64, height: f64) -> impl IntoView + use<> {
    let room = width - 30.0;
    // The first piece may be pressed a little.
    let most = (room * 1.1 / LETTER) as usize;
    let lines = if height < 66.0 { vec![name.to_owned()] } else { wrapped(name, most) };
    let plate = if lines.len() > 1 { 36.0 } else { 24.0 };
    let right = width - 5.0;
    let baseline = height - 9.0;
    let named = lines
        .into_iter()
        .enumerate()
        .map(|(index, line)| label_text(&line, 24.0, 16.0 + 13.0 * index as f64, room, LETTER))
        .collect_view();
    view! {
        <rect class="card" width=width height=height rx="5"/>
        <path class="plate" d=format!("M0 5Q0 0 5 0H{right}Q{width} 0 {width} 5V{plate}H0Z")/>
        <use class=glyph_class(like) href=move || like_ref(like.get()) x="7" y="6" width="12" height="12"/>
        {named}
        <text class="val" x="8" y=baseline>
            {move || face.with(|face| face.as_ref().map_or_else(String::new, |f| f.values[0].clone()))}
        </text>
        {spark(face, width - 40.0, baseline, 0.62)}
    }
}

fn chip(like: Memo<Like>, name: &str, width: f64) -> impl IntoView + use<> {
    view! {
        <rect class="card" width=width height="22" rx="3"/>
        <path class="plate" d=format!("M0 3Q0 0 3 0H{0}Q{width} 0 {width} 3V19Q{width} 22 {0} 22H3Q0 22 0 19Z", width - 3.0)/>
        <use class=glyph_class(like) href=move || like_ref(like.get()) x="6" y="5" width="12" height="12"/>
        {label_text(name, 23.0, 15.0, width - 29.0, LETTER)}
    }
}

fn label_text(name: &str, x: f64, y: f64, room: f64, letter: f64) -> impl IntoView + use<> {
    let (text, pressed) = fitting(name, room, letter);
    view! { <text class="name" x=x y=y textLength=pressed lengthAdjust=pressed.map(|_| "spacingAndGlyphs")>{text}</text> }
}

/// Letters of a glyph's name where it has no room of its own, and shows only on demand.
const DEMANDED: usize = 24;

/// The name below a glyph, in one line or two, moved inwards where it would leave the drawing.
fn dot_name(name: &str, room: f64, service: usize, fitted: Signal<Arc<Fitted>>) -> impl IntoView + use<> {
    let most = if 0.0 < room { (room / LETTER) as usize } else { DEMANDED };
    let lines: Vec<String> = wrapped(name, most).into_iter().map(|line| shortened(&line, most)).collect();
    let half = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0) as f64 * LETTER / 2.0;
    let x = move || {
        fitted.with(|fitted| {
            let (left, _) = fitted.corner(service);
            let middle = left + fitted.node.width / 2.0;
            let inside = if fitted.size.0 < 2.0 * half { middle } else { middle.clamp(half, fitted.size.0 - half) };
            coordinate(inside - left)
        })
    };
    lines
        .into_iter()
        .enumerate()
        .map(|(index, line)| view! { <text class="name" x=x y=32.0 + 12.0 * index as f64>{line}</text> })
        .collect_view()
}

fn spark(face: Memo<Option<Face>>, x: f64, y: f64, scale: f64) -> impl IntoView {
    let dot = move |which: fn((f64, f64)) -> f64| {
        move || face.with(|face| face.as_ref().map_or_else(String::new, |f| coordinate(which(f.dot))))
    };
    view! {
        <g transform=format!("translate({} {}) scale({scale})", coordinate(x), coordinate(y))>
            <path class="sp0" d="M0 0H52"/>
            <polyline class="sp" points=move || face.with(|face| face.as_ref().map_or_else(String::new, |f| f.spark.clone()))/>
            <circle class="dot" cx=dot(|p| p.0) cy=dot(|p| p.1) r="2"/>
        </g>
    }
}

fn glyph_class(like: Memo<Like>) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    move || format!("g {}", like_class(like.get()))
}
