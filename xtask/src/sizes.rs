//! What a first visit downloads, against the budget of design.md section 8.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::sh;

/// First load in bytes, compressed.
const BUDGET_BYTES: u64 = 400 * 1024;

/// Prints the compressed size of every file, and says so if those of the first load exceed the budget.
pub fn report(dist: &Path) -> Result<()> {
    let mut files = Vec::new();
    collect(dist, &mut files)?;
    files.sort();
    let mut total = 0;
    eprintln!("\n    {:>9}  {:>9}  first load", "bytes", "gzip");
    let mut later = Vec::new();
    for file in &files {
        let name = file.strip_prefix(dist).unwrap_or(file).to_string_lossy().replace('\\', "/");
        let row = (fs::metadata(file)?.len(), gzip(file)?, name);
        if is_first_load(&row.2) {
            total += row.1;
            print(&row);
        } else {
            later.push(row);
        }
    }
    eprintln!("    {:>9}  {total:>9}  total, {BUDGET_BYTES} wanted", "");
    eprintln!("    {:>9}  {:>9}  on demand", "", "");
    later.iter().for_each(print);
    if total > BUDGET_BYTES {
        sh::say(&format!("over budget: the first load is {total} bytes compressed, {BUDGET_BYTES} are wanted"));
    }
    Ok(())
}

fn print((bytes, gzip, name): &(u64, u64, String)) {
    eprintln!("    {bytes:>9}  {gzip:>9}  {name}");
}

/// What index.html and the program ask for by themselves: everything at the top but the notices, the snippets that
/// wasm-bindgen's loader imports, and the index.
fn is_first_load(name: &str) -> bool {
    match name.split_once('/') {
        None => !name.ends_with(".txt"),
        Some((dir, rest)) => dir == "snippets" || (dir, rest) == ("packs", "index.json"),
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
            ("index.html", true),
            ("brownout-web-0123_bg.wasm", true),
            ("packs/index.json", true),
            ("snippets/leptos/inline0.js", true),
            ("packs/firewatch.json", false),
            ("third-party.txt", false),
            ("editor/codemirror.js", false),
        ];
        for (name, expected) in cases {
            assert_eq!(is_first_load(name), expected, "{name}");
        }
    }
}
