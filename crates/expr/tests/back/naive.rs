//! The language again, as simply as it can be: walks the tree, knows no operations, jumps or folding. And random
//! expressions that are well typed, for it and the compiled form to agree on.

use std::collections::BTreeMap;

use brownout_expr::ast::*;
use brownout_expr::span::{Span, Spanned};
use rand_chacha::ChaCha8Rng;

use crate::common::random::{below, one_in, pick};

/// The world of `naive`: four services with metrics, and values.
pub struct Facts {
    pub metrics: BTreeMap<&'static str, [f64; 4]>,
    pub values: BTreeMap<&'static str, f64>,
    pub calls: Vec<(usize, usize)>,
    pub notes: u32,
}

impl Facts {
    fn fine(&mut self, x: f64) -> f64 {
        if x.is_finite() {
            return x;
        }
        self.notes += 1;
        0.0
    }

    pub fn eval(&mut self, node: &ExprNode, me: usize) -> f64 {
        let truth = |x: bool| if x { 1.0 } else { 0.0 };
        match &node.node {
            Expr::Number { digits, .. } => digits.parse().unwrap(),
            Expr::Bool(x) => truth(*x),
            Expr::Name(name) => match self.metrics.get(name.as_str()) {
                Some(column) => column[me],
                None => self.values[name.as_str()],
            },
            Expr::Member { head, member } => {
                let service = ["shop", "checkout", "db", "cache"].iter().position(|s| *s == head.node).unwrap();
                self.metrics[member.node.as_str()][service]
            }
            Expr::Unary(UnOp::Neg, x) => -self.eval(x, me),
            Expr::Unary(UnOp::Not, x) => truth(self.eval(x, me) == 0.0),
            Expr::Binary(BinOp::And, a, b) => truth(self.eval(a, me) != 0.0 && self.eval(b, me) != 0.0),
            Expr::Binary(BinOp::Or, a, b) => truth(self.eval(a, me) != 0.0 || self.eval(b, me) != 0.0),
            Expr::Binary(op, a, b) => {
                let (a, b) = (self.eval(a, me), self.eval(b, me));
                match op {
                    BinOp::Add => self.fine(a + b),
                    BinOp::Sub => self.fine(a - b),
                    BinOp::Mul => self.fine(a * b),
                    BinOp::Div if b == 0.0 => self.fine(f64::NAN),
                    BinOp::Div => self.fine(a / b),
                    BinOp::Mod if b == 0.0 => self.fine(f64::NAN),
                    BinOp::Mod => {
                        let r = a % b;
                        self.fine(if r != 0.0 && (r < 0.0) != (b < 0.0) { r + b } else { r })
                    }
                    BinOp::Lt => truth(a < b),
                    BinOp::Le => truth(a <= b),
                    BinOp::Eq => truth(a == b),
                    BinOp::Ne => truth(a != b),
                    BinOp::Ge => truth(a >= b),
                    BinOp::Gt => truth(a > b),
                    BinOp::And | BinOp::Or => unreachable!(),
                }
            }
            Expr::In(needle, hay) => truth(hay.iter().any(|option| self.eval(needle, me) == self.eval(option, me))),
            Expr::Call { name, args } => self.call(&name.node, args, me),
            Expr::Agg { op, body, set, filter } => self.aggregate(*op, body, set, filter.as_deref(), me),
            other => panic!("{other:?}"),
        }
    }

    fn call(&mut self, name: &str, args: &[ExprNode], me: usize) -> f64 {
        if name == "if" {
            let held = self.eval(&args[0], me) != 0.0;
            return self.eval(&args[if held { 1 } else { 2 }], me);
        }
        let x: Vec<f64> = args.iter().map(|arg| self.eval(arg, me)).collect();
        match name {
            "min" => x.iter().skip(1).fold(x[0], |a, &b| if b < a { b } else { a }),
            "max" => x.iter().skip(1).fold(x[0], |a, &b| if b > a { b } else { a }),
            "clamp" => {
                let held = if x[2] < x[0] { x[2] } else { x[0] };
                if x[1] > held { x[1] } else { held }
            }
            "abs" => x[0].abs(),
            "floor" => x[0].floor(),
            "ceil" => x[0].ceil(),
            "round" => format!("{:.*}", x[1] as usize, x[0]).parse().unwrap(),
            "sqrt" => self.fine(x[0].sqrt()),
            "exp" => self.fine(libm::exp(x[0])),
            "ln" => self.fine(libm::log(x[0])),
            "pow" => self.fine(libm::pow(x[0], x[1])),
            _ => panic!("{name}"),
        }
    }

