//! `test`: every check of the project, as stages that each print their name and time; the first failure ends the run.
//! Things are built once: one native profile, one build of all tests in wasm, one release page for all browsers.

use std::time::Duration;

use anyhow::{Result, bail};

use crate::args::Args;
use crate::scratch::Scratch;
use crate::tools::{self, Engine};
use crate::{build, disk, paths, sh};

mod e2e;
mod native;
mod wasm;

pub use e2e::{Harness, command as harness};
pub use wasm::{Runtime, build as build_wasm, run as run_wasm};

/// What was asked for.
pub struct Request {
    /// The browsers to run in.
    pub engines: Vec<Engine>,
    /// Leave out what needs a browser.
    pub quick: bool,
    /// For what browsers leave behind.
    pub scratch: Scratch,
    /// What goes to the test programs.
    pub filter: Vec<String>,
    /// Stages by name; none means all.
    words: Vec<String>,
}

struct Stage {
    name: &'static str,
    what: &'static str,
    needs_browsers: bool,
    run: fn(&Request) -> Result<()>,
}

/// In the order in which they run: cheap and likely to fail first.
const STAGES: [Stage; 9] = [
    Stage { name: "fmt", what: "formatting", needs_browsers: false, run: |_| native::fmt() },
    Stage { name: "clippy", what: "lints, native", needs_browsers: false, run: |_| native::clippy() },
    Stage { name: "clippy-wasm", what: "lints, wasm32", needs_browsers: false, run: |_| wasm::clippy() },
    Stage { name: "native", what: "tests, native", needs_browsers: false, run: native::test },
    Stage { name: "golden", what: "golden digests in wasm", needs_browsers: false, run: wasm::golden },
    Stage { name: "js", what: "JavaScript API", needs_browsers: false, run: wasm::js },
    Stage { name: "components", what: "components of the page", needs_browsers: true, run: wasm::components },
    Stage { name: "page", what: "build of the page", needs_browsers: true, run: |_| build::run() },
    Stage { name: "e2e", what: "the built page, end to end", needs_browsers: true, run: end_to_end },
];

/// Runs the stages asked for.
pub fn run(given: &[String]) -> Result<()> {
    let args = Args::parse(given, &["--quick"], &["--browser"])?;
    let request = Request {
        engines: match args.value("--browser") {
            Some(name) => vec![Engine::from_name(name)?],
            None => Engine::ALL.to_vec(),
        },
        quick: args.has("--quick"),
        scratch: Scratch::new()?,
        filter: args.rest,
        words: args.words,
    };
    for word in &request.words {
        if !STAGES.iter().any(|stage| stage.name == word) {
            let names: Vec<_> = STAGES.iter().map(|stage| stage.name).collect();
            bail!("there is no stage `{word}`; the stages are {}", names.join(", "));
        }
    }
    let stages: Vec<_> = STAGES.iter().filter(|stage| request.wants(stage)).collect();
    if stages.is_empty() {
        bail!("nothing to do: --quick leaves out what needs a browser");
    }

    disk::warn_if_short();
    sh::timed("tools", || install(&request, &stages))?;
    let mut times = Vec::new();
    for stage in stages {
        let ((), took) = sh::timed(&format!("{} ({})", stage.name, stage.what), || (stage.run)(&request))?;
        times.push((stage.name, took));
    }
    summary(&times);
    Ok(())
}

impl Request {
    fn wants(&self, stage: &Stage) -> bool {
        let named = self.words.is_empty() || self.words.iter().any(|word| word == stage.name);
        named && !(self.quick && stage.needs_browsers)
    }
}

/// Only what the chosen stages need, so that `test fmt` installs nothing.
fn install(request: &Request, stages: &[&Stage]) -> Result<()> {
    let chosen = |names: &[&str]| stages.iter().any(|stage| names.contains(&stage.name));
    if chosen(&["clippy-wasm", "golden", "js"]) {
        tools::for_wasm_tests()?;
    }
    if chosen(&["page"]) {
        tools::for_release_build()?;
    }
    if !request.quick && chosen(&["golden", "js", "components", "e2e"]) {
        tools::for_browser_tests(&request.engines)?;
    }
    Ok(())
}

fn end_to_end(request: &Request) -> Result<()> {
    if !paths::dist().join("index.html").is_file() {
        sh::say("dist/ is not there");
        build::run()?;
    }
    e2e::run(request)
}

fn summary(times: &[(&str, Duration)]) {
    let total: Duration = times.iter().map(|(_, took)| *took).sum();
    eprintln!();
    for (name, took) in times {
        eprintln!("    {name:<12} {:>7.1} s  ok", took.as_secs_f64());
    }
    eprintln!("    {:<12} {:>7.1} s", "total", total.as_secs_f64());
}
