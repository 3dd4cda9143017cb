//! Words for the screen.

use crate::decode::Prose;
use crate::model::Unit;
use brownout_expr::types::{Ty, Unit as LangUnit, WordSet};

/// A label: as given, or the id with its first letter raised and spaces for dashes.
pub(super) fn label(given: Option<&Prose>, id: &str) -> String {
    if let Some(label) = given {
        return label.trim().to_owned();
    }
    let mut letters = id.chars();
    let first: String = letters.next().map_or(String::new(), |c| c.to_uppercase().collect());
    format!("{first}{}", letters.as_str().replace('-', " "))
}

/// A sentence, or nothing.
pub(super) fn sentence(given: Option<&Prose>) -> String {
    given.map_or(String::new(), |text| text.trim().to_owned())
}

/// The type of a unit. Words need their set.
pub(super) fn ty(unit: Unit, words: Option<WordSet>) -> Ty {
    match unit {
        Unit::Number => Ty::Num(LangUnit::Any),
        Unit::Ratio => Ty::Num(LangUnit::Ratio),
        Unit::Seconds => Ty::Num(LangUnit::Seconds),
        Unit::Bytes => Ty::Num(LangUnit::Bytes),
        Unit::Count => Ty::Num(LangUnit::Count),
        Unit::Rate => Ty::Num(LangUnit::Rate),
        Unit::Flag => Ty::Truth,
        Unit::Word => words.map_or(Ty::Num(LangUnit::Any), Ty::Word),
        Unit::Text => Ty::Text,
    }
}

/// The unit that a type shows.
pub(super) fn shown_unit(ty: Ty) -> LangUnit {
    match ty {
        Ty::Num(unit) => unit,
        _ => LangUnit::Any,
    }
}

/// The nearest of some names, if one is near.
pub(super) fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    brownout_expr::suggest::nearest(name, names).map(str::to_owned)
}
