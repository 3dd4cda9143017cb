//! From a file to what it holds, a run or the text of a scenario: chosen with a button, or dropped on the page.

use std::string::FromUtf8Error;

use crate::prelude::*;
use brownout_export::{FILE_MAX, ImportError};
use brownout_run::link::Link;
use brownout_scenario::limits::TEXT_BYTES_MAX;
use leptos::html;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File};

use crate::author::opened::Opened;
use crate::dom;
use crate::later;
use crate::route::{FILE, RunAddress, Text};
use crate::sprite::Icon;

/// Reads files.
#[derive(Clone, Copy)]
pub struct Reader {
    /// Why the last file could not be opened; empty if nothing is wrong.
    wrong: RwSignal<String>,
    /// The text of a scenario that author mode is about to be opened with: no address can name it.
    text: StoredValue<Option<Opened>>,
    /// A run that is about to be opened, and that no address can hold.
    run: StoredValue<Option<Link>>,
}

/// What a file holds.
enum Held {
    /// A run.
    Run(Link),
    /// A text to write on.
    Text(Opened),
}

impl Reader {
    /// Listens for files that are dropped on the page, as long as the caller's component lives.
    #[must_use]
    pub fn listen() -> Self {
        let reader =
            Self { wrong: RwSignal::new(String::new()), text: StoredValue::new(None), run: StoredValue::new(None) };
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

    /// Opens what a file holds, or says why not.
    pub fn open(self, file: File) {
        let Self { wrong, text, run } = self;
        leptos::task::spawn_local(async move {
            let name = file.name();
            let said = match read(file, &name).await {
                Ok(Held::Run(link)) => {
                    let address = RunAddress {
                        link: Some(link.encode().unwrap_or_else(|_| FILE.to_owned())),
                        ..RunAddress::default()
                    };
                    let _ = run.try_set_value(Some(link));
                    dom::go(&address.hash());
                    String::new()
                }
                Ok(Held::Text(opened)) => {
                    let _ = text.try_set_value(Some(opened));
                    dom::go(&Text::New.hash());
                    String::new()
                }
                // Names are marked as for a terminal; here a text is shown as it is.
                Err(why) => [&name, ": ", &why.replace('`', "")].concat(),
            };
            // The page may be gone by now.
            let _ = wrong.try_set(said);
        });
    }

    /// The run of the last file, for the one who opens it.
    #[must_use]
    pub fn take_run(self) -> Option<Link> {
        self.run.try_update_value(Option::take).flatten()
    }

    /// The text of the last file, for the one who opens it.
    #[must_use]
    pub fn take_text(self) -> Option<Opened> {
        self.text.try_update_value(Option::take).flatten()
    }
}

fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|carried| carried.types().includes(&"Files".into(), 0))
}

async fn read(file: File, name: &str) -> Result<Held, String> {
    let path = path_of(name);
    let most = if path.is_some() { TEXT_BYTES_MAX } else { FILE_MAX };
    // What is too long is not even read.
    if file.size() > most as f64 {
        return Err(match path {
            Some(_) => too_long(file.size() as usize),
            None => ImportError::TooLong(file.size() as usize).to_string(),
        });
    }
    let bytes = JsFuture::from(file.array_buffer()).await.map_err(|_| "The browser could not read the file.")?;
    // The browser's own reading to text would put other characters in the place of what is damaged, and say nothing.
    let text = String::from_utf8(js_sys::Uint8Array::new(&bytes).to_vec()).map_err(|error| no_text(&error))?;
    // Some editors put a mark before the text that is none of it.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    match path {
        Some(path) => Ok(Held::Text(Opened::file(path, text.to_owned(), name))),
        None => later::run_in(text.to_owned()).await.map(Held::Run),
    }
}

/// The path of the scenario in a file, as the engine takes it; `None` if its name is not that of a scenario.
fn path_of(name: &str) -> Option<String> {
    let (stem, kind) = name.rsplit_once('.')?;
    (kind.eq_ignore_ascii_case("yaml") || kind.eq_ignore_ascii_case("yml")).then(|| [stem, ".yaml"].concat())
}

fn too_long(bytes: usize) -> String {
    let (bytes, most) = (bytes.to_string(), TEXT_BYTES_MAX.to_string());
    ["The file is too long for a scenario: ", &bytes, " bytes, at most ", &most, "."].concat()
}

fn no_text(error: &FromUtf8Error) -> String {
    let place = error.utf8_error().valid_up_to().to_string();
    ["The file is no text in UTF-8: what follows byte ", &place, " cannot be read. Save it as UTF-8."].concat()
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
        <button class="btn line" on:click=ask>"Open from a file"</button>
        <input id="run-file" type="file" accept=".json,.yaml,.yml,application/json,text/yaml" hidden=true node_ref=field on:change=chosen/>
    }
}

/// Says what is wrong with a file, wherever on the page one is.
#[component]
pub fn FileNote() -> impl IntoView {
    let Reader { wrong, .. } = expect_context::<Reader>();
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
