//! Benchmarks of runs as values: going back to any tick, links, exports. They measure; nothing asserts a time.

use std::rc::Rc;

use brownout_export::{Format, Run, export};
use brownout_run::Game;
use brownout_run::compare::compare;
use brownout_run::link::{Link, Scenario, View, replay};
use brownout_run::tree::Reel;
use brownout_scenario::{Catalogue, Compiled, load_text};
use brownout_sim::rng::Stream;
use brownout_tests::load::twenty_services;
use divan::Bencher;

fn main() {
    divan::main();
}

const TICKS: usize = 90;

#[allow(clippy::panic, reason = "without its scenario a benchmark has nothing to measure")]
fn twenty() -> Rc<Compiled> {
    let compiled = load_text(&Catalogue::built_in(), "firewatch/twenty.yaml", &twenty_services());
    Rc::new(compiled.and_then(|authored| authored.compile(1)).unwrap_or_else(|error| panic!("{error}")))
}

/// A run of 20 services that has lasted 90 ticks.
fn played() -> Game {
    let mut game = Game::start(twenty(), 1);
    for _ in 0..TICKS {
        let _ = game.wait();
    }
    game
}

fn linked(game: &Game) -> Link {
    let scenario = Scenario::Own { path: "firewatch/twenty.yaml".to_owned(), text: twenty_services() };
    Link::of(game, scenario, View::default())
}

/// Back to any tick, and forth to the end again: what scrubbing and acting there costs at most.
#[divan::bench]
fn rewind_to_any_tick_and_back(bencher: Bencher<'_, '_>) {
    let game = played();
    let log = game.log().clone();
    let mut reel = Reel::new(game);
    let _ = reel.rewind(0);
    let _ = reel.become_log(&log);
    let mut stream = Stream::new(1, 1, 0);
    bencher.bench_local(|| {
        let _ = reel.rewind(stream.below(TICKS as u32) as usize);
        let _ = reel.become_log(&log);
        reel.game().digest()
    });
}

/// Back only, each time from the end.
#[divan::bench]
fn rewind_to_any_tick(bencher: Bencher<'_, '_>) {
    let mut stream = Stream::new(1, 1, 0);
    bencher
        .with_inputs(|| {
            let game = played();
            let log = game.log().clone();
            let mut reel = Reel::new(game);
            let _ = reel.rewind(0);
            let _ = reel.become_log(&log);
            (reel, stream.below(TICKS as u32) as usize)
        })
        .bench_local_refs(|(reel, to)| {
            let _ = reel.rewind(*to);
            reel.game().digest()
        });
}

#[divan::bench]
fn the_whole_run_again(bencher: Bencher<'_, '_>) {
    let compiled = twenty();
    bencher.bench_local(|| {
        let mut game = Game::start(Rc::clone(&compiled), 1);
        for _ in 0..TICKS {
            let _ = game.wait();
        }
        game.digest()
    });
}

#[divan::bench]
fn encode_a_link(bencher: Bencher<'_, '_>) {
    let link = linked(&played());
    bencher.bench_local(|| link.encode().map(|text| text.len()));
}

#[divan::bench]
fn decode_a_link(bencher: Bencher<'_, '_>) {
    let text = linked(&played()).encode().unwrap_or_default();
    bencher.bench_local(|| Link::decode(&text).is_ok());
}

#[divan::bench]
fn replay_a_link(bencher: Bencher<'_, '_>) {
    let (catalogue, link) = (Catalogue::built_in(), linked(&played()));
    bencher.bench_local(|| replay(&catalogue, &link).is_ok());
}

#[divan::bench]
fn compare_two_runs(bencher: Bencher<'_, '_>) {
    let (a, b) = (played(), played());
    bencher.bench_local(|| compare(&a, &b).map(|found| found.ticks.len()));
}

#[divan::bench(args = ["json", "csv", "jsonl", "openmetrics", "otlp-traces", "otlp-logs", "svg"])]
fn export_a_run(bencher: Bencher<'_, '_>, format: &str) {
    let game = played();
    let link = linked(&game);
    let format = Format::named(format).unwrap_or(Format::Json);
    bencher.bench_local(|| export(format, Run { game: &game, link: &link }).map(|text| text.len()));
}
