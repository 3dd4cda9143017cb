//! The fields of a form, one for each kind of parameter. Each keeps the text that the parameter is given as.

use crate::prelude::*;
use brownout_expr::datum::{self, Datum};
use brownout_run::view::{ListOf, ParamAbout, ParamKind, Unit};

use super::moments::Moments;
use crate::draw::number;
use crate::service::sentence;
use crate::store::Play;

/// Up to so many words are shown all at once.
const RADIOS_MOST: usize = 6;

/// The field of a parameter.
#[component]
pub fn Field(
    /// The parameter.
    param: ParamAbout,
    /// What is given.
    value: RwSignal<String>,
    /// Whether it is the one that the focus goes to.
    first: bool,
    /// Whether there is room for texts of several lines.
    long: bool,
) -> impl IntoView {
    let play = expect_context::<Play>();
    let id = field_id(&param, first);
    let label = sentence(&param.label);
    let name = format!("p-{}", param.name);
    let services = || play.about().services.iter().map(|s| s.name.clone()).collect::<Vec<_>>();
    match param.kind {
        ParamKind::Service => select(id, label, name, services(), value).into_view(),
        ParamKind::Word(words) if words.len() <= RADIOS_MOST => radios(id, label, name, words, value).into_view(),
        ParamKind::Word(words) => select(id, label, name, words, value).into_view(),
        ParamKind::Flag => radios(id, label, name, vec!["true".to_owned(), "false".to_owned()], value).into_view(),
        ParamKind::Number { unit: Unit::Ratio, low: Some(low), high: Some(high) } => {
            view! { <Share id=id label=label name=name low=low high=high value=value/> }.into_view()
        }
        ParamKind::Number { unit, low, high } => {
            let end = |v: Option<f64>| v.map(|v| number::brief(unit, &[], v));
            let range = match (end(low), end(high)) {
                (Some(low), Some(high)) => format!("{low} to {high}"),
                (Some(low), None) => format!("{low} or more"),
                (None, Some(high)) => format!("up to {high}"),
                (None, None) => String::new(),
            };
            text(id, label, name, range, value).into_view()
        }
        ParamKind::Text if long => lines(id, label, name, String::new(), value, false).into_view(),
        ParamKind::Text => text(id, label, name, String::new(), value).into_view(),
        ParamKind::List(ListOf::Services) => {
            view! { <Chosen id=id label=label name=name words=services() value=value/> }.into_view()
        }
        ParamKind::List(ListOf::Words(words)) => {
            view! { <Chosen id=id label=label name=name words=words value=value/> }.into_view()
        }
        ParamKind::List(ListOf::Moments) => view! { <Moments id=id label=label value=value/> }.into_view(),
        ParamKind::List(ListOf::Anything) => {
            lines(id, label, name, "One entry a line.".to_owned(), value, true).into_view()
        }
        ParamKind::Map => text(id, label, name, "As in {a.b: 10, c: text}.".to_owned(), value).into_view(),
    }
}

/// Id of a parameter's first control.
#[must_use]
pub fn field_id(param: &ParamAbout, first: bool) -> String {
    if first { "act-first".to_owned() } else { ["act-p-", &param.name].concat() }
}

/// The texts of a list.
#[must_use]
pub fn entries(text: &str) -> Vec<String> {
    match datum::read(text) {
        Ok(Datum::List(items)) => items.iter().map(Datum::shown).collect(),
        _ => Vec::new(),
    }
}

/// The list of these texts.
#[must_use]
pub fn list(entries: &[String]) -> String {
    Datum::List(entries.iter().map(|entry| Datum::text(entry)).collect()).canonical()
}

fn select(id: String, label: String, name: String, words: Vec<String>, value: RwSignal<String>) -> impl IntoView {
    let start = value.get_untracked();
    let none = !words.contains(&start);
    view! {
        <div class="fld">
            <label for=id.clone()>{label}</label>
            <select id=id name=name on:change=move |event| value.set(event_target_value(&event))>
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

fn text(id: String, label: String, name: String, range: String, value: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="fld">
            <label for=id.clone()>{label}</label>
            <input id=id name=name type="text" autocomplete="off" spellcheck="false" prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))/>
            <small>{range}</small>
        </div>
    }
}

/// A text of several lines; with `each`, a list of which every line is an entry.
fn lines(id: String, label: String, name: String, hint: String, value: RwSignal<String>, each: bool) -> impl IntoView {
    let start = if each { entries(&value.get_untracked()).join("\n") } else { value.get_untracked() };
    let put = move |text: String| {
        if each {
            let entries = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(datum::plain).collect();
            value.set(Datum::List(entries).canonical());
        } else {
            value.set(text);
        }
    };
    view! {
        <div class="fld">
            <label for=id.clone()>{label}</label>
            <textarea id=id name=name rows="2" autocomplete="off" prop:value=start on:input=move |event| put(event_target_value(&event))></textarea>
            <small>{hint}</small>
        </div>
    }
}

/// A share between two ends: a slider, and what it says.
#[component]
fn Share(id: String, label: String, name: String, low: f64, high: f64, value: RwSignal<String>) -> impl IntoView {
    let percent = |share: f64| (share * 100.0).round().to_string();
    // What is given stands in percent, as the default does; a bare share is read too.
    let now = move || {
        let text = value.get();
        let share = match text.strip_suffix('%') {
            Some(percent) => percent.trim().parse::<f64>().ok(),
            None => text.parse::<f64>().ok().map(|share| share * 100.0),
        };
        share.map_or_else(|| percent(low), |share| share.round().to_string())
    };
    view! {
        <div class="fld">
            <label for=id.clone()>{label}</label>
            <div class="share">
                <input id=id name=name type="range" min=percent(low) max=percent(high) step="5" prop:value=now
                    aria-valuetext=move || format!("{}%", now())
                    on:input=move |event| value.set(format!("{}%", event_target_value(&event)))/>
                <output>{move || format!("{}%", now())}</output>
            </div>
        </div>
    }
}

/// Some of these words.
#[component]
fn Chosen(id: String, label: String, name: String, words: Vec<String>, value: RwSignal<String>) -> impl IntoView {
    let many = words.len() > RADIOS_MOST;
    let boxes = words
        .into_iter()
        .enumerate()
        .map(|(place, word)| {
            let id = (place == 0).then(|| id.clone());
            let is = word.clone();
            let chosen = move || entries(&value.get()).contains(&is);
            let turned = word.clone();
            let turn = move |event| {
                let mut now = entries(&value.get_untracked());
                now.retain(|other| *other != turned);
                if event_target_checked(&event) {
                    now.push(turned.clone());
                }
                value.set(list(&now));
            };
            view! {
                <label class="radio"><input type="checkbox" id=id name=name.clone() prop:checked=chosen on:change=turn/><span>{word}</span></label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="fld">
            <legend>{label}<small>{move || format!(" {} chosen", entries(&value.get()).len())}</small></legend>
            <div class="radios" class:many=many>{boxes}</div>
        </fieldset>
    }
}
