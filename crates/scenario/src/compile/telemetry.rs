//! How signals travel.

use brownout_expr::lower::{Ctx, Subject, Want};
use brownout_expr::scope::Kind;
use brownout_expr::types::{Ty, Unit};
use brownout_sim::plan::Telemetry;

use super::Compiler;

impl Compiler<'_> {
    pub(super) fn lower_telemetry(&mut self) {
        let doc = self.doc;
        let Some(channel) = doc.telemetry.as_ref().and_then(|telemetry| telemetry.logs.as_ref()) else { return };
        let ctx = Ctx::read(Subject::Current(Kind::Service));
        let delay = channel.delay.as_ref().and_then(|text| {
            let want = Want::Fits(Ty::Num(Unit::Count));
            self.expr(text, ctx, want).map(|(code, _)| code)
        });
        let lost_when = channel.lost_when.as_ref().map(|text| self.condition(text, ctx));
        self.plan.log_telemetry = Some(Telemetry { delay, lost_when });
    }
}
