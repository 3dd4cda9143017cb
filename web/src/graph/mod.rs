//! The graph panel: services and calls from left to right, or the same as a table.

pub mod axis;
pub mod edge;
pub mod face;
mod find;
mod keyboard;
pub mod label;
pub mod node;
pub mod place;
pub mod table;

use std::sync::Arc;

use crate::prelude::*;

use crate::dom;
use crate::later::{Part, later};
use crate::sprite::Icon;
use crate::store::Play;
use edge::{Edge, EdgeLabels};
use find::Find;
use node::Node;
use place::{Fitted, Laid};

/// With more services than this, a selection makes the rest step back, and services can be searched.
const DENSE: usize = 24;
/// How far from the selection services keep full ink.
const NEAR: u32 = 2;
/// Beyond this many failing calls nothing moves any more.
const FLOW_MOST: usize = 40;

/// The panel.
#[component]
pub fn GraphPanel(
    /// Whether the table is shown instead.
    table: RwSignal<bool>,
) -> impl IntoView {
    let play = expect_context::<Play>();
    let zoom = RwSignal::new(1.0_f64);
    let press = move |on: bool| move || if table.get() == on { "true" } else { "false" };
    view! {
        <section class="panel graph" id="graph" tabindex="-1" aria-label="Graph">
            <div class="bar">
                <h2>"Graph"</h2>
                <div class="seg" role="group" aria-label="View">
                    <button class="btn" aria-pressed=press(false) on:click=move |_| table.set(false)>"Graph"</button>
                    <button class="btn" aria-pressed=press(true) on:click=move |_| table.set(true)>"Table"</button>
                </div>
                {(play.about().services.len() > DENSE).then(|| view! { <Find/> })}
                <span class="grow"></span>
                {move || match play.viewer_label().filter(|_| !play.shown().status) {
                    Some(role) => view! { <span class="key">{format!("{role} sees no statuses and no numbers")}</span> }.into_view(),
                    None => view! { <span class="key">
                    <svg aria-hidden="true"><line class="e-load" x2="30" y1="5" y2="5" stroke-width="4"/><line class="e-fail" x2="30" y1="5" y2="5" stroke-width="3"/></svg>
                    "failing share of the callee"
                    </span> }.into_view(),
                }}
                <button class="btn icon" aria-label="Zoom out" on:click=move |_| zoom.update(|z| *z = (*z / 1.4).clamp(1.0, 6.0))><Icon href="#i-minus"/></button>
                <button class="btn icon" aria-label="Zoom in" on:click=move |_| zoom.update(|z| *z = (*z * 1.4).clamp(1.0, 6.0))><Icon href="#i-plus"/></button>
                <button class="btn icon" aria-label="Fit graph to panel" on:click=move |_| zoom.set(1.0)><Icon href="#i-fit"/></button>
            </div>
            {move || if table.get() { later(Part::Table) } else { view! { <Canvas zoom=zoom/> }.into_view() }}
        </section>
    }
}

#[component]
fn Canvas(zoom: RwSignal<f64>) -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    match Laid::new(about.services.len(), &about.calls) {
        Ok(laid) => view! { <Drawing laid=Arc::new(laid) zoom=zoom/> }.into_view(),
        Err(error) => view! {
            <p class="empty">{format!("The graph cannot be drawn: {error}. The table shows all services.")}</p>
        }
        .into_view(),
    }
}

