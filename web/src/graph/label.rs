//! Where the labels of calls stand: greedily, the most urgent first, each beside its own line and on top of nothing.
//! A label stays where it is until a more urgent one needs its place. Pure.

use brownout_layout::Point;
use brownout_sort as sort;

use super::place::Fitted;

/// Height of a label's box, and how far its baseline is from the box's top.
const HEIGHT: f64 = 14.0;
const ASCENT: f64 = 11.0;
/// Widest letter of a label, and what is left free at both ends.
const LETTER: f64 = 6.6;
const MARGIN: f64 = 3.0;
/// From a line to a baseline above it, and to one below.
const ABOVE: f64 = -7.0;
const BELOW: f64 = 16.0;
/// From a line to the end of a text beside it, and from there down to its baseline.
const ASIDE: f64 = 4.0;
const MIDDLE: f64 = 4.0;
/// Shares of a line at which a label may stand, the best first.
const SHARES: [f64; 9] = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88];
/// Points of lines that may run behind a label, at most.
const BEHIND_MOST: usize = 3;

/// A label that wants a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// Index of the call.
    pub call: usize,
    /// How urgent it is: 0 first.
    pub rank: u8,
    /// What it says.
    pub text: String,
}

/// A label in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Index of the call.
    pub call: usize,
    /// What it says.
    pub text: String,
    /// Middle of its baseline.
    pub at: Point,
}

