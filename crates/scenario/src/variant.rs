//! The scenarios that one file stands for: the id of each, and which one an id means. Knows nothing of what is in them.

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::VARIANTS_MAX;
use crate::model::Document;

/// The setting that holds a variant's number: 0 in the file's own scenario.
pub const SETTING: &str = "variant";

/// Which of a file's scenarios it is, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variant {
    /// The id of the file's own scenario.
    pub base: String,
    /// Its number; 0 is the file's own.
    pub number: u32,
    /// How many there are beside the file's own.
    pub count: u32,
    /// The numbers of those that are kept for tests.
    pub held_out: Vec<u32>,
}

impl Variant {
    /// The file's own scenario; says what is wrong with the list.
    pub(crate) fn own(id: &str, document: &Document, out: &mut Vec<Diagnostic>) -> Variant {
        let mut variant = Variant { base: id.to_owned(), ..Variant::default() };
        let Some(given) = &document.variants else { return variant };
        if given.count.value == 0 || given.count.value > VARIANTS_MAX {
            let message = format!("A file stands for 1 to {VARIANTS_MAX} variants.");
            let found = Diagnostic::error(Code::BadNumber, given.count.pos, message);
            out.push(found.help("Leave `variants` out where there are none."));
            return variant;
        }
        variant.count = given.count.value;
        for held in &given.held_out {
            if held.value == 0 || held.value > variant.count {
                let message = format!("There is no variant {}: they are 1 to {}.", held.value, variant.count);
                out.push(Diagnostic::error(Code::BadNumber, held.pos, message));
            }
            variant.held_out.push(held.value);
        }
        variant
    }

    /// The id of a variant.
    #[must_use]
    pub fn id(&self, number: u32) -> String {
        match number {
            0 => self.base.clone(),
            number => format!("{}-p{number:02}", self.base),
        }
    }

    /// The ids of all of them, the file's own first.
    pub fn ids(&self) -> impl Iterator<Item = String> {
        (0..=self.count).map(|number| self.id(number))
    }

    /// Whether it is kept for tests.
    #[must_use]
    pub fn is_held_out(&self, number: u32) -> bool {
        self.held_out.contains(&number)
    }
}

/// The id of a file's own scenario and the number that stands behind it; `None` if the id is no variant's.
#[must_use]
pub fn split(id: &str) -> Option<(&str, u32)> {
    let (base, number) = id.rsplit_once("-p")?;
    let digits = number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit());
    let number = number.parse().ok().filter(|number| digits && (1..=VARIANTS_MAX).contains(number))?;
    (!base.is_empty()).then_some((base, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lead_back_to_their_file() {
        let variant = Variant { base: "a/b".to_owned(), count: 2, ..Variant::default() };
        assert_eq!(variant.ids().collect::<Vec<_>>(), ["a/b", "a/b-p01", "a/b-p02"]);
        for (id, want) in [
            ("a/b-p01", Some(("a/b", 1))),
            ("a/b-p99", Some(("a/b", 99))),
            ("a/b-p00", None),
            ("a/b-p1", None),
            ("a/b-p001", None),
            ("a/b", None),
            ("a/b-p+1", None),
            ("-p01", None),
        ] {
            assert_eq!(split(id), want, "{id}");
        }
    }
}
