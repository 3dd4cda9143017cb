//! Small values for tests.

use brownout_run::view::Frame;

/// A frame without anything.
pub fn empty_frame() -> Frame {
    Frame {
        tick: 0,
        time_us: 0,
        status: Vec::new(),
        metrics: Vec::new(),
        values: Vec::new(),
        alerts: Vec::new(),
        lines: Vec::new(),
    }
}
