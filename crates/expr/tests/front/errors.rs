//! What is said about mistakes: which, where, what would be right.
//!
//! A case is a text and its mistakes, each as `code @offset [what stands there] message help -> replacement`.

use brownout_expr::error::{Code, LangError};
use brownout_expr::parse;

type Cases = &'static [(&'static str, &'static [&'static str])];

fn shown(text: &str, error: &LangError) -> String {
    let LangError { code, span, message, help, replacement } = error;
    let place = &text[span.start as usize..span.end as usize];
    let help = help.as_ref().map_or(String::new(), |help| format!(" {help}"));
    let replacement = replacement.as_ref().map_or(String::new(), |replacement| format!(" -> {replacement}"));
    format!("{} @{} [{place}] {message}{help}{replacement}", code.as_str(), span.start)
}

/// Compares every case, and gives the codes that were met.
#[track_caller]
fn check<T>(cases: Cases, parse: impl Fn(&str) -> Result<T, Vec<LangError>>) -> Vec<Code> {
    let mut codes = Vec::new();
    for (text, expected) in cases {
        let errors = parse(text).err().unwrap_or_default();
        let read: Vec<String> = errors.iter().map(|error| shown(text, error)).collect();
        assert_eq!(read, *expected, "{text:?}");
        codes.extend(errors.iter().map(|error| error.code));
    }
    codes
}

/// All cases: every code of the text side is met at least once.
#[test]
fn mistakes_are_explained() {
    let mut met = check(EXPRESSIONS, parse::parse_expr);
    met.extend(check(SCRIPTS, parse::parse_script));
    met.extend(check(DEEDS, parse::parse_deed));
    met.extend(check(LINES, parse::parse_lines));
    met.extend(check(TEMPLATES, parse::parse_template));
    met.extend(check(DRAWS, parse::parse_draw));
    met.extend(check(PATTERNS, parse::parse_pattern));
    let limits = [Code::TextTooLong, Code::ExpressionTooLarge, Code::ScriptTooLong, Code::NestedTooDeep];
    for code in Code::ALL.iter().take_while(|code| **code != Code::UnknownName) {
        assert!(met.contains(code) || limits.contains(code), "no case for {}", code.as_str());
    }
}

