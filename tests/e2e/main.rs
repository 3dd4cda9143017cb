//! The built page, end to end, in the browser that `BROWNOUT_BROWSER` names. `cargo xtask test e2e` runs this in all
//! three; `cargo xtask test e2e --browser firefox -- NAME` is for looking closer. Every test has a browser and a server
//! of its own.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod access;
mod address;
mod author;
mod boot;
mod compare;
mod drafts;
mod embed;
mod exports;
mod hostile;
mod journeys;
mod long_incidents;
mod mishaps;
mod native;
mod page;
mod room;
mod runs;
mod verbs;
mod war_room;
