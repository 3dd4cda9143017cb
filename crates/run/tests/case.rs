//! The case of a run: what happened, what was learnt, what is new, what was said and how right it was.
#![allow(clippy::unwrap_used)]

use brownout_run::incident::{What, incident};
use brownout_run::learnt::{exchange, learnt};
use brownout_run::link::{Link, Scenario, View};
use brownout_run::log::LOG_STEPS_MAX;
use brownout_run::news::{News, Watched};
use brownout_run::{Deed, Game, RunLog};
use brownout_scenario::Catalogue;

const PACK: &str = r#"
time: { tick: 30s, order: action-first, refusal: costs, logs: on-request }
metrics: { err: { unit: ratio } }
services: { web: { calls: [ db ] }, db: {} }
status: { down: { like: down, when: err > 50% }, healthy: { like: healthy, when: true } }
stores: { pager: { label: Pager, about: What others say., for: everyone } }
values: { truth: { unit: word, one-of: [ disk, net ], start: disk, hidden: true } }
faults: { root: { at: db, starts: tick >= 2, begins: "err = 60%", cured-by: [ fix ] } }
actions:
  wait: {}
  look: { with: { target: { is: service }, depth: { is: word, one-of: [ near, far ], default: near } }, effect: "show facts\nshow \"{target}: {err}\"" }
  ask: { with: { target: { is: service } }, effect: show facts }
  call: { effect: "push pager \"we come\"" }
  fix: { with: { target: { is: service } }, needs: { err > 0: There is nothing to repair. }, effect: err = 0 }
  say:
    with: { cause: { label: Cause, is: word, one-of: [ disk, net ] }, sure: { label: Sure, is: number, unit: ratio, range: 0 to 1, default: 80% } }
    right-when: cause == truth
    sure: sure
  note: { aside: true, with: { text: { is: text } } }
facts:
  look: { any: [ { text: "the disk of {target} is full" } ] }
  ask: { any: [ { after: 2, text: "it was {target}" } ] }
alerts: { failing: { page: err > 50%, text: "{self} fails" } }
end: { ticks: 12, when: [ cured(root) ], won: cured(root) }
"#;

fn game(steps: &str) -> Game {
    let mut catalogue = Catalogue::default();
    catalogue.insert("standard/pack.yaml", "{}\n");
    catalogue.insert("p/pack.yaml", PACK);
    let mut game = Game::open_text(&catalogue, "p/s.yaml", "title: T\n", 1).map_err(|e| e.to_string()).unwrap();
    game.play(&RunLog::from_json(&serde_json::from_str(steps).unwrap()).unwrap()).unwrap();
    game
}

/// What takes no time is taken as often as a log has room for, and the run still goes into a link.
#[test]
fn steps_that_cost_nothing_are_counted_too() {
    let mut game = game("[]");
    let deed = Deed { action: "note".to_owned(), args: vec![("text".to_owned(), "a".to_owned())] };
    let taken = (0..LOG_STEPS_MAX + 1).take_while(|_| game.act(&deed).is_ok()).count();
    assert_eq!((taken, game.log().len(), game.head().tick), (LOG_STEPS_MAX, LOG_STEPS_MAX, 0));
    assert_eq!(game.act(&deed).unwrap_err().to_string(), format!("A run has at most {LOG_STEPS_MAX} steps."));
    let scenario = Scenario::BuiltIn("p/s".to_owned());
    assert!(Link::of(&game, scenario, View::default()).encode().is_ok());
}

