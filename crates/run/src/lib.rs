//! Runs as values: engine version + scenario + seed + action log, and everything derived from them. Knows no
//! browser, no file and no clock.

pub mod about;
pub mod cast;
pub mod compare;
pub mod curriculum;
pub mod debrief;
mod deciders;
mod frame;
pub mod game;
pub mod link;
pub mod log;
pub mod overview;
pub mod players;
mod reading;
pub mod report;
pub mod seed;
mod seen;
pub mod story;
pub mod tree;
pub mod view;

pub use brownout_sim::ENGINE_VERSION;
pub use brownout_sim::act::DeedError;
pub use brownout_sim::plan::Deed;
pub use game::{ActError, Game, OpenError};
pub use log::{LogError, RunLog};
pub use seed::{SeedError, parse_seed};
