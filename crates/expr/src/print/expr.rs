//! Expressions, sets and patterns.

use super::quote;
use crate::ast::{Expr, ExprNode, Name, Pattern, Reach, Set, UnOp};
use crate::parse::{Level, is_plain_key};

/// How tight the outermost operator of an expression binds.
fn level(expr: &Expr) -> Level {
    match expr {
        Expr::Binary(op, ..) => Level::of(*op),
        Expr::In(..) => Level::Compare,
        Expr::Unary(UnOp::Not, _) => Level::Not,
        Expr::Unary(UnOp::Neg, _) => Level::Unary,
        _ => Level::Atom,
    }
}

/// Writes an expression where operators below `min` need parentheses.
pub(super) fn write(out: &mut String, expr: &Expr, min: Level) {
    if level(expr) < min {
        out.push('(');
        write_bare(out, expr);
        out.push(')');
    } else {
        write_bare(out, expr);
    }
}

fn write_bare(out: &mut String, expr: &Expr) {
    match expr {
        Expr::Number { digits, unit } => {
            out.push_str(digits);
            out.push_str(unit.map_or("", |unit| unit.as_str()));
        }
        Expr::Text(text) => out.push_str(&quote(text)),
        Expr::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Expr::Never => out.push_str("never"),
        Expr::Name(name) => out.push_str(name),
        Expr::Member { head, member } => out.push_str(&format!("{}.{}", head.node, member.node)),
        Expr::MemberCall { head, name, args } => {
            out.push_str(&format!("{}.{}", head.node, name.node));
            write_items(out, "(", args, ")");
        }
        Expr::Link { caller, callee, knob } => {
            out.push_str(&format!("{}->{}.{}", caller.node, callee.node, knob.node));
        }
        Expr::Call { name, args } => {
            out.push_str(&name.node);
            write_items(out, "(", args, ")");
        }
        Expr::Acted(pattern) => {
            out.push_str("acted(");
            write_pattern(out, pattern);
            out.push(')');
        }
        Expr::Agg { op, body, set, filter } => {
            out.push_str(op.as_str());
            out.push('(');
            write(out, &body.node, Level::Or);
            out.push_str(" over ");
            out.push_str(&plural(set));
            write_filter(out, filter.as_deref());
            out.push(')');
        }
        Expr::List(items) => write_items(out, "[", items, "]"),
        Expr::Map(entries) => write_map(out, entries),
        Expr::Unary(UnOp::Not, operand) => {
            out.push_str("not ");
            write(out, &operand.node, Level::Compare);
        }
        Expr::Unary(UnOp::Neg, operand) => {
            out.push('-');
            write(out, &operand.node, Level::Atom);
        }
        Expr::Binary(op, left, right) => {
            let own = Level::of(*op);
            // Comparisons form no chains; the others lean to the left.
            write(out, &left.node, if own == Level::Compare { Level::Sum } else { own });
            out.push_str(&format!(" {} ", op.as_str()));
            write(out, &right.node, own.tighter());
        }
        Expr::In(needle, items) => {
            write(out, &needle.node, Level::Sum);
            out.push_str(" in ");
            write_items(out, "(", items, ")");
        }
    }
}

fn write_items(out: &mut String, open: &str, items: &[ExprNode], close: &str) {
    out.push_str(open);
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        write(out, &item.node, Level::Or);
    }
    out.push_str(close);
}

fn write_map(out: &mut String, entries: &[(Name, ExprNode)]) {
    out.push('{');
    for (i, (key, value)) in entries.iter().enumerate() {
        out.push_str(if i == 0 { " " } else { ", " });
        let plain = !key.node.is_empty() && key.node.chars().all(is_plain_key);
        out.push_str(&if plain { key.node.clone() } else { quote(&key.node) });
        out.push_str(": ");
        write(out, &value.node, Level::Or);
    }
    out.push_str(if entries.is_empty() { "}" } else { " }" });
}

pub(super) fn write_filter(out: &mut String, filter: Option<&ExprNode>) {
    if let Some(filter) = filter {
        out.push_str(" where ");
        write(out, &filter.node, Level::Or);
    }
}

pub(super) fn write_pattern(out: &mut String, pattern: &Pattern) {
    out.push_str(pattern.action.as_ref().map_or("any", |action| &action.node));
    if let Some(at) = &pattern.at {
        out.push_str(&format!(" at {}", at.node));
    }
    write_filter(out, pattern.filter.as_deref());
}

/// How long ago a log line was: a number stands alone, anything else in parentheses.
pub(super) fn write_ago(out: &mut String, expr: &Expr) {
    if matches!(expr, Expr::Number { .. }) {
        write_bare(out, expr);
    } else {
        out.push('(');
        write_bare(out, expr);
        out.push(')');
    }
}

/// A set as it stands after `over`.
fn plural(set: &Set) -> String {
    spelled(set, "s")
}

/// A set as it stands after `each`.
pub(super) fn singular(set: &Set) -> String {
    spelled(set, "")
}

fn spelled(set: &Set, s: &str) -> String {
    match set {
        Set::Services => format!("service{s}"),
        Set::Callers(reach, of) => format!("caller{s}{}", reached(*reach, of.as_ref())),
        Set::Callees(reach, of) => format!("callee{s}{}", reached(*reach, of.as_ref())),
        Set::Calls => format!("call{s}"),
        Set::CallsFrom(name) => format!("call{s} from {}", name.node),
        Set::CallsTo(name) => format!("call{s} to {}", name.node),
        Set::Faults => format!("fault{s}"),
        Set::Conditions => format!("condition{s}"),
        Set::Tag(name) => name.node.clone(),
    }
}

fn reached(reach: Reach, of: Option<&Name>) -> String {
    let reach = match reach {
        Reach::Hops(1) => String::new(),
        Reach::Hops(hops) => format!("({hops})"),
        Reach::Any => "(any)".to_owned(),
    };
    of.map_or(reach.clone(), |of| format!("{reach} of {}", of.node))
}
