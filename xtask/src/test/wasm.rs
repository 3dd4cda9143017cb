//! The tests that run in wasm. All of them are built by one command; wasm-bindgen's runner then runs the same binary
//! in Node and in browsers. By convention their files are named `wasm_*`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::Request;
use crate::scratch::Scratch;
use crate::tools::{Engine, WASM32};
use crate::{paths, sh, split};

const PACKAGES: [&str; 8] = [
    "--package",
    "brownout-web",
    "--package",
    "brownout-view",
    "--package",
    "brownout-js",
    "--package",
    "brownout-tests",
];
const TARGETS: [&str; 2] = ["--test", "wasm_*"];

/// Seconds that a test program may take in one runtime; the golden sweep is the longest.
const TIMEOUT_S: &str = "600";

/// Where a test program runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Runtime {
    /// Node.js.
    Node,
    /// A browser, through its driver.
    Browser(Engine),
}

impl Runtime {
    fn name(self) -> &'static str {
        match self {
            Self::Node => "node",
            Self::Browser(engine) => engine.name(),
        }
    }
}

/// A built test program.
pub struct Program {
    /// The package it belongs to.
    pub package: String,
    /// The name of the target.
    pub target: String,
    file: PathBuf,
}

/// Lints of what only runs in wasm.
pub fn clippy() -> Result<()> {
    let mut clippy = sh::cargo();
    clippy.args(["clippy", "--target", WASM32]).args(PACKAGES).args([
        "--lib",
        "--bins",
        "--test",
        "wasm_*",
        "--test",
        "bench_wasm",
    ]);
    sh::run(clippy.args(["--", "-D", "warnings"]))?;
    // The same page with its parts apart.
    let mut split = sh::cargo();
    split.args(["clippy", "--target", WASM32, "--package", "brownout-web", "--features", split::FEATURE]);
    sh::run(split.args(["--", "-D", "warnings"]))
}

/// The same digests as natively, from the same file, in every runtime.
pub fn golden(request: &Request) -> Result<()> {
    everywhere(request, "brownout-tests")
}

/// The JavaScript API, in every runtime.
pub fn js(request: &Request) -> Result<()> {
    everywhere(request, "brownout-js")
}

/// Views and components need a document, so a browser; the third engine sees them in the built page.
pub fn components(request: &Request) -> Result<()> {
    let engines = request.engines.iter().filter(|engine| **engine != Engine::WebKit);
    let engines: Vec<_> = engines.map(|engine| Runtime::Browser(*engine)).collect();
    in_runtimes(request, "brownout-view", &engines)?;
    in_runtimes(request, "brownout-web", &engines)
}

fn everywhere(request: &Request, package: &str) -> Result<()> {
    let mut runtimes = vec![Runtime::Node];
    if !request.quick {
        runtimes.extend(request.engines.iter().map(|engine| Runtime::Browser(*engine)));
    }
    in_runtimes(request, package, &runtimes)
}

fn in_runtimes(request: &Request, package: &str, runtimes: &[Runtime]) -> Result<()> {
    let mut test = sh::cargo();
    test.args(["test", "--target", WASM32]).args(PACKAGES).args(TARGETS);
    let programs = build(&mut test)?;
    let programs: Vec<_> = programs.iter().filter(|program| program.package == package).collect();
    if programs.is_empty() {
        bail!("{package} has no test named wasm_*");
    }
    for program in programs {
        for runtime in runtimes {
            run(program, *runtime, &request.scratch, &request.filter)?;
        }
    }
    Ok(())
}

/// Builds test programs without running them.
pub fn build(cargo: &mut Command) -> Result<Vec<Program>> {
    sh::say("building the tests for wasm32");
    let messages = sh::output(cargo.args(["--no-run", "--message-format", "json-render-diagnostics"]))?;
    let messages = String::from_utf8(messages).context("cargo's messages are no text")?;
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    Ok(messages.filter_map(|message| program(&message)).collect())
}

fn program(message: &Value) -> Option<Program> {
    let is_test = message["profile"]["test"].as_bool()?;
    let manifest = Path::new(message["manifest_path"].as_str()?);
    Some(Program {
        package: is_test.then(|| package_name(manifest))??,
        target: message["target"]["name"].as_str()?.to_owned(),
        file: message["executable"].as_str()?.into(),
    })
}

/// A folder's package: `brownout-<folder>`, the naming rule of this workspace.
fn package_name(manifest: &Path) -> Option<String> {
    Some(format!("brownout-{}", manifest.parent()?.file_name()?.to_str()?))
}

/// Runs a program in a runtime.
pub fn run(program: &Program, runtime: Runtime, scratch: &Scratch, filter: &[String]) -> Result<()> {
    sh::say(&format!("{} {} in {}", program.package, program.target, runtime.name()));
    let mut runner = match runtime {
        Runtime::Browser(Engine::WebKit) => {
            let mut screen = Command::new("xvfb-run");
            screen.args(["-a", "wasm-bindgen-test-runner"]);
            screen
        }
        _ => Command::new("wasm-bindgen-test-runner"),
    };
    if let Runtime::Browser(engine) = runtime {
        let driver = sh::find(engine.driver()).with_context(|| format!("{} is missing", engine.driver()))?;
        let options = paths::root().join(format!("tests/browsers/{}.json", engine.name()));
        for engine in Engine::ALL {
            runner.env_remove(engine.runner_variable());
        }
        runner.env(engine.runner_variable(), driver);
        runner.env("WASM_BINDGEN_USE_BROWSER", "1").env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", options);
    }
    scratch.give_to(&mut runner);
    sh::run(runner.env("WASM_BINDGEN_TEST_TIMEOUT", TIMEOUT_S).arg(&program.file).args(filter))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn programs_are_cargo_artifacts_of_tests() {
        let message = |test: bool| {
            json!({
                "reason": "compiler-artifact",
                "manifest_path": "/x/crates/js/Cargo.toml",
                "profile": { "test": test },
                "target": { "name": "wasm_api" },
                "executable": "/x/target/wasm_api-1.wasm",
            })
        };
        assert!(program(&message(false)).is_none());
        assert!(program(&json!({ "reason": "build-finished" })).is_none());
        let found = program(&message(true)).unwrap();
        assert_eq!((found.package.as_str(), found.target.as_str()), ("brownout-js", "wasm_api"));
    }
}
