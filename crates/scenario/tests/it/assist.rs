//! Help while writing: what may stand at a `‸`, what a word means, where it is defined, and renaming.

use crate::it::packs::shipped;
use brownout_scenario::assist::{complete, definition, hover, rename, symbols};
use brownout_scenario::source::SourceId;
use brownout_scenario::{Catalogue, load};
use std::collections::BTreeSet;

const PATH: &str = "standard/mine.yaml";

/// A text with its `‸` taken out, and where it stood.
fn cursor(marked: &str) -> (String, u32) {
    let at = marked.find('‸').unwrap();
    (marked.replacen('‸', "", 1), at as u32)
}

/// What may stand at the `‸`: all of `wanted`, and none of what has a `!` before it.
fn check_complete(marked: &str, wanted: &[&str]) {
    let (text, at) = cursor(marked);
    let found = complete(&shipped(), PATH, &text, at);
    let labels: Vec<&str> = found.items.iter().map(|item| item.label.as_str()).collect();
    for want in wanted {
        match want.strip_prefix('!') {
            Some(never) => assert!(!labels.contains(&never), "{marked}: {never} is offered"),
            None => assert!(labels.contains(want), "{marked}: {want} is not among {labels:?}"),
        }
    }
    assert_eq!(labels.is_empty(), wanted.is_empty(), "{marked}: {labels:?}");
}

const SHOP: &str = "services:\n  shop: { calls: [ db ] }\n  db: {}\nfaults:\n  leak:\n    at: db\n    program: err += 1%\n    cured-by: [ rollback ]\n";

#[test]
fn what_may_stand_at_a_place() {
    for (marked, wanted) in [
        ("‸", &["title", "services", "faults", "extends"] as &[&str]),
        ("tit‸", &["title"]),
        ("title: x\n‸", &["!title", "about"]),
        ("title: x‸\n", &[]),
        ("services:\n  shop:\n    ‸\n", &["calls", "tags", "!title"]),
        ("services:\n  shop:\n    calls: [ ‸ ]\n  db: {}\n", &["db", "shop", "!err"]),
        ("services:\n  shop: { ca‸ }\n", &["calls"]),
        ("services:\n  shop: { calls: ‸", &["shop"]),
        ("services:\n  shop:\n    calls:\n      - ‸\n", &["shop"]),
        ("time:\n  order: ‸\n", &["world-first", "action-first"]),
        ("metrics: { err: { unit: ‸", &["ratio", "seconds", "!err"]),
        ("metrics: { err: { knob: ‸ } }", &["true", "false"]),
        ("faults:\n  leak:\n    at: ‸\nservices: { db: {} }\n", &["db", "!err"]),
        ("faults:\n  leak:\n    cured-by: [ ‸ ]\n", &["restart", "rollback", "!err"]),
        ("faults:\n  leak:\n    cured-by: [ restart at ‸ ]\nservices: { db: {} }\n", &["db", "home", "!restart"]),
        ("faults:\n  leak:\n    program: ‸\n", &["if", "err", "!rollback"]),
        ("extends: ‸\n", &["standard", "firewatch", "nothing"]),
        ("difficulty: ‸\n", &["easy", "hard"]),
        ("actions:\n  fix-it:\n    group: ‸\n", &["fix", "look"]),
        ("plays:\n  expert: [ ‸", &["restart", "wait"]),
        ("plays:\n  expert: [ restart at ‸ ]\nservices: { db: {} }\n", &["db"]),
        ("conditions: [ err > ‸ ]\n", &["min", "err", "hurt", "tick", "count"]),
        ("conditions: [ cured(‸) ]\nfaults: { leak: { at: db } }\n", &["leak", "!err"]),
        ("conditions: [ status == ‸ ]\n", &["down", "healthy"]),
        ("conditions: [ db.‸ ]\nservices: { db: {} }\n", &["err", "p99", "!db"]),
        ("conditions: [ \"sum(err over ‸)\" ]\n", &["services", "callers", "user-facing"]),
        ("alerts:\n  a:\n    text: \"{‸}\"\n", &["err", "self"]),
        ("alerts:\n  a:\n    text: \"plain ‸ text\"\n", &[]),
        ("logs:\n  a:\n    lines: |\n      WARN db reveals ‸: text\nfaults: { leak: { at: db } }\n", &["leak"]),
        ("actions:\n  a:\n    with: { amount-of: { is: number } }\n    effect: err = ‸\n", &["amount-of", "err"]),
        ("actions: { a: { needs: { err > ‸: no } } }\n", &["hurt", "max", "!wait"]),
        ("tally: ‸\n", &["each", "hurt"]),
        ("without: [ ‸ ]\n", &[]),
    ] {
        check_complete(marked, wanted);
    }
}

#[test]
fn what_a_word_means() {
    for (marked, title, text) in [
        ("ti‸tle: x", "title: text", "Shown before play; must not give the answer away."),
        (
            "conditions: [ e‸rr > 1% ]",
            "metric err · ratio, 0 to 1",
            "Error rate. Share of requests that fail. Starts at 0 to 1%. From standard/pack.yaml.",
        ),
        ("conditions: [ cl‸amp(1, 2, 3) > 1 ]", "clamp(x, low, high)", "X held between low and high."),
        ("conditions: [ ti‸ck > 1 ]", "tick >= 10", "How many ticks have passed."),
        ("time: { order: world-‸first }", "world-first", "The tick comes first, then the action."),
        (
            "faults: { leak: { at: d‸b } }\nservices: { db: { kind: store } }",
            "service db · kind store",
            "From this text.",
        ),
        (
            "plays: { expert: [ res‸tart at db ] }",
            "action restart · group fix",
            "Restart. Starts the service again with empty memory. What made it fail starts again with it. From standard/pack.yaml.",
        ),
    ] {
        let (source, at) = cursor(marked);
        let found = hover(&shipped(), PATH, &source, at).unwrap_or_else(|| panic!("{marked}: nothing"));
        assert_eq!((found.title.as_str(), found.text.as_str()), (title, text), "{marked}");
        assert!(found.from <= at && at <= found.to, "{marked}");
    }
}