#[test]
fn what_happened_stands_in_order() {
    let told = |steps: &str| -> Vec<String> {
        let game = game(steps);
        let all = incident(game.about(), game.frames(), game.steps());
        let line = |happened: &brownout_run::incident::Happened| {
            let what = match happened.what {
                What::Done(step) => format!("done {step}"),
                What::Refused(step) => format!("refused {step}"),
                What::Began(_) => "began".to_owned(),
                What::Ended => "ended".to_owned(),
                What::Status(rung) => format!("rung {rung}"),
            };
            format!("{} {what} {:?} {}", happened.tick, happened.services, happened.text)
        };
        all.iter().map(line).collect()
    };
    for (steps, expected) in [
        ("[1]", vec![]),
        (r#"[["note",{"text":"a"}],["look",{"target":"web","depth":"far"}]]"#, vec!["0 done 2 [0] Look: far"]),
        (
            r#"[["fix",{"target":"db"}],2,["fix",{"target":"db"}]]"#,
            vec![
                "0 refused 1 [1] Fix",
                "3 began [1] db fails",
                "3 rung 0 [1] down",
                "3 done 4 [1] Fix",
                "4 ended [1] db fails",
                "4 rung 1 [1] healthy",
            ],
        ),
    ] {
        let mut got = told(steps);
        got.sort();
        let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        expected.sort();
        assert_eq!(got, expected, "{steps}");
    }
}

#[test]
fn what_was_learnt_says_when_and_what_was_known() {
    for (steps, expected) in [
        ("[3]", vec![]),
        (
            r#"[["look",{"target":"db"}],["look",{"target":"db","depth":"far"}]]"#,
            vec![
                "0 None [] the disk of db is full None; db: 0.0% None",
                "1 None [Depth=far] the disk of db is full Some(0); db: 0.0% Some(0)",
            ],
        ),
        (r#"[["ask",{"target":"db"}],3]"#, vec!["2 Some(0) [] it was db None"]),
        (r#"[["ask",{"target":"db"}]]"#, vec![]),
        (r#"[["fix",{"target":"db"}]]"#, vec!["0 None []  refused: There is nothing to repair."]),
    ] {
        let game = game(steps);
        let all = learnt(game.about(), game.steps(), &game.evidence(), &game.answers());
        let got: Vec<String> = all
            .iter()
            .map(|learnt| {
                let asked: Vec<String> = learnt.asked.iter().map(|(name, text)| format!("{name}={text}")).collect();
                let told: Vec<String> =
                    learnt.told.iter().map(|told| format!("{} {:?}", told.text, told.known_since)).collect();
                let refused = learnt.refused.as_ref().map_or_else(String::new, |why| format!(" refused: {why}"));
                format!("{} {:?} [{}] {}{refused}", learnt.tick, learnt.asked_at, asked.join(","), told.join("; "))
            })
            .collect();
        assert_eq!(got, expected, "{steps}");
    }
}

#[test]
fn an_exchange_has_a_code_on_its_second_line() {
    for (text, expected) in [
        ("GET / at a\n200 OK\nAll is well.", Some(("GET / at a", "200 OK", true, "All is well."))),
        ("GET /\n503 Unavailable\nx\ny", Some(("GET /", "503 Unavailable", false, "x\ny"))),
        ("GET /\n301", Some(("GET /", "301", true, ""))),
        ("a\nb\nc", None),
        ("a\n20 b", None),
        ("200 OK", None),
    ] {
        let got = exchange(text).map(|e| (e.request, e.status, e.good, e.body));
        assert_eq!(got, expected, "{text:?}");
    }
}

#[test]
fn news_is_what_one_waits_for() {
    let mut game = game("[]");
    let watch = |game: &Game| {
        let entries = game.lists_at(usize::MAX).iter().map(|list| list.entries.len()).sum();
        Watched::of(game.head(), entries, game.answers().iter().filter(|a| a.tick.is_some()).count())
    };
    let mut before = watch(&game);
    let mut all = Vec::new();
    for step in ["[1]", r#"[["call"]]"#, "[1]", r#"[["ask",{"target":"db"}]]"#, "[1]", "[1]"] {
        game.play(&RunLog::from_json(&serde_json::from_str(step).unwrap()).unwrap()).unwrap();
        let now = watch(&game);
        all.push(match now.since(&before) {
            None => "nothing".to_owned(),
            Some(News::Alerts(alerts)) => format!("alert {}", alerts[0].text),
            Some(News::Status(services)) => format!("status {services:?}"),
            Some(News::Answers(count)) => format!("{count} answer"),
            Some(News::Entries(count)) => format!("{count} entry"),
        });
        before = now;
    }
    assert_eq!(all, ["nothing", "1 entry", "alert db fails", "nothing", "1 answer", "nothing"]);
}

#[test]
fn lists_of_who_plays_alone() {
    let game = game(r#"[["call"],["call"]]"#);
    let lists: Vec<(String, usize)> =
        game.lists_at(1).into_iter().map(|list| (list.about.label, list.entries.len())).collect();
    assert_eq!(lists, [("Pager".to_owned(), 1)]);
}

#[test]
fn calibration_is_told_after_the_end() {
    let said = |cause: &str, sure: &str| format!(r#"["say",{{"cause":"{cause}","sure":"{sure}"}}]"#);
    let end = r#"["fix",{"target":"db"}]"#;
    let right = said("disk", "90%");
    for (steps, expected) in [
        (format!("[{right}]"), None),
        (format!("[4,{end}]"), None),
        (format!("[{right},4,{end}]"), Some((1, vec![(0.9, true)], "0.010"))),
        (
            format!("[{},{right},[\"say\",{{\"cause\":\"net\"}}],4,{end}]", said("net", "50%")),
            Some((1, vec![(0.5, false), (0.9, true), (0.8, false)], "0.300")),
        ),
    ] {
        let got = game(&steps).calibration().map(|of| {
            let claims = of.claims.iter().map(|claim| (claim.sure.unwrap(), claim.right)).collect::<Vec<_>>();
            (of.right, claims, format!("{:.3}", of.distance.unwrap()))
        });
        let expected = expected.map(|(right, claims, distance)| (right, claims, distance.to_owned()));
        assert_eq!(got, expected, "{steps}");
    }
}
