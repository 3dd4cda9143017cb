//! How long it takes from a scenario's text to a plan.

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
