//! What each word of a text of the language may be, decided by the words and signs around it. Goes from token to token and
//! remembers what those passed announced: a deed, a parameter, the argument of a function.

use super::Slot;
use crate::decode::Sort;
use brownout_expr::lex::{Sign, Tok, Token};
use brownout_expr::lower::FUNCTIONS;
use brownout_expr::table::STATEMENTS;

/// What is written.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Mode {
    /// An expression.
    Expression,
    /// Statements.
    Script,
    /// A deed with its parameters.
    Deed,
    /// Which deeds are meant.
    Pattern,
    /// The head of a log line.
    Head,
}

/// The tokens of one text, with what those passed say about the next.
pub(super) struct Walk<'a> {
    mode: Mode,
    tokens: &'a [Token],
    /// The function of each open parenthesis, and which argument it is.
    open: Vec<(String, usize)>,
    /// The keyword that the statement began with.
    verb: String,
    /// Whether a statement begins here.
    begun: bool,
    /// Whether the name of an action comes next.
    order: bool,
    /// Whether a condition on the deed is being read.
    filter: bool,
    /// Whether parameters are being given.
    giving: bool,
}

impl<'a> Walk<'a> {
    /// At the beginning of a text.
    pub(super) fn new(mode: Mode, tokens: &'a [Token]) -> Walk<'a> {
        Walk {
            mode,
            tokens,
            open: Vec::new(),
            verb: String::new(),
            begun: true,
            order: matches!(mode, Mode::Pattern | Mode::Deed),
            filter: false,
            giving: false,
        }
    }

    fn sign(&self, index: usize, sign: Sign) -> bool {
        matches!(self.tokens.get(index), Some(token) if token.kind == Tok::Sign(sign))
    }

    fn name_at(&self, index: usize) -> Option<&str> {
        match self.tokens.get(index).map(|token| &token.kind) {
            Some(Tok::Name(name)) => Some(name),
            _ => None,
        }
    }

    fn before(&self, index: usize, back: usize) -> usize {
        index.checked_sub(back).unwrap_or(usize::MAX)
    }

    /// What a name may be, by what stands around it.
    pub(super) fn slot(&mut self, index: usize, name: &str) -> Slot {
        let previous = self.name_at(self.before(index, 1)).unwrap_or("").to_owned();
        if self.sign(self.before(index, 1), Sign::Dot) {
            let knob = self.sign(self.before(index, 3), Sign::Arrow);
            return if knob { Slot::Of(&[Sort::Knob]) } else { Slot::Member };
        }
        if self.sign(self.before(index, 1), Sign::Arrow) || self.sign(index + 1, Sign::Arrow) {
            return Slot::Of(&[Sort::Service]);
        }
        let in_head = self.mode == Mode::Head && self.open.is_empty() && !self.filter;
        let special = if in_head { self.head(index, name, &previous) } else { None };
        let special = special.or_else(|| self.deed(index, name, &previous));
        let special =
            special.or_else(|| if self.mode == Mode::Script { self.statement(index, name, &previous) } else { None });
        special.unwrap_or_else(|| self.value(index))
    }

    /// The words that tell of deeds and sets.
    fn deed(&mut self, index: usize, name: &str, previous: &str) -> Option<Slot> {
        let deeds = self.order || !self.open.is_empty() || matches!(self.mode, Mode::Deed | Mode::Pattern | Mode::Head);
        if self.order && name != "any" {
            self.order = false;
            return Some(Slot::Of(&[Sort::Action]));
        }
        match previous {
            "at" if deeds => return Some(Slot::Head),
            "over" | "each" => return Some(Slot::Set),
            "of" => return Some(Slot::Head),
            "from" | "to" if self.name_at(self.before(index, 2)) == Some("calls") => return Some(Slot::Head),
            _ => {}
        }
        match name {
            "at" if deeds && !previous.is_empty() && !self.filter => {}
            "where" if !self.begun => {
                self.filter = true;
                self.giving = false;
            }
            "with" if self.mode == Mode::Deed => self.giving = true,
            "over" | "of" | "to" | "from" | "ticks" if !self.begun => {}
            _ => return None,
        }
        Some(Slot::Particle)
    }

    /// The words that begin a statement, and what stands behind them.
    fn statement(&mut self, index: usize, name: &str, previous: &str) -> Option<Slot> {
        match (self.verb.as_str(), previous) {
            ("start" | "cure", "start" | "cure") => return Some(Slot::Of(&[Sort::Fault])),
            ("emit", "emit") => return Some(Slot::Of(&[Sort::Log])),
            ("apply", "apply") => return Some(Slot::Of(&[Sort::Table])),
            ("push", "push") => return Some(Slot::Of(&[Sort::Store])),
            ("push", "to") => return Some(Slot::Of(&[Sort::Role, Sort::Param])),
            ("write", "write") => return Some(Slot::Of(&[Sort::Param])),
            ("let", "let") => return Some(Slot::Local),
            ("show", "show") => return Some(Slot::Particle),
            _ => {}
        }
        let verb = name == "else" || STATEMENTS.iter().any(|statement| statement.name == name);
        if self.begun && verb && !self.assigns(index + 1) {
            name.clone_into(&mut self.verb);
            return Some(Slot::Particle);
        }
        None
    }

    /// A name that stands for a value, or is written to.
    fn value(&self, index: usize) -> Slot {
        if self.sign(index + 1, Sign::LeftParen) {
            return Slot::Function;
        }
        if self.sign(index + 1, Sign::Dot) {
            return Slot::Head;
        }
        if self.giving && self.open.is_empty() && self.sign(index + 1, Sign::Eq) {
            return Slot::Of(&[Sort::Param]);
        }
        if let Some((function, argument)) = self.open.last()
            && let Some(sorts) = argument_sorts(function, *argument)
        {
            return Slot::Of(sorts);
        }
        if self.begun && self.mode == Mode::Script {
            return Slot::Statement;
        }
        Slot::Bare(self.beside(index))
    }

    /// The words of a log line's head: `LEVEL [service] [90s ago] [reveals fault, …] [decoy | injected [deed, …]]`.
    fn head(&mut self, index: usize, name: &str, previous: &str) -> Option<Slot> {
        if index == 0 {
            return Some(Slot::Level);
        }
        match name {
            "reveals" | "injected" | "decoy" => {
                name.clone_into(&mut self.verb);
                self.order = name == "injected";
                return Some(Slot::Particle);
            }
            "ago" => return Some(Slot::Particle),
            _ => {}
        }
        match self.verb.as_str() {
            "" if index == 1 && previous != "ago" => Some(Slot::Of(&[Sort::Service])),
            "reveals" => Some(Slot::Of(&[Sort::Fault])),
            _ => None,
        }
    }

    fn assigns(&self, index: usize) -> bool {
        [Sign::Eq, Sign::PlusEq, Sign::MinusEq, Sign::StarEq, Sign::ColonEq].iter().any(|sign| self.sign(index, *sign))
    }

    /// The name that this one is compared with or given to.
    fn beside(&self, index: usize) -> Option<String> {
        let compares = |at: usize| [Sign::EqEq, Sign::Ne, Sign::Eq].iter().any(|sign| self.sign(at, *sign));
        let left = self.before(index, 1);
        if compares(left) {
            let other = self.before(left, 1);
            return match self.tokens.get(other).map(|token| &token.kind) {
                Some(Tok::Name(name)) => Some(name.clone()),
                Some(Tok::Sign(Sign::RightParen)) => self.name_at(self.before(other, 1)).map(str::to_owned),
                _ => None,
            };
        }
        if compares(index + 1) {
            return self.name_at(index + 2).map(str::to_owned);
        }
        // `status in (down, critical)`.
        if self.open.last().is_some_and(|(function, _)| function == "in") {
            let opened = (0..index).rev().find(|at| self.sign(*at, Sign::LeftParen))?;
            return self.name_at(self.before(opened, 2)).map(str::to_owned);
        }
        None
    }

    /// What a token changes for those behind it.
    pub(super) fn after(&mut self, index: usize) {
        let function = match self.tokens.get(self.before(index, 1)).map(|token| &token.kind) {
            Some(Tok::Name(name)) => name.clone(),
            Some(Tok::Word(word)) => word.as_str().to_owned(),
            _ => String::new(),
        };
        self.begun = false;
        match &self.tokens[index].kind {
            Tok::Sign(Sign::LeftParen | Sign::LeftBracket) => {
                if function == "acted" {
                    self.order = true;
                    self.filter = false;
                }
                self.open.push((function, 0));
            }
            Tok::Sign(Sign::RightParen | Sign::RightBracket) => {
                self.open.pop();
            }
            Tok::Sign(Sign::Comma) => {
                if let Some((_, argument)) = self.open.last_mut() {
                    *argument += 1;
                } else if self.mode == Mode::Head && self.verb == "injected" {
                    self.order = true;
                    self.filter = false;
                }
            }
            Tok::Newline | Tok::Indent | Tok::Dedent | Tok::Sign(Sign::Semicolon) => self.next_statement(),
            Tok::Sign(Sign::Colon) if self.open.is_empty() => self.next_statement(),
            Tok::Name(name) if name == "else" && self.mode == Mode::Script => self.begun = true,
            Tok::Name(name) if name == "any" => self.order = false,
            _ => {}
        }
    }

    fn next_statement(&mut self) {
        self.begun = true;
        self.verb.clear();
        self.open.clear();
    }
}

/// What an argument of a function names, as the function's own list of arguments says it.
fn argument_sorts(function: &str, argument: usize) -> Option<&'static [Sort]> {
    let found = FUNCTIONS.iter().find(|known| known.name == function)?;
    match found.args.split(',').nth(argument)?.trim() {
        "fault" => Some(&[Sort::Fault]),
        "fault or log" => Some(&[Sort::Fault, Sort::Log]),
        "log or any" => Some(&[Sort::Log]),
        "alert" => Some(&[Sort::Alert]),
        "action" => Some(&[Sort::Action]),
        "parameter" => Some(&[Sort::Param]),
        "kind" => Some(&[Sort::Kind]),
        "metric" => Some(&[Sort::Metric]),
        _ => None,
    }
}
