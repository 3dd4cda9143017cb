//! Scripts. A body of a few simple statements stands behind its `:`, any other in a block.

use super::expr::{singular, write, write_filter};
use super::{quote, template};
use crate::ast::{Arm, ExprNode, Place, Shown, Stmt, StmtNode};
use crate::parse::Level;

/// A line with its body behind the `:` may be this long.
const MAX_LINE: usize = 100;
/// Spaces a block is indented by.
const INDENT: usize = 2;

/// The lines of a script.
pub(super) fn lines(script: &[StmtNode]) -> String {
    let mut out = String::new();
    block(&mut out, script, 0);
    out
}

fn block(out: &mut String, statements: &[StmtNode], indent: usize) {
    for statement in statements {
        line(out, &statement.node, indent);
    }
}

fn line(out: &mut String, statement: &Stmt, indent: usize) {
    match statement {
        Stmt::If { arms, otherwise } => {
            for (i, Arm { when, body }) in arms.iter().enumerate() {
                let word = if i == 0 { "if" } else { "else if" };
                headed(out, &format!("{word} {}:", whole(when)), body, indent);
            }
            if let Some(body) = otherwise {
                headed(out, "else:", body, indent);
            }
        }
        Stmt::Each { set, filter, body } => {
            let mut head = format!("each {}", singular(set));
            write_filter(&mut head, filter.as_ref());
            head.push(':');
            headed(out, &head, body, indent);
        }
        Stmt::After { ticks, body } => headed(out, &format!("after {} ticks:", whole(ticks)), body, indent),
        _ => {
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str(&simple(statement).unwrap_or_default());
            out.push('\n');
        }
    }
}

/// A head and its body, behind it or below it.
fn headed(out: &mut String, head: &str, body: &[StmtNode], indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
    out.push_str(head);
    let simple: Option<Vec<String>> = body.iter().map(|statement| simple(&statement.node)).collect();
    let short = simple.map(|statements| statements.join("; "));
    match short.filter(|body| indent + head.len() + 1 + body.len() <= MAX_LINE) {
        Some(body) => {
            out.push_str(&format!(" {body}\n"));
        }
        None => {
            out.push('\n');
            block(out, body, indent + INDENT);
        }
    }
}

/// A statement without a body; `None` for the others.
fn simple(statement: &Stmt) -> Option<String> {
    let text = match statement {
        Stmt::Assign { place: to, op, value } => format!("{} {} {}", place(to), op.as_str(), whole(value)),
        Stmt::Draw { place: to, draw } => format!("{} := {}", place(to), super::draw(draw)),
        Stmt::Let { name, value } => format!("let {} = {}", name.node, whole(value)),
        Stmt::RemoveConfig(path) => format!("remove config({})", quote(&path.node)),
        Stmt::Write(name) => format!("write {}", name.node),
        Stmt::Apply { table, key } => format!("apply {}({})", table.node, whole(key)),
        Stmt::Start(name) => format!("start {}", name.node),
        Stmt::Cure(name) => format!("cure {}", name.node),
        Stmt::Emit(name) => format!("emit {}", name.node),
        Stmt::Show(shown) => match shown {
            Shown::Text(text) => format!("show {}", quote(&template(text))),
            Shown::Facts => "show facts".to_owned(),
            Shown::Logs => "show logs".to_owned(),
            Shown::Config => "show config".to_owned(),
            Shown::Metrics => "show metrics".to_owned(),
        },
        Stmt::Push { store, to, text } => {
            let to = to.as_ref().map_or(String::new(), |to| format!(" to {}", whole(to)));
            let text = text.as_ref().map_or(String::new(), |text| format!(" {}", quote(&template(text))));
            format!("push {}{to}{text}", store.node)
        }
        Stmt::If { .. } | Stmt::Each { .. } | Stmt::After { .. } => return None,
    };
    Some(text)
}

fn place(place: &Place) -> String {
    match place {
        Place::Name(name) => name.node.clone(),
        Place::Member(head, member) => format!("{}.{}", head.node, member.node),
        Place::Link(caller, callee, knob) => {
            format!("{}->{}.{}", caller.node, callee.node, knob.node)
        }
        Place::Config(path) => format!("config({})", quote(&path.node)),
    }
}

fn whole(node: &ExprNode) -> String {
    let mut out = String::new();
    write(&mut out, &node.node, Level::Or);
    out
}
