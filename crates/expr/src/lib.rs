//! The expression language of Brownout scenarios: text in, a flat list of operations out, and the machine that
//! runs it. It knows what a service, a call or a fault *is for the language* (things with numbers that `self` can
//! stand for) and nothing else: no pack, no YAML, no clock, no randomness of its own.
//!
//! ```text
//! text ──lex, parse──▶ ast ──lower (against Symbols)──▶ ir ──emit──▶ Code ──eval──▶ f64
//! ```
//!
//! Every step before `eval` returns errors as values, with the span they stand at; `eval` cannot fail.

pub mod ast;
pub mod datum;
pub mod emit;
pub mod error;
pub mod eval;
pub mod lex;
pub mod lower;
pub mod needs;
pub mod num;
pub mod ops;
pub mod parse;
pub mod print;
pub mod scope;
pub mod span;
pub mod suggest;
pub mod table;
pub mod types;
