//! From a file to the run that it holds: chosen with a button, or dropped on the page.

use brownout_export::{FILE_MAX, import};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File};

use crate::compare::side::open_address;
use crate::dom;
use crate::sprite::Icon;

/// Why the last file could not be opened; empty if nothing is wrong.
#[derive(Clone, Copy)]
pub struct Reader(RwSignal<String>);

impl Reader {
    /// Listens for files that are dropped on the page, as long as the caller's component lives.
    #[must_use]
    pub fn listen() -> Self {
        let reader = Self(RwSignal::new(String::new()));
        let over = window_event_listener(leptos::ev::dragover, |event| {
            if carries_files(&event) {
                // Without this the browser would leave the page and show the file.
                event.prevent_default();
            }
        });
        let drop = window_event_listener(leptos::ev::drop, move |event| {
            if carries_files(&event) && !event.default_prevented() {
                event.prevent_default();
                let files = event.data_transfer().and_then(|carried| carried.files());
                if let Some(file) = files.and_then(|files| files.get(0)) {
                    reader.open(file);
                }
            }
        });
        on_cleanup(move || {
            over.remove();
            drop.remove();
        });
        reader
    }

    /// Opens the run of a file, or says why not.
    pub fn open(self, file: File) {
        let Self(wrong) = self;
        leptos::task::spawn_local(async move {
            let name = file.name();
            let said = match read(file).await {
                Ok(hash) => {
                    dom::go(&hash);
                    String::new()
                }
                Err(why) => [&name, ": ", &why].concat(),
            };
            // The page may be gone by now.
            let _ = wrong.try_set(said);
        });
    }
}

fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|carried| carried.types().includes(&"Files".into(), 0))
}

/// The address of the run in a file.
async fn read(file: File) -> Result<String, String> {
    // What is too long is not even read.
    if file.size() > FILE_MAX as f64 {
        return Err(brownout_export::ImportError::TooLong(file.size() as usize).to_string());
    }
    let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
    let text = text.ok_or("The browser could not read the file.")?;
    let link = import(&text).map_err(|error| error.to_string())?;
    open_address(&link).map_err(|error| error.to_string())
}

/// The button that asks for a file.
#[component]
pub fn OpenFile() -> impl IntoView {
    let reader = expect_context::<Reader>();
    let field = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        let Some(field) = field.get_untracked() else { return };
        if let Some(file) = field.files().and_then(|files| files.get(0)) {
            reader.open(file);
        }
        // The same file may be chosen again once it was mended.
        field.set_value("");
    };
    let ask = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    view! {
        <button class="btn line" on:click=ask>"Open a run from a file"</button>
        <input id="run-file" type="file" accept=".json,application/json" hidden=true node_ref=field on:change=chosen/>
    }
}

/// Says what is wrong with a file, wherever on the page one is.
#[component]
pub fn FileNote() -> impl IntoView {
    let Reader(wrong) = expect_context::<Reader>();
    let text = move || wrong.get();
    view! {
        <div class="file-note" role="alert">
            {move || (!wrong.with(String::is_empty)).then(|| view! {
                <p>{text}</p>
                <button class="btn icon" aria-label="Close" on:click=move |_| wrong.set(String::new())><Icon href="#i-close"/></button>
            })}
        </div>
    }
}
