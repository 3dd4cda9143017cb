//! What actions tell whoever takes them: texts, facts, metrics.

use brownout_expr::eval::{Regs, run};
use brownout_expr::scope::TemplateCode;

use crate::host::Host;
use crate::plan::{Fact, Source};
use crate::render;
use crate::rng::{Purpose, Stream, stream_id};

/// Texts that one step may show.
pub const SHOWN_MAX: usize = 64;

impl Host<'_> {
    fn tell(&mut self, text: String) {
        if self.state.shown.len() < SHOWN_MAX {
            self.state.shown.push(text);
        }
    }

    /// Fills a text with the numbers of now.
    pub(crate) fn fill(&mut self, cells: &mut [f64], template: &TemplateCode, regs: Regs) -> String {
        let plan = self.plan;
        let mut numbers = Vec::new();
        for part in &template.parts {
            if let brownout_expr::scope::PartCode::Hole { code, .. } = part {
                numbers.push(run(code, &plan.env, cells, regs, self));
            }
        }
        render::text(plan, &self.state.texts, template, &numbers)
    }

    pub(crate) fn show_text(&mut self, cells: &mut [f64], index: u32, regs: Regs) {
        let plan = self.plan;
        if let Some(template) = plan.shown.get(index as usize) {
            let text = self.fill(cells, template, regs);
            self.tell(text);
        }
    }

    /// The first entry that holds: of the target's own list, then of the list for any.
    pub(crate) fn show_facts(&mut self, cells: &mut [f64], regs: Regs) {
        let plan = self.plan;
        let Some(action) = self.state.acting else { return };
        let own = plan.facts.iter().filter(|f| f.action == action && f.service == Some(regs.service));
        let any = plan.facts.iter().filter(|f| f.action == action && f.service.is_none());
        for fact in own.chain(any) {
            for (number, entry) in (0u32..).zip(&fact.entries) {
                if self.withheld(cells, &entry.reveals) {
                    continue;
                }
                if run(&entry.when, &plan.env, cells, regs, self) == 0.0 {
                    continue;
                }
                let (told, holds) = match &entry.chance {
                    None => (&entry.text, true),
                    Some((chance, other)) => {
                        if self.is_so(fact, number, *chance) {
                            (&entry.text, true)
                        } else {
                            (other, false)
                        }
                    }
                };
                let text = self.fill(cells, told, regs);
                self.tell(text);
                if holds {
                    self.reveal_all(cells, &entry.reveals, Some(regs.service));
                }
                return;
            }
        }
        let name = plan.services.get(regs.service as usize).map_or("", |s| s.name.as_str());
        self.tell(format!("Nothing noteworthy about {name}."));
    }

    /// Whether a fact with a chance is so in this run: a function of seed, action, target and entry.
    fn is_so(&self, fact: &Fact, entry: u32, chance: f64) -> bool {
        let action = self.plan.actions.get(fact.action as usize).map_or("", |a| a.name.as_str());
        let service = fact.service.and_then(|s| self.plan.services.get(s as usize)).map_or("any", |s| s.name.as_str());
        let id = stream_id(Purpose::Fact, &format!("{action}/{service}/{entry}"));
        Stream::new(self.state.seed, id, 0).unit() < chance
    }

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
            let value = crate::config::value(plan, &self.state.texts, path.hold, x);
            if value != brownout_expr::datum::Datum::Missing {
                text.push_str(&format!("\n  {}: {}", path.name, value.canonical()));
            }
        }
        let now = cells.get(plan.specials.tick as usize).copied().unwrap_or(0.0);
        if let Some(cell) = cells.get_mut((config.shown + regs.service) as usize).filter(|cell| **cell == 0.0) {
            *cell = now + 1.0;
        }
        self.tell(text);
    }

    /// The visible metrics of the current service, one text.
    pub(crate) fn show_metrics(&mut self, cells: &mut [f64], regs: Regs) {
        let plan = self.plan;
        let mut parts = Vec::new();
        for metric in plan.metrics.iter().filter(|m| !m.hidden) {
            let value = match &metric.source {
                Source::Stored(base) => cells.get((base + regs.service) as usize).copied().unwrap_or(0.0),
                Source::Formula(code) => run(code, &plan.env, cells, regs, self),
            };
            if metric.asked && metric.quiet == Some(value) {
                continue;
            }
            parts.push(format!(
                "{} {}",
                metric.label,
                render::number(plan, &self.state.texts, value, metric.ty, metric.unit, "")
            ));
        }
        let name = plan.services.get(regs.service as usize).map_or("", |s| s.name.as_str());
        self.tell(format!("{name}: {}.", parts.join(", ")));
    }
}
