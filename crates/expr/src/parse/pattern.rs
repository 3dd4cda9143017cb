//! Patterns: which deed is meant, in `acted(…)`, `cured-by` and `helped-by`.

use super::{Parsed, Parser, whole};
use crate::ast::{Name, Pattern};
use crate::error::{Code, LangError};
use crate::lex::{Lines, Tok};

/// Reads a pattern: `scale at payments where replicas >= 3`.
///
/// # Errors
/// Everything that is wrong with the text.
pub fn parse_pattern(text: &str) -> Result<Pattern, Vec<LangError>> {
    whole(text, Lines::Joined, Parser::pattern)
}

impl Parser<'_> {
    pub(super) fn pattern(&mut self) -> Parsed<Pattern> {
        let name = self.name("an action, or `any`")?;
        let action = (name.node != "any").then_some(name);
        let at = self.target()?;
        let filter = if self.eat_word("where") { Some(Box::new(self.expr()?)) } else { None };
        if self.at_word("with") {
            let message = "`with` gives parameters to a deed. A pattern asks for them: `where replicas == 4`.";
            let error = LangError::new(Code::ExpectedToken, self.span(), message).with_replacement("where");
            return Err(self.report(error));
        }
        Ok(Pattern { action, at, filter })
    }

    /// `at payments` behind an action.
    pub(super) fn target(&mut self) -> Parsed<Option<Name>> {
        if self.eat_word("at") {
            return self.name("a service").map(Some);
        }
        let Tok::Name(service) = self.peek() else {
            return Ok(None);
        };
        if matches!(service.as_str(), "where" | "with") {
            return Ok(None);
        }
        let right = format!("at {service}");
        let message = format!("Expected `at` before the service: `{right}`.");
        let error = LangError::new(Code::ExpectedToken, self.span(), message).with_replacement(right);
        Err(self.report(error))
    }
}
