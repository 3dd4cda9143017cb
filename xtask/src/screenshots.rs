//! `screenshots`: pictures of the built page for people to look at, in both sizes and themes.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::args::Args;
use crate::scratch::Scratch;
use crate::test::{Harness, harness};
use crate::tools::{self, Engine};
use crate::{paths, sh};

/// Pictures of each hash (`#/play/…`; the gallery if none is given).
pub fn run(given: &[String]) -> Result<()> {
    let args = Args::parse(given, &[], &["--out"])?;
    let out = args.value("--out").map_or_else(|| paths::target().join("screenshots"), PathBuf::from);
    if !paths::dist().join("index.html").is_file() {
        bail!("dist/ is not there: `cargo xtask build` makes it");
    }
    tools::for_browser_tests(&[Engine::Chromium])?;
    // The selection of packages is that of the native tests, so nothing is built twice.
    let program = ["test", "--quiet", "--workspace", "--test", "screenshots", "--"];
    let scratch = Scratch::new()?;
    let mut shoot = harness(Engine::Chromium, &Harness(&program), &paths::dist(), &scratch)?;
    // Cargo runs a test in its package's folder.
    sh::run(shoot.arg(paths::root().join(out)).args(&args.words))
}
