//! Shortens what a program and its script call each other by. wasm-bindgen puts a hash into the name of every import, which no
//! packer makes smaller, and keeps what libraries of Leptos's export for servers, which no page calls.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};

use super::{EXPORT, HEAD, IMPORT, exports, imports, leb, section, sections, text};

/// The module that the script is for the program.
const SCRIPT: &str = "./brownout-web_bg.js";
/// How the classes begin that nobody uses, in the script and, in small letters, in the program.
const UNUSED: &str = "IntoUnderlying";
/// Letters of a short name.
const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";

/// The program and its script with short names.
pub fn shorten(program: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut short = BTreeMap::new();
    let mut out = program.get(..HEAD).context("this is no wasm")?.to_vec();
    for (id, body) in sections(program)? {
        let body = match id {
            IMPORT => import_section(body, &mut short)?,
            EXPORT => export_section(body)?,
            _ => body.to_vec(),
        };
        out.extend(section(id, &body));
    }
    ensure!(!short.is_empty(), "the program imports nothing of {SCRIPT}");
    let script = without_unused(script)?;
    Ok((out, renamed(&script, &short)?))
}

fn import_section<'a>(body: &'a [u8], short: &mut BTreeMap<&'a str, String>) -> Result<Vec<u8>> {
    let imports = imports(body)?;
    let mut out = leb(imports.len());
    for import in imports {
        text(&mut out, import.module);
        if import.module == SCRIPT {
            let next = letters(short.len());
            text(&mut out, short.entry(import.name).or_insert(next));
        } else {
            text(&mut out, import.name);
        }
        out.extend(import.kind);
    }
    Ok(out)
}

fn export_section(body: &[u8]) -> Result<Vec<u8>> {
    let unused = UNUSED.to_ascii_lowercase();
    let exports = exports(body)?;
    let kept: Vec<_> = exports.iter().filter(|export| !export.name.contains(&unused)).collect();
    let mut out = leb(kept.len());
    for export in kept {
        text(&mut out, export.name);
        out.extend(export.kind);
    }
    Ok(out)
}

/// `a` to `z`, then `aa` and so on.
fn letters(mut number: usize) -> String {
    let mut name = Vec::new();
    loop {
        name.push(LETTERS[number % LETTERS.len()]);
        if number < LETTERS.len() {
            name.reverse();
            return String::from_utf8_lossy(&name).into_owned();
        }
        number = number / LETTERS.len() - 1;
    }
}

/// The script without the classes that nobody uses: they reach from the line that declares them to the one after their last.
fn without_unused(script: &str) -> Result<String> {
    let begins = |line: &str| {
        line.starts_with(&format!("export class {UNUSED}")) || line.starts_with(&format!("const {UNUSED}"))
    };
    let mut out = String::with_capacity(script.len());
    let mut lines = script.lines();
    while let Some(line) = lines.next() {
        if begins(line) {
            let end = if line.starts_with("const") { ");" } else { "if (Symbol.dispose)" };
            let ends = |line: &str| line.starts_with(end) || line.ends_with(end);
            ensure!(lines.any(ends), "wasm-bindgen writes classes otherwise than was known here: {line}");
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    ensure!(!out.contains(&UNUSED.to_ascii_lowercase()), "a class {UNUSED} is used after all");
    Ok(out)
}

/// The script with every import under its short name.
fn renamed(script: &str, short: &BTreeMap<&str, String>) -> Result<String> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    let mut found = 0;
    while let Some(start) = rest.find(is_part) {
        let word = &rest[start..];
        let word = &word[..word.find(|letter| !is_part(letter)).unwrap_or(word.len())];
        out.push_str(&rest[..start]);
        match short.get(word) {
            Some(short) => {
                out.push_str(short);
                found += 1;
            }
            None => out.push_str(word),
        }
        rest = &rest[start + word.len()..];
    }
    out.push_str(rest);
    ensure!(found == short.len(), "{found} of {} imports are in the script once each", short.len());
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_different() {
        let cases = [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (701, "zz"), (702, "aaa")];
        for (number, expected) in cases {
            assert_eq!(letters(number), expected);
        }
    }

    #[test]
    fn program_and_script_agree_on_the_new_names() -> Result<()> {
        // Two imports of the script and one of another module, all functions of type 0; an export.
        let mut body = vec![3];
        for (module, name) in [(SCRIPT, "__wbg_a_0123"), ("env", "kept"), (SCRIPT, "__wbg_b_4567")] {
            text(&mut body, module);
            text(&mut body, name);
            body.extend([0, 0]);
        }
        let program = [b"\0asm\x01\0\0\0".to_vec(), section(IMPORT, &body)].concat();
        let script = "const i = {\n__wbg_a_0123: (x) => x,\n__wbg_b_4567() {}, __wbg_b: 1 };\n";
        let (program, script) = shorten(&program, script)?;
        assert_eq!(script, "const i = {\na: (x) => x,\nb() {}, __wbg_b: 1 };\n");
        let (_, body) = sections(&program)?[0];
        let names: Vec<_> = imports(body)?.iter().map(|import| import.name).collect();
        assert_eq!(names, ["a", "kept", "b"]);
        assert!(shorten(&program, "nothing").is_err());
        Ok(())
    }

    #[test]
    fn what_nobody_uses_goes() -> Result<()> {
        let script = "a\nexport class IntoUnderlyingSink {\n  x\n}\nif (Symbol.dispose) IntoUnderlyingSink.y\nb\nconst IntoUnderlyingSinkF = (z)\n  : new F(1);\nc\n";
        assert_eq!(without_unused(script)?, "a\nb\nc\n");
        assert!(without_unused("export class IntoUnderlyingSink {\n}").is_err());
        Ok(())
    }
}
