//! What scripts do: writes, clamping, `let`, branches, loops, delayed effects, and what they ask of their surroundings.

use crate::world::World;
use brownout_expr::eval::Regs;

/// Runs a script and shows the places that it is about, then what it asked for.
fn outcome(at: &str, text: &str, places: &[&str]) -> String {
    let mut w = World::new();
    let code = match w.lower_script(at, text) {
        Ok(code) => code,
        Err(errors) => {
            return errors.iter().map(|e| format!("{}: {e}", e.code.as_str())).collect::<Vec<_>>().join(" | ");
        }
    };
    let left = w.run(&code, World::place(at).1);
    assert_eq!(left, 0.0, "a script leaves nothing: {text}");
    let mut parts: Vec<String> = places.iter().map(|place| format!("{}", w.get(place))).collect();
    parts.append(&mut w.said.lines);
    format!("{}{}", parts.join("; "), "!".repeat(w.said.notes as usize))
}

/// A case: where, the script, the places to look at, what they hold and what was asked.
type Case<'a> = (&'a str, &'a str, &'a [&'a str], &'a str);

#[track_caller]
fn check(cases: &[Case]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(at, text, places, expected)| (at, text, expected, outcome(at, text, places)))
        .filter(|(_, _, expected, got)| **expected != got)
        .map(|(at, text, expected, got)| format!("{at}: {text}\n  wanted {expected}\n  got    {got}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn assignments() {
    check(&[
        ("rule", "budget = 5", &["budget"], "5"),
        ("rule", "budget += 5", &["budget"], "47"),
        ("rule", "budget -= 5", &["budget"], "37"),
        ("rule", "budget *= 2", &["budget"], "84"),
        ("rule", "budget = budget / 0", &["budget"], "0!"),
        ("rule", "budget = 1; budget += 1; budget *= 10", &["budget"], "20"),
        ("checkout", "x = 1", &["checkout.x"], "not-here: Nothing can be written here: this place only reads."),
        ("leak", "err += 20%", &["db.err", "shop.err"], "0.5; 0.1"),
        ("leak", "err *= 50%; home.p99 += 50ms; shop.x = err", &["db.err", "db.p99", "shop.x"], "0.15; 1.05; 0.15"),
        ("rule", "shop->db.timeout *= 2", &["shop->db.timeout", "shop->checkout.timeout"], "4; 1"),
        ("rule", "boss.x = 4; boss.x += 1", &["db.x"], "5"),
        ("rule", "boss.x = boss.x + first-service.x", &["db.x"], "8.5"),
        ("rule", "lost.x = 4", &["shop.x", "checkout.x", "db.x", "cache.x"], "3; -2; 0.5; 8"),
        ("rule", "boss = shop; boss.x = 9", &["boss", "shop.x"], "0; 9"),
        ("rule", "mode = shrink", &["mode"], "2"),
        ("rule", "mode = if(budget > 1, restart, grow)", &["mode"], "0"),
        ("rule", "db.status -= 1; shop.status = down", &["db.status", "shop.status"], "2; 3"),
        ("rule", "shop.status -= 1; db.status += 1", &["shop.status", "db.status"], "0; 3"),
        ("rule", "broken-off = budget > 1", &["broken-off"], "1"),
        ("rule", "broken-off = 1", &["broken-off"], "1"),
        ("scale", "x = replicas; target.retries += replicas", &["checkout.x", "checkout.retries"], "4; 5"),
        ("cascade", "x += amount", &["checkout.x"], "-1.75"),
        ("rule", "shop.p99 = max(shop.p99, 3s)", &["shop.p99"], "3"),
    ]);
}

#[test]
fn writes_are_held_in_range() {
    check(&[
        ("rule", "shop.err = 5", &["shop.err"], "1"),
        ("rule", "shop.err -= 5", &["shop.err"], "0"),
        ("rule", "shop.retries = 2.9", &["shop.retries"], "2"),
        ("rule", "shop.retries = 99", &["shop.retries"], "10"),
        ("rule", "lives = 0 - 0.5", &["lives"], "-1"),
        ("rule", "shop.tag-like = 0 - 9", &["shop.tag-like"], "-1"),
        // A sum that is not finite becomes 0 inside; the write keeps it in range.
        ("rule", "shop.x = huge * 10", &["shop.x"], "0!"),
        ("rule", "shop.x = huge; shop.x *= 10", &["shop.x"], "0!"),
    ]);
}

/// A write that is not finite keeps the old value, with a note: only a host or a caller can bring one.
#[test]
fn stores_refuse_what_is_not_finite() {
    use brownout_expr::eval::{Pure, store};
    use brownout_expr::ops::Rule;
    for x in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let mut cells = [1.5];
        let mut host = Pure::default();
        store(&mut cells, Rule::FREE, 0, x, &mut host);
        assert_eq!((cells[0], host.notes), (1.5, 1));
        store(&mut cells, Rule::FREE, 9, 1.0, &mut host);
        assert_eq!((cells[0], host.notes), (1.5, 1));
    }
}