    fn members(&self, set: &Set, me: usize) -> Vec<usize> {
        let step = |from: &[usize], down: bool| -> Vec<usize> {
            let ends = |&(a, b): &(usize, usize)| if down { (a, b) } else { (b, a) };
            from.iter()
                .flat_map(|at| self.calls.iter().map(ends).filter(|(a, _)| a == at).map(|(_, b)| b).collect::<Vec<_>>())
                .collect()
        };
        let (reach, down) = match set {
            Set::Services => return (0..4).collect(),
            Set::Tag(name) if name.node == "edge" => return vec![0, 1],
            Set::Tag(_) => return Vec::new(),
            Set::Callers(reach, _) => (reach, false),
            Set::Callees(reach, _) => (reach, true),
            other => panic!("{other:?}"),
        };
        let most = if let Reach::Hops(n) = reach { *n } else { 9 };
        let mut found: Vec<usize> = Vec::new();
        let mut layer = vec![me];
        for _ in 0..most {
            let mut next = Vec::new();
            for there in step(&layer, down) {
                if there != me && !found.contains(&there) {
                    found.push(there);
                    next.push(there);
                }
            }
            layer = next;
        }
        found
    }

    fn aggregate(&mut self, op: AggOp, body: &ExprNode, set: &Set, filter: Option<&ExprNode>, me: usize) -> f64 {
        let mut seen = Vec::new();
        let mut sum = 0.0;
        for member in self.members(set, me) {
            if filter.is_none_or(|filter| self.eval(filter, member) != 0.0) {
                seen.push(self.eval(body, member));
                if matches!(op, AggOp::Sum | AggOp::Mean) {
                    // Sums are held finite as they grow.
                    sum = self.fine(sum + seen[seen.len() - 1]);
                }
            }
        }
        let truth = |x: bool| if x { 1.0 } else { 0.0 };
        match op {
            AggOp::Sum => sum,
            AggOp::Count => seen.iter().filter(|x| **x != 0.0).count() as f64,
            AggOp::Any => truth(seen.iter().any(|x| *x != 0.0)),
            AggOp::All => truth(seen.iter().all(|x| *x != 0.0)),
            AggOp::Mean if seen.is_empty() => 0.0,
            AggOp::Mean => sum / seen.len() as f64,
            AggOp::Max => seen.iter().copied().reduce(|a, b| if b > a { b } else { a }).unwrap_or(0.0),
            AggOp::Min => seen.iter().copied().reduce(|a, b| if b < a { b } else { a }).unwrap_or(0.0),
        }
    }
}

fn at<T>(node: T) -> Spanned<T> {
    Spanned::new(node, Span::default())
}

fn name(text: &str) -> Name {
    at(text.to_owned())
}

/// A random well-typed expression; `loops` says how many aggregates stand around it.
pub struct Grow<'a> {
    pub rng: &'a mut ChaCha8Rng,
}

