//! What actions tell whoever takes them: texts, facts, metrics.

use brownout_expr::eval::{Regs, run};
use brownout_expr::scope::TemplateCode;

use crate::host::Host;
use crate::learnt::{Question, Told};
use crate::plan::{Fact, Source};
use crate::render;
use crate::rng::{Purpose, Stream, stream_id};
use crate::telemetry;

/// Answers that a run keeps.
pub const ANSWERS_MAX: usize = 1_000;
/// What is told where the answer takes time: that there will be one.
pub const LATER: &str = "The answer comes later.";

/// An answer that comes some ticks after the question, or has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub(crate) question: Question,
    /// When it was asked for.
    pub asked: u32,
    /// When it comes.
    pub due: u32,
    /// Index of the fact list.
    pub(crate) list: u32,
    /// Index of its entry.
    pub(crate) entry: u32,
    /// The service that it is about.
    about: Option<u32>,
    /// Whether the entry's own text is told, rather than what it says otherwise.
    so: bool,
    /// Whether nobody was told it before.
    new: bool,
    /// What it says.
    pub text: String,
}

impl Answer {
    /// Who asked; `None` where one actor does everything.
    #[must_use]
    pub fn actor(&self) -> Option<u32> {
        self.question.actor
    }

    /// Whether it was right, where the entry had a chance: its own text was told. Not for a view before the end.
    #[must_use]
    pub fn right(&self) -> bool {
        self.so
    }

    /// The action that asked.
    #[must_use]
    pub fn action(&self) -> u32 {
        self.question.action
    }

    /// The service that was asked about, if the action has a target.
    #[must_use]
    pub fn target(&self) -> Option<u32> {
        self.question.target
    }
}

/// Texts that one step may show.
pub const SHOWN_MAX: usize = 64;

impl Host<'_> {
    pub(crate) fn tell(&mut self, text: String) {
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
            self.learn(cells, Told::Text(index, regs.service), &text);
            self.tell(text);
        }
    }

    /// The first entry that holds: of the target's own list, then of the list for any.
    pub(crate) fn show_facts(&mut self, cells: &mut [f64], regs: Regs) {
        let plan = self.plan;
        let Some(question) = self.question(cells) else { return };
        // An action without a target asks nobody in particular.
        let own = |fact: &Fact| question.target.is_some() && fact.service == Some(regs.service);
        let of_action = || (0u32..).zip(&plan.facts).filter(|(_, fact)| fact.action == question.action);
        let lists = of_action().filter(|(_, fact)| own(fact)).chain(of_action().filter(|(_, f)| f.service.is_none()));
        for (list, fact) in lists {
            for (number, entry) in (0u32..).zip(&fact.entries) {
                if self.withheld(cells, &entry.reveals) {
                    continue;
                }
                let told = Told::Fact(list, number);
                let over = entry.once && self.knows(told, question.actor);
                if over || run(&entry.when, &plan.env, cells, regs, self) == 0.0 {
                    continue;
                }
                let so = entry.chance.as_ref().is_none_or(|(chance, _)| self.is_so(fact, number, *chance));
                let template = entry.chance.as_ref().filter(|_| !so).map_or(&entry.text, |(_, other)| other);
                let text = self.fill(cells, template, regs);
                let new = self.note_told(cells, told, question.actor);
                let now = self.now(cells);
                let due = now.saturating_add(entry.after);
                let about = question.target.map(|_| regs.service);
                let answer = Answer { question, asked: now, due, list, entry: number, about, so, new, text };
                if entry.chance.is_some() && self.state.chances.len() < ANSWERS_MAX {
                    self.state.chances.push(answer.clone());
                }
                if entry.after > 0 {
                    self.tell(LATER.to_owned());
                    if self.state.answers.len() < ANSWERS_MAX {
                        self.state.answers.push(answer);
                    }
                } else {
                    self.tell(answer.text.clone());
                    self.take_in(cells, answer);
                }
                return;
            }
        }
        match question.target.and_then(|_| plan.services.get(regs.service as usize)) {
            Some(service) => self.tell(format!("Nothing noteworthy about {}.", service.name)),
            None => self.tell("Nothing noteworthy.".to_owned()),
        }
    }

    /// An answer has come: what it reveals is revealed, and it is evidence if it is new.
    fn take_in(&mut self, cells: &mut [f64], answer: Answer) {
        let plan = self.plan;
        let entry = plan.facts.get(answer.list as usize).and_then(|fact| fact.entries.get(answer.entry as usize));
        if let Some(entry) = entry.filter(|_| answer.so) {
            self.reveal_all(cells, &entry.reveals, answer.about);
        }
        if answer.new {
            self.keep_evidence(cells, answer.question, answer.text);
        }
    }

    /// Answers that are due come in.
    pub(crate) fn answers(&mut self, cells: &mut [f64]) {
        if self.state.answers.is_empty() {
            return;
        }
        let now = self.now(cells);
        for index in 0..self.state.answers.len() {
            if let Some(answer) = self.state.answers.get(index).filter(|answer| answer.due == now).cloned() {
                self.take_in(cells, answer);
            }
        }
    }

    /// Whether a fact with a chance is so in this run: a function of seed, action, target and entry.
    fn is_so(&self, fact: &Fact, entry: u32, chance: f64) -> bool {
        let action = self.plan.actions.get(fact.action as usize).map_or("", |a| a.name.as_str());
        let service = fact.service.and_then(|s| self.plan.services.get(s as usize)).map_or("any", |s| s.name.as_str());
        let id = stream_id(Purpose::Fact, &format!("{action}/{service}/{entry}"));
        Stream::new(self.state.seed, id, 0).unit() < chance
    }

    /// The visible metrics of the current service, one text.
    pub(crate) fn show_metrics(&mut self, cells: &mut [f64], regs: Regs) {
        let plan = self.plan;
        let age = self.metrics_age(cells, regs.service);
        let age = self.as_of(age);
        let mut parts = Vec::new();
        for metric in plan.metrics.iter().filter(|m| !m.hidden) {
            let value = self.measure(cells, &metric.source, regs);
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
        let text = format!("{name}: {}{}.", parts.join(", "), telemetry::as_of_words(age));
        let column = plan.status.as_ref().map(|status| Source::Stored(status.column));
        let status = column.map_or(0, |column| self.measure(cells, &column, regs) as u32);
        self.back_to_now();
        self.learn(cells, Told::Metrics(regs.service, status), &text);
        self.tell(text);
    }
}
