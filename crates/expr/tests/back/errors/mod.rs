//! What is said about names and types that do not fit: which mistake, where, what would be right.
//!
//! A case is a place, a text and its mistakes, each as `code [what stands there] message help -> replacement`.

mod expressions;
mod patterns;
mod scripts;
mod templates;

use brownout_expr::error::{Code, LangError};

use crate::world::World;

type Case = (&'static str, &'static str, &'static [&'static str]);

fn shown(text: &str, error: &LangError) -> String {
    let LangError { code, span, message, help, replacement } = error;
    let place = &text[span.start as usize..span.end as usize];
    let help = help.as_ref().map_or(String::new(), |help| format!(" {help}"));
    let replacement = replacement.as_ref().map_or(String::new(), |replacement| format!(" -> {replacement}"));
    format!("{} [{place}] {message}{help}{replacement}", code.as_str())
}

/// Compares every case, and gives the codes that were met.
#[track_caller]
fn check(cases: &[Case], lower: impl Fn(&mut World, &str, &str) -> Vec<LangError>) -> Vec<Code> {
    let mut codes = Vec::new();
    let mut wrong = Vec::new();
    for (at, text, expected) in cases {
        let mut world = World::new();
        world.formulas = vec![formula("pull", "x * nonsense"), formula("turn", "turn + 1")];
        let errors = lower(&mut world, at, text);
        let read: Vec<String> = errors.iter().map(|error| shown(text, error)).collect();
        if read != *expected {
            wrong.push(format!("{at}: {text}\n  wanted {expected:#?}\n  got {read:#?}"));
        }
        codes.extend(errors.iter().map(|error| error.code));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    codes
}

fn formula(name: &str, text: &str) -> brownout_expr::lower::Formula {
    brownout_expr::lower::Formula { name: name.to_owned(), body: brownout_expr::parse::parse_expr(text).unwrap() }
}

fn all() -> Vec<Code> {
    let mut met = check(expressions::CASES, |w, at, text| w.lower(at, text).err().unwrap_or_default());
    met.extend(check(scripts::CASES, |w, at, text| w.lower_script(at, text).err().unwrap_or_default()));
    met.extend(check(templates::CASES, |w, at, text| w.lower_template(at, text).err().unwrap_or_default()));
    met.extend(check(patterns::CASES, |w, at, text| w.lower_pattern(at, text, None).err().unwrap_or_default()));
    met
}

/// Every code that comes from names and types is met at least once; the text side has its own list.
#[test]
fn mistakes_are_explained() {
    let met = all();
    // Shown by `room`: they need texts too long to stand in a table.
    let elsewhere = [Code::TooLong];
    for code in Code::ALL.iter().skip_while(|code| **code != Code::UnknownName) {
        assert!(met.contains(code) || elsewhere.contains(code), "no case for {}", code.as_str());
    }
}
