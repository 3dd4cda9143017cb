//! What holds of every tree and every text.

use brownout_expr::error::LangError;
use brownout_expr::{parse, print};
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng;

use crate::common::random;
use crate::examples;

const TREES: u64 = 3_000;
const MUTATIONS: u64 = 100_000;

/// Prints `TREES` random trees, reads them again, and wants the same tree.
fn check<T: PartialEq + std::fmt::Debug>(
    make: impl Fn(&mut ChaCha8Rng) -> T,
    print: impl Fn(&T) -> String,
    parse: impl Fn(&str) -> Result<T, Vec<LangError>>,
) {
    for seed in 0..TREES {
        let tree = make(&mut ChaCha8Rng::seed_from_u64(seed));
        let text = print(&tree);
        let read = parse(&text);
        assert_eq!(read.as_ref(), Ok(&tree), "seed {seed}: {text}");
        assert_eq!(read.map(|tree| print(&tree)), Ok(text), "seed {seed}");
    }
}

#[test]
fn expressions_survive_printing() {
    check(|rng| random::node(rng, 4), |tree| print::expr(&tree.node), parse::parse_expr);
}

#[test]
fn scripts_survive_printing() {
    check(|rng| random::script(rng, 3), print::script, parse::parse_script);
}

#[test]
fn patterns_survive_printing() {
    check(|rng| random::pattern(rng, 3), print::pattern, parse::parse_pattern);
}

#[test]
fn deeds_survive_printing() {
    check(|rng| random::deed(rng, 2), print::deed, parse::parse_deed);
}

#[test]
fn draws_survive_printing() {
    check(|rng| random::draw(rng, 2), print::draw, parse::parse_draw);
}

#[test]
fn templates_survive_printing() {
    check(|rng| random::template(rng, 2), print::template, parse::parse_template);
}

#[test]
fn lines_survive_printing() {
    check(|rng| random::line(rng, 2), print::line, parse::parse_line);
}

/// Whether a printed expression could do without one of its pairs of parentheses.
#[test]
fn parentheses_are_few() {
    for seed in 0..TREES {
        let tree = random::node(&mut ChaCha8Rng::seed_from_u64(seed), 3);
        let text = print::expr(&tree.node);
        for (open, close) in groups(&text) {
            let without = format!("{} {} {}", &text[..open], &text[open + 1..close], &text[close + 1..]);
            assert_ne!(parse::parse_expr(&without).ok(), Some(tree.clone()), "seed {seed}: {text} = {without}");
        }
    }
}

/// The pairs of parentheses that group (those of calls and lists of `in` do not).
fn groups(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    if text.contains(['"', '\'']) {
        return pairs;
    }
    for (at, c) in text.char_indices() {
        match c {
            '(' => open.push(at),
            ')' => pairs.push((open.pop().unwrap(), at)),
            _ => {}
        }
    }
    pairs.retain(|(open, _)| {
        let before = text[..*open].chars().next_back();
        let call = before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        !call && !text[..*open].ends_with(" in ")
    });
    pairs
}

fn mutate(rng: &mut ChaCha8Rng, text: &str, other: &str) -> String {
    let pieces = [
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "\\",
        "\n",
        "\n  ",
        "\n\t",
        ":",
        ";",
        ",",
        ".",
        "->",
        "-",
        "=",
        "==",
        ":=",
        " if ",
        "else:",
        "each service:",
        "after 1 ticks:",
        " to ",
        "5%",
        "err-0.1",
        "é",
        "\u{feff}",
        "%",
        "not ",
        " over ",
        "acted(",
        " where ",
        "#",
        "\r\n",
        "0.",
        "..",
        "1e9",
        "config(\"",
        "show \"{",
        "{{",
        "a = {",
    ];
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..1 + random::below(rng, 4) {
        let place = random::below(rng, chars.len() + 1);
        match random::below(rng, 5) {
            0 => {
                chars.truncate(place);
            }
            1 => {
                let end = (place + random::below(rng, 8)).min(chars.len());
                chars.drain(place..end);
            }
            2 => {
                let piece: Vec<char> = other.chars().collect();
                let from = random::below(rng, piece.len() + 1);
                chars.splice(place..place, piece[from..].iter().copied());
            }
            3 if place < chars.len() => {
                let with = random::below(rng, chars.len());
                chars.swap(place, with);
            }
            _ => {
                let piece = random::pick(rng, &pieces);
                chars.splice(place..place, piece.chars());
            }
        }
    }
    chars.into_iter().collect()
}

/// Every mistake lies in the text, on the borders of characters, and its replacement can be made.
fn check_errors(text: &str, errors: &[LangError]) {
    assert!(!errors.is_empty(), "{text:?} failed silently");
    for error in errors {
        let span = error.span.start as usize..error.span.end as usize;
        assert!(text.get(span).is_some(), "{text:?}: {error:?}");
        assert!(!error.message.is_empty());
    }
}

#[test]
fn no_text_panics() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let all = [examples::SCRIPTS, examples::EXPRESSIONS, examples::LINES, examples::DEEDS, examples::TEMPLATES];
    for round in 0..MUTATIONS {
        // Two of three are scripts: they have the most ways to go wrong.
        let which = if round % 3 == 0 { random::below(&mut rng, all.len()) } else { 0 };
        let text = random::pick(&mut rng, all[which]);
        let other = random::pick(&mut rng, examples::SCRIPTS);
        let text = mutate(&mut rng, text, other);
        let results = [
            parse::parse_script(&text).err(),
            parse::parse_expr(&text).err(),
            parse::parse_lines(&text).err(),
            parse::parse_line(&text).err(),
            parse::parse_deed(&text).err(),
            parse::parse_draw(&text).err(),
            parse::parse_pattern(&text).err(),
            parse::parse_template(&text).err(),
        ];
        for errors in results.into_iter().flatten() {
            check_errors(&text, &errors);
        }
    }
}

/// Texts that are long or deep in every way a text can be.
#[test]
fn no_text_takes_the_stack() {
    let units = [
        "(",
        "[",
        "-",
        "not ",
        "a+",
        "a-",
        "a and ",
        "a == ",
        "f(",
        "acted(a where ",
        "sum(a over b where ",
        "if a: ",
        "else: ",
        "each a: ",
        "after 1 ticks: ",
        "x = (",
        "{",
        "}",
        "{a",
        "\"",
        "a = {a: [",
        "a with b = {c: [[",
        "a.",
        "a->",
        "\\",
        "x = 1;",
        "x = 1\n",
        "&",
        "?",
        "=",
        "a in (",
        "@",
        "\u{a0}",
        "WARN 1s ago:\n",
        "{\"",
    ];
    for unit in units {
        let long = unit.repeat(parse::MAX_TEXT_BYTES / unit.len());
        let mut blocks = String::new();
        for depth in 0..300 {
            blocks.push_str(&" ".repeat(depth));
            blocks.push_str(&format!("if {unit}:\n"));
        }
        for text in [long, blocks] {
            let small = std::thread::Builder::new().stack_size(512 * 1024);
            let read = move || {
                let _ = parse::parse_script(&text);
                let _ = parse::parse_expr(&text);
                let _ = parse::parse_lines(&text);
                let _ = parse::parse_deed(&text);
                let _ = parse::parse_draw(&text);
                let _ = parse::parse_pattern(&text);
                let _ = parse::parse_template(&text);
            };
            small.spawn(read).unwrap().join().unwrap();
        }
    }
}
