//! What an aggregate or `each` runs over.

use super::{Parsed, Parser};
use crate::ast::{Reach, Set};
use crate::error::{Code, LangError};
use crate::lex::{Sign, Tok};

/// How the words of sets are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// After `each`: `each service`; the plural is understood, too.
    Singular,
    /// After `over`: `over services`.
    Plural,
}

/// The words of sets: plural and singular.
const WORDS: [(&str, &str); 6] = [
    ("services", "service"),
    ("callers", "caller"),
    ("callees", "callee"),
    ("calls", "call"),
    ("faults", "fault"),
    ("conditions", "condition"),
];

impl Parser<'_> {
    pub(super) fn set(&mut self, number: Number) -> Parsed<Set> {
        let name = self.name("a set: services, callers, callees, calls, faults, conditions, or a tag")?;
        let Some((plural, singular)) = WORDS.iter().find(|(many, one)| *many == name.node || *one == name.node) else {
            return Ok(Set::Tag(name));
        };
        if number == Number::Plural && name.node == *singular {
            let message = format!("`over` runs over several. Write `{plural}`.");
            let error = LangError::new(Code::MalformedSet, name.span, message).with_replacement(*plural);
            self.report(error);
        }
        match *plural {
            "services" => Ok(Set::Services),
            "faults" => Ok(Set::Faults),
            "conditions" => Ok(Set::Conditions),
            "calls" => self.calls(),
            "callers" => self.reach().map(|(reach, of)| Set::Callers(reach, of)),
            _ => self.reach().map(|(reach, of)| Set::Callees(reach, of)),
        }
    }

    /// `from x` or `to x` behind `calls`.
    fn calls(&mut self) -> Parsed<Set> {
        if self.eat_word("from") {
            return self.name("a service").map(Set::CallsFrom);
        }
        if self.eat_word("to") {
            return self.name("a service").map(Set::CallsTo);
        }
        Ok(Set::Calls)
    }

    /// `(2) of x` behind `callers` or `callees`.
    fn reach(&mut self) -> Parsed<(Reach, Option<crate::ast::Name>)> {
        let open = self.span();
        let mut reach = Reach::Hops(1);
        if self.eat(Sign::LeftParen) {
            reach = if self.eat_word("any") { Reach::Any } else { Reach::Hops(self.hops()?) };
            self.close(Sign::RightParen, open)?;
        }
        let of = if self.eat_word("of") { Some(self.name("a service")?) } else { None };
        Ok((reach, of))
    }

    fn hops(&mut self) -> Parsed<u32> {
        let what = "a number of calls from 1, or `any`";
        self.whole_number(1, u32::MAX, what)
    }

    /// A whole number without a unit, within bounds.
    pub(super) fn whole_number(&mut self, least: u32, most: u32, what: &str) -> Parsed<u32> {
        let read = match self.peek() {
            Tok::Number(digits, None) => digits.parse::<u32>().ok(),
            _ => None,
        };
        match read.filter(|number| (least..=most).contains(number)) {
            Some(number) => {
                self.advance();
                Ok(number)
            }
            None => Err(self.expected(Code::MalformedCount, what)),
        }
    }
}
