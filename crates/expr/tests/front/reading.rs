//! What is read as what.

use brownout_expr::ast::{Expr, ExprNode, Part, Set, UnOp};
use brownout_expr::error::LangError;
use brownout_expr::{parse, print};

use crate::examples;

/// Every example is read, and says the same when printed and read again.
#[track_caller]
fn check_all<T: PartialEq + std::fmt::Debug>(
    texts: &[&str],
    parse: impl Fn(&str) -> Result<T, Vec<LangError>>,
    print: impl Fn(&T) -> String,
) {
    assert!(!texts.is_empty());
    for text in texts {
        let tree = parse(text).unwrap_or_else(|errors| panic!("{text}\n{errors:#?}"));
        let printed = print(&tree);
        assert_eq!(parse(&printed).as_ref(), Ok(&tree), "{text}\n{printed}");
    }
}

#[test]
fn examples_are_read() {
    check_all(examples::EXPRESSIONS, parse::parse_expr, |tree| print::expr(&tree.node));
    check_all(examples::SCRIPTS, parse::parse_script, print::script);
    check_all(examples::PATTERNS, parse::parse_pattern, print::pattern);
    check_all(examples::DEEDS, parse::parse_deed, print::deed);
    check_all(examples::DRAWS, parse::parse_draw, print::draw);
    check_all(examples::TEMPLATES, parse::parse_template, print::template);
    check_all(examples::LINES, parse::parse_lines, |lines| {
        lines.iter().map(|line| print::line(&line.node)).collect::<Vec<String>>().join("\n")
    });
}

/// An expression with every operator in brackets; anything but operators as it is printed.
fn grouped(node: &ExprNode) -> String {
    match &node.node {
        Expr::Binary(op, left, right) => {
            format!("[{} {} {}]", grouped(left), op.as_str(), grouped(right))
        }
        Expr::Unary(UnOp::Not, operand) => format!("[not {}]", grouped(operand)),
        Expr::Unary(UnOp::Neg, operand) => format!("[-{}]", grouped(operand)),
        Expr::In(needle, items) => {
            format!("[{} in {}]", grouped(needle), items.iter().map(grouped).collect::<Vec<_>>().join(" "))
        }
        other => print::expr(other),
    }
}

#[test]
fn operators_bind() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(parse::parse_expr(text).map(|tree| grouped(&tree)), Ok(expected.to_owned()), "{text}");
    }
    check("a or b and c", "[a or [b and c]]");
    check("a and b or c and d", "[[a and b] or [c and d]]");
    check("not a and b", "[[not a] and b]");
    check("not a < b", "[not [a < b]]");
    check("not a in (b)", "[not [a in b]]");
    check("a + b < c * d", "[[a + b] < [c * d]]");
    check("a - b - c", "[[a - b] - c]");
    check("a - (b - c)", "[a - [b - c]]");
    check("a / b * c mod d", "[[[a / b] * c] mod d]");
    check("a + b * c - d", "[[a + [b * c]] - d]");
    check("-a * b", "[[-a] * b]");
    check("a - -b", "[a - [-b]]");
    check("-(a + b)", "[-[a + b]]");
    check("a + 1 in (b, c + 2) and d", "[[[a + 1] in b [c + 2]] and d]");
    check("(a < b) == (c < d)", "[[a < b] == [c < d]]");
    check("a -b", "[a - b]");
    check("a\n  + b # why\n", "[a + b]");
}

#[test]
fn printing_takes_the_fewest_parentheses() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(parse::parse_expr(text).map(|tree| print::expr(&tree.node)), Ok(expected.to_owned()), "{text}");
    }
    check("((a))", "a");
    check("(a*b)+(c)", "a * b + c");
    check("(a and b) or (not (c))", "a and b or not c");
    check("a - (b - c)", "a - (b - c)");
    check("(a - b) - c", "a - b - c");
    check("not (a and b)", "not (a and b)");
    check("(a < b) == c", "(a < b) == c");
    check("-(-a)", "-(-a)");
    check("max( a,b )", "max(a, b)");
    check("sum( a over callers ( 1 ) of b where(c) )", "sum(a over callers of b where c)");
    check("'it\\'s \"so\"'", "\"it's \\\"so\\\"\"");
}

