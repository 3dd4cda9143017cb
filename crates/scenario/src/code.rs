//! The codes of all diagnostics. A code names a kind of mistake for good: tests, editors and documentation refer
//! to it.

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// A kind of mistake.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
            /// A mistake in a text of the language.
            Language(brownout_expr::error::Code),
        }

        impl Code {
            /// Every code of the format itself; the language has its own.
            pub const ALL: &'static [Code] = &[$(Code::$name),+];

            /// The code as it is shown: kebab-case.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Code::$name => $text,)+
                    Code::Language(code) => code.as_str(),
                }
            }

            /// What the code stands for, in a sentence.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self {
                    $(Code::$name => concat!($($doc),+),)+
                    Code::Language(_) => " A mistake in a text of the language.",
                }
            }
        }
    };
}

codes! {
    // The text.
    /// The text is longer than a scenario may be.
    TextTooLong = "text-too-long",
    /// Lists and maps stand in each other too deeply.
    TooDeep = "too-deep",
    /// The text holds too many values.
    TooManyNodes = "too-many-nodes",
    /// The text is no YAML.
    YamlSyntax = "yaml-syntax",
    /// A tab stands in the indentation.
    TabIndentation = "tab-indentation",
    /// Anchors, aliases and tags are not part of the format.
    YamlFeature = "yaml-feature",
    /// The merge key `<<` is not part of the format.
    MergeKey = "merge-key",
    /// The file holds several documents.
    SeveralDocuments = "several-documents",
    /// Two entries of a map have the same key.
    DuplicateKey = "duplicate-key",
    /// The key of a map is a list or a map.
    KeyNotText = "key-not-text",
    /// The file says nothing.
    EmptyDocument = "empty-document",
    /// A comma ends a value inside braces or brackets where it was meant to be part of it.
    CommaInBraces = "comma-in-braces",
    /// A value begins with a brace or bracket, so YAML reads a map or a list where a text was meant.
    TextBeginsWithBrace = "text-begins-with-brace",
    /// A text holds a colon and a space, which YAML takes for a key.
    ColonInText = "colon-in-text",
    /// A script stands in a block that joins its lines.
    FoldedScript = "folded-script",
    // The shape.
    /// A key that is not known here.
    UnknownKey = "unknown-key",
    /// A key that must be there is not.
    MissingKey = "missing-key",
    /// A value has the wrong shape: a list where a map belongs, and the like.
    WrongShape = "wrong-shape",
    /// A word that is not one of those that may stand here.
    UnknownWord = "unknown-word",
    /// A whole number is expected.
    BadNumber = "bad-number",
    /// A length of time is expected.
    BadDuration = "bad-duration",
    /// A date and a time are expected.
    BadDate = "bad-date",
    /// A name is not written as names are.
    BadName = "bad-name",
    /// A part of the format that this version does not play yet.
    NotSupportedYet = "not-supported-yet",
    /// More of something than there may be.
    TooMany = "too-many",
    // Packs.
    /// No scenario has this id.
    UnknownScenario = "unknown-scenario",
    /// No pack has this name.
    UnknownPack = "unknown-pack",
    /// A pack names a part that has no file.
    UnknownPart = "unknown-part",
    /// Packs extend each other in a circle.
    ExtendsCircle = "extends-circle",
    /// A key that only a pack may have, or only pack.yaml.
    MisplacedKey = "misplaced-key",
    /// `without` names something that is not there.
    WithoutNothing = "without-nothing",
    /// A `null` takes away what is not there.
    NothingToTake = "nothing-to-take",
    /// No difficulty has this name.
    UnknownDifficulty = "unknown-difficulty",
    // Choices.
    /// A choice is not written as choices are.
    BadChoice = "bad-choice",
    /// A choice names something that does not exist.
    UnknownChoiceName = "unknown-choice-name",
    /// There are fewer to choose from than are to be chosen.
    ChoiceTooSmall = "choice-too-small",
    /// A choice depends on itself.
    ChoiceCircle = "choice-circle",
    /// Faults mask each other in a circle.
    MaskCircle = "mask-circle",
    /// Two draws have the same stream of random numbers.
    StreamCollision = "stream-collision",
    /// A service calls itself.
    CallsItself = "calls-itself",
    /// Services call each other in a circle in which everybody waits.
    CallCircle = "call-circle",
    /// `take` leaves out a service that a fault is in.
    TakeLeavesOut = "take-leaves-out",
    /// A service that does not exist.
    UnknownService = "unknown-service",
    // The plan.
    /// A metric that services do not have.
    UnknownMetric = "unknown-metric",
    /// A fault that the scenario does not have.
    UnknownFault = "unknown-fault",
    /// A fault kind that the pack does not have.
    UnknownFaultKind = "unknown-fault-kind",
    /// Fault kinds build on each other in a circle.
    KindCircle = "kind-circle",
    /// An action that the scenario does not have.
    UnknownAction = "unknown-action",
    /// A role that the scenario does not have.
    UnknownRole = "unknown-role",
    /// A shared list that the scenario does not have.
    UnknownStore = "unknown-store",
    /// A log that the scenario does not have.
    UnknownLog = "unknown-log",
    /// A log is mixed into another that something is mixed into itself.
    MixOfMix = "mix-of-mix",
    /// An action group that the pack does not have.
    UnknownGroup = "unknown-group",
    /// A parameter that nothing reads.
    UnknownParameter = "unknown-parameter",
    /// An action that changes nothing, shows nothing and that nothing asks about.
    NoEffect = "no-effect",
    /// A name that is a word of the language.
    ReservedName = "reserved-name",
    /// Something that is needed before the run depends on what happens in it.
    NotConstant = "not-constant",
    /// A range without two ends, or with nothing between them.
    BadRange = "bad-range",
    /// Something that follows a formula is set.
    ReadOnly = "read-only",
    /// A path that the configuration of a service does not have.
    UnknownPath = "unknown-path",
    /// What a fault breaks counts as right, or what is right when all is well does not.
    NotBroken = "not-broken",
    /// Nothing cures a fault, so that the scenario cannot be won.
    NoCure = "no-cure",
    /// A scripted player does what cannot be done.
    BadPlay = "bad-play",
    /// The parts of the grade can sum to more than its range allows.
    GradeSum = "grade-sum",
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn codes_are_kebab_case_and_unique() {
        let mut seen = std::collections::BTreeSet::new();
        for code in Code::ALL {
            let text = code.as_str();
            assert!(text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{text}");
            assert!(seen.insert(text), "{text} twice");
            assert!(code.about().trim().ends_with('.'), "{text}");
        }
    }
}
