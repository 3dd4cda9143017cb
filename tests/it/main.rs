//! What crosses crates, natively: one binary, a module a feature.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod apidebug_original;
mod branches;
mod broken;
mod config;
mod conformance;
mod determinism;
mod documents;
mod engine;
mod golden_links;
mod hostile;
mod links;
mod names;
mod packed;
mod players;
mod players_table;
mod random_mode;
mod reference;
mod remix;
mod sregym;
mod sregym_long;
mod sregym_rules;
mod templates;
mod tutorial;
mod war_room;
mod words;
mod worth;

/// A deed by the names of its parts.
fn deed(action: &str, args: &[(&str, &str)]) -> brownout_run::Deed {
    let args = args.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    brownout_run::Deed { action: action.to_owned(), args: args.collect() }
}
