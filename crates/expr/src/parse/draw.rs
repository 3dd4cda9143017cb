//! Draws: values that the seed decides.

use super::operators::Level;
use super::{Parsed, Parser, whole};
use crate::ast::Draw;
use crate::error::{Code, LangError};
use crate::lex::Lines;

/// Reads a draw, `5% to 9%`, or a single expression.
///
/// # Errors
/// Everything that is wrong with the text.
pub fn parse_draw(text: &str) -> Result<Draw, Vec<LangError>> {
    whole(text, Lines::Joined, Parser::draw)
}

impl Parser<'_> {
    fn draw(&mut self) -> Parsed<Draw> {
        self.nodes = 0;
        let low = Box::new(self.operators(Level::Or)?);
        if !self.eat_word("to") {
            return Ok(Draw { low, high: None });
        }
        let high = Box::new(self.operators(Level::Sum)?);
        Ok(Draw { low, high: Some(high) })
    }

    /// The draw behind `:=`, which has both its ends.
    pub(super) fn full_draw(&mut self) -> Parsed<Draw> {
        let draw = self.draw()?;
        if draw.high.is_some() || *self.peek() == crate::lex::Tok::Bad {
            return Ok(draw);
        }
        let value = self.written(draw.low.span);
        let message = format!("`:=` draws: write `low to high`. To set a value, write `= {value}`.");
        Err(self.fail(Code::ExpectedDraw, draw.low.span, message))
    }
}
