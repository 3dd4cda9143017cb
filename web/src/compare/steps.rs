//! What each run did from where they part.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::prelude::*;
use brownout_run::view::{About, StepNow};

use super::side::{Pair, Side};
use super::words::{done, sentence};

/// The steps of a side at a tick.
fn at(steps: &[StepNow], tick: u32) -> impl Iterator<Item = &StepNow> {
    steps.iter().filter(move |step| step.tick == tick)
}

fn cell(about: &About, steps: &[StepNow], tick: u32) -> impl IntoView + use<> {
    let done: Vec<String> = at(steps, tick).map(|step| done(about, step)).collect();
    if done.is_empty() {
        return view! { <td class="mute">"–"</td> }.into_view();
    }
    let only_waits = at(steps, tick).all(|step| about.is_wait(step));
    let done =
        done.into_iter().map(|text| view! { <span class="do" class:mute=only_waits>{text}</span> }).collect_view();
    view! { <td>{done}</td> }.into_view()
}

/// The table.
#[component]
pub fn Steps(pair: Rc<Pair>) -> impl IntoView {
    let (Some(b), Some(comparison)) = (&pair.b, &pair.comparison) else { return ().into_view() };
    let Some(from) = comparison.step_differs else { return ().into_view() };
    let about = pair.a.game.about();
    let rest = |side: &Side| side.game.steps().get(from..).unwrap_or_default().to_vec();
    let (of_a, of_b) = (rest(&pair.a), rest(b));
    let acted: BTreeSet<u32> =
        of_a.iter().chain(&of_b).filter(|step| !about.is_wait(step)).map(|step| step.tick).collect();
    let rows = acted
        .iter()
        .map(|&tick| {
            let (a, b) = (cell(about, &of_a, tick), cell(about, &of_b, tick));
            view! { <tr><th scope="row" class="num">{tick}</th>{a}{b}</tr> }
        })
        .collect_view();
    view! {
        <section class="panel plays cmp-steps" aria-labelledby="cmp-steps-h">
            <h2 id="cmp-steps-h">"What each did from there"</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="cmp-steps-h">
                <table>
                    <thead><tr>
                        <th scope="col" class="num">"tick"</th>
                        <th scope="col">{sentence(&pair.a.name)}</th>
                        <th scope="col">{sentence(&b.name)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                <p class="mute">"Ticks at which both only waited are left out."</p>
            </div>
        </section>
    }
    .into_view()
}
