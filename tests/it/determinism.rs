//! The same run has the same digest; and the digest is no decoration: another seed, another action and one flipped bit in
//! any cell each change it.

use brownout_run::{Deed, Game};
use brownout_scenario::{Catalogue, load};
use brownout_sim::world::World;

use crate::deed;

fn digest_of(id: &str, seed: u64, deeds: &[Deed]) -> u64 {
    let mut game = Game::open(&Catalogue::built_in(), id, seed).unwrap();
    for deed in deeds {
        game.act(deed).unwrap();
    }
    game.digest()
}

const ID: &str = "logtriage/cascading-failure";

#[test]
fn twice_is_the_same_and_anything_else_is_not() {
    let kill = deed("remediate", &[("target", "user-db"), ("verb", "kill-query")]);
    let restart = deed("remediate", &[("target", "user-db"), ("verb", "restart")]);
    let wait = deed("wait", &[]);
    let base = digest_of(ID, 7, &[wait.clone(), kill.clone()]);
    assert_eq!(base, digest_of(ID, 7, &[wait.clone(), kill.clone()]), "the same run");
    assert_ne!(base, digest_of(ID, 8, &[wait.clone(), kill.clone()]), "another seed");
    assert_ne!(base, digest_of(ID, 7, &[wait.clone(), restart]), "another action");
    assert_ne!(base, digest_of(ID, 7, &[kill, wait]), "another order");
}

#[test]
fn one_flipped_bit_in_any_cell_changes_the_digest() {
    for id in [ID, "firewatch/dual-fault-shared-cascade"] {
        let compiled = load(&Catalogue::built_in(), id).unwrap().compile(3).unwrap();
        let plan = &compiled.plan;
        let mut world = World::start(plan, 3);
        for _ in 0..5 {
            world.tick(plan);
        }
        let before = world.digest();
        for cell in 0..world.cells.len() {
            for bit in [0, 1, 31, 51, 52, 62] {
                let mut flipped = world.clone();
                flipped.cells[cell] = f64::from_bits(flipped.cells[cell].to_bits() ^ (1 << bit));
                assert_ne!(before, flipped.digest(), "{id}: cell {cell}, bit {bit}");
            }
        }
        let mut negative = world.clone();
        let zero = negative.cells.iter().position(|&x| x == 0.0).unwrap();
        negative.cells[zero] = -0.0;
        assert_eq!(before, negative.digest(), "−0.0 is 0.0");
    }
}

#[test]
fn a_snapshot_goes_on_like_the_run_it_was_taken_from() {
    for id in Catalogue::built_in().scenarios() {
        let compiled = load(&Catalogue::built_in(), id).unwrap().compile(5).unwrap();
        let plan = &compiled.plan;
        let mut straight = World::start(plan, 5);
        for _ in 0..4 {
            straight.tick(plan);
        }
        let mut restored = straight.clone();
        for tick in 0..12 {
            straight.tick(plan);
            restored.tick(plan);
            assert_eq!(straight.digest(), restored.digest(), "{id}, {tick} ticks after the snapshot");
        }
    }
}