#[test]
fn atoms_are_told_apart() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let kind = match parse::parse_expr(text).unwrap().node {
            Expr::Number { digits, unit } => format!("number {digits} {unit:?}"),
            Expr::Text(text) => format!("text {text}"),
            Expr::Bool(value) => format!("bool {value}"),
            Expr::Never => "never".to_owned(),
            Expr::Name(name) => format!("name {name}"),
            Expr::Member { head, member } => format!("member {} {}", head.node, member.node),
            Expr::MemberCall { head, name, args } => {
                format!("member call {} {} {}", head.node, name.node, args.len())
            }
            Expr::Link { caller, callee, knob } => format!("link {} {} {}", caller.node, callee.node, knob.node),
            Expr::Call { name, args } => format!("call {} {}", name.node, args.len()),
            Expr::Acted(pattern) => format!("acted {:?}", pattern.action.map(|action| action.node)),
            Expr::Agg { op, filter, .. } => {
                format!("aggregate {} {}", op.as_str(), filter.is_some())
            }
            Expr::List(items) => format!("list {}", items.len()),
            other => panic!("{other:?}"),
        };
        assert_eq!(kind, expected, "{text}");
    }
    check("61%", "number 61 Some(Percent)");
    check("0.5GiB", "number 0.5 Some(GiB)");
    check("30min", "number 30 Some(Minutes)");
    check("10", "number 10 None");
    check("'a\\nb'", "text a\nb");
    check("true", "bool true");
    check("never", "never");
    check("mem-limit", "name mem-limit");
    check("ticks_since", "name ticks_since");
    check("any", "name any");
    check("over", "name over");
    check("android", "name android");
    check("checkout.err", "member checkout err");
    check("checkout.config(\"a.b\")", "member call checkout config 1");
    check("web->db-1.attempts", "link web db-1 attempts");
    check("if(a, b, c)", "call if 3");
    check("max(a, b)", "call max 2");
    check("max(a over services)", "aggregate max false");
    check("count(a)", "call count 1");
    check("any(a over callees where b)", "aggregate any true");
    check("acted(any where wrong)", "acted None");
    check("acted(scale at payments)", "acted Some(\"scale\")");
    check("[]", "list 0");
    check("[a, 1]", "list 2");
}

#[test]
fn sets_are_read() {
    /// The set after `over`, as it is printed after `each`.
    #[track_caller]
    fn check(plural: &str, singular: &str) {
        let aggregate = parse::parse_expr(&format!("sum(1 over {plural} where x)")).unwrap();
        let Expr::Agg { set, filter: Some(_), .. } = aggregate.node else { panic!("{plural}") };
        for written in [plural, singular] {
            let script = parse::parse_script(&format!("each {written} where x: y = 1")).unwrap();
            assert_eq!(print::script(&script), format!("each {singular} where x: y = 1\n"));
            let brownout_expr::ast::Stmt::Each { set: of_each, .. } = &script[0].node else { panic!("{written}") };
            assert_eq!(*of_each, set);
        }
    }
    check("services", "service");
    check("callers", "caller");
    check("callers(2)", "caller(2)");
    check("callers(any) of target", "caller(any) of target");
    check("callees of user-db", "callee of user-db");
    check("calls", "call");
    check("calls from target", "call from target");
    check("calls to user-db", "call to user-db");
    check("faults", "fault");
    check("conditions", "condition");
    check("user-facing", "user-facing");
    let tagged = parse::parse_expr("sum(1 over user-facing)").unwrap();
    assert!(matches!(tagged.node, Expr::Agg { set: Set::Tag(_), .. }));
}

