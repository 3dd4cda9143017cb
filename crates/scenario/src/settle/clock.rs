//! `time.drawn`: parts of the date at which a run begins, as the seed says. What comes out is an ordinary `start`.

use super::draws::Draws;
use crate::diagnostic::{Code, Diagnostic};
use crate::moment::date;
use crate::text::Text;
use crate::tree::{Node, Style, Value};

/// The parts and where they stand in a date.
const PARTS: [(&str, usize); 3] = [("day", 8), ("hour", 11), ("minute", 14)];

/// Draws what is to be drawn of `time.start`, or leaves it as it is.
pub fn settle(tree: &mut Node, canonical: bool, draws: &mut Draws, out: &mut Vec<Diagnostic>) {
    let Some(Value::Map(time)) = tree.get_mut("time").map(|time| &mut time.value) else { return };
    let Some(drawn) = time.entries.shift_remove("drawn") else { return };
    let Some(start) = time.entries.get_mut("start").map(|entry| &mut entry.node) else {
        let found = Diagnostic::error(Code::BadDate, drawn.node.pos, "There is no `start` of which it could be drawn.");
        out.push(found.help("Write `start: 2026-03-01T12:00:00Z` beside it."));
        return;
    };
    // What is wrong with it is said where it is read.
    let Some(written) = start.text().filter(|text| date(text).is_some()).cloned() else { return };
    let mut moment = written.as_str().to_owned();
    for (part, at) in PARTS {
        let Some(node) = drawn.node.get(part) else { continue };
        let Some((low, high)) = node.text().and_then(|text| between(text)) else {
            let message = format!("`{part}` is drawn from one whole number to another that is no smaller.");
            out.push(Diagnostic::error(Code::BadNumber, node.pos, message).help("Write `8 to 16`."));
            continue;
        };
        if [low, high].iter().any(|end| with(&written, at, *end).is_none_or(|text| date(&text).is_none())) {
            let message = format!("Not every {part} from {low} to {high} makes a date of `{}`.", written.as_str());
            out.push(Diagnostic::error(Code::BadDate, node.pos, message).help("Draw what every month has."));
            continue;
        }
        if !canonical {
            let number = draws.whole(&format!("time.drawn.{part}"), node.pos, low, high);
            moment = with(&moment, at, number).unwrap_or(moment);
        }
    }
    start.value = Value::Scalar(Text::whole(moment, written.pos()), Style::Plain);
}

/// `8 to 16`.
fn between(text: &str) -> Option<(u32, u32)> {
    let (low, high) = text.split_once(" to ")?;
    let (low, high) = (low.trim().parse().ok()?, high.trim().parse().ok()?);
    (low <= high && high < 100).then_some((low, high))
}

/// A date with other two digits at a place.
fn with(moment: &str, at: usize, number: u32) -> Option<String> {
    Some(format!("{}{number:02}{}", moment.get(..at)?, moment.get(at + 2..)?))
}
