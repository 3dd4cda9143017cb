//! The engine: a pure function of plan, seed and actions, to the last bit. It knows no YAML, no file, no clock, no
//! console, no browser, and no name of a pack, fault or action: everything particular is data in the `Plan`.
//!
//! `Plan` (what there is, immutable) → `World` (numbers now) → `tick` / `step` → lines, alerts, score, digest.

pub mod act;
pub mod alert;
pub mod ask;
pub mod cascade;
pub mod config;
pub mod digest;
pub mod fact;
pub mod host;
pub mod learnt;
pub mod line;
pub mod moment;
pub mod plan;
pub mod render;
pub mod rng;
pub mod score;
pub mod signal;
pub mod step;
pub mod store;
pub mod telemetry;
pub mod tick;
pub mod track;
pub mod world;

/// Version of the engine's rules. Any change of a golden digest raises it.
pub const ENGINE_VERSION: u32 = 4;
