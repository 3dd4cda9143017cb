//! What expressions come to: arithmetic, units, words, names, sets, functions.

use crate::world::{World, check};
use brownout_expr::types::{Ty, Unit, WordSet};

#[test]
fn arithmetic_and_precedence() {
    check(&[
        ("run", "1 + 2 * 3", "7 number"),
        ("run", "(1 + 2) * 3", "9 number"),
        ("run", "10 - 4 - 3", "3 number"),
        ("run", "24 / 4 / 2", "3 number"),
        ("run", "-2 * 3 + 1", "-5 number"),
        ("run", "- budget * 2", "-84 number"),
        ("run", "7 mod 3", "1 number"),
        ("run", "-7 mod 3", "2 number"),
        ("run", "7 mod -3", "-2 number"),
        ("run", "2 + 3 == 5 and not 1 > 2", "true"),
        ("run", "1 > 2 or 2 > 1 and 1 > 2", "false"),
        ("run", "not 1 > 2 or 1 > 2", "true"),
        ("run", "(1 < 2) + (2 < 3)", "2 number"),
        ("run", "true + true", "2 number"),
        ("run", "0.1 + 0.2", "0.30000000000000004 number"),
        ("run", "1 - 0.9", "0.09999999999999998 number"),
        ("run", "budget / 4 - budget mod 5", "8.5 number"),
    ]);
}

#[test]
fn nothing_becomes_infinite_and_each_time_is_noted() {
    check(&[
        ("run", "1 / 0", "0 number!"),
        ("run", "budget / 0", "0 number!"),
        ("run", "budget mod 0", "0 number!"),
        ("run", "budget / (budget - 42) + 1", "1 number!"),
        ("run", "0 / 0 + 1 / 0", "0 number!!"),
        ("run", "ln(0)", "0 number!"),
        ("run", "ln(-1)", "0 number!"),
        ("run", "sqrt(-4)", "0 number!"),
        ("run", "sqrt(0 - budget)", "0 number!"),
        ("run", "exp(1000)", "0 number!"),
        ("run", "pow(0, -1)", "0 number!"),
        ("run", "pow(-8, 0.5)", "0 number!"),
        ("run", "huge * 10", "0 number!"),
        ("run", "pow(10, 308) * 10", "0 number!"),
        ("run", "huge + huge", "0 number!"),
        ("run", "sum(huge over services)", "0 number!!"),
        ("run", "mean(huge over services)", "0 number!!"),
        ("run", "false and 1 / 0 > 1", "false"),
        ("run", "broken-off and 1 / 0 > 1", "false"),
        ("run", "if(off, 1 / 0, 4)", "4 number"),
        ("run", "if(budget > 1, 4, 1 / 0)", "4 number"),
    ]);
}

#[test]
fn units_of_literals_and_results() {
    check(&[
        ("run", "61%", "0.61 ratio"),
        ("run", "8.3%", "0.083 ratio"),
        ("run", "50ms", "0.05 seconds"),
        ("run", "2min + 1s", "121 seconds"),
        ("run", "1h", "3600 seconds"),
        ("run", "1d", "86400 seconds"),
        ("run", "2KiB + 1MiB", "1050624 bytes"),
        ("run", "1GiB", "1073741824 bytes"),
        ("run", "5% + 1", "1.05 ratio"),
        ("run", "1 + 50ms", "1.05 seconds"),
        ("run", "50ms * 2", "0.1 seconds"),
        ("run", "50% * 50%", "0.25 ratio"),
        ("run", "50% * 2s", "1 seconds"),
        ("run", "2s * 50%", "1 seconds"),
        ("run", "3 * 50%", "1.5 number"),
        ("run", "2s * 2s", "4 number"),
        ("run", "10s / 2", "5 seconds"),
        ("run", "10s / 50%", "20 seconds"),
        ("run", "10s / 5s", "2 number"),
        ("run", "50% / 25%", "2 number"),
        ("run", "1MiB / 1s", "1048576 number"),
        ("run", "lives / 2", "1.5 count"),
        ("run", "lives * 50%", "1.5 number"),
        ("run", "lives * 2s", "6 number"),
        ("run", "tick + lives", "15 count"),
        ("run", "min(5%, 1)", "0.05 ratio"),
        ("run", "clamp(5s, 1, 2s)", "2 seconds"),
        ("run", "if(mended, 5s, 1)", "5 seconds"),
        ("run", "if(budget > 1, 1, 5s)", "1 seconds"),
        ("run", "never", "never"),
        ("run", "if(budget < 1, 5, never)", "never"),
    ]);
}

