//! Rewind, branch, compare: a run that was rewound is the run that never went further, in every scenario.

use std::rc::Rc;

use brownout_run::compare::{CompareError, compare, counterparts, nothing_would_have, without};
use brownout_run::link::{Scenario, View, replay};
use brownout_run::log::WAIT;
use brownout_run::players::{Player, play};
use brownout_run::tree::{BRANCHES_MAX, Reel, Tree, TreeError};
use brownout_run::{Deed, Game};
use brownout_scenario::{Catalogue, load};
use brownout_sim::rng::{Purpose, Stream, stream_id};

use crate::deed;

/// Rewinds that are tried in each scenario.
const REWINDS: u32 = 12;

fn played(id: &str, seed: u64, player: Player<'_>) -> Game {
    let compiled = Rc::new(load(&Catalogue::built_in(), id).unwrap().compile(seed).unwrap());
    play(&compiled, seed, player)
}

/// Digests of a straight run, after each step.
fn straight(game: &Game) -> Vec<u64> {
    let mut again = Game::open(&Catalogue::built_in(), &game.about().id, game.seed()).unwrap();
    let mut digests = vec![again.digest()];
    for deed in game.log().deeds() {
        again.act(deed).unwrap();
        digests.push(again.digest());
    }
    digests
}

#[test]
fn a_rewound_run_is_a_straight_run() {
    let catalogue = Catalogue::built_in();
    for id in catalogue.scenarios() {
        for (seed, player) in [(7, Player::Random), (42, Player::Play("expert")), (3, Player::Idle)] {
            let game = played(id, seed, player);
            let (log, frames, digests) = (game.log().clone(), game.frames().to_vec(), straight(&game));
            let steps = game.steps().to_vec();
            let mut reel = Reel::new(game);
            let mut stream = Stream::new(seed, stream_id(Purpose::Player, id), 0);
            for _ in 0..REWINDS {
                let to = stream.below(log.len() as u32 + 1) as usize;
                reel.rewind(to).unwrap();
                assert_eq!(reel.game().digest(), digests[to], "{id}, seed {seed}: back to step {to}");
                assert_eq!(reel.game().log().deeds(), &log.deeds()[..to]);
                reel.become_log(&log).unwrap();
                assert_eq!(Some(&reel.game().digest()), digests.last(), "{id}: forth from step {to}");
            }
            assert!(reel.game().frames() == frames && reel.game().steps() == steps, "{id}, seed {seed}");
            assert_eq!(straight(reel.game()), digests);
        }
    }
}

#[test]
fn a_frame_belongs_to_the_steps_that_made_it() {
    for id in Catalogue::built_in().scenarios() {
        let game = played(id, 9, Player::Random);
        let (log, frames) = (game.log().clone(), game.frames().to_vec());
        let mut reel = Reel::new(game);
        for at in (0..frames.len()).rev().step_by(3) {
            let steps = reel.steps_at(at);
            reel.rewind(steps).unwrap();
            let head = reel.game().head();
            // Inside a step that takes several ticks one can only act before it.
            assert!(head.tick <= frames[at].tick, "{id}, frame {at}");
            if head.tick == frames[at].tick {
                assert_eq!(head, &frames[at], "{id}, frame {at}");
            }
            reel.become_log(&log).unwrap();
        }
    }
}

const ID: &str = "logtriage/cascading-failure";

fn kill() -> Deed {
    deed("remediate", &[("target", "user-db"), ("verb", "kill-query")])
}

fn waited(steps: usize) -> Tree {
    let mut tree = Tree::new(Game::open(&Catalogue::built_in(), ID, 7).unwrap());
    for _ in 0..steps {
        tree.wait().unwrap();
    }
    tree
}

#[test]
fn acting_in_the_past_makes_a_branch() {
    let mut tree = waited(6);
    let (straight, frames) = (tree.game().digest(), tree.game().frames().len());
    assert!(!tree.act_at(frames - 1, &deed(WAIT, &[])).unwrap(), "at the end there is nothing to lose");
    tree.undo(None).unwrap();
    tree.switch(1).unwrap();
    assert!(tree.act_at(2, &kill()).unwrap());
    let branch = tree.active();
    let made = tree.branches().last().unwrap();
    assert_eq!((made.parent, made.shared, made.tick), (Some(1), 2, tree.game().frames()[2].tick));
    assert_eq!(tree.game().log().len(), 3);
    assert_eq!(tree.log(1).unwrap().len(), 7, "the old one is as it was");

    let catalogue = Catalogue::built_in();
    for id in [1, branch] {
        let link = tree.link(id, Scenario::BuiltIn(ID.to_owned()), View::default()).unwrap();
        let replayed = replay(&catalogue, &link).unwrap();
        assert!(replayed.verdict.agrees());
        assert_eq!(replayed.game.digest(), tree.replay(id).unwrap().digest());
        assert_eq!(Some(replayed.game.log()), tree.log(id));
    }
    tree.switch(1).unwrap();
    assert_ne!(tree.game().digest(), straight);
    assert_eq!(tree.game().log().len(), 7);

    // What cannot be done leaves everything as it was.
    let before = tree.game().digest();
    assert!(matches!(tree.act_at(1, &deed("fly", &[])), Err(TreeError::Act(_))));
    assert_eq!((tree.game().digest(), tree.branches().len()), (before, 2));
}

