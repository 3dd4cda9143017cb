//! What comes in: boxes and arrows, with limits on everything, and the errors that refuse the rest.

use brownout_sort as sort;
use std::fmt;

/// Most nodes in a graph.
pub const NODES_MAX: u32 = 2_000;
/// Most edges in a graph, duplicates included.
pub const EDGES_MAX: u32 = 20_000;
/// Most bends inserted into long edges. Beyond it the longest edges run straight across the layers between.
pub const BENDS_MAX: u32 = 8_000;
/// Largest width, height or gap.
pub const LENGTH_MAX: f64 = 10_000.0;

/// Width and height of a node's box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NodeSize {
    /// Extent from left to right.
    pub width: f64,
    /// Extent from top to bottom.
    pub height: f64,
}

impl NodeSize {
    /// A card that shows everything (L0).
    pub const CARD: Self = Self::new(190.0, 78.0);
    /// Glyph, name, errors and spark line (L1).
    pub const COMPACT: Self = Self::new(128.0, 56.0);
    /// Glyph and name (L2).
    pub const CHIP: Self = Self::new(102.0, 22.0);
    /// The glyph alone (L3).
    pub const GLYPH: Self = Self::new(20.0, 24.0);
    /// A box that stands for a group of nodes (L4).
    pub const GROUP: Self = Self::new(190.0, 46.0);

    /// A box of this width and height.
    pub const fn new(width: f64, height: f64) -> Self {
        Self { width, height }
    }
}

/// A directed graph of boxes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// The boxes. An edge names them by their index.
    pub nodes: Vec<NodeSize>,
    /// From caller to callee.
    pub edges: Vec<(u32, u32)>,
}

impl Graph {
    /// A graph of `nodes` boxes of one size.
    pub fn uniform(nodes: u32, size: NodeSize, edges: Vec<(u32, u32)>) -> Self {
        Self { nodes: vec![size; nodes as usize], edges }
    }

    /// Refuses what is beyond the limits or names a node that does not exist.
    pub(crate) fn check(&self) -> Result<(), LayoutError> {
        let nodes = self.nodes.len();
        if (NODES_MAX as usize) < nodes {
            return Err(LayoutError::TooManyNodes { nodes });
        }
        if (EDGES_MAX as usize) < self.edges.len() {
            let edges = self.edges.len();
            return Err(LayoutError::TooManyEdges { edges });
        }
        let fits = |length: f64| (0.0..=LENGTH_MAX).contains(&length);
        for (node, size) in self.nodes.iter().enumerate() {
            if !fits(size.width) || !fits(size.height) {
                return Err(LayoutError::BadSize { node, size: *size });
            }
        }
        for (edge, &(caller, callee)) in self.edges.iter().enumerate() {
            for node in [caller, callee] {
                if nodes <= node as usize {
                    return Err(LayoutError::UnknownNode { edge, node, nodes });
                }
            }
        }
        Ok(())
    }

    /// Each edge between two different nodes once, in ascending order: what follows cannot depend on the order in
    /// which the edges were listed.
    pub(crate) fn distinct_edges(&self) -> Vec<(usize, usize)> {
        let mut edges: Vec<(usize, usize)> = self
            .edges
            .iter()
            .filter(|(caller, callee)| caller != callee)
            .map(|&(caller, callee)| (caller as usize, callee as usize))
            .collect();
        sort::by(&mut edges, Ord::cmp);
        edges.dedup();
        edges
    }
}

/// Why a graph was not laid out.
#[derive(Clone, Debug, PartialEq)]
pub enum LayoutError {
    /// More than [`NODES_MAX`] nodes.
    TooManyNodes {
        /// How many there are.
        nodes: usize,
    },
    /// More than [`EDGES_MAX`] edges.
    TooManyEdges {
        /// How many there are.
        edges: usize,
    },
    /// An edge names a node that is not there.
    UnknownNode {
        /// Index of the edge.
        edge: usize,
        /// The index that it names.
        node: u32,
        /// How many nodes there are.
        nodes: usize,
    },
    /// A width or height that is negative, over [`LENGTH_MAX`] or not a number.
    BadSize {
        /// Index of the node.
        node: usize,
        /// Its size.
        size: NodeSize,
    },
    /// A gap that is negative, over [`LENGTH_MAX`] or not a number.
    BadGap {
        /// Name of the field of [`Options`](crate::Options).
        name: &'static str,
        /// Its value.
        value: f64,
    },
}

impl fmt::Display for LayoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyNodes { nodes } => {
                write!(f, "the graph has {nodes} nodes; at most {NODES_MAX} can be laid out")
            }
            Self::TooManyEdges { edges } => {
                write!(f, "the graph has {edges} edges; at most {EDGES_MAX} can be laid out")
            }
            Self::UnknownNode { edge, node, nodes } => {
                write!(f, "edge {edge} names node {node}; the graph has {nodes} nodes, counted from 0")
            }
            Self::BadSize { node, size } => write!(
                f,
                "node {node} is {} × {}; width and height must be between 0 and {LENGTH_MAX}",
                size.width, size.height
            ),
            Self::BadGap { name, value } => {
                write!(f, "option {name} is {value}; it must be between 0 and {LENGTH_MAX}")
            }
        }
    }
}

impl std::error::Error for LayoutError {}
