//! The graph as tables, equal to the drawing: one row a service, one row a call. Sorted only on request.

use crate::prelude::*;

use crate::draw::number;
use crate::sprite::Glyph;
use crate::store::Play;
use brownout_run::view::{Like, Unit};
use brownout_sort as sort;

/// What the services are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Status,
    Metric(usize),
}

/// Both tables.
#[component]
pub fn Tables() -> impl IntoView {
    view! {
        <div class="tables" tabindex="0" role="group" aria-label="Services and calls as tables">
            <Services/>
            <Calls/>
        </div>
    }
}

#[component]
fn Services() -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let sorted = RwSignal::new(None::<(Column, bool)>);
    let metrics: Vec<usize> =
        (0..about.metrics.len()).filter(|&m| about.metrics.get(m).is_some_and(|metric| !metric.knob)).collect();
    let order = Memo::new(move |_| {
        let count = play.about().services.len();
        let mut order: Vec<usize> = (0..count).collect();
        if let Some((column, falling)) = sorted.get() {
            let about = play.about();
            play.frame(|frame| {
                sort::by(&mut order, |&a, &b| {
                    let ordering = match column {
                        Column::Name => name_of(&about, a).cmp(name_of(&about, b)),
                        Column::Status => frame.status.get(a).cmp(&frame.status.get(b)),
                        Column::Metric(m) => frame.metric(m, a).total_cmp(&frame.metric(m, b)),
                    };
                    let ordering = if falling { ordering.reverse() } else { ordering };
                    ordering.then(a.cmp(&b))
                });
            });
        }
        order
    });
    let header = move |column: Column, label: String, numeric: bool| {
        let state = move || match sorted.get() {
            Some((by, falling)) if by == column => {
                if falling {
                    "descending"
                } else {
                    "ascending"
                }
            }
            _ => "none",
        };
        let turn = move |_| {
            sorted.update(|sorted| {
                *sorted = match *sorted {
                    Some((by, falling)) if by == column && falling == numeric => Some((column, !numeric)),
                    Some((by, _)) if by == column => None,
                    _ => Some((column, numeric)),
                };
            });
        };
        view! {
            <th scope="col" class:num=numeric aria-sort=state>
                <button class="sort" on:click=turn>{label}</button>
            </th>
        }
    };
    let heads = metrics
        .iter()
        .filter_map(|&m| Some((m, about.metrics.get(m)?.label.clone())))
        .map(|(m, label)| header(Column::Metric(m), label, true))
        .collect_view();
    let cells = StoredValue::new(metrics);
    let seen = untrack(|| play.shown()).status;
    view! {
        <table class="tbl">
            <caption class="vh">"Services"</caption>
            <thead><tr>{header(Column::Name, "Service".to_owned(), false)}{seen.then(|| header(Column::Status, "Status".to_owned(), false))}{heads}</tr></thead>
            <tbody>
                <For each=move || order.get() key=|service| *service let:service>
                    <tr class:is-sel=move || play.selected.get() == Some(service)>
                        <th scope="row">
                            <button class="link" aria-pressed=move || if play.selected.get() == Some(service) { "true" } else { "false" }
                                on:click=move |_| play.selected.set(Some(service))>{play.service_name(service)}</button>
                        </th>
                        {seen.then(|| view! { <td><Status service=service/></td> })}
                        {cells.get_value().into_iter().map(|m| view! { <td class="num">{move || metric_text(play, m, service)}</td> }).collect_view()}
                    </tr>
                </For>
            </tbody>
        </table>
    }
}

#[component]
fn Calls() -> impl IntoView {
    let play = expect_context::<Play>();
    let calls = play.about().calls.clone();
    let seen = untrack(|| play.shown()).status;
    view! {
        <table class="tbl">
            <caption class="vh">"Calls"</caption>
            <thead><tr><th scope="col">"Caller"</th><th scope="col">"Callee"</th>{seen.then(|| view! { <th scope="col" class="num">"Failing share of the callee"</th> })}</tr></thead>
            <tbody>
                {calls
                    .into_iter()
                    .map(|(caller, callee)| (caller as usize, callee as usize))
                    .map(|(caller, callee)| view! {
                        <tr>
                            <td>{play.service_name(caller)}</td>
                            <td>{play.service_name(callee)}</td>
                            {seen.then(|| view! { <td class="num">{move || number::value(Unit::Ratio, &[], share(play, callee))}</td> })}
                        </tr>
                    })
                    .collect_view()}
            </tbody>
        </table>
    }
}

/// A service's status: glyph and word.
#[component]
pub fn Status(
    /// Index of the service.
    service: usize,
) -> impl IntoView {
    let play = expect_context::<Play>();
    let like = Memo::new(move |_| status(play, service).0);
    view! { <span class="stat"><Glyph like=like/>{move || status(play, service).1}</span> }
}

/// Look and word of a service's status at the tick that is looked at.
#[must_use]
pub fn status(play: Play, service: usize) -> (Like, String) {
    let about = play.about();
    play.frame(|frame| {
        frame
            .status
            .get(service)
            .and_then(|&rung| about.ladder.get(rung as usize))
            .map_or((Like::Healthy, String::new()), |rung| (rung.like, rung.word.clone()))
    })
}

/// A metric of a service at the tick that is looked at.
#[must_use]
pub fn metric_text(play: Play, metric: usize, service: usize) -> String {
    let about = play.about();
    about.metrics.get(metric).map_or_else(String::new, |m| {
        play.frame(|frame| number::value(m.unit, &m.words, frame.metric(metric, service)))
    })
}

fn share(play: Play, service: usize) -> f64 {
    let about = play.about();
    play.frame(|frame| about.failing_share(frame, service))
}

fn name_of(about: &brownout_run::view::About, service: usize) -> &str {
    about.services.get(service).map_or("", |s| s.name.as_str())
}
