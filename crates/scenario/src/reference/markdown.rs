//! The reference as Markdown.

use super::Reference;

const HEAD: &str = "\
# Reference of the scenario format

Made by `brownout reference` from the lists that the engine itself goes by; a test keeps it current. A first scenario, step by
step, is in the [tutorial](tutorial/README.md).

A file is YAML: maps from id to thing. What a file leaves out its pack gives; `id: null` takes away what the pack has. Texts of
the language stand in quotes, or in a block `|` where they have several lines.
";

/// Writes the reference as Markdown.
#[must_use]
pub fn markdown(reference: &Reference) -> String {
    let mut out = HEAD.to_owned();
    out.push_str("\n## Keys\n");
    for record in &reference.records {
        out.push_str("\n### ");
        out.push_str(record.name);
        out.push_str("\n\n");
        out.push_str(&record.about);
        out.push('\n');
        for key in &record.keys {
            out.push_str("\n- **`");
            out.push_str(key.key);
            out.push_str("`** · ");
            out.push_str(&key.kind.replace('|', "\\|"));
            if let Some(inside) = key.inside {
                out.push_str(" → [");
                out.push_str(inside);
                out.push_str("](#");
                out.push_str(&inside.to_lowercase());
                out.push(')');
            }
            out.push_str(" · default: ");
            out.push_str(&key.default);
            out.push_str("  \n  ");
            out.push_str(&key.about);
            if !key.range.is_empty() && key.words.is_empty() {
                out.push(' ');
                out.push_str(&key.range);
            }
            if !key.unit.is_empty() {
                out.push_str(" Unit: ");
                out.push_str(key.unit);
                out.push('.');
            }
            for (word, about) in &key.words {
                out.push_str("\n  - `");
                out.push_str(word);
                out.push_str("`: ");
                out.push_str(about);
            }
            out.push_str("\n\n  ```yaml\n");
            for line in key.example.lines() {
                out.push_str("  ");
                out.push_str(line);
                out.push('\n');
            }
            out.push_str("  ```\n");
        }
    }
    out.push_str("\n## Functions\n\n| function | what it gives | holds, for example |\n|---|---|---|\n");
    for function in &reference.functions {
        row(&mut out, &function.signature, function.about, function.example);
    }
    for group in &reference.words {
        out.push_str("\n## ");
        out.push_str(group.title);
        out.push_str("\n\n| word | what it means | for example |\n|---|---|---|\n");
        for word in &group.words {
            row(&mut out, word.name, word.about, word.example);
        }
    }
    out.push_str("\n## Units\n\nBehind a number: ");
    for (index, unit) in reference.units.iter().enumerate() {
        out.push_str(if index == 0 { "`" } else { ", `" });
        out.push_str(unit);
        out.push('`');
    }
    out.push_str(". `61%` is 0.61, times are seconds, sizes bytes. A number without a unit fits everywhere.\n");
    out.push_str("\n## Findings\n\n| code | what it says |\n|---|---|\n");
    for code in &reference.codes {
        out.push_str("| `");
        out.push_str(code.code);
        out.push_str("` | ");
        out.push_str(&code.about.replace('|', "\\|"));
        out.push_str(" |\n");
    }
    out
}

fn row(out: &mut String, code: &str, about: &str, example: &str) {
    out.push_str("| `");
    out.push_str(&code.replace('|', "\\|"));
    out.push_str("` | ");
    out.push_str(&about.replace('|', "\\|"));
    out.push_str(" | `");
    out.push_str(&example.replace('|', "\\|"));
    out.push_str("` |\n");
}
