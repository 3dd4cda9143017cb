//! Configuration: reading and writing paths, comparing structured values, and what faults broke.

use super::place::{At, Writable};
use super::{Lower, Subject};
use crate::ast::{AssignOp, Expr, ExprNode, Name, Place, UnOp};
use crate::datum::Datum;
use crate::error::{Code as ErrorCode, LangError};
use crate::num::MISSING;
use crate::ops::{Alike, Effect, Hold, Op, Un};
use crate::scope::{Addr, ConfigSym, Kind};
use crate::span::Span;
use crate::suggest::nearest;
use crate::types::{Ty, Unit};

impl Lower<'_> {
    /// Whether any service has a configuration; says so if not.
    pub(super) fn has_config(&mut self, span: Span) -> bool {
        let has = !self.symbols.configs.paths.is_empty();
        if !has {
            self.error_help(
                ErrorCode::NotHere,
                span,
                "This scenario's services have no configuration tree.",
                "Give a service one: `config: { timeout: 30 }`.",
            );
        }
        has
    }

    /// A path, of this service if it is known which.
    fn config_path(&mut self, path: &str, span: Span, service: Option<u32>) -> Option<ConfigSym> {
        if !self.has_config(span) {
            return None;
        }
        let symbols = self.symbols;
        let has = |sym: &ConfigSym| service.is_none_or(|s| sym.of.get(s as usize).copied().unwrap_or(false));
        let found = symbols.configs.paths.get(path).filter(|sym| has(sym));
        if found.is_none() && !self.counted_only(ErrorCode::UnknownName, span) {
            let near = nearest(path, symbols.configs.paths.iter().filter(|(_, sym)| has(sym)).map(|(name, _)| name));
            let of = service.map_or("No service's", |service| symbols.services.name(service));
            let message = match service {
                Some(_) => format!("The configuration of `{of}` has no `{path}`."),
                None => format!("{of} configuration has `{path}`."),
            };
            let error = LangError::new(ErrorCode::UnknownName, span, message);
            self.errors.push(match near {
                Some(near) => error.with_help(format!("Did you mean `{near}`?")),
                None => error
                    .with_help("Add it to `config` of the service; `null` for a path that is empty when all is well."),
            });
        }
        found.cloned()
    }

    /// `config("a.b")` of self or of a named service. `known`: what is missing is 0, false or empty.
    pub(super) fn config(&mut self, head: Option<&Name>, path: &ExprNode, known: bool) -> Ty {
        self.config_held(head, path, known).map_or_else(|| self.constant(0.0, Ty::Num(Unit::Any)), Hold::ty)
    }

    fn config_held(&mut self, head: Option<&Name>, path: &ExprNode, known: bool) -> Option<Hold> {
        let Expr::Text(text) = &path.node else {
            self.error(ErrorCode::TypeMismatch, path.span, "A path in quotes is needed here: `config(\"a.b\")`.");
            return None;
        };
        let start = self.emit.here();
        let hold = match head {
            Some(head) => {
                let service = self.service_head(head)?;
                let Some(sym) = self.config_path(text, path.span, service) else {
                    self.emit.rewind(start);
                    return None;
                };
                match service {
                    Some(service) => self.emit.push(Op::Load(sym.base + service)),
                    None => self.emit.push(Op::LoadDyn(sym.base)),
                }
                sym.hold
            }
            None => {
                let sym = self.own_path(text, path.span)?;
                self.load(Addr::Column(Kind::Service, sym.base));
                sym.hold
            }
        };
        if known {
            self.emit.push(Op::Un(Un::Known));
        }
        Some(hold)
    }

    /// A path of the service at hand.
    fn own_path(&mut self, path: &str, span: Span) -> Option<ConfigSym> {
        if !self.has_service() {
            self.error_help(
                ErrorCode::NoSelf,
                span,
                "There is no service here whose configuration could be meant.",
                "Name it: `service.config(\"a.b\")`.",
            );
            return None;
        }
        let service = match self.ctx.subject {
            Subject::Fixed(service) => Some(service),
            _ => None,
        };
        self.config_path(path, span, service)
    }

    /// What a text shows: of a configuration also that something is missing.
    pub(super) fn shown_value(&mut self, node: &ExprNode) -> Ty {
        match &node.node {
            Expr::Call { name, args } if name.node == "config" && args.len() == 1 => self.config(None, &args[0], false),
            Expr::MemberCall { head, name, args } if name.node == "config" && args.len() == 1 => {
                self.config(Some(head), &args[0], false)
            }
            _ => self.expr(node),
        }
    }

    pub(super) fn writable_config(&mut self, path: &Name) -> Option<Writable> {
        let sym = self.own_path(&path.node, path.span)?;
        let addr = match self.ctx.subject {
            Subject::Fixed(service) => Addr::Cell(sym.base + service),
            _ => Addr::Column(Kind::Service, sym.base),
        };
        Some(Writable { at: At::Addr(addr), rule: 0, ty: sym.hold.ty() })
    }

    /// A configuration is set, never counted up: what is missing has no number.
    pub(super) fn config_op(&mut self, place: &Place, op: AssignOp) -> AssignOp {
        if let Place::Config(path) = place
            && op != AssignOp::Set
        {
            self.error(
                ErrorCode::NotHere,
                path.span,
                "A configuration is set by `=`: what may be missing cannot be counted up.",
            );
        }
        if matches!(place, Place::Config(_)) { AssignOp::Set } else { op }
    }

    pub(super) fn config_written(&mut self, place: &Place) {
        if matches!(place, Place::Config(_)) {
            self.emit.push(Op::Const(0.0));
            self.emit.push(Op::Do(Effect::ConfigWritten));
        }
    }

    /// `remove config("a.b")`.
    pub(super) fn remove_config(&mut self, path: &Name) {
        let place = Place::Config(path.clone());
        if let Some(writable) = self.writable(&place) {
            self.emit.push(Op::Const(MISSING));
            self.store_place(writable);
            self.config_written(&place);
        }
    }

    /// `write changes`.
    pub(super) fn write_config(&mut self, name: &Name) {
        if !self.may(name.span, "write") || !self.has_config(name.span) {
            return;
        }
        let symbols = self.symbols;
        let param = self.ctx.action.and_then(|a| symbols.actions.at(a)).and_then(|a| a.params.get(&name.node));
        match param {
            Some(param) if param.ty == Ty::Datum => {
                if !self.has_service() {
                    self.error(
                        ErrorCode::NoSelf,
                        name.span,
                        "There is no service here to write to: the action needs a `target`.",
                    );
                    return;
                }
                self.emit.push(Op::Load(param.cell));
                self.emit.push(Op::Do(Effect::WriteConfig));
            }
            _ => {
                let message = format!("`{}` is no parameter of kind map; `write` takes one.", name.node);
                self.error_help(
                    ErrorCode::TypeMismatch,
                    name.span,
                    message,
                    "Declare it: `with: { changes: { is: map } }`.",
                );
            }
        }
    }

    /// `fuzzy_equal(expected, given)`, `fuzzy_close(…)`.
    pub(super) fn alike(&mut self, close: bool, expected: &ExprNode, given: &ExprNode) -> Ty {
        let expected = self.held(expected);
        let given = self.held(given);
        self.emit.push(Op::Alike(Alike { close, expected, given }));
        Ty::Truth
    }

    /// Pushes a structured value; gives how it is held.
    fn held(&mut self, node: &ExprNode) -> Hold {
        match &node.node {
            Expr::Call { name, args } if name.node == "config" && args.len() == 1 => {
                return self.config_held(None, &args[0], false).unwrap_or_else(|| self.nothing());
            }
            Expr::MemberCall { head, name, args } if name.node == "config" && args.len() == 1 => {
                return self.config_held(Some(head), &args[0], false).unwrap_or_else(|| self.nothing());
            }
            Expr::List(_) => {
                if let Some(datum) = constant(node) {
                    let symbol = self.cells.symbol(&datum.canonical());
                    self.emit.push(Op::Const(f64::from(symbol)));
                    return Hold::Datum;
                }
            }
            _ => {}
        }
        match self.expr(node) {
            Ty::Num(_) | Ty::Never => Hold::Number,
            Ty::Truth => Hold::Flag,
            Ty::Text => Hold::Text,
            Ty::Datum => Hold::Datum,
            _ if self.errors_in(node.span) => Hold::Number,
            other => {
                let message = format!("A value of a configuration is needed here, this is {}.", other.describe());
                self.error(ErrorCode::TypeMismatch, node.span, message);
                Hold::Number
            }
        }
    }

    fn nothing(&mut self) -> Hold {
        self.emit.push(Op::Const(MISSING));
        Hold::Number
    }

    /// `restored(f)`, `offered(f)`, `masked(f)`.
    pub(super) fn of_broken(&mut self, word: &str, fault: &ExprNode, span: Span) -> Ty {
        let ty = if word == "masked" { Ty::Truth } else { Ty::Num(Unit::Ratio) };
        let Some(fault) = self.fault_arg(fault) else { return self.constant(0.0, ty) };
        if self.hidden(word, span) {
            return self.constant(0.0, ty);
        }
        let configs = &self.symbols.configs;
        let column = match word {
            "masked" => configs.masked,
            "offered" => configs.offered,
            _ => configs.restored,
        };
        let breaks = match fault {
            super::member::FaultRef::Fixed(index) => configs.breaking.get(index as usize).copied().unwrap_or(false),
            super::member::FaultRef::Current => true,
        };
        if word != "masked" && !breaks {
            self.error_help(
                ErrorCode::NotHere,
                span,
                "This fault breaks no configuration.",
                "Say what it breaks: `breaks: { a.b: 5 }`.",
            );
        }
        match column {
            Some(column) => self.load_fault(fault, column),
            // Nothing is masked; nothing was broken.
            None => self.emit.push(Op::Const(0.0)),
        }
        ty
    }
}

/// The value of a list that is written out.
fn constant(node: &ExprNode) -> Option<Datum> {
    match &node.node {
        Expr::Number { digits, unit } => super::literal(digits, *unit).map(|(x, _)| Datum::Number(x)),
        Expr::Unary(UnOp::Neg, inner) => match constant(inner)? {
            Datum::Number(x) => Some(Datum::Number(-x)),
            _ => None,
        },
        Expr::Bool(flag) => Some(Datum::Flag(*flag)),
        Expr::Text(text) | Expr::Name(text) => Some(Datum::text(text)),
        Expr::List(items) => items.iter().map(constant).collect::<Option<Vec<Datum>>>().map(Datum::List),
        _ => None,
    }
}
