//! What a visit downloads, against the budgets of design.md section 8.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::sh;

/// When a file is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// By itself, before anything is played.
    First,
    /// By itself, soon after the first screen, or when a part of the page is asked for that the first screen has not.
    Soon,
    /// When a scenario is written, beside the first load. What compiles is fetched for drawn scenarios too.
    Author,
    /// When it is asked for.
    Later,
}

/// The heading of each, and the most bytes that all its files may have, compressed.
const GROUPS: [(When, &str, Option<u64>); 4] = [
    (When::First, "first load", Some(400_000)),
    (When::Soon, "soon after it", None),
    (When::Author, "author mode, beside it", Some(250_000)),
    (When::Later, "on demand", None),
];

/// Folders with a file for each scenario, which stand in one row.
const MANY: [&str; 1] = ["plans"];

/// Bytes, bytes compressed, name.
type Row = (u64, u64, String);

/// Prints the compressed size of every file, and says so if those of a group exceed its budget.
pub fn report(dist: &Path) -> Result<()> {
    let mut files = Vec::new();
    collect(dist, &mut files)?;
    files.sort();
    let mut rows: Vec<Row> = Vec::new();
    for file in &files {
        let name = file.strip_prefix(dist).unwrap_or(file).to_string_lossy().replace('\\', "/");
        let (bytes, packed) = (fs::metadata(file)?.len(), gzip(file)?);
        let folder =
            MANY.into_iter().find(|folder| name.strip_prefix(*folder).is_some_and(|rest| rest.starts_with('/')));
        let name = folder.map_or(name, |folder| format!("{folder}/*"));
        match rows.iter_mut().find(|row| row.2 == name) {
            Some(row) => *row = (row.0 + bytes, row.1 + packed, name),
            None => rows.push((bytes, packed, name)),
        }
    }
    let mut over = Vec::new();
    for (when, heading, most) in GROUPS {
        eprintln!("\n    {:>9}  {:>9}  {heading}", "bytes", "gzip");
        let mut total = 0;
        for (bytes, packed, name) in rows.iter().filter(|row| fetched(&row.2) == when) {
            eprintln!("    {bytes:>9}  {packed:>9}  {name}");
            total += packed;
        }
        if let Some(most) = most {
            eprintln!("    {:>9}  {total:>9}  total, {most} wanted", "");
            if total > most {
                over.push(format!("over budget: {heading}: {total} bytes compressed, {most} are wanted"));
            }
        }
    }
    over.iter().for_each(|over| sh::say(over));
    Ok(())
}

/// By itself the page asks for everything at the top but the notices and the parts of the program that come later, for the snippets
/// that wasm-bindgen's loader imports, and for the index. What several parts share counts where it comes first.
fn fetched(name: &str) -> When {
    match name.split_once('/') {
        None if ["_split_later", "_chunk_", "later-"].iter().any(|part| name.contains(part)) => When::Soon,
        None if name.contains("_split_") || name == "compiler.js" => When::Author,
        None if name.ends_with(".txt") => When::Later,
        None | Some(("snippets", _) | ("packs", "index.json")) => When::First,
        Some(("editor", script)) if script.ends_with(".js") => When::Author,
        Some(_) => When::Later,
    }
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(dir).with_context(|| format!("{} cannot be read", dir.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn gzip(file: &Path) -> Result<u64> {
    let packed = sh::output(Command::new("gzip").args(["-9", "-c"]).arg(file).stdin(Stdio::null()))?;
    Ok(packed.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_load_is_what_the_page_asks_for() {
        let cases = [
            ("index.html", When::First),
            ("brownout-web-0123_bg.wasm.xz", When::First),
            ("packs/index.json", When::First),
            ("snippets/leptos/inline0.js", When::First),
            ("brownout-web-0123_split_later.wasm.xz", When::Soon),
            ("brownout-web-0123_chunk_1.wasm.xz", When::Soon),
            ("later-0123.css", When::Soon),
            ("brownout-web-0123_split_desk.wasm.xz", When::Author),
            ("compiler.js", When::Author),
            ("editor/author.js", When::Author),
            ("editor/reference.md", When::Later),
            ("packs/firewatch.json", When::Later),
            ("plans/*", When::Later),
            ("third-party.txt", When::Later),
        ];
        for (name, expected) in cases {
            assert_eq!(fetched(name), expected, "{name}");
        }
    }
}
