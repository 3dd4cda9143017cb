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

/// Values by name.
type Expected = &'static [(&'static str, f64)];

fn value(game: &Game, name: &str) -> f64 {
    let at =
        game.about().values.iter().position(|value| value.name == name).unwrap_or_else(|| panic!("no value {name}"));
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
        (
            r#"{"affected":"web"}"#,
            "`affected` cannot be \"web\". It takes a list in brackets, `[a, b]`, of at most 64 services of this run (edge, web, db).",
        ),
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

const ASK: &str = r#"
time: { logs: on-request }
actions:
  look: { with: { target: { is: service } }, effect: show facts }
  read: { with: { target: { is: service } }, effect: show logs }
  measure: { with: { target: { is: service } }, effect: show metrics }
  count: { effect: "show \"{hurt}\"" }
  ask: { effect: show facts }
  break: { with: { target: { is: service } }, effect: err = 100% }
  note: { with: { text: { is: text } }, aside: true, effect: noted += 1 }
facts:
  look:
    web: [ { when: err > 50%, text: "web is at {err}" }, { text: all quiet, reveals: [ root ] } ]
    any: [ { text: "nothing at {self}" } ]
  ask:
    any:
      - { when: tick < 4, once: true, after: 2, chance: 100%, text: restart it, else: no idea, reveals: [ root ] }
      - { when: tick < 4, once: true, after: 1, chance: 0%, text: "never said", else: "it is {hurt}" }
      - { text: no further answer }
logs:
  web: { when: self == web, lines: "INFO web: at {err}\nINFO web: always" }
values:
  hurt: { unit: count }
  noted: { unit: count }
  new: { is: learnt_now }
  told: { is: "count(acted(any where learnt_now > 0))" }
  wasted: { is: "count(acted(any where learnt_now == 0))" }
  knows: { is: "if(first(seen(root)) < 1000, first(seen(root)), -1)" }
  steps: { is: step }
tally: hurt += 1
score: { step: { time: { pay: -1 } } }
"#;

#[test]
fn what_is_told_once_is_evidence() {
    let look = |at: &str| format!(r#"["look",{{"target":"{at}"}}]"#);
    let cases: [(Vec<String>, Expected, &[&str]); 8] = [
        (vec![look("web")], &[("new", 1.0), ("told", 1.0), ("knows", 0.0)], &["0 look web all quiet"]),
        (vec![look("web"), look("web")], &[("new", 0.0), ("told", 1.0), ("wasted", 1.0)], &["0 look web all quiet"]),
        // Another entry of the same list is news; the same entry about another service is not asked of a list for each.
        (
            vec![look("web"), r#"["break",{"target":"web"}]"#.into(), look("web"), look("web")],
            &[("told", 2.0), ("wasted", 2.0)],
            &["0 look web all quiet", "2 look web web is at 100.0%"],
        ),
        (vec![look("db")], &[("new", 1.0)], &["0 look db nothing at db"]),
        // Each line by itself; other numbers are no news.
        (
            vec![
                r#"["read",{"target":"web"}]"#.into(),
                r#"["break",{"target":"web"}]"#.into(),
                r#"["read",{"target":"web"}]"#.into(),
            ],
            &[("told", 1.0), ("new", 0.0)],
            &["0 read web at 0.0%", "0 read web always"],
        ),
        // The metrics of a service count again when its status is another.
        (
            vec![
                r#"["measure",{"target":"web"}]"#.into(),
                r#"["measure",{"target":"web"}]"#.into(),
                r#"["break",{"target":"web"}]"#.into(),
                r#"["measure",{"target":"web"}]"#.into(),
            ],
            &[("told", 2.0), ("wasted", 2.0)],
            &["0 measure web web: Err 0.0%, Own 0.0%.", "3 measure web web: Err 100.0%, Own 0.0%."],
        ),
        (vec![r#"["count"]"#.into(), r#"["count"]"#.into()], &[("told", 1.0), ("wasted", 1.0)], &["0 count - 0"]),
        (vec!["3".into()], &[("told", 0.0), ("new", 0.0)], &[]),
    ];
    for (steps, values, evidence) in cases {
        let game = check(ASK, &format!("[{}]", steps.join(",")), values);
        assert_eq!(told(&game), evidence, "{steps:?}");
    }
}

fn told(game: &Game) -> Vec<String> {
    let name = |of: &brownout_run::view::EvidenceNow| {
        let about = game.about();
        let target = of.target.map_or("-", |target| about.services[target as usize].name.as_str());
        format!("{} {} {target} {}", of.tick, about.actions[of.action as usize].name, of.text)
    };
    game.evidence().iter().map(name).collect()
}

#[test]
fn answers_come_later_and_once() {
    for (steps, answers, evidence, knows) in [
        (r#"[["ask"]]"#, &["0 - "][..], &[][..], -1.0),
        (r#"[["ask"],1]"#, &["0 2 restart it"], &["2 ask - restart it"], 2.0),
        (r#"[["ask"],["ask"],3]"#, &["0 2 restart it", "1 2 it is 1"], &["2 ask - restart it", "2 ask - it is 1"], 2.0),
        (
            r#"[["ask"],["ask"],["ask"],["ask"]]"#,
            &["0 2 restart it", "1 2 it is 1"],
            &["2 ask - restart it", "2 ask - it is 1", "2 ask - no further answer"],
            2.0,
        ),
        (r#"[4,["ask"]]"#, &[], &["4 ask - no further answer"], -1.0),
    ] {
        let game = check(ASK, steps, &[("knows", knows)]);
        let found: Vec<String> = game
            .answers()
            .iter()
            .map(|answer| {
                let tick = answer.tick.map_or("-".to_owned(), |tick| tick.to_string());
                format!("{} {tick} {}", answer.asked, answer.text)
            })
            .collect();
        assert_eq!(
            (found, told(&game)),
            (answers.iter().map(|s| (*s).to_owned()).collect(), evidence.iter().map(|s| (*s).to_owned()).collect()),
            "{steps}"
        );
    }
    let first = check(ASK, r#"[["ask"]]"#, &[("new", 1.0)]);
    assert_eq!(first.steps()[0].shown, ["The answer comes later."]);
}

#[test]
fn a_note_stands_in_the_log_and_counts_nowhere() {
    let noted = r#"[["look",{"target":"web"}],["note",{"text":"quiet so far"}],["note",{"text":"two"}],2]"#;
    let game = check(ASK, noted, &[("steps", 3.0), ("hurt", 3.0), ("noted", 2.0), ("told", 1.0), ("wasted", 2.0)]);
    assert_eq!(game.head().tick, 3);
    let notes: Vec<_> = game.notes_taken().iter().map(|note| (note.step, note.tick, note.args[0].1.clone())).collect();
    assert_eq!(notes, [(1, 1, "quiet so far".to_owned()), (2, 1, "two".to_owned())]);
    assert_eq!(game.rewards().map(|parts| parts.iter().sum::<f64>()).collect::<Vec<_>>(), [-1.0, 0.0, 0.0, -1.0, -1.0]);
    assert!(game.moments().iter().all(|moment| !moment.text.contains("note")));
    assert_eq!(RunLog::from_text(&game.log().to_text()).unwrap(), *game.log());
    let again = check(ASK, noted, &[]);
    assert_eq!(again.digest_text(), game.digest_text());
}

const SPREAD: &str = r#"
metrics:
  lag: { unit: count, start: 1 }
  ill: { unit: ratio, is: "min(1, own + 0.5 * max(past(ill, lag) over callees where past(ill, lag) > 5%))" }
  slow: { is: "own + 0.5 * sum(past(slow, 1) over callees)" }
values:
  edge-ill: { is: edge.ill }
  web-ill: { is: web.ill }
  web-slow: { is: web.slow }
  memory: { is: "0.5 * past(memory, 1) + db.own" }
rules: "if tick == 1: db.own = 80%\nif tick == 6: db.own = 0"
"#;

#[test]
fn trouble_travels_with_the_delay_of_each_call() {
    let slow_db = format!("{SPREAD}start: {{ db: {{ lag: 3 }} }}\n");
    for (scenario, waits, edge, web, slow, memory) in [
        (SPREAD, 1, 0.0, 0.0, 0.0, 0.0),
        (SPREAD, 2, 0.0, 0.0, 0.0, 0.8),
        (SPREAD, 3, 0.0, 0.4, 0.4, 1.2),
        (SPREAD, 4, 0.2, 0.4, 0.4, 1.4),
        (SPREAD, 7, 0.2, 0.4, 0.4, 0.775),
        (SPREAD, 8, 0.2, 0.0, 0.0, 0.3875),
        (SPREAD, 9, 0.0, 0.0, 0.0, 0.19375),
        (slow_db.as_str(), 4, 0.0, 0.0, 0.4, 1.4),
        (slow_db.as_str(), 5, 0.0, 0.4, 0.4, 1.5),
        (slow_db.as_str(), 6, 0.2, 0.4, 0.4, 1.55),
    ] {
        let expected = [("edge-ill", edge), ("web-ill", web), ("web-slow", slow), ("memory", memory)];
        check(scenario, &format!("[{waits}]"), &expected);
    }
}

const CHAIN: &str = r#"
actions: { fix: { with: { target: { is: service } }, effect: fixed += 1 } }
faults:
  root: { cured-when: null, cured-by: [ fix ] }
  next: { at: web, starts: "tick >= max(6, first(cured(root)) + 3)", begins: began = tick, cured-by: [ fix ] }
values: { began: { start: -1 }, fixed: {} }
"#;

#[test]
fn a_fault_starts_relative_to_the_cure_of_another() {
    for (steps, began) in [
        ("[20]", -1.0),
        (r#"[["fix",{"target":"db"}],4]"#, -1.0),
        (r#"[["fix",{"target":"db"}],9]"#, 6.0),
        (r#"[5,["fix",{"target":"web"}],4]"#, -1.0),
        (r#"[5,["fix",{"target":"db"}],2]"#, -1.0),
        (r#"[5,["fix",{"target":"db"}],3]"#, 8.0),
    ] {
        check(CHAIN, steps, &[("began", began)]);
    }
}

/// What was read, in order of arrival: tick, how late, text and time in seconds.
fn arrivals(game: &Game) -> Vec<String> {
    let lines = game.frames().iter().flat_map(|frame| frame.lines.iter().map(move |line| (frame.tick, line)));
    lines.map(|(tick, line)| format!("{tick}+{} {} @{}", line.late, line.text, line.time_us / 1_000_000)).collect()
}

#[test]
fn lines_come_late_or_never() {
    let asked = r#"
actions: { read: { with: { target: { is: service } }, effect: show logs } }
values: { seen-web: { is: "if(first(seen(web)) < 1000, first(seen(web)), -1)" }, seen-root: { is: "count(seen(root))" } }
logs:
  web: { when: "self == web and tick >= 2", lines: "WARN web reveals root: tick {tick}, before {was-own}" }
  db: { when: self == db, lines: "INFO db: tick {tick}" }
metrics: { age-of: { unit: count }, was-own: { unit: count, is: "past(age-of, 1)" } }
rules: "each service: age-of = tick"
telemetry: { logs: { delay: "if(tick >= 5 and self == web, 3, 0)", lost-when: "self == db and tick == 4" } }
"#;
    let pushed = |delay: &str, lost: &str| {
        format!(
            "time: {{ logs: pushed }}\nvalues: {{ seen-web: {{ is: \"if(first(seen(web)) < 1000, first(seen(web)), -1)\" }} }}\n\
             logs: {{ web: {{ when: tick >= 1, lines: \"INFO web: tick {{tick}}\" }} }}\n\
             telemetry:\n  logs:\n    delay: {delay}\n    lost-when: {lost}\n"
        )
    };
    let window = pushed("if(tick >= 3 and tick < 7 and self == web, 2, 0)", "false");
    let whole = pushed("3", "tick in (2, 4)");
    let cases: [(&str, &str, &[&str], &str, f64); 8] = [
        (asked, r#"[2,["read",{"target":"web"}]]"#, &["3+0 tick 2, before 0 @60"], "1 line of web.", 2.0),
        (asked, r#"[4,["read",{"target":"web"}]]"#, &["5+0 tick 4, before 2 @120"], "1 line of web.", 4.0),
        (
            asked,
            r#"[6,["read",{"target":"web"}]]"#,
            &["7+3 tick 3, before 1 @90"],
            "1 line of web, as of 3 ticks ago.",
            6.0,
        ),
        // Nothing was said then.
        (asked, r#"[["read",{"target":"web"}]]"#, &[], "web has nothing to say.", -1.0),
        (asked, r#"[6,["read",{"target":"db"}]]"#, &["7+0 tick 6 @180"], "1 line of db.", -1.0),
        (asked, r#"[4,["read",{"target":"db"}]]"#, &[], "db has nothing to say.", -1.0),
        (
            &window,
            "[8]",
            &[
                "1+0 tick 1 @30",
                "2+0 tick 2 @60",
                "5+2 tick 3 @90",
                "6+2 tick 4 @120",
                "7+2 tick 5 @150",
                "7+1 tick 6 @180",
                "7+0 tick 7 @210",
                "8+0 tick 8 @240",
            ],
            "",
            1.0,
        ),
        (&whole, "[7]", &["4+3 tick 1 @30", "6+3 tick 3 @90"], "", 4.0),
    ];
    for (scenario, steps, lines, shown, seen) in cases {
        let game = check(scenario, steps, &[("seen-web", seen)]);
        assert_eq!(arrivals(&game), lines, "{steps}");
        assert_eq!(game.steps().last().unwrap().shown.first().map_or("", String::as_str), shown, "{steps}");
        let again = check(scenario, steps, &[]);
        assert_eq!(game.digest_text(), again.digest_text());
    }
}
