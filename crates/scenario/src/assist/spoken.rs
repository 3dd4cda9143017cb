//! Texts of the language, read for the names in them: which words stand where, and what sort of name each may be.
//! Works on tokens, so that a half-written expression has answers too.

use super::reader::Style;
use crate::decode::{Sort, TextKind};
use brownout_expr::lex::{Lines, Offsets, Sign, Tok, Token, lex};
use brownout_expr::lower::FUNCTIONS;

/// A word of a text of the language, at its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// First byte.
    pub from: u32,
    /// One past the last byte.
    pub to: u32,
    /// As written.
    pub name: String,
    /// What it may be.
    pub slot: Slot,
}

/// What a word may be at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A name in an expression; the metric or parameter that it is compared with or given to, if any.
    Bare(Option<String>),
    /// A name of one of these sorts.
    Of(&'static [Sort]),
    /// What stands before a `.`.
    Head,
    /// A metric behind a `.`.
    Member,
    /// A function.
    Function,
    /// A set.
    Set,
    /// The first word of a statement that is no keyword: something that is written to.
    Statement,
    /// A name that the script gives itself.
    Local,
    /// The level of a log line.
    Level,
    /// A word that belongs to the sentence.
    Particle,
}

/// The sorts that a bare name may have, first match wins.
pub const BARE: &[Sort] = &[
    Sort::Param,
    Sort::FaultParam,
    Sort::Metric,
    Sort::Value,
    Sort::Setting,
    Sort::Service,
    Sort::Fault,
    Sort::Tag,
    Sort::Knob,
    Sort::Word,
    Sort::Status,
    Sort::Role,
];

/// Every word of a text that stands at `from..to` of the file.
pub fn uses(kind: TextKind, file: &str, from: u32, to: u32, style: Style) -> Vec<Use> {
    let mut out = Vec::new();
    let raw = file.get(from as usize..to as usize).unwrap_or("");
    let plain = unescaped(raw, style);
    match kind {
        TextKind::Template => template(&plain, from, &mut out),
        TextKind::Lines => lines(&plain, from, &mut out),
        TextKind::Script => piece(Mode::Script, &plain, from, &mut out),
        TextKind::Deed => piece(Mode::Deed, &plain, from, &mut out),
        TextKind::DeedPattern => piece(Mode::Pattern, &plain, from, &mut out),
        TextKind::Expression | TextKind::Condition | TextKind::Draw | TextKind::Range => {
            piece(Mode::Expression, &plain, from, &mut out);
        }
        TextKind::Prose | TextKind::Name | TextKind::Duration | TextKind::Date => {}
    }
    out
}

/// The text with escapes replaced by what they stand for, each at its place and as long as it was.
fn unescaped(raw: &str, style: Style) -> String {
    match style {
        Style::Double => raw.replace("\\\"", " \"").replace("\\n", " \n").replace("\\\\", "  "),
        Style::Single => raw.replace("''", " '"),
        Style::Plain | Style::Block => raw.to_owned(),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Expression,
    Script,
    Deed,
    Pattern,
    Head,
}

/// Texts with holes: `{expression:format}`.
fn template(text: &str, from: u32, out: &mut Vec<Use>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'{' {
            at += 1;
        } else if bytes.get(at + 1) == Some(&b'{') {
            at += 2;
        } else {
            let end = hole_end(bytes, at + 1);
            let inner = text.get(at + 1..end).unwrap_or("");
            piece(Mode::Expression, inner, from + at as u32 + 1, out);
            at = end;
        }
    }
}

/// Where the expression of a hole ends: at its format or its brace, outside quotes.
fn hole_end(bytes: &[u8], start: usize) -> usize {
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match (quote, byte) {
            (None, b'}' | b':' | b'\n') => return at,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
    }
    bytes.len()
}

fn lines(text: &str, from: u32, out: &mut Vec<Use>) {
    let mut start = 0;
    for line in text.split('\n') {
        let at = from + start as u32;
        start += line.len() + 1;
        if line.trim_start().starts_with('#') {
            continue;
        }
        let head = line.find(':').unwrap_or(line.len());
        piece(Mode::Head, &line[..head], at, out);
        template(&line[head..], at + head as u32, out);
    }
}

