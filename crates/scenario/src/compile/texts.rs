//! Texts of the language: parse, lower, and turn what is wrong into diagnostics at the right place of the file.

use brownout_expr::ast::{BinOp, Draw, Expr, ExprNode, Part, Pattern};
use brownout_expr::error::LangError;
use brownout_expr::lower::{self, Ctx, Formula, Subject, Target, Want};
use brownout_expr::ops::Code;
use brownout_expr::parse;
use brownout_expr::scope::{PatternCode, TemplateCode};
use brownout_expr::types::Ty;

use super::Compiler;
use crate::diagnostic::{Code as Kind, Diagnostic};
use crate::source::Pos;
use crate::text::Text;

impl Compiler<'_> {
    /// An error of the format itself.
    pub(super) fn error(&mut self, code: Kind, pos: Pos, message: impl Into<String>) {
        self.push_error(code, pos, message.into(), None);
    }

    /// An error with advice.
    pub(super) fn error_help(&mut self, code: Kind, pos: Pos, message: impl Into<String>, help: impl Into<String>) {
        self.push_error(code, pos, message.into(), Some(help.into()));
    }

    #[inline(never)]
    fn push_error(&mut self, code: Kind, pos: Pos, message: String, help: Option<String>) {
        let mut found = Diagnostic::error(code, pos, message);
        found.help = help;
        self.out.push(found);
    }

    /// Reports errors of the language.
    pub(super) fn report(&mut self, text: &Text, errors: Vec<LangError>) {
        for error in errors {
            let mut found = Diagnostic::language(&error, text);
            let written = text.get(error.span.start as usize..error.span.end as usize);
            if written.is_some_and(|name| self.absent.has(name)) {
                found.help = Some("It stands in the catalogue, but takes no part here.".to_owned());
                found.replacement = None;
            }
            self.out.push(found);
        }
    }

    pub(super) fn parsed<T>(&mut self, text: &Text, result: Result<T, Vec<LangError>>) -> Option<T> {
        match result {
            Ok(parsed) => Some(parsed),
            Err(errors) => {
                self.report(text, errors);
                None
            }
        }
    }

    pub(super) fn with_target<T>(&mut self, formulas: &[Formula], work: impl FnOnce(Target<'_>) -> T) -> T {
        work(Target { symbols: &self.symbols, cells: &mut self.cells, formulas, trial: false })
    }

    /// An expression as code.
    pub(super) fn expr(&mut self, text: &Text, ctx: Ctx, want: Want) -> Option<(Code, Ty)> {
        self.expr_with(text, ctx, want, &[])
    }

    /// An expression that may name formulas of a fault.
    pub(super) fn expr_with(&mut self, text: &Text, ctx: Ctx, want: Want, formulas: &[Formula]) -> Option<(Code, Ty)> {
        let node = self.read_expr(text, want == Want::Truth)?;
        self.lower_node(text, &node, ctx, want, formulas)
    }

    /// A parsed expression as code.
    pub(super) fn lower_node(
        &mut self,
        text: &Text,
        node: &ExprNode,
        ctx: Ctx,
        want: Want,
        formulas: &[Formula],
    ) -> Option<(Code, Ty)> {
        let result = self.with_target(formulas, |target| lower::expr(target, ctx, node, want));
        self.parsed(text, result)
    }

    /// A condition as code; false if it is wrong.
    pub(super) fn condition(&mut self, text: &Text, ctx: Ctx) -> Code {
        self.condition_with(text, ctx, &[])
    }

    /// A condition that may name formulas of a fault.
    pub(super) fn condition_with(&mut self, text: &Text, ctx: Ctx, formulas: &[Formula]) -> Code {
        self.expr_with(text, ctx, Want::Truth, formulas).map_or_else(Code::empty, |(code, _)| code)
    }

    /// A number that is known before the run.
    pub(super) fn constant(&mut self, text: &Text, want: Want) -> Option<f64> {
        let (code, _) = self.expr(text, Ctx::read(Subject::None), want)?;
        let known = code.constant();
        if known.is_none() {
            self.error_help(
                Kind::NotConstant,
                text.pos(),
                "This is needed before the run begins, and it depends on what happens in it.",
                "Use numbers and settings.",
            );
        }
        known
    }

    /// A script as code. `place` names the streams of its draws.
    pub(super) fn script(&mut self, text: &Text, ctx: Ctx, place: &str, formulas: &[Formula]) -> Code {
        let Some(mut script) = self.parsed(text, parse::parse_script(text)) else {
            return Code::empty();
        };
        self.absent.script(&mut script);
        place.clone_into(&mut self.cells.place);
        let result = self.with_target(formulas, |target| lower::script(target, ctx, &script));
        self.parsed(text, result).unwrap_or_default()
    }

    /// A text with holes.
    pub(super) fn template(&mut self, text: &Text, ctx: Ctx) -> TemplateCode {
        let Some(mut template) = self.parsed(text, parse::parse_template(text)) else {
            return TemplateCode::default();
        };
        self.absent.template(&mut template);
        let result = self.with_target(&[], |target| lower::template(target, ctx, &template));
        self.parsed(text, result).unwrap_or_default()
    }

    /// A deed's pattern, with what was written.
    pub(super) fn pattern(
        &mut self,
        text: &Text,
        ctx: Ctx,
        home: Option<u32>,
        formulas: &[Formula],
    ) -> Option<(PatternCode, Pattern)> {
        let mut pattern = self.parsed(text, parse::parse_pattern(text))?;
        // What is done to a service that takes no part is never done.
        if pattern.at.as_ref().is_some_and(|at| self.absent.has(&at.node)) {
            return None;
        }
        if let Some(filter) = &mut pattern.filter {
            self.absent.condition(filter);
        }
        let result = self.with_target(formulas, |target| lower::pattern(target, ctx, &pattern, home));
        self.parsed(text, result).map(|code| (code, pattern))
    }

    /// Whether lowering an expression needs a `self`: tried without one, nothing is reported or kept.
    pub(super) fn needs_self(&mut self, text: &Text, want: Want) -> bool {
        let Ok(mut node) = parse::parse_expr(text) else {
            return false;
        };
        self.absent.expr(&mut node);
        if self.speaks_of_self(&node) {
            return true;
        }
        self.tried(|target| lower::expr(target, Ctx::read(Subject::None), &node, want)).is_none()
    }

    /// Whether a text with holes needs a `self`.
    pub(super) fn template_needs_self(&mut self, text: &Text) -> bool {
        let Ok(mut template) = parse::parse_template(text) else {
            return false;
        };
        self.absent.template(&mut template);
        let holes = template.parts.iter().filter_map(|part| match part {
            Part::Hole { value, .. } => Some(value),
            Part::Text(_) => None,
        });
        if holes.into_iter().any(|value| self.speaks_of_self(value)) {
            return true;
        }
        self.tried(|target| lower::template(target, Ctx::read(Subject::None), &template)).is_none()
    }

    /// Whether an expression plainly names `self` or a metric of it. Only spares the trial, which costs more.
    fn speaks_of_self(&self, node: &ExprNode) -> bool {
        match &node.node {
            Expr::Name(name) => {
                name == "self" || (self.symbols.metrics.get(name).is_some() && self.symbols.values.get(name).is_none())
            }
            Expr::Unary(_, inner) => self.speaks_of_self(inner),
            // The right side of an equality may be a word.
            Expr::Binary(BinOp::Eq | BinOp::Ne, left, _) | Expr::In(left, _) => self.speaks_of_self(left),
            Expr::Binary(_, left, right) => self.speaks_of_self(left) || self.speaks_of_self(right),
            _ => false,
        }
    }

    /// Lowers something to see whether it can be; cells that were asked for are given back.
    pub(super) fn tried<T>(&mut self, work: impl FnOnce(Target<'_>) -> Result<T, Vec<LangError>>) -> Option<T> {
        let mark = self.cells.mark();
        let result = work(Target { symbols: &self.symbols, cells: &mut self.cells, formulas: &[], trial: true });
        self.cells.reset(&mark);
        result.ok()
    }

    /// An expression as it counts here.
    pub(super) fn read_expr(&mut self, text: &Text, condition: bool) -> Option<ExprNode> {
        let mut node = self.parsed(text, parse::parse_expr(text))?;
        if condition {
            self.absent.condition(&mut node);
        } else {
            self.absent.expr(&mut node);
        }
        Some(node)
    }

    /// A value or a draw as it counts here.
    pub(super) fn read_draw(&mut self, text: &Text) -> Option<Draw> {
        let mut draw = self.parsed(text, parse::parse_draw(text))?;
        self.absent.expr(&mut draw.low);
        draw.high.iter_mut().for_each(|high| self.absent.expr(high));
        Some(draw)
    }

    /// An error about a name that is not there, with the nearest that is; without one, with `help`.
    pub(super) fn unknown(
        &mut self,
        code: Kind,
        name: &Text,
        message: String,
        near: Option<String>,
        help: Option<String>,
    ) {
        let found = Diagnostic::error(code, name.pos(), message);
        self.out.push(match (near.filter(|near| near != name.as_str()), help) {
            (Some(near), _) => found.help(format!("Did you mean `{near}`?")).replace(name.pos(), near),
            (None, Some(help)) => found.help(help),
            (None, None) => found,
        });
    }
}
