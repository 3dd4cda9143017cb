//! Templates: each compiles without a finding, its expert wins with every seed, and neither idling nor restarting the loudest
//! nor doing what a line says does.

use std::rc::Rc;

use brownout_run::players::{Player, play};
use brownout_run::traps::escaped;
use brownout_scenario::assist::{problems, remix, templates};
use brownout_scenario::{Catalogue, load_text};

const SEEDS: u64 = 10;

#[test]
fn templates_are_worth_playing() {
    let catalogue = Catalogue::built_in();
    let mut failures = Vec::new();
    for template in templates(&catalogue) {
        let said = template.title.len() > 5 && template.about.len() > 60 && template.about.ends_with('.');
        assert!(said, "{template:?}");
    }
    let ids = catalogue.templates();
    assert!(ids.len() >= 10, "{ids:?}");
    assert_eq!(ids[0], "templates/blank");
    for id in ids {
        assert!(!catalogue.scenarios().contains(&id), "{id} is listed");
        let text = remix(&catalogue, id).unwrap();
        for found in problems(&catalogue, "mine/template.yaml", &text, 1) {
            failures
                .push(format!("{id}: {}:{} {} {}", found.start.line, found.start.column, found.code, found.message));
        }
        let Ok(authored) = load_text(&catalogue, "mine/template.yaml", &text) else { continue };
        for seed in 0..SEEDS {
            let Ok(compiled) = authored.compile(seed) else {
                failures.push(format!("{id}: seed {seed} does not compile"));
                continue;
            };
            let compiled = Rc::new(compiled);
            for (player, wins) in [
                (Player::Play("expert"), true),
                (Player::Idle, false),
                (Player::Naive, false),
                (Player::Gullible, false),
                (Player::Repeat, false),
            ] {
                // The least of all has one deed, which is the cure.
                if player == Player::Repeat && id.ends_with("/blank") {
                    continue;
                }
                let game = play(&compiled, seed, player);
                if game.grade().won != wins {
                    failures.push(format!("{id}: {player:?} should win: {wins}, with seed {seed}"));
                }
                if let Player::Play(_) = player {
                    for trap in compiled.plays.iter().filter_map(|one| one.trap.as_ref().map(|trap| (one, trap))) {
                        let taken = play(&compiled, seed, Player::Play(&trap.0.name));
                        failures.extend(escaped(&taken, trap.1).map(|why| format!("{id}: {} {why}", trap.0.name)));
                    }
                }
                if game.notes() > 0 {
                    failures.push(format!("{id}: {} notes of {player:?}", game.notes()));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
