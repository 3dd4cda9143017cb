//! What to compare the first run with: the expert's play, doing nothing, the same run without a step, any other run's link.

use std::rc::Rc;

use crate::prelude::*;
use brownout_run::compare::{CompareError, Other, has_expert, other};
use brownout_run::link::{Link, View};
use leptos::html;

use super::side::{Pair, Side, address};
use super::words::done;
use crate::dom;
use crate::engine::Game;

/// Goes to the comparison of a run with another way that it could have gone.
///
/// # Errors
/// Why there is none, as a sentence.
fn go(a: &Side, how: Other) -> Result<(), String> {
    dom::go(&beside(&a.game, &a.link, how)?);
    Ok(())
}

/// The address of the comparison of a run, by its link, with another way that it could have gone.
///
/// # Errors
/// Why there is none, as a sentence.
pub fn beside(game: &Game, link: &Link, how: Other) -> Result<String, String> {
    let other = other(game, how).ok_or("This scenario has no such run.")?;
    let other = Link::of(&other, link.scenario.clone(), View::default());
    address(link, &other).map_err(|error| error.to_string())
}

/// Goes to the comparison with a link that somebody pasted.
fn paste(a: &Side, text: &str) -> Result<(), String> {
    let link = Link::decode(text).map_err(|error| error.to_string())?;
    if link.scenario != a.link.scenario || link.seed != a.link.seed {
        // The same sentence as where both are on the page, without playing the other first.
        return Err(if link.scenario == a.link.scenario {
            CompareError::Seed(a.link.seed, link.seed).to_string()
        } else {
            CompareError::Scenario(a.link.scenario.name().to_owned(), link.scenario.name().to_owned()).to_string()
        });
    }
    dom::go(&address(&a.link, &link).map_err(|error| error.to_string())?);
    Ok(())
}

/// The choices.
#[component]
pub fn Choose(
    /// The runs.
    pair: Rc<Pair>,
) -> impl IntoView {
    let about = pair.a.game.about();
    let over = pair.a.game.over().is_some();
    let has_expert = has_expert(&pair.a.game);
    let steps: Vec<(usize, String)> = (0..)
        .zip(pair.a.game.steps())
        .filter(|(_, step)| !about.is_wait(step))
        .map(|(at, step)| (at, format!("{}, tick {}: {}", at + 1, step.tick, done(about, step))))
        .collect();
    let wrong = RwSignal::new(String::new());
    let pair = StoredValue::new_local(pair);
    let to = move |how: Other| {
        if let Err(why) = pair.with_value(|pair| go(&pair.a, how)) {
            wrong.set(why);
        }
    };
    let step = NodeRef::<html::Select>::new();
    let without = move |_| {
        let chosen = step.get_untracked().and_then(|select| select.value().parse().ok());
        if let Some(at) = chosen {
            to(Other::Without(at));
        }
    };
    let link = NodeRef::<html::Input>::new();
    let pasted = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = link.get_untracked().map_or_else(String::new, |field| field.value());
        wrong.set(pair.with_value(|pair| paste(&pair.a, &text)).err().unwrap_or_default());
    };
    let options =
        steps.iter().map(|(at, text)| view! { <option value=at.to_string()>{text.clone()}</option> }).collect_view();
    view! {
        <section class="panel cmp-choose" aria-labelledby="cmp-choose-h">
            <h2 id="cmp-choose-h">"Compare it with"</h2>
            <div class="btns">
                <button class="btn line" on:click=move |_| to(Other::Nothing)>"Doing nothing"</button>
                {has_expert.then(|| view! {
                    <button class="btn line" disabled=!over aria-describedby="cmp-why" on:click=move |_| to(Other::Expert)>"The expert"</button>
                })}
            </div>
            {(has_expert && !over).then(|| view! { <p class="mute" id="cmp-why">"The expert plays once this run is over."</p> })}
            {(!steps.is_empty()).then(|| view! {
                <div class="btns">
                    <label><span class="vh">"Step to leave out"</span><select class="btn line" node_ref=step>{options}</select></label>
                    <button class="btn line" on:click=without>"Without this step"</button>
                </div>
            })}
            <form class="btns" on:submit=pasted>
                <label for="cmp-link">"Another run's link"</label>
                <input class="link-field mono" id="cmp-link" type="text" spellcheck="false" autocomplete="off" node_ref=link aria-describedby="cmp-wrong"/>
                <button class="btn line">"Compare"</button>
            </form>
            <p class="wrong" id="cmp-wrong" role="status">{wrong}</p>
        </section>
    }
}
