//! The page's end of the compiler, which runs in a worker: started when first asked, asked by messages, given up when it stops,
//! so that whoever asks next has a new one. What is said is `brownout_compiler::protocol`.

use std::cell::RefCell;
use std::rc::Rc;

use brownout_compiler::protocol::{Answer, Request, read_answer, write_request};
use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

/// Starts the program; stands beside the page.
const SCRIPT: &str = "compiler.js";

/// A worker and what it was asked.
struct Held {
    worker: Worker,
    ready: bool,
    /// Messages that wait until it is ready.
    unsent: Vec<Array>,
    /// By the number of the message: who is told. With bytes it is the answer, with a text why there is none.
    asked: Vec<(u32, Function)>,
    last: u32,
    /// They live as long as the worker.
    _hears: [Closure<dyn FnMut(Event)>; 2],
}

thread_local! {
    static HELD: RefCell<Option<Held>> = const { RefCell::new(None) };
}

/// Asks the compiler. The error is a sentence.
pub async fn ask(request: &Request) -> Result<Answer, String> {
    let bytes = Uint8Array::from(write_request(request).as_slice());
    let answer = Promise::new(&mut |told, _| {
        if let Err(why) = send(&bytes, &told) {
            let _ = told.call1(&JsValue::NULL, &why);
        }
    });
    let answer = JsFuture::from(answer).await.unwrap_or_default();
    match answer.dyn_into::<Uint8Array>() {
        Ok(bytes) => Ok(read_answer(&bytes.to_vec())),
        Err(why) => {
            let why = why.as_string().filter(|why| !why.is_empty());
            let why = why.as_deref().unwrap_or("The connection may be down.");
            Err(["The compiler of scenarios could not be asked. ", why].concat())
        }
    }
}

fn send(bytes: &Uint8Array, told: &Function) -> Result<(), JsValue> {
    HELD.with_borrow_mut(|held| {
        let held = match held {
            Some(held) => held,
            None => held.insert(start()?),
        };
        held.last += 1;
        held.asked.push((held.last, told.clone()));
        let message = Array::of2(&JsValue::from(held.last), bytes);
        if held.ready {
            return held.worker.post_message(&message);
        }
        held.unsent.push(message);
        Ok(())
    })
}

fn start() -> Result<Held, JsValue> {
    // A frame that belongs to no origin may start none: this scenario cannot be compiled in it.
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(SCRIPT, &options)
        .map_err(|_| JsValue::from_str("This frame may not start a worker: open the run in a window of its own."))?;
    let hear = Closure::<dyn FnMut(Event)>::new(|event: Event| hear(&event.unchecked_into::<MessageEvent>().data()));
    // It may not even have been found; then the event says nothing.
    let fail = Closure::<dyn FnMut(Event)>::new(|_| stop(&JsValue::NULL));
    // What boot.js has kept: the worker neither fetches nor compiles it again.
    worker.post_message(&js_sys::Reflect::get(&crate::dom::window(), &JsValue::from_str("brownoutProgram"))?)?;
    worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
    Ok(Held { worker, ready: false, unsent: Vec::new(), asked: Vec::new(), last: 0, _hears: [hear, fail] })
}

/// Takes a message of the worker.
fn hear(data: &JsValue) {
    if let Some(answer) = data.dyn_ref::<Array>() {
        let number = answer.get(0).as_f64();
        let asked = HELD.with_borrow_mut(|held| {
            let asked = &mut held.as_mut()?.asked;
            let at = asked.iter().position(|(asked, _)| Some(f64::from(*asked)) == number)?;
            Some(asked.swap_remove(at).1)
        });
        if let Some(asked) = asked {
            let _ = asked.call1(&JsValue::NULL, &answer.get(1));
        }
    } else if data.as_string().is_some_and(|text| text.is_empty()) {
        HELD.with_borrow_mut(|held| {
            if let Some(held) = held {
                held.ready = true;
                for message in held.unsent.drain(..) {
                    let _ = held.worker.post_message(&message);
                }
            }
        });
    } else {
        stop(data);
    }
}

/// Gives the worker up and tells everybody who waits.
fn stop(why: &JsValue) {
    let Some(held) = HELD.with_borrow_mut(Option::take) else { return };
    held.worker.terminate();
    for (_, told) in &held.asked {
        let _ = told.call1(&JsValue::NULL, why);
    }
    // This may be called by one of the worker's own closures, which must not go while it runs.
    wasm_bindgen_futures::spawn_local(async move { drop(Rc::new(held)) });
}
