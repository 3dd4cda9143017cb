//! `scripts`: JavaScript that takes packages from npm, bundled by esbuild in the versions of tools/npm: what unpacks the programs,
//! and what only author mode loads. A hook of trunk's build, which names the folder; without trunk it goes to dist/.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{files, paths, sh, tools};

/// What the page loads, each with all that it imports.
const ENTRIES: [&str; 3] = ["program.js", "editor/author.js", "editor/worker.js"];
/// What it fetches when it is asked for.
const BESIDE: [&str; 2] = ["docs/reference.md", "docs/tutorial/tutorial.json"];

/// Writes program.js and editor/*.js into the site.
pub fn run() -> Result<()> {
    tools::bundler()?;
    let site = env::var_os("TRUNK_STAGING_DIR").map_or_else(paths::dist, PathBuf::from);
    let mut esbuild = Command::new(tools::npm_bin().join("esbuild"));
    esbuild.args(ENTRIES.map(|entry| paths::root().join("web").join(entry)));
    esbuild.args([
        "--bundle",
        "--minify",
        "--format=esm",
        "--legal-comments=none",
        "--log-level=warning",
        tools::BROWSERS,
    ]);
    // A warning is a mistake that has not been noticed yet.
    esbuild.args(["--log-override:unused-import=error", "--log-override:duplicate-object-key=error"]);
    esbuild.arg(format!("--metafile={}", made_of().display()));
    esbuild.arg(format!("--outbase={}", paths::root().join("web").display()));
    esbuild.arg(format!("--outdir={}", site.display()));
    sh::run(esbuild.env("NODE_PATH", paths::npm().join("node_modules")))?;
    for file in BESIDE {
        let from = paths::root().join(file);
        let to = site.join("editor").join(from.file_name().unwrap_or_default());
        files::copy(&from, &to)?;
    }
    Ok(())
}

/// The folders of the npm packages that the bundle was made of, by what the bundler wrote down.
pub fn packages() -> Result<Vec<PathBuf>> {
    let file = made_of();
    let text = files::text(&file)?;
    let made: Value = serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))?;
    let inputs = made["inputs"].as_object().context("the bundler's metafile has no inputs")?;
    Ok(names(inputs.keys().map(String::as_str))
        .into_iter()
        .map(|name| paths::npm().join("node_modules").join(name))
        .collect())
}

/// Names of packages in paths of files: `…/node_modules/@scope/name/…`.
fn names<'a>(files: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let inside = files.filter_map(|file| file.rsplit_once("node_modules/").map(|(_, inside)| inside));
    inside
        .map(|inside| {
            let words = if inside.starts_with('@') { 2 } else { 1 };
            inside.split('/').take(words).collect::<Vec<_>>().join("/")
        })
        .collect()
}

fn made_of() -> PathBuf {
    let file = paths::target().join("scripts.json");
    let _ = fs::create_dir_all(file.parent().unwrap_or(Path::new("")));
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_named_by_their_files() {
        let files = [
            "tools/npm/node_modules/@codemirror/view/dist/index.js",
            "tools/npm/node_modules/@codemirror/view/dist/other.js",
            "tools/npm/node_modules/style-mod/src/style-mod.js",
            "web/program.js",
            "web/editor/author.js",
        ];
        let found: Vec<_> = names(files.into_iter()).into_iter().collect();
        assert_eq!(found, ["@codemirror/view", "style-mod"]);
    }
}
