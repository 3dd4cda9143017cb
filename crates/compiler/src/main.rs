//! The worker: answers the page's messages with a desk, and fetches the packs that it has not yet. `web/compiler.js` starts
//! it. Natively there is no page and nothing to do.

#[cfg(target_family = "wasm")]
mod worker;

fn main() {
    #[cfg(target_family = "wasm")]
    worker::run();
}
