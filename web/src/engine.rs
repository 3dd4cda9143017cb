//! The one door to the engine: what the page uses of it, by name.

pub use brownout_run::curriculum::{Course, Next};
pub use brownout_run::{ActError, Deed, Game, OpenError, RunLog, parse_seed};
pub use brownout_scenario::Catalogue;
