//! Driving the built page in a real browser, for the end-to-end tests (tests/e2e) and for screenshots.
//!
//! Over WebDriver, which reaches all three engines. The client is our own: the tests need a dozen of the protocol's
//! commands, one after the other, and a client crate would bring ninety others and an async runtime. Knows nothing of
//! the page under test; tests/e2e/page.rs does.

mod driver;
mod engine;
mod http;
mod keys;
mod session;
mod site;
mod view;

pub use engine::Engine;
pub use session::{Element, Session};
pub use site::{Request, Site};
pub use view::{Theme, View};

/// What goes wrong here is always told the same way: a sentence with all that is known.
pub type Result<T> = std::result::Result<T, String>;

/// A value of the environment that `cargo xtask test e2e` sets.
fn setting(name: &str) -> Result<String> {
    std::env::var(name).map_err(|_| format!("{name} is not set: run this through `cargo xtask test e2e`"))
}

/// The accessibility checker's script.
///
/// # Errors
/// If it is not where `BROWNOUT_AXE` says.
pub fn axe() -> Result<String> {
    let file = setting("BROWNOUT_AXE")?;
    std::fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))
}
