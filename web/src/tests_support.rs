//! Small values for tests.

use brownout_run::view::Frame;

/// A frame without anything.
pub fn empty_frame() -> Frame {
    Frame {
        tick: 0,
        time_us: 0,
        status: Vec::new(),
        metrics: Vec::new(),
        values: Vec::new(),
        alerts: Vec::new(),
        lines: Vec::new(),
    }
}

use crate::engine::{Catalogue, Game};

const PACK: &str = r#"
time: { tick: 30s, order: action-first, refusal: costs }
metrics: { err: { unit: ratio } }
values: { hurt: { label: Users hurt, unit: number, harm: true } }
status: { down: { like: down, when: err > 50% }, healthy: { like: healthy, when: true } }
services: { web: { calls: [ db ] }, db: {} }
tally: hurt += db.err
turns: [ ops, boss ]
roles: { ops: { label: Ops, metrics: all, logs: 2 }, boss: { label: Boss, metrics: none, logs: none } }
faults: { root: { at: db, begins: "err = 60%", cured-by: [ fix at db ] } }
actions:
  wait: {}
  look: { effect: show "It burns." }
  fix: { with: { target: { is: service } }, wrong-when: not cures }
  shout: { by: [ ops ] }
score:
  step:
    fixed: { label: Fixed, once: 10, when: cured(root) }
    late: { label: A turn, pay: -1 }
    wrong: { label: Wrong, pay: -5, when: wrong }
end: { steps: 8, when: [ cured(root) ] }
"#;

/// A run of two roles, one step after the other, one of whom sees nothing.
pub fn two_roles() -> Game {
    let mut catalogue = Catalogue::default();
    catalogue.insert("standard/pack.yaml", "{}\n");
    catalogue.insert("p/pack.yaml", PACK);
    let opened = Game::open_text(&catalogue, "p/s.yaml", "title: T\n", 1);
    opened.unwrap_or_else(|error| panic!("{error}"))
}
