//! Conditions, score, end.

use brownout_expr::lower::{Ctx, Subject, Want};
use brownout_expr::ops::Code;
use brownout_expr::parse;
use brownout_expr::types::{Ty, Unit};
use brownout_sim::plan::{Cap, End, GradePart, Pays, Score, StepPart};

use super::{Compiler, names};
use crate::decode::Expression;
use crate::diagnostic::{Code as Kind, Diagnostic};
use crate::model;
use crate::text::Text;

/// Last tick or step that a run may have.
const END_MAX: f64 = 10_000.0;
/// The usual end that no action brings.
const ALL_CURED: &str = "all(cured(self) over faults)";
/// What a win is if a scenario does not say.
const WON: &str = "all(cured(self) over faults) and failed_conditions == 0";

impl Compiler<'_> {
    pub(super) fn lower_judging(&mut self) {
        let doc = self.doc;
        let ctx = Ctx::read(Subject::None);
        for text in &doc.conditions {
            let code = self.condition(text, ctx);
            self.plan.conditions.push((text.trim().to_owned(), code));
        }
        let score = doc.score.as_ref().map_or_else(Score::default, |score| self.score(score));
        self.plan.score = score;
        let end = self.end();
        self.plan.end = end;
    }

    fn points(&mut self, text: &Expression) -> Code {
        self.expr(text, Ctx::read(Subject::None), Want::Fits(Ty::Num(Unit::Any)))
            .map_or_else(Code::empty, |(code, _)| code)
    }

    fn score(&mut self, score: &model::Score) -> Score {
        let mut step = Vec::new();
        for item in score.step.iter() {
            let part = &item.value;
            let given = [(Pays::Each, &part.pay), (Pays::Once, &part.once), (Pays::Best, &part.best)];
            let mut ways = given.into_iter().filter_map(|(pays, text)| text.as_ref().map(|text| (pays, text)));
            let (Some((pays, text)), None) = (ways.next(), ways.next()) else {
                self.error_help(
                    Kind::MissingKey,
                    item.key.pos(),
                    format!("`{}` has to pay in one way.", item.key.as_str()),
                    "Write one of `pay`, `once`, `best`.",
                );
                continue;
            };
            let points = self.points(text);
            let when = part.when.as_ref().map(|text| self.condition(text, Ctx::read(Subject::None)));
            let cell = self.cells.alloc(1);
            let label = names::label(part.label.as_ref(), item.key.as_str());
            step.push(StepPart { name: item.key.as_str().to_owned(), label, pays, points, when, cell });
        }
        let Some(grade) = &score.grade else {
            return Score { step, grade: Vec::new(), caps: Vec::new(), range: (0.0, 1.0), digits: None };
        };
        let range = grade.range.as_ref().and_then(|range| self.range(range, Ty::Num(Unit::Any))).unwrap_or((0.0, 1.0));
        let mut parts = Vec::new();
        let mut sum = 0.0;
        for item in grade.parts.iter() {
            let points = self.points(&item.value.points);
            let most = item.value.most.as_ref().and_then(|text| self.constant(text, Want::Anything)).unwrap_or(0.0);
            sum += brownout_expr::num::max(most, 0.0);
            parts.push(GradePart {
                name: item.key.as_str().to_owned(),
                label: names::label(item.value.label.as_ref(), item.key.as_str()),
                most,
                points,
            });
        }
        if sum > range.1 + 0.02
            && let Some(item) = grade.parts.iter().next()
        {
            let message = format!(
                "Parts of the grade sum to {}, the range ends at {}. Lower one.",
                brownout_expr::num::round(sum, 4),
                range.1
            );
            self.out.push(Diagnostic::note(Kind::GradeSum, item.key.pos(), message));
        }
        let mut caps = Vec::new();
        for item in grade.caps.iter() {
            let when = self.condition(&item.value.when, Ctx::read(Subject::None));
            let Some(most) = self.constant(&item.value.most, Want::Anything) else { continue };
            let label = names::label(item.value.label.as_ref(), item.key.as_str());
            caps.push(Cap { name: item.key.as_str().to_owned(), label, when, most });
        }
        Score { step, grade: parts, caps, range, digits: grade.digits.map(|d| d.value) }
    }

    fn limit(&mut self, text: Option<&Expression>) -> Option<u32> {
        let text = text?;
        match self.constant(text, Want::Anything)? {
            x if (1.0..=END_MAX).contains(&x) && x.fract() == 0.0 => Some(x as u32),
            _ => {
                self.error(Kind::BadNumber, text.pos(), format!("This is a whole number from 1 to {END_MAX}."));
                None
            }
        }
    }

    /// Why a run ended, in words: an action that was taken, a budget that is gone, or the cure is the usual reason.
    fn sentence(&self, text: &Text) -> String {
        let text = text.trim();
        let called = |text: &str| text.strip_prefix("acted(")?.strip_suffix(')').map(str::to_owned);
        if let Some(action) = called(text).and_then(|name| self.doc.actions.item(&name)) {
            let label = action.value.body.label.as_ref();
            return format!("You chose \"{}\".", names::label(label, &action.key));
        }
        if let Some(value) = text.strip_suffix("<= 0").and_then(|name| self.doc.values.item(name.trim())) {
            let label = value.value.label.as_ref();
            return format!("{} is used up.", names::label(label, &value.key));
        }
        if text == ALL_CURED {
            return "Every cause is cured.".to_owned();
        }
        format!("The end was reached: {text}.")
    }

    fn end(&mut self) -> End {
        let ctx = Ctx::read(Subject::None);
        let doc = self.doc;
        let end = doc.end.as_ref();
        let mut when = Vec::new();
        for text in end.map_or(&[][..], |end| end.when.as_slice()) {
            let code = self.condition(text, ctx);
            when.push((code, self.sentence(text)));
        }
        let ticks = self.limit(end.and_then(|e| e.ticks.as_ref()));
        let steps = self.limit(end.and_then(|e| e.steps.as_ref()));
        let won = match end.and_then(|end| end.won.as_ref()) {
            Some(text) => self.condition(text, ctx),
            None => match parse::parse_expr(WON) {
                Ok(node) => self
                    .lower_node(&Text::whole(WON, self.root), &node, ctx, Want::Truth, &[])
                    .map_or_else(Code::empty, |(code, _)| code),
                Err(_) => Code::empty(),
            },
        };
        End { when, ticks, most: u32::MAX, steps, won }
    }
}
