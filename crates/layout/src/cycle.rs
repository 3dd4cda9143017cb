//! Cycles: which edges have to be turned round so that none is left.

/// For each edge whether it closes a cycle, in a depth-first walk that starts at the nodes without callers, then at
/// the first node not yet seen. Entry points therefore stay on the left of whatever calls back to them.
pub(crate) fn closing(nodes: usize, edges: &[(usize, usize)]) -> Vec<bool> {
    let mut out = vec![Vec::new(); nodes];
    let mut called = vec![false; nodes];
    for (edge, &(caller, callee)) in edges.iter().enumerate() {
        out[caller].push((callee, edge));
        called[callee] = true;
    }
    let mut walk = Walk { out, seen: vec![Seen::Never; nodes], closing: vec![false; edges.len()] };
    for node in (0..nodes).filter(|&node| !called[node]) {
        walk.from(node);
    }
    for node in 0..nodes {
        walk.from(node);
    }
    walk.closing
}

#[derive(Clone, Copy, PartialEq)]
enum Seen {
    Never,
    /// On the path from the start to here.
    OnPath,
    Done,
}

struct Walk {
    out: Vec<Vec<(usize, usize)>>,
    seen: Vec<Seen>,
    closing: Vec<bool>,
}

impl Walk {
    /// With a stack of its own, since a chain may be longer than the thread's stack is deep.
    fn from(&mut self, start: usize) {
        if self.seen[start] != Seen::Never {
            return;
        }
        self.seen[start] = Seen::OnPath;
        let mut path = vec![(start, 0)];
        while let Some((node, next)) = path.last_mut() {
            let Some(&(callee, edge)) = self.out[*node].get(*next) else {
                self.seen[*node] = Seen::Done;
                path.pop();
                continue;
            };
            *next += 1;
            match self.seen[callee] {
                Seen::OnPath => self.closing[edge] = true,
                Seen::Never => {
                    self.seen[callee] = Seen::OnPath;
                    path.push((callee, 0));
                }
                Seen::Done => {}
            }
        }
    }
}
