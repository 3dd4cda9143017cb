//! Share: the address of the run, ready to be copied.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;

use crate::dom;
use crate::route::Route;
use crate::store::Play;
use crate::ui::{DialogKind, Ui};

/// The body of the dialog.
#[component]
pub fn Share(play: Play) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let href = dom::href();
    let base = href.split_once('#').map_or(href.as_str(), |(base, _)| base).to_owned();
    let link = untrack(|| format!("{base}{}", Route::Play(play.address()).hash()));
    let field = NodeRef::<html::Input>::new();
    let told = RwSignal::new("");
    let to_copy = link.clone();
    let copy = move |_| {
        let text = to_copy.clone();
        leptos::task::spawn_local(async move {
            if dom::copy(&text).await {
                let _ = told.try_set("Copied.");
            } else {
                if let Some(field) = field.try_get_untracked().flatten() {
                    field.select();
                }
                let _ = told.try_set(
                    "The browser does not let the page copy. The link is selected: copy it with the keyboard.",
                );
            }
        });
    };
    dom::Alive::here().after(Duration::from_millis(30), move || {
        if let Some(field) = field.get_untracked() {
            field.select();
        }
    });
    view! {
        <div class="dlg-body">
            <p>"Whoever opens this link sees this run: the same scenario, the same seed, the same actions."</p>
            <label class="fld"><span>"Link"</span><input class="link-field mono" id="share-link" type="text" readonly=true value=link node_ref=field/></label>
            <div class="btns"><button class="btn primary" on:click=copy>"Copy link"</button><button class="btn line" on:click=move |_| ui.dialog.set(Some(DialogKind::Save))>"Save as a file…"</button><span class="told" role="status">{told}</span></div>
        </div>
    }
}
