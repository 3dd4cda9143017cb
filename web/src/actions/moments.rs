//! Moments of the run as a list to tell: what was done and which alerts began, to keep or to leave out, and lines of one's
//! own. It starts from what happened so far.

use crate::prelude::*;

use super::fields::{entries, list};
use crate::store::Play;

/// Most entries that a list takes.
const MOST: usize = brownout_run::LIST_MAX;

/// The field.
#[component]
pub fn Moments(
    /// Id of its first control.
    id: String,
    /// What it is called.
    label: String,
    /// The list as it is given.
    value: RwSignal<String>,
) -> impl IntoView {
    let play = expect_context::<Play>();
    let known = untrack(|| play.game(|game, _| game.moments()));
    let texts: Vec<String> = known.iter().map(|moment| moment.text.clone()).collect();
    let given = entries(&value.get_untracked());
    let kept = RwSignal::new(given.iter().filter(|text| texts.contains(text)).cloned().collect::<Vec<_>>());
    let own = RwSignal::new(given.into_iter().filter(|text| !texts.contains(text)).collect::<Vec<_>>().join("\n"));
    if value.with_untracked(|value| value.is_empty() || value == "[]") {
        kept.set(texts.iter().take(MOST).cloned().collect());
    }
    let known_texts = StoredValue::new(texts);
    let write = move || {
        let mut all: Vec<String> = known_texts.get_value();
        kept.with_untracked(|kept| all.retain(|text| kept.contains(text)));
        all.extend(own.with_untracked(|own| {
            own.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect::<Vec<_>>()
        }));
        // As told: by tick, and what is known before what is added.
        brownout_sort::by_key(&mut all, |text| tick_of(text));
        value.set(list(&all));
    };
    write();
    let rows = known
        .into_iter()
        .enumerate()
        .map(|(place, moment)| {
            let id = (place == 0).then(|| id.clone());
            let (is, turned) = (moment.text.clone(), moment.text);
            let chosen = move || kept.with(|kept| kept.contains(&is));
            let turn = move |event| {
                kept.update(|kept| {
                    kept.retain(|other| *other != turned);
                    if event_target_checked(&event) {
                        kept.push(turned.clone());
                    }
                });
                write();
            };
            view! {
                <li><label>
                    <input type="checkbox" id=id prop:checked=chosen on:change=turn/>
                    <small class="mono">{format!("tick {}", moment.tick)}</small>
                    <span>{moment.label}</span>
                </label></li>
            }
        })
        .collect_view();
    let all = move |on: bool| {
        kept.set(if on {
            known_texts.with_value(|texts| texts.iter().take(MOST).cloned().collect())
        } else {
            Vec::new()
        });
        write();
    };
    let count = move || {
        value.track();
        entries(&value.get()).len()
    };
    view! {
        <fieldset class="fld moments">
            <legend>{label}<small>{move || format!(" {} of at most {MOST} entries", count())}</small></legend>
            <div class="btns">
                <button class="chip" type="button" on:click=move |_| all(true)>"Keep all"</button>
                <button class="chip" type="button" on:click=move |_| all(false)>"Keep none"</button>
            </div>
            <ol tabindex="0" aria-label="What happened">{rows}</ol>
            <label>
                <span>"Lines of your own: tick, then what happened"</span>
                <textarea rows="2" autocomplete="off" placeholder="12 customers began to call" prop:value=own.get_untracked()
                    on:input=move |event| { own.set(event_target_value(&event)); write(); }></textarea>
            </label>
        </fieldset>
    }
}

fn tick_of(text: &str) -> u32 {
    text.split_once(' ').and_then(|(tick, _)| tick.parse().ok()).unwrap_or(u32::MAX)
}
