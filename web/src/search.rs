//! A field to search with: an icon, a name for readers, a text. What it searches is its user's business.

use crate::prelude::*;
use web_sys::KeyboardEvent;

use crate::sprite::Icon;

/// The field.
#[component]
pub fn SearchBox(
    /// Its name for those who do not see it.
    label: &'static str,
    /// What stands in it while it is empty.
    placeholder: &'static str,
    /// Its id, if something leads to it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// What is in it.
    #[prop(into)]
    text: Signal<String>,
    /// What was typed.
    on_text: impl Fn(String) + 'static,
    /// Keys that mean something here, before they are typed.
    on_key: impl Fn(&KeyboardEvent) + 'static,
) -> impl IntoView {
    view! {
        <label class="search">
            <Icon href="#i-search"/>
            <span class="vh">{label}</span>
            <input
                id=id
                type="text"
                autocomplete="off"
                spellcheck="false"
                placeholder=placeholder
                prop:value=move || text.get()
                on:input=move |event| on_text(event_target_value(&event))
                on:keydown=move |event| on_key(&event)
            />
        </label>
    }
}
