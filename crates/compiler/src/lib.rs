//! The compiler of scenarios for a page that asks it by messages: [`protocol`] is what both sides say, [`Desk`] answers. Knows the
//! engine's format, not the page, nor the worker in which the page runs a desk.

mod desk;
pub mod protocol;
mod text;

pub use desk::Desk;
