//! The end-to-end tests: the built page in real browsers, over WebDriver. The tests are in tests/e2e; what they need
//! to know comes to them in the environment.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::Request;
use crate::scratch::Scratch;
use crate::tools::{self, Engine};
use crate::{paths, sh};

/// A program of the tests package that drives browsers, as arguments to cargo.
pub struct Harness<'a>(pub &'a [&'a str]);

/// Runs the journeys in every engine asked for.
pub fn run(request: &Request) -> Result<()> {
    for engine in &request.engines {
        sh::say(&format!("in {}", engine.name()));
        // The selection of packages is that of the native tests: see there.
        let mut tests =
            command(*engine, &Harness(&["test", "--workspace", "--test", "e2e"]), &paths::dist(), &request.scratch)?;
        sh::run(tests.arg("--").args(&request.filter))?;
    }
    Ok(())
}

/// Cargo, with all that tests/src/browser asks of its environment; WebKit's browser needs a screen.
pub fn command(engine: Engine, harness: &Harness, dist: &Path, scratch: &Scratch) -> Result<Command> {
    let driver = sh::find(engine.driver()).with_context(|| format!("{} is missing", engine.driver()))?;
    let cargo = sh::cargo();
    let mut command = match engine {
        Engine::WebKit => {
            let mut screen = Command::new("xvfb-run");
            screen.args(["-a", "--server-args=-screen 0 1600x1200x24"]).arg(cargo.get_program());
            screen
        }
        _ => cargo,
    };
    command.args(harness.0);
    command.env("BROWNOUT_BROWSER", engine.name()).env("BROWNOUT_DRIVER", driver);
    command.env("BROWNOUT_DIST", dist).env("BROWNOUT_AXE", tools::axe()?);
    scratch.give_to(&mut command);
    Ok(command)
}
