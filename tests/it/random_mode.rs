//! The random mode over many seeds: every incident can be won by the play that follows from its cause, and none by waiting.
//! Prints what was drawn: kinds of fault, and how many calls lie between the users and the cause.

use std::collections::BTreeMap;
use std::rc::Rc;

use brownout_run::players::{Player, play};
use brownout_scenario::{Catalogue, load};
use brownout_sim::plan::{Plan, ServiceIndex};

const SEEDS: u64 = 1_000;
const MODES: [&str; 3] = ["firewatch/random-easy", "firewatch/random-medium", "firewatch/random-hard"];

/// Calls between a service without callers and this one, on the shortest way.
fn depth(plan: &Plan, home: ServiceIndex) -> usize {
    let mut reached: Vec<bool> =
        (0..plan.services.len()).map(|s| plan.calls.iter().all(|call| call.1 as usize != s)).collect();
    for depth in 0..plan.services.len() {
        if reached[home as usize] {
            return depth;
        }
        let before = reached.clone();
        for (caller, callee) in &plan.calls {
            reached[*callee as usize] |= before[*caller as usize];
        }
    }
    panic!("nobody calls the cause");
}

#[test]
fn every_random_incident_can_be_won_and_none_by_waiting() {
    let catalogue = Catalogue::built_in();
    let mut failures = Vec::new();
    for id in MODES {
        let authored = load(&catalogue, id).unwrap();
        let (mut kinds, mut depths) = (BTreeMap::<String, u32>::new(), BTreeMap::<usize, u32>::new());
        for seed in 0..SEEDS {
            let compiled = Rc::new(authored.compile(seed).unwrap());
            for (player, name, wins) in [(Player::Play("expert"), "expert", true), (Player::Idle, "idle", false)] {
                if play(&compiled, seed, player).grade().won != wins {
                    failures.push(format!(
                        "{name} should {}: cargo run -p brownout-cli -- run {id} --seed {seed} --player {name}",
                        if wins { "win" } else { "not win" }
                    ));
                }
            }
            let fault = compiled.plan.faults.first().unwrap();
            *kinds.entry(fault.label.clone()).or_default() += 1;
            *depths.entry(depth(&compiled.plan, fault.home)).or_default() += 1;
        }
        println!("{id}: kinds {kinds:?}, depths {depths:?}");
        assert!(kinds.len() > 1 && depths.len() > 1, "{id} draws the same cause over and over");
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Adding a task touches one YAML file.
#[test]
fn one_file_more_is_one_task_more() {
    const TASK: &str = "title: One more\n\
        about: Search answers slowly.\n\
        difficulty: easy\n\
        take: [ api-gateway, search-service, db-proxy ]\n\
        faults:\n  root:\n    kind: memory-leak\n    at: search-service\n\
        plays:\n  expert: [ cure root, wait 9, declare-resolved ]\n";
    let mut catalogue = Catalogue::built_in();
    let before = catalogue.scenarios().len();
    catalogue.insert("firewatch/one-more.yaml", TASK);
    assert_eq!(catalogue.scenarios().len(), before + 1);
    let compiled = Rc::new(load(&catalogue, "firewatch/one-more").unwrap().compile(1).unwrap());
    assert!(play(&compiled, 1, Player::Play("expert")).grade().won);
    assert!(!play(&compiled, 1, Player::Idle).grade().won);
}
