//! What goes out: where each box stands and how each edge runs. Plain data.

/// A point; x grows to the right, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// From the left side of the layout.
    pub x: f64,
    /// From its top.
    pub y: f64,
}

/// Where a node stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Centre of the box.
    pub x: f64,
    /// Centre of the box.
    pub y: f64,
    /// Its width, as given.
    pub width: f64,
    /// Its height, as given.
    pub height: f64,
    /// Its layer, counted from the left.
    pub layer: u32,
    /// Its place among the nodes of that layer, counted from the top.
    pub order: u32,
}

impl Placed {
    /// x of the left side.
    pub fn left(&self) -> f64 {
        self.x - self.width / 2.0
    }

    /// x of the right side.
    pub fn right(&self) -> f64 {
        self.x + self.width / 2.0
    }

    /// y of the upper side.
    pub fn top(&self) -> f64 {
        self.y - self.height / 2.0
    }

    /// y of the lower side.
    pub fn bottom(&self) -> f64 {
        self.y + self.height / 2.0
    }
}

/// Which way an edge runs on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// From the caller's right side to the callee's left side.
    Forward,
    /// The call closes a cycle: from the caller's left side back to the callee's right side.
    Reversed,
    /// Caller and callee are one node: from its right side over its corner to its upper side.
    Loop,
}

/// How an edge runs, always from the caller to the callee.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Start, bends, end. Two neighbours either share a y, or stand on both sides of a gap between layers.
    pub points: Vec<Point>,
    /// A point on the curve in a gap between layers: where a label has the best chance of room.
    pub label: Point,
    /// Which way it runs.
    pub course: Course,
}

impl Route {
    /// Whether the edge runs from right to left.
    pub fn is_reversed(&self) -> bool {
        self.course == Course::Reversed
    }
}

/// A graph laid out. Its upper left corner is the point 0, 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// One for each node of the graph, in its order.
    pub nodes: Vec<Placed>,
    /// One for each edge of the graph, in its order.
    pub routes: Vec<Route>,
    /// How many layers there are.
    pub layers: u32,
    /// How often two edges cross; edges that run straight across for want of bends
    /// ([`BENDS_MAX`](crate::BENDS_MAX)) are not counted.
    pub crossings: u64,
    /// Extent from left to right, routes included.
    pub width: f64,
    /// Extent from top to bottom, routes included.
    pub height: f64,
}
