//! The compiler of scenarios in its worker (`web/compiler.js` starts it): answers the page's messages, which are
//! `brownout_compiler::protocol`, and fetches the packs that it has not yet. In a built site the code that compiles lies in a
//! file of its own, as in `later`; only `open` may name it.

use std::cell::RefCell;
use std::rc::Rc;

use brownout_compiler::Desk;
use brownout_compiler::protocol::{Answer, read_request, write_answer};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Response};

/// What a desk does, without its code.
trait Answers {
    /// The answer as bytes; the error is the pack that it needs and that is not here yet.
    fn answer(&self, request: &[u8]) -> Result<Vec<u8>, String>;
    fn learn(&mut self, pack: &str, files: Vec<(String, String)>);
    fn refuse(&self, why: String) -> Vec<u8>;
}

impl Answers for Desk {
    fn answer(&self, request: &[u8]) -> Result<Vec<u8>, String> {
        let answer = match read_request(request) {
            None => Answer::Unknown,
            Some(request) if !self.has(request.pack()) => return Err(request.pack().to_owned()),
            Some(request) => Self::answer(self, &request),
        };
        Ok(write_answer(&answer))
    }

    fn learn(&mut self, pack: &str, files: Vec<(String, String)>) {
        Self::learn(self, pack, files);
    }

    fn refuse(&self, why: String) -> Vec<u8> {
        write_answer(&Answer::Network(why))
    }
}

/// A desk that several messages may wait for.
type Held = Rc<RefCell<Box<dyn Answers>>>;

#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(desk, fallible)]
fn open() -> Result<Box<dyn Answers>, wasm_split_helpers::SplitLoaderError> {
    Ok(Box::new(Desk::default()))
}

#[cfg(not(feature = "split"))]
async fn open() -> Result<Box<dyn Answers>, std::convert::Infallible> {
    Ok(Box::new(Desk::default()))
}

/// Answers messages from now on, and says that it does.
///
/// # Errors
/// If the code that compiles does not come.
#[wasm_bindgen(js_name = brownoutCompiler)]
pub async fn run() -> Result<(), JsValue> {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let last_words = scope.clone();
    std::panic::set_hook(Box::new(move |info| say(&last_words, &JsValue::from_str(&info.to_string()))));
    let desk = open().await.map_err(|_| JsValue::from_str("The connection may be down."))?;
    let desk: Held = Rc::new(RefCell::new(desk));
    let hear = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let message: Array = event.data().unchecked_into();
            spawn_local(answer(scope.clone(), Rc::clone(&desk), message));
        })
    };
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
    say(&scope, &JsValue::from_str(""));
    Ok(())
}

/// A message that cannot be sent has nobody to tell.
fn say(scope: &DedicatedWorkerGlobalScope, message: &JsValue) {
    let _ = scope.post_message(message);
}

async fn answer(scope: DedicatedWorkerGlobalScope, desk: Held, message: Array) {
    let request = Uint8Array::new(&message.get(1)).to_vec();
    let mut answer = desk.borrow().answer(&request);
    if let Err(pack) = &answer {
        let learnt = learn(&scope, &desk, pack).await;
        answer = learnt.and_then(|()| desk.borrow().answer(&request));
    }
    let answer = answer.unwrap_or_else(|why| desk.borrow().refuse(why));
    say(&scope, &Array::of2(&message.get(0), &Uint8Array::from(answer.as_slice())));
}

/// Fetches a pack: `{ "files": { path: text } }`. The error is a sentence.
async fn learn(scope: &DedicatedWorkerGlobalScope, desk: &Held, pack: &str) -> Result<(), String> {
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
    desk.borrow_mut().learn(pack, files.collect());
    Ok(())
}
