//! The few things that the page asks of the browser beside drawing: address, focus, sizes, timers, the clipboard.
//! Every refusal of the browser is a `None` or ignored; nothing here may stop the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The window.
#[must_use]
pub fn window() -> web_sys::Window {
    leptos::prelude::window()
}

/// The document.
#[must_use]
pub fn document() -> web_sys::Document {
    leptos::prelude::document()
}

/// `location.hash`.
#[must_use]
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// The whole address.
#[must_use]
pub fn href() -> String {
    window().location().href().unwrap_or_default()
}

/// The address of the page with another hash.
#[must_use]
pub fn url_of(hash: &str) -> String {
    let href = href();
    let base = href.split_once('#').map_or(href.as_str(), |(base, _)| base);
    [base, hash].concat()
}

/// Puts `hash` into the address without a new entry in the history.
pub fn replace_hash(hash: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(hash));
    }
}

/// Notes in this entry of the history how far something is scrolled, in pixels, for whoever comes back to it.
pub fn remember_scroll(element: &web_sys::Element) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&element.scroll_top().into(), "", None);
    }
}

/// What was noted there.
#[must_use]
pub fn remembered_scroll() -> Option<i32> {
    window().history().ok()?.state().ok()?.as_f64().map(|pixels| pixels as i32)
}

/// Goes to `hash`: a new entry in the history, and a `hashchange`. The browser does nothing where the address is
/// there already; what is on the page may be elsewhere all the same, so it is told by hand.
pub fn go(hash: &str) {
    if self::hash() == hash {
        if let Ok(event) = web_sys::Event::new("hashchange") {
            let _ = window().dispatch_event(&event);
        }
    } else {
        let _ = window().location().set_hash(hash);
    }
}

/// The element with this id.
#[must_use]
pub fn by_id(id: &str) -> Option<web_sys::HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Moves the focus to the element with this id, now if it is there, otherwise after the next drawing.
pub fn focus(id: &'static str) {
    request_animation_frame(move || {
        if let Some(element) = by_id(id) {
            let _ = element.focus();
        }
    });
}

/// Moves the focus at once to the element with this id, drawn or written. False if there is none.
pub fn focus_now(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    match element.dyn_into::<web_sys::HtmlElement>() {
        Ok(element) => element.focus().is_ok(),
        Err(drawn) => drawn.dyn_into::<web_sys::SvgElement>().is_ok_and(|drawn| drawn.focus().is_ok()),
    }
}

/// Closes the open dialog, which gives the focus back to where it was.
pub fn close_dialog() {
    let open = document().query_selector("dialog[open]").ok().flatten();
    if let Some(dialog) = open.and_then(|open| open.dyn_into::<web_sys::HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// Whether a key press belongs to something that takes text or has its own keys.
#[must_use]
pub fn takes_text(target: Option<web_sys::EventTarget>) -> bool {
    target
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA"))
}

/// Whether an event belongs to something in which text is being written.
#[must_use]
pub fn edits_text(target: Option<web_sys::EventTarget>) -> bool {
    let fields = "textarea, [contenteditable], input:not([type=radio], [type=checkbox])";
    closest(target, fields).is_some()
}

/// The element of an event's target that matches `selector`, itself or around it.
#[must_use]
pub fn closest(target: Option<web_sys::EventTarget>, selector: &str) -> Option<web_sys::Element> {
    target?.dyn_into::<web_sys::Element>().ok()?.closest(selector).ok()?
}

/// Whether nobody can see the page now.
#[must_use]
pub fn is_hidden() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Hidden
}

/// Whether the component in which this was made is still there. Whatever waits (for a timer, a drawing, the network)
/// asks before it touches a signal: signals go with their component, and to read one that is gone is a panic.
#[derive(Clone, Debug)]
pub struct Alive(Arc<AtomicBool>);

impl Alive {
    /// Follows the component (or effect) that is being made right now.
    #[must_use]
    pub fn here() -> Self {
        let alive = Arc::new(AtomicBool::new(true));
        let ends = Arc::clone(&alive);
        on_cleanup(move || ends.store(false, Ordering::Relaxed));
        Self(alive)
    }

    /// Whether it is still there.
    #[must_use]
    pub fn is(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Calls `run` before the next drawing, if the component is still there by then.
    pub fn next_frame(&self, run: impl FnOnce() + 'static) {
        let alive = self.clone();
        request_animation_frame(move || {
            if alive.is() {
                run();
            }
        });
    }

    /// Calls `run` after `delay`, if the component is still there by then.
    pub fn after(&self, delay: Duration, run: impl FnOnce() + 'static) {
        let alive = self.clone();
        set_timeout(
            move || {
                if alive.is() {
                    run();
                }
            },
            delay,
        );
    }
}

/// A loop that runs before each drawing while it has something to do. One owner: it ends with the component in
/// which it was made.
#[derive(Clone, Copy)]
pub struct FrameLoop(StoredValue<Rc<Frames>, LocalStorage>);

struct Frames {
    running: Cell<bool>,
    alive: Alive,
    step: RefCell<Box<dyn FnMut(f64) -> bool>>,
}

impl FrameLoop {
    /// `step` gets the milliseconds since the drawing before (0 at first, 250 at most) and says whether to go on.
    pub fn new(step: impl FnMut(f64) -> bool + 'static) -> Self {
        Self(StoredValue::new_local(Rc::new(Frames {
            running: Cell::new(false),
            alive: Alive::here(),
            step: RefCell::new(Box::new(step)),
        })))
    }

    /// Starts it, if it does not run already.
    pub fn start(self) {
        if let Some(frames) = self.0.try_get_value()
            && !frames.running.replace(true)
        {
            next_frame(None, frames);
        }
    }
}

fn next_frame(before: Option<f64>, frames: Rc<Frames>) {
    let alive = frames.alive.clone();
    alive.next_frame(move || {
        let now = since_start_ms();
        let dt = before.map_or(0.0, |before| (now - before).clamp(0.0, 250.0));
        let goes_on = (*frames.step.borrow_mut())(dt);
        if goes_on {
            next_frame(Some(now), frames);
        } else {
            frames.running.set(false);
        }
    });
}

/// Follows the size of an element's content box. Ends with the component in which it was made.
pub fn on_resize(element: &web_sys::Element, on_size: impl FnMut(f64, f64) + 'static) {
    let alive = Alive::here();
    let on_size = Rc::new(RefCell::new(on_size));
    let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        if let Ok(entry) = entries.get(0).dyn_into::<web_sys::ResizeObserverEntry>() {
            let rect = entry.content_rect();
            let (width, height, on_size) = (rect.width(), rect.height(), Rc::clone(&on_size));
            // In the next frame: a layout that changes inside the observer's own callback is a window error in Chromium.
            alive.next_frame(move || {
                if let Ok(mut on_size) = on_size.try_borrow_mut() {
                    on_size(width, height);
                }
            });
        }
    });
    let Ok(observer) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) else {
        return;
    };
    observer.observe(element);
    let held = StoredValue::new_local((observer, callback));
    on_cleanup(move || {
        held.try_with_value(|(observer, _)| observer.disconnect());
    });
}

