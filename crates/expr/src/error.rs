//! What can be wrong with a text of the language, as values: which mistake, where, what was written, what would
//! be right. Knows nothing of files, lines or how a diagnostic is shown.

use crate::span::Span;

/// Declares the codes once, so that the list of all of them cannot miss one.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// Which mistake it is. Tools may rely on the kebab-case name; messages may change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in the order of this file.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The code's kebab-case name.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Code::$name => $text,)+
                }
            }
        }
    };
}

codes! {
    // ---- Limits -------------------------------------------------------------------------------------------
    /// The text is longer than any text may be.
    TextTooLong = "text-too-long",
    /// An expression has too many parts.
    ExpressionTooLarge = "expression-too-large",
    /// A script has too many statements.
    ScriptTooLong = "script-too-long",
    /// Brackets, calls or blocks stand too deep in each other.
    NestedTooDeep = "nested-too-deep",

    // ---- Characters and words -----------------------------------------------------------------------------
    /// A character that the language does not use.
    UnknownCharacter = "unknown-character",
    /// An operator of another language.
    ForeignOperator = "foreign-operator",
    /// A statement of another language.
    ForeignStatement = "foreign-statement",
    /// `err-0.1`: a minus that became part of a name.
    MinusInName = "minus-in-name",
    /// A quoted text without its closing quote.
    UnclosedText = "unclosed-text",
    /// A backslash before a character that needs none.
    UnknownEscape = "unknown-escape",
    /// A number that is not written as numbers are.
    MalformedNumber = "malformed-number",
    /// A number with a unit that the language does not know.
    UnknownUnit = "unknown-unit",
    /// A unit that stands apart from its number.
    UnitApart = "unit-apart",
    /// A tab in the indentation.
    TabInIndentation = "tab-in-indentation",
    /// A line that is indented like none of the lines above it.
    UnevenIndentation = "uneven-indentation",

    // ---- Expressions --------------------------------------------------------------------------------------
    /// A value was expected.
    ExpectedValue = "expected-value",
    /// A name was expected.
    ExpectedName = "expected-name",
    /// A certain word or sign was expected.
    ExpectedToken = "expected-token",
    /// Something stands behind a complete text.
    UnexpectedToken = "unexpected-token",
    /// A word of the language stands where a name should.
    ReservedWord = "reserved-word",
    /// A bracket is not closed.
    UnclosedBracket = "unclosed-bracket",
    /// `=` where `==` was meant.
    EqualsForCompare = "equals-for-compare",
    /// `0 < err < 1`.
    ChainedComparison = "chained-comparison",
    /// A draw where none may stand.
    MisplacedDraw = "misplaced-draw",
    /// A path with more members than a path has.
    PathTooLong = "path-too-long",
    /// A function that runs over no set.
    NotAnAggregate = "not-an-aggregate",
    /// A set that is not written as sets are.
    MalformedSet = "malformed-set",
    /// A count that is not a whole number, or out of its range.
    MalformedCount = "malformed-count",

    // ---- Scripts ------------------------------------------------------------------------------------------
    /// A statement was expected.
    ExpectedStatement = "expected-statement",
    /// `==` where `=` was meant.
    CompareForSet = "compare-for-set",
    /// `:=` without a draw behind it.
    ExpectedDraw = "expected-draw",
    /// No `:` behind `if`, `else`, `each` or `after`.
    MissingColon = "missing-colon",
    /// The block below a line is not indented deeper than the line.
    MissingIndentation = "missing-indentation",
    /// A line is indented deeper, but nothing above it opens a block.
    UnexpectedIndentation = "unexpected-indentation",
    /// `else` without its `if`.
    ElseWithoutIf = "else-without-if",
    /// `each` inside `each`.
    EachInEach = "each-in-each",

    // ---- Texts and log lines ------------------------------------------------------------------------------
    /// A `{` without its `}`.
    UnclosedHole = "unclosed-hole",
    /// A `}` without its `{`.
    LoneBrace = "lone-brace",
    /// A log line whose head is not written as heads are.
    MalformedLineHead = "malformed-line-head",
    /// A log line with an unknown level.
    UnknownLevel = "unknown-level",

    // ---- Names and types: found by `lower`, which needs the scope -----------------------------------------
    /// A name that means nothing here.
    UnknownName = "unknown-name",
    /// A service that is not part of the scenario.
    UnknownService = "unknown-service",
    /// A metric that services do not have.
    UnknownMetric = "unknown-metric",
    /// A word that is not one of a set.
    UnknownWord = "unknown-word",
    /// A parameter that an action does not have.
    UnknownParameter = "unknown-parameter",
    /// A function that the language does not have.
    UnknownFunction = "unknown-function",
    /// Too few or too many arguments.
    WrongArguments = "wrong-arguments",
    /// A value of the wrong type.
    TypeMismatch = "type-mismatch",
    /// A value in the wrong unit.
    UnitMismatch = "unit-mismatch",
    /// A number that cannot be held, or is not of the wanted form.
    BadNumber = "bad-number",
    /// A number outside what is possible.
    OutOfRange = "out-of-range",
    /// Something that cannot be set.
    ReadOnly = "read-only",
    /// A name given twice.
    Duplicate = "duplicate-let",
    /// A bare metric where there is no self.
    NoSelf = "no-self",
    /// Something that does not stand in this place.
    NotHere = "not-here",
    /// A formula that comes back to itself.
    Circular = "circular-formula",
    /// Hidden truth in a text that players see.
    HiddenTruth = "hidden-truth",
    /// An event was needed.
    NotAnEvent = "not-an-event",
    /// A format that holes do not have.
    BadFormat = "bad-format",
    /// Compiled, it would need too much room.
    TooDeep = "too-deep",
    /// Compiled, it would be too long.
    TooLong = "too-long",
}

/// One mistake.
#[derive(Clone, Debug, PartialEq)]
pub struct LangError {
    /// Which.
    pub code: Code,
    /// Where, in bytes of the text that was parsed.
    pub span: Span,
    /// What is wrong, and mostly what would be right. Sentences.
    pub message: String,
    /// More advice, if there is any.
    pub help: Option<String>,
    /// Text that would be right in place of the span, if the mistake has one plain remedy.
    pub replacement: Option<String>,
}

impl LangError {
    /// A mistake without further advice.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> LangError {
        LangError::make(code, span, message.into())
    }

    // Not inlined, as the two below: some two hundred places make errors.
    #[inline(never)]
    fn make(code: Code, span: Span, message: String) -> LangError {
        LangError { code, span, message, help: None, replacement: None }
    }

    /// Adds advice.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> LangError {
        self.set_help(help.into());
        self
    }

    #[inline(never)]
    fn set_help(&mut self, help: String) {
        self.help = Some(help);
    }

    /// Adds what would be right in place of the span.
    #[must_use]
    pub fn with_replacement(mut self, replacement: impl Into<String>) -> LangError {
        self.set_replacement(replacement.into());
        self
    }

    #[inline(never)]
    fn set_replacement(&mut self, replacement: String) {
        self.replacement = Some(replacement);
    }
}

impl std::fmt::Display for LangError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.message)?;
        match &self.help {
            Some(help) => write!(f, " {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for LangError {}
