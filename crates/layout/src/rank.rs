//! Layers: every arc leads to a higher one, and arcs are short.

/// Rounds of tightening. Each moves whole chains, so few are needed; the bound only keeps the time in hand.
const ROUNDS_MAX: usize = 16;

/// The layer of each node, counted from 0 without gaps. `arcs` must have no cycle.
pub(crate) fn ranks(nodes: usize, arcs: &[(usize, usize)]) -> Vec<usize> {
    let mut callers = vec![Vec::new(); nodes];
    let mut callees = vec![Vec::new(); nodes];
    for &(from, to) in arcs {
        callees[from].push(to);
        callers[to].push(from);
    }
    let sorted = sorted(&callers, &callees);
    let mut rank = vec![0; nodes];
    for &node in &sorted {
        for &callee in &callees[node] {
            rank[callee] = rank[callee].max(rank[node] + 1);
        }
    }
    tighten(&mut rank, &sorted, &callers, &callees);
    close_gaps(&mut rank);
    rank
}

/// Callers before callees; among those ready, the one that became ready first.
fn sorted(callers: &[Vec<usize>], callees: &[Vec<usize>]) -> Vec<usize> {
    let mut waits: Vec<usize> = callers.iter().map(Vec::len).collect();
    let mut sorted: Vec<usize> = (0..waits.len()).filter(|&node| waits[node] == 0).collect();
    let mut next = 0;
    while let Some(&node) = sorted.get(next) {
        next += 1;
        for &callee in &callees[node] {
            waits[callee] -= 1;
            if waits[callee] == 0 {
                sorted.push(callee);
            }
        }
    }
    debug_assert_eq!(sorted.len(), waits.len(), "the arcs have a cycle");
    sorted
}

/// Longest paths put everything as far left as it goes, which makes long arcs out of entry points that only call
/// something deep. A node with more callees than callers shortens the sum of its arcs by going right, and the other
/// way round. One with as many of both goes along to the right, so that the chain before it can follow; what did not
/// pay is taken back on the way left.
fn tighten(rank: &mut [usize], sorted: &[usize], callers: &[Vec<usize>], callees: &[Vec<usize>]) {
    for _ in 0..ROUNDS_MAX {
        let before = rank.to_vec();
        for &node in sorted.iter().rev() {
            let limit = callees[node].iter().map(|&callee| rank[callee] - 1).min();
            if let Some(limit) = limit
                && callers[node].len() <= callees[node].len()
            {
                rank[node] = limit;
            }
        }
        for &node in sorted {
            let limit = callers[node].iter().map(|&caller| rank[caller] + 1).max();
            if let Some(limit) = limit
                && callees[node].len() <= callers[node].len()
            {
                rank[node] = limit;
            }
        }
        if before == rank {
            break;
        }
    }
}

/// Renumbers so that each layer from 0 up has a node.
fn close_gaps(rank: &mut [usize]) {
    let mut used = rank.to_vec();
    used.sort_unstable();
    used.dedup();
    for rank in rank {
        *rank = used.partition_point(|&other| other < *rank);
    }
}
