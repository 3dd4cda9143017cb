//! `pick-faults`: how many of the faults there are in a run. A fault that is masked by others is picked only together
//! with them, and stands behind them. Also says what is wrong with `masked-by`, while all faults are still there.

use super::draws::Draws;
use crate::diagnostic::{Code, Diagnostic};
use crate::suggest::nearest;
use crate::tree::{Entry, Node, Value};

/// The masks of each fault by index.
type Masks = Vec<Vec<usize>>;

/// Picks faults; gives the names of those that are not there then.
pub(super) fn pick_faults(tree: &mut Node, seed: u64, draws: &mut Draws, out: &mut Vec<Diagnostic>) -> Vec<String> {
    let wrong = out.len();
    let masks = masks(tree, out);
    let Value::Map(map) = &mut tree.value else { return Vec::new() };
    let entry = map.entries.shift_remove("pick-faults");
    let canonical = map.entries.shift_remove("canonical-seed");
    let Some(entry) = entry else { return Vec::new() };
    let Some(count) = entry.node.text().and_then(|text| text.parse::<u32>().ok()) else { return Vec::new() };
    let Some(Value::Map(faults)) = map.entries.get_mut("faults").map(|entry| &mut entry.node.value) else {
        return Vec::new();
    };
    let all = faults.entries.len() as u32;
    if count > all {
        let message = format!("{count} faults are to be picked, and there are {all}.");
        out.push(
            Diagnostic::error(Code::ChoiceTooSmall, entry.node.pos, message).help(format!("Write at most {all}.")),
        );
        return Vec::new();
    }
    if out.len() > wrong {
        return Vec::new();
    }
    let canonical = canonical.and_then(|c| c.node.text()?.parse::<u64>().ok()) == Some(seed);
    let order: Vec<usize> = if canonical {
        closed(&(0..all as usize).collect::<Vec<usize>>(), &masks, count as usize, true)
    } else if masks.iter().all(Vec::is_empty) {
        draws.pick("pick-faults", entry.node.pos, all, count).into_iter().map(|index| index as usize).collect()
    } else {
        let shuffled = draws.shuffle("pick-faults", entry.node.pos, all);
        closed(&shuffled, &masks, count as usize, false)
    };
    let mut left: Vec<Option<(String, Entry)>> = std::mem::take(&mut faults.entries).into_iter().map(Some).collect();
    for index in order {
        if let Some((name, fault)) = left.get_mut(index).and_then(Option::take) {
            faults.entries.insert(name, fault);
        }
    }
    left.into_iter().flatten().map(|(name, _)| name).collect()
}

/// As many as `count`, each with all that mask it, tried in the order of `tries`. Given in their own order (`own`), or layer by
/// layer of the masks and in the order of the tries within one.
fn closed(tries: &[usize], masks: &Masks, count: usize, own: bool) -> Vec<usize> {
    let mut picked: Vec<usize> = Vec::new();
    loop {
        let before = picked.len();
        for &fault in tries {
            let mut fresh = Vec::new();
            with_masks(fault, masks, &picked, &mut fresh);
            if picked.len() + fresh.len() <= count {
                picked.extend(fresh);
            }
        }
        // A fault that had no room beside its masks has some once these are picked for themselves.
        if picked.len() == before {
            break;
        }
    }
    let place = |fault: usize| tries.iter().position(|&t| t == fault).unwrap_or(0);
    if own {
        picked.sort_unstable();
    } else {
        picked.sort_by_key(|&fault| (layer(fault, masks), place(fault)));
    }
    picked
}

/// A fault and those that mask it, however far, without what is picked.
fn with_masks(fault: usize, masks: &Masks, picked: &[usize], fresh: &mut Vec<usize>) {
    if picked.contains(&fault) || fresh.contains(&fault) {
        return;
    }
    fresh.push(fault);
    for &mask in masks.get(fault).into_iter().flatten() {
        with_masks(mask, masks, picked, fresh);
    }
}

/// How many masks stand before it, one behind the other.
fn layer(fault: usize, masks: &Masks) -> usize {
    masks.get(fault).into_iter().flatten().map(|&mask| layer(mask, masks) + 1).max().unwrap_or(0)
}

/// What masks each fault; names that are no faults and circles are reported, and then there are none.
fn masks(tree: &Node, out: &mut Vec<Diagnostic>) -> Masks {
    let Some(faults) = tree.get("faults").and_then(Node::map).map(|map| &map.entries) else { return Vec::new() };
    let wrong = out.len();
    let mut masks: Masks = Vec::new();
    for entry in faults.values() {
        let mut mine = Vec::new();
        for name in entry.node.get("masked-by").and_then(Node::list).into_iter().flatten().filter_map(Node::text) {
            match faults.get_index_of(name.as_str()) {
                Some(mask) => mine.push(mask),
                None => {
                    let found = Diagnostic::error(Code::UnknownFault, name.pos(), format!("No fault `{name}`."));
                    out.push(match nearest(name, faults.keys().map(String::as_str)) {
                        Some(near) => found.help(format!("Did you mean `{near}`?")).replace(name.pos(), near),
                        None => found.help("Faults stand under `faults`."),
                    });
                }
            }
        }
        masks.push(mine);
    }
    for (index, (name, entry)) in faults.iter().enumerate() {
        let mut behind = Vec::new();
        for &mask in masks.get(index).into_iter().flatten() {
            with_masks(mask, &masks, &[], &mut behind);
        }
        if behind.contains(&index) {
            let message = format!("`{name}` is masked by itself.");
            let pos = entry.node.get("masked-by").map_or(entry.node.pos, |node| node.pos);
            let found = Diagnostic::error(Code::MaskCircle, pos, message);
            out.push(
                found.help("Of faults that mask each other in a circle none would ever come to light. Take one out."),
            );
        }
    }
    if out.len() > wrong { vec![Vec::new(); faults.len()] } else { masks }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picks_are_closed_full_and_in_order() {
        // 3 is masked by 0 and 1, 4 by 3, 2 and 5 by nobody.
        let masks: Masks = vec![vec![], vec![], vec![], vec![0, 1], vec![3], vec![]];
        for (tries, count, own, want) in [
            (vec![4, 3, 2, 1, 0, 5], 2, false, vec![2, 1]),
            (vec![4, 3, 2, 1, 0, 5], 4, false, vec![1, 0, 3, 4]),
            (vec![3, 5, 4, 2, 1, 0], 3, false, vec![1, 0, 3]),
            (vec![3, 5, 4, 2, 1, 0], 5, false, vec![5, 1, 0, 3, 4]),
            (vec![2, 3, 0, 1, 4, 5], 3, false, vec![2, 0, 1]),
            (vec![0, 1, 2, 3, 4, 5], 4, true, vec![0, 1, 2, 3]),
            (vec![0, 1, 2, 3, 4, 5], 6, true, vec![0, 1, 2, 3, 4, 5]),
            (vec![5, 4, 3, 2, 1, 0], 0, false, vec![]),
        ] {
            assert_eq!(closed(&tries, &masks, count, own), want, "{tries:?} {count}");
        }
    }
}
