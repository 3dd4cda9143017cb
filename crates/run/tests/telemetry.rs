//! Alerts and metrics that are shown late or never: what a view holds tick by tick, what is so all the while, and that a
//! scenario goes the same way with telemetry and without.
#![allow(clippy::unwrap_used)]

use brownout_run::report::frame_json;
use brownout_run::{Game, RunLog};
use brownout_scenario::Catalogue;

const PACK: &str = r#"
time: { tick: 30s, order: action-first, logs: on-request }
metrics: { err: { unit: ratio }, age: { unit: count, is: tick }, was: { unit: count, is: "past(n, 1)" }, n: { unit: count } }
services: { web: { calls: [ db ] }, db: {} }
status: { down: { like: down, when: err > 50% }, healthy: { like: healthy, when: true } }
alerts:
  failing: { page: err > 50%, text: "{self} fails at {n}" }
  busy: { warning: tick >= 2, text: "all busy" }
values: { knows: { is: learnt_now } }
rules: "each service: n = tick"
actions:
  wait: {}
  look: { with: { target: { is: service } }, effect: show metrics }
  tell: { with: { timeline: { is: moments } } }
faults: { root: { at: db, starts: tick == 2, begins: "db.err = 60%", ends: "db.err = 0", cured-when: tick >= 5 } }
end: { ticks: 12, won: "false" }
"#;

fn game(telemetry: &str, steps: &str) -> Game {
    let mut catalogue = Catalogue::default();
    catalogue.insert("standard/pack.yaml", "{}\n");
    catalogue.insert("p/pack.yaml", PACK);
    let mut game = Game::open_text(&catalogue, "p/s.yaml", &format!("title: T\n{telemetry}"), 1)
        .map_err(|e| e.to_string())
        .unwrap();
    game.play(&RunLog::from_json(&serde_json::from_str(steps).unwrap()).unwrap()).unwrap();
    game
}

/// For each frame the alerts about services, as text and since when.
fn alerts(game: &Game) -> String {
    let of = |frame: &brownout_run::view::Frame| {
        let all = frame.alerts.iter().filter(|alert| alert.service.is_some());
        all.map(|alert| format!("{} since {}", alert.text, alert.since)).collect::<Vec<_>>().join(", ")
    };
    let frames = game.frames().iter().map(|frame| (frame.tick, of(frame))).filter(|(_, text)| !text.is_empty());
    frames.map(|(tick, text)| format!("{tick}: {text}")).collect::<Vec<_>>().join("; ")
}

#[test]
fn alerts_come_and_clear_late_or_never() {
    for (telemetry, expected) in [
        ("{}", "3: db fails at 2 since 3; 4: db fails at 3 since 3; 5: db fails at 4 since 3"),
        (
            "alerts: { delay: \"if(self == db, 2, 0)\" }",
            "5: db fails at 2 since 3; 6: db fails at 3 since 3; 7: db fails at 4 since 3",
        ),
        // The delay ends: what is on its way comes at once.
        ("alerts: { delay: \"if(tick < 5, 2, 0)\" }", "5: db fails at 4 since 3"),
        (
            "alerts: { delay: \"if(self == web, 2, 0)\" }",
            "3: db fails at 2 since 3; 4: db fails at 3 since 3; 5: db fails at 4 since 3",
        ),
        // Nothing arrives while it burns.
        ("alerts: { lost-when: tick >= 2 and tick <= 5 }", ""),
        (
            "alerts: { lost-when: self == web }",
            "3: db fails at 2 since 3; 4: db fails at 3 since 3; 5: db fails at 4 since 3",
        ),
        // That it is over never arrives.
        ("alerts: { lost-when: tick >= 4 }", &stays("3: db fails at 2 since 3", 4..=12)),
        (
            "alerts: { delay: 1, lost-when: tick == 4 }",
            "4: db fails at 2 since 3; 5: db fails at 2 since 3; 6: db fails at 4 since 3",
        ),
    ] {
        let telemetry = if telemetry == "{}" { String::new() } else { format!("telemetry: {{ {telemetry} }}\n") };
        let game = game(&telemetry, "[12]");
        assert_eq!(alerts(&game), expected, "{telemetry}");
        let run = game.frames().iter().filter(|frame| frame.alerts.iter().any(|alert| alert.service.is_none())).count();
        assert_eq!(run, 11, "alerts about no service come at once: {telemetry}");
    }
}

/// The same text again at these ticks.
fn stays(first: &str, ticks: std::ops::RangeInclusive<u32>) -> String {
    let text = first.split_once(": ").unwrap().1;
    ticks.fold(first.to_owned(), |all, tick| format!("{all}; {tick}: {text}"))
}

