//! Events, the past, and what a caller is asked to keep for them.

use crate::world::{World, check};
use brownout_expr::eval::Regs;
use brownout_expr::scope::{Addr, Kind};

#[test]
fn states_of_faults_are_events() {
    check(&[
        ("run", "active(leak)", "true"),
        ("run", "active(storm)", "false"),
        ("run", "contained(leak) and cured(storm)", "true"),
        ("run", "first(active(leak))", "2 count"),
        ("run", "last(active(storm))", "3 count"),
        ("run", "count(contained(leak))", "2 count"),
        ("run", "last(contained(leak)) - first(contained(leak))", "4 count"),
        ("run", "ticks_since(cured(storm))", "2 count"),
        ("run", "ticks_since(cured(leak))", "never"),
        ("run", "first(cured(leak))", "never"),
        ("run", "first(active(leak)) < first(cured(leak))", "true"),
        ("run", "first(cured(leak)) == never", "true"),
        ("run", "ticks_since(cured(leak)) > 1000000", "true"),
        ("run", "ticks_since(cured(storm)) >= 2 and ticks_since(cured(leak)) >= 2", "true"),
        ("run", "seen(leak) and not seen(storm)", "true"),
        ("run", "first(seen(leak))", "6 count"),
        ("leak", "active(self)", "true"),
        ("faults", "cured(self)", "true"),
        ("faults", "last(cured(self))", "10 count"),
        ("run", "max(last(cured(self)) over faults where cured(self))", "10 count"),
        ("run", "sum(ticks_since(active(self)) over faults)", "19 count"),
        ("run", "seen(slow-log)", "false"),
        ("run", "alerted(errors)", "false"),
        ("run", "acted(wait)", "false"),
        ("run", "answered(restart)", "false"),
        ("run", "count(acted(any where wrong))", "0 count"),
        ("run", "acted(scale at db where replicas >= 3 and how == grow)", "false"),
    ]);
}

fn at(w: &World, addr: Addr, index: u32) -> usize {
    let _ = w;
    match addr {
        Addr::Cell(cell) => cell as usize,
        Addr::Column(_, base) => (base + index) as usize,
    }
}

#[test]
fn what_was_done_is_counted_by_the_caller() {
    let mut w = World::new();
    let (code, _) = w.lower("run", "10 * acted(restart at db) + count(acted(restart at db))").unwrap();
    assert_eq!(w.desk.watched.len(), 2);
    for i in 0..2 {
        let cell = at(&w, w.desk.watched[i].1.count, 0);
        w.cells[cell] = 3.0;
    }
    assert_eq!(w.run(&code, Regs::default()), 13.0);
}

/// A deed's code is run with the deed's parameters in their cells.
#[test]
fn patterns_judge_the_deed_at_hand() {
    // `scale` has target checkout (1), 4 replicas, how == shrink.
    for (at, text, home, fits) in [
        ("run", "scale", None, true),
        ("run", "scale at checkout", None, true),
        ("run", "scale at db", None, false),
        ("run", "scale where replicas >= 4", None, true),
        ("run", "scale at checkout where replicas >= 5", None, false),
        ("run", "scale at checkout where how == shrink", None, true),
        ("run", "scale", Some(1), true),
        ("run", "scale", Some(2), false),
        ("run", "wait", Some(2), true),
        ("run", "any where wrong", None, true),
        ("run", "any where repeated", None, false),
        ("leak", "scale at home", None, false),
        ("leak", "scale where target == home", None, false),
        ("leak", "scale where err > 20%", Some(1), true),
        ("leak", "scale at first-service", None, false),
        ("run", "scale where target.err < 25%", None, true),
    ] {
        let mut w = World::new();
        let pattern = w.lower_pattern(at, text, home).unwrap();
        let got = pattern.filter.is_none_or(|code| w.run(&code, World::place(at).1) != 0.0);
        assert_eq!(got, fits, "{at}: {text}");
    }
    let mut w = World::new();
    assert_eq!(w.lower_pattern("run", "wait", Some(1)).unwrap().filter, None);
    assert_eq!(w.lower_pattern("run", "any", Some(1)).unwrap().action, None);
}