#[test]
fn codes_are_kebab_case_and_unique() {
    let mut names: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert!(names.iter().all(|name| { name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') }));
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
}

/// Making every replacement of a script with plain slips gives one without mistakes.
#[test]
fn replacements_are_right() {
    let slips = [
        "if a && b || !c: d = .5",
        "if 0 < err < 1: x == err-0.1",
        "if not 0 < err < 1: x = 5 ms",
        "if a = 1\n\tx = 5kb\nelif b ≥ 2: x = 1_000",
        "x = mean(y over service) % 2",
        "show \"{a &&b} } \"",
    ];
    for slip in slips {
        let mut errors = parse::parse_script(slip).err().unwrap();
        errors.sort_by_key(|error| std::cmp::Reverse(error.span.start));
        let mut text = slip.to_owned();
        for error in errors {
            let Some(replacement) = error.replacement else { panic!("{slip}: {}", error.message) };
            text.replace_range(error.span.start as usize..error.span.end as usize, &replacement);
        }
        // A `:` that was missing may leave others to be seen.
        assert!(parse::parse_script(&text).is_ok(), "{slip}\n{text}\n{:?}", parse::parse_script(&text));
    }
}

#[test]
fn limits_are_kept() {
    #[track_caller]
    fn check<T>(read: Result<T, Vec<LangError>>, expected: Option<Code>) {
        let codes: Option<Vec<Code>> = read.err().map(|errors| errors.iter().map(|error| error.code).collect());
        assert_eq!(codes, expected.map(|code| vec![code]));
    }
    let sum = |nodes: u32| vec!["1"; nodes as usize / 2 + 1].join(" + ");
    check(parse::parse_expr(&sum(parse::MAX_NODES - 1)), None);
    check(parse::parse_expr(&sum(parse::MAX_NODES + 1)), Some(Code::ExpressionTooLarge));
    // Each expression has its own count.
    let halves = format!("{{{0}}} {{{0}}}", sum(parse::MAX_NODES - 1));
    check(parse::parse_template(&halves), None);

    let script = |statements: u32| "x = 1\n".repeat(statements as usize);
    check(parse::parse_script(&script(parse::MAX_STATEMENTS)), None);
    check(parse::parse_script(&script(parse::MAX_STATEMENTS + 1)), Some(Code::ScriptTooLong));

    let brackets = |depth: u32| format!("{}1{}", "(".repeat(depth as usize), ")".repeat(depth as usize));
    check(parse::parse_expr(&brackets(parse::MAX_DEPTH)), None);
    check(parse::parse_expr(&brackets(parse::MAX_DEPTH + 1)), Some(Code::NestedTooDeep));

    let inline = |depth: u32| format!("{}x = 1", "if a: ".repeat(depth as usize));
    check(parse::parse_script(&inline(parse::MAX_BLOCKS)), None);
    check(parse::parse_script(&inline(parse::MAX_BLOCKS + 1)), Some(Code::NestedTooDeep));
    let blocks = |depth: u32| {
        let heads: String = (0..depth).map(|at| format!("{}if a:\n", " ".repeat(at as usize))).collect();
        format!("{heads}{}x = 1\n", " ".repeat(depth as usize))
    };
    check(parse::parse_script(&blocks(parse::MAX_BLOCKS)), None);
    check(parse::parse_script(&blocks(parse::MAX_BLOCKS + 1)), Some(Code::NestedTooDeep));

    let long = "#".repeat(parse::MAX_TEXT_BYTES + 1);
    check(parse::parse_script(&long[1..]), None);
    check(parse::parse_script(&long), Some(Code::TextTooLong));
    check(parse::parse_expr(&long), Some(Code::TextTooLong));
    check(parse::parse_template(&long), Some(Code::TextTooLong));
    check(parse::parse_lines(&long), Some(Code::TextTooLong));
}

const EXPRESSIONS: Cases = &[
    ("a && b", &["foreign-operator @2 [&&] `&&` does not exist. Write `and`. -> and"]),
    ("a || b", &["foreign-operator @2 [||] `||` does not exist. Write `or`. -> or"]),
    ("!a", &["foreign-operator @0 [!] `!` does not exist. Write `not`. -> not "]),
    ("a <> 1", &["foreign-operator @2 [<>] `<>` does not exist. Write `!=`. -> !="]),
    ("a ≥ 1", &["foreign-operator @2 [≥] `≥` does not exist. Write `>=`. -> >="]),
    ("a ** 2", &["foreign-operator @2 [**] `**` does not exist. Write `pow(a, b)`."]),
    ("a % 2", &["foreign-operator @2 [%] `%` does not exist. Write `mod` for the remainder. -> mod"]),
    ("a > 5 %", &["unit-apart @6 [%] `%` belongs right behind its number: `5%`."]),
    ("a ? 1 : 2", &["foreign-operator @2 [?] `?` does not exist. Write `if(condition, a, b)`."]),
    ("a $ b", &["unknown-character @2 [$] The character `$` means nothing here."]),
    ("größe > 1", &["unknown-character @2 [ö] `ö` cannot stand in a name. Names are made of a–z, A–Z, 0–9 and `-`."]),
    (
        "`a`",
        &[
            r#"unknown-character @0 [`] Texts stand in straight quotes: `"`. -> ""#,
            r#"unknown-character @2 [`] Texts stand in straight quotes: `"`. -> ""#,
        ],
    ),
    (
        "err-0.1",
        &["minus-in-name @0 [err-0.1] `err-0.1` is read as a name. Minus needs spaces: `err - 0.1`. -> err - 0.1"],
    ),
    (
        "err-5% > 2",
        &["minus-in-name @0 [err-5%] `err-5%` is read as a name. Minus needs spaces: `err - 5%`. -> err - 5%"],
    ),
    ("5.", &["malformed-number @0 [5.] A number does not end with a dot. Write `5`. -> 5"]),
    ("1.2.3", &["malformed-number @0 [1.2.3] `1.2.3` is no number: it has more than one dot."]),
    (".5", &["malformed-number @0 [.5] A number begins with a digit. Write `0.5`. -> 0.5"]),
    ("1_000", &["malformed-number @0 [1_000] Digits stand without separators. -> 1000"]),
    ("5kb", &["unknown-unit @0 [5kb] `kb` is no unit. Did you mean `5KiB`? -> 5KiB"]),
    ("5sec", &["unknown-unit @0 [5sec] `sec` is no unit. Did you mean `5s`? -> 5s"]),
    ("5foo", &["unknown-unit @0 [5foo] `foo` is no unit. Units: %, ms, s, min, h, d, KiB, MiB, GiB."]),
    ("0.1 ms", &["unit-apart @0 [0.1 ms] A unit stands right behind its number: `0.1ms`. -> 0.1ms"]),
    (
        "“down”",
        &[
            r#"unknown-character @0 [“] Texts stand in straight quotes: `"`. -> ""#,
            r#"unknown-character @7 [”] Texts stand in straight quotes: `"`. -> ""#,
        ],
    ),
    (
        r#""abc"#,
        &[
            r#"unclosed-text @0 ["abc] This text is not closed. Put `"` at its end. A text ends on the line that it begins on."#,
        ],
    ),
    (
        r#""a\qb""#,
        &[
            r#"unknown-escape @2 [\q] `\q` is no escape. Those are `\"`, `\'`, `\\` and `\n`. A backslash itself is written `\\`."#,
        ],
    ),
    ("", &["expected-value @0 [] Expected a value, found the end."]),
    ("a +", &["expected-value @3 [] Expected a value, found the end."]),
    ("a b", &["unexpected-token @2 [b] Expected an operator or the end, found `b`."]),
    ("(a", &["unclosed-bracket @0 [(] `(` is not closed. Add `)`."]),
    ("max(a, b", &["unclosed-bracket @3 [(] `(` is not closed. Add `)`."]),
    ("max(a b)", &["unexpected-token @6 [b] Expected `,` or `)`, found `b`."]),
    ("[a, b", &["unclosed-bracket @0 [[] `[` is not closed. Add `]`."]),
    ("a = b", &["equals-for-compare @2 [=] `=` sets, it does not compare. Write `==`. -> =="]),
    ("not a = b", &["equals-for-compare @6 [=] `=` sets, it does not compare. Write `==`. -> =="]),
    (
        "0 < err < 1",
        &[
            "chained-comparison @0 [0 < err < 1] `0 < err < 1` compares twice. Write `err > 0 and err < 1`. -> err > 0 and err < 1",
        ],
    ),
    (
        "err < p99 < mem < 3",
        &[
            "chained-comparison @0 [err < p99 < mem] `err < p99 < mem` compares twice. Write `err < p99 and p99 < mem`. -> err < p99 and p99 < mem",
        ],
    ),
    (
        "not 0 < err < 1",
        &[
            "chained-comparison @4 [0 < err < 1] `0 < err < 1` compares twice. Write `(err > 0 and err < 1)`. -> (err > 0 and err < 1)",
        ],
    ),
    ("a == b in (c)", &["chained-comparison @5 [b in] Comparisons do not form chains. Join two of them with `and`."]),
    (
        "a in (b) in (c)",
        &["chained-comparison @0 [a in (b) in] Comparisons do not form chains. Join two of them with `and`."],
    ),
    ("a in b", &["expected-token @5 [b] Expected `(` behind `in`, found `b`."]),
    ("a in ()", &["expected-value @6 [)] Expected a value, found `)`."]),
    ("5% to 9%", &["misplaced-draw @0 [5% to 9%] `5% to 9%` is a draw. Draws stand in `start` or after `:=`."]),
    ("max(1 to 2, 3)", &["misplaced-draw @4 [1 to 2] `1 to 2` is a draw. Draws stand in `start` or after `:=`."]),
    (
        "a.b.c",
        &[
            r#"path-too-long @0 [a.b.c] A path has one dot at most: `service.metric` or `caller->callee.knob`. A configuration's path stands in quotes: `service.config("a.b")`."#,
        ],
    ),
    ("a->b", &["expected-token @4 [] Expected `.` and a knob of the call, found the end."]),
    (
        "a->b.c.d",
        &[
            r#"path-too-long @3 [b.c.d] A path has one dot at most: `service.metric` or `caller->callee.knob`. A configuration's path stands in quotes: `service.config("a.b")`."#,
        ],
    ),
    ("a.5", &["expected-name @2 [5] Expected a metric behind the dot, found `5`."]),
    ("a.and", &["reserved-word @2 [and] `and` is a word of the language. Expected a metric behind the dot."]),
    ("mean(x over service)", &["malformed-set @12 [service] `over` runs over several. Write `services`. -> services"]),
    (
        "round(x over services)",
        &[
            "not-an-aggregate @0 [round] `round` does not run over a set. Those that do: sum, max, min, mean, any, all, count.",
        ],
    ),
    ("sum(x over callers(0))", &["malformed-count @19 [0] Expected a number of calls from 1, or `any`, found `0`."]),
    (
        "sum(x over callers(1.5))",
        &["malformed-count @19 [1.5] Expected a number of calls from 1, or `any`, found `1.5`."],
    ),
    (
        "sum(x over 5)",
        &[
            "expected-name @11 [5] Expected a set: services, callers, callees, calls, faults, conditions, or a tag, found `5`.",
        ],
    ),
    ("acted(5)", &["expected-name @6 [5] Expected an action, or `any`, found `5`."]),
    (
        r#"acted("restart")"#,
        &[
            r#"expected-name @6 ["restart"] Expected an action, or `any`, found a text. Names stand without quotes. -> restart"#,
        ],
    ),
    ("a == not b", &["expected-value @5 [not] Expected a value, found `not`. Put `not …` in parentheses."]),
    ("--a", &["expected-value @1 [-] Expected a value, found `-`. Put `-…` in parentheses."]),
    (
        "{ a: 1 }",
        &["expected-value @0 [{] Expected a value, found `{`. Maps `{ }` stand only as a parameter of a deed."],
    ),
    ("and", &["expected-value @0 [and] Expected a value, found `and`."]),
    ("1e5", &["malformed-number @0 [1e5] Numbers are written without an exponent."]),
    ("a - b in (c) - d", &["unexpected-token @13 [-] Expected an operator or the end, found `-`."]),
    (
        "a.b->c",
        &[
            r#"path-too-long @0 [a.b->c] A path has one dot at most: `service.metric` or `caller->callee.knob`. A configuration's path stands in quotes: `service.config("a.b")`."#,
        ],
    ),
    ("f(a.1)", &["expected-name @4 [1] Expected a metric behind the dot, found `1`."]),
    (
        "acted(restart payments)",
        &["expected-token @14 [payments] Expected `at` before the service: `at payments`. -> at payments"],
    ),
    ("a ∧ b", &["unknown-character @2 [∧] The character `∧` means nothing here."]),
    ("sum(a over services", &["unclosed-bracket @3 [(] `(` is not closed. Add `)`."]),
    ("x == 1 y", &["unexpected-token @7 [y] Expected an operator or the end, found `y`."]),
];

const SCRIPTS: Cases = &[
    ("err = 5% to 9%", &["misplaced-draw @6 [5% to 9%] `5% to 9%` is a draw. Draws stand in `start` or after `:=`."]),
    ("err := 5%", &["expected-draw @7 [5%] `:=` draws: write `low to high`. To set a value, write `= 5%`."]),
    ("err == 3", &["compare-for-set @4 [==] `==` compares, it does not set. Write `=`. -> ="]),
    ("err", &["expected-statement @0 [err] `err` alone does nothing. A statement sets something: `err = …`."]),
    ("er", &["expected-statement @0 [er] `er` alone does nothing. A statement sets something: `er = …`."]),
    ("err 5", &["expected-statement @0 [err] Expected `=` behind `err`, found `5`."]),
    ("x /= 2", &["foreign-operator @2 [/=] `/=` does not exist. Write `x = x / a`, or `x *= a`."]),
    ("x ++", &["foreign-operator @2 [++] `++` does not exist. Write `x += 1`."]),
    ("if a = 1: x = 2", &["equals-for-compare @5 [=] `=` sets, it does not compare. Write `==`. -> =="]),
    ("if a", &["missing-colon @4 [] Put `:` behind the condition. -> :"]),
    ("if a x = 1", &["unexpected-token @5 [x] Expected `:`, found `x`."]),
    (
        "if a:",
        &["missing-indentation @0 [if] Nothing follows `if …:`. Write what is done, indented deeper than the `if`."],
    ),
    ("if a:\nx = 1", &["missing-indentation @6 [x] The line after `if …:` must be indented deeper than the `if`."]),
    ("if a: x = 1 else: y = 2", &["else-without-if @12 [else] `else` begins a line of its own."]),
    ("if a: x = 1; else: y = 2", &["else-without-if @13 [else] `else` begins a line of its own."]),
    ("else: x = 1", &["else-without-if @0 [else] This `else` has no `if` just above it at the same indentation."]),
    (
        "if a:\n  x = 1\n    y = 2",
        &[
            "unexpected-indentation @18 [y] This line is indented deeper, but the line above it opens no block with `:`.",
        ],
    ),
    (
        "if a:\n    x = 1\n  y = 2",
        &["uneven-indentation @16 [  ] This line is indented by 2, like none of the blocks around it. Indent it by 0."],
    ),
    ("\tx = 1", &["tab-in-indentation @0 [\t] Tab in the indentation. Write spaces. ->   "]),
    ("if a:\n\tx = 1", &["tab-in-indentation @6 [\t] Tab in the indentation. Write spaces. ->   "]),
    (
        "each service: each caller: x = 1",
        &[
            "each-in-each @14 [each] `each` cannot stand inside `each`. Use an aggregate inside, or one `each` after the other.",
        ],
    ),
    (
        "each 5: x = 1",
        &[
            "expected-name @5 [5] Expected a set: services, callers, callees, calls, faults, conditions, or a tag, found `5`.",
        ],
    ),
    ("after 3: x = 1", &["expected-token @7 [:] Expected `ticks`, found `:`."]),
    (
        "while a: x = 1",
        &[
            "foreign-statement @0 [while] `while` is no statement. Write `each service where …:`; there is no other loop.",
        ],
    ),
    ("for x in y: z", &["foreign-statement @0 [for] `for` is no statement. Write `each service where …:`."]),
    (
        "elif a: x = 1",
        &[
            "foreign-statement @0 [elif] `elif` does not exist. Write `else if`. -> else if",
            "else-without-if @0 [elif] This `else` has no `if` just above it at the same indentation.",
        ],
    ),
    (
        "if a: x = 1\nelif b: x = 2",
        &["foreign-statement @12 [elif] `elif` does not exist. Write `else if`. -> else if"],
    ),
    ("show x", &["expected-token @5 [x] Expected a text in quotes, or facts, logs, config or metrics, found `x`."]),
    (
        "show",
        &[
            "expected-token @4 [] Expected a text in quotes, or facts, logs, config or metrics, found the end of the line.",
        ],
    ),
    ("push 5", &["expected-name @5 [5] Expected a store, found `5`."]),
    ("push a to", &["expected-value @9 [] Expected a value, found the end of the line."]),
    ("apply t", &["expected-token @7 [] Expected `(` and the row's key, found the end of the line."]),
    ("apply t(", &["expected-value @8 [] Expected a value, found the end of the line."]),
    ("config(x) = 1", &["expected-token @7 [x] Expected a path in quotes, found `x`."]),
    (
        r#"db.config("a") = 1"#,
        &[
            r#"expected-statement @0 [db.config] A script writes only the configuration of `self`: `config("…") = …`. Put it into `each service where self == …:`."#,
        ],
    ),
    ("remove x", &[r#"expected-token @7 [x] Expected `config("…")`, found `x`."#]),
    ("let and = 3", &["reserved-word @4 [and] `and` is a word of the language. Expected a new name."]),
    ("let x 3", &["expected-token @6 [3] Expected `=` behind the new name, found `3`."]),
    ("start", &["expected-name @5 [] Expected a fault, found the end of the line."]),
    ("x = 1, y = 2", &["unexpected-token @5 [,] Expected `;` or the end of the line, found `,`."]),
    (
        "x = (1\ny = )2\nz = 3 +\nif q = 1: w = 2",
        &[
            "unclosed-bracket @4 [(] `(` is not closed. Add `)`.",
            "expected-value @11 [)] Expected a value, found `)`.",
            "expected-value @21 [] Expected a value, found the end of the line.",
            "equals-for-compare @27 [=] `=` sets, it does not compare. Write `==`. -> ==",
        ],
    ),
    (
        r#"show "a {err + b""#,
        &["unclosed-hole @8 [{err + b] This `{` has no `}`. A brace in the text is written twice: `{{`."],
    ),
    (
        r#"show "a {err +} \" {x &&y}""#,
        &[
            "expected-value @14 [] Expected a value, found the end.",
            "foreign-operator @22 [&&] `&&` does not exist. Write `and`. -> and ",
        ],
    ),
    (
        r#"show "a } b""#,
        &["lone-brace @8 [}] This `}` closes nothing. A brace in the text is written twice: `}}`. -> }}"],
    ),
    ("emti x", &["expected-statement @0 [emti] Expected `=` behind `emti`, found `x`. Did you mean `emit`?"]),
    ("x->y = 2", &["expected-token @5 [=] Expected `.` and a knob of the call, found `=`."]),
    ("5 = x", &["expected-statement @0 [5] Expected a statement, found `5`."]),
    (
        "if a &&:\n  b = )\n  c = 1 d\ne = [",
        &[
            "foreign-operator @5 [&&] `&&` does not exist. Write `and`. -> and ",
            "expected-value @7 [:] Expected a value, found `:`.",
            "expected-value @15 [)] Expected a value, found `)`.",
            "unit-apart @23 [1 d] A unit stands right behind its number: `1d`. -> 1d",
            "expected-value @32 [] Expected a value, found the end of the line.",
        ],
    ),
    (
        "if a:\n  x = 1\n else: y = 2",
        &["uneven-indentation @14 [ ] This line is indented by 1, like none of the blocks around it. Indent it by 0."],
    ),
    ("cure", &["expected-name @4 [] Expected a fault, found the end of the line."]),
    (
        "x = 'abc\ny = 1.5.\n",
        &[
            "unclosed-text @4 ['abc] This text is not closed. Put `'` at its end. A text ends on the line that it begins on.",
            "malformed-number @13 [1.5.] A number does not end with a dot. Write `1.5`. -> 1.5",
        ],
    ),
    (
        "let err-0.1 = 3",
        &[
            "minus-in-name @4 [err-0.1] `err-0.1` is read as a name. Minus needs spaces: `err - 0.1`. -> err - 0.1",
            "expected-token @7 [-] Expected `=` behind the new name, found `-`.",
        ],
    ),
    ("each service where a b: x = 1", &["unexpected-token @21 [b] Expected `:`, found `b`."]),
    (
        "if x = 5% to 9%: y = 1",
        &[
            "misplaced-draw @3 [x = 5% to 9%] `x = 5% to 9%` is a draw. Draws stand in `start` or after `:=`.",
            "equals-for-compare @5 [=] `=` sets, it does not compare. Write `==`. -> ==",
        ],
    ),
    (
        "each x:\n  if a:\n    each y: b = 1",
        &[
            "each-in-each @20 [each] `each` cannot stand inside `each`. Use an aggregate inside, or one `each` after the other.",
        ],
    ),
];

const DEEDS: Cases = &[
    ("scale at payments with a = 1, b = 2", &["expected-token @28 [,] Parameters are joined by `and`. ->  and"]),
    ("wait 0", &["malformed-count @5 [0] Expected a number of times from 1 to 10000, found `0`."]),
    ("wait 1.5", &["malformed-count @5 [1.5] Expected a number of times from 1 to 10000, found `1.5`."]),
    ("scale with a", &["expected-token @12 [] Expected `=` behind the parameter, found the end."]),
    ("scale with a == 1", &["compare-for-set @13 [==] `==` compares, it does not set. Write `=`. -> ="]),
    ("a with m = { a 1 }", &["expected-token @15 [1] Expected `:` behind the key."]),
    ("a with m = { a: 1", &["unclosed-bracket @17 [] Expected `,` or `}` behind the value."]),
    (
        "a with m = { a: { b: 1 } }",
        &["expected-value @16 [{] A map cannot stand in a map. Write the whole path as the key."],
    ),
    ("a with m = { a: }", &[r#"expected-value @16 [}] Expected a value. An empty text is `""`."#]),
    ("a b", &["expected-token @2 [b] Expected `at` before the service: `at b`. -> at b"]),
    ("a with x = 1 to 2", &["misplaced-draw @11 [1 to 2] `1 to 2` is a draw. Draws stand in `start` or after `:=`."]),
    ("5", &["expected-name @0 [5] Expected an action, found `5`."]),
];

const LINES: Cases = &[
    ("INFO", &["malformed-line-head @0 [INFO] A log line has a `:` before its text: `WARN 90s ago: heap at {mem}`."]),
    (
        "WARNING: x",
        &["unknown-level @0 [WARNING] `WARNING` is no level. Levels: DEBUG, INFO, WARN, ERROR, FATAL. -> WARN"],
    ),
    ("info: x", &["unknown-level @0 [info] `info` is no level. Levels: DEBUG, INFO, WARN, ERROR, FATAL. -> INFO"]),
    ("Foo: x", &["unknown-level @0 [Foo] `Foo` is no level. Levels: DEBUG, INFO, WARN, ERROR, FATAL."]),
    (
        "WARN 5 ago now: x",
        &[
            "malformed-line-head @11 [now] Expected `:`, found `now`. The order is `LEVEL service 90s ago reveals fault decoy: text`.",
        ],
    ),
    ("WARN 5s: x", &["malformed-line-head @7 [] Expected `ago` behind how long ago, found the end."]),
    (
        "WARN decoy reveals root: x",
        &[
            "malformed-line-head @11 [reveals] Expected `:`, found `reveals`. The order is `LEVEL service 90s ago reveals fault decoy: text`.",
        ],
    ),
    (
        "WARN a b: x",
        &[
            "malformed-line-head @7 [b] Expected `:`, found `b`. The order is `LEVEL service 90s ago reveals fault decoy: text`.",
        ],
    ),
    ("INFO:", &["malformed-line-head @4 [:] This log line says nothing. Write its text behind the `:`."]),
    ("WARN reveals: x", &["expected-name @12 [] Expected a fault, found the end."]),
    ("INFO: {err", &["unclosed-hole @6 [{err] This `{` has no `}`. A brace in the text is written twice: `{{`."]),
    (
        "INFO: a } b {err %%}",
        &[
            "lone-brace @8 [}] This `}` closes nothing. A brace in the text is written twice: `}}`. -> }}",
            "unit-apart @17 [%] `%` belongs right behind its number: `5%`.",
            "unit-apart @18 [%] `%` belongs right behind its number: `5%`.",
        ],
    ),
    ("ERROR a: {b} {c &&d}", &["foreign-operator @16 [&&] `&&` does not exist. Write `and`. -> and "]),
];

const TEMPLATES: Cases = &[
    ("{", &["unclosed-hole @0 [{] This `{` has no `}`. A brace in the text is written twice: `{{`."]),
    ("{a", &["unclosed-hole @0 [{a] This `{` has no `}`. A brace in the text is written twice: `{{`."]),
    ("}", &["lone-brace @0 [}] This `}` closes nothing. A brace in the text is written twice: `}}`. -> }}"]),
    ("{}", &["expected-value @1 [] Expected a value, found the end."]),
    ("{a b}", &["unexpected-token @3 [b] Expected an operator or the end, found `b`."]),
    ("{a:.1", &["unclosed-hole @0 [{a:.1] This `{` has no `}`. A brace in the text is written twice: `{{`."]),
    ("ok {err} and {err > } {{x}}", &["expected-value @20 [] Expected a value, found the end."]),
];

const DRAWS: Cases = &[
    ("1 to", &["expected-value @4 [] Expected a value, found the end."]),
    ("1 to 2 to 3", &["unexpected-token @7 [to] Expected the end, found `to`."]),
];

const PATTERNS: Cases = &[
    ("", &["expected-name @0 [] Expected an action, or `any`, found the end."]),
    ("any at", &["expected-name @6 [] Expected a service, found the end."]),
    ("restart where", &["expected-value @13 [] Expected a value, found the end."]),
    (
        "restart at payments with x = 1",
        &[
            "expected-token @20 [with] `with` gives parameters to a deed. A pattern asks for them: `where replicas == 4`. -> where",
        ],
    ),
    (
        "restart payments",
        &["expected-token @8 [payments] Expected `at` before the service: `at payments`. -> at payments"],
    ),
];
