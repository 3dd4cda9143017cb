//! How signals travel.

use brownout_expr::lower::{Ctx, Subject, Want};
use brownout_expr::scope::Kind;
use brownout_expr::types::{Ty, Unit};
use brownout_sim::plan::Telemetry;

use super::Compiler;
use crate::model::Channel;

impl Compiler<'_> {
    pub(super) fn lower_telemetry(&mut self) {
        let Some(telemetry) = &self.doc.telemetry else { return };
        self.plan.log_telemetry = telemetry.logs.as_ref().map(|channel| self.channel(channel));
        self.plan.alert_telemetry = telemetry.alerts.as_ref().map(|channel| self.channel(channel));
        self.plan.metric_telemetry = telemetry.metrics.as_ref().map(|channel| self.channel(channel));
    }

    fn channel(&mut self, channel: &Channel) -> Telemetry {
        let ctx = Ctx::read(Subject::Current(Kind::Service));
        let delay = channel.delay.as_ref().and_then(|text| {
            let want = Want::Fits(Ty::Num(Unit::Count));
            self.expr(text, ctx, want).map(|(code, _)| code)
        });
        let lost_when = channel.lost_when.as_ref().map(|text| self.condition(text, ctx));
        Telemetry { delay, lost_when }
    }
}