impl Grow<'_> {
    pub fn number(&mut self, depth: u32, loops: u32) -> ExprNode {
        if depth == 0 {
            return self.number_leaf();
        }
        let depth = depth - 1;
        at(match below(self.rng, 12) {
            0..=4 => {
                let op = pick(self.rng, &[BinOp::Add, BinOp::Sub, BinOp::Mul, BinOp::Div, BinOp::Mod]);
                Expr::Binary(op, self.boxed(depth, loops), self.boxed(depth, loops))
            }
            5 => Expr::Unary(UnOp::Neg, self.boxed(depth, loops)),
            6 => return self.truth(depth, loops),
            7 if loops < 2 => self.aggregate(true, depth, loops),
            8 => {
                let args = vec![self.truth(depth, loops), self.number(depth, loops), self.number(depth, loops)];
                Expr::Call { name: name("if"), args }
            }
            9..=10 => self.function(depth, loops),
            _ => return self.number_leaf(),
        })
    }

    fn function(&mut self, depth: u32, loops: u32) -> Expr {
        let (word, count) = pick(
            self.rng,
            &[
                ("min", 2),
                ("max", 3),
                ("clamp", 3),
                ("abs", 1),
                ("floor", 1),
                ("ceil", 1),
                ("round", 1),
                ("sqrt", 1),
                ("exp", 1),
                ("ln", 1),
                ("pow", 2),
            ],
        );
        let mut args: Vec<ExprNode> = (0..count).map(|_| self.number(depth, loops)).collect();
        if word == "round" {
            args.push(at(Expr::Number { digits: below(self.rng, 7).to_string(), unit: None }));
        }
        Expr::Call { name: name(word), args }
    }

    fn boxed(&mut self, depth: u32, loops: u32) -> Box<ExprNode> {
        Box::new(self.number(depth, loops))
    }

    fn number_leaf(&mut self) -> ExprNode {
        at(match below(self.rng, 4) {
            0 => Expr::Member {
                head: name(pick(self.rng, &["shop", "checkout", "db", "cache"])),
                member: name(pick(self.rng, &["x", "y"])),
            },
            1 => Expr::Number {
                digits: pick(self.rng, &["0", "1", "2", "0.1", "3.5", "1000", "1e0"][..6]).to_owned(),
                unit: None,
            },
            2 => Expr::Name(pick(self.rng, &["a", "b", "c", "big"]).to_owned()),
            _ => Expr::Name(pick(self.rng, &["x", "y"]).to_owned()),
        })
    }

    pub fn truth(&mut self, depth: u32, loops: u32) -> ExprNode {
        if depth == 0 {
            return at(match below(self.rng, 3) {
                0 => Expr::Bool(one_in(self.rng, 2)),
                1 => Expr::Name("open".to_owned()),
                _ => Expr::Name(pick(self.rng, &["p", "q"]).to_owned()),
            });
        }
        let depth = depth - 1;
        at(match below(self.rng, 9) {
            0..=1 => {
                let op = pick(self.rng, &[BinOp::And, BinOp::Or]);
                Expr::Binary(op, Box::new(self.truth(depth, loops)), Box::new(self.truth(depth, loops)))
            }
            2 => Expr::Unary(UnOp::Not, Box::new(self.truth(depth, loops))),
            3 => Expr::In(
                self.boxed(depth, loops),
                (0..1 + below(self.rng, 3)).map(|_| self.number(depth, loops)).collect(),
            ),
            4 if loops < 2 => self.aggregate(false, depth, loops),
            _ => {
                let op = pick(self.rng, &[BinOp::Lt, BinOp::Le, BinOp::Eq, BinOp::Ne, BinOp::Ge, BinOp::Gt]);
                Expr::Binary(op, self.boxed(depth, loops), self.boxed(depth, loops))
            }
        })
    }

    fn aggregate(&mut self, number: bool, depth: u32, loops: u32) -> Expr {
        let reach = pick(self.rng, &[Reach::Hops(1), Reach::Hops(2), Reach::Any]);
        let set = pick(
            self.rng,
            &[
                Set::Services,
                Set::Tag(name("edge")),
                Set::Tag(name("nobody")),
                Set::Callers(reach, None),
                Set::Callees(reach, None),
            ],
        );
        let op = if number {
            pick(self.rng, &[AggOp::Sum, AggOp::Max, AggOp::Min, AggOp::Mean, AggOp::Count])
        } else {
            pick(self.rng, &[AggOp::Any, AggOp::All])
        };
        let body = match op {
            AggOp::Count | AggOp::Any | AggOp::All => self.truth(depth, loops + 1),
            _ => self.number(depth, loops + 1),
        };
        let filter = one_in(self.rng, 3).then(|| Box::new(self.truth(depth, loops + 1)));
        Expr::Agg { op, body: Box::new(body), set, filter }
    }
}
