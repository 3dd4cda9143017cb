//! Scripts: lines, blocks, and how reading goes on after a mistake.
//!
//! A mistake ends the line it stands on and no more, so that all mistakes are reported at once.

use super::{Failed, MAX_BLOCKS, Parsed, Parser, whole};
use crate::ast::{Script, Stmt, StmtNode};
use crate::error::{Code, LangError};
use crate::lex::{Lines, Sign, Tok};
use crate::span::Span;

/// Reads a script.
///
/// # Errors
/// Everything that is wrong with the text.
pub fn parse_script(text: &str) -> Result<Script, Vec<LangError>> {
    whole(text, Lines::Matter, Parser::script)
}

impl Parser<'_> {
    fn script(&mut self) -> Parsed<Script> {
        let mut script = Vec::new();
        while *self.peek() != Tok::End {
            self.block(&mut script);
            // Only a script whose first line is indented deeper than a later one closes more than it opened.
            if *self.peek() == Tok::Dedent {
                self.advance();
            }
        }
        Ok(script)
    }

    /// The lines of a block, up to where it ends.
    fn block(&mut self, out: &mut Vec<StmtNode>) {
        loop {
            match self.peek() {
                Tok::End | Tok::Dedent => return,
                Tok::Newline => self.advance(),
                Tok::Indent => self.stray_block(out),
                Tok::Name(word) if word == "else" && !self.is_place() => self.else_line(out),
                Tok::Name(word) if is_else_if(word) && !self.is_place() => {
                    let word = word.clone();
                    let message = format!("`{word}` does not exist. Write `else if`.");
                    let error = LangError::new(Code::ForeignStatement, self.span(), message);
                    self.report(error.with_replacement("else if"));
                    self.else_line(out);
                }
                _ => self.line(out),
            }
        }
    }

    /// Lines that are indented deeper for no reason.
    fn stray_block(&mut self, out: &mut Vec<StmtNode>) {
        self.advance();
        let message = "This line is indented deeper, but the line above it opens no block with `:`.";
        let span = self.span();
        self.fail(Code::UnexpectedIndentation, span, message);
        self.inner_block(out);
    }

    /// The lines behind an `Indent`, and the `Dedent` that ends them.
    fn inner_block(&mut self, out: &mut Vec<StmtNode>) {
        if self.blocks >= MAX_BLOCKS {
            self.too_deep();
            return self.skip_block();
        }
        self.blocks += 1;
        self.block(out);
        self.blocks -= 1;
        if *self.peek() == Tok::Dedent {
            self.advance();
        }
    }

    fn too_deep(&mut self) {
        let message = format!("More than {MAX_BLOCKS} blocks inside each other. Join conditions with `and`.");
        let span = self.span();
        self.fail(Code::NestedTooDeep, span, message);
    }

    /// Passes over the rest of a block.
    fn skip_block(&mut self) {
        let mut open = 1u32;
        while open > 0 && *self.peek() != Tok::End {
            match self.peek() {
                Tok::Indent => open += 1,
                Tok::Dedent => open -= 1,
                _ => {}
            }
            self.advance();
        }
    }

    /// Passes over the rest of a line, and reads the block below it, if there is one, for its own mistakes.
    fn skip_line(&mut self) {
        while !self.at_line_end() {
            self.advance();
        }
        if *self.peek() == Tok::Newline {
            self.advance();
        }
        if *self.peek() == Tok::Indent {
            self.advance();
            self.inner_block(&mut Vec::new());
        }
    }

    /// The statements of one line, with the block of the last one.
    fn line(&mut self, out: &mut Vec<StmtNode>) {
        loop {
            let Ok(statement) = self.statement() else {
                return self.skip_line();
            };
            let ends_line = matches!(statement.node, Stmt::If { .. } | Stmt::Each { .. } | Stmt::After { .. });
            out.push(statement);
            if ends_line {
                return;
            }
            if self.eat(Sign::Semicolon) && !self.at_line_end() {
                continue;
            }
            if !self.at_line_end() {
                if self.at_word("else") {
                    let message = "`else` begins a line of its own.";
                    let span = self.span();
                    self.fail(Code::ElseWithoutIf, span, message);
                } else {
                    self.unexpected("`;` or the end of the line");
                }
                return self.skip_line();
            }
            if *self.peek() == Tok::Newline {
                self.advance();
            }
            return;
        }
    }

    /// `else` or `else if` at the start of a line: goes on with the `if` just above it.
    fn else_line(&mut self, out: &mut [StmtNode]) {
        let start = self.span();
        let word = matches!(self.peek(), Tok::Name(word) if word == "else");
        self.advance();
        let again = !word || self.eat_word("if");
        let head = start.to(self.last_span());
        let Some(StmtNode { node: Stmt::If { arms, otherwise: otherwise @ None }, span }) = out.last_mut() else {
            let message = "This `else` has no `if` just above it at the same indentation.";
            self.fail(Code::ElseWithoutIf, head, message);
            return self.skip_line();
        };
        if again {
            let arm = self.arm(head, "else if …:");
            arms.push(arm);
        } else {
            let good = self.colon("`else`").is_ok();
            *otherwise = Some(self.body(head, "else:", good));
        }
        *span = span.to(self.last_text());
    }

    /// The `:` that opens a block. If it is missing, the rest of the head is passed over.
    pub(super) fn colon(&mut self, behind: &str) -> Parsed<()> {
        if self.eat(Sign::Colon) {
            return Ok(());
        }
        let failed = if self.at_line_end() {
            let error = LangError::new(Code::MissingColon, self.behind(), format!("Put `:` behind {behind}."));
            self.report(error.with_replacement(":"))
        } else {
            self.unexpected("`:`")
        };
        self.skip_head();
        Err(failed)
    }

    /// Passes over a head with a mistake, up to and with its `:`.
    pub(super) fn skip_head(&mut self) {
        while !self.at_line_end() {
            if self.eat(Sign::Colon) {
                return;
            }
            self.advance();
        }
    }

    /// What stands behind the `:` of a head: the rest of the line, or a block below it. `good` says whether the
    /// head was read without a mistake; if it was not, a missing body is no mistake of its own.
    pub(super) fn body(&mut self, head: Span, shown: &str, good: bool) -> Vec<StmtNode> {
        let mut body = Vec::new();
        if !self.at_line_end() {
            if self.blocks >= MAX_BLOCKS {
                self.too_deep();
                self.skip_line();
                return body;
            }
            self.blocks += 1;
            self.line(&mut body);
            self.blocks -= 1;
            return body;
        }
        if *self.peek() == Tok::Newline {
            self.advance();
        }
        if *self.peek() == Tok::Indent {
            self.advance();
            self.inner_block(&mut body);
        } else if good {
            self.missing_body(head, shown);
        }
        body
    }

    fn missing_body(&mut self, head: Span, shown: &str) -> Failed {
        let word = shown.trim_end_matches([' ', '…', ':']);
        if matches!(self.peek(), Tok::End | Tok::Dedent) {
            let message = format!("Nothing follows `{shown}`. Write what is done, indented deeper than the `{word}`.");
            return self.fail(Code::MissingIndentation, head, message);
        }
        let message = format!("The line after `{shown}` must be indented deeper than the `{word}`.");
        let span = self.span();
        self.fail(Code::MissingIndentation, span, message)
    }

    /// Where the last token that is no end of a line or block stands.
    pub(super) fn last_text(&self) -> Span {
        let read = &self.tokens[..self.pos.min(self.tokens.len())];
        let last = read.iter().rev().find(|token| !matches!(token.kind, Tok::Newline | Tok::Indent | Tok::Dedent));
        last.map_or_else(Span::default, |token| token.span)
    }
}

/// How other languages write `else if`.
fn is_else_if(word: &str) -> bool {
    matches!(word, "elif" | "elsif" | "elseif" | "else-if")
}
