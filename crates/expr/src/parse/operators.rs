//! Operators by precedence: one function climbs from loose to tight. Comparisons form no chains, and an author who
//! writes one is told what to write instead.

use super::{Parsed, Parser};
use crate::ast::{BinOp, Expr, ExprNode, UnOp};
use crate::error::{Code, LangError};
use crate::lex::{Sign, Tok, Word};
use crate::span::Span;

/// How tight an operator binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Or,
    And,
    Not,
    Compare,
    Sum,
    Product,
    Unary,
    Atom,
}

impl Level {
    /// The next tighter one.
    pub(crate) fn tighter(self) -> Level {
        match self {
            Level::Or => Level::And,
            Level::And => Level::Not,
            Level::Not => Level::Compare,
            Level::Compare => Level::Sum,
            Level::Sum => Level::Product,
            Level::Product => Level::Unary,
            Level::Unary | Level::Atom => Level::Atom,
        }
    }

    /// How tight a binary operator binds.
    pub(crate) fn of(op: BinOp) -> Level {
        match op {
            BinOp::Or => Level::Or,
            BinOp::And => Level::And,
            BinOp::Lt | BinOp::Le | BinOp::Eq | BinOp::Ne | BinOp::Ge | BinOp::Gt => Level::Compare,
            BinOp::Add | BinOp::Sub => Level::Sum,
            BinOp::Mul | BinOp::Div | BinOp::Mod => Level::Product,
        }
    }
}

fn binary_op(token: &Tok) -> Option<BinOp> {
    match token {
        Tok::Word(Word::Or) => Some(BinOp::Or),
        Tok::Word(Word::And) => Some(BinOp::And),
        Tok::Word(Word::Mod) => Some(BinOp::Mod),
        Tok::Sign(sign) => match sign {
            Sign::Less => Some(BinOp::Lt),
            Sign::Le => Some(BinOp::Le),
            // `=` is reported where it is met, and read as what was meant.
            Sign::EqEq | Sign::Eq => Some(BinOp::Eq),
            Sign::Ne => Some(BinOp::Ne),
            Sign::Ge => Some(BinOp::Ge),
            Sign::Greater => Some(BinOp::Gt),
            Sign::Plus => Some(BinOp::Add),
            Sign::Minus => Some(BinOp::Sub),
            Sign::Star => Some(BinOp::Mul),
            Sign::Slash => Some(BinOp::Div),
            _ => None,
        },
        _ => None,
    }
}

impl Parser<'_> {
    /// Operators that bind at least as tight as `min`, and what they join.
    pub(super) fn operators(&mut self, min: Level) -> Parsed<ExprNode> {
        // Nothing goes on tighter than what was read: behind `not a` and `a in (b)` only `and` and `or` do.
        let (mut left, mut most) = if *self.peek() == Tok::Word(Word::Not) && min <= Level::Not {
            (self.negation()?, Level::And)
        } else {
            (self.unary()?, Level::Product)
        };
        loop {
            if *self.peek() == Tok::Word(Word::In) && (min..=most).contains(&Level::Compare) {
                left = self.membership(left)?;
                self.refuse_chain(&left)?;
                most = Level::And;
                continue;
            }
            let Some(op) = binary_op(self.peek()).filter(|op| (min..=most).contains(&Level::of(*op))) else {
                return Ok(left);
            };
            let sign = self.span();
            if self.at(Sign::Eq) {
                let message = "`=` sets, it does not compare. Write `==`.";
                let error = LangError::new(Code::EqualsForCompare, sign, message).with_replacement("==");
                self.report(error);
            }
            self.advance();
            let right = self.operators(Level::of(op).tighter())?;
            most = Level::of(op);
            if most == Level::Compare {
                self.refuse_second(&left, sign, &right)?;
                most = Level::And;
            }
            let span = left.span.to(right.span);
            left = self.node(Expr::Binary(op, Box::new(left), Box::new(right)), span)?;
        }
    }

    fn negation(&mut self) -> Parsed<ExprNode> {
        let start = self.span();
        self.advance();
        let operand = self.operators(Level::Compare)?;
        let span = start.to(operand.span);
        self.node(Expr::Unary(UnOp::Not, Box::new(operand)), span)
    }

    /// `in (a, b)` behind its needle.
    fn membership(&mut self, needle: ExprNode) -> Parsed<ExprNode> {
        self.advance();
        let open = self.span();
        self.expect(Sign::LeftParen, "behind `in`")?;
        let items = self.deeper(|parser| parser.items(Sign::RightParen, open))?;
        let span = needle.span.to(self.last_span());
        self.node(Expr::In(Box::new(needle), items), span)
    }

    /// After `a < b`: reports `a < b < c`, with what is right.
    fn refuse_second(&mut self, left: &ExprNode, sign: Span, middle: &ExprNode) -> Parsed<()> {
        if *self.peek() == Tok::Word(Word::In) {
            return self.refuse_chain(middle);
        }
        if binary_op(self.peek()).is_none_or(|op| Level::of(op) != Level::Compare) {
            return Ok(());
        }
        let second = self.span();
        let double_equals = self.at(Sign::Eq);
        self.advance();
        let right = self.operators(Level::Sum)?;
        let span = left.span.to(right.span);
        let first_op = match self.written(sign) {
            "=" => "==",
            written => written,
        };
        let second_op = if double_equals { BinOp::Eq.as_str() } else { self.written(second) };
        let (a, b, c) = (self.written(left.span), self.written(middle.span), self.written(right.span));
        let first = match (&left.node, flipped(first_op)) {
            (Expr::Number { .. }, Some(flipped)) => format!("{b} {flipped} {a}"),
            _ => format!("{a} {first_op} {b}"),
        };
        let mut remedy = format!("{first} and {b} {second_op} {c}");
        let before = self.tokens[..self.pos].iter().rev().find(|token| token.span.end <= left.span.start);
        if before.is_some_and(|token| token.kind == Tok::Word(Word::Not)) {
            remedy = format!("({remedy})");
        }
        let message = format!("`{}` compares twice. Write `{remedy}`.", self.written(span));
        let error = LangError::new(Code::ChainedComparison, span, message).with_replacement(remedy);
        self.report(error);
        // A third comparison would be reported as part of the same chain.
        while binary_op(self.peek()).is_some_and(|op| Level::of(op) == Level::Compare) {
            self.advance();
            self.operators(Level::Sum)?;
        }
        Ok(())
    }

    /// After a whole comparison: reports another one.
    fn refuse_chain(&mut self, left: &ExprNode) -> Parsed<()> {
        let again = *self.peek() == Tok::Word(Word::In)
            || binary_op(self.peek()).is_some_and(|op| Level::of(op) == Level::Compare);
        if !again {
            return Ok(());
        }
        let message = "Comparisons do not form chains. Join two of them with `and`.";
        Err(self.fail(Code::ChainedComparison, left.span.to(self.span()), message))
    }

    fn unary(&mut self) -> Parsed<ExprNode> {
        let start = self.span();
        if !self.eat(Sign::Minus) {
            return self.atom();
        }
        let operand = self.atom()?;
        let span = start.to(operand.span);
        self.node(Expr::Unary(UnOp::Neg, Box::new(operand)), span)
    }
}

/// The comparison with its sides swapped.
fn flipped(op: &str) -> Option<&'static str> {
    match op {
        "<" => Some(">"),
        "<=" => Some(">="),
        ">" => Some("<"),
        ">=" => Some("<="),
        _ => None,
    }
}
