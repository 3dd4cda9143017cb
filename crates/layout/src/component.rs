//! Weakly connected components: parts that no edge joins are laid out each for itself.

use brownout_sort as sort;

/// Nodes and edges of one component, both ascending.
pub(crate) struct Component {
    pub(crate) nodes: Vec<usize>,
    /// Indexes into the distinct edges.
    pub(crate) edges: Vec<usize>,
}

/// The components that have edges, the largest first (then by their first node), and the nodes without any.
pub(crate) fn split(nodes: usize, edges: &[(usize, usize)]) -> (Vec<Component>, Vec<usize>) {
    let mut beside = vec![Vec::new(); nodes];
    for &(a, b) in edges {
        beside[a].push(b);
        beside[b].push(a);
    }
    let mut part_of: Vec<Option<usize>> = vec![None; nodes];
    let mut parts: Vec<Component> = Vec::new();
    let mut isolated = Vec::new();
    for first in 0..nodes {
        if beside[first].is_empty() {
            isolated.push(first);
        } else if part_of[first].is_none() {
            let part = parts.len();
            part_of[first] = Some(part);
            let mut found = vec![first];
            let mut next = 0;
            while let Some(&node) = found.get(next) {
                next += 1;
                for &other in &beside[node] {
                    if part_of[other].is_none() {
                        part_of[other] = Some(part);
                        found.push(other);
                    }
                }
            }
            found.sort_unstable();
            parts.push(Component { nodes: found, edges: Vec::new() });
        }
    }
    for (edge, &(a, _)) in edges.iter().enumerate() {
        if let Some(part) = part_of[a] {
            parts[part].edges.push(edge);
        }
    }
    // Stable: components of one size stay in the order of their first nodes.
    sort::by_key(&mut parts, |part| usize::MAX - part.nodes.len());
    (parts, isolated)
}
