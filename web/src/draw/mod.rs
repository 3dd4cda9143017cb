//! Pure drawing helpers: numbers to text, values to places, places to path strings. Nothing here knows the browser,
//! the locale or a signal; everything is tested natively.

pub mod chart;
pub mod clock;
pub mod number;
pub mod path;
pub mod ticks;
