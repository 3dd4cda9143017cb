//! Functions.

use super::function::{FUNCTIONS, Function};
use super::{Lower, Want};
use crate::ast::{Expr, ExprNode, Name, Reach, Set};
use crate::error::{Code as ErrorCode, LangError};
use crate::num::{NEVER, ROUND_DIGITS_MAX};
use crate::ops::{Ask, Bin, Op, Un};
use crate::scope::{Addr, Family, Kind};
use crate::span::Span;
use crate::suggest::nearest;
use crate::types::{Ty, Unit};

impl Lower<'_> {
    pub(super) fn call(&mut self, name: &Name, args: &[ExprNode], span: Span) -> Ty {
        let word = name.node.as_str();
        let Some(function) = FUNCTIONS.iter().find(|f| f.name == word) else {
            return self.no_function(name);
        };
        let (least, most) = function.arity;
        if args.len() < least || args.len() > most {
            self.wrong_count(function, args.len(), span);
            return self.constant(0.0, Ty::Num(Unit::Any));
        }
        match (word, args) {
            ("config", [path]) => self.config(None, path, true),
            ("fuzzy_equal", [expected, given]) => self.alike(false, expected, given),
            ("fuzzy_close", [expected, given]) => self.alike(true, expected, given),
            ("restored" | "offered" | "masked", [fault]) => self.of_broken(word, fault, span),
            ("min" | "max", _) => self.extreme(word, args, span),
            ("clamp", [x, low, high]) => self.clamp(x, low, high, span),
            ("abs", [x]) => self.one(Un::Abs, x),
            ("floor", [x]) => self.one(Un::Floor, x),
            ("ceil", [x]) => self.one(Un::Ceil, x),
            ("sqrt", [x]) => self.plain(Un::Sqrt, x),
            ("exp", [x]) => self.plain(Un::Exp, x),
            ("ln", [x]) => self.plain(Un::Ln, x),
            ("pow", [x, y]) => {
                self.number(x);
                self.number(y);
                self.emit.push(Op::Bin(Bin::Pow));
                Ty::Num(Unit::Any)
            }
            ("round", [x, rest @ ..]) => self.round(x, rest.first()),
            ("if", [condition, a, b]) => self.choose(condition, a, b, Want::Anything, span),
            ("past", [metric, ticks]) => self.past(metric, ticks),
            ("was", [x]) => self.was(x),
            ("active" | "contained" | "cured" | "seen" | "alerted" | "obeyed" | "ever", [_]) => {
                let node = ExprNode { node: Expr::Call { name: name.clone(), args: args.to_vec() }, span };
                self.event_truth(&node)
            }
            ("has", [kind]) => self.has(kind),
            ("first" | "last" | "count" | "ticks_since", [event]) => self.of_event(word, event),
            ("streak", [condition]) => self.streak(condition),
            ("first_answer" | "last_answer", [action, param]) => self.answer(word, action, param),
            ("answered", [action]) => self.answered(action, span),
            ("size", [set]) => self.size(set),
            ("overlap", [a, b]) => self.ask(Ask::Overlap, &[a, b], Ty::Num(Unit::Ratio)),
            ("f1", [a, b]) => self.ask(Ask::F1, &[a, b], Ty::Num(Unit::Ratio)),
            ("in_order", [list]) => self.ask(Ask::InOrder, &[list], Ty::Truth),
            ("age", [fault]) => self.age(fault, span),
            ("hops", [a, b]) => self.hops(a, b),
            _ => self.no_function(name),
        }
    }

    pub(super) fn member_call(&mut self, head: &Name, name: &Name, args: &[ExprNode]) -> Ty {
        if let ("config", [path]) = (name.node.as_str(), args) {
            return self.config(Some(head), path, true);
        }
        if self.service_head(head).is_some() {
            self.error(ErrorCode::UnknownFunction, name.span, format!("A service has no function `{}`.", name.node));
        }
        self.constant(0.0, Ty::Num(Unit::Any))
    }

    fn wrong_count(&mut self, function: &Function, count: usize, span: Span) {
        let (least, most) = function.arity;
        let takes = if least == most { format!("{least}") } else { format!("{least} to {most}") };
        let plural = if most == 1 { "" } else { "s" };
        let message = format!("`{}({})` takes {takes} argument{plural}, not {count}.", function.name, function.args);
        self.error(ErrorCode::WrongArguments, span, message);
    }

    fn clamp(&mut self, x: &ExprNode, low: &ExprNode, high: &ExprNode, span: Span) -> Ty {
        let unit = self.number(x);
        for bound in [low, high] {
            let other = self.number(bound);
            self.meet(unit, other, span, bound);
        }
        self.emit.push(Op::Clamp);
        Ty::Num(unit)
    }

    /// Whether an action was taken that answers something.
    fn answered(&mut self, action: &ExprNode, span: Span) -> Ty {
        let Expr::Name(name) = &action.node else {
            self.error(ErrorCode::TypeMismatch, action.span, "The name of an action is needed here.");
            return self.constant(0.0, Ty::Truth);
        };
        let action = Some(Name::new(name.clone(), action.span));
        let pattern = crate::ast::Pattern { action, at: None, filter: None };
        self.event_truth(&ExprNode { node: Expr::Acted(pattern), span })
    }

    fn age(&mut self, fault: &ExprNode, span: Span) -> Ty {
        match self.fault_arg(fault) {
            Some(fault) if !self.hidden("age", span) => self.load_fault(fault, self.symbols.fault_columns.age),
            _ => self.emit.push(Op::Const(0.0)),
        }
        Ty::Num(Unit::Count)
    }

    fn no_function(&mut self, name: &Name) -> Ty {
        if self.counted_only(ErrorCode::UnknownFunction, name.span) {
            return self.constant(0.0, Ty::Num(Unit::Any));
        }
        let near = nearest(&name.node, FUNCTIONS.iter().map(|f| f.name)).map(str::to_owned);
        let mut error =
            LangError::new(ErrorCode::UnknownFunction, name.span, format!("There is no function `{}`.", name.node));
        if let Some(near) = near {
            error = error.with_help(format!("Did you mean `{near}`?")).with_replacement(near);
        }
        self.errors.push(error);
        self.constant(0.0, Ty::Num(Unit::Any))
    }

    fn one(&mut self, un: Un, x: &ExprNode) -> Ty {
        let unit = self.number(x);
        self.emit.push(Op::Un(un));
        Ty::Num(unit)
    }

    fn plain(&mut self, un: Un, x: &ExprNode) -> Ty {
        self.one(un, x);
        Ty::Num(Unit::Any)
    }

    fn extreme(&mut self, word: &str, args: &[ExprNode], span: Span) -> Ty {
        let bin = if word == "min" { Bin::Min } else { Bin::Max };
        let mut unit = Unit::Any;
        for (i, arg) in args.iter().enumerate() {
            let other = self.number(arg);
            unit = self.meet(unit, other, span, arg);
            if i > 0 {
                self.emit.push(Op::Bin(bin));
            }
        }
        Ty::Num(unit)
    }

    fn round(&mut self, x: &ExprNode, digits: Option<&ExprNode>) -> Ty {
        let unit = self.number(x);
        let start = self.emit.here();
        match digits {
            Some(node) => {
                self.number(node);
                let known = self.emit.constant_since(start);
                if !known.is_some_and(|d| (0.0..=f64::from(ROUND_DIGITS_MAX)).contains(&d) && d.fract() == 0.0) {
                    self.error(
                        ErrorCode::BadNumber,
                        node.span,
                        format!("The digits of `round` are a whole number from 0 to {ROUND_DIGITS_MAX}."),
                    );
                }
            }
            None => self.emit.push(Op::Const(0.0)),
        }
        self.emit.push(Op::Bin(Bin::Round));
        Ty::Num(unit)
    }

    /// `if(condition, a, b)`. Where a word is wanted, both arms are looked up among those words.
    pub(super) fn choose(&mut self, condition: &ExprNode, a: &ExprNode, b: &ExprNode, want: Want, span: Span) -> Ty {
        let arm = match want {
            Want::Fits(Ty::Word(_) | Ty::Service | Ty::Fault) => want,
            _ => Want::Anything,
        };
        let start = self.emit.here();
        self.wanted(condition, Want::Truth);
        if let Some(known) = self.emit.constant_since(start) {
            self.emit.rewind(start);
            let (kept, dropped) = if known != 0.0 { (a, b) } else { (b, a) };
            // The other arm is checked all the same.
            self.cells.pretend(true);
            let other = self.wanted(dropped, arm);
            self.cells.pretend(false);
            self.emit.rewind(start);
            let arm = if arm == Want::Anything { same_words(other) } else { arm };
            let ty = self.wanted(kept, arm);
            let (left, right) = if known != 0.0 { (ty, other) } else { (other, ty) };
            self.arms(left, right, b, span);
            return ty;
        }
        let no = self.emit.jump(Op::JumpIfZero(0));
        let left = self.wanted(a, arm);
        let end = self.emit.jump(Op::Jump(0));
        self.emit.land(no);
        let arm = if arm == Want::Anything { same_words(left) } else { arm };
        let right = self.wanted(b, arm);
        self.emit.land(end);
        self.arms(left, right, b, span)
    }

    /// The common type of the arms of an `if`.
    fn arms(&mut self, left: Ty, right: Ty, b: &ExprNode, span: Span) -> Ty {
        match (left, right) {
            (Ty::Num(x), Ty::Num(y)) => Ty::Num(self.meet(x, y, span, b)),
            (Ty::Never, other) | (other, Ty::Never) => other,
            (Ty::Truth, Ty::Num(unit)) | (Ty::Num(unit), Ty::Truth) => Ty::Num(unit),
            (x, y) => {
                self.need(b.span, x, y);
                x
            }
        }
    }

    fn has(&mut self, kind: &ExprNode) -> Ty {
        if self.hidden("has", kind.span) {
            return self.constant(0.0, Ty::Truth);
        }
        let Expr::Name(name) = &kind.node else {
            self.error(ErrorCode::TypeMismatch, kind.span, "The name of a fault kind, or `any`, is needed here.");
            return self.constant(0.0, Ty::Truth);
        };
        if !self.has_service() {
            self.error(ErrorCode::NoSelf, kind.span, "`has` asks about `self`, and there is no service here.");
            return self.constant(0.0, Ty::Truth);
        }
        let column = if name == "any" { Some(self.symbols.any_kind) } else { self.symbols.kinds.get(name).copied() };
        match column {
            Some(column) => {
                self.load(Addr::Column(Kind::Service, column));
                self.emit.push(Op::Un(Un::Bool));
            }
            None => {
                let symbols = self.symbols;
                self.unknown_of("fault kind", name, kind.span, &mut symbols.kinds.names());
                self.emit.push(Op::Const(0.0));
            }
        }
        Ty::Truth
    }

    fn answer(&mut self, word: &str, action: &ExprNode, param: &ExprNode) -> Ty {
        if self.hidden(word, action.span) {
            return self.constant(0.0, Ty::Num(Unit::Any));
        }
        let found = self.named(action, "action", |s, name| s.actions.index(name), |s| s.actions.names().collect());
        let Some(index) = found else { return self.constant(0.0, Ty::Num(Unit::Any)) };
        let Some(sym) = self.symbols.actions.at(index) else { return self.constant(0.0, Ty::Num(Unit::Any)) };
        let Expr::Name(name) = &param.node else {
            self.error(ErrorCode::TypeMismatch, param.span, "The name of a parameter is needed here.");
            return self.constant(0.0, Ty::Num(Unit::Any));
        };
        match sym.params.get(name) {
            Some(p) => {
                let (ty, cell) = (p.ty, p.answers[usize::from(word != "first_answer")]);
                self.emit.push(Op::Load(cell));
                ty
            }
            None => {
                let list: Vec<&str> = sym.params.names().collect();
                let message = format!(
                    "`{}` has no parameter `{name}`. Its parameters: {}.",
                    self.symbols.actions.name(index),
                    list.join(", ")
                );
                self.error(ErrorCode::UnknownParameter, param.span, message);
                self.constant(0.0, Ty::Num(Unit::Any))
            }
        }
    }

    fn size(&mut self, node: &ExprNode) -> Ty {
        let name = match &node.node {
            Expr::Name(name) if !self.holds_value(name) => name,
            _ => return self.ask(Ask::Size, &[node], Ty::Num(Unit::Count)),
        };
        let set = match name.as_str() {
            "services" => Set::Services,
            "calls" => Set::Calls,
            "faults" => Set::Faults,
            "conditions" => Set::Conditions,
            "callers" => Set::Callers(Reach::Hops(1), None),
            "callees" => Set::Callees(Reach::Hops(1), None),
            _ => Set::Tag(Name::new(name.clone(), node.span)),
        };
        let start = self.emit.here();
        let members = self.members(&set, node.span);
        self.emit.rewind(start);
        if let Some(size) = members.map_or(Some(0), |members| members.size) {
            return self.constant(size as f64, Ty::Num(Unit::Count));
        }
        // Of the service at hand: the graph does not change, so the sizes stand in a column.
        let family = match name.as_str() {
            "callers" => Family::Callers(Reach::Hops(1)),
            _ => Family::Callees(Reach::Hops(1)),
        };
        let column = self.cells.family_sizes(family);
        self.load(Addr::Column(Kind::Service, column));
        Ty::Num(Unit::Count)
    }

    fn hops(&mut self, a: &ExprNode, b: &ExprNode) -> Ty {
        let mut ends = [None; 2];
        for (end, node) in ends.iter_mut().zip([a, b]) {
            let start = self.emit.here();
            self.wanted(node, Want::Fits(Ty::Service));
            *end = self.emit.constant_since(start);
            self.emit.rewind(start);
        }
        let distance = match ends {
            [Some(a), Some(b)] => self.symbols.hops(a as u32, b as u32).map_or(NEVER, f64::from),
            _ => {
                self.error(ErrorCode::NotHere, a.span, "`hops` needs two services that are known before the run.");
                0.0
            }
        };
        self.constant(distance, Ty::Num(Unit::Count))
    }
}

/// The second arm of an `if` is looked up among the words of the first.
fn same_words(ty: Ty) -> Want {
    match ty {
        Ty::Word(_) | Ty::Service | Ty::Fault => Want::Fits(ty),
        _ => Want::Anything,
    }
}
