//! The side of the worker that knows the browser.

use std::cell::RefCell;
use std::rc::Rc;

use brownout_compiler::Desk;
use brownout_compiler::protocol::{Answer, read_request, write_answer};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Response};

/// Answers messages from now on, and says that it does.
pub fn run() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let last_words = scope.clone();
    std::panic::set_hook(Box::new(move |info| say(&last_words, &JsValue::from_str(&info.to_string()))));
    let desk = Rc::new(RefCell::new(Desk::default()));
    let hear = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let message: Array = event.data().unchecked_into();
            spawn_local(answer(scope.clone(), desk.clone(), message));
        })
    };
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
    say(&scope, &JsValue::from_str(""));
}

/// A message that cannot be sent has nobody to tell.
fn say(scope: &DedicatedWorkerGlobalScope, message: &JsValue) {
    let _ = scope.post_message(message);
}

async fn answer(scope: DedicatedWorkerGlobalScope, desk: Rc<RefCell<Desk>>, message: Array) {
    let bytes = Uint8Array::new(&message.get(1)).to_vec();
    let answer = match read_request(&bytes) {
        None => Answer::Unknown,
        Some(request) => {
            let pack = request.pack();
            let known = desk.borrow().has(pack);
            match if known { Ok(()) } else { learn(&scope, &desk, pack).await } {
                Ok(()) => desk.borrow().answer(&request),
                Err(why) => Answer::Network(why),
            }
        }
    };
    let bytes = Uint8Array::from(write_answer(&answer).as_slice());
    say(&scope, &Array::of2(&message.get(0), &bytes));
}

/// Fetches a pack: `{ "files": { path: text } }`. The error is a sentence.
async fn learn(scope: &DedicatedWorkerGlobalScope, desk: &RefCell<Desk>, pack: &str) -> Result<(), String> {
    let path = format!("packs/{pack}.json");
    let unreachable = |_| format!("{path} could not be read. The connection may be down.");
    let response = JsFuture::from(scope.fetch_with_str(&path)).await.map_err(unreachable)?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        return Err(format!("{path} could not be read: the server answered {}.", response.status()));
    }
    let damaged = |_| format!("{path} is damaged.");
    let json = JsFuture::from(response.json().map_err(damaged)?).await.map_err(damaged)?;
    let files = Reflect::get(&json, &JsValue::from_str("files")).map_err(damaged)?;
    let files = files.dyn_into::<Object>().map_err(damaged)?;
    let entries = Object::entries(&files);
    let files = entries.iter().filter_map(|entry| {
        let entry: Array = entry.unchecked_into();
        Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
    });
    desk.borrow_mut().learn(pack, files);
    Ok(())
}