/// Own and inherited parts: an assignment moves the own part by the difference, a cascade's leaves it alone.
#[test]
fn own_parts() {
    // sum 0.5, own 0.3
    for (inheriting, text, sum, own) in [
        (false, "shop.pain += 10%", 0.6, 0.4),
        (false, "shop.pain = 20%", 0.2, 0.0),
        (false, "shop.pain = 0", 0.0, 0.0),
        (false, "shop.pain += 300%", 1.0, 1.0),
        (true, "shop.pain += 10%", 0.6, 0.3),
        (true, "shop.pain = 0", 0.0, 0.3),
    ] {
        let mut w = World::new();
        w.said.inheriting = inheriting;
        let code = w.lower_script("rule", text).unwrap();
        w.run(&code, Regs::default());
        let Some(brownout_expr::scope::Source::Stored(base)) = w.symbols.metrics.get("pain").map(|q| q.source.clone())
        else {
            panic!()
        };
        let round = |x: f64| brownout_expr::num::round(x, 6);
        assert_eq!((round(w.cells[base as usize]), round(w.cells[base as usize + 4])), (sum, own), "{text}");
    }
}

#[test]
fn lets() {
    check(&[
        ("rule", "let a = budget\nbudget = 1\nbudget = a + 1", &["budget"], "43"),
        ("rule", "let a = 2 + 3; budget = a * 2", &["budget"], "10"),
        ("rule", "let err = budget; shop.x = err", &["shop.x"], "42"),
        ("rule", "let s = boss; s.x = 9; shop.x = s.x", &["db.x", "shop.x"], "9; 9"),
        ("rule", "let s = db; s.x = 9", &["db.x"], "9"),
        ("rule", "if budget > 1:\n  let a = budget\n  budget = a + 1\nlet a = 5\nbudget += a", &["budget"], "48"),
        ("rule", "let a = budget\neach service:\n  let b = x + a\n  x = b", &["shop.x", "cache.x"], "45; 50"),
        ("scale", "let a = x; x = 7; x += a", &["checkout.x"], "5"),
        (
            "rule",
            "let a = sum(x over services); budget = max(a + x2 over services)",
            &[],
            "unknown-name: Nothing is called `x2` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ),
        ("rule", "let a = sum(x over services); budget = max(a + x over services)", &["budget"], "17.5"),
        // A formula does not see the names of the text that uses it.
        ("rule", "let x = 100; budget = db.load", &["budget"], "8"),
    ]);
}

#[test]
fn branches() {
    let ladder = "if budget > B:\n  lives = 1\nelse if budget > 40:\n  lives = 2\nelse if mended and budget > 30:\n  lives = 3\nelse:\n  lives = 0";
    let ladder = |b: &str| ladder.replace('B', b);
    check(&[
        ("rule", &ladder("41"), &["lives"], "1"),
        ("rule", &ladder("42"), &["lives"], "2"),
        ("rule", &format!("budget = 35\n{}", ladder("99")), &["lives"], "3"),
        ("rule", &format!("budget = 3\n{}", ladder("99")), &["lives"], "0"),
        ("rule", "if mended: budget = 1\nelse: budget = 2", &["budget"], "1"),
        ("rule", "if off: budget = 1\nelse: budget = 2", &["budget"], "2"),
        (
            "rule",
            "if off: budget = 1\nelse if budget > 1: budget = 2\nelse if mended: budget = 3\nelse: budget = 4",
            &["budget"],
            "2",
        ),
        (
            "rule",
            "if budget > 99: budget = 2\nelse if mended: budget = 3\nelse if budget > 1: budget = 4\nelse: budget = 5",
            &["budget"],
            "3",
        ),
        ("rule", "if off: budget = 1", &["budget"], "42"),
        ("rule", "if lives: budget = 1", &["budget"], "1"),
        ("rule", "if budget > 1: if lives > 5: budget = 1\nbudget += 1", &["budget"], "43"),
    ]);
    // A branch that is folded away leaves no code.
    let code =
        World::new().lower_script("rule", "if off: budget = 1\nelse if off: budget = 2\nelse: lives = 1").unwrap();
    assert_eq!(code.ops.len(), 2);
}

#[test]
fn loops() {
    let services = &["shop.x", "checkout.x", "db.x", "cache.x"];
    check(&[
        ("rule", "each service: x += 1", services, "4; -1; 1.5; 9"),
        ("rule", "each service where x > 1: x = 0", services, "0; -2; 0.5; 0"),
        ("rule", "each service where off: x = 0", services, "3; -2; 0.5; 8"),
        ("rule", "each edge: x = 0", services, "0; 0; 0.5; 8"),
        ("rule", "each nobody: x = 0", services, "3; -2; 0.5; 8"),
        ("rule", "each caller of db: x = 0", services, "0; 0; 0.5; 8"),
        ("rule", "each caller(any) of boss: x = 0", services, "0; 0; 0.5; 8"),
        ("leak", "each caller: x = home.x", services, "0.5; 0.5; 0.5; 8"),
        ("leak", "each caller: x = speed\nx = 1", services, "6; 6; 1; 8"),
        (
            "rule",
            "each call from shop: timeout = 9",
            &["shop->checkout.timeout", "shop->db.timeout", "checkout->db.timeout"],
            "9; 9; 3",
        ),
        ("rule", "each fault: home.x = speed", services, "3; 0.5; 6; 8"),
        ("rule", "each fault where cured(self): home.x = age", services, "3; 9; 0.5; 8"),
        // Aggregates inside, and their self.
        ("rule", "each service: x = sum(x over callees)", services, "-1.5; 0.5; 0; 0"),
        ("rule", "each service: x = count(true over callers) * 2 + x", services, "3; 0; 4.5; 8"),
        ("rule", "each service: if x > sum(x over callees): x = 100\n", services, "100; -2; 100; 100"),
        ("rule", "each service: let n = next; x = n.x", services, "-2; 0.5; 8; -2"),
        ("rule", "each service: x = heavy", services, "21; 11; 8; 23"),
        ("rule", "each service: next.x += 1", services, "4; -1; 1.5; 9"),
    ]);
}

#[test]
fn what_is_asked_of_the_surroundings() {
    check(&[
        ("rule", "budget := 4 to 8", &["budget"], "5; draw #0 None 4 8 false"),
        ("leak", "err := 0% to 40%", &["db.err"], "0.1; draw #0 Some(2) 0 0.4 false"),
        (
            "rule",
            "each edge: retries := 0 to 8",
            &["shop.retries", "checkout.retries"],
            "2; 2; draw #0 Some(0) 0 8 true; draw #0 Some(1) 0 8 true",
        ),
        ("rule", "boss.x := 1 to 5", &["db.x"], "2; draw #0 None 1 5 false"),
        ("rule", "if off: budget := 1 to 2\nlives := 1 to 9", &["lives"], "3; draw #1 None 1 9 true"),
        ("rule", "start leak; cure storm", &[], "Start 0 at 0; Cure 1 at 0"),
        ("leak", "cure self", &[], "Cure 0 at 2"),
        ("rule", "each fault: cure self", &[], "Cure 0 at 0; Cure 1 at 0"),
        ("rule", "emit slow-log", &[], "Emit(0) 0 at 0"),
        ("rule", "each edge: emit slow-log", &[], "Emit(0) 0 at 0; Emit(0) 0 at 1"),
        ("rule", "apply sizes(grow); apply stages(tick)", &[], "Apply(0) 1 at 0; Apply(1) 12 at 0"),
        ("scale", "apply sizes(how)", &[], "Apply(0) 2 at 1"),
        (
            "scale",
            "show \"{self} has {replicas}\"; show facts; show logs; show metrics",
            &[],
            "ShowText(0) 0 at 1; ShowFacts 0 at 1; ShowLogs 0 at 1; ShowMetrics 0 at 1",
        ),
        ("rule", "after 3 ticks: budget = 1", &["budget"], "42; After(0) 3 at 0"),
        ("scale", "each edge: after replicas ticks: x = 1", &[], "After(0) 4 at 0; After(0) 4 at 1"),
    ]);
}

#[test]
fn delayed_bodies_run_with_what_they_were_given() {
    let mut w = World::new();
    w.lower_script("scale", "after 2 ticks:\n  x = replicas\n  target.err = 0\n  after 1 ticks: x = 1").unwrap();
    let bodies = w.desk.laters.clone();
    assert_eq!(bodies.len(), 2);
    w.run(&bodies[1], Regs::service(1));
    assert_eq!((w.get("checkout.x"), w.get("checkout.err")), (4.0, 0.0));
    assert_eq!(w.said.lines, ["After(0) 1 at 1"]);
}

/// Texts that effects show may name what the effect named by `let`.
#[test]
fn shown_texts_see_lets() {
    use brownout_expr::scope::PartCode;
    let mut w = World::new();
    let code = w.lower_script("scale", "let gone = x * 2\nx = 0\nshow \"was {gone}, is {x:2}\"").unwrap();
    w.run(&code, Regs::service(1));
    let template = w.desk.shown[0].clone();
    let mut read = String::new();
    for part in &template.parts {
        match part {
            PartCode::Text(text) => read.push_str(text),
            PartCode::Hole { code, format, .. } => {
                read.push_str(&format!("[{} {format}]", w.run(code, Regs::service(1))))
            }
        }
    }
    assert_eq!(read, "was [-4 ], is [0 2]");
}

/// Locals of blocks and of computed places are free again: a script may have many, one after the other.
#[test]
fn locals_are_used_again() {
    let blocks: String =
        (0..60).map(|i| format!("if budget > {i}:\n  let a{i} = budget\n  budget = a{i} + 1\n")).collect();
    assert_eq!(outcome("rule", &blocks, &["budget"]), "102".replace("102", "100"));
    let places: String = (0..100).map(|_| "boss.x += 1\n").collect();
    assert_eq!(outcome("rule", &places, &["db.x"]), "100.5");
    let ifs: String = (0..100).map(|_| "lives = if(budget > 1, 2, 1) + if(budget > 50, 1, 0)\n").collect();
    assert_eq!(outcome("rule", &ifs, &["lives"]), "2");
}
