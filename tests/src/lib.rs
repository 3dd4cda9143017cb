//! What the tests that cross crates share.

#[cfg(not(target_arch = "wasm32"))]
pub mod browser;

pub mod broken;
pub mod digests;
pub mod load;
pub mod tutorial;
