//! Where web/editor comes in: loads it, gives it the places to fill and the function to ask, and ends it with the page.
//! Everything that goes through is text: a question or an answer as JSON.

use std::rc::Rc;

use crate::prelude::*;
use leptos::html::Main;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::ask::Answerer;
use super::opened::Opened;
use super::preview::Preview;
use crate::dom;

/// What boot.js calls the function that loads it.
const LOAD: &str = "brownoutAuthor";

/// Asks a question: JSON in, a promise of JSON out.
type Ask = Closure<dyn Fn(String) -> js_sys::Promise>;

/// Loads web/editor once `rooms` is there. Why it could not be loaded is put into `failed`.
pub fn open(rooms: NodeRef<Main>, answerer: Answerer, opened: Opened, failed: RwSignal<Option<String>>) {
    let alive = dom::Alive::here();
    let preview = answerer.preview;
    let ask: Rc<Ask> = Rc::new(Closure::new(move |question: String| {
        future_to_promise(async move { Ok(answerer.answer(&question).await) })
    }));
    // Kept as long as the page: the other side calls it at any time.
    let kept = StoredValue::new_local(Rc::clone(&ask));
    on_cleanup(move || {
        if let Some(ended) = preview.editor.try_update_value(Option::take).flatten() {
            call(&ended, "end");
        }
        kept.dispose();
    });
    Effect::new(move |_| {
        let Some(rooms) = rooms.get() else { return };
        let (alive, opened, ask) = (alive.clone(), opened.clone(), Rc::clone(&ask));
        leptos::task::spawn_local(async move {
            let module = load().await;
            if !alive.is() {
                return;
            }
            let began = module.and_then(|module| begin(&module, &rooms, &ask, &opened));
            match began {
                Ok(editor) => preview.editor.set_value(Some(editor)),
                Err(error) => {
                    let why = dom::property(&error, "message").and_then(|message| message.as_string());
                    let said = ["The editor could not be loaded: ", &why.unwrap_or_default()].concat();
                    failed.set(Some(said));
                }
            }
        });
    });
}

fn begin(module: &JsValue, rooms: &JsValue, ask: &Ask, opened: &Opened) -> Result<JsValue, JsValue> {
    let opened = serde_json::to_string(opened).unwrap_or_default();
    let start = js_sys::Reflect::get(module, &JsValue::from_str("start"))?.dyn_into::<js_sys::Function>()?;
    start.call3(module, rooms, ask.as_ref().unchecked_ref(), &JsValue::from_str(&opened))
}

/// Calls a function of the editor that takes nothing.
pub fn call(editor: &JsValue, name: &str) {
    if let Some(function) = dom::property(editor, name).and_then(|found| found.dyn_into::<js_sys::Function>().ok()) {
        let _ = function.call0(editor);
    }
}

async fn load() -> Result<JsValue, JsValue> {
    let load = js_sys::Reflect::get(&dom::window(), &JsValue::from_str(LOAD))?.dyn_into::<js_sys::Function>()?;
    JsFuture::from(load.call0(&JsValue::NULL)?.dyn_into::<js_sys::Promise>()?).await
}

/// The editor, once it is there.
#[must_use]
pub fn editor_of(preview: Preview) -> Option<JsValue> {
    preview.editor.try_get_value().flatten()
}
