//! How large a scenario may be. Everything that grows with what an author writes has a limit here, so that no
//! text of a stranger can make the page slow.

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