#[test]
fn streaks_and_ever_include_now() {
    // in_tick, kept count, x of checkout → streak, ever
    for (in_tick, kept, x, streak, ever) in [
        (0.0, 0.0, 5.0, 0.0, 1.0),
        (0.0, 3.0, 5.0, 3.0, 1.0),
        (1.0, 3.0, 5.0, 4.0, 1.0),
        (1.0, 3.0, 0.0, 0.0, 1.0),
        (1.0, 0.0, 0.0, 0.0, 0.0),
        (0.0, 0.0, 0.0, 0.0, 0.0),
    ] {
        let mut w = World::new();
        let (code, _) = w.lower("checkout", "streak(x > 1) + 0").unwrap();
        let (ever_code, _) = w.lower("checkout", "ever(x > 1)").unwrap();
        assert_eq!(w.desk.streaks[0].1, Some(Kind::Service));
        let places = [at(&w, w.desk.streaks[0].2, 1), at(&w, w.desk.ever[0].2.count, 1)];
        for place in places {
            w.cells[place] = kept;
        }
        let Some(brownout_expr::scope::Source::Stored(base)) = w.symbols.metrics.get("x").map(|q| q.source.clone())
        else {
            panic!()
        };
        w.cells[base as usize + 1] = x;
        let cell = w.symbols.specials.in_tick as usize;
        w.cells[cell] = in_tick;
        assert_eq!(w.run(&code, Regs::service(1)), streak, "{in_tick} {kept} {x}");
        assert_eq!(w.run(&ever_code, Regs::service(1)), ever, "{in_tick} {kept} {x}");
        // The caller's copy is the plain condition.
        let kept_code = w.desk.streaks[0].0.clone();
        assert_eq!(w.run(&kept_code, Regs::service(1)), f64::from(u8::from(x > 1.0)));
    }
}

/// One counter for each member only where the text is about self.
#[test]
fn members_are_tracked_apart_only_if_need_be() {
    for (at, text, per) in [
        ("checkout", "was(x)", Some(Kind::Service)),
        ("checkout", "was(db.x)", None),
        ("checkout", "was(budget + db.x)", None),
        ("checkout", "was(load)", Some(Kind::Service)),
        ("checkout", "was(sum(x over services))", None),
        ("checkout", "was(sum(x over callers))", Some(Kind::Service)),
        ("shop", "was(x)", None),
        ("run", "was(total)", None),
        ("faults", "was(speed)", Some(Kind::Fault)),
        ("faults", "was(active(self))", Some(Kind::Fault)),
        ("faults", "was(active(leak))", None),
        ("calls", "was(timeout)", Some(Kind::Call)),
        ("run", "sum(was(x) over services)", Some(Kind::Service)),
        ("run", "sum(was(budget) over services)", None),
    ] {
        let mut w = World::new();
        w.lower(at, text).unwrap();
        assert_eq!(w.desk.was[0].1, per, "{at}: {text}");
    }
}

#[test]
fn the_past_is_read_from_the_ring() {
    // The test's host gives slot + ticks / 100; the first slot asked for is 0.
    check(&[
        ("checkout", "past(x, 3)", "1.03 number"),
        ("shop", "past(p99, 64)", "0.64 seconds"),
        ("run", "past(db.x, 1)", "0.01 number"),
        ("run", "past(budget, 25) + past(limit, 50)", "100.75 number"),
        ("leak", "past(home.x, 5)", "0.05 number"),
        ("leak", "past(err, 5) > 1", "true"),
        ("run", "max(past(x, 1) over services)", "3.01 number"),
        ("leak", "max(past(x, 1) over callers)", "1.01 number"),
        ("checkout", "past(x, 1 + 1)", "1.02 number"),
        ("run", "past(db.status, 1) == healthy", "false"),
    ]);
}
