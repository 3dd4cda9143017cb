//! The worked examples of the format, as they are written in the repository.

/// A scenario that uses most of the format, for mutations.
pub const EXAMPLES: &[&str] = &[
    include_str!("examples/leaky-checkout.yaml"),
    include_str!("examples/mesh.yaml"),
    include_str!("examples/metastable.yaml"),
    include_str!("examples/triage.yaml"),
];
