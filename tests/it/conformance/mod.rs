//! The originals' traces, reproduced. A harness for each environment, picked by a file's first word; the folder comes from
//! `CONFORMANCE_DIR`. A file without a harness or without a case is an error; so is a folder without a file.

mod chaosops;
mod firewatch;

use std::path::PathBuf;

use serde_json::Value;

type Harness = fn(&Value) -> Result<(), String>;

const HARNESSES: &[(&str, Harness)] = &[("chaosops", chaosops::check), ("firewatch", firewatch::check)];

fn folder() -> PathBuf {
    std::env::var_os("CONFORMANCE_DIR")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/conformance")), PathBuf::from)
}

#[test]
fn conformance() {
    let folder = folder();
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("CONFORMANCE_DIR `{}`: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no .json file in `{}`", folder.display());
    let mut failures = Vec::new();
    for file in &files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let word = name.split(['-', '.']).next().unwrap();
        let Some((_, harness)) = HARNESSES.iter().find(|(w, _)| *w == word) else {
            panic!("{name}: no harness for `{word}`");
        };
        let text = std::fs::read_to_string(file).unwrap();
        let traces: Value = serde_json::from_str(&text).unwrap();
        let cases = traces["cases"].as_array().unwrap_or_else(|| panic!("{name}: no `cases`"));
        assert!(!cases.is_empty(), "{name}: no case");
        for case in cases {
            if let Err(why) = harness(case) {
                failures.push(format!("{name}: {}: {why}", case["name"].as_str().unwrap_or("?")));
            }
        }
        println!("{name}: {} cases", cases.len());
    }
    assert!(failures.is_empty(), "{} cases differ:\n{}", failures.len(), failures.join("\n"));
}

/// Numbers compare with a relative tolerance of 1e-9, absolute 1e-12 near zero.
fn near(got: f64, want: f64) -> bool {
    (got - want).abs() <= (1e-9 * want.abs()).max(1e-12)
}
