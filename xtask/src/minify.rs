//! Makes the styles and the scripts of a built site small: two style sheets in the place of many, the second for what only parts of
//! the program draw that come later (see `split`), and everything without comments and white space.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{files, sh, tools};

/// Style sheets that the first screen can do without, by the names of their sources in web/styles.
const LATER: [&str; 2] = ["author", "compare"];
/// What the page names a style sheet with.
const LINK: (&str, &str) = ("<link rel=\"stylesheet\" href=\"./", ".css\" data-integrity=\"none\"/>");

/// Replaces the style sheets of a built site, and makes its scripts small.
pub fn run(dist: &Path) -> Result<()> {
    let index = dist.join("index.html");
    let page = files::text(&index)?;
    let names = sheets(&page);
    ensure!(!names.is_empty(), "{} names no style sheet", index.display());
    let (later, first): (Vec<&String>, Vec<&String>) = names.iter().partition(|name| is_later(name));
    let (first, later) = (join(dist, "page", &first)?, join(dist, "later", &later)?);

    let mut page = page;
    let mut link = Some([LINK.0, &first, LINK.1].concat());
    for name in &names {
        page = page.replacen(&[LINK.0, name, LINK.1].concat(), &link.take().unwrap_or_default(), 1);
        files::remove(&dist.join(format!("{name}.css")))?;
    }
    let template = "<template id=\"app\"";
    ensure!(page.matches(template).count() == 1, "{} does not name the program once", index.display());
    let page = page.replace(template, &format!("{template} data-style=\"./{later}.css\""));
    files::write(&index, page)?;

    // esbuild has made the bundled ones small already.
    let is_script = |name: &str| {
        name == "parts.js" || name == "compiler.js" || (name.starts_with("brownout-") && name.ends_with(".js"))
    };
    for script in files::find(dist, is_script)? {
        files::write(&script, small(&script)?)?;
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
    files::write(&dist.join(format!("{name}.css")), all)?;
    Ok(name)
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
