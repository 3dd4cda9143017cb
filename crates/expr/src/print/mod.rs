//! Syntax trees to text. Printing and parsing again gives the same tree; parentheses stand only where the tree
//! would be another one without them.

mod expr;
mod script;
mod spelling;

use crate::ast::{Deed, Draw, Expr, LineClass, LogLine, Part, Pattern, Script, Template};
use crate::lex::{Lines, Offsets, Tok, lex};
use crate::parse::Level;

/// Whether a text can stand as a name.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let lexed = lex(text, Lines::Joined, Offsets::Shift(0));
    let whole = matches!(lexed.tokens.first(), Some(token) if matches!(&token.kind, Tok::Name(name) if name == text));
    whole && lexed.errors.is_empty()
}

/// An expression.
#[must_use]
pub fn expr(expr: &Expr) -> String {
    let mut out = String::new();
    expr::write(&mut out, expr, Level::Or);
    out
}

/// A script, ending with a line end unless it is empty.
#[must_use]
pub fn script(script: &Script) -> String {
    script::lines(script)
}

/// A pattern.
#[must_use]
pub fn pattern(pattern: &Pattern) -> String {
    let mut out = String::new();
    expr::write_pattern(&mut out, pattern);
    out
}

/// A deed.
#[must_use]
pub fn deed(deed: &Deed) -> String {
    let mut out = deed.action.node.clone();
    if deed.times != 1 {
        out.push_str(&format!(" {}", deed.times));
    }
    if let Some(at) = &deed.at {
        out.push_str(&format!(" at {}", at.node));
    }
    for (i, (name, value)) in deed.with.iter().enumerate() {
        out.push_str(&format!(" {} {} = ", if i == 0 { "with" } else { "and" }, name.node));
        expr::write(&mut out, &value.node, Level::Sum);
    }
    out
}

/// A draw, or the single expression in its place.
#[must_use]
pub fn draw(draw: &Draw) -> String {
    let mut out = String::new();
    let Some(high) = &draw.high else {
        expr::write(&mut out, &draw.low.node, Level::Or);
        return out;
    };
    expr::write(&mut out, &draw.low.node, Level::Sum);
    out.push_str(" to ");
    expr::write(&mut out, &high.node, Level::Sum);
    out
}

/// A text with holes.
#[must_use]
pub fn template(template: &Template) -> String {
    let mut out = String::new();
    for part in &template.parts {
        match part {
            Part::Text(text) => out.push_str(&text.replace('{', "{{").replace('}', "}}")),
            Part::Hole { value, format } => {
                out.push('{');
                expr::write(&mut out, &value.node, Level::Or);
                if !format.node.is_empty() {
                    out.push(':');
                    out.push_str(&format.node);
                }
                out.push('}');
            }
        }
    }
    out
}

/// A log line.
#[must_use]
pub fn line(line: &LogLine) -> String {
    let mut out = line.level.node.clone();
    if let Some(service) = &line.service {
        out.push_str(&format!(" {}", service.node));
    }
    if let Some(ago) = &line.ago {
        out.push(' ');
        expr::write_ago(&mut out, &ago.node);
        out.push_str(" ago");
    }
    for (i, fault) in line.reveals.iter().enumerate() {
        out.push_str(if i == 0 { " reveals " } else { ", " });
        out.push_str(&fault.node);
    }
    out.push_str(match line.class {
        LineClass::Real => "",
        LineClass::Decoy => " decoy",
        LineClass::Injected => " injected",
    });
    for (i, order) in line.orders.iter().enumerate() {
        out.push_str(if i == 0 { " " } else { ", " });
        out.push_str(&pattern(order));
    }
    out.push_str(": ");
    out.push_str(&template(&line.text));
    out
}

/// A text in quotes.
fn quote(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}
