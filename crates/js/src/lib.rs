//! The engine for JavaScript and TypeScript: list scenarios, play one step by step, be graded, and get the whole run
//! back as a digest and a log. Translates values and errors, and holds no rule of the game.

mod case;
mod cast;
mod catalogue;
mod convert;
mod debrief;
mod error;
mod run;
mod types;
mod view;

pub use catalogue::list;
pub use run::{Run, engine_version};
