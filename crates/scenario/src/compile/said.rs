//! What is said: logs, noise, facts.

use brownout_expr::ast::{LineClass, LogLine, Pattern};
use brownout_expr::lower::{self, Ctx, Role, Subject, Want};
use brownout_expr::ops::{Code, Op};
use brownout_expr::parse;
use brownout_expr::scope::Kind;
use brownout_expr::types::{Ty, Unit};
use brownout_sim::plan::{Class, Fact, FactEntry, Line, LogGroup, LogRows, Noise, Order, REVEALS_ANY};

use super::Compiler;
use super::names::nearest;
use crate::decode::Lines;
use crate::diagnostic::Code as DiagnosticCode;
use crate::model;
use crate::text::Text;

/// Most lines of a batch of noise.
const BATCH_MAX: f64 = 1_000.0;

/// Most ticks that an answer takes.
const AFTER_MAX: f64 = 1_000.0;

/// Lines as read, each with its place.
type Read = Vec<(Text, LogLine)>;

fn always() -> Code {
    Code { ops: Box::new([Op::Const(1.0)]) }
}

impl Compiler<'_> {
    pub(super) fn lower_logs(&mut self) {
        let doc = self.doc;
        for item in doc.logs.iter() {
            let group = self.lower_group(item.key.as_str(), &item.value);
            self.plan.logs.push(group);
        }
    }

    fn lower_group(&mut self, name: &str, group: &model::LogGroup) -> LogGroup {
        let own = group.lines.as_ref().map(|lines| self.read_lines(lines));
        let of_rows: Vec<Read> = group.rows.0.iter().map(|row| self.read_lines(&row.value)).collect();
        // A line that names no service is that of the service the group speaks for.
        let mut all = own.iter().chain(&of_rows).flatten();
        let per_service = all.any(|(_, line)| line.service.is_none())
            || group.when.as_ref().is_some_and(|text| self.needs_self(text, Want::Truth))
            || group.key.as_ref().is_some_and(|text| self.needs_self(text, Want::Anything));
        let subject = if per_service { Subject::Current(Kind::Service) } else { Subject::None };
        let when = match &group.when {
            Some(text) => self.condition(text, Ctx::read(subject)),
            None => always(),
        };
        let lines = own.map_or_else(Vec::new, |lines| self.lines(lines, None));
        let rows = group.key.as_ref().and_then(|key| {
            let (code, ty) = self.expr(key, Ctx::read(subject), Want::Anything)?;
            let mut rows = Vec::new();
            for (row, lines) in group.rows.0.iter().zip(of_rows) {
                let Some(value) = self.log_key(&row.key, ty) else {
                    continue;
                };
                rows.push((value, self.lines(lines, None)));
            }
            brownout_sort::by(&mut rows, |a, b| a.0.total_cmp(&b.0));
            Some(LogRows { key: code, rows, by_number: matches!(ty, Ty::Num(_)) })
        });
        if group.key.is_none()
            && let Some(row) = group.rows.0.first()
        {
            self.error_help(
                DiagnosticCode::MissingKey,
                row.key.pos(),
                "Rows need a `key` that chooses one.",
                "Add `key: age(root)`, for example.",
            );
        }
        let every = match &group.every {
            Some(text) => self
                .parsed(text, parse::parse_draw(text))
                .and_then(|draw| {
                    if draw.high.is_some() {
                        self.error_help(
                            DiagnosticCode::NotSupportedYet,
                            text.pos(),
                            "A log speaks every so many ticks; how many is no draw in this version.",
                            "Write one number.",
                        );
                        return None;
                    }
                    self.tick_range(text, &draw)
                })
                .map_or(0, |(low, _)| low),
            None => 0,
        };
        let pick = group.pick.as_ref().map(|text| self.share(Some(text), 0.0, 0.0, BATCH_MAX) as u32);
        let mix = group.mix.as_ref().and_then(|other| self.mixed(other));
        let stream_cell = if pick.is_some() || mix.is_some() { self.cells.alloc(1) } else { 0 };
        LogGroup {
            name: name.to_owned(),
            when,
            per_service,
            nobody: group.when.as_ref().is_some_and(|when| self.is_bare_tag(when)),
            asked: group.asked.is_some_and(|a| a.value),
            lines,
            rows,
            every,
            pick,
            again: self.known(group.again.as_ref()),
            mix,
            behind: self.known(group.behind.as_ref()),
            stream_cell,
        }
    }

    /// Whether a condition holds that is known before the run; not if it is left out.
    fn known(&mut self, text: Option<&crate::decode::Condition>) -> bool {
        text.and_then(|text| self.constant(text, Want::Truth)).is_some_and(|x| x != 0.0)
    }

    /// Whether a text is nothing but a tag that no service carries.
    fn is_bare_tag(&self, text: &Text) -> bool {
        let tag = self.symbols.tags.get(text.trim());
        tag.is_some_and(|tag| self.symbols.sets.get(tag.set).is_empty())
    }

    /// The log that is mixed into another: one that nothing is mixed into itself.
    fn mixed(&mut self, other: &Text) -> Option<u32> {
        let Some(index) = self.symbols.logs.index(other) else {
            let near = nearest(other, self.symbols.logs.names());
            let message = format!("No log `{}`.", other.as_str());
            self.unknown(DiagnosticCode::UnknownLog, other, message, near, Some("Logs stand under `logs`.".to_owned()));
            return None;
        };
        if self.doc.logs.get(other).is_some_and(|log| log.mix.is_some()) {
            let message = format!("`{}` has lines of another log mixed in already.", other.as_str());
            self.error_help(DiagnosticCode::MixOfMix, other.pos(), message, "Take its `mix` out.");
            return None;
        }
        Some(index)
    }

    fn log_key(&mut self, key: &Text, ty: Ty) -> Option<f64> {
        match ty {
            Ty::Service => match self.symbols.services.index(key) {
                Some(index) => Some(f64::from(index)),
                None => {
                    self.unknown_service(key);
                    None
                }
            },
            Ty::Word(set) => self.row_key(key, Some(set)),
            Ty::Truth => match key.as_str() {
                "true" => Some(1.0),
                "false" => Some(0.0),
                _ => self.row_key(key, None),
            },
            _ => self.row_key(key, None),
        }
    }

    /// The lines of a text, each with its place.
    fn read_lines(&mut self, lines: &Lines) -> Read {
        let mut read = Vec::new();
        for text in split(lines) {
            if let Some(mut line) = self.parsed(&text, parse::parse_line(&text)) {
                self.absent.template(&mut line.text);
                line.ago.iter_mut().for_each(|ago| self.absent.expr(ago));
                read.push((text, line));
            }
        }
        read
    }

    /// Lines as indices into the plan's lines.
    fn lines(&mut self, lines: Read, class: Option<Class>) -> Vec<u32> {
        let mut indices = Vec::new();
        for (text, line) in lines {
            let service = match &line.service {
                None => None,
                Some(name) => match self.symbols.services.index(&name.node) {
                    Some(index) => Some(index),
                    None => {
                        self.unknown_service(&text.part(name.span.start, name.span.end));
                        continue;
                    }
                },
            };
            let subject = service.map_or(Subject::Current(Kind::Service), Subject::Fixed);
            let ctx = Ctx::read(subject).role(Role::Shown);
            let ago = line
                .ago
                .as_ref()
                .and_then(|node| {
                    self.lower_node(&text, node, Ctx::read(subject), Want::Fits(Ty::Num(Unit::Seconds)), &[])
                })
                .map(|(code, _)| code);
            let mut reveals = Vec::new();
            for name in &line.reveals {
                match self.symbols.faults.index(&name.node) {
                    Some(fault) => reveals.push(fault),
                    None if name.node == "any" => reveals.push(REVEALS_ANY),
                    None if self.absent.fault(&name.node) => {}
                    None => self.unknown_fault(&text.part(name.span.start, name.span.end)),
                }
            }
            let template = self.with_target(&[], |target| lower::template(target, ctx, &line.text));
            let Some(template) = self.parsed(&text, template) else {
                continue;
            };
            let level =
                ["DEBUG", "INFO", "WARN", "ERROR", "FATAL"].iter().position(|l| *l == line.level.node).unwrap_or(1)
                    as u8;
            let class = class.unwrap_or(match line.class {
                LineClass::Real => Class::Real,
                LineClass::Decoy => Class::Decoy,
                LineClass::Injected => Class::Injected,
            });
            let orders: Vec<Order> = line.orders.iter().filter_map(|order| self.order(&text, order, service)).collect();
            let index = self.plan.lines.len() as u32;
            self.plan.telling.extend((!orders.is_empty()).then_some(index));
            indices.push(index);
            self.plan.lines.push(Line { level, service, ago, reveals, class, orders, text: template });
        }
        indices
    }

    /// One thing that a line tells its reader to do. Without a place it means the service that says the line.
    fn order(&mut self, text: &Text, order: &Pattern, service: Option<u32>) -> Option<Order> {
        let gone = order.at.as_ref().is_some_and(|at| self.absent.has(&at.node));
        let ctx = Ctx::read(Subject::None);
        let code = self.with_target(&[], |target| lower::pattern(target, ctx, order, service));
        let pattern = self.parsed(text, code).filter(|_| !gone)?;
        let action = order.action.as_ref().and_then(|action| self.symbols.actions.get(&action.node));
        let target = action.and_then(super::acts::target_of).map(str::to_owned);
        let deed = self.deed_of(order, service);
        let at_speaker = target.filter(|target| deed.args.iter().all(|(name, _)| name != target));
        Some(Order { pattern, deed, at_speaker })
    }

    pub(super) fn unknown_fault(&mut self, name: &Text) {
        let near = nearest(name, self.symbols.faults.names());
        let message = format!("No fault `{}`.", name.as_str());
        let help = "Faults stand under `faults`.".to_owned();
        self.unknown(DiagnosticCode::UnknownFault, name, message, near, Some(help));
    }

    fn share(&mut self, text: Option<&crate::decode::Expression>, default: f64, low: f64, high: f64) -> f64 {
        let Some(text) = text else { return default };
        match self.constant(text, Want::Anything) {
            Some(x) if x >= low && x <= high => x,
            Some(_) => {
                self.error(DiagnosticCode::BadNumber, text.pos(), format!("This is a number from {low} to {high}."));
                default
            }
            None => default,
        }
    }

    pub(super) fn lower_noise(&mut self) {
        let doc = self.doc;
        let Some(noise) = &doc.noise else { return };
        let batch = self.share(noise.batch.as_ref(), 10.0, 0.0, BATCH_MAX);
        let share = self.share(noise.share.as_ref(), 1.0, 0.0, 1.0);
        let asked_batch = self.share(noise.asked_batch.as_ref(), batch, 0.0, BATCH_MAX);
        let asked_share = self.share(noise.asked_share.as_ref(), share, 0.0, 1.0);
        let mut lines = vec![Vec::new(); self.symbols.services.len()];
        for item in noise.lines.iter() {
            match self.symbols.services.index(item.key.as_str()) {
                Some(service) => {
                    let read = self.read_lines(&item.value);
                    let found = self.lines(read, Some(Class::Noise));
                    // A noise line without a service of its own is that of its list.
                    for &line in &found {
                        if let Some(line) = self.plan.lines.get_mut(line as usize) {
                            line.service = line.service.or(Some(service));
                        }
                    }
                    lines[service as usize] = found;
                }
                None => self.unknown_service(&item.key),
            }
        }
        let stream_cell = self.cells.alloc(1);
        self.plan.noise = Some(Noise {
            batch: batch as u32,
            share,
            asked_batch: asked_batch as u32,
            asked_share,
            lines,
            stream_cell,
        });
    }

    pub(super) fn lower_facts(&mut self) {
        let doc = self.doc;
        for item in doc.facts.iter() {
            let Some(action) = self.symbols.actions.index(item.key.as_str()) else {
                self.unknown_action(&item.key);
                continue;
            };
            for of in item.value.iter() {
                let service = match of.key.as_str() {
                    "any" => None,
                    name => match self.symbols.services.index(name) {
                        Some(index) => Some(index),
                        None => {
                            self.unknown_service(&of.key);
                            continue;
                        }
                    },
                };
                let entries = of.value.iter().map(|fact| self.lower_fact(action, fact)).collect();
                self.plan.facts.push(Fact { action, service, entries });
            }
        }
    }

    fn lower_fact(&mut self, action: u32, fact: &model::Fact) -> FactEntry {
        // An action without a target asks nobody in particular.
        let has_target = self.symbols.actions.at(action).is_some_and(|sym| super::acts::target_of(sym).is_some());
        let subject = if has_target { Subject::Current(Kind::Service) } else { Subject::None };
        let read = Ctx::read(subject).action(action);
        let shown = read.role(Role::Shown);
        let when = fact.when.as_ref().map_or_else(always, |text| self.condition(text, read));
        let text = self.template(&fact.text, shown);
        let mut reveals = Vec::new();
        for name in &fact.reveals {
            match self.symbols.faults.index(name.as_str()) {
                Some(fault) => reveals.push(fault),
                None if name.as_str() == "any" => reveals.push(REVEALS_ANY),
                None if self.absent.fault(name) => {}
                None => self.unknown_fault(name),
            }
        }
        let after = self.share(fact.after.as_ref(), 0.0, 0.0, AFTER_MAX) as u32;
        if let (Some(other), None) = (&fact.otherwise, &fact.chance) {
            self.error_help(
                DiagnosticCode::MissingKey,
                other.pos(),
                "`else` is what is said instead of a text that is not certain.",
                "Add `chance: 50%`, or leave `else` out.",
            );
        }
        let chance = fact.chance.as_ref().map(|text| {
            let chance = self.share(Some(text), 1.0, 0.0, 1.0);
            let other = fact.otherwise.as_ref().map_or_else(Default::default, |text| self.template(text, shown));
            (chance, other)
        });
        FactEntry { when, text, reveals, after, chance, once: fact.once.is_some_and(|once| once.value) }
    }

    pub(super) fn unknown_action(&mut self, name: &Text) {
        let near = nearest(name, self.symbols.actions.names());
        let message = format!("No action `{}`.", name.as_str());
        self.unknown(DiagnosticCode::UnknownAction, name, message, near, None);
    }
}

/// The lines of a text, each with its place; empty ones and comments are left out.
fn split(lines: &Lines) -> Vec<Text> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in lines.as_str().split('\n') {
        let end = start + line.len();
        let text = lines.part(start as u32, end as u32).trimmed();
        if !text.is_empty() && !text.starts_with('#') {
            found.push(text);
        }
        start = end + 1;
    }
    found
}
