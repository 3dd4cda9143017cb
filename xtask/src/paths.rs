//! Where things are.

use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The built site.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// What comes from npm.
pub fn npm() -> PathBuf {
    root().join("tools/npm")
}

/// Cargo's output, wherever `CARGO_TARGET_DIR` puts it.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}
