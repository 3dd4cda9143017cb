//! What may stand at a place of the document, as data: the source of the JSON Schema and of the documentation.

/// What may stand at a place.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A text of some kind.
    Text(TextKind),
    /// One of these words.
    Words(&'static [(&'static str, &'static str)]),
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Count,
    /// Any value.
    Any,
    /// A list.
    List(Box<Shape>),
    /// A map from id to thing.
    Map(Box<Shape>),
    /// A map with known keys.
    Record {
        /// The type's name, unique.
        name: &'static str,
        /// What it is.
        about: &'static str,
        /// Its keys; a function, for records may hold each other.
        fields: fn() -> Vec<FieldShape>,
    },
}

/// A key of a record.
#[derive(Clone, Debug)]
pub struct FieldShape {
    /// The key.
    pub key: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// What may stand there.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
}

/// What a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// Words for people.
    Prose,
    /// A name of something.
    Name,
    /// A text with `{…}` in it.
    Template,
    /// Lines of a log.
    Lines,
    /// Statements.
    Script,
    /// An expression.
    Expression,
    /// An expression that is true or false.
    Condition,
    /// A value, or `low to high`.
    Draw,
    /// `low to high`.
    Range,
    /// An action as taken: `scale at payments with replicas = 4`.
    Deed,
    /// Which actions are meant: `scale where replicas >= 3`.
    DeedPattern,
    /// A length of time.
    Duration,
    /// A date and a time.
    Date,
}
