//! `build`: the static site in dist/. Trunk bundles; what it cannot know is added here: styles and
//! scripts made small, programs split, optimised and packed, notices, and the check of the budgets.

use std::process::Command;

use anyhow::Result;

use crate::{minify, notices, paths, sh, shrink, sizes, split, tools};

/// Builds dist/ and reports its sizes.
pub fn run() -> Result<()> {
    tools::for_release_build()?;
    sh::timed("page", || {
        let mut build = trunk("build", true)?;
        sh::run(split::settings(build.args(["--features", split::FEATURE]))?)
    })?;
    split::run(&paths::dist())?;
    minify::run(&paths::dist())?;
    shrink::run(&paths::dist())?;
    notices::write(&paths::dist())?;
    sizes::report(&paths::dist())?;
    sh::say("dist/ is the whole site: copy it to any static host, under any path");
    Ok(())
}

/// Trunk with the settings that do not belong in Trunk.toml: its tools come from here, so it downloads nothing.
pub fn trunk(command: &str, release: bool) -> Result<Command> {
    let mut trunk = Command::new("trunk");
    trunk.arg(command);
    if release {
        trunk.arg("--release").env("PATH", sh::path_with(&tools::npm_bin())?);
    }
    // NO_COLOR=1, which many terminals and CI set, is read by trunk as a bad boolean.
    trunk.env_remove("NO_COLOR").env("TRUNK_SKIP_VERSION_CHECK", "true");
    Ok(trunk)
}
