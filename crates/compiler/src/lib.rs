//! The compiler of scenarios for a page that does not carry it: [`protocol`] is what both sides say, [`Desk`] answers, and the
//! program beside this library runs a desk in a worker. Knows the engine's format, not the page.

mod desk;
pub mod protocol;
mod text;

pub use desk::Desk;
