//! The licences of what dist/ ships: the project's own, its credits, those of every crate in the wasm, and those of
//! every npm package in the scripts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::tools::WASM32;
use crate::{files, paths, scripts, sh, split};

/// The project's own files, copied as they are.
const OWN: [&str; 3] = ["LICENSE-MIT", "LICENSE-APACHE", "NOTICE"];

/// Writes the notices into the built site.
pub fn write(dist: &Path) -> Result<()> {
    for name in OWN {
        let to = dist.join(format!("{name}.txt"));
        files::copy(&paths::root().join(name), &to)?;
    }
    let mut packages = shipped("brownout-web")?;
    for dir in scripts::packages()? {
        packages.push(npm_package(&dir)?);
    }
    files::write(&dist.join("third-party.txt"), text(&packages))
}

struct Package {
    title: String,
    license: String,
    texts: Vec<String>,
}

/// Everything that is linked into the wasm of `root`: what it needs normally, not for building or testing.
fn shipped(root: &str) -> Result<Vec<Package>> {
    let mut metadata = sh::cargo();
    metadata.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", WASM32]);
    metadata.args(["--features", &format!("{root}/{}", split::FEATURE)]);
    let metadata: Value = serde_json::from_slice(&sh::output(&mut metadata)?).context("cargo metadata gave no JSON")?;
    let packages = list(&metadata["packages"]);
    let by_id: BTreeMap<&str, &Value> =
        packages.iter().filter_map(|package| Some((package["id"].as_str()?, package))).collect();
    let nodes = list(&metadata["resolve"]["nodes"]);
    let needs: BTreeMap<&str, &Value> = nodes.iter().filter_map(|node| Some((node["id"].as_str()?, node))).collect();

    let start = by_id.iter().find(|(_, package)| package["name"] == root).map(|(id, _)| *id);
    let mut open = vec![start.with_context(|| format!("there is no package {root}"))?];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if is_macro(by_id[id]) || !seen.insert(id) {
            continue;
        }
        for dependency in list(&needs[id]["deps"]) {
            let normal = list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
            if let (true, Some(id)) = (normal, dependency["pkg"].as_str()) {
                open.push(id);
            }
        }
    }
    // Packages without a source are the project's own.
    let foreign = seen.into_iter().map(|id| by_id[id]).filter(|package| !package["source"].is_null());
    Ok(foreign.map(package).collect())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Runs in the compiler and ends there.
fn is_macro(package: &Value) -> bool {
    let is_macro = |target: &Value| list(&target["kind"]).iter().any(|kind| kind == "proc-macro");
    list(&package["targets"]).iter().any(is_macro)
}

fn package(package: &Value) -> Package {
    let text = |key: &str| package[key].as_str().unwrap_or("unknown").to_owned();
    let dir = Path::new(package["manifest_path"].as_str().unwrap_or_default()).parent().unwrap_or(Path::new(""));
    let title = format!("{} {}", text("name"), text("version"));
    Package { title, license: text("license"), texts: licences(dir) }
}

/// A package of npm, by its folder.
fn npm_package(dir: &Path) -> Result<Package> {
    let file = dir.join("package.json");
    let text = files::text(&file)?;
    let package: Value = serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))?;
    let text = |key: &str| package[key].as_str().unwrap_or("unknown").to_owned();
    let title = format!("{} {}", text("name"), text("version"));
    Ok(Package { title, license: text("license"), texts: licences(dir) })
}

/// The texts of the licences in a package's folder.
fn licences(dir: &Path) -> Vec<String> {
    let mut files: Vec<_> = fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    let is_licence = |file: &&std::path::PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        file.is_file()
            && ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"].iter().any(|start| name.starts_with(start))
    };
    let texts = files.iter().filter(is_licence).filter_map(|file| fs::read_to_string(file).ok());
    texts.map(|text| text.trim().to_owned()).collect()
}

/// A table, then each different text once with the packages that carry it.
fn text(packages: &[Package]) -> String {
    let mut out = String::from("Brownout's page contains these open-source packages.\n\n");
    let mut carriers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in packages {
        let _ = writeln!(out, "{}: {}", package.title, package.license);
        for text in &package.texts {
            carriers.entry(text).or_default().push(&package.title);
        }
    }
    let mut texts: Vec<_> = carriers.into_iter().collect();
    texts.sort_by(|a, b| a.1.cmp(&b.1));
    for (text, titles) in texts {
        let _ = write!(out, "\n{}\n{}\n\n{text}\n", "-".repeat(78), titles.join(", "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_stand_once() {
        let package = |title: &str| Package {
            title: title.to_owned(),
            license: "MIT".to_owned(),
            texts: vec!["Permission is hereby granted".to_owned()],
        };
        let text = text(&[package("a 1.0.0"), package("b 2.0.0")]);
        assert!(text.contains("a 1.0.0: MIT\nb 2.0.0: MIT\n"), "{text}");
        assert!(text.contains("a 1.0.0, b 2.0.0\n"), "{text}");
        assert_eq!(text.matches("Permission").count(), 1);
    }
}
