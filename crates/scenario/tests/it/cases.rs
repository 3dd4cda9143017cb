//! At least one case for each code: a text whose lines say, in a comment behind them, what is wrong there.

use brownout_scenario::{Catalogue, Code, Diagnostic, Rejected, load_text};

pub const STANDARD: &str = "
metrics:
  err: { unit: ratio }
actions:
  wait: {}
  look: {}
difficulties: { easy: { budget: 1 }, hard: { budget: 2 } }
settings: { budget: 3 }
";

pub fn catalogue() -> Catalogue {
    Catalogue::from_files([("standard/pack.yaml".to_owned(), STANDARD.to_owned())])
}

/// What is found in a scenario, settling included.
pub fn find(text: &str) -> Vec<Diagnostic> {
    find_in(&catalogue(), "a/b.yaml", text).map_or_else(|rejected| rejected.diagnostics, |()| Vec::new())
}

fn find_in(catalogue: &Catalogue, path: &str, text: &str) -> Result<(), Rejected> {
    load_text(catalogue, path, text)?.settle(1).map(|_| ())
}

fn lines(rejected: &Rejected, path: &str) -> Vec<String> {
    let places = rejected.diagnostics.iter().map(|found| {
        let Some(pos) = found.pos else {
            return found.code.as_str().to_owned();
        };
        let at = rejected.sources.line_column(pos);
        let file = rejected.sources.get(pos.source).path();
        let prefix = if file == path { String::new() } else { format!("{file}:") };
        format!("{prefix}{}:{} {}", at.line, at.column, found.code.as_str())
    });
    places.collect()
}

/// Checks a scenario against `line:column code` lines.
pub fn check(text: &str, expected: &[&str]) {
    check_in(&catalogue(), text, expected);
}

fn check_in(catalogue: &Catalogue, text: &str, expected: &[&str]) {
    let found =
        find_in(catalogue, "a/b.yaml", text).map_or_else(|rejected| lines(&rejected, "a/b.yaml"), |()| Vec::new());
    assert_eq!(found, expected, "{}", text.chars().take(300).collect::<String>());
}

