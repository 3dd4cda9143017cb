//! Which ticks get a label on an axis, and which part of a run an axis shows.

/// Ticks that a chart shows at most.
pub const WINDOW: u32 = 60;

/// The smallest step of the row 1, 2, 3, 5, 6, 10, 15, 20, 30 … that gives at most `most` steps over `span`.
#[must_use]
pub fn step(span: u32, most: u32) -> u32 {
    let mut scale = 1u32;
    loop {
        for base in [1, 2, 3, 5] {
            let step = base * scale;
            if span <= step.saturating_mul(most.max(1)) {
                return step;
            }
        }
        let Some(next) = scale.checked_mul(10) else {
            return u32::MAX;
        };
        scale = next;
    }
}

/// The labelled ticks from `from` to `to`: every multiple of the step, and both ends when there is room.
#[must_use]
pub fn labels(from: u32, to: u32, most: u32) -> Vec<u32> {
    let step = step(to.saturating_sub(from), most);
    let first = from.div_ceil(step).saturating_mul(step);
    let mut ticks: Vec<u32> = (first..=to).step_by(step as usize).collect();
    if ticks.last().is_none_or(|&last| step < 2 * (to - last) && last < to) {
        ticks.push(to);
    }
    ticks
}

/// The labelled ticks of an axis with room for `most` labels on which `now` is always named: none stands closer to another
/// than there is room for. The end goes before what is just before it.
#[must_use]
pub fn labels_around(now: u32, from: u32, to: u32, most: u32) -> Vec<u32> {
    let span = u64::from(to.saturating_sub(from));
    let clear = |a: u32, b: u32| span <= u64::from(a.abs_diff(b)) * u64::from(most.max(1));
    let mut ticks = labels(from, to, most);
    if let [.., before, end] = ticks.as_slice()
        && !clear(*before, *end)
    {
        ticks.remove(ticks.len() - 2);
    }
    ticks.retain(|&tick| tick != now && clear(tick, now));
    ticks.push(now);
    ticks
}

/// The part of a run that charts show: the whole of it up to [`WINDOW`] ticks, then a window that follows `head`.
#[must_use]
pub fn window(first: u32, head: u32, last: u32) -> (u32, u32) {
    let last = last.max(head).max(first + 1);
    if last - first <= WINDOW {
        (first, last)
    } else {
        let to = head.max(first + WINDOW);
        (to - WINDOW, to)
    }
}

/// The end of an axis for a run without a last tick: a round number not below `head`, so that it grows seldom.
#[must_use]
pub fn open_end(head: u32) -> u32 {
    let mut end = 20u32;
    while end <= head {
        end = end.saturating_mul(2);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_few_and_round() {
        for ((from, to, most), expected) in [
            ((0, 12, 12), (0..=12).collect::<Vec<_>>()),
            ((0, 12, 4), vec![0, 3, 6, 9, 12]),
            ((0, 40, 8), vec![0, 5, 10, 15, 20, 25, 30, 35, 40]),
            ((17, 77, 6), vec![20, 30, 40, 50, 60, 70, 77]),
            ((0, 1, 4), vec![0, 1]),
        ] {
            assert_eq!(labels(from, to, most), expected, "{from}..{to} in {most}");
        }
    }

    #[test]
    fn labels_around_now_touch_no_other() {
        for ((now, from, to, most), expected) in [
            ((0, 0, 12, 20), (1..=12).chain([0]).collect()),
            ((0, 0, 60, 6), vec![10, 20, 30, 40, 50, 60, 0]),
            ((0, 0, 50, 20), (3..=45).step_by(3).chain([50, 0]).collect()),
            ((33, 0, 60, 6), vec![0, 10, 20, 50, 60, 33]),
            ((58, 0, 60, 6), vec![0, 10, 20, 30, 40, 58]),
            ((20, 1, 25, 5), vec![5, 10, 15, 25, 20]),
            ((7, 7, 7, 0), vec![7]),
        ] {
            assert_eq!(labels_around(now, from, to, most), expected, "{now} in {from}..{to}, {most}");
        }
    }

    #[test]
    fn windows_follow_the_head() {
        for ((first, head, last), expected) in [
            ((0, 6, 12), (0, 12)),
            ((0, 6, 60), (0, 60)),
            ((0, 6, 200), (0, 60)),
            ((0, 150, 200), (90, 150)),
            ((1, 1, 1), (1, 2)),
        ] {
            assert_eq!(window(first, head, last), expected);
        }
    }

    #[test]
    fn open_ends_grow_seldom() {
        for (head, expected) in [(0, 20), (19, 20), (20, 40), (100, 160)] {
            assert_eq!(open_end(head), expected);
        }
    }
}