#[test]
fn scripts_are_read() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(parse::parse_script(text).map(|tree| print::script(&tree)), Ok(expected.to_owned()), "{text}");
    }
    check("", "");
    check("# nothing\n\n", "");
    check("a=1;b+=2;", "a = 1\nb += 2\n");
    check("a = 1 # one\n\n   # between\nb = 2\r\n", "a = 1\nb = 2\n");
    check("  a = 1\n  b = 2", "a = 1\nb = 2\n");
    // All statements behind the colon belong to the `if`, and so do those behind an inner one.
    check("if a: b = 1; c = 2\nd = 3", "if a: b = 1; c = 2\nd = 3\n");
    check("x = 1; if a: b = 1; if c: d = 2; e = 3", "x = 1\nif a:\n  b = 1\n  if c: d = 2; e = 3\n");
    // An `else` belongs to the `if` at its own indentation.
    check("if a: if b: c = 1\nelse: d = 2", "if a:\n  if b: c = 1\nelse: d = 2\n");
    check("if a:\n  if b: c = 1\n  else: d = 2\nelse:\n  e = 3", "if a:\n  if b: c = 1\n  else: d = 2\nelse: e = 3\n");
    check("if a: b = 1\nelse if c:\n  d = 2\nelse: e = 3", "if a: b = 1\nelse if c: d = 2\nelse: e = 3\n");
    check("x = 1; if a: b = 1\n\nelse: c = 2", "x = 1\nif a: b = 1\nelse: c = 2\n");
    check(
        "each caller of target: err *= 50%; after 3 tick: err = 0",
        "each caller of target:\n  err *= 50%\n  after 3 ticks: err = 0\n",
    );
    check("if a:\n  b = 1\n # a comment may stand anywhere\n  c = 2", "if a: b = 1; c = 2\n");
    check("p99 := 5ms to 9ms", "p99 := 5ms to 9ms\n");
    check("web->db.attempts = 1; home.err -= 1%", "web->db.attempts = 1\nhome.err -= 1%\n");
    check(
        "config('a.b')=3; remove config(\"c\"); write changes",
        "config(\"a.b\") = 3\nremove config(\"c\")\nwrite changes\n",
    );
    check(
        "apply stages(degraded); start leak; cure leak; emit cut",
        "apply stages(degraded)\nstart leak\ncure leak\nemit cut\n",
    );
    check("show facts; show 'a {err:.1} b'", "show facts\nshow \"a {err:.1} b\"\n");
    check(
        "push chat; push inbox to to; push log to oversight 'x {y}'",
        "push chat\npush inbox to to\npush log to oversight \"x {y}\"\n",
    );
    // Words that begin statements are names where they are written to.
    check("start = 1; if = 2; push.each += 3; else = 4", "start = 1\nif = 2\npush.each += 3\nelse = 4\n");
}

#[test]
fn deeds_are_read() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(parse::parse_deed(text).map(|tree| print::deed(&tree)), Ok(expected.to_owned()), "{text}");
    }
    check("wait 2", "wait 2");
    check("wait 1", "wait");
    check("scale at payments with a = 4 and b = -1", "scale at payments with a = 4 and b = -1");
    check("f with a = (x and y) and b = c * 2", "f with a = (x and y) and b = c * 2");
    check("cure root", "cure at root");
    check("f with m = {}", "f with m = {}");
    check(
        "f with m = { a.b: 1, c: -2s, d: true, 'e f': x y }",
        "f with m = { a.b: 1, c: -2s, d: true, \"e f\": \"x y\" }",
    );
    // What stands in a map is no expression and cannot spoil one.
    check(
        "f with m = { url: https://a/b?c, s: sha256=x, t: it's } and n = [a, 'b']",
        "f with m = { url: \"https://a/b?c\", s: \"sha256=x\", t: \"it's\" } and n = [a, \"b\"]",
    );
    check("f with m = { l: [1, [b, ''], 3] }", "f with m = { l: [1, [\"b\", \"\"], 3] }");
}

