//! What is said about names that mean nothing where they stand.

use super::Lower;
use crate::error::{Code as ErrorCode, LangError};
use crate::span::Span;
use crate::suggest::nearest;
use crate::types::WordSet;

impl Lower<'_> {
    pub(super) fn no_service(&mut self, name: &str, span: Span) {
        let symbols = self.symbols;
        self.unknown_of("service", name, span, &mut symbols.services.names());
    }

    pub(super) fn no_metric(&mut self, service: &str, name: &str, span: Span) {
        if self.counted_only(ErrorCode::UnknownMetric, span) {
            return;
        }
        let near = nearest(name, self.symbols.metrics.names()).map(str::to_owned);
        let list: Vec<&str> = self.symbols.metrics.names().take(12).collect();
        let more = if self.symbols.metrics.len() > 12 { " …" } else { "" };
        self.errors.push(LangError {
            code: ErrorCode::UnknownMetric,
            span,
            message: format!("`{service}` has no metric `{name}`. Metrics: {}{more}.", list.join(", ")),
            help: near.as_ref().map(|near| format!("Did you mean `{near}`?")),
            replacement: near,
        });
    }

    /// An error for an unknown name of a known sort.
    pub(super) fn unknown_of(&mut self, sort: &str, name: &str, span: Span, names: &mut dyn Iterator<Item = &str>) {
        let code = if sort == "service" { ErrorCode::UnknownService } else { ErrorCode::UnknownName };
        if self.counted_only(code, span) {
            return;
        }
        let names: Vec<&str> = names.collect();
        let near = nearest(name, names.iter().copied()).map(str::to_owned);
        let help = match &near {
            Some(near) => format!("Did you mean `{near}`?"),
            None if names.is_empty() => format!("There is no {sort} in this scenario."),
            None => {
                let list: Vec<&str> = names.iter().take(12).copied().collect();
                let more = if names.len() > 12 { " …" } else { "" };
                format!("There is: {}{more}.", list.join(", "))
            }
        };
        self.errors.push(LangError {
            code,
            span,
            message: format!("No {sort} `{name}`."),
            help: Some(help),
            replacement: near,
        });
    }

    /// An error for a bare name that means nothing here.
    pub(super) fn unknown(&mut self, name: &str, span: Span) {
        let symbols = self.symbols;
        if symbols.metrics.get(name).is_some() {
            if self.counted_only(ErrorCode::NoSelf, span) {
                return;
            }
            let whose = symbols
                .services
                .names()
                .next()
                .map_or(String::new(), |service| format!("`{service}.{name}`, or take all: "));
            self.error_help(
                ErrorCode::NoSelf,
                span,
                format!("`{name}` is a metric of a service, and there is no `self` here."),
                format!("Say whose: {whose}`sum({name} over services)`."),
            );
            return;
        }
        if self.counted_only(ErrorCode::UnknownName, span) {
            return;
        }
        let candidates = self
            .locals
            .iter()
            .map(|local| local.name.as_str())
            .chain(self.ctx.action.and_then(|a| symbols.actions.at(a)).into_iter().flat_map(|a| a.params.names()))
            .chain(symbols.metrics.names())
            .chain(symbols.values.names())
            .chain(symbols.settings.names())
            .chain(symbols.services.names())
            .chain(symbols.faults.names())
            .chain(symbols.tags.names());
        let candidates: Vec<&str> = candidates.collect();
        if let Some(apart) = minus(name, &candidates) {
            let message = format!("`{name}` is read as one name, and nothing is called so.");
            let help = format!("Minus has spaces around it: `{apart}`.");
            let error = LangError::new(ErrorCode::UnknownName, span, message);
            self.errors.push(error.with_help(help).with_replacement(apart));
            return;
        }
        let near = nearest(name, candidates.into_iter()).map(str::to_owned);
        self.errors.push(LangError {
            code: ErrorCode::UnknownName,
            span,
            message: format!("Nothing is called `{name}` here."),
            help: Some(match &near {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "A name is a metric, a value, a setting, a service, a fault or a tag.".to_owned(),
            }),
            replacement: near,
        });
    }

    /// An error for a name that means something in the text around, but not in this part of it.
    pub(super) fn barred(&mut self, name: &str, span: Span) -> bool {
        let Some(barred) = self.barred.iter().rev().find(|barred| barred.name == name).cloned() else { return false };
        let message = format!("`{name}` was named {}; it cannot be used inside `{}`.", barred.how, barred.part);
        self.error_help(
            ErrorCode::NotHere,
            span,
            message,
            "What stands there runs at another moment: use metrics, values and settings.",
        );
        true
    }

    /// An error for something that is none of a set of words.
    pub(super) fn no_word(&mut self, set: WordSet, name: &str, span: Span) {
        if self.counted_only(ErrorCode::UnknownWord, span) {
            return;
        }
        let words = self.symbols.word_list(set);
        let label = self.symbols.words.get(set.0 as usize).map_or("", |(label, _)| label.as_str());
        let message = format!("`{label}` has no word `{name}`. Words: {}.", words.join(", "));
        let mut error = LangError::new(ErrorCode::UnknownWord, span, message);
        if let Some(near) = nearest(name, words.iter().map(String::as_str)) {
            error = error.with_help(format!("Did you mean `{near}`?")).with_replacement(near);
        }
        self.errors.push(error);
    }
}

/// `a - b` of `a-b`, if that is what it was meant to be: a known name less a number or another one.
fn minus(name: &str, known: &[&str]) -> Option<String> {
    let dashes = name.match_indices('-').map(|(at, _)| at);
    let mut parts = dashes.filter_map(|at| Some((name.get(..at)?, name.get(at + 1..)?)));
    let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let (left, right) = parts.find(|(left, right)| known.contains(left) && (number(right) || known.contains(right)))?;
    Some([left, " - ", right].concat())
}

/// "a" or "an".
pub(super) fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
