//! That a run of the scenario fits into memory: the world, a frame of it, and the frames of a whole run.

use super::Compiler;
use crate::decode::Flag;
use crate::diagnostic::Code as Kind;
use crate::limits::{FRAME_NUMBERS_MAX, RUN_NUMBERS_MAX, WORLD_NUMBERS_MAX};

/// What a frame takes beside the numbers of services, in numbers: its lists themselves, its time, a few lines.
const FRAME_ROOM: u64 = 32;

impl Compiler<'_> {
    /// Reports what is too large so far. Asked twice: once all names are declared, before anything is made for each service
    /// and metric, and once all texts are lowered, for these ask for cells and rows of their own.
    pub(super) fn fits(&mut self) -> bool {
        let doc = self.doc;
        let pos = doc.services.iter().next().map_or(self.root, |service| service.key.pos());
        let (services, metrics) = (doc.services.len() as u64, self.shown_metrics());
        let numbers = services * metrics;
        if numbers > FRAME_NUMBERS_MAX {
            let message = format!(
                "{services} services with {metrics} metrics that are shown make {numbers} numbers a tick; at most \
                 {FRAME_NUMBERS_MAX} are kept."
            );
            self.error_help(
                Kind::TooMany,
                pos,
                message,
                "Take fewer services or metrics, or hide some: `hidden: yes`.",
            );
            return false;
        }
        if self.plan.metric_telemetry.is_some() || self.plan.log_telemetry.as_ref().is_some_and(|of| of.delay.is_some())
        {
            self.cells.keep_all();
        }
        if self.cells.overflowed() {
            let message = format!("The world would hold more than {WORLD_NUMBERS_MAX} numbers.");
            let help = "Services times metrics count, tags, what `was`, `ever` and `streak` ask of each service, 65 rows of \
                        what `past` asks of, and 65 worlds where telemetry is late.";
            self.error_help(Kind::TooMany, pos, message, help);
            return false;
        }
        self.lasts()
    }

    /// How many metrics a frame holds.
    fn shown_metrics(&self) -> u64 {
        let shown = self.doc.metrics.iter().map(|item| &item.value);
        let hidden = |flag: Option<Flag>| flag.is_some_and(|flag| flag.value);
        shown.filter(|metric| !hidden(metric.hidden) && !hidden(metric.asked)).count() as u64
    }

    /// A run lasts as long as its frames fit; an author who wants it longer is told.
    fn lasts(&mut self) -> bool {
        let doc = self.doc;
        let services = doc.services.len() as u64;
        let frame = services * (1 + self.shown_metrics()) + doc.values.len() as u64 + FRAME_ROOM;
        let most = RUN_NUMBERS_MAX / frame;
        self.plan.end.most = u32::try_from(most).unwrap_or(u32::MAX);
        let Some(ticks) = self.plan.end.ticks.filter(|&ticks| u64::from(ticks) > most) else { return true };
        let pos = doc.end.as_ref().and_then(|end| end.ticks.as_ref()).map_or(self.root, |text| text.pos());
        let message = format!("A run of this size lasts at most {most} ticks, not {ticks}.");
        self.error_help(Kind::TooMany, pos, message, "Take fewer ticks, services or metrics.");
        false
    }
}
