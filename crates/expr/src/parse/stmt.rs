//! Statements.
//!
//! The words that begin them are ordinary names elsewhere: `start = 3` sets a value called `start`.

use super::set::Number;
use super::{MAX_STATEMENTS, Parsed, Parser, template};
use crate::ast::{Arm, AssignOp, Expr, ExprNode, Name, Place, Shown, Stmt, StmtNode, Template};
use crate::error::{Code, LangError};
use crate::lex::{Sign, Tok};
use crate::span::Span;

/// Words that begin a statement.
const WORDS: [&str; 13] =
    ["if", "each", "after", "let", "apply", "start", "cure", "emit", "show", "push", "remove", "write", "config"];

/// Words that begin a statement elsewhere, and what is written here.
const FOREIGN: [(&str, &str); 8] = [
    ("for", "`each service where …:`"),
    ("foreach", "`each service where …:`"),
    ("while", "`each service where …:`; there is no other loop"),
    ("set", "`x = …`"),
    ("var", "`let x = …`"),
    ("delete", "`remove config(\"…\")`"),
    ("print", "`show \"…\"`"),
    ("when", "`if …:`"),
];

impl Parser<'_> {
    /// Whether a path that is written to begins here.
    pub(super) fn is_place(&self) -> bool {
        let Tok::Sign(sign) = self.peek_at(1) else {
            return false;
        };
        matches!(
            sign,
            Sign::Eq
                | Sign::EqEq
                | Sign::PlusEq
                | Sign::MinusEq
                | Sign::StarEq
                | Sign::ColonEq
                | Sign::Dot
                | Sign::Arrow
        )
    }

    pub(super) fn statement(&mut self) -> Parsed<StmtNode> {
        self.statements += 1;
        if self.statements > MAX_STATEMENTS {
            let message = format!("A script has at most {MAX_STATEMENTS} statements. Part it.");
            let span = self.span();
            let failed = self.fail(Code::ScriptTooLong, span, message);
            // Nothing after this is read.
            self.pos = self.tokens.len();
            return Err(failed);
        }
        let start = self.span();
        let node = match self.peek() {
            Tok::Name(word) if !self.is_place() => {
                let word = word.clone();
                self.keyword(&word)?
            }
            Tok::Name(_) => self.assignment()?,
            _ => return Err(self.expected(Code::ExpectedStatement, "a statement")),
        };
        Ok(StmtNode::new(node, start.to(self.last_text())))
    }

    fn keyword(&mut self, word: &str) -> Parsed<Stmt> {
        match word {
            "if" => Ok(self.if_statement()),
            "each" => Ok(self.each()),
            "after" => Ok(self.after()),
            "let" => self.let_statement(),
            "apply" => self.apply(),
            "start" => self.one_name("a fault").map(Stmt::Start),
            "cure" => self.one_name("a fault").map(Stmt::Cure),
            "emit" => self.one_name("a log").map(Stmt::Emit),
            "write" => self.one_name("a parameter that is a map").map(Stmt::Write),
            "show" => self.show(),
            "push" => self.push(),
            "remove" => self.remove(),
            "config" if *self.peek_at(1) == Tok::Sign(Sign::LeftParen) => {
                let path = self.config()?;
                self.operation(Place::Config(path))
            }
            "else" => {
                let span = self.span();
                Err(self.fail(Code::ElseWithoutIf, span, "`else` begins a line of its own."))
            }
            _ => Err(self.no_statement(word)),
        }
    }

    fn no_statement(&mut self, word: &str) -> super::Failed {
        let span = self.span();
        if let Some((_, here)) = FOREIGN.iter().find(|(foreign, _)| *foreign == word) {
            return self.fail(Code::ForeignStatement, span, format!("`{word}` is no statement. Write {here}."));
        }
        let alone = matches!(self.peek_at(1), Tok::Newline | Tok::End | Tok::Sign(Sign::Semicolon));
        let mut error = if alone {
            let message = format!("`{word}` alone does nothing. A statement sets something: `{word} = …`.");
            LangError::new(Code::ExpectedStatement, span, message)
        } else {
            self.advance();
            if *self.peek() == Tok::Bad {
                return super::Failed;
            }
            let found = self.found();
            let message = format!("Expected `=` behind `{word}`, found {found}.");
            LangError::new(Code::ExpectedStatement, span, message)
        };
        if let Some(near) = crate::suggest::nearest(word, WORDS.into_iter()) {
            error = error.with_help(format!("Did you mean `{near}`?"));
        }
        self.report(error)
    }

    /// The word of a statement and a single name behind it.
    fn one_name(&mut self, what: &str) -> Parsed<Name> {
        self.advance();
        self.name(what)
    }

    fn if_statement(&mut self) -> Stmt {
        let head = self.span();
        self.advance();
        let arm = self.arm(head, "if …:");
        Stmt::If { arms: vec![arm], otherwise: None }
    }

    /// The condition and the body behind `if` or `else if`.
    pub(super) fn arm(&mut self, head: Span, shown: &str) -> Arm {
        let (when, good) = self.head_expression("the condition");
        let body = self.body(head, shown, good);
        Arm { when, body }
    }

    /// The expression of a head and its `:`. After a mistake, something stands in for the expression (the
    /// script is not used then) and reading goes on behind the `:`.
    fn head_expression(&mut self, what: &str) -> (ExprNode, bool) {
        match self.expression() {
            Ok(expression) => {
                let good = self.colon(what).is_ok();
                (expression, good)
            }
            Err(_) => {
                self.skip_head();
                (ExprNode::new(Expr::Bool(true), self.behind()), false)
            }
        }
    }

    fn each(&mut self) -> Stmt {
        let head = self.span();
        self.advance();
        if self.in_each {
            let message = "`each` cannot stand inside `each`. Use an aggregate inside, or one `each` after the other.";
            self.fail(Code::EachInEach, head, message);
        }
        let (set, filter, good) = match self.each_head() {
            Ok((set, filter)) => (set, filter, self.colon("the set").is_ok()),
            Err(_) => {
                self.skip_head();
                (crate::ast::Set::Services, None, false)
            }
        };
        let outer = std::mem::replace(&mut self.in_each, true);
        let body = self.body(head, "each …:", good);
        self.in_each = outer;
        Stmt::Each { set, filter, body }
    }

    fn each_head(&mut self) -> Parsed<(crate::ast::Set, Option<ExprNode>)> {
        let set = self.set(Number::Singular)?;
        let filter = if self.eat_word("where") { Some(self.expression()?) } else { None };
        Ok((set, filter))
    }

    fn after(&mut self) -> Stmt {
        let head = self.span();
        self.advance();
        let (ticks, good) = match self.expression() {
            Ok(ticks) if self.eat_word("ticks") || self.eat_word("tick") => {
                let good = self.colon("`ticks`").is_ok();
                (ticks, good)
            }
            Ok(ticks) => {
                self.expected(Code::ExpectedToken, "`ticks`");
                self.skip_head();
                (ticks, false)
            }
            Err(_) => {
                self.skip_head();
                (ExprNode::new(Expr::Bool(true), self.behind()), false)
            }
        };
        let body = self.body(head, "after …:", good);
        Stmt::After { ticks, body }
    }

    fn let_statement(&mut self) -> Parsed<Stmt> {
        let name = self.one_name("a new name")?;
        self.expect(Sign::Eq, "behind the new name")?;
        let value = self.expression()?;
        Ok(Stmt::Let { name, value })
    }

    fn apply(&mut self) -> Parsed<Stmt> {
        let table = self.one_name("a table")?;
        let open = self.span();
        self.expect(Sign::LeftParen, "and the row's key")?;
        let key = self.expression()?;
        self.close(Sign::RightParen, open)?;
        Ok(Stmt::Apply { table, key })
    }

    fn show(&mut self) -> Parsed<Stmt> {
        self.advance();
        if let Tok::Text(_) = self.peek() {
            return self.quoted_template().map(|text| Stmt::Show(Shown::Text(text)));
        }
        let shown = match self.peek() {
            Tok::Name(word) => match word.as_str() {
                "facts" => Some(Shown::Facts),
                "logs" => Some(Shown::Logs),
                "config" => Some(Shown::Config),
                "metrics" => Some(Shown::Metrics),
                _ => None,
            },
            _ => None,
        };
        match shown {
            Some(shown) => {
                self.advance();
                Ok(Stmt::Show(shown))
            }
            None => Err(self.expected(Code::ExpectedToken, "a text in quotes, or facts, logs, config or metrics")),
        }
    }

    fn push(&mut self) -> Parsed<Stmt> {
        let store = self.one_name("a store")?;
        let to = if self.eat_word("to") { Some(self.expression()?) } else { None };
        let text = if let Tok::Text(_) = self.peek() { Some(self.quoted_template()?) } else { None };
        Ok(Stmt::Push { store, to, text })
    }

    fn remove(&mut self) -> Parsed<Stmt> {
        self.advance();
        if self.at_word("config") {
            return self.config().map(Stmt::RemoveConfig);
        }
        Err(self.expected(Code::ExpectedToken, "`config(\"…\")`"))
    }

    /// `config("a.b")`.
    fn config(&mut self) -> Parsed<Name> {
        self.advance();
        let open = self.span();
        self.expect(Sign::LeftParen, "behind `config`")?;
        let span = self.span();
        let Tok::Text(path) = self.peek() else {
            return Err(self.expected(Code::ExpectedToken, "a path in quotes"));
        };
        let path = Name::new(path.clone(), span);
        self.advance();
        self.close(Sign::RightParen, open)?;
        Ok(path)
    }

    /// A text with holes, in quotes.
    fn quoted_template(&mut self) -> Parsed<Template> {
        let span = self.span();
        self.advance();
        template::in_quotes(self.source, span).map_err(|errors| {
            self.errors.extend(errors);
            super::Failed
        })
    }

    fn assignment(&mut self) -> Parsed<Stmt> {
        let head = self.name("a metric or value")?;
        let place = if self.eat(Sign::Arrow) {
            let (callee, knob) = self.link_end()?;
            Place::Link(head, callee, knob)
        } else if self.eat(Sign::Dot) {
            let member = self.name("a metric behind the dot")?;
            if member.node == "config" && self.at(Sign::LeftParen) {
                let message = "A script writes only the configuration of `self`: `config(\"…\") = …`.";
                let error = LangError::new(Code::ExpectedStatement, head.span.to(member.span), message);
                return Err(self.report(error.with_help("Put it into `each service where self == …:`.")));
            }
            self.refuse_longer(head.span)?;
            Place::Member(head, member)
        } else {
            Place::Name(head)
        };
        self.operation(place)
    }

    /// The operator behind a place, and what is written.
    fn operation(&mut self, place: Place) -> Parsed<Stmt> {
        let span = self.span();
        let op = match self.peek() {
            Tok::Sign(Sign::ColonEq) => {
                self.advance();
                let draw = self.full_draw()?;
                return Ok(Stmt::Draw { place, draw });
            }
            Tok::Sign(Sign::Eq) => AssignOp::Set,
            Tok::Sign(Sign::PlusEq) => AssignOp::Add,
            Tok::Sign(Sign::MinusEq) => AssignOp::Sub,
            Tok::Sign(Sign::StarEq) => AssignOp::Mul,
            Tok::Sign(Sign::EqEq) => {
                let message = "`==` compares, it does not set. Write `=`.";
                self.report(LangError::new(Code::CompareForSet, span, message).with_replacement("="));
                AssignOp::Set
            }
            _ => return Err(self.expected(Code::ExpectedToken, "`=`, `+=`, `-=`, `*=` or `:=`")),
        };
        self.advance();
        let value = self.expression()?;
        Ok(Stmt::Assign { place, op, value })
    }
}
