//! Another level of detail: boxes of other sizes about the same centres.

use crate::graph::{Graph, NodeSize};
use crate::result::{Course, Layout, Placed, Point, Route};

/// The layout of `graph` with every box of size `size` about its old centre and the ends of its routes moved along. The
/// frame stays. Boxes larger than those laid out may overlap.
pub fn resized(layout: &Layout, graph: &Graph, size: NodeSize) -> Layout {
    let mut resized = layout.clone();
    for node in &mut resized.nodes {
        node.width = size.width;
        node.height = size.height;
    }
    for (route, &(caller, callee)) in resized.routes.iter_mut().zip(&graph.edges) {
        let old = |node: u32| layout.nodes.get(node as usize);
        if let (Some(caller), Some(callee)) = (old(caller), old(callee)) {
            attach(route, caller, callee, size);
        }
    }
    resized
}

fn attach(route: &mut Route, caller: &Placed, callee: &Placed, size: NodeSize) {
    if route.course == Course::Loop {
        for point in route.points.iter_mut().chain([&mut route.label]) {
            *point = about(*point, caller, size);
        }
        return;
    }
    if let [start, bends @ .., end] = route.points.as_mut_slice() {
        let straight = bends.is_empty() && start.y == end.y;
        *start = about(*start, caller, size);
        *end = about(*end, callee, size);
        if straight {
            // Its port may stand beside the middle of one box only.
            end.y = start.y;
            route.label.y = start.y;
        }
    }
}

/// Where a point on the side of the old box lies on the new one.
fn about(point: Point, node: &Placed, size: NodeSize) -> Point {
    let part = |at: f64, centre: f64, old: f64, new: f64| {
        if old == 0.0 { centre } else { centre + (at - centre) * (new / old) }
    };
    Point { x: part(point.x, node.x, node.width, size.width), y: part(point.y, node.y, node.height, size.height) }
}
