//! Runs that were not over when their page was left, in the gallery: to go on with, or to be forgotten.

use crate::prelude::*;

use crate::dom;
use crate::saved::{self, Shelf};
use crate::sprite::Icon;

/// The list. Nothing where nothing is kept.
#[component]
pub fn Resume() -> impl IntoView {
    let shelf = RwSignal::new(saved::shelf());
    let told = RwSignal::new(String::new());
    let forget = move |key: String, title: String| {
        saved::forget(&key);
        shelf.set(saved::shelf());
        told.set(format!("{title} is forgotten."));
        dom::focus(if shelf.with_untracked(|shelf| shelf.runs.is_empty()) { "main" } else { "resume-h" });
    };
    let clear = move |_| {
        saved::clear();
        shelf.set(Shelf::default());
        told.set("All kept runs are forgotten.".to_owned());
        dom::focus("main");
    };
    let rows = move || {
        let rows = shelf.get().runs.into_iter().map(|kept| {
            let (title, key) = (kept.title.clone(), kept.key);
            let name = format!("Forget {title}, {}", kept.what);
            view! {
                <li>
                    <a href=kept.hash><b>{kept.title}</b><small>{kept.what}</small></a>
                    <button class="btn icon" aria-label=name title="Forget" on:click=move |_| forget(key.clone(), title.clone())><Icon href="#i-close"/></button>
                </li>
            }
        });
        rows.collect_view()
    };
    let damaged = move || match shelf.with(|shelf| shelf.damaged) {
        0 => None,
        1 => Some("One kept run could not be read.".to_owned()),
        many => Some(format!("{many} kept runs could not be read.")),
    };
    view! {
        {move || (shelf.get() != Shelf::default()).then(|| view! {
            <section class="resume" aria-labelledby="resume-h">
                <div class="btns">
                    <h2 id="resume-h" tabindex="-1">"Go on where you were"</h2>
                    <small class="mute">{damaged}</small>
                    <button class="chip" on:click=clear>"Forget all"</button>
                </div>
                <ul>{rows()}</ul>
            </section>
        })}
        <p class="vh" role="status">{told}</p>
    }
}
