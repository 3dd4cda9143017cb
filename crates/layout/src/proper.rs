//! The proper layered graph: long arcs are cut by dummy vertices, so that every link joins two neighbouring layers.

use brownout_sort as sort;

/// Nodes, then bends (dummy vertices), with their links. Which stands above which is no part of it.
pub(crate) struct Proper {
    /// Vertices below this are nodes, the others bends.
    pub(crate) nodes: usize,
    pub(crate) layers: usize,
    /// The layer of each vertex.
    pub(crate) layer: Vec<usize>,
    /// Of each vertex: its neighbours one layer to the left.
    pub(crate) left: Vec<Vec<usize>>,
    /// Of each vertex: its neighbours one layer to the right.
    pub(crate) right: Vec<Vec<usize>>,
    /// Of each arc: its bends from left to right.
    pub(crate) bends: Vec<Vec<usize>>,
}

impl Proper {
    /// Cuts the arcs, the short ones first, as long as `bends_left` lasts; an arc that cannot be cut any more gets no
    /// links and will run straight across.
    pub(crate) fn new(rank: &[usize], arcs: &[(usize, usize)], bends_left: &mut usize) -> Self {
        let nodes = rank.len();
        let mut proper = Self {
            nodes,
            layers: rank.iter().max().map_or(0, |last| last + 1),
            layer: rank.to_vec(),
            left: vec![Vec::new(); nodes],
            right: vec![Vec::new(); nodes],
            bends: vec![Vec::new(); arcs.len()],
        };
        let span = |arc: usize| rank[arcs[arc].1] - rank[arcs[arc].0];
        let mut by_span: Vec<usize> = (0..arcs.len()).collect();
        sort::by_key(&mut by_span, |&arc| span(arc));
        for arc in by_span {
            let (from, to) = arcs[arc];
            let cuts = span(arc) - 1;
            if *bends_left < cuts {
                break;
            }
            *bends_left -= cuts;
            let mut last = from;
            for layer in rank[from] + 1..rank[to] {
                let bend = proper.layer.len();
                proper.layer.push(layer);
                proper.left.push(Vec::new());
                proper.right.push(Vec::new());
                proper.link(last, bend);
                proper.bends[arc].push(bend);
                last = bend;
            }
            proper.link(last, to);
        }
        proper
    }

    fn link(&mut self, left: usize, right: usize) {
        self.right[left].push(right);
        self.left[right].push(left);
    }

    pub(crate) fn is_bend(&self, vertex: usize) -> bool {
        self.nodes <= vertex
    }
}