/// Puts a text on the clipboard. False where the browser does not let us.
pub async fn copy(text: &str) -> bool {
    let Some(clipboard) = property(&window().navigator(), "clipboard") else {
        return false;
    };
    let Some(write) = property(&clipboard, "writeText").and_then(|f| f.dyn_into::<js_sys::Function>().ok()) else {
        return false;
    };
    let Ok(promise) = write.call1(&clipboard, &JsValue::from_str(text)) else {
        return false;
    };
    match promise.dyn_into::<js_sys::Promise>() {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}

/// Reads a text that belongs to the site. `path` is relative to the page. The error is a sentence.
pub async fn fetch(path: &str) -> Result<String, String> {
    let text = read(path, web_sys::Response::text).await?;
    text.as_string().ok_or_else(|| [path, " is no text."].concat())
}

/// Reads bytes that belong to the site, likewise.
pub async fn fetch_bytes(path: &str) -> Result<Vec<u8>, String> {
    let bytes = read(path, web_sys::Response::array_buffer).await?;
    Ok(js_sys::Uint8Array::new(&bytes).to_vec())
}

type Taking = fn(&web_sys::Response) -> Result<js_sys::Promise, JsValue>;

async fn read(path: &str, take: Taking) -> Result<JsValue, String> {
    let base = document().base_uri().ok().flatten().unwrap_or_else(href);
    let url = web_sys::Url::new_with_base(path, &base).map_err(|_| format!("{path} is no address"))?;
    let unreachable = |_| format!("{path} could not be read. The connection may be down.");
    let response: web_sys::Response = JsFuture::from(window().fetch_with_str(&url.href()))
        .await
        .map_err(unreachable)?
        .dyn_into()
        .map_err(unreachable)?;
    if !response.ok() {
        return Err(format!("{path} could not be read: the server answered {}.", response.status()));
    }
    let taken = take(&response).map_err(unreachable)?;
    JsFuture::from(taken).await.map_err(unreachable)
}

/// Tells boot.js that the page has stopped. It shows the message without wasm.
pub fn report_panic(message: &str) {
    // A worker has no window; whoever started it sees its error.
    let Some(window) = web_sys::window() else { return };
    if let Some(report) = property(&window, "brownoutPanic").and_then(|f| f.dyn_into::<js_sys::Function>().ok()) {
        let _ = report.call1(&JsValue::NULL, &JsValue::from_str(message));
    }
}

/// Now, in whole milliseconds.
#[must_use]
pub fn now_ms() -> u64 {
    // Below 2^53 until long after us, so the cast is exact.
    js_sys::Date::now() as u64
}

/// Milliseconds since the page was opened, finely.
#[must_use]
pub fn since_start_ms() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// A seed nobody chose: small enough to be read aloud.
#[must_use]
pub fn random_seed() -> u64 {
    // Below 2^20, so the cast is exact.
    (js_sys::Math::random() * 1_000_000.0) as u64
}

/// A property of an object, if it has one.
#[must_use]
pub fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = js_sys::Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}
