//! What may stand at a place of the document, as data: the source of the JSON Schema and of the documentation.

/// An enum with the words for people of each variant.
macro_rules! words_of_sorts {
    ($(#[doc = $doc:literal] $variant:ident = $word:literal,)+) => {
        /// What a name stands for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Sort {
            $(#[doc = $doc] $variant,)+
        }

        impl Sort {
            /// Every sort.
            pub const ALL: &'static [Sort] = &[$(Sort::$variant),+];

            /// The word for people.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Sort::$variant => $word,)+
                }
            }
        }
    };
}

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
    /// What sorts of names stand in it: those of its own keys or items first, then those of what is inside.
    pub names: &'static [&'static [Sort]],
}

words_of_sorts! {
    /// A service.
    Service = "service",
    /// A tag that services carry.
    Tag = "tag",
    /// A metric of services.
    Metric = "metric",
    /// A knob of calls.
    Knob = "knob of calls",
    /// A number of the whole run.
    Value = "value",
    /// A constant.
    Setting = "setting",
    /// A difficulty.
    Difficulty = "difficulty",
    /// A rung of the status ladder.
    Status = "status",
    /// A fault.
    Fault = "fault",
    /// A kind of fault.
    Kind = "fault kind",
    /// A parameter of a fault, or a formula of it.
    FaultParam = "fault parameter",
    /// An action.
    Action = "action",
    /// A group of actions.
    Group = "action group",
    /// A parameter of an action.
    Param = "parameter",
    /// One of the words of a metric, value or parameter.
    Word = "word",
    /// A table.
    Table = "table",
    /// An alert.
    Alert = "alert",
    /// A group of log lines.
    Log = "log",
    /// Somebody who acts.
    Role = "role",
    /// A shared list.
    Store = "store",
    /// A scripted player.
    Play = "scripted player",
    /// A pack.
    Pack = "pack",
    /// No name but a condition, which stands where ids do elsewhere.
    Condition = "condition",
    /// Something else with a name that nothing refers to.
    Entry = "entry",
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

impl TextKind {
    /// The word for people.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            TextKind::Prose => "text",
            TextKind::Name => "name",
            TextKind::Template => "text with {holes}",
            TextKind::Lines => "log lines",
            TextKind::Script => "script",
            TextKind::Expression => "expression",
            TextKind::Condition => "condition",
            TextKind::Draw => "value or draw",
            TextKind::Range => "range",
            TextKind::Deed => "action",
            TextKind::DeedPattern => "action",
            TextKind::Duration => "length of time",
            TextKind::Date => "date",
        }
    }
}
