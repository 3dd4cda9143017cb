//! Room: the stack, frames and locals that code needs are known before it runs, and too much of it is refused.

use brownout_expr::emit::{FRAMES_MAX, LOCALS_MAX, STACK_MAX};
use brownout_expr::error::Code as ErrorCode;
use brownout_expr::needs::Needs;
use brownout_expr::ops::{Op, Over};

use crate::world::World;

/// Walks every way through some code, and checks: each operation is reached at one stack height and one frame height,
/// nothing is popped that is not there, jumps lead inside, and the end is reached with `left` values. Compares the
/// largest heights with what was said beforehand.
pub fn verify(ops: &[Op], left: usize, text: &str) {
    let mut at: Vec<Option<(usize, usize)>> = vec![None; ops.len() + 1];
    let mut todo = vec![(0usize, 0usize, 0usize)];
    let (mut most, mut frames_most) = (0, 0);
    while let Some((pc, height, frames)) = todo.pop() {
        assert!(pc <= ops.len(), "{text}: jump to {pc}");
        if let Some(known) = at[pc] {
            assert_eq!(known, (height, frames), "{text}: two heights at {pc} of {ops:?}");
            continue;
        }
        at[pc] = Some((height, frames));
        (most, frames_most) = (most.max(height), frames_most.max(frames));
        let Some(op) = ops.get(pc) else { continue };
        let pop =
            |n: usize| height.checked_sub(n).unwrap_or_else(|| panic!("{text}: nothing to pop at {pc} of {ops:?}"));
        let next = pc + 1;
        match *op {
            Op::Const(_) | Op::Load(_) | Op::LoadAt(..) | Op::Local(_) | Op::Index(_) | Op::Past { .. } => {
                todo.push((next, height + 1, frames))
            }
            Op::Ask(ask) => todo.push((next, pop(ask.operands()) + 1, frames)),
            Op::PastAt { .. } | Op::LoadDyn(_) | Op::Un(_) | Op::BinConst(..) | Op::Settle => {
                todo.push((next, pop(1) + 1, frames))
            }
            Op::Bin(_) | Op::Mean | Op::Alike(_) | Op::Draw { .. } => todo.push((next, pop(2) + 1, frames)),
            Op::Fold(brownout_expr::ops::Fold::Mean) => todo.push((next, pop(3) + 2, frames)),
            Op::Fold(_) => todo.push((next, pop(2) + 1, frames)),
            Op::Clamp => todo.push((next, pop(3) + 1, frames)),
            Op::SetLocal(_) | Op::Store { .. } | Op::StoreAt { .. } | Op::Do(_) => todo.push((next, pop(1), frames)),
            Op::StoreDyn { .. } => todo.push((next, pop(2), frames)),
            Op::Jump(to) => todo.push((to as usize, height, frames)),
            Op::JumpIfZero(to) => todo.extend([(next, pop(1), frames), (to as usize, pop(1), frames)]),
            Op::AndThen(to) | Op::OrElse(to) => todo.extend([(next, pop(1), frames), (to as usize, height, frames)]),
            Op::Loop { over, exit, .. } => {
                let height = if matches!(over, Over::OfTop(_)) { pop(1) } else { height };
                todo.extend([(next, height, frames + 1), (exit as usize, height, frames)]);
            }
            Op::Next { body } => {
                todo.extend([(body as usize, height, frames), (next, height, frames.checked_sub(1).unwrap())])
            }
            Op::Enter => todo.push((next, pop(1), frames + 1)),
            Op::Leave => todo.push((next, height, frames.checked_sub(1).unwrap())),
        }
    }
    assert_eq!(at[ops.len()], Some((left, 0)), "{text}: what is left of {ops:?}");
    let needs = Needs::of(ops);
    assert_eq!((needs.values, needs.frames), (most, frames_most), "{text}: {ops:?}");
    assert!(needs.values <= STACK_MAX && needs.frames <= FRAMES_MAX && needs.locals <= LOCALS_MAX, "{text}");
}

fn codes(at: &str, script: &str) -> Vec<ErrorCode> {
    World::new().lower_script(at, script).err().unwrap_or_default().iter().map(|e| e.code).collect()
}