/// Each rule of `meet`, `times` and `per`, and what they must have in common.
#[test]
fn unit_rules() {
    use Unit::{Any, Bytes, Count, Rate, Ratio, Seconds};
    let all = [Any, Ratio, Seconds, Bytes, Count, Rate];
    for a in all {
        for b in all {
            assert_eq!(a.meet(b), b.meet(a), "{a:?} {b:?}");
            assert_eq!(a.meet(b).is_some(), a == b || a == Any || b == Any, "{a:?} {b:?}");
            assert_eq!(a.times(b), b.times(a), "{a:?} {b:?}");
            assert!([a, b, Any].contains(&a.times(b)), "{a:?} {b:?}");
            assert!([a, Any].contains(&a.per(b)), "{a:?} {b:?}");
        }
        assert_eq!(a.per(a), Any, "{a:?}");
        assert_eq!(a.meet(a), Some(a));
        // A bare number times a ratio may be more than all of it.
        assert_eq!(a.times(Any), if a == Ratio { Any } else { a });
        assert_eq!(a.per(Any), a);
    }
    for (a, b, product) in [
        (Ratio, Ratio, Ratio),
        (Ratio, Seconds, Seconds),
        (Ratio, Count, Any),
        (Seconds, Bytes, Any),
        (Rate, Seconds, Any),
    ] {
        assert_eq!(a.times(b), product, "{a:?} {b:?}");
    }
    for (a, b, quotient) in [
        (Seconds, Ratio, Seconds),
        (Count, Ratio, Count),
        (Any, Ratio, Any),
        (Bytes, Seconds, Any),
        (Count, Count, Any),
    ] {
        assert_eq!(a.per(b), quotient, "{a:?} {b:?}");
    }
}

/// Which value may stand where which is wanted.
#[test]
fn types_that_are_accepted() {
    let (status, verb) = (Ty::Word(WordSet(0)), Ty::Word(WordSet(1)));
    let num = Ty::Num(Unit::Any);
    let kinds = [
        num,
        Ty::Num(Unit::Seconds),
        Ty::Num(Unit::Count),
        Ty::Num(Unit::Ratio),
        Ty::Truth,
        status,
        verb,
        Ty::Service,
        Ty::Fault,
        Ty::Text,
        Ty::Never,
    ];
    let wanted = [
        "1111100000 1", // a number takes every number, truth value and moment
        "1100000000 1", // a time: times and bare numbers
        "1010100000 1", // a count: also a truth value
        "1001100000 1",
        "1010100000 0", // a truth value: 0 and 1
        "1010010000 0", // a word: itself, or its rung
        "1010001000 0",
        "0000000100 0",
        "0000000010 0",
        "0000000001 0",
        "1111000000 1",
    ];
    for (want, row) in kinds.iter().zip(wanted) {
        let read: String = kinds.iter().map(|got| if want.accepts(*got) { '1' } else { '0' }).collect();
        assert_eq!(read, row.replace(' ', ""), "{want:?}");
    }
}

#[test]
fn words() {
    check(&[
        ("checkout", "status == degraded", "true"),
        ("checkout", "degraded == status", "true"),
        ("checkout", "status == \"degraded\"", "true"),
        ("checkout", "\"degraded\" == status", "true"),
        ("checkout", "status != down", "true"),
        ("checkout", "status < critical", "true"),
        ("run", "db.status == down", "true"),
        ("run", "db.status in (critical, down)", "true"),
        ("run", "shop.status in (critical, down)", "false"),
        ("run", "db.status == 3", "true"),
        ("run", "db.status - 1 == shop.status + 2", "true"),
        ("run", "max(status over services)", "3 count"),
        ("run", "count(status == down over services)", "1 count"),
        ("run", "mode == grow", "true"),
        ("run", "mode in (restart, shrink)", "false"),
        ("run", "boss == db", "true"),
        ("run", "db == boss", "true"),
        ("run", "boss in (shop, cache)", "false"),
        ("run", "first-service == cache", "true"),
        ("run", "if(mended, boss, shop)", "db"),
        ("run", "if(budget > 1, db, shop)", "db"),
        ("run", "mode == if(budget > 1, grow, shrink)", "true"),
        ("run", "mode == if(off, restart, grow)", "true"),
        (
            "run",
            "if(budget > 1, grow, shrink) == mode",
            "unknown-name: Nothing is called `grow` here. A name is a metric, a value, a setting, a service, a fault or a tag. | unknown-name: Nothing is called `shrink` here. A name is a metric, a value, a setting, a service, a fault or a tag.",
        ),
        ("checkout", "self == checkout", "true"),
        ("leak", "home == db", "true"),
        ("run", "\"a\" == \"a\"", "true"),
        ("run", "\"a\" == \"b\"", "false"),
        ("scale", "how == shrink and target == checkout", "true"),
        ("run", "leak", "leak"),
        ("run", "leak == leak", "true"),
        // A metric's words come before services of that name; a name that is no word is looked up as any other.
        ("checkout", "next == db", "true"),
        ("checkout", "next == boss", "true"),
    ]);
}

