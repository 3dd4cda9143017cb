//! What was done tick by tick, what it did and cost, beside what the scenario's expert does with this seed.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::prelude::*;
use brownout_run::compare::Other;
use brownout_run::debrief::{Cost, Debrief, StepStory};
use brownout_run::view::{About, Unit};

use super::counter::{Compared, compare};
use super::deed::{cost, did};
use super::rows::rows;
use crate::actions::deed::told;
use crate::dom;
use crate::draw::number::{self, points};
use crate::route::RunAddress;
use crate::store::Play;

/// The table.
#[component]
pub fn Plays(debrief: Rc<Debrief>) -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let compared = expect_context::<Compared>();
    let best = debrief.expert.as_ref().map(|run| run.steps.as_slice());
    // Each tick, and whether nothing but waiting was done in it. Not collected: that would bring a sort of its own for the type.
    let mut ticks = BTreeMap::new();
    for story in debrief.steps.iter().chain(best.into_iter().flatten()) {
        let waited = about.is_wait(&story.step) && did(story, &debrief.faults, true).is_none();
        *ticks.entry(story.step.tick).or_insert(true) &= waited;
    }
    let has_best = best.is_some();
    let named: Vec<u32> = ticks.keys().copied().collect();
    let rows = rows(&named, |tick| ticks.get(&tick) == Some(&true))
        .into_iter()
        .map(|(from, to)| {
            let wrong = debrief.steps.iter().any(|story| story.step.tick == from && (story.wrong || story.obeyed));
            let of = |steps: &[StepStory]| match from == to {
                true => at(play, &about, &debrief, steps, from),
                false => waited(&about, steps, from, to),
            };
            let (you, expert) = (of(&debrief.steps), best.map(of));
            let tick = if from == to { from.to_string() } else { format!("{from}–{to}") };
            view! {
                <tr class:is-fork=wrong>
                    <th scope="row" class="num">{tick}</th>
                    <td>{cell(you, Some((play, compared)))}</td>
                    {expert.map(|expert| view! { <td>{cell(expert, None)}</td> })}
                </tr>
            }
        })
        .collect_view();
    let watch = debrief.expert.as_ref().map(|run| {
        let log = run.log.clone();
        let to = move |_| {
            // One's own play may be the best: then there is no other page to go to.
            if play.game(|game, _| game.log().to_text() == log) {
                play.debrief_open.set(false);
                play.look_at(play.first_tick());
                dom::focus("graph");
                return;
            }
            let address = RunAddress {
                tick: Some(play.first_tick()),
                log: Some(log.clone()),
                role: None,
                colleague: None,
                ..play.fresh(play.seed())
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
    let rewards = debrief.reward.map(|reward| {
        let sum = number::brief(Unit::Number, &[], reward);
        [
            "Step rewards, ",
            &sum,
            " in all, are what the environment pays while one plays. They are no parts of the score.",
        ]
        .concat()
    });
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label="Plays by tick">
            <table>
                <thead><tr><th scope="col" class="num">"tick"</th><th scope="col">"you"</th>{has_best.then(|| view! { <th scope="col">"best known"</th> })}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="fork">{scores}</p>
        {rewards.map(|said| view! { <p class="fork">{said}</p> })}
        <div class="btns">{watch}</div>
    }
}

/// What was done at a tick.
struct Done {
    /// Who did it, where several act.
    who: Option<String>,
    /// The text of the step; `None` for a wait.
    what: Option<String>,
    /// What it did.
    did: Option<String>,
    /// What it cost.
    cost: String,
    /// Its place among the steps, from 0.
    place: usize,
}

fn at(play: Play, about: &About, debrief: &Debrief, steps: &[StepStory], tick: u32) -> Vec<Done> {
    let here = steps.iter().filter(|story| story.step.tick == tick);
    here.map(|story| {
        let waits = about.is_wait(&story.step);
        Done {
            who: play.actor_label(story.step.step),
            what: (!waits).then(|| told(about, &story.step)),
            did: did(story, &debrief.faults, waits),
            cost: cost(about, &story.cost),
            place: (story.step.step as usize).saturating_sub(1),
        }
    })
    .collect()
}

/// Ticks in which nothing else was done than waiting, as one step.
fn waited(about: &About, steps: &[StepStory], from: u32, to: u32) -> Vec<Done> {
    let mut here = steps.iter().filter(|story| (from..=to).contains(&story.step.tick)).peekable();
    if here.peek().is_none() {
        return Vec::new();
    }
    let cost = cost(about, &Cost::sum(here.map(|story| &story.cost)));
    vec![Done { who: None, what: None, did: None, cost, place: 0 }]
}

/// What was done, and for one's own steps the way to the same run without them.
fn cell(steps: Vec<Done>, own: Option<(Play, Compared)>) -> impl IntoView {
    if steps.is_empty() {
        return view! { <span class="mute">"–"</span> }.into_view();
    }
    steps
        .into_iter()
        .map(|Done { who, what, did, cost, place }| {
            let mute = what.is_none();
            let without = own.zip(what.clone()).map(|((play, compared), what)| {
                let name = ["without it: this run compared with the one without ", &what].concat();
                view! { <button class="btn line without" aria-label=name on:click=move |_| compare(play, compared, Other::Without(place))>"without it"</button> }
            });
            view! {
                {who.map(|who| view! { <small>{who}</small> })}
                <span class="do" class:mute=mute>{what.unwrap_or_else(|| "waited".to_owned())}</span>
                {did.map(|did| view! { <small class="did">{did}</small> })}
                {(!cost.is_empty()).then(|| view! { <small>{cost}</small> })}
                {without}
            }
        })
        .collect_view()
        .into_view()
}
