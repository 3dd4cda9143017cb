//! The page's entry: a panic is told to boot.js, which needs no wasm; then the page is mounted, where there is one.

fn main() {
    std::panic::set_hook(Box::new(|info| brownout_web::dom::report_panic(&info.to_string())));
    // A worker that loads the program only wants its functions: see web/editor/worker.js and web/compiler.js.
    if web_sys::window().is_some() {
        brownout_view::mount_to_body(brownout_web::App);
    }
}
