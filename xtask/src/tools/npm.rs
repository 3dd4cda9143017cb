//! What comes from npm (tools/npm/package-lock.json): the text editor and its bundler, wasm-opt and axe-core.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::browsers::apt;
use crate::{paths, sh};

/// Node and npm, from Debian's packages where they are missing and may be installed.
pub fn node() -> Result<()> {
    let missing: Vec<&str> = ["node", "npm"].into_iter().filter(|program| sh::find(program).is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    apt(&[("nodejs", "Node.js, version 20 or newer"), ("npm", "npm")])
}

/// Installs the packages of the lock file unless exactly they are there.
pub fn install() -> Result<()> {
    node()?;
    let dir = paths::npm();
    let manifest = read(&dir.join("package.json"))?;
    let wanted = manifest["devDependencies"].as_object().context("tools/npm/package.json has no devDependencies")?;
    let there = wanted.iter().all(|(name, version)| {
        let installed = read(&dir.join("node_modules").join(name).join("package.json"));
        installed.is_ok_and(|package| package["version"] == *version)
    });
    if there {
        return Ok(());
    }
    sh::say("the packages of tools/npm are missing: installing (seconds)");
    sh::run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&dir))
}

/// The folder with `wasm-opt`, to stand first on trunk's path, and `esbuild`.
pub fn bin() -> PathBuf {
    paths::npm().join("node_modules/.bin")
}

/// The accessibility checker, as one script.
pub fn axe() -> Result<PathBuf> {
    let file = paths::npm().join("node_modules/axe-core/axe.min.js");
    if !file.is_file() {
        bail!("{} is not there", file.display());
    }
    Ok(file)
}

fn read(file: &std::path::Path) -> Result<Value> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))
}
