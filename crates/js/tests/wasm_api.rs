//! The JavaScript API, through its Rust side; the same binary runs in Node and in browsers.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use brownout_js::{Run, engine_version, list};
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const ID: &str = "logtriage/cascading-failure";
const GOLDEN: &str = include_str!("../../../tests/golden/digests.txt");
const README: &str = include_str!("../npm/README.md");
const EXAMPLE: &str = include_str!("../npm/example.mjs");

/// What the expert does, and whether the run is over after it.
const EXPERT: [(&str, &str, bool); 5] = [
    ("classify-severity", r#"{"level": "P1"}"#, false),
    ("request-more-logs", r#"{"target": "user-db"}"#, false),
    ("identify-root-cause", r#"{"cause": "user-db"}"#, false),
    ("remediate", r#"{"target": "user-db", "verb": "kill-query"}"#, false),
    ("resolve", "null", true),
];

/// The expert's digest as the native engine has it.
fn golden(id: &str, seed: &str) -> &'static str {
    let row = GOLDEN.lines().find(|line| line.split_whitespace().take(2).eq([id, seed])).unwrap();
    row.split_whitespace().next_back().unwrap()
}

/// A value behind a path such as `view.services.user-db.status`.
fn at(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| Reflect::get(&value, &key.into()).unwrap())
}

fn text(value: &JsValue, path: &str) -> String {
    at(value, path).as_string().unwrap_or_else(|| panic!("{path}: {}", json(value)))
}

fn number(value: &JsValue, path: &str) -> f64 {
    at(value, path).as_f64().unwrap_or_else(|| panic!("{path}: {}", json(value)))
}

fn length(value: &JsValue, path: &str) -> u32 {
    Array::from(&at(value, path)).length()
}

fn json(value: &JsValue) -> String {
    JSON::stringify(value).map_or_else(|_| "?".to_owned(), String::from)
}

fn seed(seed: u32) -> JsValue {
    f64::from(seed).into()
}

fn start() -> Run {
    Run::new(ID, seed(42)).unwrap()
}

fn step(run: &mut Run, action: &str, params: &str) -> Result<JsValue, JsValue> {
    run.step(action, JSON::parse(params).unwrap())
}

fn play() -> Run {
    let mut run = start();
    for (action, params, _) in EXPERT {
        step(&mut run, action, params).unwrap();
    }
    run
}

#[wasm_bindgen_test]
fn the_list_has_rows() {
    let rows = Array::from(&list().unwrap());
    let row = rows.iter().find(|row| text(row, "id") == ID).unwrap();
    assert_eq!((text(&row, "pack"), text(&row, "difficulty")), ("logtriage".into(), "medium".into()));
    assert_eq!((number(&row, "services"), number(&row, "ticks")), (7.0, 12.0));
    assert!(rows.length() >= 15 && engine_version() >= 1);
}

#[wasm_bindgen_test]
fn a_run_is_played_to_its_debrief() {
    let mut run = start();
    assert_eq!(run.seed(), 42.0);
    let about = run.about().unwrap();
    assert_eq!((text(&about, "id"), text(&about, "packTitle").is_empty()), (ID.into(), false));
    assert!(
        number(&about, "tickSeconds") > 0.0 && length(&about, "calls") > 0 && length(&about, "actions.0.params") > 0
    );
    let view = run.view(JsValue::UNDEFINED).unwrap();
    assert_eq!((number(&view, "tick"), text(&view, "services.api-gateway.status")), (0.0, "degraded".into()));
    assert!(
        number(&view, "services.api-gateway.metrics.err") > 0.0
            && length(&view, "lines") > 0
            && length(&view, "alerts") > 0
    );
    for untold in [run.score().unwrap(), run.debrief().unwrap(), run.over()] {
        assert!(untold.is_null(), "the truth is not told before the end");
    }
    let mut last = number(&view, "lines.0.id");
    for (index, (action, params, done)) in EXPERT.into_iter().enumerate() {
        let step = step(&mut run, action, params).unwrap();
        assert_eq!((text(&step, "action").as_str(), number(&step, "step")), (action, index as f64 + 1.0));
        assert!(at(&step, "refused").is_null());
        assert_eq!(at(&step, "done").as_bool(), Some(done));
        let parts = Object::values(&at(&step, "rewards").into()).iter().map(|x| x.as_f64().unwrap()).sum::<f64>();
        assert!((number(&step, "reward") - parts).abs() < 1e-12);
        assert_eq!(json(&at(&step, "view")), json(&run.view(JsValue::UNDEFINED).unwrap()));
        for line in Array::from(&at(&step, "view.lines")).iter() {
            assert!(number(&line, "id") > last || index == 0, "a line is shown twice");
        }
        let ids = Array::from(&at(&step, "view.lines")).iter().map(|line| number(&line, "id")).collect::<Vec<_>>();
        last = ids.into_iter().fold(last, |a, b| if b > a { b } else { a });
    }
    assert!(run.over().is_string());
    let score = run.score().unwrap();
    assert_eq!(at(&score, "won").as_bool(), Some(true));
    assert!(number(&score, "score") > 0.99 && length(&score, "parts") == 6);
    let debrief = run.debrief().unwrap();
    assert_eq!(text(&debrief, "faults.0.service"), "user-db");
    assert_eq!((text(&debrief, "digest"), number(&debrief, "score")), (run.digest(), number(&score, "score")));
    assert_eq!((length(&debrief, "steps"), length(&debrief, "expert.steps")), (5, 5));
    assert_eq!(at(&debrief, "idle.won").as_bool(), Some(false));
}

#[wasm_bindgen_test]
fn lines_of_a_step_are_new_and_none_is_lost() {
    let mut run = start();
    let lines =
        |view: &JsValue| Array::from(&at(view, "lines")).iter().map(|line| number(&line, "id")).collect::<Vec<_>>();
    let mut seen = lines(&run.view(JsValue::UNDEFINED).unwrap());
    while run.over().is_null() {
        let step = run.step("wait", JsValue::UNDEFINED).unwrap();
        seen.extend(lines(&at(&step, "view")));
    }
    seen.sort_by(f64::total_cmp);
    let all: Vec<f64> = (0..seen.len()).map(|id| id as f64).collect();
    assert_eq!(seen, all);
}

#[wasm_bindgen_test]
fn the_digest_is_the_native_one_and_the_log_repeats_it() {
    let run = play();
    assert_eq!(run.digest(), golden(ID, "42"));
    for again in [seed(42), "42".into()] {
        let again = Run::replay(ID, again, &run.log().unwrap()).unwrap();
        assert_eq!((again.digest(), again.log().unwrap()), (run.digest(), run.log().unwrap()));
    }
    let other = Run::new(ID, seed(43)).unwrap();
    assert_ne!(other.digest(), start().digest());
    let largest = Run::new(ID, 9_007_199_254_740_991_f64.into()).unwrap();
    assert_eq!(largest.seed(), 9_007_199_254_740_991.0);
}

#[wasm_bindgen_test]
fn a_link_or_a_log_repeats_any_run() {
    let yaml = include_str!("../../../scenarios/standard/leaky-checkout.yaml");
    let mut own = Run::from_text(yaml, "mine.yaml", seed(7)).unwrap();
    own.step("wait", JsValue::UNDEFINED).unwrap();
    let again = Run::replay_text(yaml, "mine.yaml", seed(7), &own.log().unwrap()).unwrap();
    assert_eq!((again.digest(), again.link().unwrap()), (own.digest(), own.link().unwrap()));
    for run in [own, play(), start()] {
        for link in [run.link().unwrap(), format!("https://example.org/#/run/{}", run.link().unwrap())] {
            let again = Run::from_link(&link).unwrap();
            assert_eq!(
                (again.digest(), again.log().unwrap(), again.link().unwrap()),
                (run.digest(), run.log().unwrap(), run.link().unwrap())
            );
        }
    }
    let link = play().link().unwrap();
    check(Run::from_link("hello"), "bad-link", "no link to a run");
    check(Run::from_link(&link[..link.len() - 3]), "bad-link", "its end is missing");
    check(Run::replay_text(yaml, "mine.yaml", seed(7), &play().log().unwrap()), "bad-log", "classify-severity");
}

#[wasm_bindgen_test]
fn what_would_not_be_read_again_is_not_given() {
    let mut run = Run::from_text(CASE, "mine.yaml", seed(1)).unwrap();
    let params = format!(r#"{{"text": "{}"}}"#, "x".repeat(4_000));
    for _ in 0..60 {
        step(&mut run, "note", &params).unwrap();
    }
    check(run.log(), "too-long", "take `link()`");
    assert_eq!(Run::from_link(&run.link().unwrap()).unwrap().digest(), run.digest());
}

/// What is thrown by something that must fail.
fn check<T>(thrown: Result<T, JsValue>, code: &str, message: &str) {
    let Err(error) = thrown else { panic!("{code} was not thrown") };
    assert!(error.is_instance_of::<js_sys::Error>(), "{code}");
    assert_eq!((text(&error, "name").as_str(), text(&error, "code").as_str()), ("BrownoutError", code));
    assert!(text(&error, "message").contains(message), "{code}: {}", text(&error, "message"));
}

#[wasm_bindgen_test]
fn errors_are_thrown_with_code_and_message() {
    check(
        Run::new("logtriage/cascading-failre", seed(1)),
        "unknown-scenario",
        "Did you mean `logtriage/cascading-failure`?",
    );
    for (bad, message) in [
        (JsValue::from("x"), "\"x\" is no seed"),
        (JsValue::from(1.5), "\"1.5\" is no seed"),
        (JsValue::from(-1.0), "\"-1\" is no seed"),
        (JsValue::from(f64::NAN), "\"NaN\" is no seed"),
        (JsValue::from(9_007_199_254_740_992_f64), "too large"),
        (JsValue::UNDEFINED, "\"undefined\" is no seed"),
        (JsValue::NULL, "\"null\" is no seed"),
    ] {
        check(Run::new(ID, bad), "bad-seed", message);
    }
    check(Run::replay(ID, seed(1), "***"), "bad-log", "damaged");
    let mut run = start();
    let before = run.digest();
    for (action, params, code, message) in [
        ("remediat", "null", "unknown-action", "Did you mean `remediate`?"),
        ("remediate", r#"{"target": "user-db"}"#, "missing-parameter", "`remediate` needs `verb`"),
        ("remediate", r#"{"target": "nobody", "verb": "restart"}"#, "bad-value", "`target` cannot be \"nobody\""),
        ("remediate", r#"{"tarket": "user-db"}"#, "unknown-parameter", "Its parameters: "),
        ("remediate", r#"{"target": ["user-db"]}"#, "bad-value", "`target` cannot be"),
        ("remediate", r#"{"target": null}"#, "bad-params", "`target` is null"),
        ("remediate", r#"["user-db"]"#, "bad-params", "an object from name to value"),
        ("remediate", r#""user-db""#, "bad-params", "an object from name to value"),
    ] {
        check(step(&mut run, action, params), code, message);
        assert_eq!((run.digest(), run.log().unwrap()), (before.clone(), String::new()), "{params} changed the run");
    }
    let thrower =
        js_sys::Function::new_no_args("return { get target() { throw new Error('no'); } }").call0(&JsValue::NULL);
    check(run.step("remediate", thrower.unwrap()), "bad-params", "an object from name to value");
    check(play().step("wait", JsValue::UNDEFINED), "run-over", "The run is over");
}

#[wasm_bindgen_test]
fn a_scenario_of_ones_own_runs_or_says_where_it_is_wrong() {
    let yaml = include_str!("../../../scenarios/standard/leaky-checkout.yaml");
    let run = Run::from_text(yaml, "mine.yaml", seed(7)).unwrap();
    assert_eq!(text(&run.about().unwrap(), "id"), "mine");
    let broken = Run::from_text("title: [\n", "mine.yaml", seed(7));
    let Err(error) = broken else { panic!("a broken text runs") };
    assert_eq!(text(&error, "code"), "bad-scenario");
    assert_eq!(
        (text(&error, "diagnostics.0.code"), text(&error, "diagnostics.0.path")),
        ("yaml-syntax".into(), "mine.yaml".into())
    );
    assert!(number(&error, "diagnostics.0.line") >= 1.0);
    assert!(text(&error, "message").starts_with("mine.yaml:"), "{}", text(&error, "message"));
}

const WAR_ROOM: &str = "chaosops/autoscaler-cost-cut-hard";

/// Names in an object, in order.
fn keys(value: &JsValue, path: &str) -> Vec<String> {
    Object::keys(&at(value, path).into()).iter().filter_map(|key| key.as_string()).collect()
}

#[wasm_bindgen_test]
fn an_agent_plays_one_role_and_sees_what_it_may() {
    // What heuristics do here cures nothing, so that the turns go on.
    let id = "chaosops/misrouted-traffic";
    let mut run = Run::new(id, seed(7)).unwrap();
    let cast = run.cast().unwrap();
    assert_eq!(text(&cast, "turns.0"), "sre");
    assert_eq!((length(&cast, "roles"), length(&cast, "colleagues") > 0), (4, true));
    assert!(start().cast().unwrap().is_null() && start().turn().is_null());
    // The view of whose turn it is, by itself; nobody else's is in it.
    for (role, status, metrics, lines, stores) in [
        ("sre", true, true, true, &["chat", "inbox"][..]),
        ("oversight", true, true, true, &["chat", "inbox", "fleet", "flags"]),
        ("dev", true, true, true, &["chat", "inbox"]),
        ("manager", false, false, false, &["chat", "inbox"]),
    ] {
        assert_eq!(run.turn(), JsValue::from(role));
        let view = run.view(JsValue::NULL).unwrap();
        assert_eq!(json(&view), json(&run.view(role.into()).unwrap()));
        assert_eq!(
            (text(&view, "role").as_str(), keys(&view, "stores")),
            (role, stores.iter().map(|s| (*s).to_owned()).collect())
        );
        assert_eq!(at(&view, "services.payments.status").is_string(), status, "{role}");
        assert_eq!(!keys(&view, "services.payments.metrics").is_empty(), metrics, "{role}");
        assert_eq!(length(&view, "lines") > 0, lines, "{role}");
        assert!(length(&view, "alerts") > 0, "{role}");
        let step = step(&mut run, "communicate", r#"{"message": "hello from here"}"#).unwrap();
        assert_eq!((text(&step, "actor").as_str(), at(&step, "turn")), (role, run.turn()));
        assert_eq!(json(&at(&step, "view")), json(&run.view(JsValue::UNDEFINED).unwrap()));
    }
    assert_eq!(length(&run.view(JsValue::UNDEFINED).unwrap(), "stores.chat"), 4);
    // The others are played by a colleague until the own turn comes again; that is an ordinary log.
    let advice = run.advice("heuristic").unwrap();
    assert!(at(&advice, "action").is_string(), "{}", json(&advice));
    assert_eq!(run.let_others_act("dev", "heuristic").unwrap(), 2);
    let again = Run::replay(id, seed(7), &run.log().unwrap()).unwrap();
    assert_eq!((again.digest(), again.turn()), (run.digest(), JsValue::from("dev")));
    check(run.view("cook".into()), "unknown-role", "There are: sre, oversight, dev, manager.");
    check(run.view(JsValue::from(3)), "unknown-role", "see `cast()`");
    check(start().view("sre".into()), "unknown-role", "no roles");
    check(run.let_others_act("sre", "nobody").map(JsValue::from), "unknown-colleague", "heuristic");
    check(start().advice("expert"), "unknown-colleague", "There are: none.");
}

#[wasm_bindgen_test]
fn the_debrief_says_who_saw_what_and_what_each_step_cost() {
    let mut run = Run::new(WAR_ROOM, seed(7)).unwrap();
    step(&mut run, "wait", "null").unwrap();
    step(&mut run, "flag-rogue", r#"{"agent": "autoscaler"}"#).unwrap();
    step(&mut run, "scale", r#"{"target": "payments", "replicas-wanted": 4}"#).unwrap();
    let debrief = run.debrief().unwrap();
    let signals: Vec<JsValue> = Array::from(&at(&debrief, "signals")).iter().collect();
    let fleet = signals.iter().find(|of| text(of, "worth") == "reveals" && text(of, "by") == "entry").unwrap();
    assert_eq!((text(fleet, "store"), text(fleet, "faults.0")), ("fleet".into(), "root".into()));
    assert_eq!((number(fleet, "seen.oversight.turn"), at(fleet, "seen.sre.able").as_bool()), (1.0, Some(false)));
    assert_eq!(at(&debrief, "faults.0.seen.manager.able").as_bool(), Some(false));
    let told: Vec<String> = (0..3).map(|index| text(&debrief, &format!("steps.{index}.did"))).collect();
    assert_eq!(told[2], "cured", "{told:?}");
    assert_eq!((text(&debrief, "steps.1.actor"), number(&debrief, "steps.1.cost.ticks")), ("oversight".into(), 1.0));
    assert!(number(&debrief, "steps.1.cost.rewards.caught") > 0.0);
    assert!(number(&debrief, "steps.0.cost.harm.hurt.after") > number(&debrief, "steps.0.cost.harm.hurt.before"));
    let sum = (0..3).map(|index| number(&debrief, &format!("steps.{index}.cost.reward"))).sum::<f64>();
    assert!((number(&debrief, "reward") - sum).abs() < 1e-9);
}

const CASE: &str = r#"
without: [ score, alerts ]
time: { tick: 30s, order: action-first, logs: on-request }
metrics: { err: { unit: ratio } }
services: { web: { calls: [ db ] }, db: {} }
status: { down: { like: down, when: err > 50% }, healthy: { like: healthy, when: true } }
alerts: { failing: { page: err > 50%, text: "{self} fails" } }
faults: { root: { at: db, starts: tick >= 1, begins: "err = 60%", cured-when: err == 0 } }
telemetry: { metrics: { delay: "if(self == db, 2, 0)" } }
actions:
  wait: {}
  ask: { with: { target: { is: service } }, effect: show facts }
  note: { aside: true, with: { text: { is: text } } }
  tell: { with: { timeline: { is: moments } } }
  say:
    with: { cause: { label: Cause, is: word, one-of: [ disk, net ] }, sure: { is: number, unit: ratio, range: 0 to 1 } }
    right-when: cause == disk
    sure: sure
facts: { ask: { web: [ { after: 2, chance: 0%, text: it is web, else: it is db }, { text: no idea } ] } }
score: { grade: { parts: { a: { points: 0.45, most: 0.9 } } } }
end: { ticks: 6, won: "true" }
"#;

#[wasm_bindgen_test]
fn the_case_of_a_run_is_there() {
    let mut run = Run::from_text(CASE, "mine.yaml", seed(1)).unwrap();
    let length = |value: JsValue| Array::from(&value).length();
    step(&mut run, "ask", r#"{"target": "web"}"#).unwrap();
    let waiting = run.answers(JsValue::NULL).unwrap();
    assert_eq!((number(&waiting, "0.asked"), text(&waiting, "0.text")), (0.0, String::new()));
    assert!(at(&waiting, "0.tick").is_null() && length(run.evidence(JsValue::NULL).unwrap()) == 0);
    step(&mut run, "note", r#"{"text": "ask again"}"#).unwrap();
    let notes = run.notes(JsValue::NULL).unwrap();
    assert_eq!((number(&notes, "0.step"), text(&notes, "0.params.text")), (2.0, "ask again".into()));
    step(&mut run, "say", r#"{"cause": "disk", "sure": 0.9}"#).unwrap();
    let come = run.answers(JsValue::NULL).unwrap();
    assert_eq!((number(&come, "0.tick"), text(&come, "0.text")), (2.0, "it is db".into()));
    let evidence = run.evidence(JsValue::NULL).unwrap();
    assert_eq!((text(&evidence, "0.action"), text(&evidence, "0.target")), ("ask".into(), "web".into()));
    // What is so at db is two ticks ahead of what is shown.
    let view = run.view(JsValue::NULL).unwrap();
    assert_eq!((number(&view, "services.db.late"), number(&view, "services.web.late")), (2.0, 0.0));
    assert_eq!(
        (text(&view, "services.db.status"), text(&view, "alerts.0.text")),
        ("healthy".into(), "db fails".into())
    );
    let moments = run.moments().unwrap();
    let first = text(&moments, "0.text");
    assert_eq!((first.as_str(), text(&moments, "0.action")), ("0 ask at web", "ask".into()));
    step(&mut run, "tell", &format!(r#"{{"timeline": ["{first}"]}}"#)).unwrap();
    check(run.evidence("sre".into()), "unknown-role", "no roles");
    while run.over().is_null() {
        run.step("wait", JsValue::UNDEFINED).unwrap();
    }
    let debrief = run.debrief().unwrap();
    assert_eq!((number(&debrief, "answers.0.step"), at(&debrief, "answers.0.right").as_bool()), (1.0, Some(false)));
    assert_eq!((number(&debrief, "calibration.right"), number(&debrief, "calibration.claims.0.step")), (1.0, 3.0));
    assert_eq!((number(&debrief, "outOf.most"), number(&debrief, "outOf.share")), (0.9, 0.5));
    assert!(at(&play().score().unwrap(), "outOf").is_null());
}

#[wasm_bindgen_test]
fn the_readme_shows_the_example_that_runs() {
    let blocks: Vec<&str> = README.split("```js\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.len(), 2);
    for code in blocks {
        assert!(EXAMPLE.contains(code.trim()), "README.md and example.mjs differ");
    }
}