#[component]
fn Drawing(laid: Arc<Laid>, zoom: RwSignal<f64>) -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let panel = RwSignal::new((0.0_f64, 0.0_f64));
    let holder = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        if let Some(element) = holder.get() {
            // At once: nobody should see, or press on, a drawing for a panel of no size.
            panel.set((f64::from(element.client_width()), f64::from(element.client_height())));
            dom::on_resize(&element, move |width, height| {
                let size = (width.floor(), height.floor());
                if panel.get_untracked() != size {
                    panel.set(size);
                }
            });
        }
    });
    let measured = {
        let laid = Arc::clone(&laid);
        Memo::new(move |before: Option<&((f64, f64), Arc<Fitted>)>| {
            let size = panel.get();
            // A panel of another size is as if it had always been so: on the way to it, scroll bars that go again and
            // sizes that are passed through would leave their level behind.
            let shown = before.filter(|(before, _)| *before == size).map(|(_, fitted)| fitted.level);
            (size, Arc::new(laid.fit(size, zoom.get(), shown)))
        })
    };
    let fitted = Signal::derive(move || measured.with(|(_, fitted)| Arc::clone(fitted)));
    let shape =
        Memo::new(move |_| fitted.with(|f| (f.level, f.node.width as u32, f.node.height as u32, f.name_room as u32)));
    let roving = RwSignal::new(play.selected.get_untracked().unwrap_or(0));
    // Whoever comes by keyboard begins where the selection is.
    Effect::new(move |_| {
        if let Some(service) = play.selected.get() {
            roving.set(service);
        }
    });
    let near = near(play, &laid);
    let dims = move |services: Vec<u32>| {
        Signal::derive(move || {
            near.with(|near| {
                near.as_ref()
                    .is_some_and(|near| services.iter().any(|s| !near.get(*s as usize).copied().unwrap_or(false)))
            })
        })
    };
    let calls = about.calls.clone();
    let services = about.services.len();
    let label =
        format!("Service graph: {services} services, {} calls. Left and right arrow keys follow calls.", calls.len());
    let lines = calls.clone();
    let still = Memo::new(move |_| {
        play.about().calls.iter().filter(|(_, callee)| edge::failing(play, *callee as usize).is_some()).count()
            > FLOW_MOST
    });
    let graph_keys = StoredValue::new(laid);
    view! {
        <div class="canvas-box" node_ref=holder>
            <svg
                class="canvas"
                class:is-still=move || still.get()
                width=move || fitted.with(|f| f.size.0)
                height=move || fitted.with(|f| f.size.1)
                role="group"
                aria-label=label
                on:keydown=move |event| graph_keys.with_value(|laid| keyboard::on_key(&event, play, laid, roving))
            >
                {lines
                    .into_iter()
                    .enumerate()
                    .map(|(call, (caller, callee))| {
                        view! { <Edge call=call callee=callee as usize fitted=fitted dim=dims(vec![caller, callee])/> }
                    })
                    .collect_view()}
                <EdgeLabels fitted=fitted near=near/>
                {move || {
                    let _ = shape.get();
                    keep_focus(roving.get_untracked());
                    (0..services)
                        .map(|service| {
                            let dim = dims(vec![u32::try_from(service).unwrap_or(u32::MAX)]);
                            view! { <Node service=service fitted=fitted roving=roving dim=dim/> }
                        })
                        .collect_view()
                }}
            </svg>
        </div>
    }
}

/// Services are drawn anew where their size changes; whoever was on one of them with the keyboard stays there.
fn keep_focus(service: usize) {
    let id = node::node_id(service);
    if dom::document().active_element().is_some_and(|element| element.id() == id) {
        request_animation_frame(move || {
            dom::focus_now(&id);
        });
    }
}

/// Which services are near the selection, in a graph that is dense enough for it to matter.
fn near(play: Play, laid: &Laid) -> Memo<Option<Vec<bool>>> {
    let services = laid.graph.nodes.len();
    let edges = laid.graph.edges.clone();
    Memo::new(move |_| {
        let selected = play.selected.get()?;
        if services <= DENSE {
            return None;
        }
        let mut near = vec![false; services];
        if let Some(slot) = near.get_mut(selected) {
            *slot = true;
        }
        // Callers of callers and callees of callees, not the callees of a caller.
        for towards_callers in [true, false] {
            let mut edge_of = vec![selected];
            for _ in 0..NEAR {
                edge_of = edges
                    .iter()
                    .map(|&(a, b)| if towards_callers { (b as usize, a as usize) } else { (a as usize, b as usize) })
                    .filter(|(from, _)| edge_of.contains(from))
                    .map(|(_, to)| to)
                    .collect();
                for &service in &edge_of {
                    if let Some(slot) = near.get_mut(service) {
                        *slot = true;
                    }
                }
            }
        }
        Some(near)
    })
}
