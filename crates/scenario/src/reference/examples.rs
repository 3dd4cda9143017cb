//! An example for each key, found in the files of a catalogue: short ones of templates first.

use crate::assist::{Seen, Spot, read, walk};
use crate::catalogue::Catalogue;
use crate::decode::Shape;
use std::collections::BTreeMap;

/// Longer examples show too much.
const BYTES_MAX: usize = 260;
/// And so do these.
const LINES_MAX: usize = 7;

/// Record and key to the best example so far, with how far from good it is.
pub(super) struct Examples {
    best: BTreeMap<(&'static str, String), (usize, String)>,
}

impl Examples {
    /// Looks through every file.
    pub fn of(catalogue: &Catalogue) -> Examples {
        let mut examples = Examples { best: BTreeMap::new() };
        for (path, text) in catalogue.files() {
            let far = match path.split('/').next() {
                Some("templates") => 0,
                Some("standard") => 1000,
                _ => 2000,
            };
            walk(&read(text), &Spot::root(), &mut Vec::new(), &mut |_, spot, seen| {
                if let (Shape::Record { name, .. }, Seen::Key(pair)) = (&spot.shape, seen)
                    && pair.value.to > pair.to
                {
                    examples.offer(name, &pair.name, far, text, pair.from as usize, pair.value.to as usize);
                }
            });
        }
        examples
    }

    /// The example of a key.
    pub fn get(&self, record: &str, key: &str) -> Option<&str> {
        let found = self.best.iter().find(|((name, found), _)| *name == record && found == key);
        found.map(|(_, (_, example))| example.as_str())
    }

    fn offer(&mut self, record: &'static str, key: &str, far: usize, text: &str, from: usize, to: usize) {
        // A closing quote belongs to the value.
        let to = if text[to..].starts_with(['"', '\'']) { to + 1 } else { to };
        let mut example = dedented(text, from, to);
        let lines = example.lines().count();
        // One line may be too little to see what a map holds, many are too much.
        let far = far + example.len() + if lines > LINES_MAX || example.len() > BYTES_MAX { 5000 } else { 0 };
        if lines > LINES_MAX {
            let kept: Vec<&str> = example.lines().take(LINES_MAX - 1).collect();
            example = [&kept.join("\n"), "\n  # …"].concat();
        }
        let place = (record, key.to_owned());
        if self.best.get(&place).is_none_or(|(best, _)| far < *best) {
            self.best.insert(place, (far, example));
        }
    }
}

/// A piece of a text without the indentation that its first line has.
fn dedented(text: &str, from: usize, to: usize) -> String {
    let line = text[..from].rfind('\n').map_or(0, |at| at + 1);
    let indent = from - line;
    let mut lines = text[from..to].trim_end().lines();
    let mut out = lines.next().unwrap_or("").to_owned();
    for line in lines {
        let blank = line.len() - line.trim_start().len();
        out.push('\n');
        out.push_str(&line[blank.min(indent)..]);
    }
    out
}
