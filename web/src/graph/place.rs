//! Puts a finished layout into the panel: how much room each node has, which level of detail fits there, and where
//! boxes and lines then are in pixels. Centres keep their places relative to each other, whatever happens. Pure.

use brownout_layout::{Course, Graph, Layout, LayoutError, NodeSize, Options, Point, Route, layout, route};

use super::axis::{Axis, PAD, ends, larger, smaller};
use crate::draw::path;

/// How much of a node is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// L0: everything.
    Card,
    /// L1: glyph, name, first number, spark.
    Compact,
    /// L2: glyph and name.
    Chip,
    /// L3: glyph; the name on hover, on focus, or when not healthy.
    Dot,
}

const LEVELS: [Level; 4] = [Level::Card, Level::Compact, Level::Chip, Level::Dot];
/// A finer level needs this much more room than it takes, once a coarser one is shown and one zooms.
const HYSTERESIS: f64 = 1.15;

impl Level {
    fn least(self) -> NodeSize {
        match self {
            Self::Card => NodeSize::CARD,
            Self::Compact => NodeSize::new(104.0, 56.0),
            Self::Chip => NodeSize::CHIP,
            Self::Dot => NodeSize::GLYPH,
        }
    }

    fn most(self) -> NodeSize {
        match self {
            Self::Compact => NodeSize::new(128.0, 66.0),
            Self::Chip => NodeSize::new(150.0, 22.0),
            other => other.least(),
        }
    }

    /// Least distances between two boxes: for curves and arrow heads, and between the boxes of a column.
    fn gap(self) -> (f64, f64) {
        match self {
            Self::Card => (52.0, 10.0),
            Self::Compact => (22.0, 8.0),
            Self::Chip => (24.0, 3.0),
            Self::Dot => (14.0, 0.0),
        }
    }
}

/// A scenario's graph, laid out once.
#[derive(Clone, Debug, PartialEq)]
pub struct Laid {
    /// What was laid out.
    pub graph: Graph,
    /// Where everything is.
    pub layout: Layout,
    column: f64,
    row: f64,
    across: Axis,
    down: Axis,
}

impl Laid {
    /// Lays out `services` boxes with these calls.
    pub fn new(services: usize, calls: &[(u32, u32)]) -> Result<Self, LayoutError> {
        let graph = Graph { nodes: vec![NodeSize::CARD; services], edges: calls.to_vec() };
        let options = Options::cards();
        let layout = layout(&graph, &options)?;
        let column = NodeSize::CARD.width + options.layer_gap;
        let row = least_row(&layout).unwrap_or(NodeSize::CARD.height + options.node_gap);
        // Where a line ends is where its box is; what lies between may go round all boxes.
        let bends = |of: fn(&Point) -> f64| {
            let inner = |route: &Route| route.points.len().saturating_sub(1).max(1);
            ends(layout.routes.iter().flat_map(|route| route.points.get(1..inner(route)).unwrap_or_default()).map(of))
        };
        let across = Axis { boxes: ends(layout.nodes.iter().map(|n| n.x)), lines: bends(|p| p.x) };
        let down = Axis { boxes: ends(layout.nodes.iter().map(|n| n.y)), lines: bends(|p| p.y) };
        Ok(Self { graph, layout, column, row, across, down })
    }

    /// Everything in pixels for a panel of this size. `shown` is the level that is shown now, if only the zoom changes.
    #[must_use]
    pub fn fit(&self, panel: (f64, f64), zoom: f64, shown: Option<Level>) -> Fitted {
        let size = (panel.0.max(1.0) * zoom, panel.1.max(1.0) * zoom);
        for level in LEVELS {
            let margin = if shown.is_some_and(|shown| level < shown) { HYSTERESIS } else { 1.0 };
            if let Some(fitted) = self.at(level, size, margin) {
                return fitted;
            }
        }
        // Nothing fits: the drawing gets higher than the panel, with names if they have room beside each other.
        let chip = Level::Chip.least().width;
        let names = (chip + Level::Chip.gap().0) <= self.column * self.across.scale(size.0, chip / 2.0);
        let level = if names { Level::Chip } else { Level::Dot };
        let (least, gap) = (level.least(), level.gap());
        let needed = (
            self.across.room((least.width + gap.0) / self.column, least.width / 2.0) + 1.0,
            self.down.room((least.height + gap.1) / self.row, least.height / 2.0) + 1.0,
        );
        let size = (larger(size.0, needed.0), larger(size.1, needed.1));
        self.at(level, size, 1.0).unwrap_or_else(|| self.drawn(level, size, least, (1.0, 1.0)))
    }

