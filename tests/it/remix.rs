//! A remixed scenario plays as the shipped one does, and stays sound and winnable when its services get other names.

use std::rc::Rc;

use brownout_run::Game;
use brownout_run::players::{Player, play};
use brownout_scenario::assist::{problems, remix, rename, symbols, whole};
use brownout_scenario::{Authored, Catalogue, Code, load, load_text};

const SEEDS: u64 = 3;
const PATH: &str = "mine/remix.yaml";

fn game(authored: &Authored, seed: u64, player: Player<'_>) -> Game {
    play(&Rc::new(authored.compile(seed).unwrap()), seed, player)
}

/// The text of a remix, read and compiled: nothing may be wrong with it.
fn sound(catalogue: &Catalogue, id: &str, text: &str, failures: &mut Vec<String>) -> Option<Authored> {
    match load_text(catalogue, PATH, text) {
        Ok(authored) => Some(authored),
        Err(rejected) => {
            failures.push(format!("{id}: {rejected}"));
            None
        }
    }
}

#[test]
fn a_remix_plays_as_the_scenario_does() {
    let catalogue = Catalogue::built_in();
    let mut failures = Vec::new();
    for id in catalogue.scenarios() {
        let shipped = load(&catalogue, id).unwrap();
        let own = remix(&catalogue, id).unwrap();
        for found in problems(&catalogue, PATH, &own, 1) {
            failures
                .push(format!("{id}: {}:{} {} {}", found.start.line, found.start.column, found.code, found.message));
        }
        let alone = whole(&catalogue, PATH, &own).unwrap();
        for (what, text) in [("remix", &own), ("whole", &alone)] {
            let Some(authored) = sound(&catalogue, id, text, &mut failures) else { continue };
            for seed in 0..SEEDS {
                for player in [Player::Play("expert"), Player::Random] {
                    let (a, b) = (game(&shipped, seed, player), game(&authored, seed, player));
                    if a.digest() != b.digest() || a.grade() != b.grade() {
                        failures.push(format!("{id}: its {what} plays differently with seed {seed}, {player:?}"));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The services that a text defines, and where.
fn services(text: &str) -> Vec<(String, u32)> {
    let mut section = String::new();
    let mut found = Vec::new();
    for symbol in symbols(text) {
        match symbol.depth {
            0 => section = symbol.name,
            1 if section == "services" => found.push((symbol.name, symbol.from)),
            _ => {}
        }
    }
    found
}

#[test]
fn a_renamed_service_keeps_a_remix_sound_and_winnable() {
    let catalogue = Catalogue::built_in();
    let (mut failures, mut renamed) = (Vec::new(), 0);
    for id in catalogue.scenarios() {
        let mut text = remix(&catalogue, id).unwrap();
        let inherits = |text: &str| {
            let found = services(text);
            let taken = |(_, at): &(String, u32)| {
                rename(&catalogue, PATH, text, *at, "renamed").is_err_and(|error| error.of_pack)
            };
            found.is_empty() || found.iter().any(taken)
        };
        let alone = inherits(&text);
        if alone {
            text = whole(&catalogue, PATH, &text).unwrap();
        }
        // Every service of the section, one after another.
        let names: Vec<String> = services(&text).into_iter().map(|(name, _)| name).collect();
        for (index, name) in names.iter().enumerate() {
            let Some((_, at)) = services(&text).into_iter().find(|(found, _)| found == name) else { continue };
            match rename(&catalogue, PATH, &text, at, &format!("renamed-{index}")) {
                Ok(changed) => {
                    text = changed;
                    renamed += 1;
                }
                Err(error) => failures.push(format!("{id}: {name}: {}", error.message)),
            }
        }
        let Some(authored) = sound(&catalogue, id, &text, &mut failures) else { continue };
        for seed in 0..SEEDS {
            match authored.compile(seed) {
                Ok(compiled) if !play(&Rc::new(compiled.clone()), seed, Player::Play("expert")).grade().won => {
                    failures.push(format!("{id}: the expert does not win with seed {seed}"));
                }
                // An action of a pack that serves other scenarios is all right there, and is told of once it is the text's own.
                Ok(compiled) => failures.extend(
                    (compiled.notes.iter().chain(&authored.notes))
                        .filter(|note| !(alone && note.code == Code::NoEffect))
                        .map(|note| format!("{id}: {}", note.message)),
                ),
                Err(rejected) => {
                    failures.push(format!("{id}: {rejected}"));
                    break;
                }
            }
        }
    }
    println!("{renamed} services renamed");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
