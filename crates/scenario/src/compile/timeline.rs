//! The timeline: what happens at a tick, or every so many.

use brownout_expr::lower::{Ctx, Role, Subject, Want};
use brownout_expr::parse;
use brownout_sim::plan::{TimelineAt, TimelineItem};

use super::Compiler;
use crate::diagnostic::Code as DiagnosticCode;
use crate::text::Text;

/// Most ticks between two turns of a timeline item or a log.
const EVERY_MAX: f64 = 100_000.0;

impl Compiler<'_> {
    /// A number of ticks, or a range of them.
    pub(super) fn tick_range(&mut self, text: &Text, draw: &brownout_expr::ast::Draw) -> Option<(u32, u32)> {
        let ctx = Ctx::read(Subject::None);
        let (low, _) = self.lower_node(text, &draw.low, ctx, Want::Anything, &[])?;
        let high = match &draw.high {
            Some(high) => self.lower_node(text, high, ctx, Want::Anything, &[])?.0,
            None => low.clone(),
        };
        match (low.constant(), high.constant()) {
            (Some(low), Some(high)) if low >= 1.0 && high >= low && high <= EVERY_MAX => {
                Some((low as u32, high as u32))
            }
            _ => {
                self.error(
                    DiagnosticCode::BadNumber,
                    text.pos(),
                    format!("This is a number of ticks from 1 to {EVERY_MAX}, or `3 to 6`."),
                );
                None
            }
        }
    }

    pub(super) fn lower_timeline(&mut self) {
        let doc = self.doc;
        for item in doc.timeline.iter() {
            let name = item.key.as_str();
            let at = match (&item.value.at, &item.value.every) {
                (Some(at), None) => match self.constant(at, Want::Anything) {
                    Some(0.0) => TimelineAt::Start,
                    Some(x) if (1.0..=EVERY_MAX).contains(&x) => TimelineAt::Tick(x as u32),
                    Some(_) => {
                        self.error(
                            DiagnosticCode::BadNumber,
                            at.pos(),
                            format!("`at` is the number of a tick, from 0 to {EVERY_MAX}."),
                        );
                        continue;
                    }
                    None => continue,
                },
                (None, Some(every)) => {
                    let Some(draw) = self.parsed(every, parse::parse_draw(every)) else {
                        continue;
                    };
                    match self.tick_range(every, &draw) {
                        Some((low, high)) => TimelineAt::Every(low, high),
                        None => continue,
                    }
                }
                _ => {
                    self.error(
                        DiagnosticCode::MissingKey,
                        item.key.pos(),
                        "A timeline entry has `at` (a tick) or `every` (ticks between), not both.",
                    );
                    continue;
                }
            };
            let when = item.value.when.as_ref().map(|text| self.condition(text, Ctx::read(Subject::None)));
            let script = self.script(
                &item.value.script,
                Ctx::read(Subject::None).role(Role::World),
                &format!("timeline.{name}.do"),
                &[],
            );
            let (due_cell, draws_cell) = (self.cells.alloc(1), self.cells.alloc(1));
            self.plan.timeline.push(TimelineItem { name: name.to_owned(), at, when, script, due_cell, draws_cell });
        }
    }
}
