//! What is wrong with a scenario, as data: a code, a place, what is the matter and what would be right. The
//! command line, the editor and the JavaScript API render the same value.

use crate::source::{Pos, SourceMap};
use crate::text::Text;
use brownout_expr::error::LangError;
use std::fmt::Write as _;

pub use crate::code::Code;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Cannot be played.
    Error,
    /// Can be played, but hardly as it was meant.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word shown to people.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A second place that belongs to a diagnostic: "first at …".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub pos: Pos,
    /// What is there.
    pub message: String,
}

/// Text that may be put in the place of what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// What is taken out.
    pub pos: Pos,
    /// What is put in.
    pub text: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its kind, stable.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where. `None` only if there is no text at all, as with an unknown scenario.
    pub pos: Option<Pos>,
    /// What is the matter.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
    /// A change that mends it.
    pub replacement: Option<Replacement>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(code: Code, pos: Pos, message: impl Into<String>) -> Diagnostic {
        Diagnostic::with_severity(Severity::Error, code, Some(pos), message.into())
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: Code, pos: Pos, message: impl Into<String>) -> Diagnostic {
        Diagnostic::with_severity(Severity::Warning, code, Some(pos), message.into())
    }

    /// A note at a place.
    #[must_use]
    pub fn note(code: Code, pos: Pos, message: impl Into<String>) -> Diagnostic {
        Diagnostic::with_severity(Severity::Note, code, Some(pos), message.into())
    }

    /// A mistake in a text of the language, at its place in the file.
    #[must_use]
    pub fn language(error: &LangError, text: &Text) -> Diagnostic {
        let pos = text.place(error.span.start, error.span.end);
        let mut found = Diagnostic::error(Code::Language(error.code), pos, error.message.clone());
        found.help = error.help.clone();
        // Where offsets are not known, a piece cannot be put in the place of the whole.
        found.replacement =
            error.replacement.clone().filter(|_| text.is_mapped()).map(|text| Replacement { pos, text });
        found
    }

    /// An error about something that has no text.
    #[must_use]
    pub fn nowhere(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::with_severity(Severity::Error, code, None, message.into())
    }

    // The work of the builders is done in functions that are not generic and not inlined: they are called at some
    // hundred places, and their code would stand at each.
    #[inline(never)]
    fn with_severity(severity: Severity, code: Code, pos: Option<Pos>, message: String) -> Diagnostic {
        Diagnostic { code, severity, pos, message, help: None, replacement: None, related: Vec::new() }
    }

    /// Adds what would be right.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.set_help(help.into());
        self
    }

    #[inline(never)]
    fn set_help(&mut self, help: String) {
        self.help = Some(help);
    }

    /// Adds a change that mends it.
    #[must_use]
    pub fn replace(mut self, pos: Pos, text: impl Into<String>) -> Diagnostic {
        self.set_replacement(pos, text.into());
        self
    }

    #[inline(never)]
    fn set_replacement(&mut self, pos: Pos, text: String) {
        self.replacement = Some(Replacement { pos, text });
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, pos: Pos, message: impl Into<String>) -> Diagnostic {
        self.related.push(Related { pos, message: message.into() });
        self
    }

    /// Whether it keeps the scenario from being played.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// `path:line:column: error[code]: message`, then a line each for help and related places.
    #[must_use]
    pub fn render(&self, sources: &SourceMap) -> String {
        let mut out = String::new();
        if let Some(place) = self.pos.and_then(|pos| place(pos, sources)) {
            let _ = write!(out, "{place}: ");
        }
        let _ = write!(out, "{}[{}]: {}", self.severity.as_str(), self.code.as_str(), self.message);
        if let Some(help) = &self.help {
            let _ = write!(out, "\n  help: {help}");
        }
        for related in &self.related {
            if let Some(place) = place(related.pos, sources) {
                let _ = write!(out, "\n  {place}: {}", related.message);
            }
        }
        out
    }
}

fn place(pos: Pos, sources: &SourceMap) -> Option<String> {
    let source = sources.find(pos.source)?;
    let at = source.line_column(pos.start);
    Some(format!("{}:{}:{}", source.path(), at.line, at.column))
}

/// Sorts findings by file and place, and keeps each only once.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    brownout_sort::by(diagnostics, |a, b| (a.pos, a.code, &a.message).cmp(&(b.pos, b.code, &b.message)));
    diagnostics.dedup_by(|a, b| a.pos == b.pos && a.code == b.code && a.message == b.message);
    diagnostics.truncate(crate::limits::DIAGNOSTICS_MAX);
}
