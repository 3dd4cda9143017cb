//! What crosses crates, natively: one binary, a module a feature.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod conformance;
mod determinism;
mod engine;
mod hostile;
mod names;
mod players;
mod players_table;
mod random_mode;
mod war_room;
