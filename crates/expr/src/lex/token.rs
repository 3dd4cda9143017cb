//! What a text is made of.

use crate::ast::LitUnit;
use crate::span::Span;

/// A word or sign together with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Which.
    pub kind: Tok,
    /// Where.
    pub span: Span,
}

/// The words and signs.
#[derive(Clone, Debug, PartialEq)]
pub enum Tok {
    /// A name that no operator or constant takes. Words such as `over` and `let` are names, too: they only mean
    /// something at their places.
    Name(String),
    /// One of the reserved words.
    Word(Word),
    /// A number and its unit, which may be `None`.
    Number(String, Option<LitUnit>),
    /// A quoted text, its escapes resolved.
    Text(String),
    /// A sign.
    Sign(Sign),
    /// The end of a line of a script.
    Newline,
    /// The lines from here are indented deeper.
    Indent,
    /// The lines from here are indented less again.
    Dedent,
    /// Something that was reported already.
    Bad,
    /// The end of the text.
    End,
}

/// Declares words or signs together with their spelling.
macro_rules! spelled {
    ($(#[doc = $about:literal])+ $name:ident { $($(#[doc = $doc:literal])+ $variant:ident = $text:literal,)+ }) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// As it is written.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $text,)+
                }
            }
        }
    };
}

spelled! {
    /// The words that can never be a name.
    Word {
        /// `and`
        And = "and",
        /// `or`
        Or = "or",
        /// `not`
        Not = "not",
        /// `mod`
        Mod = "mod",
        /// `in`
        In = "in",
        /// `true`
        True = "true",
        /// `false`
        False = "false",
        /// `never`
        Never = "never",
    }
}

spelled! {
    /// The signs. Longer ones stand before those that they begin with.
    Sign {
        /// `->`
        Arrow = "->",
        /// `<=`
        Le = "<=",
        /// `>=`
        Ge = ">=",
        /// `==`
        EqEq = "==",
        /// `!=`
        Ne = "!=",
        /// `+=`
        PlusEq = "+=",
        /// `-=`
        MinusEq = "-=",
        /// `*=`
        StarEq = "*=",
        /// `:=`
        ColonEq = ":=",
        /// `(`
        LeftParen = "(",
        /// `)`
        RightParen = ")",
        /// `[`
        LeftBracket = "[",
        /// `]`
        RightBracket = "]",
        /// `{`
        LeftBrace = "{",
        /// `}`
        RightBrace = "}",
        /// `,`
        Comma = ",",
        /// `.`
        Dot = ".",
        /// `:`
        Colon = ":",
        /// `;`
        Semicolon = ";",
        /// `+`
        Plus = "+",
        /// `-`
        Minus = "-",
        /// `*`
        Star = "*",
        /// `/`
        Slash = "/",
        /// `<`
        Less = "<",
        /// `>`
        Greater = ">",
        /// `=`
        Eq = "=",
    }
}

impl Word {
    /// The word that is spelled so.
    #[must_use]
    pub fn of(text: &str) -> Option<Word> {
        Word::ALL.iter().copied().find(|word| word.as_str() == text)
    }
}

/// The units with their spelling.
pub const UNITS: [(&str, LitUnit); 9] = [
    ("%", LitUnit::Percent),
    ("ms", LitUnit::Millis),
    ("s", LitUnit::Seconds),
    ("min", LitUnit::Minutes),
    ("h", LitUnit::Hours),
    ("d", LitUnit::Days),
    ("KiB", LitUnit::KiB),
    ("MiB", LitUnit::MiB),
    ("GiB", LitUnit::GiB),
];
