//! Each broken text is found wrong at its place, from its first to its last byte, in words that say what would be right.

use brownout_scenario::Catalogue;
use brownout_scenario::assist::{View, problems};
use brownout_tests::broken::{Broken, broken};

fn said(view: &View) -> String {
    format!(
        "{} {}:{} to {}:{} {} / {}",
        view.code,
        view.start.line,
        view.start.column,
        view.end.line,
        view.end.column,
        view.message,
        view.help.as_deref().unwrap_or("")
    )
}

fn check(catalogue: &Catalogue, case: &Broken) -> Result<(), String> {
    let found = problems(catalogue, "mine/broken.yaml", &case.text, 1);
    let all = || found.iter().map(said).collect::<Vec<String>>().join("\n    ");
    let [first, ..] = found.as_slice() else { return Err("nothing is found".to_owned()) };
    let (line, column) = case.line_column(case.from);
    let (end_line, end_column) = case.line_column(case.to);
    let place =
        (first.start.line as usize, first.start.column as usize, first.end.line as usize, first.end.column as usize);
    if first.code != case.code || place != (line, column, end_line, end_column) {
        return Err(format!(
            "{} {line}:{column} to {end_line}:{end_column} is expected, found\n    {}",
            case.code,
            all()
        ));
    }
    let words = format!("{} {}", first.message, first.help.as_deref().unwrap_or(""));
    if !words.contains(&case.says) {
        return Err(format!("it does not say `{}`: {words}", case.says));
    }
    if first.help.is_none() && case.says.is_empty() {
        return Err(format!("nothing says what would be right: {words}"));
    }
    let units = case.text[..case.from].encode_utf16().count();
    if first.start.unit as usize != units || first.start.offset as usize != case.from {
        return Err(format!("begins at unit {} instead of {units}", first.start.unit));
    }
    Ok(())
}

#[test]
fn each_broken_text_is_told_at_its_place() {
    let catalogue = Catalogue::built_in();
    let cases = broken();
    let failures: Vec<String> = (cases.iter())
        .filter_map(|case| check(&catalogue, case).err().map(|error| format!("{}\n  {error}", case.text)))
        .collect();
    assert!(cases.len() >= 60, "{} broken texts", cases.len());
    assert_eq!(cases.iter().filter(|case| case.typed).count(), 10, "texts for the editor");
    assert!(failures.is_empty(), "{} of {}\n{}", failures.len(), cases.len(), failures.join("\n"));
}
