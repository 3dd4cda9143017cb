//! The standard library for wasm32. A `targets` line in rust-toolchain.toml is not enough: where rustup is told not to
//! install by itself, nothing reads it.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::sh;

/// The target of everything that runs in a browser.
pub const WASM32: &str = "wasm32-unknown-unknown";

/// Adds the target to the pinned toolchain unless it is there.
pub fn wasm32() -> Result<()> {
    let libs = sh::probe("rustc", &["--print", "target-libdir", "--target", WASM32]);
    if libs.is_some_and(|dir| Path::new(&dir).is_dir()) {
        return Ok(());
    }
    sh::say("the wasm32 target is missing: adding it (seconds)");
    sh::run(Command::new("rustup").args(["target", "add", WASM32]))
}
