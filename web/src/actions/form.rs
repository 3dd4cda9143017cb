//! What an action asks before it is taken. Enter takes it, Escape leaves it; the focus goes back to its button.

use crate::prelude::*;
use brownout_run::Deed;
use brownout_run::asked::{Amiss, amiss};
use brownout_run::view::{ActionAbout, ListOf, ParamKind};

use super::deed::given;
use super::fields::{Field, field_id};
use super::{Palette, button_id};
use crate::dom;
use crate::store::Play;

/// With more questions than that, a form takes the whole panel; texts take more room than others.
const SHORT_MOST: usize = 4;
const TEXTS_MOST: usize = 1;

/// Whether a form is long: it has the panel for itself, and room for texts.
fn is_long(action: &ActionAbout) -> bool {
    let large = |kind: &ParamKind| matches!(kind, ParamKind::List(ListOf::Moments));
    let texts = action.params.iter().filter(|param| param.kind == ParamKind::Text).count();
    texts > TEXTS_MOST || action.params.len() > SHORT_MOST || action.params.iter().any(|param| large(&param.kind))
}

/// Says of a field that its answer cannot be taken, and brings it to the front; or no longer.
fn mark(field: Option<String>, wrong: bool) {
    let Some(element) = field.as_ref().and_then(|id| dom::by_id(id)) else { return };
    // Of one choice among several it cannot be said that it is invalid.
    let radio = element.get_attribute("type").as_deref() == Some("radio");
    for (name, value) in [("aria-invalid", "true"), ("aria-describedby", "act-wrong")] {
        let _ = match wrong && !(radio && value == "true") {
            true => element.set_attribute(name, value),
            false => element.remove_attribute(name),
        };
    }
    if wrong {
        let _ = element.focus();
    }
}

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
        return ().into_view();
    };
    if palette.pressed.try_update_value(std::mem::take) == Some(true) {
        dom::focus("act-first");
    }
    let selected = play.selected.get_untracked();
    let draft = palette.draft(action);
    let values: Vec<RwSignal<String>> = what
        .params
        .iter()
        .enumerate()
        .map(|(place, param)| {
            if let Some(kept) = draft.as_ref().and_then(|draft| draft.get(place)) {
                return RwSignal::new(kept.clone());
            }
            let start = match (&param.kind, selected) {
                (ParamKind::Service, Some(service)) => play.service_name(service),
                _ => param.default.clone().unwrap_or_default(),
            };
            RwSignal::new(start)
        })
        .collect();
    // The focus goes to the first question that is still open.
    let long = is_long(&what);
    let start = values.iter().position(|value| value.get_untracked().is_empty()).unwrap_or(0);
    let wrong = RwSignal::new(None::<Amiss>);
    let fields = what
        .params
        .iter()
        .zip(&values)
        .enumerate()
        .map(|(place, (param, value))| {
            let why = move || {
                let why = wrong.get().filter(|wrong| wrong.param == place);
                why.map(|why| view! { <small class="wrong" id="act-wrong">{why.text}</small> })
            };
            view! { <Field param=param.clone() value=*value first=place == start long=long/>{why} }
        })
        .collect_view();
    // What is left half-filled is kept; what was taken is not asked again.
    let kept = values.clone();
    let done = StoredValue::new(false);
    on_cleanup(move || {
        let done = done.try_get_value().unwrap_or(true);
        let answers: Option<Vec<String>> = kept.iter().map(|value| value.try_get_untracked()).collect();
        palette.keep(action, answers.filter(|_| !done));
    });
    let close = move || {
        palette.open.set(None);
        dom::focus_now(&button_id(action));
    };
    let asked = what.clone();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let answers = values.iter().map(|value| value.get_untracked()).collect();
        let args = given(&asked, answers);
        let deed = Deed { action: asked.name.clone(), args: args.clone() };
        let amiss = untrack(|| play.game(|game, _| amiss(game, &deed)));
        let field = |of: &Option<Amiss>| {
            of.as_ref().and_then(|of| Some(field_id(asked.params.get(of.param)?, of.param == start)))
        };
        mark(field(&wrong.get_untracked()), false);
        let first = field(&amiss);
        wrong.set(amiss);
        if first.is_some() {
            mark(first, true);
        } else if play.act(action, args) {
            done.set_value(true);
            close();
        }
    };
    // A long form hides the palette, and with it what is said beside the button.
    let refused = move || play.told().filter(|said| long && said.failed && said.action == action).map(|said| said.text);
    // A form that opens below what can be seen comes into view.
    let form = NodeRef::<leptos::html::Form>::new();
    let alive = dom::Alive::here();
    Effect::new(move |_| {
        if let Some(form) = form.get() {
            alive.next_frame(move || {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                form.scroll_into_view_with_scroll_into_view_options(&options);
            });
        }
    });
    view! {
        <form
            node_ref=form
            class="aform"
            class:long=long
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
            {long.then(|| view! { <h4>{what.label.clone()}<small>{what.about.clone()}</small></h4> })}
            {fields}
            <div class="btns">
                <button class="btn primary" type="submit">{what.label.clone()}</button>
                <button class="btn" type="button" on:click=move |_| close()>"Cancel"</button>
                <small class="wrong" role="status">{refused}</small>
            </div>
        </form>
    }
    .into_view()
}