#[test]
fn branches_are_named_and_deleted() {
    let mut tree = waited(5);
    tree.act_at(4, &kill()).unwrap();
    let child = tree.active();
    tree.act_at(2, &kill()).unwrap();
    let grandchild = tree.active();
    tree.rename(child, "  Kill it early ").unwrap();
    assert_eq!(tree.branches()[1].name, "Kill it early");
    for name in ["", "  ", "a\nb", &"x".repeat(61)] {
        assert_eq!(tree.rename(child, name), Err(TreeError::Name), "{name}");
    }
    assert_eq!(tree.rename(99, "x"), Err(TreeError::Unknown(99)));
    tree.delete(child).unwrap();
    let left = &tree.branches()[1];
    assert_eq!((tree.active(), left.id, left.parent, left.shared), (grandchild, grandchild, Some(1), 2));
    tree.delete(grandchild).unwrap();
    assert_eq!((tree.active(), tree.game().log().len()), (1, 5));
    assert_eq!(tree.delete(1), Err(TreeError::Last));
    assert_eq!(tree.switch(grandchild), Err(TreeError::Unknown(grandchild)));
    for _ in 1..BRANCHES_MAX {
        tree.act_at(2, &kill()).unwrap();
        tree.switch(1).unwrap();
    }
    assert_eq!(tree.act_at(2, &kill()), Err(TreeError::TooMany));
    assert_eq!(tree.branches().len(), BRANCHES_MAX);
}

#[test]
fn a_tree_is_saved_and_opened_again() {
    let fresh = || Game::open(&Catalogue::built_in(), ID, 7).unwrap();
    let mut tree = waited(5);
    tree.act_at(3, &kill()).unwrap();
    tree.rename(2, "Sooner").unwrap();
    tree.act_at(2, &kill()).unwrap();
    tree.switch(2).unwrap();
    let saved = tree.to_json();
    let mut opened = Tree::from_json(fresh(), &saved).unwrap();
    assert_eq!((opened.to_json(), opened.game().digest()), (saved.clone(), tree.game().digest()));
    opened.switch(3).unwrap();
    assert_eq!(opened.game().digest(), tree.replay(3).unwrap().digest());
    opened.act_at(1, &kill()).unwrap();
    assert_eq!(opened.active(), 4, "an id is given once");

    let check = |path: &str, to: serde_json::Value| {
        let mut damaged = saved.clone();
        *damaged.pointer_mut(path).unwrap() = to;
        assert!(Tree::from_json(fresh(), &damaged).is_err(), "{path}: {damaged}");
    };
    check("", serde_json::json!(7));
    check("/active", 9.into());
    check("/branches", serde_json::json!([]));
    check("/branches/1/id", 1.into());
    check("/branches/1/parent", 2.into());
    check("/branches/1/shared", 99.into());
    check("/branches/1/name", "".into());
    check("/branches/1/log", serde_json::json!([["fly"]]));
    check("/branches/1/digest", "xyz".into());
}

#[test]
fn undo_and_redo() {
    let mut tree = waited(2);
    let start = tree.game().digest();
    tree.act(&kill()).unwrap();
    tree.wait().unwrap();
    let done = tree.game().digest();
    assert_eq!(tree.undoable(None), (Some(&kill()), None));
    assert!(tree.undo(None).unwrap());
    assert_eq!((tree.game().digest(), tree.undoable(None)), (start, (None, Some(&kill()))));
    assert!(!tree.undo(None).unwrap());
    assert!(tree.redo().unwrap() && !tree.redo().unwrap());
    assert_eq!(tree.game().digest(), done);
    tree.undo(None).unwrap();
    tree.wait().unwrap();
    assert_eq!(tree.undoable(None), (None, None), "another way was taken");
    tree.act(&kill()).unwrap();
    tree.undo(None).unwrap();
    assert!(tree.act(&deed("fly", &[])).is_err());
    assert_eq!(tree.undoable(None).1, Some(&kill()), "what could not be done changes nothing");
}

fn wait(tree: &mut Tree, ticks: usize) {
    for _ in 0..ticks {
        tree.wait().unwrap();
    }
}

