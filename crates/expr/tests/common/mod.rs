//! What the tests of this crate share.
#![allow(dead_code, clippy::unwrap_used)]

#[path = "gen.rs"]
pub mod random;
