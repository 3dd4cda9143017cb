//! The text side of the language: what is read, how it is printed, and what is said about mistakes.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../common/mod.rs"]
mod common;

mod datum;
mod errors;
mod examples;
mod property;
mod reading;
mod suggest;
