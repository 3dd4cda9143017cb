//! The schema in the repository is the one that the code gives, and every file names it.

use crate::it::packs::{folder, shipped};
use std::fs;

#[test]
fn the_schema_has_not_drifted() {
    let path = folder().join("schema.json");
    let schema = brownout_scenario::schema();
    let schema = schema.as_value();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        let text = serde_json::to_string_pretty(schema).unwrap();
        fs::write(&path, format!("{text}\n")).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    // As values: the order of keys depends on what else is built.
    let kept: serde_json::Value = serde_json::from_str(&kept).unwrap_or_default();
    assert!(kept == *schema, "scenarios/schema.json has drifted: run this test with UPDATE_SCHEMA=1");
}

#[test]
fn every_file_names_the_schema() {
    let catalogue = shipped();
    let without: Vec<&str> = catalogue
        .files()
        .filter(|(_, text)| text.lines().next() != Some("# yaml-language-server: $schema=../schema.json"))
        .map(|(path, _)| path)
        .collect();
    assert!(without.is_empty(), "{without:?}");
}
