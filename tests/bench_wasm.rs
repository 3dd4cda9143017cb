//! The engine's speed in wasm: the same loops as the native benchmarks, timed by the runtime's clock. It prints and
//! asserts nothing about time. `cargo xtask bench` runs it in Node and in Chromium.

#![cfg(target_arch = "wasm32")]

use std::rc::Rc;

use brownout_run::Game;
use brownout_sim::world::World;
use brownout_tests::load::ten_services;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

const TICKS: u32 = 1_000;
const ROUNDS: u32 = 200;

fn timed(what: &str, items: u32, mut work: impl FnMut()) {
    work();
    let start = js_sys::Date::now();
    for _ in 0..ROUNDS {
        work();
    }
    let seconds = (js_sys::Date::now() - start) / 1000.0;
    let each = seconds / f64::from(ROUNDS) / f64::from(items);
    console_log!("{what}: {:.0} a second, {:.3} µs each", 1.0 / each, each * 1e6);
}

#[wasm_bindgen_test]
fn speed() {
    let compiled = ten_services();
    let start = World::start(&compiled.plan, 1);
    timed("tick, ten services", TICKS, || {
        let mut world = start.clone();
        for _ in 0..TICKS {
            world.tick(&compiled.plan);
        }
    });
    timed("step with view, ten services", TICKS, || {
        let mut game = Game::start(Rc::clone(&compiled), 1);
        for _ in 0..TICKS {
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
}
