//! `bench`: the benchmarks, natively in the profile of the command line, in wasm as the page ships it, and of the page.

use anyhow::Result;

use crate::scratch::Scratch;
use crate::test::{Harness, Runtime, build_wasm, harness, run_wasm};
use crate::tools::{self, Engine, WASM32};
use crate::{build, paths, sh};

/// Runs them all; each prints its own figures.
pub fn run() -> Result<()> {
    let engines = [Engine::Chromium];
    let scratch = Scratch::new()?;
    sh::timed("tools", || tools::for_browser_tests(&engines))?;
    sh::timed("native", || sh::run(sh::cargo().args(bench(&["engine", "runs"]))))?;
    sh::timed("wasm", || {
        let mut bench = sh::cargo();
        bench.args(["test", "--release", "--target", WASM32, "--package", "brownout-tests", "--test", "bench_wasm"]);
        for program in build_wasm(&mut bench)? {
            // The figures are what the test prints.
            let arguments = ["--nocapture".to_owned()];
            run_wasm(&program, Runtime::Node, &scratch, &arguments)?;
            for engine in engines {
                run_wasm(&program, Runtime::Browser(engine), &scratch, &arguments)?;
            }
        }
        Ok(())
    })?;
    build::run()?;
    sh::timed("the page in Chromium", || {
        let benches = bench(&["load", "page", "frames"]);
        sh::run(&mut harness(Engine::Chromium, &Harness(&benches), &paths::dist(), &scratch)?)
    })?;
    Ok(())
}

/// Arguments to cargo: benchmarks of the tests package, in the profile of the command line.
fn bench(names: &[&'static str]) -> Vec<&'static str> {
    let package = ["bench", "--package", "brownout-tests", "--profile", "native"];
    package.into_iter().chain(names.iter().flat_map(|name| ["--bench", name])).collect()
}
