//! The compiled form says what the tree says, bit for bit, whether or not names were folded away.

use std::collections::BTreeMap;

use brownout_expr::ast::ExprNode;
use brownout_expr::eval::{Env, Pure, Regs, run};
use brownout_expr::lower::{self, Ctx, Subject, Target, Want};
use brownout_expr::ops::Code;
use brownout_expr::scope::*;
use brownout_expr::types::{Ty, Unit};
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng;

use crate::cells::Desk;
use crate::common::random::pick;
use crate::naive::{Facts, Grow};
use crate::room;

/// Names whose values are cells, or constants that fold away.
struct Setup {
    symbols: Symbols,
    desk: Desk,
    cells: Vec<f64>,
}

fn setup(facts: &Facts, fold: bool) -> Setup {
    let mut symbols = Symbols::default();
    let mut cells = Vec::new();
    for service in ["shop", "checkout", "db", "cache"] {
        symbols.services.insert(service, ());
    }
    symbols.calls = facts.calls.iter().map(|&(a, b)| (a as u32, b as u32)).collect();
    for (tag, members) in [("edge", vec![0, 1]), ("nobody", vec![])] {
        let set = symbols.sets.push(members);
        symbols.tags.insert(tag, TagSym { set, column: 0 });
    }
    for (name, column) in &facts.metrics {
        let ty = if *name == "open" { Ty::Truth } else { Ty::Num(Unit::Any) };
        let source = Source::Stored(cells.len() as u32);
        symbols.metrics.insert(name, Quantity { ty, source, access: Access::ReadOnly("") });
        cells.extend(column);
    }
    for (name, x) in &facts.values {
        let ty = if matches!(*name, "p" | "q") { Ty::Truth } else { Ty::Num(Unit::Any) };
        if fold {
            symbols.settings.insert(name, (ty, *x));
        } else {
            let source = Source::Stored(cells.len() as u32);
            symbols.values.insert(name, Quantity { ty, source, access: Access::ReadOnly("") });
            cells.push(*x);
        }
    }
    symbols.prepare_sets();
    let desk = Desk { sets: symbols.sets.clone(), graph: symbols.clone(), ..Desk::default() };
    Setup { symbols, desk, cells }
}

impl Setup {
    fn compile(&mut self, node: &ExprNode) -> Code {
        let target = Target { symbols: &self.symbols, cells: &mut self.desk, formulas: &[], trial: false };
        let lowered = lower::expr(target, Ctx::read(Subject::Current(Kind::Service)), node, Want::Anything);
        lowered.unwrap_or_else(|errors| panic!("{}: {errors:?}", brownout_expr::print::expr(&node.node))).0
    }

    fn run(&mut self, code: &Code, service: u32) -> (f64, u32) {
        let env = Env { rules: Vec::new(), sets: self.desk.sets.clone(), services: 4 };
        let mut host = Pure::default();
        let x = run(code, &env, &mut self.cells, Regs::service(service), &mut host);
        (x, host.notes)
    }
}

fn facts(rng: &mut ChaCha8Rng) -> Facts {
    let numbers = [0.0, -0.0, 1.0, -1.0, 0.5, 3.0, 1e-3, -7.25, 1e6];
    let mut column = |of: &[f64]| [0; 4].map(|_| pick(rng, of));
    let metrics = BTreeMap::from([("x", column(&numbers)), ("y", column(&numbers)), ("open", column(&[0.0, 1.0]))]);
    let values = BTreeMap::from([
        ("a", pick(rng, &numbers)),
        ("b", pick(rng, &numbers)),
        ("c", pick(rng, &numbers)),
        ("big", pick(rng, &[1e308, -1e308, 1e200])),
        ("p", pick(rng, &[0.0, 1.0])),
        ("q", pick(rng, &[0.0, 1.0])),
    ]);
    Facts { metrics, values, calls: vec![(0, 1), (0, 2), (1, 2), (2, 0)], notes: 0 }
}

#[test]
fn compiled_code_says_what_the_tree_says() {
    let mut rng = ChaCha8Rng::seed_from_u64(20);
    let mut shorter = 0;
    let mut noted = 0;
    for round in 0..6_000 {
        let mut facts = facts(&mut rng);
        let depth = 1 + round % 5;
        let mut grow = Grow { rng: &mut rng };
        let node = if round % 3 == 0 { grow.truth(depth, 0) } else { grow.number(depth, 0) };
        let text = brownout_expr::print::expr(&node.node);
        let mut plain = setup(&facts, false);
        let mut folded = setup(&facts, true);
        let codes = [plain.compile(&node), folded.compile(&node)];
        for code in &codes {
            room::verify(&code.ops, 1, &text);
        }
        for service in 0..4 {
            facts.notes = 0;
            let want = facts.eval(&node, service as usize);
            let want = (want.to_bits(), facts.notes);
            let bits = |(x, notes): (f64, u32)| (x.to_bits(), notes);
            assert_eq!(bits(plain.run(&codes[0], service)), want, "{text}\n{:?}\n{:?}", facts.metrics, facts.values);
            assert_eq!(
                bits(folded.run(&codes[1], service)),
                want,
                "folded: {text}\n{:?}\n{:?}\n{:?}",
                facts.metrics,
                facts.values,
                codes[1]
            );
            noted += u32::from(want.1 > 0);
        }
        shorter += u32::from(codes[1].ops.len() < codes[0].ops.len());
    }
    // The test means something: much was folded, and much went wrong inside.
    assert!(shorter > 1_000 && noted > 1_000, "{shorter} {noted}");
}
