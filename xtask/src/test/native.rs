//! The stages that need nothing but Rust.

use anyhow::Result;

use super::Request;
use crate::sh;

/// Formatting, unchanged.
pub fn fmt() -> Result<()> {
    sh::run(sh::cargo().args(["fmt", "--all", "--check"]))
}

/// Lints of everything that also runs natively; the two crates for browsers are checked where they belong.
pub fn clippy() -> Result<()> {
    let exclude = ["--exclude", "brownout-web", "--exclude", "brownout-js"];
    let mut clippy = sh::cargo();
    clippy.args(["clippy", "--workspace"]).args(exclude).args(["--all-targets", "--", "-D", "warnings"]);
    sh::run(&mut clippy)
}

/// Every native test. One selection of packages for this and for the end-to-end tests, so that cargo settles on the
/// same features and builds each dependency once.
pub fn test(request: &Request) -> Result<()> {
    sh::run(sh::cargo().args(["test", "--workspace", "--"]).args(&request.filter))
}
