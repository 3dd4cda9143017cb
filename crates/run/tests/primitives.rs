//! What a scenario can say with lists, moments, facts told once, late answers, stale logs, notes and delays: small
//! scenarios, what is done in them, and what their values are afterwards.
#![allow(clippy::unwrap_used)]

use brownout_run::{Game, RunLog};
use brownout_scenario::Catalogue;

const PACK: &str = r#"
time: { tick: 30s, order: action-first, logs: on-request }
metrics: { err: { unit: ratio }, own: { unit: ratio } }
services: { edge: { calls: [ web ] }, web: { calls: [ db ] }, db: {} }
status: { down: { like: down, when: err > 50% }, healthy: { like: healthy, when: true } }
actions: { wait: {} }
end: { ticks: 40, won: "false" }
faults: { root: { at: db, cured-when: tick >= 1000 } }
"#;

fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    catalogue.insert("standard/pack.yaml", "{}\n");
    catalogue.insert("p/pack.yaml", PACK);
    catalogue
}

fn game(text: &str, seed: u64) -> Game {
    Game::open_text(&catalogue(), "p/s.yaml", text, seed).map_err(|e| e.to_string()).unwrap()
}

fn log(text: &str) -> RunLog {
    RunLog::from_json(&serde_json::from_str(text).unwrap()).unwrap()
}

fn value(game: &Game, name: &str) -> f64 {
    let at = game.about().values.iter().position(|value| value.name == name).unwrap_or_else(|| panic!("no value {name}"));
    (game.head().values[at] * 1e9).round() / 1e9
}

/// Plays a log and looks at values.
fn check(scenario: &str, steps: &str, expected: &[(&str, f64)]) -> Game {
    let mut game = game(scenario, 1);
    game.play(&log(steps)).unwrap_or_else(|error| panic!("{steps}: {error}"));
    for (name, wanted) in expected {
        assert_eq!(value(&game, name), *wanted, "{name} after {steps}");
    }
    game
}

const TELL: &str = r#"
settings: { driver: web, truth: "[driver, db]" }
actions:
  fix: { with: { target: { is: service } }, effect: "err = 0" }
  tell:
    with:
      affected: { is: services, default: "[]" }
      labels: { is: list, one-of: [ security, reliability ], default: "[security]" }
      notes: { is: list, default: "[]" }
      timeline: { is: moments, default: "[]" }
      trigger: { is: text, default: "''" }
    effect: told = size(affected)
alerts: { failing: { page: own > 0, text: "{self} fails" } }
values:
  told: { unit: count }
  own-at: { unit: flag }
  size: { is: "size(last_answer(tell, affected))" }
  first: { is: "size(first_answer(tell, affected))" }
  overlap: { is: "overlap(last_answer(tell, affected), [web, db])" }
  f1: { is: "f1(last_answer(tell, affected), truth)" }
  same: { is: "last_answer(tell, labels) == [security, reliability]" }
  number: { is: "overlap(last_answer(tell, notes), [3, 'three'])" }
  order: { is: "in_order(last_answer(tell, timeline))" }
  moments: { is: "size(last_answer(tell, timeline))" }
  trigger: { is: "last_answer(tell, trigger) == '0042'" }
  chars: { is: "size(last_answer(tell, trigger))" }
rules: "if tick == 1: db.own = 1"
"#;

#[test]
fn lists_are_given_and_judged() {
    for (steps, expected) in [
        ("[]", &[("size", 0.0), ("f1", 0.0), ("order", 1.0), ("trigger", 0.0)][..]),
        (r#"[["tell",{"affected":"[web, db]"}]]"#, &[("told", 2.0), ("size", 2.0), ("overlap", 1.0), ("f1", 1.0)]),
        (r#"[["tell",{"affected":["web","db"]}]]"#, &[("told", 2.0), ("size", 2.0), ("overlap", 1.0), ("f1", 1.0)]),
        (r#"[["tell",{"affected":"[ 'web', edge ]"}]]"#, &[("overlap", 0.5), ("f1", 0.5)]),
        (r#"[["tell",{"affected":"[db]"}],["tell",{}]]"#, &[("first", 1.0), ("size", 0.0), ("overlap", 0.0)]),
        (r#"[["tell",{"labels":"[security,reliability]"}]]"#, &[("same", 1.0)]),
        (r#"[["tell",{"labels":"[reliability,security]"}]]"#, &[("same", 0.0)]),
        (r#"[["tell",{"notes":"[three, 4]"}]]"#, &[("number", 0.5)]),
        (r#"[["tell",{"trigger":"0042"}]]"#, &[("trigger", 1.0), ("chars", 4.0)]),
        (r#"[["tell",{"trigger":"0043"}]]"#, &[("trigger", 0.0), ("chars", 4.0)]),
    ] {
        check(TELL, steps, expected);
    }
}

#[test]
fn moments_count_when_they_happened_and_in_their_order() {
    // An action at tick 0, a wait, an alert that began at tick 2, an action at tick 2.
    let before = r#"["fix",{"target":"web"}],1,["fix",{"target":"db"}]"#;
    for (timeline, order) in [
        ("[]", 1.0),
        ("[0 fix at web, 2 failing at db, 2 fix at db]", 1.0),
        ("[0 fix at web, 2 fix at db]", 1.0),
        ("[2 fix at db, 0 fix at web]", 0.0),
        ("[0 fix at db]", 0.0),
        ("[1 fix at db]", 0.0),
        ("[1 wait]", 0.0),
        ("[0 fix at web, 9 fix at db]", 0.0),
    ] {
        let game = check(TELL, &format!(r#"[{before},["tell",{{"timeline":"{timeline}"}}]]"#), &[("order", order)]);
        let known: Vec<(String, String)> =
            game.moments().into_iter().map(|moment| (moment.text, moment.label)).collect();
        let text = |text: &str, label: &str| (text.to_owned(), label.to_owned());
        let expected = [
            text("0 fix at web", "Fix at web"),
            text("2 failing at db", "failing at db began"),
            text("2 fix at db", "Fix at db"),
            text("3 tell", "Tell"),
        ];
        assert_eq!(known, expected);
    }
}

#[test]
fn a_wrong_list_is_told_what_would_be_right() {
    for (args, wanted) in [
        (r#"{"affected":"web"}"#, "`affected` cannot be \"web\". It takes a list in brackets, `[a, b]`, of at most 64 services of this run (edge, web, db)."),
        (r#"{"affected":"[web"}"#, "of at most 64 services of this run (edge, web, db)."),
        (r#"{"affected":"[cache]"}"#, "of at most 64 services of this run (edge, web, db)."),
        (r#"{"labels":"[safety]"}"#, "of at most 64 these: security, reliability."),
        (r#"{"notes":"[[1]]"}"#, "of at most 64 texts and numbers."),
        (r#"{"timeline":"[fix at web]"}"#, "tick and name, as in `[12 rollback at db]`."),
    ] {
        let mut game = game(TELL, 1);
        let error = game.play(&log(&format!(r#"[["tell",{args}]]"#))).unwrap_err().to_string();
        assert!(error.ends_with(wanted), "{args}: {error}");
        assert_eq!(game.steps().len(), 0, "nothing has happened");
    }
    let long = format!("[{}]", vec!["web"; 65].join(","));
    let error = game(TELL, 1).play(&log(&format!(r#"[["tell",{{"affected":"{long}"}}]]"#))).unwrap_err().to_string();
    assert!(error.contains("at most 64"), "{error}");
}