#[test]
fn nobody_tells_of_an_alert_that_was_not_shown() {
    for (telemetry, steps, expected) in [
        ("", "[4]", vec!["2 busy", "3 failing at db"]),
        ("telemetry: { alerts: { delay: 2 } }\n", "[4]", vec!["2 busy"]),
        ("telemetry: { alerts: { delay: 2 } }\n", "[5]", vec!["2 busy", "3 failing at db"]),
        ("telemetry: { alerts: { lost-when: tick > 2 } }\n", "[12]", vec!["2 busy"]),
    ] {
        let moments: Vec<String> = game(telemetry, steps).moments().into_iter().map(|moment| moment.text).collect();
        assert_eq!(moments, expected, "{telemetry}{steps}");
    }
}

/// For each frame of a service its status, `err`, `age`, `was` and how old they are.
fn metrics(game: &Game, service: usize, ticks: std::ops::RangeInclusive<usize>) -> Vec<String> {
    let of = |at: usize| {
        let frame = &game.frames()[at];
        let age = game.ages(at).get(service).copied().unwrap_or(0);
        let [err, tick, was] = [0, 1, 2].map(|metric| frame.metric(metric, service));
        format!("{at}: {} {err} {tick} {was} -{age}", game.about().ladder[usize::from(frame.status[service])].word)
    };
    ticks.map(of).collect()
}

#[test]
fn metrics_are_those_of_then() {
    let cases: [(&str, usize, std::ops::RangeInclusive<usize>, &[&str]); 5] = [
        ("", 1, 2..=4, &["2: healthy 0 2 0 -0", "3: down 0.6 3 1 -0", "4: down 0.6 4 2 -0"]),
        (
            "metrics: { delay: \"if(self == db and tick < 6, 2, 0)\" }",
            1,
            1..=6,
            &[
                "1: healthy 0 0 0 -1",
                "2: healthy 0 0 0 -2",
                "3: healthy 0 1 0 -2",
                "4: healthy 0 2 0 -2",
                "5: down 0.6 3 1 -2",
                "6: healthy 0 6 4 -0",
            ],
        ),
        ("metrics: { delay: \"if(self == db, 2, 0)\" }", 0, 3..=4, &["3: healthy 0 3 1 -0", "4: healthy 0 4 2 -0"]),
        // What was measured then never arrives: the last that did stays.
        (
            "metrics: { lost-when: tick >= 4 and tick <= 5 }",
            1,
            3..=6,
            &["3: down 0.6 3 1 -0", "4: down 0.6 3 1 -1", "5: down 0.6 3 1 -2", "6: healthy 0 6 4 -0"],
        ),
        (
            "metrics: { delay: 1, lost-when: tick == 4 }",
            1,
            4..=6,
            &["4: down 0.6 3 1 -1", "5: down 0.6 3 1 -2", "6: down 0.6 5 3 -1"],
        ),
    ];
    for (telemetry, service, ticks, expected) in cases {
        let telemetry = if telemetry.is_empty() { String::new() } else { format!("telemetry: {{ {telemetry} }}\n") };
        assert_eq!(metrics(&game(&telemetry, "[12]"), service, ticks), expected, "{telemetry}");
    }
    let game = game("telemetry: { metrics: { delay: 2 } }\n", "[12]");
    let json = frame_json(&game, &game.frames()[5]);
    assert_eq!((&json["services"]["db"]["late"], &json["services"]["db"]["status"]), (&2.into(), &"down".into()));
    // The debrief tells when it was so.
    assert_eq!(game.debrief().unwrap().faults[0].reached, [(1, 3)]);
}

#[test]
fn metrics_that_are_asked_for_say_of_when_they_are() {
    for (telemetry, steps, expected) in [
        ("", r#"[3,["look",{"target":"db"}]]"#, "db: Err 60.0%, Age 3, Was 1, N 2."),
        ("delay: 1", r#"[3,["look",{"target":"db"}]]"#, "db: Err 0.0%, Age 2, Was 0, N 1, as of 1 tick ago."),
        ("delay: 2", r#"[5,["look",{"target":"db"}]]"#, "db: Err 60.0%, Age 3, Was 1, N 2, as of 2 ticks ago."),
        (
            "lost-when: tick > 3",
            r#"[6,["look",{"target":"db"}]]"#,
            "db: Err 60.0%, Age 3, Was 1, N 2, as of 3 ticks ago.",
        ),
    ] {
        let text =
            if telemetry.is_empty() { String::new() } else { format!("telemetry: {{ metrics: {{ {telemetry} }} }}\n") };
        let game = game(&text, steps);
        assert_eq!(game.steps().last().unwrap().shown, [expected], "{telemetry}");
        assert_eq!(game.evidence().last().unwrap().text, expected);
    }
}

#[test]
fn what_is_so_does_not_change() {
    let plain = game("", "[12]");
    for telemetry in ["alerts: { delay: 3, lost-when: tick == 4 }", "metrics: { delay: 3, lost-when: tick == 4 }"] {
        let behind = game(&format!("telemetry: {{ {telemetry} }}\n"), "[12]");
        assert_ne!(behind.frames(), plain.frames());
        assert_eq!((behind.digest(), behind.grade()), (plain.digest(), plain.grade()), "{telemetry}");
    }
}