#[test]
fn where_a_name_is_defined() {
    let (text, at) = cursor(&SHOP.replace("[ db ]", "[ d‸b ]"));
    let place = definition(&shipped(), PATH, &text, at).unwrap();
    assert_eq!((place.file, place.line, &text[place.from as usize..place.to as usize]), (None, 3, "db"));
    let (text, at) = cursor(&SHOP.replace("rollback", "roll‸back"));
    let place = definition(&shipped(), PATH, &text, at).unwrap();
    let catalogue = shipped();
    let file = place.file.unwrap();
    assert_eq!(file, "standard/pack.yaml");
    assert_eq!(&catalogue.text(&file).unwrap()[place.from as usize..place.to as usize], "rollback");
}

#[test]
fn the_outline_has_what_people_look_for() {
    let row = |depth: u32, kind: &str, name: &str| format!("{}{kind} {name}", " ".repeat(depth as usize));
    let found: Vec<String> = symbols(SHOP).iter().map(|symbol| row(symbol.depth, symbol.kind, &symbol.name)).collect();
    let expected = [
        "key services",
        " service shop",
        "  key calls",
        " service db",
        "key faults",
        " fault leak",
        "  key at",
        "  key program",
        "  key cured-by",
    ];
    assert_eq!(found, expected);
}

fn check_rename(marked: &str, new: &str, expected: Result<&str, &str>) {
    let (text, at) = cursor(marked);
    let found = rename(&shipped(), PATH, &text, at, new);
    assert_eq!(found.as_deref().map_err(|error| error.message.as_str()), expected, "{marked}");
}

const USES: &str = "\
services:
  shop: { calls: [ db ], links: { db: { timeout: 1s } } }
  db: { tags: [ db-like ] }
start: { db: { err: 1% } }
tagged: { quiet: [ one of db or shop ] }
faults:
  leak:
    at: db
    because: The db leaks.
    program: |-
      db.err += 1%  # db
      if shop->db.timeout > 1s: err += 1%
    cured-by: [ restart at db where db.err > 1% ]
logs:
  one:
    when: self == db
    lines: |-
      WARN db reveals leak: db fails {db.err} of 'db'
facts: { read-logs: { db: [ { text: \"{db.err}\" } ] } }
plays: { expert: [ restart at db ] }
";

#[test]
fn renaming_reaches_every_use() {
    let mut renamed = USES.replace("db", "store");
    for kept in ["store-like", "The store", "# store", "leak: store", "'store'"] {
        renamed = renamed.replace(kept, &kept.replace("store", "db"));
    }
    let marked = USES.replacen("  db: {", "  d‸b: {", 1);
    check_rename(&marked, "store", Ok(&renamed));
    check_rename(&marked, "shop", Err("There is a service `shop` already."));
    check_rename(&marked, "err", Err("There is a metric `err` already."));
    check_rename(&marked, "my db", Err("`my db` is no name."));
    check_rename(&marked, "target", Err("`target` is a word of the language."));
    let marked = USES.replacen("[ restart at db ]", "[ res‸tart at db ]", 1);
    check_rename(&marked, "reboot", Err("standard/pack.yaml names the action `restart`."));
    let marked = USES.replacen("because: The", "because: T‸he", 1);
    check_rename(&marked, "x", Err("There is no name here."));
}

/// The lenient reading finds every key where the strict one does, in every shipped file.
#[test]
fn both_readings_find_the_same_keys() {
    let catalogue = shipped();
    let mut keys = 0;
    for id in catalogue.scenarios().into_iter().chain(catalogue.templates()) {
        let authored = load(&catalogue, id).unwrap();
        let text = authored.sources.get(SourceId(0)).text();
        let found: BTreeSet<(u32, u32)> = symbols(text).iter().map(|symbol| (symbol.from, symbol.to)).collect();
        let mut open = vec![(&authored.tree, 0)];
        while let Some((node, depth)) = open.pop() {
            for entry in node.map().into_iter().flat_map(|map| map.entries.values()).filter(|_| depth < 4) {
                let (pos, quoted) =
                    (entry.key.pos(), u32::from(entry.key.pos().end - entry.key.pos().start > entry.key.len() as u32));
                if pos.source == SourceId(0) {
                    keys += 1;
                    let place = (pos.start + quoted, pos.end - quoted);
                    assert!(found.contains(&place), "{id}: {} at {place:?}", entry.key);
                }
                open.push((&entry.node, depth + 1));
            }
        }
    }
    assert!(keys > 5_000, "{keys} keys");
}

/// No text makes it fail, whatever is cut off and wherever somebody asks.
#[test]
fn broken_texts_have_answers_too() {
    let catalogue = Catalogue::from_files([]);
    for text in crate::it::examples::EXAMPLES {
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)).step_by(7) {
            let cut = &text[..at];
            let _ = complete(&catalogue, PATH, cut, at as u32);
            let _ = hover(&catalogue, PATH, cut, at as u32 / 2);
            let _ = symbols(cut);
        }
    }
}
