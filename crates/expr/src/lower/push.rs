//! `push store [to role] ["text"]`: what a script appends to a shared list.

use super::{Lower, Want};
use crate::ast::{ExprNode, Name, Template};
use crate::error::Code as ErrorCode;
use crate::ops::{Effect, Op};
use crate::scope::{PartCode, PushCode, TemplateCode};
use crate::types::Ty;

impl Lower<'_> {
    pub(super) fn push_to(&mut self, store: &Name, to: Option<&ExprNode>, text: Option<&Template>) {
        if !self.may(store.span, "push") {
            return;
        }
        let symbols = self.symbols;
        let Some(index) = symbols.stores.index(&store.node) else {
            self.unknown_of("store", &store.node, store.span, &mut symbols.stores.names());
            return;
        };
        let private = symbols.stores.at(index).is_some_and(|store| store.private);
        let start = self.emit.here();
        let to = match (to, private) {
            (Some(to), true) => match self.receiver(to) {
                Some(roles) => Some(roles),
                None => {
                    self.emit.rewind(start);
                    return;
                }
            },
            (None, false) => {
                self.emit.push(Op::Const(0.0));
                None
            }
            (Some(to), false) => {
                let message = format!("`{}` is for everyone; it has no receiver.", store.node);
                self.error_help(ErrorCode::NotHere, to.span, message, "Leave `to` out.");
                return;
            }
            (None, true) => {
                let message = format!("Each role has a `{}` of its own, and none is named.", store.node);
                let help = format!("Say whose: `push {} to {}`.", store.node, symbols.roles.name(0));
                self.error_help(ErrorCode::NotHere, store.span, message, help);
                return;
            }
        };
        let text = match text {
            Some(text) => self.shown_template(text),
            None => match self.parameters() {
                Some(text) => text,
                None => {
                    let help = format!("Give it one: `push {} \"…\"`.", store.node);
                    self.error_help(
                        ErrorCode::NotHere,
                        store.span,
                        "An entry without a text holds the action's parameters, and there are none here.",
                        help,
                    );
                    return;
                }
            },
        };
        let push = self.cells.push(PushCode { store: index, to, text });
        self.emit.push(Op::Do(Effect::Push(push)));
    }

    /// Leaves the receiver's word on the stack; gives the role that each word of its set stands for.
    fn receiver(&mut self, to: &ExprNode) -> Option<Vec<Option<u32>>> {
        let symbols = self.symbols;
        let words = symbols.role_words?;
        let ty = match &to.node {
            // A role's own name comes first.
            crate::ast::Expr::Name(name) if symbols.roles.index(name).is_some() => {
                self.wanted(to, Want::Fits(Ty::Word(words)))
            }
            _ => self.expr(to),
        };
        let Ty::Word(set) = ty else {
            if self.errors.is_empty() {
                let message = format!("A role is needed here, this is {}.", ty.describe());
                let list: Vec<&str> = symbols.roles.names().collect();
                self.error_help(ErrorCode::TypeMismatch, to.span, message, format!("Roles: {}.", list.join(", ")));
            }
            return None;
        };
        Some(symbols.word_list(set).iter().map(|word| symbols.roles.index(word)).collect())
    }

    /// The action's parameters as a text: `cause disk-full, sure yes`.
    fn parameters(&mut self) -> Option<TemplateCode> {
        let action = self.symbols.actions.at(self.ctx.action?)?;
        let mut parts = Vec::new();
        for (name, param) in action.params.iter() {
            let joint = if parts.is_empty() { "" } else { ", " };
            parts.push(PartCode::Text(format!("{joint}{} ", name.replace('-', " "))));
            let code = crate::ops::Code { ops: Box::new([Op::Load(param.cell)]) };
            parts.push(PartCode::Hole { code, ty: param.ty, format: String::new() });
        }
        (!parts.is_empty()).then_some(TemplateCode { parts })
    }
}
