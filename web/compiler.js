// The compiler of scenarios, in a worker of its own: fetched when a scenario is opened whose plan was not made with the
// page. crates/compiler is the program; what it says when it cannot start is what web/src/compiler.rs reads.
importScripts('brownout-compiler.js');
wasm_bindgen({ module_or_path: 'brownout-compiler_bg.wasm' }).catch((error) => postMessage(String(error)));
