//! The page's entry: a panic is told to boot.js, which needs no wasm; then the page is mounted.

fn main() {
    std::panic::set_hook(Box::new(|info| brownout_web::dom::report_panic(&info.to_string())));
    leptos::mount::mount_to_body(brownout_web::App);
}
