//! Answers that may be wrong: after the end one is told which were, and before it nothing tells. And grades whose parts do
//! not give 1 together.
#![allow(clippy::unwrap_used)]

use brownout_run::learnt::learnt;
use brownout_run::report::{frame_json, report};
use brownout_run::{Game, RunLog};
use brownout_scenario::Catalogue;

const PACK: &str = r#"
time: { tick: 30s, order: action-first, logs: on-request }
metrics: { err: { unit: ratio } }
services: { web: { calls: [ db ] }, db: {} }
status: { down: { like: down, when: err > 50% }, healthy: { like: healthy, when: true } }
actions:
  wait: {}
  ask: { with: { target: { is: service } }, effect: show facts }
  call: { effect: show facts }
  close: {}
faults: { root: { at: db, cured-when: tick >= 1000 } }
end: { ticks: 40, when: [ acted(close) ], won: acted(close) }
"#;

fn game(text: &str, steps: &str) -> Game {
    let mut catalogue = Catalogue::default();
    catalogue.insert("standard/pack.yaml", "{}\n");
    catalogue.insert("p/pack.yaml", PACK);
    let mut game = Game::open_text(&catalogue, "p/s.yaml", text, 1).map_err(|e| e.to_string()).unwrap();
    game.play(&RunLog::from_json(&serde_json::from_str(steps).unwrap()).unwrap()).unwrap();
    game
}

/// Two that may be wrong, one that cannot be.
fn facts(chance: &str) -> String {
    format!(
        "facts:\n  call: {{ any: [ {{ chance: {chance}, text: it is db, else: it is db }} ] }}\n  ask:\n    \
         web: [ {{ once: true, after: 2, chance: {chance}, text: it is db, else: it is db }}, {{ text: all I know }} ]\n    \
         db: [ {{ after: 9, chance: {chance}, text: I look, else: I look }} ]\n"
    )
}

#[test]
fn the_debrief_tells_who_was_right() {
    let ask = r#"["ask",{"target":"web"}]"#;
    let cases: [(&str, &str, &[&str]); 6] = [
        ("100%", r#"[["call"],["close"]]"#, &["1: 0 Some(0) None it is db right"]),
        ("0%", r#"[["call"],["close"]]"#, &["1: 0 Some(0) None it is db wrong"]),
        (
            "0%",
            &format!(r#"[1,{ask},["call"],3,["close"]]"#),
            &["2: 1 Some(3) Some(0) it is db wrong", "3: 2 Some(2) None it is db wrong"],
        ),
        // The second time the list has an answer that cannot be wrong.
        ("100%", &format!(r#"[{ask},{ask},3,["close"]]"#), &["1: 0 Some(2) Some(0) it is db right"]),
        // It never came.
        ("0%", r#"[["ask",{"target":"db"}],["close"]]"#, &["1: 0 None Some(1) I look wrong"]),
        ("100%", r#"[["close"]]"#, &[]),
    ];
    for (chance, steps, expected) in cases {
        let debrief = game(&facts(chance), steps).debrief().unwrap();
        let told: Vec<String> = debrief
            .answers
            .iter()
            .map(|of| {
                let right = if of.right { "right" } else { "wrong" };
                format!("{}: {} {:?} {:?} {} {right}", of.step, of.asked, of.came, of.target, of.text)
            })
            .collect();
        assert_eq!(told, expected, "{chance} {steps}");
    }
}

#[test]
fn nothing_tells_before_the_end() {
    // Both colleagues say the same; only whether it is so differs.
    let seen = |chance: &str| {
        let game = game(&facts(chance), r#"[["call"],["ask",{"target":"web"}],3,["ask",{"target":"web"}]]"#);
        assert!(game.over().is_none() && game.debrief().is_none());
        let frames: Vec<String> = game.frames().iter().map(|frame| frame_json(&game, frame).to_string()).collect();
        let said = learnt(game.about(), game.steps(), &game.evidence(), &game.answers());
        let report = serde_json::to_string(&report(&game, "p")).unwrap();
        let views = (game.about(), game.steps(), game.evidence(), game.answers(), game.moments(), game.notes_taken());
        format!("{frames:?} {said:?} {report} {views:?}")
    };
    let (right, wrong) = (seen("100%"), seen("0%"));
    assert_eq!(right, wrong);
    assert!(right.contains("it is db"));
}

#[test]
fn a_grade_says_what_it_is_out_of() {
    for (most, expected) in [
        (["0.6", "0.4"], None),
        (["0.7", "0.2"], Some((0.9, 0.5))),
        (["0.1", "0.2"], Some((0.3, 1.5))),
        (["50", "50"], Some((100.0, 0.0045))),
        (["0", "0"], None),
    ] {
        let text = format!(
            "score:\n  grade:\n    range: 0 to 100\n    parts:\n      a: {{ points: 0.45, most: {} }}\n      \
             b: {{ points: 0, most: {} }}\n      harm: {{ points: 0, most: -0.1 }}\n",
            most[0], most[1]
        );
        let game = game(&text, r#"[["close"]]"#);
        let got = game.out_of().map(|of| (of.most, (of.share * 1e9).round() / 1e9));
        assert_eq!(got, expected, "{most:?}");
        assert_eq!(game.debrief().unwrap().out_of, game.out_of());
        let json = serde_json::to_value(report(&game, "p")).unwrap();
        assert_eq!(json.get("out_of").is_some(), expected.is_some(), "{most:?}");
    }
}
