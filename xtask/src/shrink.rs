//! Makes the wasm of a built site smaller where it counts, after compression: see `wasm`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{sh, tools, wasm};

/// What rustc uses of WebAssembly, which binaryen wants to be told.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Orders the functions of every wasm file in a folder.
pub fn run(dist: &Path) -> Result<()> {
    for entry in fs::read_dir(dist).with_context(|| format!("{} cannot be read", dist.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "wasm") {
            order(&path)?;
        }
    }
    Ok(())
}

fn order(path: &Path) -> Result<()> {
    let file = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let named = wasm::named_by_likeness(&file).with_context(|| path.display().to_string())?;
    fs::write(path, named).with_context(|| format!("{} cannot be written", path.display()))?;
    let mut opt = Command::new(tools::npm_bin().join("wasm-opt"));
    opt.args(FEATURES).arg(path).args(["--reorder-functions-by-name", "--strip-debug", "-o"]).arg(path);
    sh::run(&mut opt)
}
