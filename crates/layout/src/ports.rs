//! Ports: where on a box's side each edge leaves or arrives.

use brownout_sort as sort;

/// The largest share of a box's height that its ports may take.
const SHARE_MAX: f64 = 0.8;

/// Heights that differ by less than this are drawn as one.
pub(crate) const LEVEL: f64 = 0.05;

/// One edge at one side of a box.
#[derive(Clone, Copy)]
pub(crate) struct End {
    /// Index of the arc.
    pub(crate) arc: usize,
    /// The y at which the edge passes the next layer.
    pub(crate) toward: f64,
    pub(crate) reversed: bool,
}

/// The right side: every edge has its own port, in the order in which they fan out. If one of them can run straight,
/// it leaves in the middle and the others beside it, else all are spread evenly about the middle.
pub(crate) fn right_side(ends: &mut [End], middle: f64, height: f64, gap: f64) -> Vec<(usize, f64)> {
    sort::by(ends, |a, b| a.toward.total_cmp(&b.toward).then(a.reversed.cmp(&b.reversed)).then(a.arc.cmp(&b.arc)));
    let last = ends.len().saturating_sub(1) as f64;
    let centre =
        ends.iter().position(|end| (end.toward - middle).abs() < LEVEL).map_or(last / 2.0, |straight| straight as f64);
    let gap = narrowed(gap, height, centre, last - centre);
    ends.iter().enumerate().map(|(at, end)| (end.arc, middle + (at as f64 - centre) * gap)).collect()
}

/// The left side: all edges that arrive share the middle, the reversed ones that leave stand above or below it.
pub(crate) fn left_side(ends: &mut [End], middle: f64, height: f64, gap: f64) -> Vec<(usize, f64)> {
    sort::by(ends, |a, b| a.toward.total_cmp(&b.toward).then(a.arc.cmp(&b.arc)));
    let is_above = |end: &&End| end.reversed && end.toward < middle;
    let above = ends.iter().filter(is_above).count() as f64;
    let below = ends.iter().filter(|end| end.reversed).count() as f64 - above;
    let gap = narrowed(gap, height, above, below);
    let mut step = -above;
    ends.iter()
        .map(|end| {
            if !end.reversed {
                return (end.arc, middle);
            }
            if step == 0.0 {
                step = 1.0;
            }
            let y = middle + step * gap;
            step += 1.0;
            (end.arc, y)
        })
        .collect()
}

/// The gap at which so many ports above and below the middle stay within the box.
fn narrowed(gap: f64, height: f64, above: f64, below: f64) -> f64 {
    let most = if above < below { below } else { above };
    let room = height * SHARE_MAX / 2.0;
    if room < most * gap { room / most } else { gap }
}
