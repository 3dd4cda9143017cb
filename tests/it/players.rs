//! Scripted players over seeds: the expert always wins, idling, repeating and doing what the log says never do, and "restart the loudest" wins only where the
//! scenario says why.

use std::rc::Rc;

use brownout_run::Game;
use brownout_run::players::{Player, play};
use brownout_scenario::{Catalogue, load};

const SEEDS: u64 = 20;
/// By how much the expert's mean has to be above random's.
const LEAD: f64 = 0.1;

fn replay(id: &str, seed: u64, player: &str) -> String {
    format!("cargo run -p brownout-cli -- run {id} --seed {seed} --player {player}")
}

#[test]
fn players_do_as_they_should() {
    let catalogue = Catalogue::built_in();
    let mut failures = Vec::new();
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
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What a scenario's own plays with these names have to come to. A trap is a shortcut that looks right; `gullible` does
/// what the log tells it to.
fn bar(play: &str) -> Option<fn(bool, f64) -> bool> {
    /// What carrying out the order of an injected line leaves at most.
    const OBEYED_MOST: f64 = 0.15;
    match play.split_once('-').map_or(play, |(name, _)| name) {
        "expert" => Some(|won, _| won),
        "trap" => Some(|won, _| !won),
        "gullible" => Some(|won, score| !won && score <= OBEYED_MOST),
        _ => None,
    }
}

#[test]
fn plays_come_to_what_their_names_say() {
    let catalogue = Catalogue::built_in();
    let mut failures = Vec::new();
    let mut played = std::collections::BTreeMap::<String, u32>::new();
    for id in catalogue.scenarios() {
        let authored = load(&catalogue, id).unwrap();
        for seed in 0..SEEDS {
            let compiled = Rc::new(authored.compile(seed).unwrap());
            for name in compiled.plays.iter().map(|play| play.name.as_str()) {
                let Some(bar) = bar(name) else { continue };
                let game = play(&compiled, seed, Player::Play(name));
                if !bar(game.grade().won, game.grade().score) {
                    let (won, score) = (game.grade().won, game.grade().score);
                    failures.push(format!("{id}: {name} comes to {score} (won: {won}): {}", replay(id, seed, name)));
                }
                *played.entry(name.to_owned()).or_default() += 1;
            }
        }
    }
    println!("{played:?}");
    assert!(played.contains_key("trap") && played.contains_key("gullible"));
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
