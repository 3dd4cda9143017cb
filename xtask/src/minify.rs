//! Makes the styles and the loader of a built site small: two style sheets in the place of one for each part of the page, the
//! second for what the second half of the program draws (see `split`), and everything without comments and white space.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{sh, tools};

/// Style sheets that only the second half of the program needs, by the names of their sources in web/styles.
const LATER: [&str; 2] = ["author", "compare"];
/// What the page names a style sheet with.
const LINK: (&str, &str) = ("<link rel=\"stylesheet\" href=\"./", ".css\" data-integrity=\"none\"/>");

/// Replaces the style sheets of a built site, and makes its scripts small.
pub fn run(dist: &Path) -> Result<()> {
    let index = dist.join("index.html");
    let page = read(&index)?;
    let names = sheets(&page);
    ensure!(!names.is_empty(), "{} names no style sheet", index.display());
    let (later, first): (Vec<&String>, Vec<&String>) = names.iter().partition(|name| is_later(name));
    let (first, later) = (join(dist, "page", &first)?, join(dist, "later", &later)?);

    let mut page = page;
    let mut link = Some([LINK.0, &first, LINK.1].concat());
    for name in &names {
        page = page.replacen(&[LINK.0, name, LINK.1].concat(), &link.take().unwrap_or_default(), 1);
        remove(&dist.join(format!("{name}.css")))?;
    }
    let template = "<template id=\"app\"";
    ensure!(page.matches(template).count() == 1, "{} does not name the program once", index.display());
    let page = page.replace(template, &format!("{template} data-style=\"./{later}.css\""));
    write(&index, &page)?;

    for script in scripts(dist)? {
        write(&script, &small(&script)?)?;
    }
    Ok(())
}

/// The style sheets that a page names, without their ending, in their order.
fn sheets(page: &str) -> Vec<String> {
    let links = page.split(LINK.0).skip(1);
    links.filter_map(|rest| Some(rest.split_once(LINK.1)?.0.to_owned())).filter(|name| !name.contains('"')).collect()
}

/// Names have the hash of their content behind the name of their source.
fn is_later(name: &str) -> bool {
    name.rsplit_once('-').is_some_and(|(source, _)| LATER.contains(&source))
}

/// One style sheet of several; gives its name, which changes with its content.
fn join(dist: &Path, name: &str, sheets: &[&String]) -> Result<String> {
    let mut all = String::new();
    for sheet in sheets {
        all.push_str(&small(&dist.join(format!("{sheet}.css")))?);
    }
    let name = format!("{name}-{:016x}", hash(all.as_bytes()));
    write(&dist.join(format!("{name}.css")), &all)?;
    Ok(name)
}

/// The program's own glue and what joins its halves; esbuild has made the bundled ones small already.
fn scripts(dist: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dist).with_context(|| format!("{} cannot be read", dist.display()))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name == "parts.js" || name == "compiler.js" || (name.starts_with("brownout-") && name.ends_with(".js")) {
            found.push(path);
        }
    }
    Ok(found)
}

fn small(path: &Path) -> Result<String> {
    let mut esbuild = Command::new(tools::npm_bin().join("esbuild"));
    // wasm-bindgen names a module once for each function that it imports from there.
    esbuild.args(["--minify", "--legal-comments=none", "--log-override:duplicate-object-key=silent", tools::BROWSERS]);
    let text = sh::output(esbuild.arg(path))?;
    String::from_utf8(text).with_context(|| path.display().to_string())
}

/// FNV-1a: names must differ, nothing more.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

fn remove(path: &Path) -> Result<()> {
    fs::remove_file(path).with_context(|| format!("{} cannot be removed", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_are_found_in_their_order() {
        let page = "<link rel=\"icon\" href=\"./a.svg\"/>\n<link rel=\"stylesheet\" href=\"./app-0a.css\" data-integrity=\"none\"/>\n\
            <link rel=\"stylesheet\" href=\"./author-1b.css\" data-integrity=\"none\"/>";
        assert_eq!(sheets(page), ["app-0a", "author-1b"]);
        assert!(is_later("author-1b") && !is_later("app-0a"));
    }
}
