//! What `show config` tells: the tree as it is, and that it was looked at.

use brownout_expr::datum::Datum;
use brownout_expr::eval::Regs;

use super::value;
use crate::host::Host;
use crate::learnt::Told;

impl Host<'_> {
    /// The configuration of the current service, one text: a path a line.
    pub(crate) fn show_config(&mut self, cells: &mut [f64], regs: Regs) {
        let plan = self.plan;
        let name = plan.services.get(regs.service as usize).map_or("", |s| s.name.as_str());
        let Some(config) = plan.config.as_ref().filter(|config| config.of(regs.service).next().is_some()) else {
            return self.tell(format!("{name} has no configuration."));
        };
        let mut text = format!("{name}:");
        for (_, path) in config.of(regs.service) {
            let x = cells.get((path.base + regs.service) as usize).copied().unwrap_or(0.0);
            let now = value(plan, &self.state.texts, path.hold, x);
            if now != Datum::Missing {
                text.push_str(&format!("\n  {}: {}", path.name, now.canonical()));
            }
        }
        for extra in self.state.extras_of(regs.service, |_| true) {
            text.push_str(&format!("\n  {}: {}", extra.path, extra.value.canonical()));
        }
        let now = self.tick(cells);
        if let Some(cell) = cells.get_mut((config.shown + regs.service) as usize).filter(|cell| **cell == 0.0) {
            *cell = now + 1.0;
        }
        let changes = self.state.changes.iter().filter(|change| change.service == regs.service).count();
        let extras = self.state.extras.iter().filter(|extra| extra.service == regs.service).count();
        self.learn(cells, Told::Config(regs.service, (changes + extras) as u32), &text);
        self.tell(text);
    }
}
