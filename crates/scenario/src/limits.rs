//! How large a scenario may be. What grows with what an author writes has a limit here, so that no text of a stranger can
//! take the page's memory; a test compares these with the largest that are shipped.

/// Bytes of one YAML text: 1 MiB.
pub const TEXT_BYTES_MAX: usize = 1024 * 1024;
/// Maps and lists inside each other.
pub const DEPTH_MAX: usize = 32;
/// Scalars, lists and maps of one text.
pub const NODES_MAX: usize = 200_000;
/// Services of one scenario.
pub const SERVICES_MAX: usize = 2_000;
/// Calls of one scenario.
pub const CALLS_MAX: usize = 20_000;
/// Faults of one scenario.
pub const FAULTS_MAX: usize = 16;
/// Choices of one scenario.
pub const CHOICES_MAX: usize = 256;
/// Packs that extend each other.
pub const EXTENDS_MAX: usize = 8;
/// Scenarios that one file stands for beside its own.
pub const VARIANTS_MAX: u32 = 99;
/// Diagnostics that are reported of one scenario; further ones are counted only.
pub const DIAGNOSTICS_MAX: usize = 200;
/// Words of the status ladder.
pub const RUNGS_MAX: usize = 32;
/// Numbers of services in one frame, services × metrics: 32,000, 256 KB. Frames go to the page one a tick.
pub const FRAME_NUMBERS_MAX: u64 = 32_000;
/// Numbers of all frames of a run: 16 million, 128 MB. A run that would take more ends at the tick at which it would; the
/// most that an author may ask for, 10,000 ticks, is there up to 1,600 numbers a frame.
pub const RUN_NUMBERS_MAX: u64 = 16_000_000;
/// Numbers of one world: cells, the 65 rows that `past` looks back on, and the cells of 65 ticks where telemetry is late.
/// A run keeps up to 27 copies (24 marks to go back to, the newest, the one that was asked about last, and one that is
/// made): 750,000 numbers are 6 MB, and 27 copies 162 MB. The largest shipped scenario takes 65,210, for its lines are late;
/// a mesh of 2,000 services and 20,000 calls takes 542,360, one of 300 services a seventh of that.
pub const WORLD_NUMBERS_MAX: u32 = 750_000;
