//! What YAML's complaints mean to an author. Knows the words of the two YAML readers and the mistakes behind
//! them; decides nothing.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Pos, Source, SourceId};

/// A diagnostic for a text that is no YAML, of which a reader said `info` at byte `at`.
pub fn explain(id: SourceId, source: &Source, at: u32, info: &str) -> Diagnostic {
    let place = source.line_column(at);
    let line = source.line(place.line);
    let from = source.offset(place.line, 0);
    if (info.contains("mapping values are not allowed") || info.contains("did not find expected ','"))
        && let Some(found) = colon(id, source, at, line, from)
    {
        return found;
    }
    if let Some(found) = brace(id, at, line, from) {
        return found;
    }
    let end = (at + 1).min(from + line.len() as u32).max(at);
    let pos = Pos { source: id, start: at, end };
    let mut found =
        Diagnostic::error(Code::YamlSyntax, pos, format!("This is no YAML: {}.", info.trim_end_matches('.')));
    if info.contains("unexpected character") {
        found = found.help("A text that begins with this character needs quotes.");
    } else if info.contains("quoted scalar") {
        found = found.help("Check that each quote is closed, and that nothing follows the closing one.");
    } else if info.contains("flow") {
        found = found.help("Check that each `{` and `[` is closed, and that commas part their entries.");
    } else if info.contains("block") || info.contains("indent") {
        found = found.help("Check the indentation: entries of one map or list begin in the same column.");
    }
    found
}

/// `key: some: text` on one line: the second `: ` is what YAML stumbles over.
fn colon(id: SourceId, source: &Source, at: u32, line: &str, from: u32) -> Option<Diagnostic> {
    let upto = line.get(..=(at - from) as usize).unwrap_or(line);
    // In `{ a: b: c }` the reader stops before the colon, on a block's line at it.
    let start = upto.rfind(": ").map(|found| found + 2).filter(|start| *start <= (at - from) as usize);
    let start = start.or_else(|| upto.rfind(":\t").map(|found| found + 2))?;
    let inside_flow = line[..start].matches(['{', '[']).count() > line[..start].matches(['}', ']']).count();
    let rest = &line[start..];
    let end = if inside_flow { rest.find([',', '}']).unwrap_or(rest.len()) } else { rest.len() };
    let value = rest[..end].trim();
    if !(value.contains(": ") || value.ends_with(':')) || value.starts_with(['"', '\'']) {
        return None;
    }
    let begin = from + start as u32 + (rest.len() - rest.trim_start().len()) as u32;
    let pos = Pos { source: id, start: begin, end: begin + value.len() as u32 };
    let found = Diagnostic::error(Code::ColonInText, pos, "The text holds `: `, which YAML takes for a key.");
    debug_assert!(source.text().is_char_boundary(begin as usize));
    Some(found.help("Quote it, or use a block `|`.").replace(pos, quoted(value)))
}

/// `key: {self} and more`: YAML reads a map and stumbles over what follows it.
fn brace(id: SourceId, at: u32, line: &str, from: u32) -> Option<Diagnostic> {
    let upto = line.get(..(at - from) as usize)?;
    let start = upto.rfind(": {")? + 2;
    let close = start + upto[start..].find('}')?;
    let before = &line[..start];
    let inside_flow = before.matches(['{', '[']).count() > before.matches(['}', ']']).count();
    let rest = &line[close + 1..];
    let end = close + 1 + if inside_flow { rest.find([',', '}']).unwrap_or(rest.len()) } else { rest.len() };
    let value = line[start..end].trim_end();
    let pos = Pos { source: id, start: from + start as u32, end: from + (start + value.len()) as u32 };
    let found = Diagnostic::error(Code::TextBeginsWithBrace, pos, "This value begins with `{`, so YAML reads a map.");
    Some(found.help("Put the text in quotes.").replace(pos, quoted(value)))
}

/// A text in double quotes, as YAML reads it.
#[must_use]
pub fn quoted(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || "\u{2028}\u{2029}\u{feff}".contains(c) => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
