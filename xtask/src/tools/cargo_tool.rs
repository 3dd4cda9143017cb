//! Programs that come through `cargo install`.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::{paths, sh};

/// Installs `package` (with further arguments to `cargo install`) unless `program` is there, in version `wanted` if
/// one is named.
pub fn install(program: &str, ask: &[&str], wanted: Option<&str>, package: &[&str]) -> Result<()> {
    let found = sh::probe(program, ask);
    if let Some(found) = &found
        && wanted.is_none_or(|wanted| says_version(found, wanted))
    {
        return Ok(());
    }
    let name = wanted.map_or_else(|| program.to_owned(), |version| format!("{program} {version}"));
    let had = found.as_deref().and_then(|text| text.lines().next());
    sh::say(&match had {
        Some(had) => format!("{name} is wanted and `{had}` was found: installing (minutes, once)"),
        None => format!("{name} is missing: installing (minutes, once)"),
    });
    let mut command = sh::cargo();
    command.arg("install").args(package);
    if let Some(version) = wanted {
        command.args(["--version", version]);
    }
    // A target directory of this project would otherwise be filled with the tool's crates.
    sh::run(command.env_remove("CARGO_TARGET_DIR").env_remove("CARGO_BUILD_TARGET"))?;
    if sh::probe(program, ask).is_none() {
        bail!("`{program}` was installed and is not found: put cargo's bin folder on PATH (usually ~/.cargo/bin)");
    }
    Ok(())
}

fn says_version(text: &str, wanted: &str) -> bool {
    text.split_whitespace().any(|word| word == wanted)
}

/// The version of a package in Cargo.lock.
pub fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    version_in(&lock, package).with_context(|| format!("Cargo.lock does not name `{package}`"))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = ")?;
    Some(version.trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-x\"\nversion = \"9\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "wasm"), None);
    }

    #[test]
    fn a_longer_version_is_another_one() {
        assert!(says_version("trunk 0.21.14", "0.21.14"));
        assert!(!says_version("trunk 0.21.14-rc.1", "0.21.14"));
    }
}
