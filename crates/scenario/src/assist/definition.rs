//! Where a name is defined: in the text itself, or in a file of its pack.

use super::meaning::{What, meaning};
use super::names::Known;
use super::reader::read;
use super::{Desk, Place};
use crate::catalogue::Catalogue;

/// Where the name at an offset is defined.
#[must_use]
pub fn definition(catalogue: &Catalogue, path: &str, text: &str, offset: u32) -> Option<Place> {
    let root = read(text);
    let known = Known::of(Desk { catalogue, path }, text, &root);
    let What::Name(sort, name) = meaning(&known, text, &root, offset)?.what else { return None };
    let def = known.get(sort, &name)?;
    let whole = match &def.file {
        Some(file) => catalogue.text(file)?,
        None => text,
    };
    let line = whole.get(..def.from as usize)?.matches('\n').count() as u32 + 1;
    Some(Place { file: def.file.clone(), from: def.from, to: def.to, line })
}
