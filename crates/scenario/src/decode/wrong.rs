//! What is said when a value has the wrong shape, with the mistakes that YAML invites: a text that begins with a
//! brace, or holds a colon.

use super::Decoder;
use crate::diagnostic::{Code, Diagnostic};
use crate::suggest::nearest;
use crate::syntax::quoted;
use crate::tree::{Node, Value};

/// A text was wanted, `what` it was to be ("a script").
pub fn not_text(node: &Node, what: &str, cx: &mut Decoder<'_>) {
    let raw = cx.sources.slice(node.pos).trim();
    let found = match &node.value {
        Value::Map(map) if !map.flow && raw.lines().count() == 1 && !raw.is_empty() => {
            Diagnostic::error(Code::ColonInText, node.pos, "The text holds `: `, which YAML takes for a key.")
                .help("Quote it, or use a block `|`.")
                .replace(node.pos, quoted(raw))
        }
        Value::Map(map) if map.flow => brace(node, '{', "map", raw),
        Value::List(_) if raw.starts_with('[') => brace(node, '[', "list", raw),
        _ => {
            let message = format!("{} is wanted here, not {}.", upper(what), kind(node));
            Diagnostic::error(Code::WrongShape, node.pos, message)
        }
    };
    cx.out.push(found);
}

fn brace(node: &Node, c: char, kind: &str, raw: &str) -> Diagnostic {
    let message = format!("This value begins with `{c}`, so YAML reads a {kind}.");
    Diagnostic::error(Code::TextBeginsWithBrace, node.pos, message)
        .help("Put the text in quotes.")
        .replace(node.pos, quoted(raw))
}

/// A list was wanted.
pub fn not_list(node: &Node, cx: &mut Decoder<'_>) {
    let message = format!("A list is wanted here, not {}.", kind(node));
    let mut found = Diagnostic::error(Code::WrongShape, node.pos, message);
    if let Value::Scalar(..) = &node.value {
        let raw = cx.sources.slice(node.pos);
        found = found.help(format!("Write `[ {raw} ]`.")).replace(node.pos, format!("[ {raw} ]"));
    }
    cx.out.push(found);
}

/// A map was wanted, `what` it was to be ("a metric").
pub fn not_map(node: &Node, what: &str, cx: &mut Decoder<'_>) {
    let message = format!("{} is a map of keys and values; this is {}.", upper(what), kind(node));
    let help = match &node.value {
        Value::Null => "Write `{}` for one that has nothing of its own.",
        _ => "Write `key: value`, a line each, or `{ key: value }`.",
    };
    cx.out.push(Diagnostic::error(Code::WrongShape, node.pos, message).help(help));
}

/// A word was wanted, one of those given.
pub(crate) fn unknown_word(node: &Node, word: &str, what: &str, words: &[(&str, &str)], cx: &mut Decoder<'_>) {
    let message = format!("`{}` is no {what}.", super::basic::shorten(word));
    let found = Diagnostic::error(Code::UnknownWord, node.pos, message);
    let all = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
    cx.out.push(match nearest(word, words.iter().map(|(word, _)| *word)) {
        Some(near) => found.help(format!("Did you mean `{near}`? Words: {all}.")).replace(node.pos, near),
        None => found.help(format!("Words: {all}.")),
    });
}

fn kind(node: &Node) -> &'static str {
    match &node.value {
        Value::Null => "nothing",
        Value::Scalar(..) => "a text",
        Value::List(_) => "a list",
        Value::Map(_) => "a map",
    }
}

fn upper(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
