//! Which ticks have a row of their own in a table of what was done. Pure.

/// So many ticks in a row in which all only waited share one row.
const LEAST: usize = 3;

/// The first and the last tick of each row.
#[must_use]
pub fn rows(ticks: &[u32], only_waited: impl Fn(u32) -> bool) -> Vec<(u32, u32)> {
    let mut rows = Vec::new();
    for run in ticks.chunk_by(|a, b| only_waited(*a) && only_waited(*b)) {
        match run {
            [first, .., last] if run.len() >= LEAST => rows.push((*first, *last)),
            _ => rows.extend(run.iter().map(|tick| (*tick, *tick))),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn waiting_for_long_is_one_row() {
        // The ticks, those in which something was done, the rows.
        type Case = (&'static [u32], &'static [u32], &'static [(u32, u32)]);
        let cases: [Case; 4] = [
            (&[0, 1, 2, 3, 4], &[0, 4], &[(0, 0), (1, 3), (4, 4)]),
            (&[0, 1, 2, 3], &[0, 3], &[(0, 0), (1, 1), (2, 2), (3, 3)]),
            (&[2, 3, 7, 8], &[], &[(2, 8)]),
            (&[], &[], &[]),
        ];
        for (ticks, acted, expected) in cases {
            assert_eq!(rows(ticks, |tick| !acted.contains(&tick)), expected, "{ticks:?}, acted at {acted:?}");
        }
    }
}
