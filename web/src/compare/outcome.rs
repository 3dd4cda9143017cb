//! What came of both runs: the grade and its parts against each other.

use std::rc::Rc;

use crate::prelude::*;
use brownout_run::compare::{Both, Comparison};

use super::side::{Pair, Side};
use super::words::sentence;
use crate::draw::number::{points, signed_points};

/// A row of the table.
struct Row {
    label: String,
    cells: [String; 3],
    whole: bool,
}

fn rows(comparison: &Comparison) -> Vec<Row> {
    let row = |label: &str, Both { a, b }: Both<f64>, whole: bool| Row {
        label: label.to_owned(),
        cells: [points(a), points(b), signed_points(b - a)],
        whole,
    };
    let Some(Both { a, b }) = &comparison.outcome else { return Vec::new() };
    let whole = row("Grade", Both { a: a.score, b: b.score }, true);
    let parts = comparison.parts.iter().map(|part| row(&part.label, part.points, false));
    [whole].into_iter().chain(parts).collect()
}

fn ended(side: &Side, won: bool, why: &str) -> String {
    let verdict = if won { ": won. " } else { ": not won. " };
    [&sentence(&side.name), verdict, why].concat()
}

/// The table, or why there is none yet.
#[component]
pub fn OutcomeTable(pair: Rc<Pair>) -> impl IntoView {
    let (Some(b), Some(comparison)) = (&pair.b, &pair.comparison) else { return ().into_view() };
    let a = &pair.a;
    let body = match &comparison.outcome {
        None => {
            let waits = if a.game.over().is_none() { &a.name } else { &b.name };
            let why = format!("Grades are told once both runs are over. Not over yet: {waits}.");
            view! { <p class="mute">{why}</p> }.into_view()
        }
        Some(Both { a: of_a, b: of_b }) => {
            let rows = rows(comparison);
            let rows = rows
                .into_iter()
                .map(|Row { label, cells, whole }| {
                    let cells = cells.map(|cell| view! { <td class="num">{cell}</td> });
                    view! { <tr class:whole=whole><th scope="row">{label}</th>{cells}</tr> }
                })
                .collect_view();
            view! {
                <table>
                    <thead><tr>
                        <th scope="col">"Part"</th>
                        <th scope="col" class="num">{sentence(&a.name)}</th>
                        <th scope="col" class="num">{sentence(&b.name)}</th>
                        <th scope="col" class="num">"Change"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                <p class="mute">{ended(a, of_a.won, &of_a.ended)}</p>
                <p class="mute">{ended(b, of_b.won, &of_b.ended)}</p>
            }
            .into_view()
        }
    };
    view! {
        <section class="panel cmp-outcome" aria-labelledby="cmp-outcome-h">
            <h2 id="cmp-outcome-h">"What came of it"</h2>
            {body}
        </section>
    }
    .into_view()
}