    fn at(&self, level: Level, size: (f64, f64), margin: f64) -> Option<Fitted> {
        let (least, most, gap) = (level.least(), level.most(), level.gap());
        if size.0 < least.width + 2.0 * PAD || size.1 < least.height + 2.0 * PAD {
            return None;
        }
        let scale =
            |node: NodeSize| (self.across.scale(size.0, node.width / 2.0), self.down.scale(size.1, node.height / 2.0));
        let (sx, sy) = scale(least);
        let (column, row) = (self.column * sx, self.row * sy);
        if column < (least.width + gap.0) * margin || row < (least.height + gap.1) * margin {
            return None;
        }
        let room = (size.0 - 2.0 * PAD, size.1 - 2.0 * PAD);
        let node = NodeSize::new(
            smaller(smaller(most.width, column - gap.0), room.0),
            smaller(smaller(most.height, row - gap.1), room.1),
        );
        Some(self.drawn(level, size, node, scale(node)))
    }

    fn drawn(&self, level: Level, size: (f64, f64), node: NodeSize, scale: (f64, f64)) -> Fitted {
        let origin = (
            self.across.origin(size.0, scale.0, node.width / 2.0),
            self.down.origin(size.1, scale.1, node.height / 2.0),
        );
        let map = |x: f64, y: f64| Point { x: origin.0 + x * scale.0, y: origin.1 + y * scale.1 };
        let nodes: Vec<Point> = self.layout.nodes.iter().map(|placed| map(placed.x, placed.y)).collect();
        let edges = self
            .layout
            .routes
            .iter()
            .zip(&self.graph.edges)
            .map(|(route, &(caller, callee))| {
                let mut points: Vec<Point> = route.points.iter().map(|p| map(p.x, p.y)).collect();
                let leftward = route.course == Course::Reversed;
                let side = if leftward { -node.width / 2.0 } else { node.width / 2.0 };
                let at = |index: u32| nodes.get(index as usize).copied().unwrap_or(Point { x: 0.0, y: 0.0 });
                if route.course != Course::Loop {
                    if let Some(first) = points.first_mut() {
                        attach(first, at(caller), side, node.height);
                    }
                    if let Some(last) = points.last_mut() {
                        attach(last, at(callee), -side, node.height);
                    }
                }
                let end = points.last().copied().unwrap_or(Point { x: 0.0, y: 0.0 });
                let mapped = Route { points, label: map(route.label.x, route.label.y), course: route.course };
                Drawn {
                    band: route::path(&mapped, TIP - 1.0),
                    tip: path::tip((end.x, end.y), TIP, TIP_HALF, leftward),
                    line: sampled(&mapped.points),
                }
            })
            .collect();
        let (column, row) = (self.column * scale.0, self.row * scale.1);
        let roomy = level == Level::Dot && NAME_ROOM.0 <= column && NAME_ROOM.1 <= row;
        let name_room = if roomy { column } else { 0.0 };
        Fitted { level, size, node, name_room, nodes, edges }
    }
}

/// From this distance of columns and rows on, all glyphs show their names.
const NAME_ROOM: (f64, f64) = (84.0, 50.0);
const TIP: f64 = 9.0;
const TIP_HALF: f64 = 4.6;
/// Distance of the points that stand for a line, and how many a piece of it has at most.
const SAMPLE: f64 = 6.0;
const SAMPLES_MOST: f64 = 80.0;

/// Everything in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// What a node shows.
    pub level: Level,
    /// Size of the drawing. Larger than the panel where the panel is too small for it.
    pub size: (f64, f64),
    /// Size of every box.
    pub node: NodeSize,
    /// Width beside and below a glyph that its name may take; 0 where names have no room among the others.
    pub name_room: f64,
    /// Centres.
    pub nodes: Vec<Point>,
    /// Lines, in the order of the calls.
    pub edges: Vec<Drawn>,
}

impl Fitted {
    /// Upper left corner of a box.
    #[must_use]
    pub fn corner(&self, node: usize) -> (f64, f64) {
        let centre = self.nodes.get(node).copied().unwrap_or(Point { x: 0.0, y: 0.0 });
        ((centre.x - self.node.width / 2.0).round(), (centre.y - self.node.height / 2.0).round())
    }
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// From the caller to just before the arrow head.
    pub band: String,
    /// The arrow head.
    pub tip: String,
    /// Points along it, close to each other.
    pub line: Vec<Point>,
}

/// Points along the curves that a route is drawn with: level where it starts, bends and ends.
fn sampled(points: &[Point]) -> Vec<Point> {
    let mut line = Vec::new();
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let middle = (from.x + to.x) / 2.0;
        let steps = (((to.x - from.x).abs() + (to.y - from.y).abs()) / SAMPLE).ceil().clamp(1.0, SAMPLES_MOST) as u32;
        for step in 0..=steps {
            let t = f64::from(step) / f64::from(steps);
            let u = 1.0 - t;
            let (start, first, second, end) = (u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t);
            line.push(Point {
                x: (start * from.x) + (first + second) * middle + end * to.x,
                y: (start + first) * from.y + (second + end) * to.y,
            });
        }
    }
    line
}

