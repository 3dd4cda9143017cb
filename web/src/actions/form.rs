//! What an action asks before it is taken. Enter takes it, Escape leaves it; the focus goes back to its button.

use brownout_run::view::{ParamAbout, ParamKind};
use leptos::prelude::*;

use super::deed::given;
use super::{Palette, button_id};
use crate::dom;
use crate::draw::number;
use crate::store::Play;

/// Up to so many words are shown all at once.
const RADIOS_MOST: usize = 6;

/// The form.
#[component]
pub fn Form(
    /// Index of the action.
    action: usize,
) -> impl IntoView {
    let play = expect_context::<Play>();
    let palette = expect_context::<Palette>();
    let about = play.about();
    let Some(what) = about.actions.get(action).cloned() else {
        return ().into_any();
    };
    let selected = play.selected.get_untracked();
    let values: Vec<RwSignal<String>> = what
        .params
        .iter()
        .map(|param| {
            let start = match (&param.kind, selected) {
                (ParamKind::Service, Some(service)) => play.service_name(service),
                _ => param.default.clone().unwrap_or_default(),
            };
            RwSignal::new(start)
        })
        .collect();
    // The focus goes to the first question that is still open.
    let start = values.iter().position(|value| value.get_untracked().is_empty()).unwrap_or(0);
    let fields = what
        .params
        .iter()
        .zip(&values)
        .enumerate()
        .map(|(place, (param, value))| {
            view! { <Field param=param.clone() value=*value first=place == start/> }
        })
        .collect_view();
    let close = move || {
        palette.open.set(None);
        dom::focus_now(&button_id(action));
    };
    let asked = what.clone();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let answers = values.iter().map(|value| value.get_untracked()).collect();
        if play.act(action, given(&asked, answers)) {
            close();
        }
    };
    view! {
        <form
            class="aform"
            aria-label=what.label.clone()
            novalidate=true
            on:submit=submit
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event.stop_propagation();
                    close();
                }
            }
        >
            {fields}
            <div class="btns">
                <button class="btn primary" type="submit">{what.label.clone()}</button>
                <button class="btn" type="button" on:click=move |_| close()>"Cancel"</button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Field(param: ParamAbout, value: RwSignal<String>, first: bool) -> impl IntoView {
    let play = expect_context::<Play>();
    let id = if first { "act-first".to_owned() } else { format!("act-p-{}", param.name) };
    let label = crate::service::sentence(&param.label);
    let name = format!("p-{}", param.name);
    match param.kind {
        ParamKind::Service => {
            let names = play.about().services.iter().map(|s| s.name.clone()).collect();
            select(id, label, names, value).into_any()
        }
        ParamKind::Word(words) if words.len() <= RADIOS_MOST => radios(id, label, name, words, value).into_any(),
        ParamKind::Word(words) => select(id, label, words, value).into_any(),
        ParamKind::Flag => radios(id, label, name, vec!["true".to_owned(), "false".to_owned()], value).into_any(),
        ParamKind::Number { unit, low, high } => {
            let end = |v: Option<f64>| v.map(|v| number::brief(unit, &[], v));
            let range = match (end(low), end(high)) {
                (Some(low), Some(high)) => format!("{low} to {high}"),
                (Some(low), None) => format!("{low} or more"),
                (None, Some(high)) => format!("up to {high}"),
                (None, None) => String::new(),
            };
            text(id, label, range, value).into_any()
        }
        ParamKind::Text => text(id, label, String::new(), value).into_any(),
    }
}

fn select(id: String, label: String, words: Vec<String>, value: RwSignal<String>) -> impl IntoView {
    let start = value.get_untracked();
    let none = !words.contains(&start);
    view! {
        <div class="fld">
            <label for=id.clone()>{label}</label>
            <select id=id on:change=move |event| value.set(event_target_value(&event))>
                {none.then(|| view! { <option value="" selected=true>"choose"</option> })}
                {words
                    .into_iter()
                    .map(|word| {
                        let chosen = word == start;
                        view! { <option value=word.clone() selected=chosen>{word.clone()}</option> }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}

fn radios(id: String, label: String, name: String, words: Vec<String>, value: RwSignal<String>) -> impl IntoView {
    let start = value.get_untracked();
    view! {
        <fieldset class="fld">
            <legend>{label}</legend>
            <div class="radios">
                {words
                    .into_iter()
                    .enumerate()
                    .map(|(place, word)| {
                        let chosen = word == start;
                        let picked = word.clone();
                        let id = (place == 0).then(|| id.clone());
                        view! {
                            <label class="radio">
                                <input type="radio" id=id name=name.clone() value=word.clone() checked=chosen
                                    on:change=move |_| value.set(picked.clone())/>
                                <span>{word.clone()}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}

fn text(id: String, label: String, range: String, value: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="fld">
            <label for=id.clone()>{label}</label>
            <input id=id type="text" autocomplete="off" spellcheck="false" prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))/>
            <small>{range}</small>
        </div>
    }
}
