//! A text to take along: a field that can be selected, and a button that copies it where the browser lets the page.

use crate::prelude::*;
use leptos::html;

use crate::dom;

/// The field and its button.
#[component]
pub fn Copyable(
    /// Id of the field.
    id: &'static str,
    /// What it is called.
    label: String,
    /// What the button says.
    button: &'static str,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    let told = RwSignal::new("");
    let select = move || {
        if let Some(field) = field.try_get_untracked().flatten() {
            let _ = field.focus();
            field.select();
        }
    };
    let copy = move |_| {
        let text = text.get_untracked();
        leptos::task::spawn_local(async move {
            let copied = dom::copy(&text).await;
            if !copied {
                select();
            }
            let _ = told.try_set(if copied {
                "Copied."
            } else {
                "The browser does not let the page copy. The text is selected: copy it with the keyboard."
            });
        });
    };
    // What was copied is no longer what stands there.
    Effect::new(move |before: Option<()>| {
        text.track();
        if before.is_some() {
            told.set("");
        }
    });
    view! {
        <label class="fld"><span>{label}</span>
            <textarea class="link-field mono" id=id rows="2" readonly=true spellcheck="false" node_ref=field
                prop:value=move || text.get() on:focus=move |_| { if let Some(field) = field.get_untracked() { field.select(); } }></textarea>
        </label>
        <div class="btns"><button class="btn line" type="button" on:click=copy>{button}</button><span class="told" role="status">{told}</span></div>
    }
}