fn attach(point: &mut Point, centre: Point, side: f64, height: f64) {
    let room = larger(height / 2.0 - 5.0, 0.0);
    point.x = centre.x + side;
    point.y = point.y.clamp(centre.y - room, centre.y + room);
}

fn least_row(layout: &Layout) -> Option<f64> {
    let mut best: Option<f64> = None;
    for (index, a) in layout.nodes.iter().enumerate() {
        for b in layout.nodes.iter().skip(index + 1) {
            let apart = (a.y - b.y).abs();
            if a.layer == b.layer && best.is_none_or(|best| apart < best) {
                best = Some(apart);
            }
        }
    }
    best
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::axis::LINE_PAD;
    use super::*;

    fn triage() -> Laid {
        Laid::new(7, &[(0, 1), (0, 3), (0, 5), (1, 2), (3, 4), (5, 6)]).unwrap()
    }

    #[test]
    fn room_decides_the_level() {
        let laid = triage();
        for (panel, expected) in [
            ((860.0, 306.0), Level::Card),
            ((390.0, 246.0), Level::Compact),
            ((330.0, 246.0), Level::Dot),
            ((500.0, 110.0), Level::Chip),
        ] {
            assert_eq!(laid.fit(panel, 1.0, None).level, expected, "{panel:?}");
        }
    }

    #[test]
    fn levels_change_with_hysteresis() {
        let laid = triage();
        let narrow = (705.0, 306.0);
        assert_eq!(laid.fit(narrow, 1.0, None).level, Level::Card);
        assert_eq!(laid.fit(narrow, 1.0, Some(Level::Compact)).level, Level::Compact);
        assert_eq!(laid.fit((860.0, 380.0), 1.0, Some(Level::Compact)).level, Level::Card);
    }

    #[test]
    fn nothing_overlaps_and_all_is_inside() {
        let calls: Vec<(u32, u32)> = (1..60).map(|i| (i / 3, i)).collect();
        // Calls over several layers go round the boxes between.
        let around = [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (0, 6), (1, 2), (1, 3), (2, 6), (3, 6), (4, 5), (5, 6)];
        for laid in [
            triage(),
            Laid::new(7, &around).unwrap(),
            Laid::new(60, &calls).unwrap(),
            Laid::new(1, &[]).unwrap(),
            Laid::new(0, &[]).unwrap(),
        ] {
            for panel in [(860.0, 306.0), (390.0, 246.0), (320.0, 200.0), (0.0, 0.0)] {
                let fitted = laid.fit(panel, 1.0, None);
                for line in &fitted.edges {
                    for p in &line.line {
                        let y = LINE_PAD - 0.1..=fitted.size.1 - LINE_PAD + 0.1;
                        assert!(0.0 <= p.x && p.x <= fitted.size.0 && y.contains(&p.y), "{panel:?} {}", line.band);
                    }
                }
                for (index, a) in fitted.nodes.iter().enumerate() {
                    let half = (fitted.node.width / 2.0, fitted.node.height / 2.0);
                    assert!(0.0 <= a.x - half.0 && a.x + half.0 <= fitted.size.0, "{panel:?} {a:?}");
                    assert!(0.0 <= a.y - half.1 && a.y + half.1 <= fitted.size.1, "{panel:?} {a:?}");
                    for b in fitted.nodes.iter().skip(index + 1) {
                        let apart = ((a.x - b.x).abs(), (a.y - b.y).abs());
                        // Rounding in sums of many distances.
                        assert!(
                            fitted.node.width <= apart.0 + 0.01 || fitted.node.height <= apart.1 + 0.01,
                            "{panel:?} {a:?} {b:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn few_glyphs_have_names() {
        let laid = triage();
        assert!(laid.fit((330.0, 246.0), 1.0, None).name_room > 0.0);
        let calls: Vec<(u32, u32)> = (1..60).map(|i| (i / 3, i)).collect();
        let many = Laid::new(60, &calls).unwrap().fit((330.0, 246.0), 1.0, None);
        assert_eq!((many.level, many.name_room), (Level::Dot, 0.0));
    }

    #[test]
    fn zoom_gives_room() {
        let calls: Vec<(u32, u32)> = (1..40).map(|i| (i / 3, i)).collect();
        let laid = Laid::new(40, &calls).unwrap();
        let fitted = laid.fit((860.0, 306.0), 1.0, None);
        let closer = laid.fit((860.0, 306.0), 6.0, None);
        assert!(closer.level < fitted.level);
    }
}