/// Where a branch leaves another is told of what both are now.
#[test]
fn undoing_what_branches_share() {
    let mut tree = waited(2);
    tree.act(&kill()).unwrap();
    wait(&mut tree, 3);
    assert!(tree.act_at(5, &kill()).unwrap());
    let left = |tree: &Tree| (tree.branches()[1].shared, tree.branches()[1].tick);
    let made = left(&tree);
    assert_eq!(made.0, tree.game().log().len() - 1);
    let check = |of: u32| {
        let mut tree = waited(2);
        tree.act(&kill()).unwrap();
        wait(&mut tree, 3);
        tree.act_at(5, &kill()).unwrap();
        tree.switch(of).unwrap();
        // The child's own deed, then the one that both have; or just the latter.
        while tree.undo(None).unwrap() {}
        assert_eq!(left(&tree), (2, tree.tick_after(2)), "of {of}");
        while tree.redo().unwrap() {}
        assert_eq!(left(&tree), made, "of {of}, taken again");
    };
    check(1);
    check(2);
}

/// The scenario was changed since a branch was saved: the others stay what they were.
#[test]
fn a_branch_that_plays_no_more_harms_no_other() {
    let fresh = || Game::open(&Catalogue::built_in(), ID, 7).unwrap();
    let mut tree = waited(5);
    tree.act_at(3, &kill()).unwrap();
    let mut saved = tree.to_json();
    let log = saved.pointer_mut("/branches/0/log").unwrap();
    *log = serde_json::json!([2, ["fly"], 3]);
    let mut opened = Tree::from_json(fresh(), &saved).unwrap();
    let (digest, log) = (opened.game().digest(), opened.game().log().clone());
    for _ in 0..2 {
        assert!(matches!(opened.switch(1), Err(TreeError::Act(_))));
        assert_eq!((opened.active(), opened.game().digest(), opened.game().log()), (2, digest, &log));
        assert_eq!(opened.to_json(), saved);
    }
    assert!(matches!(opened.delete(2), Err(TreeError::Act(_))));
    assert_eq!(opened.branches().len(), 2);
}

#[test]
fn two_runs_side_by_side() {
    for id in Catalogue::built_in().scenarios() {
        let expert = played(id, 7, Player::Play("expert"));
        let (idle, best) = counterparts(&expert);
        assert_eq!(best.unwrap().digest(), expert.digest(), "{id}");
        let same = compare(&expert, &expert).unwrap();
        assert_eq!((same.parts_at, same.step_differs), (None, None), "{id}");
        assert!(same.ticks.len() == expert.frames().len() && same.ticks.iter().all(|at| at.same && at.a == at.b));

        let found = compare(&expert, &idle).unwrap();
        let first = expert.log().deeds().iter().position(|deed| deed.action != WAIT);
        assert_eq!(found.step_differs, first, "{id}");
        let parting = found.parts_at.expect("doing something is seen");
        for at in &found.ticks {
            let (a, b) = (at.a.map(|i| &expert.frames()[i]), at.b.map(|i| &idle.frames()[i]));
            assert_eq!(at.same, a == b, "{id}, tick {}", at.tick);
            assert!(at.same || parting <= at.tick, "{id}, tick {}", at.tick);
        }
        let outcome = found.outcome.unwrap();
        assert!(outcome.a.won && !outcome.b.won, "{id}");
        assert_eq!(found.parts.len(), expert.plan().score.grade.len(), "{id}");
        if let Some(harm) = found.harm {
            assert_eq!(harm.series.a.len(), found.ticks.len());
            assert_eq!(harm.difference, harm.last.b - harm.last.a);
            let debrief = idle.debrief().unwrap();
            assert_eq!(Some(&harm.last.b), debrief.harm.last(), "{id}");
        }
        let said = nothing_would_have(&expert, &idle).unwrap();
        assert!(
            said.starts_with("Doing nothing would have scored ") && said.contains(" and would not have won."),
            "{said}"
        );
        assert_eq!(nothing_would_have(&idle, &idle).unwrap(), "You did nothing, so there is nothing to compare with.");
    }
}

#[test]
fn without_one_action() {
    let expert = played(ID, 7, Player::Play("expert"));
    let first = expert.log().deeds().iter().position(|deed| deed.action != WAIT).unwrap();
    let other = without(&expert, first).unwrap();
    assert_eq!(compare(&expert, &other).unwrap().step_differs, Some(first));
    assert!(without(&expert, 999).is_none());
    // Whichever step is missing, the other run comes to an end, too, and has a grade.
    for step in 0..expert.log().len() {
        let other = without(&expert, step).unwrap();
        assert!(compare(&expert, &other).unwrap().outcome.is_some(), "{step}");
    }
    let unfinished = Game::open(&Catalogue::built_in(), ID, 7).unwrap();
    assert!(without(&unfinished, 0).is_none());
}

#[test]
fn what_cannot_be_compared() {
    let open = |id: &str, seed| Game::open(&Catalogue::built_in(), id, seed).unwrap();
    let a = open(ID, 7);
    assert_eq!(compare(&a, &open(ID, 8)), Err(CompareError::Seed(7, 8)));
    let other = "logtriage/single-crash";
    assert_eq!(compare(&a, &open(other, 7)), Err(CompareError::Scenario(ID.into(), other.into())));
    let unfinished = compare(&a, &open(ID, 7)).unwrap();
    assert!(unfinished.outcome.is_none() && unfinished.parts.is_empty(), "no grade before the end");
}
