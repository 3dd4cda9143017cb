//! Runs as values: engine version + scenario + seed + action log, and everything derived from them. Knows no
//! browser, no file and no clock.

pub mod about;
pub mod asked;
mod behind;
pub mod calibration;
pub mod cast;
pub mod compare;
pub mod config;
pub mod curriculum;
pub mod debrief;
mod deciders;
mod frame;
pub mod game;
mod happened;
pub mod incident;
pub mod learnt;
pub mod link;
mod lists;
pub mod log;
pub mod news;
pub mod overview;
pub mod players;
mod reading;
pub mod report;
pub mod said;
pub mod seed;
mod seen;
pub mod story;
pub mod traps;
pub mod tree;
pub mod view;
pub mod worth;

pub use brownout_sim::ENGINE_VERSION;
pub use brownout_sim::act::{DeedError, LIST_MAX};
pub use brownout_sim::plan::Deed;
pub use game::{ActError, Game, OpenError};
pub use log::{LogError, RunLog};
pub use seed::{SeedError, parse_seed};
