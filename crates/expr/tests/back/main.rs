//! The meaning side of the language: what texts come to when they are lowered and run, and what is said about names and
//! types that do not fit.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../common/mod.rs"]
mod common;

mod cells;
mod errors;
mod events;
mod hostile;
mod naive;
mod property;
mod room;
mod rounding;
mod statements;
mod values;
mod world;
