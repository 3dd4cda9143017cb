//! What the seed makes of choices.

use crate::it::cases::catalogue;
use brownout_scenario::{Authored, Settled, load_text};
use std::collections::BTreeSet;

const GRAPH: &str = "
services:
  edge: { calls: [ a, b ], tags: [ entry ] }
  a: { calls: [ proxy ] }
  b: { calls: [ proxy, cache ] }
  proxy: { calls: [ db ] }
  cache: {}
  db: {}
  lone: {}
fault-kinds: { oom: {}, drift: {}, cut: {} }
";

fn authored(rest: &str) -> Authored {
    load_text(&catalogue(), "x/s.yaml", &format!("{GRAPH}{rest}")).unwrap_or_else(|rejected| panic!("{rejected}"))
}

fn settle(rest: &str, seed: u64) -> Settled {
    authored(rest).settle(seed).unwrap_or_else(|rejected| panic!("{rejected}"))
}

fn calls(settled: &Settled) -> Vec<String> {
    let services = settled.document.services.iter();
    services
        .flat_map(|item| item.value.calls.iter().map(|callee| format!("{}>{}", item.key, callee.as_str())))
        .collect()
}

#[test]
fn calls_through_absent_services_are_joined_up() {
    for (take, expected) in [
        (
            "[ edge, a, b, proxy, cache, db, lone ]",
            vec!["edge>a", "edge>b", "a>proxy", "b>proxy", "b>cache", "proxy>db"],
        ),
        ("[ edge, db ]", vec!["edge>db"]),
        ("[ db, edge, b ]", vec!["edge>db", "edge>b", "b>db"]),
        ("[ a, cache ]", vec![]),
        ("[ entry, proxy ]", vec!["edge>proxy"]),
    ] {
        assert_eq!(calls(&settle(&format!("take: {take}\n"), 1)), expected, "{take}");
    }
}

#[test]
fn absent_services_are_named() {
    let settled = settle("take: [ edge, db ]\n", 1);
    assert_eq!(settled.absent, ["a", "b", "proxy", "cache", "lone"]);
}

#[test]
fn parts_of_the_start_are_drawn() {
    const DAY: u64 = 86_400;
    let drawn = "{ day: 20 to 28, hour: 8 to 16, minute: 0 to 59 }";
    let text = format!("canonical-seed: 0\npick-faults: 0\ntime: {{ start: 2026-03-25T10:15:00Z, drawn: {drawn} }}\n");
    let start =
        |seed: u64| settle(&text, seed).document.time.and_then(|time| time.start).map_or(0, |start| start.seconds);
    let midnight = 1_774_396_800;
    assert_eq!(start(0), midnight + 10 * 3_600 + 15 * 60, "the canonical one stays");
    let (mut days, mut hours, mut minutes) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for seed in 1..600 {
        assert_eq!(start(seed), start(seed));
        days.insert(25 + start(seed) / DAY - midnight / DAY);
        hours.insert(start(seed) % DAY / 3_600);
        minutes.insert(start(seed) % 3_600 / 60);
        assert_eq!(start(seed) % 60, 0);
    }
    assert_eq!(days.into_iter().collect::<Vec<_>>(), (20..=28).collect::<Vec<_>>());
    assert_eq!(hours.into_iter().collect::<Vec<_>>(), (8..=16).collect::<Vec<_>>());
    assert_eq!(minutes.len(), 60);
}

/// A random mode: a cause that somebody calls, one of its callers, others, and bystanders among those.
const RANDOM: &str = "
tagged:
  caller: [ one of callers of root ]
  bystander: [ one of services except root and caller ]
  loud: [ one of bystander ]
take: [ root, caller, 2 of services ]
faults:
  root: { kind: one of oom or drift, at: one of callees of services, with: { speed: one of 1 or 2 } }
settings: { where: one of taken except root }
";

#[test]
fn random_incidents_keep_their_promises() {
    let random = RANDOM.replace("one of taken", "one of services");
    let (mut roots, mut kinds, mut sizes) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for seed in 0..300 {
        let settled = settle(&random, seed);
        let document = &settled.document;
        let fault = document.faults.get("root").unwrap();
        let (root, kind) = (fault.at.as_str().to_owned(), fault.kind.as_ref().unwrap().as_str().to_owned());
        let of = |tag: &str| {
            document.tagged.get(tag).unwrap().iter().map(|name| name.as_str().to_owned()).collect::<Vec<_>>()
        };
        let names: Vec<&str> = document.services.keys().collect();
        sizes.insert(names.len());
        assert!(names.contains(&root.as_str()), "seed {seed}");
        assert!(
            calls(&settled).iter().any(|call| call.ends_with(&format!(">{root}"))),
            "seed {seed}: nobody calls {root}"
        );
        let (caller, bystander) = (of("caller"), of("bystander"));
        assert_eq!((caller.len(), bystander.len()), (1, 1));
        assert!(names.contains(&caller[0].as_str()) && names.contains(&bystander[0].as_str()), "seed {seed}");
        assert!(bystander[0] != root && bystander[0] != caller[0], "seed {seed}");
        assert_eq!(of("loud"), bystander);
        assert_ne!(document.settings.get("where").unwrap().as_str(), root);
        assert!(["1", "2"].contains(&fault.body.with.get("speed").unwrap().as_str()));
        roots.insert(root);
        kinds.insert(kind);
    }
    assert_eq!(sizes, BTreeSet::from([4]));
    assert_eq!(roots, BTreeSet::from(["a", "b", "proxy", "cache", "db"].map(str::to_owned)));
    assert_eq!(kinds, BTreeSet::from(["oom", "drift"].map(str::to_owned)));
}

#[test]
fn the_same_seed_settles_alike_and_other_draws_shift_nothing() {
    let random = RANDOM.replace("one of taken", "one of services");
    let more = random.replace("settings: {", "settings: { another: one of services,");
    for seed in [0, 1, 77, (1 << 53) - 1] {
        let (once, again, other) = (settle(&random, seed), settle(&random, seed), settle(&more, seed));
        assert_eq!(once.document, again.document);
        assert_eq!(once.document.faults, other.document.faults);
        assert_eq!(once.document.services, other.document.services);
    }
}

#[test]
fn faults_are_picked() {
    let mut seen = BTreeSet::new();
    for seed in 0..60 {
        let settled = settle("pick-faults: 2\nfaults: { x: { at: a }, y: { at: b }, z: { at: db } }\n", seed);
        seen.insert(settled.document.faults.keys().map(str::to_owned).collect::<Vec<_>>());
    }
    let expected = [["x", "y"], ["x", "z"], ["y", "z"]].map(|pair| pair.map(str::to_owned).to_vec());
    assert_eq!(seen, BTreeSet::from(expected));
}

#[test]
fn a_choice_is_even() {
    let authored = authored("faults: { root: { at: one of a or b or cache or db } }\n");
    let mut counts = std::collections::BTreeMap::new();
    for seed in 0..4000 {
        let settled = authored.settle(seed).unwrap();
        *counts.entry(settled.document.faults.get("root").unwrap().at.as_str().to_owned()).or_insert(0) += 1;
    }
    for (name, count) in counts {
        assert!((900..1100).contains(&count), "{name}: {count}");
    }
}
