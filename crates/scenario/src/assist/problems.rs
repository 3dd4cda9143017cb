//! What is wrong with a text, as plain data for an editor: each finding with its beginning and end.

use super::utf16;
use crate::catalogue::Catalogue;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::{Rejected, load_text};
use crate::source::{Pos, SourceId, SourceMap};
use serde::Serialize;

/// A finding, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct View {
    /// Its kind, stable.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What is the matter.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
    /// The file of the pack that it is in; `None` is the text at hand.
    pub file: Option<String>,
    /// Where it begins.
    pub start: Point,
    /// Where it ends.
    pub end: Point,
    /// A change that mends it, if it is of the text at hand.
    pub fix: Option<Fix>,
}

/// A place of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Point {
    /// The byte.
    pub offset: u32,
    /// The UTF-16 unit, counted from the beginning of the text.
    pub unit: u32,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The column in UTF-16 units, from 1.
    pub column16: u32,
}

/// Text to be put in the place of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What is taken out begins here.
    pub start: Point,
    /// And ends here.
    pub end: Point,
    /// What is put in.
    pub text: String,
}

/// Everything that is wrong with a text, errors first; it is compiled for one seed.
#[must_use]
pub fn problems(catalogue: &Catalogue, path: &str, text: &str, seed: u64) -> Vec<View> {
    let (found, sources) = match load_text(catalogue, path, text) {
        Ok(authored) => match authored.compile(seed) {
            Ok(compiled) => {
                let mut notes = authored.notes;
                notes.extend(compiled.notes);
                crate::diagnostic::sort(&mut notes);
                (notes, authored.sources)
            }
            Err(Rejected { diagnostics, sources }) => (diagnostics, sources),
        },
        Err(Rejected { diagnostics, sources }) => (diagnostics, sources),
    };
    let mut views: Vec<View> = Vec::with_capacity(found.len());
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        views.extend(found.iter().filter(|found| found.severity == severity).map(|found| view(found, &sources)));
    }
    views
}

/// A finding, ready to be shown. The first text of the sources is the text at hand.
#[must_use]
pub fn view(found: &Diagnostic, sources: &SourceMap) -> View {
    let own = SourceId(0);
    let pos = found.pos.unwrap_or_default();
    let file = sources.find(pos.source).filter(|_| found.pos.is_some() && pos.source != own);
    let [start, end] = points(pos, sources);
    let fix = found.replacement.as_ref().filter(|fix| fix.pos.source == own).map(|fix| {
        let [start, end] = points(fix.pos, sources);
        Fix { start, end, text: fix.text.clone() }
    });
    View {
        code: found.code.as_str(),
        severity: found.severity.as_str(),
        message: found.message.clone(),
        help: found.help.clone(),
        file: file.map(|source| source.path().to_owned()),
        start,
        end,
        fix,
    }
}

fn points(pos: Pos, sources: &SourceMap) -> [Point; 2] {
    let Some(source) = sources.find(pos.source) else {
        return [Point { line: 1, column: 1, column16: 1, ..Point::default() }; 2];
    };
    [pos.start, pos.end].map(|offset| {
        let at = source.line_column(offset);
        let unit = utf16::from_bytes(source.text(), offset);
        let line = utf16::from_bytes(source.text(), source.offset(at.line, 0));
        Point { offset, unit, line: at.line, column: at.column, column16: unit - line + 1 }
    })
}