#[test]
fn truth() {
    check(&[
        ("checkout", "open and x < 0", "true"),
        ("shop", "open or x < 0", "false"),
        ("checkout", "not open", "false"),
        ("checkout", "not (not open)", "true"),
        ("checkout", "retries and open", "true"),
        ("shop", "not retries", "true"),
        ("run", "lives or off", "true"),
        ("run", "lives and mended", "true"),
        ("run", "mended and lives", "true"),
        ("run", "off or lives", "true"),
        ("run", "lives and off", "false"),
        ("run", "lives or mended", "true"),
        ("run", "(lives or off) + 1", "2 number"),
        ("run", "(off or lives or off) == 1", "true"),
        ("run", "2 in (1, 2, 3)", "true"),
        ("run", "2 in (1, 3)", "false"),
        ("run", "budget in (1, 42, 3)", "true"),
        ("run", "(budget in (42, 1, 7)) + (budget in (1, 7, 42))", "2 number"),
        ("run", "limit in (7, budget)", "true"),
        ("run", "limit in (budget, 7, budget)", "true"),
        ("run", "limit in (budget, 8)", "false"),
    ]);
}

/// First match wins: `let` and parameters, metric of self, value or setting, service, fault, tag.
#[test]
fn names() {
    check(&[
        ("checkout", "err", "0.2 ratio"),
        ("shop", "err", "0.1 ratio"),
        ("leak", "err", "0.3 ratio"),
        ("leak", "speed", "6 number"),
        ("leak", "weight", "11 number"),
        ("faults", "speed", "0.5 number"),
        ("faults", "weight", "11 number"),
        ("run", "leak.speed + storm.speed", "6.5 number"),
        ("run", "storm.weight", "11 number"),
        ("run", "cache.err", "0.4 ratio"),
        ("leak", "home.p99", "1 seconds"),
        ("checkout", "self.p99", "0.5 seconds"),
        ("checkout", "next.p99", "1 seconds"),
        ("run", "boss.p99", "1 seconds"),
        ("run", "first-service.p99", "2 seconds"),
        ("run", "lost.p99", "0 seconds"),
        ("scale", "target.p99", "0.5 seconds"),
        ("scale", "replicas", "4 count"),
        ("run", "shop->db.timeout", "2 seconds"),
        ("calls", "timeout", "3 seconds"),
        ("run", "limit", "7 number"),
        ("run", "tick", "12 count"),
        ("run", "step", "4 count"),
        ("run", "wrong and cures and not helps and not repeated and not refused", "true"),
        ("run", "cured_now", "2 count"),
        ("run", "failed_conditions", "0.5 ratio"),
        ("cascade", "amount", "0.25 number"),
        ("leak", "age", "5 count"),
        ("faults", "age", "9 count"),
        ("run", "age(storm)", "9 count"),
        ("checkout", "edge", "true"),
        ("run", "db.edge", "false"),
        ("run", "boss.edge", "false"),
        ("scale", "target.edge", "true"),
        // Formulas are read in place, with the right self.
        ("checkout", "load", "3 number"),
        ("run", "shop.load", "13 number"),
        ("run", "boss.load", "8 number"),
        ("checkout", "heavy", "11 number"),
        ("run", "total", "1 ratio"),
        ("checkout", "next-x", "0.5 number"),
        ("run", "shop.hop", "0.5 number"),
        ("run", "boss.always + shop.always + db.always", "15 number"),
        ("checkout", "always", "5 number"),
        ("checkout", "clocked", "7 number"),
        ("faults", "self == storm", "true"),
        ("faults", "home.err", "0.2 ratio"),
        ("run", "\"text\"", "\"text\""),
    ]);
}

