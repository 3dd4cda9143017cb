//! When a value is as good as the expected one, and when it is near it. An operator who writes 32 where 30 stood, or
//! `json` types in another case, has understood; these rules say where that ends.

use super::Datum;

/// How far a number may be off, as a share of the expected one (or of 1, if that is larger), and still be equal.
const EQUAL_WITHIN: f64 = 0.10;
/// And still be close.
const CLOSE_WITHIN: f64 = 0.50;
/// What is close to an expected 0.
const CLOSE_TO_ZERO: f64 = 5.0;
/// Beginning of a credential: whose token it is cannot be told from the text.
const BEARER: &str = "bearer ";

/// Texts without blanks around them and in small letters, lists in an order of their own.
fn normal(datum: &Datum) -> Datum {
    match datum {
        Datum::Text(text) => Datum::Text(fold(text)),
        Datum::List(items) => {
            let mut items: Vec<(String, Datum)> = items
                .iter()
                .map(|item| {
                    let item = normal(item);
                    (item.canonical(), item)
                })
                .collect();
            brownout_sort::by(&mut items, |a, b| a.0.cmp(&b.0));
            Datum::List(items.into_iter().map(|(_, item)| item).collect())
        }
        Datum::Map(entries) => {
            // As it is, then each value: collecting would bring a sort of its own for the type.
            let mut entries = entries.clone();
            for value in entries.values_mut() {
                *value = normal(value);
            }
            Datum::Map(entries)
        }
        other => other.clone(),
    }
}

fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

/// How far off a number is: of the expected one, at least of 1.
fn off(expected: f64, given: f64) -> f64 {
    let size = expected.abs();
    (expected - given).abs() / if size > 1.0 { size } else { 1.0 }
}

/// What a value means where true or false is expected. A number other than 0 and 1 means neither.
#[must_use]
pub fn truth(datum: &Datum) -> Option<bool> {
    match datum {
        Datum::Flag(flag) => Some(*flag),
        Datum::Number(x) if *x == 0.0 => Some(false),
        Datum::Number(x) if *x == 1.0 => Some(true),
        Datum::Text(text) => match fold(text).as_str() {
            "true" | "1" | "yes" => Some(true),
            "false" | "0" | "no" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The part of a text before its `<placeholder>`, if it has one.
fn before_placeholder(text: &str) -> Option<&str> {
    let (before, rest) = text.split_once('<')?;
    rest.contains('>').then_some(before)
}

/// Whether `given` will do where `expected` was wanted. Not symmetrical: placeholders, true and false, and the length
/// of a list count on the expected side. A number is never as good as true or false where a number was expected.
#[must_use]
pub fn equal(expected: &Datum, given: &Datum) -> bool {
    if normal(expected) == normal(given) {
        return true;
    }
    match (expected, given) {
        (Datum::Number(e), Datum::Number(g)) => {
            if *e == 0.0 {
                *g == 0.0
            } else {
                off(*e, *g) < EQUAL_WITHIN
            }
        }
        (Datum::Flag(e), given) => truth(given) == Some(*e),
        (Datum::Text(e), Datum::Text(g)) => {
            let (e, g) = (fold(e), fold(g));
            let bearer = |text: &str| text.strip_prefix(BEARER).is_some_and(|rest| !rest.is_empty());
            let filled = before_placeholder(&e)
                .is_some_and(|before| g.strip_prefix(before).is_some_and(|rest| !rest.is_empty()));
            filled || (bearer(&e) && bearer(&g))
        }
        (Datum::List(e), Datum::List(g)) => e.iter().all(|e| g.iter().any(|g| equal(e, g))),
        _ => false,
    }
}

/// Whether `given` is near `expected`, though not good enough.
#[must_use]
pub fn close(expected: &Datum, given: &Datum) -> bool {
    match (expected, given) {
        (Datum::Number(e), Datum::Number(g)) => {
            if *e == 0.0 {
                g.abs() < CLOSE_TO_ZERO
            } else {
                off(*e, *g) < CLOSE_WITHIN
            }
        }
        (Datum::Text(e), Datum::Text(g)) => {
            let head = |text: &str| fold(text).split('/').next().unwrap_or("").to_owned();
            head(e) == head(g)
        }
        (Datum::Flag(_), Datum::Flag(_)) => true,
        _ => false,
    }
}
