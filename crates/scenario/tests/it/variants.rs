//! One file, several scenarios: ids, choices and jitter of their own, the setting `variant`; and jitter by itself.

use crate::it::cases::catalogue;
use brownout_scenario::{Authored, Catalogue, load, load_text, merged, print_scenario};
use std::collections::BTreeSet;

const TEXT: &str = r#"
title: x
services: { a: {}, b: {} }
settings: { spread: "if(variant == 0, 0, 10%)", which: one of services }
values: { hurt: {} }
metrics: { p99: { unit: seconds }, depth: { unit: count } }
status: { bad: {}, good: {} }
faults: { root: { at: a, cured-when: tick > 1 } }
tables:
  stages:
    columns: [ err, p99, depth, status ]
    jitter: spread
    steady: [ depth ]
    rows:
      bad: { a: [ 20%, 400ms, 7, bad ], b: [ 0%, 100ms, 7, good ], hurt: [ 0.5 ] }
      good: { a: [ 10%, 200ms, 3, good ] }
"#;

fn catalogue_with(text: &str) -> Catalogue {
    let mut catalogue = catalogue();
    catalogue.insert("standard/s.yaml", text.to_owned());
    catalogue
}

fn with_variants() -> Catalogue {
    catalogue_with(&format!("{TEXT}variants: {{ count: 3, held-out: [ 3 ] }}\n"))
}

/// The numbers of the table, row by row.
fn cells(authored: &Authored, seed: u64) -> Vec<Vec<String>> {
    let settled = authored.settle(seed).unwrap_or_else(|rejected| panic!("{rejected}"));
    let rows = &settled.document.tables.get("stages").unwrap().rows.0;
    rows.iter()
        .flat_map(|row| row.value.iter().map(|cell| cell.value.iter().map(|x| x.as_str().to_owned()).collect()))
        .collect()
}

fn number(text: &str) -> f64 {
    text.trim_end_matches(|c: char| c.is_alphabetic() || c == '%').parse().unwrap()
}

#[test]
fn ids_open_their_variant() {
    let catalogue = with_variants();
    for (id, expected) in [
        ("standard/s", Ok((0, false))),
        ("standard/s-p01", Ok((1, false))),
        ("standard/s-p03", Ok((3, true))),
        ("standard/s-p04", Err("`standard/s` has 3 variants.")),
        ("standard/s-p1", Err("Did you mean `standard/s`?")),
        ("standard/t-p01", Err("`brownout list` shows them.")),
    ] {
        let found = load(&catalogue, id).map(|authored| {
            let about = authored.compile(1).map(|compiled| compiled.plan.about);
            let about = about.unwrap_or_else(|rejected| panic!("{rejected}"));
            assert_eq!((authored.id.as_str(), about.id.as_str()), (id, id));
            assert_eq!((about.base.as_str(), about.variants), ("standard/s", 3));
            (about.variant, about.held_out)
        });
        let found = found.map_err(|rejected| rejected.diagnostics[0].help.clone().unwrap_or_default());
        assert_eq!(found, expected.map_err(str::to_owned), "{id}");
    }
    assert_eq!(catalogue.scenarios(), ["standard/s"], "a file is one row of a list");
}

#[test]
fn the_own_scenario_is_as_without_variants() {
    let plain = load(&catalogue_with(TEXT), "standard/s").unwrap();
    let own = load(&with_variants(), "standard/s").unwrap();
    for seed in 0..20 {
        assert_eq!(cells(&plain, seed), cells(&own, seed));
        let which = |authored: &Authored| {
            let settled = authored.settle(seed).unwrap();
            settled.document.settings.get("which").unwrap().as_str().to_owned()
        };
        assert_eq!(which(&plain), which(&own));
    }
}

#[test]
fn a_variant_has_choices_and_jitter_of_its_own() {
    let catalogue = with_variants();
    let mut seen = BTreeSet::new();
    for id in ["standard/s", "standard/s-p01", "standard/s-p02", "standard/s-p03"] {
        let authored = load(&catalogue, id).unwrap();
        assert_eq!(cells(&authored, 7), cells(&authored, 7), "{id}");
        let choices: Vec<String> = (0..30)
            .map(|seed| authored.settle(seed).unwrap().document.settings.get("which").unwrap().as_str().to_owned())
            .collect();
        seen.insert((cells(&authored, 7), choices));
    }
    assert_eq!(seen.len(), 4, "four scenarios of one file");
}

#[test]
fn numbers_move_together_and_words_and_zeros_stay() {
    let authored = load(&with_variants(), "standard/s-p01").unwrap();
    let mut moved = BTreeSet::new();
    for seed in 0..200 {
        let cells = cells(&authored, seed);
        let [bad, other, hurt, good] = cells.as_slice() else { panic!("{cells:?}") };
        let (err, p99) = (number(&bad[0]), number(&bad[1]));
        assert!((18.0..=22.0).contains(&err) && (360.0..=440.0).contains(&p99), "{bad:?}");
        assert!(bad[0].ends_with('%') && bad[1].ends_with("ms"), "{bad:?}");
        // One factor for a service's column, in every row.
        assert!((number(&good[0]) * 2.0 - err).abs() < 0.02 && (number(&good[1]) * 2.0 - p99).abs() < 0.2, "{cells:?}");
        assert_eq!((bad[2].as_str(), bad[3].as_str(), good[2].as_str()), ("7", "bad", "3"));
        assert_eq!((other[0].as_str(), hurt[0].as_str()), ("0%", "0.5"));
        moved.insert(bad[0].clone());
    }
    assert!(moved.len() > 100, "{}", moved.len());
}

#[test]
fn what_is_printed_stands_by_itself() {
    let authored = load(&with_variants(), "standard/s-p02").unwrap();
    let whole = merged(&authored);
    assert!(whole.contains("variants:") && whole.contains("jitter: spread") && whole.contains("steady:"), "{whole}");
    let settled = authored.settle(5).unwrap();
    let text = print_scenario(&settled);
    assert!(!text.contains("variants") && !text.contains("jitter") && text.contains("variant: 2"), "{text}");
    let again = load_text(&catalogue(), "x/y.yaml", &text).unwrap_or_else(|rejected| panic!("{rejected}\n{text}"));
    assert_eq!(cells(&again, 99), cells(&authored, 5));
}
