//! Links that were given out, of each version: they open for ever, and mean what they meant. A line is a name, a link, and the
//! run that it holds, as JSON.
//!
//! `UPDATE_GOLDEN=1` adds the cases below that have no line yet. Lines are never changed.

use std::fmt::Write as _;

use brownout_run::link::{Link, Scenario, View};
use brownout_run::log::WAIT;
use brownout_run::{Deed, RunLog};
use brownout_sim::rng::SEED_MAX;
use serde_json::json;

use crate::deed;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/links.txt");
const GOLDEN: &str = include_str!("../golden/links.txt");

fn said(link: &Link) -> String {
    let scenario = match &link.scenario {
        Scenario::BuiltIn(id) => json!(id),
        Scenario::Own { path, text } => json!([path, text]),
    };
    let View { tick, service } = &link.view;
    let (seed, log, engine) = (link.seed, link.log.to_json(), link.engine);
    json!([scenario, seed, log, tick, service, engine, format!("{:016x}", link.digest)]).to_string()
}

#[test]
fn links_that_were_given_out_open_for_ever() {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        update();
        return;
    }
    let mut count = 0;
    for line in GOLDEN.lines() {
        let [name, link, want] = line.splitn(3, ' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let read = Link::decode(link).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(said(&read), want, "{name}");
        count += 1;
    }
    assert_eq!(count, cases().len(), "tests/golden/links.txt has a line for each case");
}

fn update() {
    let mut out = GOLDEN.to_owned();
    for (name, link) in cases() {
        if !GOLDEN.lines().any(|line| line.starts_with(&format!("{name} "))) {
            writeln!(out, "{name} {} {}", link.encode().unwrap(), said(&link)).unwrap();
        }
    }
    std::fs::write(PATH, out).unwrap();
}

/// What the links of version 1 were made of.
fn cases() -> Vec<(&'static str, Link)> {
    let bare = Link {
        scenario: Scenario::BuiltIn("pack/scenario".to_owned()),
        seed: 1,
        log: RunLog::default(),
        view: View::default(),
        engine: 2,
        digest: 0x0123_4567_89ab_cdef,
    };
    let own = |path: &str, text: &str| Scenario::Own { path: path.to_owned(), text: text.to_owned() };
    let wait = || deed(WAIT, &[]);
    let odd = "\"Ü\" \u{0} \u{1f525}\n=1+1 <b>";
    let some = vec![
        wait(),
        wait(),
        deed("restart", &[("target", "db")]),
        wait(),
        deed("restart", &[("target", "cache")]),
        deed("scale", &[("target", "db"), ("to", "3.5")]),
        deed("close", &[]),
    ];
    let text = "title: Mine\nextends: standard\nservices:\n  db: { calls: [] }\n".to_owned();
    let long: Vec<Deed> = (0..200)
        .map(|n| if n % 3 == 0 { deed(&format!("act-{}", n % 7), &[("n", &n.to_string())]) } else { wait() })
        .collect();
    vec![
        ("v1-empty", bare.clone()),
        ("v1-log", Link { log: RunLog::new(some.clone()), seed: SEED_MAX, ..bare.clone() }),
        ("v1-view", Link { view: View { tick: Some(90), service: Some("user-db".to_owned()) }, ..bare.clone() }),
        ("v1-own", Link { scenario: own("pack/own.yaml", &text), ..bare.clone() }),
        ("v1-own-log", Link { scenario: own("own.yaml", &text), log: RunLog::new(some), ..bare.clone() }),
        ("v1-own-empty", Link { scenario: own("", ""), digest: 0, ..bare.clone() }),
        ("v1-waits", Link { log: RunLog::new(vec![wait(); 10_000]), engine: u32::MAX, ..bare.clone() }),
        (
            "v1-odd",
            Link {
                log: RunLog::new(vec![deed(odd, &[(odd, ""), ("", odd)]), deed(WAIT, &[("a", "b")])]),
                ..bare.clone()
            },
        ),
        (
            "v1-long",
            Link { log: RunLog::new(long), view: View { tick: Some(0), service: Some(odd.to_owned()) }, ..bare },
        ),
    ]
}