#[test]
fn a_fault_s_formulas_are_its_own() {
    let mut w = World::new();
    let body = |text: &str| brownout_expr::parse::parse_expr(text).unwrap();
    w.formulas.push(brownout_expr::lower::Formula { name: "pull".to_owned(), body: body("speed * x") });
    w.formulas.push(brownout_expr::lower::Formula { name: "limit".to_owned(), body: body("100") });
    for (at, text, expected) in [
        ("leak", "pull", "3 number"),
        ("leak", "limit", "100 number"),
        // Another text's formula does not see them: `load` is `x * 2 + limit`, with the setting.
        ("leak", "load", "8 number"),
        ("leak", "sum(pull over services)", "57 number"),
        ("leak", "past(pull, 2)", "2.02 number"),
    ] {
        assert_eq!(w.says(at, text), expected, "{text}");
    }
}

#[test]
fn sets_and_aggregates() {
    check(&[
        ("run", "sum(x over services)", "9.5 number"),
        ("run", "max(x over services)", "8 number"),
        ("run", "min(x over services)", "-2 number"),
        ("run", "mean(x over services)", "2.375 number"),
        ("run", "any(x > 7 over services)", "true"),
        ("run", "all(x > 7 over services)", "false"),
        ("run", "count(x > 0 over services)", "3 count"),
        ("run", "count(retries over services)", "3 count"),
        ("run", "sum(p99 over services)", "3.55 seconds"),
        ("run", "max(x over services where x < 8)", "3 number"),
        ("run", "mean(x over services where open)", "3 number"),
        ("run", "all(x > 0 over services where x > 0)", "true"),
        // Of nothing: 0, false, true; known before the run or not.
        ("run", "sum(x over nobody)", "0 number"),
        ("run", "max(x over nobody)", "0 number"),
        ("run", "min(p99 over nobody)", "0 seconds"),
        ("run", "mean(x over nobody)", "0 number"),
        ("run", "any(open over nobody)", "false"),
        ("run", "all(open over nobody)", "true"),
        ("run", "count(open over nobody)", "0 count"),
        ("run", "max(x over services where x > 99)", "0 number"),
        ("run", "min(x over services where x > 99)", "0 number"),
        ("run", "mean(x over services where x > 99)", "0 number"),
        ("run", "all(open over services where x > 99)", "true"),
        ("run", "any(open over services where x > 99)", "false"),
        ("run", "max(x over services where off)", "0 number"),
        ("run", "all(open over services where off)", "true"),
        ("run", "sum(x over services where mended)", "9.5 number"),
        ("run", "max(0 - x over services where x > 0)", "-0.5 number"),
        ("run", "sum(x over edge)", "1 number"),
        ("run", "sum(x over callees of shop)", "-1.5 number"),
        ("run", "sum(x over callers of db)", "1 number"),
        ("run", "sum(x over callers(any) of db)", "1 number"),
        ("run", "sum(x over callees(2) of shop)", "-1.5 number"),
        ("run", "sum(x over callers of shop)", "0 number"),
        ("run", "sum(x over callers of boss)", "1 number"),
        ("run", "1 + sum(x over callers of boss) * 2", "3 number"),
        ("run", "mean(x over callers(any) of boss)", "0.5 number"),
        ("run", "sum(x over callers of lost)", "0 number"),
        ("checkout", "sum(x over callers)", "3 number"),
        ("checkout", "sum(x over callees)", "0.5 number"),
        ("shop", "sum(x over callees)", "-1.5 number"),
        ("run", "sum(timeout over calls)", "6 seconds"),
        ("run", "sum(timeout over calls from shop)", "3 seconds"),
        ("run", "sum(timeout over calls to boss)", "5 seconds"),
        ("checkout", "sum(timeout over calls to self)", "1 seconds"),
        ("run", "count(active(self) over faults)", "1 count"),
        ("run", "sum(speed over faults where cured(self))", "0.5 number"),
        ("run", "sum(home.err over faults)", "0.5 ratio"),
        ("run", "count(self over conditions)", "1 count"),
        ("run", "any(self == db over services)", "true"),
        // One inside another: the inner one's self is its own.
        ("run", "sum(sum(x over callers) over services)", "4 number"),
        ("run", "sum(x * count(true over callees) over services)", "4 count"),
        ("run", "max(max(x over callees) over services where count(true over callees) > 0)", "0.5 number"),
        ("run", "count(max(x over callees) < x over services)", "3 count"),
        ("checkout", "sum(x over callers) + x + sum(x over callees)", "1.5 number"),
        ("run", "sum(load over services)", "47 number"),
        ("run", "sum(next.x over services)", "9.5 number"),
        ("run", "sum(hop over services)", "9.5 number"),
        ("run", "sum(max(err, x) over services) + 1", "12.7 ratio"),
        ("run", "size(services)", "4 count"),
        ("run", "size(calls) + size(faults) + size(conditions) + size(edge) + size(nobody)", "9 count"),
        ("checkout", "size(callees)", "1 count"),
        ("shop", "size(callees)", "2 count"),
    ]);
}

