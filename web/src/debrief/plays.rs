//! What was done tick by tick, beside what the scenario's expert does with this seed.

use std::collections::BTreeSet;
use std::rc::Rc;

use brownout_run::debrief::Debrief;
use brownout_run::view::{About, StepNow};
use leptos::prelude::*;

use crate::actions::deed::told;
use crate::draw::number::points;
use crate::route::RunAddress;
use crate::store::Play;

/// The table.
#[component]
pub fn Plays(debrief: Rc<Debrief>) -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let mine: Vec<StepNow> = debrief.steps.iter().map(|story| story.step.clone()).collect();
    let best: Option<Vec<StepNow>> = debrief.expert.as_ref().map(|run| run.steps.clone());
    let ticks: BTreeSet<u32> = mine.iter().chain(best.iter().flatten()).map(|step| step.tick).collect();
    let has_best = best.is_some();
    let rows = ticks
        .into_iter()
        .map(|tick| {
            let wrong = debrief.steps.iter().any(|story| story.step.tick == tick && story.wrong);
            let cured = debrief.steps.iter().any(|story| story.step.tick == tick && !story.cured.is_empty());
            let you = at(play, &about, &mine, tick);
            let expert = best.as_ref().map(|best| at(play, &about, best, tick));
            view! {
                <tr class:is-fork=wrong>
                    <th scope="row" class="num">{tick}</th>
                    <td>
                        {cell(you)}
                        {wrong.then(|| view! { <small>"did not help"</small> })}
                        {cured.then(|| view! { <small>"cured the fault"</small> })}
                    </td>
                    {expert.map(|expert| view! { <td>{cell(expert)}</td> })}
                </tr>
            }
        })
        .collect_view();
    let watch = debrief.expert.as_ref().map(|run| {
        let log = run.log.clone();
        let to = move |_| {
            let address = RunAddress {
                id: play.about().id.clone(),
                seed: Some(play.seed().to_string()),
                tick: Some(play.first_tick()),
                log: Some(log.clone()),
                ..RunAddress::default()
            };
            play.leave_for(&address);
        };
        view! { <button class="btn line" on:click=to>"Watch best play"</button> }
    });
    let scores = [
        debrief.expert.as_ref().map(|run| format!("Best known play: {}.", points(run.score))),
        debrief.idle.as_ref().map(|run| format!("Doing nothing: {}.", points(run.score))),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" ");
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label="Plays by tick">
            <table>
                <thead><tr><th scope="col" class="num">"tick"</th><th scope="col">"you"</th>{has_best.then(|| view! { <th scope="col">"best known"</th> })}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="fork">{scores}</p>
        <div class="btns">{watch}</div>
    }
}

/// What was done at a tick.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Done {
    /// Who did it, where several act.
    who: Option<String>,
    /// The text of the step; `None` for a wait.
    what: Option<String>,
}

fn at(play: Play, about: &About, steps: &[StepNow], tick: u32) -> Vec<Done> {
    steps
        .iter()
        .filter(|step| step.tick == tick)
        .map(|step| {
            let waits = about.actions.get(step.action as usize).is_some_and(|action| action.wait);
            let what = (!waits).then(|| {
                let text = told(about, step);
                if step.refused.is_some() { format!("{text} (refused)") } else { text }
            });
            Done { who: play.actor_label(step.step), what }
        })
        .collect()
}

fn cell(steps: Vec<Done>) -> impl IntoView {
    if steps.is_empty() {
        return view! { <span class="mute">"–"</span> }.into_any();
    }
    steps
        .into_iter()
        .map(|Done { who, what }| {
            let who = who.map(|who| view! { <small>{who}</small> });
            match what {
                Some(text) => view! { {who}<span class="do">{text}</span> }.into_any(),
                None => view! { {who}<span class="do mute">"waited"</span> }.into_any(),
            }
        })
        .collect_view()
        .into_any()
}
