//! Files that are made from code and kept in the repository. The same tests that compare them write them, when told to.

use anyhow::Result;

use crate::sh;

/// Writes the JSON Schema of the format.
pub fn schema() -> Result<()> {
    rewrite("UPDATE_SCHEMA", "brownout-scenario", "schema")
}

/// Writes the table of digests.
pub fn goldens() -> Result<()> {
    rewrite("UPDATE_GOLDEN", "brownout-tests", "golden")
}

fn rewrite(variable: &str, package: &str, test: &str) -> Result<()> {
    sh::say(&format!("{variable}=1: the test writes instead of comparing"));
    sh::run(sh::cargo().env(variable, "1").args(["test", "--package", package, test]))
}
