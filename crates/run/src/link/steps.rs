//! The action log as bytes: a list of the texts in it, then its entries, which name texts by number. Entries that have the
//! same action and the same parameters share a shape.
//!
//! ```text
//! log    = number of texts, texts, number of entries, entries
//! entry  = 0, how many waits in a row
//!        | 1, shape, a text for each of its parameters
//!        | number of a shape + 2, a text for each of its parameters
//! shape  = action, number of parameters, their names
//! text   = 0: the next text of the list that was not used yet | number + 1
//! ```

use brownout_sim::act::TEXT_MAX;
use brownout_sim::plan::Deed;

use super::bytes::{Reader, put_number, put_text};
use crate::log::{LOG_STEPS_MAX, RunLog, WAIT};

/// Most parameters of one entry.
const PARAMS_MAX: usize = 64;
/// Most bytes that a log may take in memory, about: entries name texts by number, so a short log could stand for a long one.
const SPREAD_MAX: usize = 4 * 1024 * 1024;
/// What an entry or an argument takes beside its texts, about.
const EACH: usize = 64;

/// Codes of an entry; from `SHAPES` on they are numbers of shapes.
const WAITS: u64 = 0;
const NEW: u64 = 1;
const SHAPES: u64 = 2;

/// Action and names of the parameters, as numbers of texts.
#[derive(PartialEq)]
struct Shape {
    action: usize,
    names: Vec<usize>,
}

#[derive(Default)]
struct Writer<'a> {
    texts: Vec<&'a str>,
    shapes: Vec<Shape>,
    out: Vec<u8>,
}

impl<'a> Writer<'a> {
    /// The number of a text, and whether it is new.
    fn number(&mut self, text: &'a str) -> (usize, bool) {
        match self.texts.iter().position(|known| *known == text) {
            Some(number) => (number, false),
            None => {
                self.texts.push(text);
                (self.texts.len() - 1, true)
            }
        }
    }

    fn text(&mut self, text: &'a str) -> usize {
        let (number, new) = self.number(text);
        put_number(&mut self.out, if new { 0 } else { number as u64 + 1 });
        number
    }

    fn known(&self, deed: &Deed) -> Option<usize> {
        let number = |text: &str| self.texts.iter().position(|known| *known == text);
        let action = number(&deed.action)?;
        let names = deed.args.iter().map(|(name, _)| number(name)).collect::<Option<Vec<_>>>()?;
        let shape = Shape { action, names };
        self.shapes.iter().position(|known| *known == shape)
    }

    fn deed(&mut self, deed: &'a Deed) {
        match self.known(deed) {
            Some(shape) => put_number(&mut self.out, shape as u64 + SHAPES),
            None => {
                put_number(&mut self.out, NEW);
                let action = self.text(&deed.action);
                put_number(&mut self.out, deed.args.len() as u64);
                let names = deed.args.iter().map(|(name, _)| self.text(name)).collect();
                self.shapes.push(Shape { action, names });
            }
        }
        for (_, value) in &deed.args {
            self.text(value);
        }
    }
}

fn is_wait(deed: &Deed) -> bool {
    deed.action == WAIT && deed.args.is_empty()
}

/// About how many bytes a deed takes in memory.
fn spread(deed: &Deed) -> usize {
    let args: usize = deed.args.iter().map(|(name, value)| EACH + name.len() + value.len()).sum();
    EACH + deed.action.len() + args
}

/// A log as bytes; `None` if it is none that could have been played.
pub(super) fn encode(log: &RunLog) -> Option<Vec<u8>> {
    let fits = |deed: &Deed| {
        let texts = deed.args.iter().all(|(name, value)| name.len() <= TEXT_MAX && value.len() <= TEXT_MAX);
        texts && deed.action.len() <= TEXT_MAX && deed.args.len() <= PARAMS_MAX
    };
    let deeds = log.deeds();
    if deeds.len() > LOG_STEPS_MAX || !deeds.iter().all(fits) || deeds.iter().map(spread).sum::<usize>() > SPREAD_MAX {
        return None;
    }
    if deeds.is_empty() {
        return Some(Vec::new());
    }
    let mut writer = Writer::default();
    let (mut entries, mut next) = (0, 0);
    while let Some(deed) = deeds.get(next) {
        let waits = deeds.iter().skip(next).take_while(|deed| is_wait(deed)).count();
        entries += 1;
        if waits > 0 {
            put_number(&mut writer.out, WAITS);
            put_number(&mut writer.out, waits as u64);
            next += waits;
        } else {
            writer.deed(deed);
            next += 1;
        }
    }
    let mut out = Vec::new();
    put_number(&mut out, writer.texts.len() as u64);
    for text in &writer.texts {
        put_text(&mut out, text);
    }
    put_number(&mut out, entries);
    out.extend_from_slice(&writer.out);
    Some(out)
}

struct Texts<'a> {
    texts: Vec<&'a str>,
    used: usize,
}

impl<'a> Texts<'a> {
    fn next(&mut self, reader: &mut Reader<'a>) -> Option<(usize, &'a str)> {
        let number = match reader.count(self.texts.len())? {
            0 => {
                self.used += 1;
                self.used - 1
            }
            number => number - 1,
        };
        Some((number, *self.texts.get(number)?))
    }
}

/// The log that the rest of some bytes says; `None` if it says none.
pub(super) fn decode(mut reader: Reader<'_>) -> Option<RunLog> {
    let mut log = RunLog::default();
    if reader.is_empty() {
        return Some(log);
    }
    let mut texts = Texts { texts: Vec::new(), used: 0 };
    for _ in 0..reader.count(reader.left())? {
        texts.texts.push(reader.text(TEXT_MAX)?);
    }
    let mut shapes: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut room = SPREAD_MAX;
    for _ in 0..reader.count(LOG_STEPS_MAX)? {
        let code = reader.number()?;
        if code == WAITS {
            let waits = reader.count(LOG_STEPS_MAX - log.len())?;
            room = room.checked_sub(waits * (EACH + WAIT.len()))?;
            (0..waits).for_each(|_| log.push(Deed { action: WAIT.to_owned(), args: Vec::new() }));
            continue;
        }
        if log.len() >= LOG_STEPS_MAX {
            return None;
        }
        let shape = match code {
            NEW => {
                let (_, action) = texts.next(&mut reader)?;
                let mut names = Vec::new();
                for _ in 0..reader.count(PARAMS_MAX)? {
                    names.push(texts.next(&mut reader)?.1);
                }
                shapes.push((action, names));
                shapes.len() - 1
            }
            known => usize::try_from(known - SHAPES).ok()?,
        };
        let (action, names) = shapes.get(shape)?;
        room = room.checked_sub(EACH + action.len())?;
        let mut args = Vec::with_capacity(names.len());
        for name in names {
            let (_, value) = texts.next(&mut reader)?;
            room = room.checked_sub(EACH + name.len() + value.len())?;
            args.push(((*name).to_owned(), value.to_owned()));
        }
        log.push(Deed { action: (*action).to_owned(), args });
    }
    reader.is_empty().then_some(log)
}
