//! Faults that hide behind others: until those are cured, nothing that reveals them is said, shown or told, and no
//! status asks about them.

use crate::host::Host;
use crate::plan::REVEALS_ANY;

impl Host<'_> {
    /// Whether a fault is masked now.
    pub(crate) fn masked(&self, cells: &[f64], fault: u32) -> bool {
        self.plan.masked.is_some_and(|column| Self::is(cells, column + fault))
    }

    /// Whether something that reveals these faults is to be withheld: one of them is masked. What reveals whatever is at a
    /// service is not: it is taken to speak of the others.
    pub(crate) fn withheld(&self, cells: &[f64], reveals: &[u32]) -> bool {
        self.plan.masked.is_some() && reveals.iter().any(|&f| f != REVEALS_ANY && self.masked(cells, f))
    }

    /// After a cure: faults whose masks are all cured come to light.
    pub(crate) fn unmask(&mut self, cells: &mut [f64]) {
        let plan = self.plan;
        let Some(column) = plan.masked else { return };
        for (index, fault) in (0u32..).zip(&plan.faults) {
            let cured = |f: &u32| Self::is(cells, plan.fault_columns.cured + f);
            if !Self::is(cells, column + index) || !fault.masked_by.iter().all(cured) {
                continue;
            }
            Self::flag(cells, column + index, 0.0);
            if Self::is(cells, plan.fault_columns.active + index) {
                self.carry(cells, index, 1.0);
            }
        }
    }
}
