//! Expressions: what operators join. The operators themselves are read by `operators`.

use super::operators::Level;
use super::{Failed, MAX_NODES, Parsed, Parser};
use crate::ast::{AggOp, Expr, ExprNode, Name};
use crate::error::{Code, LangError};
use crate::lex::{Sign, Tok, Word};
use crate::span::Span;

/// The aggregate of that name.
fn aggregate(name: &str) -> Option<AggOp> {
    AggOp::ALL.iter().copied().find(|op| op.as_str() == name)
}

impl Parser<'_> {
    /// An expression of its own, with its own count of nodes.
    pub(super) fn expression(&mut self) -> Parsed<ExprNode> {
        self.nodes = 0;
        self.expr()
    }

    /// An expression and nothing behind it.
    pub(super) fn expression_to_end(&mut self) -> Parsed<ExprNode> {
        let expression = self.expression()?;
        self.expect_end("an operator or the end")?;
        Ok(expression)
    }

    /// An expression that may be part of another.
    pub(super) fn expr(&mut self) -> Parsed<ExprNode> {
        let left = self.operators(Level::Or)?;
        self.refuse_draw(&left)?;
        Ok(left)
    }

    /// Reports `5% to 9%` where a value is expected.
    pub(super) fn refuse_draw(&mut self, low: &ExprNode) -> Parsed<()> {
        if !self.at_word("to") {
            return Ok(());
        }
        self.advance();
        let high = self.operators(Level::Sum)?;
        let span = low.span.to(high.span);
        let message = format!("`{}` is a draw. Draws stand in `start` or after `:=`.", self.written(span));
        // What was meant is clear; the rest of the line is read as if it were a value.
        self.fail(Code::MisplacedDraw, span, message);
        Ok(())
    }

    pub(super) fn node(&mut self, expr: Expr, span: Span) -> Parsed<ExprNode> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            let message = format!("This expression has more than {MAX_NODES} parts. Part it into named formulas.");
            return Err(self.fail(Code::ExpressionTooLarge, span, message));
        }
        Ok(ExprNode::new(expr, span))
    }

    pub(super) fn atom(&mut self) -> Parsed<ExprNode> {
        let span = self.span();
        let constant = match self.peek() {
            Tok::Number(digits, unit) => Expr::Number { digits: digits.clone(), unit: *unit },
            Tok::Text(text) => Expr::Text(text.clone()),
            Tok::Word(Word::True) => Expr::Bool(true),
            Tok::Word(Word::False) => Expr::Bool(false),
            Tok::Word(Word::Never) => Expr::Never,
            Tok::Name(_) => return self.path(),
            Tok::Sign(Sign::LeftParen) => return self.group(),
            Tok::Sign(Sign::LeftBracket) => return self.list(),
            _ => return Err(self.no_value()),
        };
        self.advance();
        self.node(constant, span)
    }

    fn no_value(&mut self) -> Failed {
        let found = self.found();
        let help = match self.peek() {
            Tok::Word(Word::Not) => Some("Put `not …` in parentheses."),
            Tok::Sign(Sign::Minus) => Some("Put `-…` in parentheses."),
            Tok::Sign(Sign::LeftBrace) => Some("Maps `{ }` stand only as a parameter of a deed."),
            _ => None,
        };
        let mut error = LangError::new(Code::ExpectedValue, self.span(), format!("Expected a value, found {found}."));
        error.help = help.map(str::to_owned);
        self.report(error)
    }

    fn group(&mut self) -> Parsed<ExprNode> {
        let open = self.span();
        self.advance();
        let inner = self.deeper(Parser::expr)?;
        self.close(Sign::RightParen, open)?;
        // The place of a group holds its parentheses, so that what is built of it begins at them.
        Ok(ExprNode::new(inner.node, open.to(self.last_span())))
    }

    fn list(&mut self) -> Parsed<ExprNode> {
        let open = self.span();
        self.advance();
        let items = if self.eat(Sign::RightBracket) {
            Vec::new()
        } else {
            self.deeper(|parser| parser.items(Sign::RightBracket, open))?
        };
        let span = open.to(self.last_span());
        self.node(Expr::List(items), span)
    }

    /// At least one expression, up to and with the closing bracket; the opening one is read already.
    pub(super) fn items(&mut self, closing: Sign, open: Span) -> Parsed<Vec<ExprNode>> {
        let mut items = vec![self.expr()?];
        while self.eat(Sign::Comma) {
            items.push(self.expr()?);
        }
        self.close(closing, open)?;
        Ok(items)
    }

    /// A name and what may follow it: `.member`, `.call(…)`, `->callee.knob`, `(…)`.
    fn path(&mut self) -> Parsed<ExprNode> {
        let head = self.name("a name")?;
        if self.at(Sign::LeftParen) {
            return self.call(head);
        }
        if self.eat(Sign::Arrow) {
            let (callee, knob) = self.link_end()?;
            let span = head.span.to(knob.span);
            return self.node(Expr::Link { caller: head, callee, knob }, span);
        }
        if !self.eat(Sign::Dot) {
            let span = head.span;
            return self.node(Expr::Name(head.node), span);
        }
        let member = self.name("a metric behind the dot")?;
        if self.at(Sign::LeftParen) {
            let open = self.span();
            let args = self.arguments(open)?;
            let span = head.span.to(self.last_span());
            return self.node(Expr::MemberCall { head, name: member, args }, span);
        }
        self.refuse_longer(head.span)?;
        let span = head.span.to(member.span);
        self.node(Expr::Member { head, member }, span)
    }

    /// `callee.knob` behind the arrow.
    pub(super) fn link_end(&mut self) -> Parsed<(Name, Name)> {
        let callee = self.name("the called service")?;
        self.expect(Sign::Dot, "and a knob of the call")?;
        let knob = self.name("a knob of the call")?;
        self.refuse_longer(callee.span)?;
        Ok((callee, knob))
    }

    /// Reports a path with one more dot or arrow.
    pub(super) fn refuse_longer(&mut self, start: Span) -> Parsed<()> {
        if !self.at(Sign::Dot) && !self.at(Sign::Arrow) {
            return Ok(());
        }
        let named = matches!(self.peek_at(1), Tok::Name(_));
        let last = self.tokens.get(self.pos + usize::from(named)).map_or(start, |token| token.span);
        let span = start.to(last);
        let message = "A path has one dot at most: `service.metric` or `caller->callee.knob`.";
        let error = LangError::new(Code::PathTooLong, span, message)
            .with_help("A configuration's path stands in quotes: `service.config(\"a.b\")`.");
        Err(self.report(error))
    }

    fn call(&mut self, name: Name) -> Parsed<ExprNode> {
        let open = self.span();
        let start = name.span;
        if name.node == "acted" {
            self.advance();
            let pattern = self.deeper(Parser::pattern)?;
            self.close(Sign::RightParen, open)?;
            return self.node(Expr::Acted(pattern), start.to(self.last_span()));
        }
        self.advance();
        if self.eat(Sign::RightParen) {
            return self.node(Expr::Call { name, args: Vec::new() }, start.to(self.last_span()));
        }
        self.deeper(|parser| {
            let first = parser.expr()?;
            if parser.at_word("over") {
                return parser.aggregate(&name, first, open);
            }
            let mut args = vec![first];
            while parser.eat(Sign::Comma) {
                args.push(parser.expr()?);
            }
            parser.close(Sign::RightParen, open)?;
            let span = start.to(parser.last_span());
            parser.node(Expr::Call { name, args }, span)
        })
    }

    /// `(a, b)` with its brackets, possibly empty.
    fn arguments(&mut self, open: Span) -> Parsed<Vec<ExprNode>> {
        self.advance();
        if self.eat(Sign::RightParen) {
            return Ok(Vec::new());
        }
        self.deeper(|parser| parser.items(Sign::RightParen, open))
    }

    /// `over set where filter)` behind the body of an aggregate.
    fn aggregate(&mut self, name: &Name, body: ExprNode, open: Span) -> Parsed<ExprNode> {
        let Some(op) = aggregate(&name.node) else {
            let names: Vec<&str> = AggOp::ALL.iter().map(|op| op.as_str()).collect();
            let message = format!("`{}` does not run over a set. Those that do: {}.", name.node, names.join(", "));
            return Err(self.fail(Code::NotAnAggregate, name.span, message));
        };
        self.advance();
        let set = self.set(super::set::Number::Plural)?;
        let filter = if self.eat_word("where") { Some(Box::new(self.expr()?)) } else { None };
        self.close(Sign::RightParen, open)?;
        let span = name.span.to(self.last_span());
        self.node(Expr::Agg { op, body: Box::new(body), set, filter }, span)
    }
}