#[derive(Clone, Copy)]
struct Space {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Space {
    fn of(text: &str, at: Point) -> Self {
        let half = half_width(text);
        let top = at.y - ASCENT;
        Self { left: at.x - half, top, right: at.x + half, bottom: top + HEIGHT }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn holds(&self, p: &Point) -> bool {
        self.left < p.x && p.x < self.right && self.top < p.y && p.y < self.bottom
    }
}

fn half_width(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER / 2.0 + MARGIN
}

/// Finds places. `before` are the labels as they stand, in the same drawing.
#[must_use]
pub fn place(fitted: &Fitted, mut wanted: Vec<Wanted>, before: &[Label]) -> Vec<Label> {
    let stood = |call: usize| before.iter().find(|label| label.call == call);
    sort::by_key(&mut wanted, |label| (label.rank, stood(label.call).is_none(), label.call));
    let boxes: Vec<Space> = (0..fitted.nodes.len())
        .map(|node| {
            let (left, top) = fitted.corner(node);
            Space { left, top, right: left + fitted.node.width, bottom: top + fitted.node.height }
        })
        .collect();
    let mut placed: Vec<Label> = Vec::new();
    let mut taken: Vec<Space> = boxes;
    for (index, label) in wanted.iter().enumerate() {
        let is_free = |at: &Point| {
            let space = Space::of(&label.text, *at);
            let inside =
                0.0 <= space.left && 0.0 <= space.top && space.right <= fitted.size.0 && space.bottom <= fitted.size.1;
            inside && !taken.iter().any(|other| other.meets(&space))
        };
        // What others hold is left to them, if there is another place.
        let held: Vec<Space> = wanted
            .iter()
            .skip(index + 1)
            .filter_map(|other| stood(other.call))
            .map(|other| Space::of(&other.text, other.at))
            .collect();
        let spares = |at: &Point| !held.iter().any(|space| space.meets(&Space::of(&label.text, *at)));
        let kept = stood(label.call).map(|label| label.at).filter(is_free);
        let at = kept.or_else(|| {
            let free: Vec<Point> = beside(fitted, label.call, &label.text).into_iter().filter(is_free).collect();
            let sparing: Vec<Point> = free.iter().copied().filter(spares).collect();
            clearest(fitted, &label.text, &sparing).or_else(|| clearest(fitted, &label.text, &free))
        });
        if let Some(at) = at {
            taken.push(Space::of(&label.text, at));
            placed.push(Label { call: label.call, text: label.text.clone(), at });
        }
    }
    placed
}

/// The places beside a line, the best first.
fn beside(fitted: &Fitted, call: usize, text: &str) -> Vec<Point> {
    let aside = half_width(text) + ASIDE;
    let Some(line) = fitted.edges.get(call).map(|edge| &edge.line) else {
        return Vec::new();
    };
    let last = line.len().saturating_sub(1) as f64;
    SHARES
        .iter()
        .filter_map(|share| line.get((share * last).round() as usize))
        .flat_map(|p| {
            [(0.0, ABOVE), (0.0, BELOW), (-aside, MIDDLE), (aside, MIDDLE)]
                .map(|(dx, dy)| Point { x: p.x + dx, y: p.y + dy })
        })
        .collect()
}

/// The first of the places behind which the fewest lines run.
fn clearest(fitted: &Fitted, text: &str, places: &[Point]) -> Option<Point> {
    let behind = |at: Point| {
        let space = Space::of(text, at);
        fitted.edges.iter().flat_map(|edge| &edge.line).filter(|p| space.holds(p)).count()
    };
    let mut best: Option<(usize, Point)> = None;
    for &at in places {
        let lines = behind(at);
        if lines <= BEHIND_MOST && best.is_none_or(|(least, _)| lines < least) {
            best = Some((lines, at));
        }
    }
    best.map(|(_, at)| at)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::place::Laid;
    use super::*;

    const CALLS: [(u32, u32); 12] =
        [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (0, 6), (1, 2), (1, 3), (2, 6), (3, 6), (4, 5), (5, 6)];

    fn fitted(panel: (f64, f64)) -> Fitted {
        Laid::new(7, &CALLS).unwrap().fit(panel, 1.0, None)
    }

    fn wanted(calls: &[(usize, u8)]) -> Vec<Wanted> {
        calls.iter().map(|&(call, rank)| Wanted { call, rank, text: "57% fail".to_owned() }).collect()
    }

    #[test]
    fn labels_cover_nothing() {
        let all: Vec<(usize, u8)> = (0..CALLS.len()).map(|call| (call, 3)).collect();
        for panel in [(860.0, 306.0), (640.0, 250.0), (390.0, 246.0), (1400.0, 700.0), (0.0, 0.0)] {
            let fitted = fitted(panel);
            let labels = place(&fitted, wanted(&all), &[]);
            let spaces: Vec<Space> = labels.iter().map(|label| Space::of(&label.text, label.at)).collect();
            for (index, space) in spaces.iter().enumerate() {
                assert!(0.0 <= space.left && space.right <= fitted.size.0, "{panel:?}");
                assert!(!spaces.iter().skip(index + 1).any(|other| other.meets(space)), "{panel:?}");
                for node in 0..fitted.nodes.len() {
                    let (left, top) = fitted.corner(node);
                    let card = Space { left, top, right: left + fitted.node.width, bottom: top + fitted.node.height };
                    assert!(!card.meets(space), "{panel:?}");
                }
            }
        }
        assert_eq!(place(&fitted((1400.0, 700.0)), wanted(&all), &[]).len(), CALLS.len());
    }

    #[test]
    fn a_label_stays_until_a_more_urgent_one_needs_its_place() {
        let fitted = fitted((860.0, 306.0));
        let all: Vec<(usize, u8)> = (0..CALLS.len()).map(|call| (call, 3)).collect();
        let first = place(&fitted, wanted(&all[6..]), &[]);
        assert!(!first.is_empty());
        // More labels of the same rank move none of them.
        let then = place(&fitted, wanted(&all), &first);
        assert!(first.iter().all(|label| then.contains(label)));
        // One that has a place of its own, but not beside all others, gets it when it is the most urgent.
        let mut crowds = 0;
        for (width, height) in
            (560..900).step_by(20).flat_map(|w| [200, 250, 300].map(|h| (f64::from(w), f64::from(h))))
        {
            let crowded = self::fitted((width, height));
            let shown = place(&crowded, wanted(&all), &[]);
            for hidden in (0..CALLS.len()).filter(|call| !shown.iter().any(|label| label.call == *call)) {
                let alone = place(&crowded, wanted(&[(hidden, 0)]), &[]);
                let urgent: Vec<(usize, u8)> = all.iter().map(|&(call, _)| (call, u8::from(call != hidden))).collect();
                let now = place(&crowded, wanted(&urgent), &shown);
                assert_eq!(
                    now.iter().any(|label| label.call == hidden),
                    !alone.is_empty(),
                    "{width} {height} {hidden}"
                );
                crowds += alone.len();
            }
        }
        assert!(crowds > 0, "no drawing of these is crowded");
    }
}
