//! The playground page: draws what the engine tells and hands over what the player does. Holds no rule of the game;
//! a number that is computed here is in the wrong crate.

pub mod actions;
pub mod ahead;
pub mod alerts;
pub mod announce;
pub mod app;
pub mod arrive;
pub mod author;
pub mod branches;
pub mod case;
pub mod compiler;
pub mod course;
pub mod debrief;
pub mod dialogs;
pub mod dom;
pub mod draw;
pub mod embed;
pub mod engine;
pub mod gallery;
pub mod graph;
pub mod keys;
pub mod logs;
pub mod notice;
pub mod opening;
pub mod packs;
pub mod page;
pub mod prefs;
pub mod problem;
pub mod resume;
pub mod roles;
pub mod route;
pub mod saved;
pub mod search;
pub mod service;
pub mod sight;
pub mod sprite;
pub mod storage;
pub mod store;
pub mod strip;
#[cfg(test)]
mod tests_support;
pub mod topbar;
pub mod transport;
pub mod ui;

pub use app::App;