#[test]
fn functions() {
    check(&[
        ("run", "min(3, 1, 2)", "1 number"),
        ("run", "max(budget, 50, 7)", "50 number"),
        ("run", "clamp(budget, 0, 10)", "10 number"),
        ("run", "clamp(budget, 50, 60)", "50 number"),
        ("run", "clamp(5, 9, 1)", "9 number"),
        ("run", "abs(-3)", "3 number"),
        ("run", "abs(0 - budget)", "42 number"),
        ("run", "floor(-1.5)", "-2 number"),
        ("run", "ceil(-1.5)", "-1 number"),
        ("run", "floor(budget / 4)", "10 number"),
        ("run", "ceil(budget / 4)", "11 number"),
        ("run", "round(2.5)", "2 number"),
        ("run", "round(2.675, 2)", "2.67 number"),
        ("run", "round(budget / 9, 3)", "4.667 number"),
        ("run", "sqrt(16)", "4 number"),
        ("run", "sqrt(budget - 6)", "6 number"),
        ("run", "exp(0)", "1 number"),
        ("run", "exp(1)", "2.7182818284590455 number"),
        ("run", "ln(exp(2))", "2 number"),
        ("run", "pow(2, 10)", "1024 number"),
        ("run", "pow(budget, 0.5)", "6.48074069840786 number"),
        ("run", "if(1 > 2, 10, 20)", "20 number"),
        ("run", "if(budget > 2, 10, 20)", "10 number"),
        ("run", "1 + if(budget > 2, 10, 20) * 2", "21 number"),
        ("run", "if(budget > 2, if(budget > 50, 1, 2), 3) + 1", "3 number"),
        ("run", "hops(shop, db)", "1 count"),
        ("run", "hops(shop, shop)", "0 count"),
        ("run", "hops(db, shop)", "never"),
        ("run", "hops(shop, first-service)", "never"),
        ("shop", "hops(self, checkout)", "1 count"),
        ("run", "first_answer(scale, replicas)", "104 count"),
        ("run", "last_answer(scale, replicas)", "204 count"),
        ("leak", "has(oom)", "true"),
        ("leak", "has(any)", "true"),
        ("checkout", "has(oom) or has(any)", "false"),
    ]);
}

#[test]
fn constants_are_folded_away() {
    for (text, length) in [
        ("1 + 2 * 3", 1),
        ("if(mended, 1, budget)", 1),
        ("mended and budget > 1", 2),
        ("off and budget > 1", 1),
        ("mended or budget > 1", 1),
        ("budget > 1 and mended", 2),
        ("budget > 1 or off", 2),
        ("min(1, 2) + clamp(5, 1, 2)", 1),
        ("limit in (1, 7)", 1),
        ("limit in (1, 2)", 1),
        ("budget in (1, 2)", 5),
        ("sum(x over nobody) + 1", 1),
        ("count(open over services where off) + 1", 1),
        ("size(services) * 2", 1),
        ("hops(shop, db)", 1),
        ("first-service == cache", 1),
        ("boss.always", 1),
        ("1 / 0", 3),
    ] {
        let (code, _) = World::new().lower("run", text).unwrap();
        assert_eq!(code.ops.len(), length, "{text}: {:?}", code.ops);
    }
}
