//! Reward of a step and grade of a run: formulas of the pack over the world.

use brownout_expr::eval::Regs;
use brownout_expr::num;

use crate::plan::{Pays, Plan};
use crate::world::World;

/// A grade with its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Grade {
    /// The grade, in its range.
    pub score: f64,
    /// Points of each part, in the plan's order.
    pub parts: Vec<f64>,
    /// Whether `end.won` holds.
    pub won: bool,
    /// The cap that held the grade down, by its index.
    pub capped: Option<u32>,
}

impl World {
    /// What the step just taken earns. Pays each once-only part once. As in a grade, nothing has no sign: −0.0 is 0.0.
    pub(crate) fn reward(&mut self, plan: &Plan) -> Vec<f64> {
        let mut rewards = Vec::with_capacity(plan.score.step.len());
        for part in &plan.score.step {
            let due = match &part.when {
                Some(when) => self.holds(plan, when, Regs::default()),
                None => true,
            };
            let earned = match part.pays {
                Pays::Each if due => self.run(plan, &part.points, Regs::default()),
                Pays::Once if due && self.cell(part.cell) == 0.0 => {
                    self.set(part.cell, 1.0);
                    self.run(plan, &part.points, Regs::default())
                }
                Pays::Best if due => {
                    let best = self.cell(part.cell);
                    let now = self.run(plan, &part.points, Regs::default());
                    self.set(part.cell, num::max(best, now));
                    num::max(0.0, now - best)
                }
                _ => 0.0,
            };
            rewards.push(earned + 0.0);
        }
        rewards
    }

    /// The grade of the run as it stands. Nothing has no sign: −0.0 is 0.0, so that no writer needs to see to it.
    pub fn grade(&mut self, plan: &Plan) -> Grade {
        self.check_conditions(plan);
        let parts: Vec<f64> =
            plan.score.grade.iter().map(|part| self.run(plan, &part.points, Regs::default()) + 0.0).collect();
        let sum = parts.iter().fold(0.0, |sum, points| sum + points);
        let (low, high) = plan.score.range;
        let mut score = num::clamp(sum, low, high);
        let mut capped = None;
        for (index, cap) in (0u32..).zip(&plan.score.caps) {
            if cap.most < score && self.holds(plan, &cap.when, Regs::default()) {
                score = cap.most;
                capped = Some(index);
            }
        }
        if let Some(digits) = plan.score.digits {
            score = num::round(score, digits);
        }
        let won = self.holds(plan, &plan.end.won, Regs::default());
        Grade { score: score + 0.0, parts, won, capped }
    }
}
