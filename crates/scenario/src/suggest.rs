//! The nearest name to one that does not exist.

/// The candidate that is nearest to `name`, if it is near enough to be what was meant.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    among(name, &mut candidates.into_iter())
}

/// Not generic: its code exists once.
fn among<'a>(name: &str, candidates: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    // Long names may be further off; a text that is no name at all is compared with nothing.
    if name.len() > 64 {
        return None;
    }
    let most = (name.chars().count() / 3).max(1) as u32;
    let mut best: Option<(u32, &str)> = None;
    for candidate in candidates {
        let away = distance(name, candidate);
        if away <= most && best.is_none_or(|(least, _)| away < least) {
            best = Some((away, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Insertions, deletions, changes and swaps of neighbours that lead from one to the other.
fn distance(a: &str, b: &str) -> u32 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before_last: Vec<u32> = Vec::new();
    let mut last: Vec<u32> = (0..=b.len() as u32).collect();
    for i in 1..=a.len() {
        let mut row = vec![i as u32];
        for j in 1..=b.len() {
            let mut least = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + u32::from(a[i - 1] != b[j - 1]));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before_last[j - 2] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant() {
        let names = ["cured-by", "cured-when", "helped-by", "user-db"];
        for (name, expected) in [
            ("cure-by", Some("cured-by")),
            ("user-dbs", Some("user-db")),
            ("uesr-db", Some("user-db")),
            ("zzz", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, names), expected, "{name}");
        }
    }
}
