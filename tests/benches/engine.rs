//! Benchmarks of the engine, the compiler and the layout: `cargo xtask bench`. They measure; nothing asserts a time.

use std::rc::Rc;

use brownout_layout::{Graph, NodeSize, Options};
use brownout_run::Game;
use brownout_scenario::{Catalogue, load_text};
use brownout_sim::rng::Stream;
use brownout_sim::world::World;
use brownout_tests::load::{ten_services, twenty_services};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

/// Ticks of one measured run: long enough that the start costs nothing.
const TICKS: u32 = 1_000;

#[divan::bench]
fn tick_ten_services(bencher: Bencher<'_, '_>) {
    let compiled = ten_services();
    let start = World::start(&compiled.plan, 1);
    bencher.counter(ItemsCount::new(TICKS)).with_inputs(|| start.clone()).bench_local_values(|mut world| {
        for _ in 0..TICKS {
            world.tick(&compiled.plan);
        }
        world
    });
}

/// Steps as an agent takes them: action, tick, reward, alerts, frame. In runs as long as runs are, and in one ten times
/// as long as any: the digest of a step reads all deeds before it.
#[divan::bench(args = [100, 1_000])]
fn step_with_view_ten_services(bencher: Bencher<'_, '_>, steps: u32) {
    let compiled = ten_services();
    bencher.counter(ItemsCount::new(steps)).with_inputs(|| Game::start(Rc::clone(&compiled), 1)).bench_local_values(
        |mut game| {
            for _ in 0..steps {
                let _ = game.wait();
            }
            game
        },
    );
}

#[divan::bench]
fn digest_ten_services(bencher: Bencher<'_, '_>) {
    let compiled = ten_services();
    let mut world = World::start(&compiled.plan, 1);
    for _ in 0..20 {
        world.tick(&compiled.plan);
    }
    bencher.counter(ItemsCount::new(1_000_u32)).bench_local(|| {
        let mut folded = 0;
        for _ in 0..1_000 {
            folded ^= divan::black_box(&world).digest();
        }
        folded
    });
}

#[divan::bench]
fn start_ten_services(bencher: Bencher<'_, '_>) {
    let compiled = ten_services();
    bencher.bench_local(|| World::start(&compiled.plan, divan::black_box(1)));
}

/// Text to plan: parse, merge with the pack, check, settle, compile. The pack was read before, as it is after the
/// first scenario of it.
#[divan::bench]
fn compile_twenty_services(bencher: Bencher<'_, '_>) {
    let catalogue = Catalogue::built_in();
    let text = twenty_services();
    bencher.bench_local(|| {
        load_text(&catalogue, "firewatch/twenty.yaml", &text).and_then(|a| a.compile(1)).map(|c| c.plan.cells)
    });
}

/// The same with the pack's own texts, of 45 kB, read too.
#[divan::bench]
fn compile_twenty_services_and_the_pack(bencher: Bencher<'_, '_>) {
    let text = twenty_services();
    bencher.with_inputs(Catalogue::built_in).bench_local_refs(|catalogue| {
        load_text(catalogue, "firewatch/twenty.yaml", &text).and_then(|a| a.compile(1)).map(|c| c.plan.cells)
    });
}

/// The same without reading the texts again: what a new seed costs.
#[divan::bench]
fn compile_twenty_services_again(bencher: Bencher<'_, '_>) {
    let catalogue = Catalogue::built_in();
    let authored = load_text(&catalogue, "firewatch/twenty.yaml", &twenty_services());
    bencher.bench_local(|| authored.as_ref().map(|a| a.compile(1).map(|c| c.plan.cells)));
}

#[divan::bench]
fn layout_300_nodes(bencher: Bencher<'_, '_>) {
    let mut stream = Stream::new(1, 1, 0);
    let edges = (0..900).map(|_| (stream.below(300), stream.below(300))).filter(|(a, b)| a < b).collect();
    let graph = Graph::uniform(300, NodeSize::new(190.0, 78.0), edges);
    bencher.bench_local(|| brownout_layout::layout(&graph, &Options::cards()).map(|l| l.crossings));
}
