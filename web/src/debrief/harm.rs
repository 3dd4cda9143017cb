//! What users suffered, by tick: this run, the best known play, and doing nothing.

use std::rc::Rc;

use crate::prelude::*;
use brownout_run::debrief::Debrief;
use brownout_run::view::{Unit, ValueAbout};

use crate::draw::chart::Scale;
use crate::draw::number;
use crate::draw::path::{coordinate, points};
use crate::draw::ticks;
use crate::store::Play;

const LEFT: f64 = 44.0;
const RIGHT: f64 = 560.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 226.0;

/// The chart, if the pack measures harm.
#[component]
pub fn HarmChart(debrief: Rc<Debrief>) -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let value = about.values.iter().find(|value| value.harm).cloned();
    if debrief.harm.is_empty() {
        return ().into_view();
    }
    let first = play.first_tick();
    let lines: Vec<Line> = [
        debrief.idle.as_ref().map(|run| Line::new("idle", "doing nothing", &run.harm)),
        debrief.expert.as_ref().map(|run| Line::new("best", "best known", &run.harm)),
        Some(Line::new("you", "you", &debrief.harm)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let longest = lines.iter().map(|line| line.values.len()).max().unwrap_or(0).max(2);
    let scale = Scale::of(None, None, lines.iter().flat_map(|line| line.values.iter().copied()));
    let title = value.as_ref().map_or_else(|| "Harm".to_owned(), |v| v.label.clone());
    let text = move |v: f64| text(value.as_ref(), v);
    let x = move |place: usize| LEFT + (RIGHT - LEFT) * place as f64 / (longest - 1) as f64;
    let spoken = lines
        .iter()
        .map(|line| format!("{}: {} at the end", line.who, text(line.values.last().copied().unwrap_or(0.0))))
        .collect::<Vec<_>>()
        .join(". ");
    let grid = (0..=2)
        .map(|part| {
            let v = scale.low + (scale.high - scale.low) * f64::from(part) / 2.0;
            let y = scale.y(v, TOP, BOTTOM);
            view! {
                <path class="grid" d=format!("M{LEFT} {}H{RIGHT}", coordinate(y))/>
                <text class="yl" x=LEFT - 8.0 y=coordinate(y + 4.0)>{text(v)}</text>
            }
        })
        .collect_view();
    let last = u32::try_from(longest - 1).unwrap_or(u32::MAX);
    let axis = ticks::labels(first, first.saturating_add(last), 12)
        .into_iter()
        .map(|tick| view! { <text class="xl" x=coordinate(x((tick - first) as usize)) y="244">{tick}</text> })
        .collect_view();
    let drawn = lines
        .iter()
        .map(|line| {
            let line_points = points(line.values.iter().enumerate().map(|(i, &v)| (x(i), scale.y(v, TOP, BOTTOM))));
            view! { <polyline class=format!("l {}", line.class) points=line_points/> }
        })
        .collect_view();
    let legend = lines
        .iter()
        .rev()
        .map(|line| {
            let end = text(line.values.last().copied().unwrap_or(0.0));
            view! {
                <span class="key">
                    <svg aria-hidden="true" viewBox="0 0 30 10"><path class=format!("l {}", line.class) d="M0 5H30"/></svg>
                    {format!("{}: {end}", line.who)}
                </span>
            }
        })
        .collect_view();
    view! {
        <h2>{format!("{title}, by tick")}</h2>
        <p class="legend hurt">{legend}</p>
        <svg class="hurt" preserveAspectRatio="xMidYMin meet" viewBox="0 0 574 250" role="img" aria-label=format!("{title} by tick. {spoken}.")>
            {grid}{axis}{drawn}
        </svg>
    }
    .into_view()
}

struct Line {
    class: &'static str,
    who: &'static str,
    values: Vec<f64>,
}

impl Line {
    fn new(class: &'static str, who: &'static str, values: &[f64]) -> Self {
        Self { class, who, values: values.to_vec() }
    }
}

fn text(value: Option<&ValueAbout>, v: f64) -> String {
    match value {
        Some(value) => number::brief(value.unit, &[], v),
        None => number::brief(Unit::Number, &[], v),
    }
}
