//! What was given for a parameter, as people read it: lists and maps without their brackets, long ones as a number.

use brownout_expr::datum::{self, Datum};

use crate::view::{About, ActionAbout, ListOf, ParamAbout, ParamKind, StepNow};

/// So many entries of a list or a map are told one by one.
const ENTRIES_MOST: usize = 4;

/// A text with a capital; one that begins with a name of the scenario (a service's, or a word that an action takes) stays as
/// it is, for names are written in one way.
#[must_use]
pub fn sentence(about: &About, text: &str) -> String {
    let first = text.split(|c: char| !is_name(c)).next().unwrap_or_default();
    let word = |param: &ParamAbout| match &param.kind {
        ParamKind::Word(words) | ParamKind::List(ListOf::Words(words)) => words.iter().any(|word| word == first),
        _ => false,
    };
    let named = about.services.iter().any(|service| service.name == first)
        || about.actions.iter().flat_map(|action| &action.params).any(word);
    if named { text.to_owned() } else { capital(text) }
}

/// A text with a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What is to be said before a text so that it says where: the service's name, unless the text names it already.
#[must_use]
pub fn place<'a>(about: &'a About, service: u32, text: &str) -> Option<&'a str> {
    let name = about.services.get(service as usize)?.name.as_str();
    let named = text.split(|c: char| !is_name(c)).any(|word| word == name);
    (!named).then_some(name)
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

/// What was given for a parameter of this kind.
#[must_use]
pub fn given(kind: &ParamKind, text: &str) -> String {
    let entries: Vec<String> = match (kind, datum::read(text)) {
        (ParamKind::List(_), Ok(Datum::List(items))) => items.iter().map(Datum::shown).collect(),
        (ParamKind::Map, Ok(Datum::Map(map))) => {
            map.iter().map(|(path, value)| format!("{path}: {}", value.shown())).collect()
        }
        _ => return text.to_owned(),
    };
    match entries.len() {
        0 => "none".to_owned(),
        few if few <= ENTRIES_MOST => entries.join(", "),
        many => format!("{many} entries"),
    }
}

/// What was given in a step, label and words, without the parameter that says `target`.
#[must_use]
pub fn args(action: &ActionAbout, step: &StepNow, target: Option<&str>) -> Vec<(String, String)> {
    of(action, &step.args, target)
}

/// The same of parameters that were given to no step yet.
#[must_use]
pub fn of(action: &ActionAbout, args: &[(String, String)], target: Option<&str>) -> Vec<(String, String)> {
    let beside = args.iter().filter(|(_, text)| Some(text.as_str()) != target);
    beside
        .map(|(name, text)| match action.params.iter().find(|param| param.name == *name) {
            Some(param) => (param.label.clone(), given(&param.kind, text)),
            None => (name.clone(), text.clone()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_maps_are_told_in_words() {
        let list = ParamKind::List(ListOf::Anything);
        for (kind, text, expected) in [
            (&list, r#"["a","b c",3]"#, "a, b c, 3"),
            (&list, "[]", "none"),
            (&list, "[1,2,3,4,5]", "5 entries"),
            (&list, "[", "["),
            (&ParamKind::Map, r#"{"a.b":10,"c":"x"}"#, "a.b: 10, c: x"),
            (&ParamKind::Text, "[a]", "[a]"),
        ] {
            assert_eq!(given(kind, text), expected, "{text}");
        }
    }
}