fn piece(mode: Mode, text: &str, from: u32, out: &mut Vec<Use>) {
    let matter = if mode == Mode::Script { Lines::Matter } else { Lines::Joined };
    let lexed = lex(text, matter, Offsets::Shift(from));
    let mut walk = Walk {
        mode,
        tokens: &lexed.tokens,
        open: Vec::new(),
        verb: String::new(),
        begun: true,
        order: mode == Mode::Pattern || mode == Mode::Deed,
        where_: false,
        giving: false,
    };
    for index in 0..lexed.tokens.len() {
        let token = &lexed.tokens[index];
        match &token.kind {
            Tok::Name(name) => {
                let slot = walk.slot(index, name);
                out.push(Use { from: token.span.start, to: token.span.end, name: name.clone(), slot });
            }
            Tok::Word(word) => {
                let name = word.as_str().to_owned();
                out.push(Use { from: token.span.start, to: token.span.end, name, slot: Slot::Particle });
            }
            // What is shown or pushed is a text with holes.
            Tok::Text(_) if mode == Mode::Script => {
                let (start, end) = ((token.span.start - from) as usize, (token.span.end - from) as usize);
                let inner = text.get(start + 1..end.saturating_sub(1)).unwrap_or("");
                template(inner, token.span.start + 1, out);
            }
            _ => {}
        }
        walk.after(index);
    }
}

struct Walk<'a> {
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
    where_: bool,
    /// Whether parameters are being given.
    giving: bool,
}

impl Walk<'_> {
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

    fn slot(&mut self, index: usize, name: &str) -> Slot {
        let previous = self.name_at(self.before(index, 1)).unwrap_or("").to_owned();
        if self.sign(self.before(index, 1), Sign::Dot) {
            let knob = self.sign(self.before(index, 3), Sign::Arrow);
            return if knob { Slot::Of(&[Sort::Knob]) } else { Slot::Member };
        }
        if self.sign(self.before(index, 1), Sign::Arrow) || self.sign(index + 1, Sign::Arrow) {
            return Slot::Of(&[Sort::Service]);
        }
        if self.mode == Mode::Head && self.open.is_empty() && !self.where_ {
            if let Some(slot) = self.head(index, name, &previous) {
                return slot;
            }
        }
        let deeds = self.order || !self.open.is_empty() || matches!(self.mode, Mode::Deed | Mode::Pattern | Mode::Head);
        if self.order && name != "any" {
            self.order = false;
            return Slot::Of(&[Sort::Action]);
        }
        match previous.as_str() {
            "at" if deeds => return Slot::Head,
            "over" | "each" => return Slot::Set,
            "of" => return Slot::Head,
            "from" | "to" if self.name_at(self.before(index, 2)) == Some("calls") => return Slot::Head,
            _ => {}
        }
        match name {
            "at" if deeds && !previous.is_empty() && !self.where_ => return Slot::Particle,
            "where" if !self.begun => {
                self.where_ = true;
                self.giving = false;
                return Slot::Particle;
            }
            "with" if self.mode == Mode::Deed => {
                self.giving = true;
                return Slot::Particle;
            }
            "over" | "of" | "to" | "from" | "ticks" if !self.begun => return Slot::Particle,
            _ => {}
        }
        if self.mode == Mode::Script {
            match (self.verb.as_str(), previous.as_str()) {
                ("start" | "cure", "start" | "cure") => return Slot::Of(&[Sort::Fault]),
                ("emit", "emit") => return Slot::Of(&[Sort::Log]),
                ("apply", "apply") => return Slot::Of(&[Sort::Table]),
                ("push", "push") => return Slot::Of(&[Sort::Store]),
                ("push", "to") => return Slot::Of(&[Sort::Role, Sort::Param]),
                ("write", "write") => return Slot::Of(&[Sort::Param]),
                ("let", "let") => return Slot::Local,
                ("show", "show") => return Slot::Particle,
                _ => {}
            }
            let verbs = [
                "if", "else", "each", "after", "let", "apply", "start", "cure", "emit", "show", "push", "write",
                "remove",
            ];
            if self.begun && verbs.contains(&name) && !self.assigns(index + 1) {
                name.clone_into(&mut self.verb);
                return Slot::Particle;
            }
        }
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
    fn after(&mut self, index: usize) {
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
                    self.where_ = false;
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
                    self.where_ = false;
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
pub fn argument_sorts(function: &str, argument: usize) -> Option<&'static [Sort]> {
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