/// `(text, what is found)`, a case or more for each code.
const CASES: &[(&str, &[&str])] = &[
    ("a: {{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{\n", &["1:35 too-deep"]),
    ("title: [1\n", &["2:1 yaml-syntax"]),
    ("title: @x\n", &["1:8 yaml-syntax"]),
    ("title: x\nservices:\n\tdb: {}\n", &["3:1 tab-indentation"]),
    ("services:\n  a: &x {}\n", &["2:6 yaml-feature"]),
    ("services:\n  a: *x\n", &["2:6 yaml-syntax"]),
    ("title: !text x\n", &["1:8 yaml-feature"]),
    ("services:\n  <<: {}\n", &["2:3 merge-key"]),
    ("title: x\n---\ntitle: y\n", &["2:1 several-documents"]),
    ("services:\n  a: {}\n  b: {}\n  'a': {}\n", &["4:3 duplicate-key"]),
    ("services: { [a]: {} }\n", &["1:13 key-not-text"]),
    ("# nothing\n", &["1:1 empty-document"]),
    ("", &["1:1 empty-document"]),
    ("- a\n", &["1:1 wrong-shape"]),
    ("values: { ü: { is: max(0, err), about: x } }\n", &["1:11 bad-name", "1:20 comma-in-braces"]),
    ("conditions: [ f1(a, b) > 0, c ]\n", &["1:15 comma-in-braces"]),
    ("alerts: { a: { text: {self} fails, page: true } }\n", &["1:22 text-begins-with-brace"]),
    ("alerts:\n  a:\n    text: {self}\n", &["3:11 text-begins-with-brace"]),
    ("alerts:\n  a:\n    text: {self} fails\n", &["3:11 text-begins-with-brace"]),
    ("tally: [err]\n", &["1:8 text-begins-with-brace"]),
    ("alerts:\n  a:\n    text: slow: very\n", &["3:11 colon-in-text"]),
    ("alerts: { a: { text: slow: very } }\n", &["1:22 colon-in-text"]),
    ("plays:\n  expert:\n    - wait: 2\n", &["3:7 colon-in-text"]),
    ("tally: >\n  err = 1\n", &["2:3 folded-script"]),
    ("services: { db: {} }\nfaults:\n  root:\n    at: db\n    cure-by: [ wait ]\n", &["5:5 unknown-key"]),
    ("faults:\n  root: {}\n", &["2:9 missing-key"]),
    ("services:\n  a: { calls: b }\n", &["2:15 wrong-shape"]),
    ("services: a\n", &["1:11 wrong-shape"]),
    ("time: { order: world-frist }\n", &["1:16 unknown-word"]),
    ("metrics: { err: { knob: yes } }\n", &["1:25 unknown-word"]),
    ("pick-faults: 1.5\n", &["1:14 bad-number"]),
    ("time: { tick: 30 }\n", &["1:15 bad-duration"]),
    ("time: { start: 12:30 }\n", &["1:16 bad-date"]),
    ("services: { user_db: {} }\n", &["1:13 bad-name"]),
    ("traffic: {}\n", &["1:1 not-supported-yet"]),
    ("services:\n  a:\n    config: {}\n", &[]),
    ("services:\n  a:\n    config: { x: null, y: { z: [ 1, { q: r } ] } }\n", &[]),
    ("services:\n  a:\n    config: x\n", &["3:13 wrong-shape"]),
    ("services:\n  a:\n    config: { x: { y: 1 }, x.y: 2 }\n", &["3:33 duplicate-key"]),
    ("services:\n  a:\n    config: { x: [[[[[[[[[[1]]]]]]]]]] }\n", &["3:26 too-deep"]),
    ("services: { a: {} }\nfault-kinds: { k: { masked-by: [ x ] } }\n", &["2:21 unknown-key"]),
    ("services: { a: {} }\nfaults: { x: { at: a, masked-by: [ z ] } }\n", &["2:36 unknown-fault"]),
    (
        "services: { a: {} }\nfaults:\n  x: { at: a, masked-by: [ y ] }\n  y: { at: a, masked-by: [ x ] }\n",
        &["3:26 mask-circle", "4:26 mask-circle"],
    ),
    ("time: { start: 2026-02-05T10:15:00Z, drawn: { day: 20 to 28, minute: 0 to 59 } }\n", &[]),
    ("time: { start: 2026-02-05T10:15:00Z, drawn: { day: 20 to 29 } }\n", &["1:52 bad-date"]),
    ("time: { start: 2026-02-05T10:15:00Z, drawn: { hour: 16 to 8 } }\n", &["1:53 bad-number"]),
    ("time: { drawn: { hour: 8 to 16 } }\n", &["1:16 bad-date"]),
    ("time: { start: 2026-02-05T10:15:00Z, drawn: { month: 1 to 2 } }\n", &["1:47 unknown-key"]),
    ("canonical-seed: first\n", &["1:17 bad-number"]),
    ("variants: { count: 0 }\n", &["1:20 bad-number"]),
    ("variants: { count: 100 }\n", &["1:20 bad-number"]),
    ("variants: { count: 2, held-out: [ 1, 3 ] }\n", &["1:38 bad-number"]),
    ("variants: {}\n", &["1:11 missing-key"]),
    ("variants: 5\n", &["1:11 wrong-shape"]),
    ("tables: { t: { jitter: 200%, rows: {} } }\n", &["1:24 bad-number"]),
    ("tables: { t: { jitter: sum(err over services), rows: {} } }\n", &["1:28 unknown-name"]),
    ("tables: { t: { jitter: spraed, rows: {} } }\n", &["1:24 unknown-name"]),
    ("tables: { t: { columns: [ err ], steady: [ p99, err ], rows: {} } }\n", &["1:44 unknown-metric"]),
    ("extends: nowhere\n", &["1:10 unknown-pack"]),
    ("parts: [ a ]\n", &["1:1 misplaced-key"]),
    ("without: [ actions.wiat ]\n", &["1:12 without-nothing"]),
    ("without: [ alerts ]\n", &["1:12 without-nothing"]),
    ("services:\n  db:\n", &["2:3 nothing-to-take"]),
    ("difficulty: hrad\n", &["1:13 unknown-difficulty"]),
    ("services: { a: {} }\ntake: [ 1 of services exept a ]\n", &["2:23 bad-choice"]),
    ("services: { a: {}, b: {} }\ntake: [ 1 of services except a, b ]\n", &["2:33 bad-choice"]),
    ("services: { a: {} }\ntake: [ 2 of services ]\n", &["2:9 choice-too-small"]),
    ("services: { alpha: {} }\ntagged: { quiet: [] }\ntake: [ 1 of quite ]\n", &["3:14 unknown-choice-name"]),
    ("services: { a: {} }\ntagged: { x: [ 1 of y ], y: [ 1 of x ] }\n", &["2:36 choice-circle"]),
    ("services: { a: {} }\ntake: [ b ]\n", &["2:9 unknown-service"]),
    ("services: { user-db: {}, a: { calls: [ user-dbs ] } }\n", &["1:40 unknown-service"]),
    ("services: { a: { calls: [ a ] } }\n", &["1:27 calls-itself"]),
    ("services: { a: {}, b: {} }\ntake: [ a ]\nfaults: { root: { at: b } }\n", &["3:23 take-leaves-out"]),
    ("services: { a: {} }\npick-faults: 2\nfaults: { root: { at: a } }\n", &["2:14 choice-too-small"]),
    // Several at once, in the order of the text.
    (
        "titel: x\nservices:\n  a: { cals: [] }\n  b: { tags: x }\n",
        &["1:1 unknown-key", "3:8 unknown-key", "4:14 wrong-shape"],
    ),
];

