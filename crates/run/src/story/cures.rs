//! What would have cured a fault, as sentences: what is enough by itself, what must come before, what must be so.

use brownout_sim::plan::{Cure, Plan};

use super::sentence;

/// Each way to cure it. Any of them is enough.
pub(super) fn cures(plan: &Plan, fault: u32) -> Vec<String> {
    let Some(of) = plan.faults.get(fault as usize) else { return Vec::new() };
    let cures: Vec<&Cure> = of.cured_by.iter().filter(|cure| !cure.never).collect();
    let mut said = Vec::new();
    for cure in &cures {
        // Two deeds of which each cures once the other was done are one way: which of them is last decides which is written.
        let first = |other: &&&Cure| pair(other, cure);
        if cures.iter().any(|other| pair(cure, other)) {
            continue;
        }
        let mut way = sentence(plan, &cure.deed);
        if let Some(other) = cures.iter().find(first) {
            way = [&sentence(plan, &other.deed), " and ", &way, ", in either order"].concat();
        } else {
            for before in cure.after.iter().rev() {
                way = [&sentence(plan, before), ", then ", &way].concat();
            }
            if !cure.asks.is_empty() {
                way = [&way, ", where ", &cure.asks.join(" and ")].concat();
            }
        }
        if !said.contains(&way) {
            said.push(way);
        }
    }
    said.extend(brownout_sim::config::cure_of(plan, fault).map(|deed| sentence(plan, &deed)));
    said
}

/// Whether `other` asks for nothing but the deed of `cure`, which does not cure by itself.
fn pair(cure: &Cure, other: &Cure) -> bool {
    other.after == [cure.deed.clone()] && other.asks.is_empty() && !cure.asks.is_empty() && cure.after.is_empty()
}
