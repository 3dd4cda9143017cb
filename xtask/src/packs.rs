//! `packs`: the scenarios as the page fetches them. `packs/index.json` says what there is (as `brownout list --json`
//! does), `packs/<pack>.json` holds a pack's files, those of `standard`, and those of every pack that one of its files
//! extends, for the compiler; `packs/all.json` the files of all packs, for a text whose pack the index does not have; `plans/` and `packs/courses.bin` are what `brownout compile` makes of them. `packs/templates.json` holds the
//! templates of author mode. A hook of trunk's build, which names the folder; without trunk they go to dist/.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::{paths, sh};

/// The pack that others build on.
const STANDARD: &str = "standard";

/// The folder of the scenarios that others are begun with.
const TEMPLATES: &str = "templates";

/// What the file of all packs is called.
const ALL: &str = "all";

/// Path below scenarios/ → text.
type Files = BTreeMap<String, String>;

/// Writes the index and one file a pack.
pub fn run() -> Result<()> {
    let site = env::var_os("TRUNK_STAGING_DIR").map_or_else(paths::dist, PathBuf::from);
    let out = site.join("packs");
    fs::create_dir_all(&out).with_context(|| format!("{} cannot be made", out.display()))?;

    let scenarios = paths::root().join("scenarios");
    let mut all = Files::new();
    // Templates are no pack, but are fetched like one.
    for pack in packs(&scenarios)?.into_iter().chain([TEMPLATES.to_owned()]) {
        let mut files = pack_files(&scenarios, STANDARD)?;
        with_extended(&scenarios, &pack, &mut files)?;
        write(&out.join(format!("{pack}.json")), &json!({ "files": files }))?;
        if pack != TEMPLATES {
            all.extend(files);
        }
    }
    write(&out.join(format!("{ALL}.json")), &json!({ "files": all }))?;
    sh::run(brownout().args(["compile", "--out"]).arg(&site))?;
    write(&out.join("index.json"), &index()?)
}

/// The built program: the engine is the only one that reads a scenario.
fn brownout() -> Command {
    let mut brownout = sh::cargo();
    brownout.args(["run", "--quiet", "--package", "brownout-cli", "--"]);
    // Unlike cargo's own variables, those that trunk sets for the page's build must not reach this one.
    brownout.env_remove("CARGO_BUILD_TARGET").env_remove("RUSTFLAGS");
    brownout
}

/// What there is to play.
fn index() -> Result<Value> {
    let text = sh::output(brownout().args(["list", "--json"]))?;
    let index: Value = serde_json::from_slice(&text).context("`brownout list --json` gave no JSON")?;
    match index.as_array() {
        Some(entries) if !entries.is_empty() => Ok(index),
        _ => bail!("`brownout list --json` lists no scenario"),
    }
}

/// The names of the packs: folders with a pack.yaml.
fn packs(scenarios: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(scenarios).context("scenarios/ cannot be read")? {
        let entry = entry?;
        if entry.path().join("pack.yaml").is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn pack_files(scenarios: &Path, pack: &str) -> Result<Files> {
    let dir = scenarios.join(pack);
    let mut files = Files::new();
    for entry in fs::read_dir(&dir).with_context(|| format!("{} cannot be read", dir.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            files.insert(format!("{pack}/{name}"), text);
        }
    }
    Ok(files)
}

/// Adds the files of a pack and of those that it builds on.
fn with_extended(scenarios: &Path, pack: &str, files: &mut Files) -> Result<()> {
    if files.contains_key(&format!("{pack}/pack.yaml")) {
        return Ok(());
    }
    let own = pack_files(scenarios, pack)?;
    let lines = own.values().flat_map(|text| text.lines());
    let extended: BTreeSet<String> =
        lines.filter_map(|line| line.strip_prefix("extends:")).map(|name| name.trim().to_owned()).collect();
    files.extend(own);
    for below in extended.iter().filter(|below| scenarios.join(below).join("pack.yaml").is_file()) {
        with_extended(scenarios, below, files)?;
    }
    Ok(())
}

fn write(file: &Path, value: &Value) -> Result<()> {
    fs::write(file, value.to_string()).with_context(|| format!("{} cannot be written", file.display()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_is_its_yaml_files() {
        let temporary = tempfile::tempdir().unwrap();
        let dir = temporary.path();
        fs::create_dir_all(dir.join("alpha")).unwrap();
        fs::create_dir_all(dir.join("not-a-pack")).unwrap();
        fs::write(dir.join("alpha/pack.yaml"), "title: A").unwrap();
        fs::write(dir.join("alpha/one.yaml"), "extends: beta\ntitle: One").unwrap();
        fs::create_dir_all(dir.join("beta")).unwrap();
        fs::write(dir.join("beta/pack.yaml"), "extends: alpha").unwrap();
        fs::write(dir.join("alpha/notes.md"), "not shipped").unwrap();
        let (names, files) = (packs(dir).unwrap(), pack_files(dir, "alpha").unwrap());
        let mut all = Files::new();
        with_extended(dir, "alpha", &mut all).unwrap();
        assert_eq!(names, ["alpha", "beta"]);
        assert_eq!(all.keys().collect::<Vec<_>>(), ["alpha/one.yaml", "alpha/pack.yaml", "beta/pack.yaml"]);
        let names: Vec<_> = files.keys().map(String::as_str).collect();
        assert_eq!(names, ["alpha/one.yaml", "alpha/pack.yaml"]);
    }
}
