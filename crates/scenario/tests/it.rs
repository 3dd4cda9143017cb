//! The scenario crate from outside: what is said about each mistake and where, what merging and settling make of
//! a text, and that no text whatsoever makes it panic.
#![allow(clippy::unwrap_used)]

mod it {
    mod assist;
    pub mod cases;
    pub mod examples;
    pub mod meaning;
    pub mod merging;
    // Many texts, tried side by side.
    #[allow(clippy::disallowed_methods)]
    pub mod mutations;
    pub mod packs;
    pub mod printing;
    pub mod schema;
    pub mod settling;
    // Tells how long it takes.
    #[allow(clippy::disallowed_methods, clippy::disallowed_types)]
    pub mod size;
    pub mod variants;
}
