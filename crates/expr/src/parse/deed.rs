//! Deeds: the entries of a play.

use super::operators::Level;
use super::{Parsed, Parser, whole};
use crate::ast::{Deed, ExprNode, Name};
use crate::error::{Code, LangError};
use crate::lex::{Lines, Sign, Tok, Word};

/// How often one entry may say that it is done.
const MAX_TIMES: u32 = 10_000;

/// Reads a deed: `scale at payments with replicas = 4 and limit = 2GiB`, `wait 2`, or `cure root` (whose fault
/// stands in `at`).
///
/// # Errors
/// Everything that is wrong with the text.
pub fn parse_deed(text: &str) -> Result<Deed, Vec<LangError>> {
    whole(text, Lines::Joined, Parser::deed)
}

impl Parser<'_> {
    fn deed(&mut self) -> Parsed<Deed> {
        let action = self.name("an action")?;
        let times = if matches!(self.peek(), Tok::Number(..)) {
            self.whole_number(1, MAX_TIMES, &format!("a number of times from 1 to {MAX_TIMES}"))?
        } else {
            1
        };
        // `cure root`: not an action of the pack, but whatever its fault asks for. Here the name is the target's.
        let cure = action.node == "cure" && matches!(self.peek(), Tok::Name(word) if word != "at" && word != "with");
        let at = if cure { Some(self.name("a fault")?) } else { self.target()? };
        let mut with = Vec::new();
        if self.eat_word("with") {
            with.push(self.parameter()?);
            while self.eat_and() {
                with.push(self.parameter()?);
            }
        }
        Ok(Deed { action, at, with, times })
    }

    /// The `and` between two parameters; a comma is reported and understood.
    fn eat_and(&mut self) -> bool {
        if self.at(Sign::Comma) {
            let error = LangError::new(Code::ExpectedToken, self.span(), "Parameters are joined by `and`.");
            self.report(error.with_replacement(" and"));
        } else if *self.peek() != Tok::Word(Word::And) {
            return false;
        }
        self.advance();
        true
    }

    fn parameter(&mut self) -> Parsed<(Name, ExprNode)> {
        let name = self.name("a parameter")?;
        if self.at(Sign::EqEq) {
            let message = "`==` compares, it does not set. Write `=`.";
            let error = LangError::new(Code::CompareForSet, self.span(), message).with_replacement("=");
            self.report(error);
            self.advance();
        } else {
            self.expect(Sign::Eq, "behind the parameter")?;
        }
        self.nodes = 0;
        if self.at(Sign::LeftBrace) {
            return Ok((name, self.map()?));
        }
        let value = self.operators(Level::Sum)?;
        self.refuse_draw(&value)?;
        Ok((name, value))
    }
}
