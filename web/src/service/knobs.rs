//! Configuration: the numbers that physics reads rather than writes, and what changed since the run began.

use crate::prelude::*;

use crate::draw::number;
use crate::graph::table::metric_text;
use crate::store::Play;

/// The list.
#[component]
pub fn Knobs(
    /// Index of the service.
    service: usize,
) -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let knobs: Vec<(usize, String, String)> = about
        .metrics
        .iter()
        .enumerate()
        .filter(|(_, metric)| metric.knob)
        .map(|(index, metric)| (index, metric.label.clone(), metric.about.clone()))
        .collect();
    let was = move |metric: usize| {
        let about = play.about();
        play.frames(|frames, at| {
            let (about, first, now) = (about.metrics.get(metric)?, frames.first()?, frames.get(at)?);
            let (before, after) = (first.metric(metric, service), now.metric(metric, service));
            (before != after).then(|| format!("was {}", number::value(about.unit, &about.words, before)))
        })
    };
    view! {
        <dl class="knobs">
            {knobs
                .into_iter()
                .map(|(metric, label, explained)| view! {
                    <div>
                        <dt>{label}<small>{explained}</small></dt>
                        <dd>{move || metric_text(play, metric, service)}<small>{move || was(metric)}</small></dd>
                    </div>
                })
                .collect_view()}
        </dl>
    }
}
