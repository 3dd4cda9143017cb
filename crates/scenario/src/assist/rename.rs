//! Giving something another name, wherever the text names it: as a key, in lists and choices, in expressions, scripts and
//! deeds, and in the holes and heads of what is said.

use super::meaning::{What, key_uses, meaning, name_words};
use super::names::{Known, pack_files};
use super::place::{Seen, Spot, walk};
use super::reader::{Body, Lean, read};
use super::spoken::{BARE, uses};
use super::{Desk, RenameError};
use crate::catalogue::Catalogue;
use crate::decode::{Shape, Sort, TextKind, is_name};
use brownout_expr::lex::Word;
use brownout_expr::table::SPECIALS;

/// What stands before the name of a service in a plain value.
const ONE_OF: &str = "<one of ";

/// The text in which what stands at an offset has another name.
///
/// # Errors
/// There is no name at the offset, it belongs to the pack, or the new one is none or taken.
pub fn rename(
    catalogue: &Catalogue,
    path: &str,
    text: &str,
    offset: u32,
    new_name: &str,
) -> Result<String, RenameError> {
    let root = read(text);
    let desk = Desk { catalogue, path };
    let known = Known::of(desk, text, &root);
    let Some(What::Name(sort, old)) = meaning(&known, text, &root, offset).map(|found| found.what) else {
        return Err(refuse(
            "There is no name here.",
            "Place the cursor on the name of a service, a fault, an action …",
        ));
    };
    allowed(desk, &known, text, &root, sort, &old, new_name)?;
    let mut places = Vec::new();
    collect(&known, text, &root, sort, &old, &mut places);
    brownout_sort::by(&mut places, |a, b| a.cmp(b));
    places.dedup();
    let mut out = String::with_capacity(text.len());
    let mut last = 0;
    for (from, to) in places {
        out.push_str(text.get(last..from as usize).unwrap_or(""));
        out.push_str(new_name);
        last = to as usize;
    }
    out.push_str(text.get(last..).unwrap_or(""));
    Ok(out)
}

fn refuse(message: impl Into<String>, help: impl Into<String>) -> RenameError {
    RenameError { message: message.into(), help: help.into(), of_pack: false }
}

fn allowed(
    desk: Desk<'_>,
    known: &Known,
    text: &str,
    root: &Lean,
    sort: Sort,
    old: &str,
    new: &str,
) -> Result<(), RenameError> {
    let of_pack = known.get(sort, old).and_then(|def| def.file.clone()).or_else(|| {
        // What the pack's own texts name cannot be called otherwise here.
        let mut files = pack_files(desk, text, root).into_iter();
        files.find_map(|(path, text, root)| {
            let mut places = Vec::new();
            collect(known, text, &root, sort, old, &mut places);
            (!places.is_empty()).then_some(path)
        })
    });
    if let Some(file) = of_pack {
        let message = format!("{file} names the {} `{old}`.", sort.as_str());
        let help = "Make the scenario stand by itself first: then all of it is in this text.";
        return Err(RenameError { of_pack: true, ..refuse(message, help) });
    }
    if !is_name(new) {
        let message = format!("`{new}` is no name.");
        return Err(refuse(message, "Names are letters and digits, parted by single `-`, a letter first."));
    }
    let reserved = Word::of(new).is_some() || new == "any" || SPECIALS.iter().any(|special| special.name == new);
    if reserved {
        return Err(refuse(format!("`{new}` is a word of the language."), "Choose another name."));
    }
    let mixed = BARE.contains(&sort);
    if let Some(def) = known.get(sort, new).or_else(|| known.first(if mixed { BARE } else { &[] }, new)) {
        let message = format!("There is a {} `{new}` already.", def.sort.as_str());
        return Err(refuse(message, "Choose a name that nothing has yet."));
    }
    Ok(())
}

/// Every place that means this name.
fn collect(known: &Known, text: &str, root: &Lean, sort: Sort, old: &str, places: &mut Vec<(u32, u32)>) {
    let means =
        |sorts: &[Sort], name: &str| name == old && known.first(sorts, name).is_some_and(|def| def.sort == sort);
    walk(root, &Spot::root(), &mut Vec::new(), &mut |path, spot, seen| match seen {
        Seen::Key(pair) => {
            let used = key_uses(text, spot, pair.from, pair.to);
            for used in used.iter().filter(|used| used.name == old) {
                if known.resolve(used).is_some_and(|def| def.sort == sort) {
                    places.push((used.from, used.to));
                }
            }
            if means(spot.sorts(), &pair.name) {
                places.push((pair.from, pair.to));
            }
        }
        Seen::Value(lean) => {
            let Body::Scalar(style) = &lean.body else { return };
            if matches!(spot.shape, Shape::Any) {
                places.extend(one_of(text, lean, sort, old));
            }
            let Shape::Text(kind) = &spot.shape else { return };
            if matches!(kind, TextKind::Name | TextKind::Prose) {
                for (from, to, sorts) in name_words(*kind, path, spot, text, lean) {
                    if means(sorts, text.get(from as usize..to as usize).unwrap_or("")) {
                        places.push((from, to));
                    }
                }
                return;
            }
            for used in uses(*kind, text, lean.from, lean.to, *style).iter().filter(|used| used.name == old) {
                if known.resolve(used).is_some_and(|def| def.sort == sort) {
                    places.push((used.from, used.to));
                }
            }
        }
    });
}

/// The name in a plain value that stands for any item of a service's list: `Bearer <one of shop.tokens>`.
fn one_of(text: &str, lean: &Lean, sort: Sort, old: &str) -> Option<(u32, u32)> {
    let said = text.get(lean.from as usize..lean.to as usize).filter(|_| sort == Sort::Service)?;
    let at = said.find(ONE_OF)? + ONE_OF.len();
    let from = lean.from + at as u32;
    said.get(at..)?.strip_prefix(old)?.starts_with('.').then_some((from, from + old.len() as u32))
}
