//! Keys by name, as the protocol spells them.

use serde_json::{Value, json};

use super::Result;

/// Presses and releases of a chord such as `Shift+Tab`, `Control+a`, `Enter`, `.`, `Shift++`.
pub(super) fn chord(text: &str) -> Result<Value> {
    // A plus at the end is the key itself.
    let (modifiers, key) = match text.strip_suffix('+') {
        Some(rest) => (rest.trim_end_matches('+'), "+"),
        None => text.rsplit_once('+').unwrap_or(("", text)),
    };
    let mut codes = modifiers.split('+').filter(|name| !name.is_empty()).map(code).collect::<Result<Vec<_>>>()?;
    codes.push(code(key)?);
    let down = codes.iter().map(|code| json!({ "type": "keyDown", "value": code }));
    let up = codes.iter().rev().map(|code| json!({ "type": "keyUp", "value": code }));
    let steps: Vec<Value> = down.chain(up).collect();
    Ok(json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": steps }] }))
}

fn code(name: &str) -> Result<String> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Ok(letter.to_string());
    }
    let code = match name {
        "Backspace" => '\u{E003}',
        "Tab" => '\u{E004}',
        "Enter" => '\u{E007}',
        "Shift" => '\u{E008}',
        "Control" => '\u{E009}',
        "Alt" => '\u{E00A}',
        "Escape" => '\u{E00C}',
        "Space" => ' ',
        "PageUp" => '\u{E00E}',
        "PageDown" => '\u{E00F}',
        "End" => '\u{E010}',
        "Home" => '\u{E011}',
        "ArrowLeft" => '\u{E012}',
        "ArrowUp" => '\u{E013}',
        "ArrowRight" => '\u{E014}',
        "ArrowDown" => '\u{E015}',
        "Delete" => '\u{E017}',
        "F2" => '\u{E032}',
        "F12" => '\u{E03C}',
        _ => return Err(format!("`{name}` is no key known here")),
    };
    Ok(code.to_string())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn pressed(text: &str) -> Vec<String> {
        let chord = chord(text).unwrap();
        let steps = chord["actions"][0]["actions"].as_array().unwrap().clone();
        let down = steps.iter().filter(|step| step["type"] == "keyDown");
        down.map(|step| step["value"].as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn chords_are_modifiers_and_a_key() {
        let cases: [(&str, &[&str]); 5] = [
            (".", &["."]),
            ("Shift+.", &["\u{E008}", "."]),
            ("Control+Shift+Home", &["\u{E009}", "\u{E008}", "\u{E011}"]),
            ("+", &["+"]),
            ("Shift++", &["\u{E008}", "+"]),
        ];
        for (text, expected) in cases {
            assert_eq!(pressed(text), expected, "{text}");
        }
        assert!(chord("Hyper").is_err());
    }
}