#[test]
fn each_mistake_is_found_at_its_place() {
    for (text, expected) in CASES {
        check(text, expected);
    }
}

#[test]
fn mistakes_of_packs_and_limits() {
    let long = format!("title: {}\n", "x".repeat(1024 * 1024));
    check(&long, &["1:1 text-too-long"]);
    let wide = format!("conditions: [{}]\n", "a,".repeat(200_001));
    check(&wide, &["1:400012 too-many-nodes"]);
    let mut many = String::from("services: { a: {} }\nfaults:\n");
    for index in 0..17 {
        many.push_str(&format!("  f{index}: {{ at: a }}\n"));
    }
    check(&many, &["19:3 too-many"]);
    let mut packs = catalogue();
    packs.insert("x/pack.yaml", "extends: y\n");
    packs.insert("y/pack.yaml", "extends: x\nparts: [ z ]\n");
    check_in(
        &packs,
        "extends: x\n",
        &["scenarios/y/pack.yaml:1:10 extends-circle", "scenarios/y/pack.yaml:2:10 unknown-part"],
    );
    let unknown = brownout_scenario::load(&catalogue(), "standard/pack").unwrap_err();
    assert_eq!(lines(&unknown, ""), ["unknown-scenario"]);
}

/// Codes that no text of a sensible size reaches.
const WITHOUT_CASE: &[Code] = &[Code::StreamCollision];

#[test]
fn every_code_has_a_case() {
    let text = [include_str!("cases.rs"), include_str!("meaning.rs")].concat();
    for code in Code::ALL.iter().filter(|code| !WITHOUT_CASE.contains(code)) {
        assert!(
            text.contains(&format!(" {}\"", code.as_str())) || text.contains(&format!("\"{}\"", code.as_str())),
            "{code:?}"
        );
    }
}

#[test]
fn replacements_mend() {
    for (text, mended) in [
        (
            "faults: { root: { at: db, cure-by: [] } }\nservices: { db: {} }\n",
            "faults: { root: { at: db, cured-by: [] } }\nservices: { db: {} }\n",
        ),
        (
            "services: { a: {}, b: {} }\nfaults: { f: { at: one of a, b } }\n",
            "services: { a: {}, b: {} }\nfaults: { f: { at: \"one of a, b\" } }\n",
        ),
        ("conditions: [ f1(a, b) > 0, c ]\n", "conditions: [ \"f1(a, b) > 0\", c ]\n"),
        (
            "alerts: { a: { text: {self} fails, page: true } }\n",
            "alerts: { a: { text: \"{self} fails\", page: true } }\n",
        ),
        ("alerts:\n  a:\n    text: {self}\n", "alerts:\n  a:\n    text: \"{self}\"\n"),
        ("alerts:\n  a:\n    text: slow: very\n", "alerts:\n  a:\n    text: \"slow: very\"\n"),
        ("services:\n\tdb: {}\n", "services:\n  db: {}\n"),
        ("services: { a_b: {} }\n", "services: { a-b: {} }\n"),
        ("services: { a: { calls: b }, b: {} }\n", "services: { a: { calls: [ b ] }, b: {} }\n"),
    ] {
        let found = find(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        let replacement = found[0].replacement.clone().unwrap();
        let mut changed = text.to_owned();
        changed.replace_range(replacement.pos.start as usize..replacement.pos.end as usize, &replacement.text);
        assert_eq!(changed, mended);
        assert_eq!(find(&changed), [], "{changed}");
    }
}

#[test]
fn rendering_names_file_line_and_help() {
    let rejected = find_in(&catalogue(), "a/b.yaml", "services:\n  a: {}\n  a: {}\n").unwrap_err();
    let expected = "a/b.yaml:3:3: error[duplicate-key]: Two entries are called `a` (first at 2:3).\n  \
                    help: Ids are unique. Rename one, or join them.\n  a/b.yaml:2:3: The first one.";
    assert_eq!(rejected.to_string(), expected);
}
