//! The YAML scenario format: from text to an authored model with positions, laid over its pack, settled by a
//! seed, and compiled to a plan. Every mistake becomes a [`Diagnostic`] with its place and what would be right.
//! Knows no file system and no clock: texts come from a [`Catalogue`].

pub mod assist;
mod catalogue;
mod choice;
mod code;
mod commas;
pub mod compile;
pub mod decode;
pub mod diagnostic;
mod layers;
pub mod limits;
mod load;
mod memo;
mod merge;
pub mod model;
mod moment;
pub mod packed;
mod print;
pub mod reference;
mod scalar;
mod scan;
#[cfg(feature = "schema")]
mod schema;
mod settle;
pub mod source;
mod suggest;
mod syntax;
pub mod text;
pub mod tree;
mod variant;
mod yaml;

pub use catalogue::Catalogue;
pub use compile::{Compiled, Play, PlayStep, Trap};
pub use diagnostic::{Code, Diagnostic, Severity};
pub use load::{Authored, Rejected, check_pack, load, load_text};
pub use packed::Unreadable;
pub use print::{merged, print_scenario};
#[cfg(feature = "schema")]
pub use schema::schema;
pub use settle::Settled;
pub use variant::{Variant, split as split_variant};
