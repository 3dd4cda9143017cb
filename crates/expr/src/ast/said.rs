//! The syntax tree of what is said: texts with holes and log lines.

use super::{ExprNode, Name, Pattern};
use crate::span::Spanned;

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Plain text.
    Text(String),
    /// `{expression}` or `{expression:format}`.
    Hole {
        /// What is shown.
        value: ExprNode,
        /// How, as written behind the colon (`.1`, `%`, `ms` …); empty: by its unit.
        format: Spanned<String>,
    },
}

/// A text with holes.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Template {
    /// Its parts in order.
    pub parts: Vec<Part>,
}

/// The class of a log line, which no view shows before the debrief.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineClass {
    /// Says what is so.
    Real,
    /// Misleads by accident.
    Decoy,
    /// Misleads on purpose: carries an instruction.
    Injected,
}

/// The head of a log line and its text:
/// `LEVEL [service] [90s ago] [reveals fault, …] [decoy | injected [deed, …]]: text {expression:format}`.
#[derive(Clone, Debug, PartialEq)]
pub struct LogLine {
    /// DEBUG, INFO, WARN, ERROR or FATAL, as written.
    pub level: Name,
    /// Who says it; absent: the service that the log group speaks for.
    pub service: Option<Name>,
    /// How long before the tick's time, in seconds.
    pub ago: Option<ExprNode>,
    /// The faults that this line reveals.
    pub reveals: Vec<Name>,
    /// Its class.
    pub class: LineClass,
    /// What an injected line tells its reader to do, in order.
    pub orders: Vec<Pattern>,
    /// Its text.
    pub text: Template,
}
