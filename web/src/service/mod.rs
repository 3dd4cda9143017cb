//! The service panel: what the selected service is, how its numbers ran, how it is configured, whom it calls.

pub mod calls;
pub mod chart;
pub mod charts;
pub mod config;
pub mod knobs;

use crate::prelude::*;
use wasm_bindgen::JsCast;

use crate::actions::Actions;
use crate::dom;
use crate::graph::table::status;
use crate::later::{Part, later};
use crate::sprite::{Glyph, like_class};
use crate::store::{Play, Tab};
use calls::Calls;
use charts::Charts;
use knobs::Knobs;

impl Tab {
    fn label(self) -> &'static str {
        match self {
            Self::Metrics => "Metrics",
            Self::Configuration => "Configuration",
            Self::Calls => "Calls",
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Metrics => "tab-metrics",
            Self::Configuration => "tab-configuration",
            Self::Calls => "tab-calls",
        }
    }
}

/// The panel.
#[component]
pub fn ServicePanel() -> impl IntoView {
    let play = expect_context::<Play>();
    view! {
        <section class="panel service" id="service" tabindex="-1" aria-labelledby="svc-h">
            {move || match play.selected.get() {
                Some(service) => view! { <Selected service=service/> }.into_view(),
                None => view! {
                    <div class="svc-head">
                        <h2 id="svc-h">"No service selected"</h2>
                        <p class="wrap">{play.about().about.clone()}</p>
                        <Role/>
                        <p class="wrap">"Select a service in the graph or the table."</p>
                    </div>
                }
                .into_view(),
            }}
            <Actions/>
        </section>
    }
}

/// What the selected service is and how its numbers ran.
#[component]
pub fn Selected(
    /// Which.
    service: usize,
) -> impl IntoView {
    let play = expect_context::<Play>();
    let tab = play.tab;
    let about = play.about();
    let name = play.service_name(service);
    let now = Memo::new(move |_| status(play, service));
    let like = Memo::new(move |_| now.get().0);
    let seen = untrack(|| play.shown()).status;
    let mut tabs = if about.metrics.is_empty() { Vec::new() } else { vec![Tab::Metrics] };
    let tree = untrack(|| config::has(play));
    if tree || about.metrics.iter().any(|metric| metric.knob) {
        tabs.push(Tab::Configuration);
    }
    tabs.push(Tab::Calls);
    if !tabs.contains(&tab.get_untracked()) {
        tab.set(tabs.first().copied().unwrap_or(Tab::Calls));
    }
    view! {
        <div class="svc-head">
            <h2 id="svc-h">
                {seen.then(|| view! { <Glyph like=like/> })}
                {name.clone()}
                {seen.then(|| view! { " " <span class=move || format!("state {}", like_class(like.get()))>{move || now.get().1}</span> })}
            </h2>
            <Story service=service/>
        </div>
        <div class="tabs" role="tablist" aria-label=name on:keydown=move |event| on_tab_key(&event)>
            {tabs
                .into_iter()
                .map(|this| {
                    let selected = move || tab.get() == this;
                    view! {
                        <button
                            role="tab"
                            id=this.id()
                            aria-controls="svc-pane"
                            aria-selected=move || if selected() { "true" } else { "false" }
                            tabindex=move || if selected() { "0" } else { "-1" }
                            on:click=move |_| tab.set(this)
                            on:focus=move |_| tab.set(this)
                        >
                            {this.label()}
                        </button>
                    }
                })
                .collect_view()}
        </div>
        <div class="tabpanel" role="tabpanel" id="svc-pane" aria-labelledby=move || tab.get().id()>
            {move || match tab.get() {
                Tab::Metrics => view! { <Charts service=service/> }.into_view(),
                Tab::Configuration => {
                    let tree = tree.then(|| later(Part::Config(service)));
                    view! { {tree}<Knobs service=service/> }.into_view()
                }
                Tab::Calls => view! { <Calls service=service/> }.into_view(),
            }}
        </div>
    }
}

/// What the role is there for that looks, where several act.
#[component]
fn Role() -> impl IntoView {
    let play = expect_context::<Play>();
    let told = move || {
        let role = play.cast()?.roles.get(play.viewer()? as usize)?.clone();
        Some(view! { <p class="wrap"><b>{role.label}</b>": "{role.about}</p> })
    };
    view! { {told} }
}

/// Arrow keys in a list of tabs; the selection follows the focus.
pub fn on_tab_key(event: &web_sys::KeyboardEvent) {
    let step: i32 = match event.key().as_str() {
        "ArrowLeft" => -1,
        "ArrowRight" => 1,
        _ => return,
    };
    let (Some(tab), Some(list)) =
        (dom::closest(event.target(), "[role=tab]"), dom::closest(event.target(), "[role=tablist]"))
    else {
        return;
    };
    event.prevent_default();
    let Ok(tabs) = list.query_selector_all("[role=tab]") else {
        return;
    };
    // Which tabs can be seen depends on the width of the page.
    let seen =
        |node: web_sys::Node| node.dyn_into::<web_sys::HtmlElement>().ok().filter(|tab| tab.offset_parent().is_some());
    let tabs: Vec<web_sys::HtmlElement> = (0..tabs.length()).filter_map(|i| tabs.get(i)).filter_map(seen).collect();
    let count = tabs.len() as i32;
    let here = tabs.iter().position(|other| tab.is_same_node(Some(other))).unwrap_or(0) as i32;
    let next = (here + step).rem_euclid(count.max(1)) as usize;
    if let Some(next) = tabs.get(next) {
        let _ = next.focus();
    }
}

/// What it is, who calls it, since when it has its status.
#[component]
fn Story(service: usize) -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let kind = about.services.get(service).map_or_else(String::new, |s| s.kind.clone());
    let kind = if kind.is_empty() { kind } else { format!("{}. ", sentence(&kind).trim_end_matches('.')) };
    let callers: Vec<usize> = about
        .calls
        .iter()
        .filter(|(_, callee)| *callee as usize == service)
        .map(|(caller, _)| *caller as usize)
        .collect();
    let called = if callers.is_empty() { "No other service calls it." } else { "Called by " };
    let last = callers.len().saturating_sub(1);
    let links = callers
        .into_iter()
        .enumerate()
        .map(|(place, caller)| {
            let after = if place == last { "." } else { ", " };
            view! {
                <button class="link" on:click=move |_| play.selected.set(Some(caller))>{play.service_name(caller)}</button>
                {after}
            }
        })
        .collect_view();
    let since = Memo::new(move |_| {
        play.frames(|frames, at| {
            let now = frames.get(at)?.status.get(service)?;
            let same = frames.iter().take(at + 1).rev().take_while(|frame| frame.status.get(service) == Some(now));
            same.last().map(|frame| frame.tick)
        })
    });
    let told = move || {
        since.get().map(|tick| {
            if tick == play.first_tick() {
                String::new()
            } else {
                format!(" {} since tick {tick}.", sentence(&status(play, service).1))
            }
        })
    };
    view! { <p>{kind}{called}{links}{told}</p> }
}

/// With a capital letter.
#[must_use]
pub fn sentence(text: &str) -> String {
    let mut out = text.to_owned();
    if let Some(first) = out.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    out
}
