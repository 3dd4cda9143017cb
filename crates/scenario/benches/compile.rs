//! How long it takes from a scenario's text to a plan.

use brownout_scenario::assist::{complete, hover, problems};
use brownout_scenario::{Authored, Catalogue, load, load_text};
use divan::{Bencher, black_box};
use std::fs;
use std::path::Path;

fn main() {
    divan::main();
}

/// The packs, and a scenario of 20 services of the mesh.
fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    for pack in fs::read_dir(root).into_iter().flatten().flatten() {
        for file in fs::read_dir(pack.path()).into_iter().flatten().flatten() {
            if let Ok(text) = fs::read_to_string(file.path()) {
                let path = format!("{}/{}", pack.file_name().to_string_lossy(), file.file_name().to_string_lossy());
                catalogue.insert(path, text);
            }
        }
    }
    catalogue.insert("firewatch/twenty.yaml", TWENTY);
    catalogue
}

const TWENTY: &str = "
title: Twenty
difficulty: hard
take: [ api-gateway, 19 of behind-gateway ]
faults: { root: { kind: oom, at: one of services except api-gateway } }
plays: { expert: [ cure root, wait 9, declare-resolved ] }
";

fn loaded(catalogue: &Catalogue) -> Authored {
    match load(catalogue, "firewatch/twenty") {
        Ok(authored) => authored,
        Err(rejected) => panic!("{rejected}"),
    }
}

#[divan::bench]
fn load_20(bencher: Bencher) {
    let catalogue = catalogue();
    bencher.bench(|| load_text(black_box(&catalogue), "scenarios/firewatch/twenty.yaml", TWENTY).is_ok());
}

#[divan::bench]
fn settle_20(bencher: Bencher) {
    let authored = loaded(&catalogue());
    bencher.bench(|| black_box(&authored).settle(1).is_ok());
}

/// Settling included.
#[divan::bench]
fn compile_20(bencher: Bencher) {
    let authored = loaded(&catalogue());
    bencher.bench(|| black_box(&authored).compile(1).is_ok());
}

/// A scenario of 20 services that stands by itself, as an author has it open.
fn open_20() -> (Catalogue, String) {
    let catalogue = catalogue();
    let text = catalogue.text("firewatch/oom-baseline.yaml").unwrap_or_default();
    let services: String = (0..20).map(|n| format!("  extra-{n}: {{ calls: [ api-gateway ] }}\n")).collect();
    let text = format!("extends: firewatch\n{text}\nservices:\n{services}");
    (catalogue, text)
}

/// What an editor asks for at a key: what may stand there, and what is there.
#[divan::bench]
fn complete_and_hover_20(bencher: Bencher) {
    let (catalogue, text) = open_20();
    let at = text.find("cured").or_else(|| text.find("plays")).unwrap_or(0) as u32 + 8;
    bencher.bench(|| {
        let found = complete(black_box(&catalogue), "mine/a.yaml", &text, at);
        (found.items.len(), hover(&catalogue, "mine/a.yaml", &text, at).is_some())
    });
}

/// What it asks for after each key.
#[divan::bench]
fn problems_20(bencher: Bencher) {
    let (catalogue, text) = open_20();
    bencher.bench(|| problems(black_box(&catalogue), "mine/a.yaml", &text, 1).len());
}
