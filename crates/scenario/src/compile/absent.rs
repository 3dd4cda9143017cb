//! What becomes of a text that speaks of services that do not take part: a pack names those of its whole catalogue,
//! and nothing comes of it. A comparison with one is false, a number of one is 0, a statement about one is left out.
//! Works on syntax alone; knows no symbols.

use std::collections::BTreeSet;

use brownout_expr::ast::{AggOp, Arm, BinOp, Expr, ExprNode, Name, Part, Place, Set, Stmt, StmtNode, Template, UnOp};

/// The services that do not take part, and the faults that were not picked.
pub(super) struct Absent<'a> {
    pub(super) services: BTreeSet<&'a str>,
    pub(super) faults: BTreeSet<&'a str>,
}

/// What can be asked of a fault by name.
const OF_FAULTS: [&str; 8] = ["active", "cured", "contained", "masked", "seen", "restored", "offered", "age"];

fn zero() -> Expr {
    Expr::Number { digits: "0".to_owned(), unit: None }
}

fn is_comparison(op: BinOp) -> bool {
    matches!(op, BinOp::Lt | BinOp::Le | BinOp::Eq | BinOp::Ne | BinOp::Ge | BinOp::Gt)
}

impl Absent<'_> {
    /// Whether a name is that of one of them.
    pub(super) fn has(&self, name: &str) -> bool {
        self.services.contains(name) || self.fault(name)
    }

    /// Whether a name is that of a fault that was not picked.
    pub(super) fn fault(&self, name: &str) -> bool {
        self.faults.contains(name)
    }

    /// Whether an expression asks something of such a fault.
    fn asks_fault(&self, name: &str, args: &[ExprNode]) -> bool {
        OF_FAULTS.contains(&name) && matches!(args, [ExprNode { node: Expr::Name(fault), .. }] if self.fault(fault))
    }

    fn names(&self, name: &Name) -> bool {
        self.has(&name.node)
    }

    /// Whether an expression is one of them, or something that belongs to one.
    fn is_gone(&self, node: &Expr) -> bool {
        match node {
            Expr::Name(name) => self.has(name),
            Expr::Member { head, .. } | Expr::MemberCall { head, .. } => self.names(head),
            Expr::Link { caller, callee, .. } => self.names(caller) || self.names(callee),
            _ => false,
        }
    }

    fn is_gone_set(&self, set: &Set) -> bool {
        match set {
            Set::Callers(_, Some(name)) | Set::Callees(_, Some(name)) | Set::CallsFrom(name) | Set::CallsTo(name) => {
                self.names(name)
            }
            _ => false,
        }
    }

    /// A condition without them.
    pub(super) fn condition(&self, node: &mut ExprNode) {
        if self.is_gone(&node.node) {
            node.node = Expr::Bool(false);
        } else {
            self.expr(node);
        }
    }

    /// An expression without them.
    pub(super) fn expr(&self, node: &mut ExprNode) {
        if self.services.is_empty() && self.faults.is_empty() {
            return;
        }
        let becomes = match &mut node.node {
            Expr::Member { head, .. } | Expr::MemberCall { head, .. } => self.names(head).then(zero),
            Expr::Link { caller, callee, .. } => (self.names(caller) || self.names(callee)).then(zero),
            Expr::Binary(op, left, right)
                if is_comparison(*op) && (self.is_gone(&left.node) || self.is_gone(&right.node)) =>
            {
                Some(Expr::Bool(*op == BinOp::Ne))
            }
            Expr::Binary(BinOp::And | BinOp::Or, left, right) => {
                self.condition(left);
                self.condition(right);
                None
            }
            Expr::Binary(_, left, right) => {
                self.expr(left);
                self.expr(right);
                None
            }
            Expr::Unary(UnOp::Not, inner) => {
                self.condition(inner);
                None
            }
            Expr::Unary(UnOp::Neg, inner) => {
                self.expr(inner);
                None
            }
            Expr::In(needle, options) => {
                options.retain(|option| !self.is_gone(&option.node));
                self.expr(needle);
                (options.is_empty() || self.is_gone(&needle.node)).then_some(Expr::Bool(false))
            }
            Expr::List(items) => {
                items.retain(|item| !self.is_gone(&item.node));
                items.iter_mut().for_each(|item| self.expr(item));
                None
            }
            Expr::Acted(pattern) => {
                let gone = pattern.at.as_ref().is_some_and(|at| self.names(at));
                if let Some(filter) = &mut pattern.filter {
                    self.condition(filter);
                }
                gone.then_some(Expr::Bool(false))
            }
            Expr::Call { name, args } => self.call(&name.node, args),
            Expr::Agg { op, body, set, filter } => {
                self.expr(body);
                if let Some(filter) = filter {
                    self.condition(filter);
                }
                self.is_gone_set(set).then(|| match op {
                    AggOp::Any => Expr::Bool(false),
                    AggOp::All => Expr::Bool(true),
                    _ => zero(),
                })
            }
            Expr::Map(entries) => {
                entries.iter_mut().for_each(|(_, value)| self.expr(value));
                None
            }
            Expr::Number { .. } | Expr::Text(_) | Expr::Bool(_) | Expr::Never | Expr::Name(_) => None,
        };
        if let Some(becomes) = becomes {
            node.node = becomes;
        }
    }

    fn call(&self, name: &str, args: &mut [ExprNode]) -> Option<Expr> {
        if self.asks_fault(name, args) {
            return Some(if matches!(name, "restored" | "offered" | "age") { zero() } else { Expr::Bool(false) });
        }
        let deed = args.first().is_some_and(|arg| match &arg.node {
            Expr::Acted(_) => true,
            Expr::Call { name, args } => self.asks_fault(&name.node, args),
            _ => false,
        });
        args.iter_mut().for_each(|arg| self.expr(arg));
        let gone_deed = deed && args.first().is_some_and(|arg| arg.node == Expr::Bool(false));
        let gone = args.iter().any(|arg| matches!(&arg.node, Expr::Name(name) if self.has(name)));
        match name {
            "count" if gone_deed => Some(zero()),
            "first" | "last" | "ticks_since" if gone_deed => Some(Expr::Never),
            "hops" if gone => Some(Expr::Never),
            _ => None,
        }
    }

    /// A text with holes without them.
    pub(super) fn template(&self, template: &mut Template) {
        for part in &mut template.parts {
            if let Part::Hole { value, .. } = part {
                self.expr(value);
            }
        }
    }

    /// A script without them.
    pub(super) fn script(&self, script: &mut Vec<StmtNode>) {
        if self.services.is_empty() && self.faults.is_empty() {
            return;
        }
        script.retain_mut(|stmt| self.keeps(&mut stmt.node));
    }

    /// Whether a statement is still there.
    fn keeps(&self, stmt: &mut Stmt) -> bool {
        let gone_place = |place: &Place| match place {
            Place::Member(head, _) => self.names(head),
            Place::Link(caller, callee, _) => self.names(caller) || self.names(callee),
            Place::Name(_) | Place::Config(_) => false,
        };
        match stmt {
            Stmt::Assign { place, value, .. } => {
                self.expr(value);
                !gone_place(place)
            }
            Stmt::Draw { place, draw } => {
                self.expr(&mut draw.low);
                draw.high.iter_mut().for_each(|high| self.expr(high));
                !gone_place(place)
            }
            Stmt::Let { value, .. } | Stmt::Apply { key: value, .. } => {
                self.expr(value);
                true
            }
            Stmt::Show(brownout_expr::ast::Shown::Text(text)) => {
                self.template(text);
                true
            }
            Stmt::Push { text, .. } => {
                text.iter_mut().for_each(|text| self.template(text));
                true
            }
            Stmt::If { arms, otherwise } => {
                for Arm { when, body } in arms {
                    self.condition(when);
                    self.script(body);
                }
                otherwise.iter_mut().for_each(|body| self.script(body));
                true
            }
            Stmt::Each { set, filter, body } => {
                filter.iter_mut().for_each(|filter| self.condition(filter));
                self.script(body);
                !self.is_gone_set(set)
            }
            Stmt::After { ticks, body } => {
                self.expr(ticks);
                self.script(body);
                true
            }
            Stmt::Start(fault) | Stmt::Cure(fault) => !self.fault(&fault.node),
            Stmt::RemoveConfig(_) | Stmt::Write(_) | Stmt::Emit(_) | Stmt::Show(_) => true,
        }
    }
}
