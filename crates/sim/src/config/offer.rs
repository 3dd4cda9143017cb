//! What a change says about a fault, as it was handed in: judged by what stands in the change, not by what the
//! configuration has become. A change is known by one key, by the last part of it, or by any of the values that are wanted.

use std::collections::BTreeMap;

use brownout_expr::datum::{Datum, close, equal};

use super::right::Degree;
use crate::host::Host;

/// What a change is compared with.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct KnownBy {
    /// The key that it goes by.
    pub key: String,
    /// Paths and the values that are wanted there.
    pub wanted: Vec<(String, Datum)>,
}

/// The last part of a dotted path; `None` if it has only one.
fn last(path: &str) -> Option<&str> {
    path.rsplit_once('.').map(|(_, last)| last)
}

/// As good as what is wanted. Where true or false is, whatever is not nothing counts as true.
fn alike(wanted: &Datum, given: &Datum) -> bool {
    match (wanted, given) {
        (Datum::Flag(flag), Datum::Number(x)) => *flag == (*x != 0.0),
        (Datum::Flag(flag), Datum::Missing) => !*flag,
        (Datum::Flag(flag), Datum::List(items)) => *flag != items.is_empty(),
        (Datum::Flag(flag), Datum::Map(entries)) => *flag != entries.is_empty(),
        _ => equal(wanted, given),
    }
}

impl KnownBy {
    /// How right a change is.
    #[must_use]
    pub fn degree(&self, changes: &Datum) -> Degree {
        let Datum::Map(changes) = changes else { return Degree::Wrong };
        let named = changes.get(&self.key).or_else(|| changes.get(last(&self.key)?));
        match named {
            Some(given) => self.of_key(given),
            None => self.of_any(changes),
        }
    }

    /// Of the value that stands under the key.
    fn of_key(&self, given: &Datum) -> Degree {
        if let Some((_, wanted)) = self.wanted.iter().find(|(path, _)| *path == self.key) {
            return match () {
                () if alike(wanted, given) => Degree::Right,
                () if close(wanted, given) => Degree::Near,
                () => Degree::Wrong,
            };
        }
        let Datum::Map(entries) = given else { return Degree::Wrong };
        let inside: Vec<(&str, &Datum)> = (self.wanted.iter())
            .filter_map(|(path, wanted)| Some((path.strip_prefix(self.key.as_str())?.strip_prefix('.')?, wanted)))
            .collect();
        let right = inside.iter().filter(|(key, wanted)| entries.get(*key).is_some_and(|given| alike(wanted, given)));
        match right.count() {
            0 => Degree::Wrong,
            all if all == inside.len() => Degree::Right,
            _ => Degree::Near,
        }
    }

    /// Of all that is wanted: one right value is enough, one that is named at all is near.
    fn of_any(&self, changes: &BTreeMap<String, Datum>) -> Degree {
        let given = |path: &str| changes.get(path).or_else(|| changes.get(last(path)?));
        let named = self.wanted.iter().filter_map(|(path, wanted)| Some((wanted, given(path)?)));
        named.fold(Degree::Wrong, |most, (wanted, given)| {
            let this = if alike(wanted, given) { Degree::Right } else { Degree::Near };
            if this > most { this } else { most }
        })
    }
}

impl Host<'_> {
    /// Keeps what a change of a service's configuration says about the faults that are active there.
    pub(crate) fn offer(&self, cells: &mut [f64], service: u32, changes: &Datum) {
        let plan = self.plan;
        let Some(column) = plan.config.as_ref().and_then(|config| config.offered) else { return };
        for (index, fault) in (0u32..).zip(&plan.faults) {
            let here = fault.home == service && Self::is(cells, plan.fault_columns.active + index);
            if here && !fault.breaks.is_empty() {
                let degree = match fault.known_by.degree(changes) {
                    Degree::Right => 1.0,
                    Degree::Near => 0.5,
                    Degree::Wrong => 0.0,
                };
                Self::flag(cells, column + index, degree);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use brownout_expr::datum::read;

    use super::*;

    #[test]
    fn a_change_is_known_by_its_key_or_by_what_is_wanted() {
        let check = |key: &str, wanted: &[(&str, &str)], changes: &str, want: Degree| {
            let wanted = wanted.iter().map(|(path, value)| ((*path).to_owned(), read(value).unwrap_or_default()));
            let known = KnownBy { key: key.to_owned(), wanted: wanted.collect() };
            assert_eq!(known.degree(&read(changes).unwrap_or_default()), want, "{key}: {changes}");
        };
        use Degree::{Near, Right, Wrong};
        let timeout: &[(&str, &str)] = &[("timeout", "30")];
        for (changes, want) in [
            ("{timeout: 30}", Right),
            ("{timeout: 32.9}", Right),
            ("{timeout: 33}", Near),
            ("{timeout: 16}", Near),
            ("{timeout: 15}", Wrong),
            ("{timeout: soon}", Wrong),
            ("{a.timeout: 30}", Wrong),
            ("{}", Wrong),
            ("[30]", Wrong),
        ] {
            check("timeout", timeout, changes, want);
        }
        let token: &[(&str, &str)] = &[("headers.Authorization", "\"Bearer <token>\"")];
        for (changes, want) in [
            ("{headers.Authorization: bearer abc}", Right),
            ("{Authorization: Bearer x}", Right),
            ("{headers.Authorization: Bearer}", Wrong),
            // A map above the key is not the key.
            ("{headers: {Authorization: Bearer x}}", Wrong),
            // The key goes before its last part.
            ("{headers.Authorization: x, Authorization: Bearer x}", Wrong),
        ] {
            check("headers.Authorization", token, changes, want);
        }
        let retry: &[(&str, &str)] = &[("retry.max", "3"), ("retry.factor", "2"), ("retry.on", "[429, 500]")];
        for (changes, want) in [
            ("{retry: {max: 3, factor: 2, on: [500, 429]}}", Right),
            ("{retry: {max: 3}}", Near),
            ("{retry: {max: 7}}", Wrong),
            ("{retry: 3}", Wrong),
            ("{retry.max: 3}", Right),
            ("{max: 3}", Right),
            ("{retry.max: 9}", Near),
            ("{retry.max: 9, factor: 2}", Right),
            // The key decides alone where it is given.
            ("{retry: {max: 3}, retry.factor: 2}", Near),
            ("{retries: 3}", Wrong),
        ] {
            check("retry", retry, changes, want);
        }
        let two: &[(&str, &str)] = &[("url", "https://a/b"), ("auto", "true")];
        for (changes, want) in [
            ("{auto: true}", Right),
            ("{auto: no}", Near),
            ("{url: 'https://x'}", Near),
            ("{url: 'http://x', auto: true}", Wrong),
        ] {
            check("url", two, changes, want);
        }
        let flag: &[(&str, &str)] = &[("on", "true")];
        for (changes, want) in [
            ("{on: 1.05}", Right),
            ("{on: 0}", Wrong),
            ("{on: 'yes'}", Right),
            ("{on: false}", Near),
            ("{on: null}", Wrong),
            ("{on: [1]}", Right),
            ("{on: {}}", Wrong),
        ] {
            check("on", flag, changes, want);
        }
    }
}
