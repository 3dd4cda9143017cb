//! Who calls this service and whom it calls, with how each of them does.

use crate::prelude::*;

use crate::graph::face::node_metrics;
use crate::graph::table::{Status, metric_text};
use crate::store::Play;

/// Both lists as one table.
#[component]
pub fn Calls(
    /// Index of the service.
    service: usize,
) -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let callees = about.calls.iter().filter(|(a, _)| *a as usize == service).map(|(_, b)| ("callee", *b as usize));
    let callers = about.calls.iter().filter(|(_, b)| *b as usize == service).map(|(a, _)| ("caller", *a as usize));
    let rows: Vec<(&str, usize)> = callers.chain(callees).collect();
    if rows.is_empty() {
        return view! { <p class="empty">"No calls to or from this service."</p> }.into_view();
    }
    let metrics: Vec<usize> = node_metrics(&about).collect();
    let heads = metrics
        .iter()
        .filter_map(|&m| about.metrics.get(m))
        .map(|metric| view! { <th scope="col" class="num">{metric.label.clone()}</th> })
        .collect_view();
    let metrics = StoredValue::new(metrics);
    let seen = untrack(|| play.shown()).status;
    view! {
        <div class="tables">
            <table class="tbl">
                <caption class="vh">"Calls"</caption>
                <thead><tr><th scope="col"><span class="vh">"Caller or callee"</span></th><th scope="col">"Service"</th>{seen.then(|| view! { <th scope="col">"Status"</th> })}{heads}</tr></thead>
                <tbody>
                    {rows
                        .into_iter()
                        .map(|(what, other)| view! {
                            <tr>
                                <td class="mute">{what}</td>
                                <th scope="row"><button class="link" on:click=move |_| play.selected.set(Some(other))>{play.service_name(other)}</button></th>
                                {seen.then(|| view! { <td><Status service=other/></td> })}
                                {metrics.get_value().into_iter().map(|m| view! { <td class="num">{move || metric_text(play, m, other)}</td> }).collect_view()}
                            </tr>
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_view()
}
