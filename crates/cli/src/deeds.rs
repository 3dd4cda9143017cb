//! Action files: one JSON object a line.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use brownout_run::Deed;
use serde_json::Value;

/// Longest action file that is read, in bytes.
const BYTES_MAX: u64 = 4 * 1024 * 1024;
/// What an action looks like, for those who wrote something else.
const LOOKS: &str = r#"an action looks like {"action": "wait"} or {"action": "restart", "with": {"target": "db"}}"#;

/// A deed and where it stands, as `path:line`.
pub(crate) struct Placed {
    pub(crate) place: String,
    pub(crate) deed: Deed,
}

/// The deeds of a file, `-` being stdin.
///
/// # Errors
/// A file that cannot be read, or the first line that is no action.
pub(crate) fn deeds(path: &Path) -> Result<Vec<Placed>> {
    let (name, reader): (String, Box<dyn Read>) = if path.as_os_str() == "-" {
        ("stdin".to_owned(), Box::new(std::io::stdin()))
    } else {
        let name = path.display().to_string();
        let file = std::fs::File::open(path).with_context(|| format!("cannot read `{name}`"))?;
        (name, Box::new(file))
    };
    let mut bytes = Vec::new();
    reader.take(BYTES_MAX + 1).read_to_end(&mut bytes).with_context(|| format!("cannot read `{name}`"))?;
    if bytes.len() as u64 > BYTES_MAX {
        bail!("`{name}` is too long: an action file has at most {BYTES_MAX} bytes");
    }
    let Ok(text) = String::from_utf8(bytes) else { bail!("cannot read `{name}`: it is no UTF-8 text") };
    let mut deeds = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = format!("{name}:{}", index + 1);
        let deed = deed(line).with_context(|| place.clone())?;
        deeds.push(Placed { place, deed });
    }
    Ok(deeds)
}

fn deed(line: &str) -> Result<Deed> {
    let Ok(value) = serde_json::from_str::<Value>(line) else { bail!("this line is no JSON; {LOOKS}") };
    let Some((map, action)) = value.as_object().and_then(|map| Some((map, map.get("action")?.as_str()?))) else {
        bail!("{LOOKS}");
    };
    if let Some(key) = map.keys().find(|key| *key != "action" && *key != "with") {
        bail!("an action has no `{key}`; {LOOKS}");
    }
    let mut args = Vec::new();
    match map.get("with") {
        None | Some(Value::Null) => {}
        Some(Value::Object(with)) => {
            for (name, value) in with {
                let text = match value {
                    Value::String(text) => text.clone(),
                    // Lists and maps are read as the text that they are written as.
                    Value::Number(_) | Value::Bool(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
                    Value::Null => bail!("`{name}` is a text, a number, true or false, a list or a map"),
                };
                args.push((name.clone(), text));
            }
        }
        Some(_) => bail!("`with` is a map from parameter to value; {LOOKS}"),
    }
    Ok(Deed { action: action.to_owned(), args })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_deeds() {
        for (line, want) in [
            (r#"{"action": "wait"}"#, Ok(("wait", vec![]))),
            (r#"{"action": "a", "with": null}"#, Ok(("a", vec![]))),
            (
                r#"{"action": "a", "with": {"b": "c", "d": 4, "e": true}}"#,
                Ok(("a", vec![("b", "c"), ("d", "4"), ("e", "true")])),
            ),
            ("{", Err("this line is no JSON")),
            ("7", Err("an action looks like")),
            (r#"{"with": {}}"#, Err("an action looks like")),
            (r#"{"action": "a", "target": "b"}"#, Err("an action has no `target`")),
            (r#"{"action": "a", "with": {"b": ["x", 1]}}"#, Ok(("a", vec![("b", r#"["x",1]"#)]))),
            (r#"{"action": "a", "with": {"b": null}}"#, Err("`b` is a text, a number, true or false, a list or a map")),
            (r#"{"action": "a", "with": "b"}"#, Err("`with` is a map")),
        ] {
            match (deed(line), want) {
                (Ok(deed), Ok((action, args))) => {
                    let got: Vec<(&str, &str)> = deed.args.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
                    assert_eq!((deed.action.as_str(), got), (action, args), "{line}");
                }
                (Err(error), Err(start)) => assert!(error.to_string().starts_with(start), "{line}: {error}"),
                (got, _) => panic!("{line}: {got:?}"),
            }
        }
    }
}
