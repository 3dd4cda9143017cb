//! From a [`Node`] tree to typed values. Goes on after a mistake, so that all of them are reported at once, each
//! at its place. Each type also tells its [`Shape`], from which the JSON Schema is made.

mod basic;
mod containers;
mod fields;
mod macros;
mod plain;
mod shape;
mod wrong;

pub use basic::{Condition, Deed, DeedPattern, Draw, Expression, Lines, Prose, Range, Script, Template};
pub use basic::{Count, Date, Flag, Name, Span, is_name};
pub use containers::{Item, Map, Pairs};
pub use fields::{Field, Fields, Record};
pub(crate) use macros::{record, words};
pub use plain::{Leaf, Plain, Tree};
pub use shape::{FieldShape, Shape, Sort, TextKind};
pub(crate) use wrong::unknown_word;

use crate::diagnostic::Diagnostic;
use crate::source::SourceMap;
use crate::tree::Node;

/// What a reading needs and collects.
pub struct Decoder<'a> {
    /// The texts, to quote from.
    pub sources: &'a SourceMap,
    /// What is wrong so far.
    pub out: &'a mut Vec<Diagnostic>,
}

impl Decoder<'_> {
    /// Whether so much is wrong already that nobody reads further findings, which also cost time to phrase.
    #[must_use]
    pub fn full(&self) -> bool {
        self.out.len() > crate::limits::DIAGNOSTICS_MAX
    }
}

/// A value that is read from a tree.
pub trait Decode: Sized {
    /// Reads; `None` if a diagnostic says why not.
    fn decode(node: &Node, cx: &mut Decoder<'_>) -> Option<Self>;

    /// What may stand there.
    fn shape() -> Shape;
}