#[test]
fn the_stack_has_an_end() {
    // `1 + (x + (x + …` keeps a value waiting for each bracket.
    let nest = |n: usize| format!("{}db.x{}", "db.x + (".repeat(n), ")".repeat(n));
    let code = World::new().lower("run", &nest(20)).unwrap().0;
    assert_eq!(Needs::of(&code.ops).values, 21);
    let call = |n: usize, inner: &str| {
        format!("{}{inner}{}", "max(db.x, db.x, db.x + (db.x * (db.x + ".repeat(n), ")))".repeat(n))
    };
    assert!(World::new().lower("run", &call(8, "1")).is_ok());
    let deep = call(10, "max(db.x, db.x + db.x * (db.x - 2))");
    let needs = World::new().lower("run", &deep).map(|(code, _)| Needs::of(&code.ops).values);
    assert!(matches!(needs, Ok(n) if n <= STACK_MAX), "{needs:?}");
    // Formulas add their own: sixteen of them, each with four values waiting, do not fit.
    let mut w = World::new();
    for i in 0..15 {
        add_formula(&mut w, &format!("f{i}"), &format!("db.x + db.x * (db.x - db.x * f{})", i + 1));
    }
    add_formula(&mut w, "f15", "db.x");
    let errors = w.lower("run", "f0").unwrap_err();
    assert_eq!(errors[0].code, ErrorCode::TooDeep);
    assert!(w.lower("run", "f5").is_ok());
    // The same in a counter's code.
    assert_eq!(w.lower("run", "was(f0)").unwrap_err()[0].code, ErrorCode::TooDeep);
    assert_eq!(w.lower("run", "streak(f0 > 1) > 1").unwrap_err()[0].code, ErrorCode::TooDeep);
}

fn add_formula(w: &mut World, name: &str, text: &str) {
    use brownout_expr::scope::{Access, Quantity, Source};
    use brownout_expr::types::{Ty, Unit};
    let body = brownout_expr::parse::parse_expr(text).unwrap();
    let quantity =
        Quantity { ty: Ty::Num(Unit::Any), source: Source::Formula(Box::new(body)), access: Access::ReadOnly("") };
    w.symbols.values.insert(name, quantity);
}

/// Each `boss.metric` with a formula opens a frame: a chain of them is refused before it can overflow.
#[test]
fn frames_have_an_end() {
    use brownout_expr::scope::{Access, Quantity, Source};
    use brownout_expr::types::{Ty, Unit};
    let mut w = World::new();
    for i in 0..12 {
        let body = brownout_expr::parse::parse_expr(&if i == 11 { "x".to_owned() } else { format!("next.g{}", i + 1) })
            .unwrap();
        w.symbols.metrics.insert(
            &format!("g{i}"),
            Quantity { ty: Ty::Num(Unit::Any), source: Source::Formula(Box::new(body)), access: Access::ReadOnly("") },
        );
    }
    // boss is db; seven steps along `next` (shop → checkout → db → cache → shop) from db lead to checkout.
    assert_eq!(w.says("run", "boss.g4"), "-2 number");
    assert_eq!(w.says("run", "boss.g5 - boss.g5"), "0 number");
    let errors = w.lower("run", "boss.g0").unwrap_err();
    assert_eq!((errors.len(), errors[0].code), (1, ErrorCode::TooDeep));
    let errors = w.lower("run", "max(max(next.g3 over services) over services)").unwrap_err();
    assert_eq!(errors[0].code, ErrorCode::TooDeep, "{errors:?}");
    assert!(w.lower("run", "max(max(next.g6 over services) over services)").is_ok());
}

#[test]
fn locals_have_an_end() {
    let lets = |n: usize| (0..n).map(|i| format!("let a{i} = budget\n")).collect::<String>();
    assert_eq!(codes("rule", &lets(LOCALS_MAX)), []);
    assert_eq!(codes("rule", &lets(LOCALS_MAX + 1)), [ErrorCode::TooDeep]);
    // Far beyond what a byte holds: still an error, nothing wraps.
    let many = (0..199).map(|i| format!("let a{i} = budget\n")).collect::<String>() + "budget = a0";
    assert_eq!(codes("rule", &many), [ErrorCode::TooDeep]);
    assert_eq!(codes("rule", &format!("after 1 ticks:\n{}", lets(30).replace("let", "  let"))), [ErrorCode::TooDeep]);
}

/// Texts that double at every step come to an error, not to a long wait.
#[test]
fn work_has_an_end() {
    let mut w = World::new();
    for i in 0..15 {
        add_formula(&mut w, &format!("d{i}"), &vec![format!("d{}", i + 1); 4].join(" + "));
    }
    add_formula(&mut w, "d15", "1");
    assert_eq!(w.lower("run", "d0").unwrap_err()[0].code, ErrorCode::TooLong);
    assert_eq!(w.says("run", "d11"), "256 number");
    let nest = |open: &str, close: &str, inner: &str, n: usize| format!("{}{inner}{}", open.repeat(n), close.repeat(n));
    for text in [
        nest("ever(", ")", "err > 0", 30),
        nest("streak(1 < was(", "))", "x", 15),
        nest("x == if(open, 1, ", ")", "x", 30),
        nest("max(1, x == ", ")", "x", 30),
        nest("(1 + ", " in (1, 2, 3))", "x", 15),
        nest("if(", " == x, x, x)", "x", 30),
    ] {
        #[allow(clippy::disallowed_methods, clippy::disallowed_types)] // The test's own patience, not a run's clock.
        let start = std::time::Instant::now();
        let _ = w.lower("checkout", &text);
        assert!(start.elapsed().as_secs() < 5, "{text}");
    }
}
