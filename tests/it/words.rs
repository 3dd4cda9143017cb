//! What the built-in scenarios say to people: nothing twice, nothing wrong.

use std::rc::Rc;

use brownout_run::Game;
use brownout_run::players::{Player, play};
use brownout_run::said::{place, sentence};
use brownout_scenario::{Catalogue, load};

/// A run in which nobody does anything.
fn idle(id: &str) -> Game {
    let compiled = Rc::new(load(&Catalogue::built_in(), id).unwrap().compile(9).unwrap());
    play(&compiled, 9, Player::Idle)
}

/// An action's ticks are a number that whoever shows the action tells.
#[test]
fn no_action_says_how_many_ticks_it_takes() {
    let catalogue = Catalogue::built_in();
    let mut seen = 0;
    for id in catalogue.scenarios() {
        for action in load(&catalogue, id).unwrap().document.actions.iter() {
            let about = action.value.body.about.as_ref().map(|about| about.to_string()).unwrap_or_default();
            let told = about.split(['.', ';']).any(|part| {
                let part = part.trim().to_lowercase();
                part.starts_with("takes ") && part.contains("tick")
            });
            assert!(!told, "{id}, {}: {about}", action.key.as_str());
            seen += 1;
        }
    }
    assert!(seen > 400, "{seen}");
}

/// What the debrief says would have cured each fault.
#[test]
fn cures_say_what_they_ask_for() {
    let check = |id: &str, expected: &[&str]| {
        let cures: Vec<String> =
            idle(id).debrief().unwrap().faults.iter().flat_map(|fault| fault.cures.clone()).collect();
        assert_eq!(cures, expected, "{id}");
    };
    for (id, expected) in [
        ("chaosops/rogue-deploy-bot", &["Flag an agent: deploy-bot and Roll back: payments, in either order"][..]),
        (
            "chaosops/cascade-medium",
            &[
                "Restart: db, where notifications is healthy",
                "Resolve, where db is healthy and notifications is healthy",
            ],
        ),
        ("chaosops/misrouted-traffic", &["Flag an agent: load-balancer, then Escalate, where actor is manager"]),
        ("chaosops/db-deadlock", &["Restart: db"]),
        ("logtriage/single-crash", &["Remediate: payment-service, restart"]),
        ("standard/leaky-checkout", &["Roll back: checkout"]),
    ] {
        check(id, expected);
    }
}

/// A service and what agents are called stay as they are written; a place is not named twice.
#[test]
fn names_are_written_in_one_way() {
    let game = idle("chaosops/rogue-deploy-bot");
    let about = game.about();
    let service = |name: &str| about.services.iter().position(|service| service.name == name).unwrap() as u32;
    for (at, text, expected, before) in [
        ("db", "db is deadlocked", "db is deadlocked", None),
        ("payments", "deploy-bot pushed", "deploy-bot pushed", Some("payments")),
        ("db", "the volume of db is full", "The volume of db is full", None),
        ("db", "dbs of auth-db", "Dbs of auth-db", Some("db")),
        ("db", "", "", Some("db")),
    ] {
        assert_eq!((sentence(about, text).as_str(), place(about, service(at), text)), (expected, before), "{text}");
    }
    assert_eq!(place(about, 99, "x"), None);
}

/// A number that stands for not known is known as such.
#[test]
fn what_is_not_known_is_no_number() {
    for id in ["sregym/advanced-rls-silent-leak", "sregym/advanced-cascading-release-train"] {
        let game = idle(id);
        let left = game.about().values.iter().position(|value| value.label == "Minutes of budget left").unwrap();
        assert_eq!(game.about().values[left].unknown, Some(game.frames()[0].values[left]), "{id}");
    }
}
