//! The graph of calls as sets: who calls whom, how far. Knows no cells and no code.

use super::Symbols;
use crate::ast::Reach;

/// A set of services, calls or faults that is known at compile: ranges of one array of members.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Sets {
    /// Members of all sets, one after the other.
    pub members: Vec<u32>,
    /// Range of `members` of each set.
    pub ranges: Vec<(u32, u32)>,
}

impl Sets {
    /// Adds a set.
    pub fn push(&mut self, members: impl IntoIterator<Item = u32>) -> u32 {
        let start = self.members.len() as u32;
        self.members.extend(members);
        self.ranges.push((start, self.members.len() as u32));
        (self.ranges.len() - 1) as u32
    }

    /// The members of a set; none if there is no such set.
    #[must_use]
    pub fn get(&self, set: u32) -> &[u32] {
        match self.ranges.get(set as usize) {
            Some(&(start, end)) => self.members.get(start as usize..end as usize).unwrap_or(&[]),
            None => &[],
        }
    }
}

/// Which relatives of a service a set holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Services that call it, so many calls away at most.
    Callers(Reach),
    /// Services that it calls.
    Callees(Reach),
    /// Calls that start at it.
    CallsFrom,
    /// Calls that end at it.
    CallsTo,
}

/// Services reached along an adjacency, nearest first, without the start.
#[must_use]
pub fn reach(adjacency: &[Vec<u32>], from: u32, hops: Reach) -> Vec<u32> {
    let most = match hops {
        Reach::Hops(n) => n,
        Reach::Any => u32::MAX,
    };
    let mut seen = vec![false; adjacency.len()];
    if let Some(flag) = seen.get_mut(from as usize) {
        *flag = true;
    }
    let mut order = Vec::new();
    let mut layer = vec![from];
    for _ in 0..most {
        let mut next = Vec::new();
        for &at in &layer {
            for &there in adjacency.get(at as usize).map_or(&[][..], Vec::as_slice) {
                if !seen[there as usize] {
                    seen[there as usize] = true;
                    next.push(there);
                }
            }
        }
        if next.is_empty() {
            break;
        }
        order.extend_from_slice(&next);
        layer = next;
    }
    order
}

impl Symbols {
    /// Callers or callees of every service, in the order of the calls.
    #[must_use]
    pub fn adjacency(&self, down: bool) -> Vec<Vec<u32>> {
        let mut lists = vec![Vec::new(); self.services.len()];
        for &(caller, callee) in &self.calls {
            let (here, there) = if down { (caller, callee) } else { (callee, caller) };
            if let Some(list) = lists.get_mut(here as usize) {
                list.push(there);
            }
        }
        lists
    }

    /// The members of a family of one service: services nearest first, in the order of the calls.
    #[must_use]
    pub fn relatives(&self, family: Family, service: u32) -> Vec<u32> {
        let (down, hops) = match family {
            Family::CallsFrom => return self.calls_at(|call| call.0 == service),
            Family::CallsTo => return self.calls_at(|call| call.1 == service),
            Family::Callers(reach) => (false, reach),
            Family::Callees(reach) => (true, reach),
        };
        reach(&self.adjacency(down), service, hops)
    }

    fn calls_at(&self, fits: impl Fn(&(u32, u32)) -> bool) -> Vec<u32> {
        (0u32..).zip(&self.calls).filter(|(_, call)| fits(call)).map(|(i, _)| i).collect()
    }

    /// The sets of a family, one for each service.
    #[must_use]
    pub fn family(&self, family: Family) -> Vec<Vec<u32>> {
        let mut lists = vec![Vec::new(); self.services.len()];
        match family {
            Family::CallsFrom | Family::CallsTo => {
                for (index, call) in (0u32..).zip(&self.calls) {
                    let end = if family == Family::CallsFrom { call.0 } else { call.1 };
                    if let Some(list) = lists.get_mut(end as usize) {
                        list.push(index);
                    }
                }
                lists
            }
            Family::Callers(Reach::Hops(1)) => self.adjacency(false),
            Family::Callees(Reach::Hops(1)) => self.adjacency(true),
            Family::Callers(hops) => {
                let adjacency = self.adjacency(false);
                (0..self.services.len() as u32).map(|service| reach(&adjacency, service, hops)).collect()
            }
            Family::Callees(hops) => {
                let adjacency = self.adjacency(true);
                (0..self.services.len() as u32).map(|service| reach(&adjacency, service, hops)).collect()
            }
        }
    }

    /// Calls on the shortest way from `a` down to `b`.
    #[must_use]
    pub fn hops(&self, a: u32, b: u32) -> Option<u32> {
        let adjacency = self.adjacency(true);
        let mut distance = vec![u32::MAX; self.services.len()];
        *distance.get_mut(a as usize)? = 0;
        let mut queue = std::collections::VecDeque::from([a]);
        while let Some(at) = queue.pop_front() {
            for &callee in &adjacency[at as usize] {
                if distance[callee as usize] == u32::MAX {
                    distance[callee as usize] = distance[at as usize] + 1;
                    queue.push_back(callee);
                }
            }
        }
        distance.get(b as usize).copied().filter(|&d| d != u32::MAX)
    }
}
