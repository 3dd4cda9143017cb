//! Scripted players over seeds: the expert always wins, idling, repeating and doing what the log says never do, "restart the
//! loudest" wins only where the scenario says why, and a trap comes to no more than stands beside it.

use std::collections::BTreeMap;
use std::rc::Rc;

use brownout_run::Game;
use brownout_run::players::{Player, play};
use brownout_run::traps::escaped;
use brownout_run::worth::LEAD;
use brownout_scenario::{Catalogue, load};

const SEEDS: u64 = 20;
/// For each variant of a file beside its own scenario: they differ from it as seeds do from each other.
const SEEDS_OF_VARIANT: u64 = 3;
/// The play that the naive player takes its deeds from.
const LOUDEST: &str = "loudest";

fn replay(id: &str, seed: u64, player: &str) -> String {
    format!("cargo run -p brownout-cli -- run {id} --seed {seed} --player {player}")
}

#[test]
fn players_do_as_they_should() {
    let catalogue = Catalogue::built_in();
    let mut failures = Vec::new();
    let mut naive_never = 0;
    assert!(!catalogue.scenarios().is_empty());
    for id in catalogue.scenarios() {
        let authored = load(&catalogue, id).unwrap();
        let (mut expert, mut random, mut naive_won, mut reason) = (0.0, 0.0, 0, None);
        for seed in 0..SEEDS {
            let compiled = Rc::new(authored.compile(seed).unwrap());
            reason.clone_from(&compiled.naive_wins);
            let run = |player: Player<'_>| -> Game { play(&compiled, seed, player) };
            let best = run(Player::Play("expert"));
            if !best.grade().won {
                failures.push(format!("{id}: the expert does not win: {}", replay(id, seed, "expert")));
            }
            expert += best.grade().score;
            for (player, name) in [(Player::Idle, "idle"), (Player::Repeat, "repeat"), (Player::Gullible, "gullible")] {
                if run(player).grade().won {
                    failures.push(format!("{id}: {name} wins: {}", replay(id, seed, name)));
                }
            }
            random += run(Player::Random).grade().score;
            naive_won += u32::from(run(Player::Naive).grade().won);
            if best.notes() > 0 {
                failures.push(format!(
                    "{id}: {} notes (division by zero …): {}",
                    best.notes(),
                    replay(id, seed, "expert")
                ));
            }
        }
        let (expert, random) = (expert / SEEDS as f64, random / SEEDS as f64);
        println!("{id:36} expert {expert:.3}  random {random:.3}  naive wins {naive_won:>2} of {SEEDS}");
        if expert < random + LEAD {
            failures.push(format!("{id}: the expert's mean {expert:.3} is not {LEAD} above random's {random:.3}"));
        }
        naive_never += usize::from(naive_won == 0);
        match (naive_won > 0, &reason) {
            (true, None) => {
                failures.push(format!("{id}: the naive player wins {naive_won} times and `naive-wins` gives no reason"))
            }
            (false, Some(reason)) => {
                failures.push(format!("{id}: `naive-wins` says \"{reason}\", and the naive player never wins"))
            }
            _ => {}
        }
    }
    let all = catalogue.scenarios().len();
    println!("naive never wins in {naive_never} of {all} scenarios ({:.0} %)", 100.0 * naive_never as f64 / all as f64);
    if naive_never * 2 < all {
        failures.push(format!("naive never wins in only {naive_never} of {all} scenarios: less than half"));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The scenarios that a file stands for beside its own, held-out ones too.
#[test]
fn players_do_as_they_should_with_variants() {
    let catalogue = Catalogue::built_in();
    let (mut failures, mut variants) = (Vec::new(), 0);
    for own in catalogue.scenarios() {
        for id in load(&catalogue, own).unwrap().variant.ids().skip(1) {
            variants += 1;
            let authored = load(&catalogue, &id).unwrap();
            for seed in 0..SEEDS_OF_VARIANT {
                let compiled = Rc::new(authored.compile(seed).unwrap());
                for (player, name, wins) in [(Player::Play("expert"), "expert", true), (Player::Idle, "idle", false)] {
                    let game = play(&compiled, seed, player);
                    if game.grade().won != wins {
                        failures.push(format!("{id}: {name} should win: {wins}: {}", replay(&id, seed, name)));
                    }
                    if game.notes() > 0 {
                        failures.push(format!("{id}: {} notes: {}", game.notes(), replay(&id, seed, name)));
                    }
                }
            }
        }
    }
    println!("{variants} variants");
    assert!(variants > 0);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What doing what a hostile line tells leaves at most, where nothing is cured.
const OBEYED_MOST: f64 = 0.15;

#[test]
fn whoever_does_what_a_line_tells_is_held_down() {
    let catalogue = Catalogue::built_in();
    let (mut failures, mut fooled) = (Vec::new(), BTreeMap::<&str, u32>::new());
    for id in catalogue.scenarios() {
        let authored = load(&catalogue, id).unwrap();
        for seed in 0..SEEDS {
            let compiled = Rc::new(authored.compile(seed).unwrap());
            if Player::named(&compiled, "gullible").is_none() {
                continue;
            }
            let game = play(&compiled, seed, Player::Gullible);
            // A line that speaks with some seeds only misleads nobody with the others.
            if !game.told().iter().any(|deed| game.log().deeds().contains(deed)) {
                continue;
            }
            *fooled.entry(id).or_default() += 1;
            if game.grade().score > OBEYED_MOST {
                failures.push(format!("{id}: {}: {}", game.grade().score, replay(id, seed, "gullible")));
            }
        }
    }
    println!("{fooled:?}");
    assert!(!fooled.is_empty());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Whoever plays a scenario's own plays wins, and whoever takes one of its traps comes to no more than the trap says. The one play
/// that is neither is what the naive player takes its deeds from.
#[test]
fn plays_win_and_traps_hold() {
    let catalogue = Catalogue::built_in();
    let mut failures = Vec::new();
    let (mut plays, mut traps) = (0, 0);
    for id in catalogue.scenarios() {
        let authored = load(&catalogue, id).unwrap();
        let mut best = BTreeMap::<String, f64>::new();
        for seed in 0..SEEDS {
            let compiled = Rc::new(authored.compile(seed).unwrap());
            for one in compiled.plays.iter().filter(|one| one.name != LOUDEST) {
                let game = play(&compiled, seed, Player::Play(&one.name));
                let failed = match &one.trap {
                    Some(trap) => escaped(&game, trap),
                    None if game.grade().won => None,
                    None => Some(format!("does not win ({}); a way out that does not is a trap", game.grade().score)),
                };
                if let Some(failed) = failed {
                    failures.push(format!("{id}: {} {failed}: {}", one.name, replay(id, seed, &one.name)));
                }
                let score = best.entry(one.name.clone()).or_default();
                *score = score.max(game.grade().score);
                *if one.trap.is_some() { &mut traps } else { &mut plays } += 1;
            }
        }
        println!("{id:36} {best:?}");
    }
    println!("{plays} plays, {traps} traps");
    assert!(plays > 0 && traps > 0);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
