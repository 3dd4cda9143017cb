//! The reference is current, its examples are true, and what the tables of the language say is what the language reads.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use brownout_expr::{parse, table};
use brownout_run::players::{Player, play};
use brownout_scenario::reference::{Reference, markdown, reference};
use brownout_scenario::{Catalogue, load_text};

fn made() -> Reference {
    reference(&Catalogue::built_in())
}

#[test]
fn the_reference_has_not_drifted() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reference.md");
    let text = markdown(&made());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "docs/reference.md has drifted: run this test with UPDATE_GOLDEN=1");
}

#[test]
fn each_entry_says_something() {
    let reference = made();
    for record in &reference.records {
        assert!(!record.about.is_empty(), "{}", record.name);
        for key in &record.keys {
            let place = format!("{}.{}", record.name, key.key);
            assert!(key.about.len() > 5 && !key.kind.is_empty() && !key.default.is_empty(), "{place}: {key:?}");
            let beginning = key.example.trim_start_matches('"');
            assert!(beginning.starts_with(key.key), "{place}: {}", key.example);
        }
    }
}

/// A scenario in which the example of every function holds once its expert has played it.
const SCENE: &str = r#"
services:
  shop: { calls: [ db ] }
  db: { config: { pool.size: 20 } }
faults:
  leak:
    at: db
    breaks: { pool.size: 5 }
    program: err = min(60%, err + 20%)
    cured-when: restored(leak) == 1
    healing: err *= 30%
actions:
  set-config: { group: fix, with: { changes: { is: map } }, effect: write changes }
  report: { group: judge, with: { cause: { is: word, one-of: [ memory, network ] } } }
logs:
  leaking: { when: active(leak) and self == db, lines: "WARN reveals leak: pool is empty" }
end: { ticks: 12 }
plays:
  expert:
    - wait 3
    - read-logs at db
    - "set-config at db with changes = { pool.size: 20 }"
    - report with cause = memory
    - wait 9
"#;

#[test]
fn examples_of_functions_hold() {
    let catalogue = Catalogue::built_in();
    let mut failures = Vec::new();
    for function in made().functions.iter().filter(|function| function.name != "acted") {
        let text = format!("{SCENE}conditions:\n  - '{}'\n", function.example);
        match load_text(&catalogue, "mine/scene.yaml", &text).and_then(|authored| authored.compile(1)) {
            Err(rejected) => failures.push(rejected.to_string()),
            Ok(compiled) => {
                let game = play(&Rc::new(compiled), 1, Player::Play("expert"));
                if !game.grade().won {
                    failures.push(format!("{} does not hold", function.example));
                }
            }
        }
        if !function.example.contains(function.name) {
            failures.push(format!("{} is no example of {}", function.example, function.name));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn uses_of_words_can_be_read() {
    let groups = [table::SPECIALS, table::AGGREGATES, table::SETS, table::STATEMENTS, table::PARTICLES];
    for term in groups.into_iter().flatten() {
        let usage = term.usage;
        let read = parse::parse_expr(usage).is_ok()
            || parse::parse_script(usage).is_ok()
            || parse::parse_pattern(usage).is_ok()
            || parse::parse_draw(usage).is_ok()
            || parse::parse_deed(usage).is_ok()
            || parse::parse_expr(&format!("count(true over {usage})")).is_ok();
        assert!(read, "{}: {usage}", term.name);
    }
}
