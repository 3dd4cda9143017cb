//! The tools that the commands need: which, in which version, and how a missing one is got. Every check is cheap, and
//! nothing is installed that is already there.

use anyhow::Result;

mod browsers;
mod cargo_tool;
mod npm;
mod target;

pub use browsers::Engine;
pub use npm::{axe, bin as npm_bin, install as bundler};
pub use target::WASM32;

/// The last trunk that builds on the pinned Rust.
const TRUNK: &str = "0.21.14";

/// The browser floor of the README, as the bundler takes it.
pub const BROWSERS: &str = "--target=chrome123,firefox120,safari17.5";

/// What every build of the page needs.
pub fn for_build() -> Result<()> {
    target::wasm32()?;
    cargo_tool::install("trunk", &["--version"], Some(TRUNK), &["trunk", "--locked"])?;
    wasm_bindgen()
}

/// What an optimised build needs beside.
pub fn for_release_build() -> Result<()> {
    for_build()?;
    npm::install()
}

/// What the tests in wasm need: the target, the runner, and Node.
pub fn for_wasm_tests() -> Result<()> {
    target::wasm32()?;
    wasm_bindgen()?;
    npm::node()
}

/// What the tests in browsers need beside.
pub fn for_browser_tests(engines: &[Engine]) -> Result<()> {
    for_wasm_tests()?;
    npm::install()?;
    browsers::install(engines)
}

/// The command line of exactly the library's version: they share a private format. Not `--locked`, because its own
/// lock file names a version that registries may lag behind with.
fn wasm_bindgen() -> Result<()> {
    let version = cargo_tool::locked_version("wasm-bindgen")?;
    cargo_tool::install("wasm-bindgen", &["--version"], Some(&version), &["wasm-bindgen-cli"])
}