#[test]
fn lines_are_read() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let line = parse::parse_line(text).unwrap();
        let name = |name: &brownout_expr::ast::Name| name.node.clone();
        let service = line.service.as_ref().map_or("-".to_owned(), name);
        let ago = line.ago.as_ref().map_or("-".to_owned(), |ago| print::expr(&ago.node));
        let reveals: Vec<String> = line.reveals.iter().map(name).collect();
        let said = print::template(&line.text);
        let orders: String = line.orders.iter().map(|order| format!(" {}", print::pattern(order))).collect();
        let read = format!("{} {service} {ago} {reveals:?} {:?}{orders} {said}", line.level.node, line.class);
        assert_eq!(parse::parse_line(&print::line(&line)).unwrap().orders.len(), line.orders.len(), "{text}");
        assert_eq!(read, expected, "{text}");
    }
    check("INFO: health check ok", "INFO - - [] Real health check ok");
    check("WARN 150s ago: heap at {max(50%, mem - 30%)} now", "WARN - 150s [] Real heap at {max(50%, mem - 30%)} now");
    check("ERROR user-db reveals root: slow: 5 s", "ERROR user-db - [\"root\"] Real slow: 5 s");
    check("WARN a 5min ago reveals b, c decoy:  x  ", "WARN a 5min [\"b\", \"c\"] Decoy x");
    check("ERROR injected: do {{this}}", "ERROR - - [] Injected do {{this}}");
    check("ERROR a injected restart at db where hard: x", "ERROR a - [] Injected restart at db where hard x");
    check("ERROR injected restart at db, resolve: x", "ERROR - - [] Injected restart at db resolve x");
    check("DEBUG (2 * lag) ago: x", "DEBUG - 2 * lag [] Real x");
}

#[test]
fn blocks_of_lines_know_their_places() {
    let text = "INFO: a {b}\n\n  # none\n  WARN c: d {e}\n";
    let lines = parse::parse_lines(text).unwrap();
    let places: Vec<&str> = lines.iter().map(|line| &text[line.span.start as usize..line.span.end as usize]).collect();
    assert_eq!(places, ["INFO: a {b}", "WARN c: d {e}"]);
    let Some(Part::Hole { value, .. }) = lines[1].node.text.parts.last() else { panic!("{lines:?}") };
    assert_eq!(&text[value.span.start as usize..value.span.end as usize], "e");
}

#[test]
fn expressions_know_their_places() {
    let text = "a + (b - 1) * max(c, 2%) > sum(d over services)";
    let tree = parse::parse_expr(text).unwrap();
    let slice = |node: &ExprNode| text[node.span.start as usize..node.span.end as usize].to_owned();
    assert_eq!(slice(&tree), text);
    let Expr::Binary(_, left, right) = &tree.node else { panic!("{tree:?}") };
    assert_eq!(slice(left), "a + (b - 1) * max(c, 2%)");
    assert_eq!(slice(right), "sum(d over services)");
    let Expr::Binary(_, _, product) = &left.node else { panic!("{left:?}") };
    assert_eq!(slice(product), "(b - 1) * max(c, 2%)");
}

/// A hole in a text with escapes stands where it stands in the source.
#[test]
fn holes_in_quotes_know_their_places() {
    let text = "x = 1\nshow \"say \\\"{a + db.config(\\\"k\\\")}\\\" twice\"";
    let script = parse::parse_script(text).unwrap();
    let brownout_expr::ast::Stmt::Show(brownout_expr::ast::Shown::Text(said)) = &script[1].node else {
        panic!("{script:?}")
    };
    let Some(Part::Hole { value, .. }) = said.parts.get(1) else { panic!("{said:?}") };
    assert_eq!(&text[value.span.start as usize..value.span.end as usize], "a + db.config(\\\"k\\\")");
}
