//! The engine's speed in wasm: the same loops as the native benchmarks, timed by the runtime's clock, and the memory
//! that a run takes. It prints and asserts nothing about time. `cargo xtask bench` runs it in Node and in Chromium.

#![cfg(target_arch = "wasm32")]

use std::rc::Rc;

use brownout_run::Game;
use brownout_scenario::{Catalogue, Compiled, load_text};
use brownout_sim::world::World;
use brownout_tests::load::{all_services, ten_services, twenty_services};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

/// Ticks of a measured world.
const TICKS: u32 = 1_000;
/// Steps of a measured run: as long as runs are.
const STEPS: u32 = 100;
/// Samples of each measurement.
const SAMPLES: usize = 50;
/// How long a sample takes at least, in milliseconds: browsers tell the time by a tenth of one.
const SAMPLE_MS: f64 = 10.0;
/// Ticks of the run whose memory is measured.
const MEMORY_TICKS: u32 = 40;
/// Runs that are held at once to measure one: memory grows by pages of 64 KiB, and by more than is asked for.
const MEMORY_RUNS: usize = 100;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds of the runtime's clock.
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// Measures as the native benchmarks do: the fastest sample and the median. `work` does `items` of something.
fn timed(what: &str, items: u32, mut work: impl FnMut()) {
    let mut sample = |rounds: u32| {
        let start = now();
        for _ in 0..rounds {
            work();
        }
        now() - start
    };
    let mut rounds = 1;
    while sample(rounds) < SAMPLE_MS {
        rounds *= 2;
    }
    let mut samples: Vec<f64> = (0..SAMPLES).map(|_| sample(rounds) / f64::from(rounds) / f64::from(items)).collect();
    samples.sort_by(f64::total_cmp);
    let line = |ms: f64| format!("{:.0} a second, {:.3} µs each", 1e3 / ms, ms * 1e3);
    console_log!("{what}: fastest {}; median {}", line(samples[0]), line(samples[SAMPLES / 2]));
}

/// The engine's memory now, in bytes.
fn memory() -> usize {
    core::arch::wasm32::memory_size::<0>() * 65_536
}

/// What a run with all its frames, lines and steps keeps, beside the plan that runs share.
fn run_memory(what: &str, compiled: &Rc<Compiled>) {
    let before = memory();
    let mut runs = Vec::new();
    for _ in 0..MEMORY_RUNS {
        let mut game = Game::start(Rc::clone(compiled), 1);
        for _ in 0..MEMORY_TICKS {
            let _ = game.wait();
        }
        runs.push(game);
    }
    let each = (memory() - before) as f64 / runs.len() as f64;
    console_log!("memory of a run of {MEMORY_TICKS} ticks with full history, {what}: {:.2} MB", each / 1e6);
}

#[wasm_bindgen_test]
fn speed() {
    let (ten, all) = (ten_services(), all_services());
    run_memory("ten services", &ten);
    run_memory("43 services", &all);
    console_log!("memory of the engine with these runs: {:.1} MB", memory() as f64 / 1e6);
    let start = World::start(&ten.plan, 1);
    timed("tick, ten services", TICKS, || {
        let mut world = start.clone();
        for _ in 0..TICKS {
            world.tick(&ten.plan);
        }
    });
    timed("step with view, ten services", STEPS, || {
        let mut game = Game::start(Rc::clone(&ten), 1);
        for _ in 0..STEPS {
            let _ = game.wait();
        }
    });
    let mut folded = 0;
    timed("digest, ten services", TICKS, || {
        for _ in 0..TICKS {
            folded ^= start.digest();
        }
    });
    assert!(start.digest() != folded || TICKS % 2 == 1 || folded == 0);
    let (catalogue, twenty) = (Catalogue::built_in(), twenty_services());
    timed("compile, twenty services", 1, || {
        let compiled = load_text(&catalogue, "firewatch/twenty.yaml", &twenty).and_then(|a| a.compile(1));
        assert!(compiled.is_ok());
    });
}
