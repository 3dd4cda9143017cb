//! "Did you mean …?": the nearest of some names. Knows nothing of what the names stand for.

/// Longer names are not compared: no author's name is that long, and the work grows with the square.
const MAX_CHARS: usize = 64;

/// The name nearest to `wanted`, if one is near enough to be a slip of the pen. Of equally near names the
/// first wins, so the answer does not depend on anything but the order given.
pub fn nearest<'a>(wanted: &str, mut names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    among(wanted, &mut names)
}

/// Not generic: its code exists once.
fn among<'a>(wanted: &str, names: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = wanted.chars().flat_map(char::to_lowercase).take(MAX_CHARS + 1).collect();
    if wanted.len() > MAX_CHARS {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let chars: Vec<char> = name.chars().flat_map(char::to_lowercase).take(MAX_CHARS + 1).collect();
        if chars.len() > MAX_CHARS || chars.len().abs_diff(wanted.len()) > threshold(wanted.len()) {
            continue;
        }
        let distance = distance(&wanted, &chars);
        let nearer = best.is_none_or(|(least, _)| distance < least);
        if nearer && distance <= threshold(wanted.len()) && distance < chars.len() {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// How many slips a name of this length may hold.
fn threshold(len: usize) -> usize {
    match len {
        0 => 0,
        1..=4 => 1,
        5..=8 => 2,
        _ => 3,
    }
}

/// Damerau-Levenshtein distance (each pair of neighbours swapped at most once): insertions, deletions,
/// replacements and swaps of neighbours that turn one into the other.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}
