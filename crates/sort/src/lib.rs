//! Sorting whose code exists once. The standard library's sorts are made anew for every type and every comparison,
//! some 4 KB of WebAssembly each, which short lists do not repay. Knows nothing of what is sorted.

use std::cmp::Ordering;

/// Sorts; what compares equal keeps its order.
pub fn by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let mut order = order(items.len(), &mut |a, b| compare(&items[a as usize], &items[b as usize]));
    for at in 0..order.len() {
        // What belongs here may have been moved on by an earlier swap: follow it, and remember where it was found.
        let mut from = order[at] as usize;
        while from < at {
            from = order[from] as usize;
        }
        order[at] = from as u32;
        items.swap(at, from);
    }
}

/// Sorts by a key; what has equal keys keeps its order.
pub fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// The places of the items, the smallest item's first.
#[inline(never)]
fn order(count: usize, compare: &mut dyn FnMut(u32, u32) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the standard library sorts, for lists of many lengths with equal keys among them.
    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut random = 1_u32;
        for length in 0..200_u32 {
            let mut items = Vec::new();
            for index in 0..length {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                items.push((random >> 27, index));
            }
            for turn in [0, length / 2, length.saturating_sub(1)] {
                let mut ours = items.clone();
                ours.rotate_left(turn as usize);
                let mut expected = ours.clone();
                expected.sort_by_key(|item| item.0);
                by_key(&mut ours, |item| item.0);
                assert_eq!(ours, expected);
                // A sorted list turned by one is the longest chain of swaps.
                ours.rotate_right(usize::from(length > 0));
                by(&mut ours, |a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
                expected.sort_unstable();
                assert_eq!(ours, expected);
            }
        }
    }
}
