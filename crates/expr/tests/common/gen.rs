//! Random syntax trees: everything that can be written, and nothing that cannot.
//!
//! `depth` bounds how deep a tree grows; at 4, an expression has at most 121 nodes.

use brownout_expr::ast::*;
use brownout_expr::span::{Span, Spanned};
use rand_chacha::ChaCha8Rng;
use rand_core::Rng;

/// A whole number below `n`.
pub fn below(rng: &mut ChaCha8Rng, n: usize) -> usize {
    (rng.next_u64() % n as u64) as usize
}

/// Whether one of `n` chances came up.
pub fn one_in(rng: &mut ChaCha8Rng, n: usize) -> bool {
    below(rng, n) == 0
}

/// One of some things.
pub fn pick<T: Clone>(rng: &mut ChaCha8Rng, of: &[T]) -> T {
    of[below(rng, of.len())].clone()
}

fn at<T>(node: T) -> Spanned<T> {
    Spanned::new(node, Span::default())
}

/// A name: mostly an author's, now and then a word that only means something elsewhere.
pub fn name(rng: &mut ChaCha8Rng) -> Name {
    let names = [
        "err",
        "p99",
        "mem-limit",
        "self",
        "home",
        "target",
        "tick",
        "user-db",
        "a",
        "ticks_since",
        "P1",
        "x-2-y3",
        "to",
        "at",
        "over",
        "where",
        "of",
        "if",
        "else",
        "each",
        "start",
        "let",
        "config",
        "any",
        "show",
        "ticks",
        "ago",
        "with",
        "from",
        "service",
        "callers",
        "KiB",
        "ms",
        "count",
        "max",
    ];
    at(pick(rng, &names).to_owned())
}

fn tag(rng: &mut ChaCha8Rng) -> Name {
    at(pick(rng, &["user-facing", "bystander", "data", "where", "over"]).to_owned())
}

fn text(rng: &mut ChaCha8Rng) -> String {
    let pieces = ["a", "rate_limit.burst", " ", "\"", "'", "\\", "\n", "#", "{", "}", "é", ":", "\\n", "\t", "->"];
    (0..below(rng, 5)).map(|_| pick(rng, &pieces)).collect()
}

fn number(rng: &mut ChaCha8Rng) -> Expr {
    use LitUnit::*;
    let digits = pick(rng, &["0", "1", "0.1", "61", "8.3", "1024", "007", "2.50", "99999999999999999999.125"]);
    let units = [
        None,
        None,
        None,
        Some(Percent),
        Some(Millis),
        Some(Seconds),
        Some(Minutes),
        Some(Hours),
        Some(Days),
        Some(KiB),
        Some(MiB),
        Some(GiB),
    ];
    Expr::Number { digits: digits.to_owned(), unit: pick(rng, &units) }
}

fn nodes(rng: &mut ChaCha8Rng, depth: u32, least: usize, most: usize) -> Vec<ExprNode> {
    (0..least + below(rng, most - least + 1)).map(|_| node(rng, depth)).collect()
}

/// An expression with its (empty) place.
pub fn node(rng: &mut ChaCha8Rng, depth: u32) -> ExprNode {
    at(expr(rng, depth))
}

fn boxed(rng: &mut ChaCha8Rng, depth: u32) -> Box<ExprNode> {
    Box::new(node(rng, depth))
}

fn leaf(rng: &mut ChaCha8Rng) -> Expr {
    match below(rng, 10) {
        0..=2 => number(rng),
        3 => Expr::Text(text(rng)),
        4 => Expr::Bool(one_in(rng, 2)),
        5 => Expr::Never,
        6 => Expr::Member { head: name(rng), member: name(rng) },
        7 => Expr::Link { caller: name(rng), callee: name(rng), knob: name(rng) },
        _ => Expr::Name(name(rng).node),
    }
}

/// An expression.
pub fn expr(rng: &mut ChaCha8Rng, depth: u32) -> Expr {
    if depth == 0 {
        return leaf(rng);
    }
    let depth = depth - 1;
    match below(rng, 16) {
        0..=6 => {
            use BinOp::*;
            let op = pick(rng, &[Or, And, Lt, Le, Eq, Ne, Ge, Gt, Add, Sub, Mul, Div, Mod]);
            Expr::Binary(op, boxed(rng, depth), boxed(rng, depth))
        }
        7 => Expr::Unary(UnOp::Not, boxed(rng, depth)),
        8 => Expr::Unary(UnOp::Neg, boxed(rng, depth)),
        9 => Expr::In(boxed(rng, depth), nodes(rng, depth, 1, 2)),
        10 => Expr::List(nodes(rng, depth, 0, 3)),
        11 => Expr::Call { name: name(rng), args: nodes(rng, depth, 0, 3) },
        12 => Expr::MemberCall { head: name(rng), name: name(rng), args: nodes(rng, depth, 0, 2) },
        13 => Expr::Acted(pattern(rng, depth)),
        14 => Expr::Agg {
            op: pick(rng, AggOp::ALL),
            body: boxed(rng, depth),
            set: set(rng),
            filter: one_in(rng, 2).then(|| boxed(rng, depth)),
        },
        _ => leaf(rng),
    }
}

/// A set.
pub fn set(rng: &mut ChaCha8Rng) -> Set {
    let reach = pick(rng, &[Reach::Hops(1), Reach::Hops(1), Reach::Hops(3), Reach::Hops(u32::MAX), Reach::Any]);
    let of = one_in(rng, 2).then(|| name(rng));
    match below(rng, 9) {
        0 => Set::Services,
        1 => Set::Callers(reach, of),
        2 => Set::Callees(reach, of),
        3 => Set::Calls,
        4 => Set::CallsFrom(name(rng)),
        5 => Set::CallsTo(name(rng)),
        6 => Set::Faults,
        7 => Set::Conditions,
        _ => Set::Tag(tag(rng)),
    }
}

/// A pattern.
pub fn pattern(rng: &mut ChaCha8Rng, depth: u32) -> Pattern {
    // An action that is called `any` cannot be meant.
    let action = Some(name(rng)).filter(|action| action.node != "any");
    Pattern { action, at: one_in(rng, 2).then(|| name(rng)), filter: one_in(rng, 2).then(|| boxed(rng, depth)) }
}

/// A draw.
pub fn draw(rng: &mut ChaCha8Rng, depth: u32) -> Draw {
    Draw { low: boxed(rng, depth), high: one_in(rng, 2).then(|| boxed(rng, depth)) }
}

fn literal(rng: &mut ChaCha8Rng, depth: u32) -> Expr {
    match below(rng, 6) {
        0 => Expr::Text(text(rng)),
        1 => Expr::Bool(one_in(rng, 2)),
        2 => Expr::Unary(UnOp::Neg, Box::new(at(number(rng)))),
        3 if depth > 0 => Expr::List((0..below(rng, 3)).map(|_| at(literal(rng, depth - 1))).collect()),
        _ => number(rng),
    }
}

/// A map, as it may stand as a deed's parameter.
pub fn map(rng: &mut ChaCha8Rng, depth: u32) -> Expr {
    let keys = ["rate_limit.burst_size", "a", "headers.X-Sig", "with space", "qu\"ote", "true", "5"];
    Expr::Map((0..below(rng, 4)).map(|_| (at(pick(rng, &keys).to_owned()), at(literal(rng, depth)))).collect())
}

/// A deed.
pub fn deed(rng: &mut ChaCha8Rng, depth: u32) -> Deed {
    let with = (0..below(rng, 3)).map(|_| {
        let value = if one_in(rng, 4) { map(rng, depth) } else { expr(rng, depth) };
        (name(rng), at(value))
    });
    let with = with.collect();
    Deed { action: name(rng), at: one_in(rng, 2).then(|| name(rng)), with, times: pick(rng, &[1, 1, 1, 2, 10_000]) }
}

/// A text with holes.
pub fn template(rng: &mut ChaCha8Rng, depth: u32) -> Template {
    let mut parts: Vec<Part> = Vec::new();
    for _ in 0..below(rng, 5) {
        // Two plain parts in a row would be read as one.
        let plain = !matches!(parts.last(), Some(Part::Text(_))) && one_in(rng, 2);
        let said = text(rng);
        if plain && !said.is_empty() {
            parts.push(Part::Text(said));
        } else {
            let format = pick(rng, &["", "", ".1", "%", "ms", "0", "a\"b", "x { y"]);
            parts.push(Part::Hole { value: node(rng, depth), format: at(format.to_owned()) });
        }
    }
    Template { parts }
}

/// A log line.
pub fn line(rng: &mut ChaCha8Rng, depth: u32) -> LogLine {
    let levels = brownout_expr::parse::LEVELS;
    let heads = ["decoy", "injected", "reveals", "ago"];
    let service = Some(name(rng)).filter(|name| !heads.contains(&name.node.as_str()));
    let ago = match below(rng, 3) {
        0 => Some(at(number(rng))),
        1 => Some(node(rng, depth.min(1))).filter(|ago| !print_has_colon(ago)),
        _ => None,
    };
    let mut text = template(rng, depth);
    // Blanks around a line's text are no part of it, and a line says something.
    text.parts.insert(0, Part::Hole { value: node(rng, depth), format: at(String::new()) });
    text.parts.push(Part::Hole { value: node(rng, depth), format: at(String::new()) });
    LogLine {
        level: at(pick(rng, &levels).to_owned()),
        service: service.filter(|_| one_in(rng, 2)),
        ago,
        reveals: (0..below(rng, 3)).map(|_| name(rng)).collect(),
        class: pick(rng, &[LineClass::Real, LineClass::Decoy, LineClass::Injected]),
        orders: Vec::new(),
        text,
    }
}

/// The head of a line ends at its first colon, so how long ago it was cannot hold a text with one.
fn print_has_colon(ago: &ExprNode) -> bool {
    brownout_expr::print::expr(&ago.node).contains(':')
}

fn place(rng: &mut ChaCha8Rng) -> Place {
    match below(rng, 5) {
        0 => Place::Member(name(rng), name(rng)),
        1 => Place::Link(name(rng), name(rng), name(rng)),
        2 => Place::Config(at(text(rng))),
        _ => Place::Name(name(rng)),
    }
}

/// A body: never empty.
fn body(rng: &mut ChaCha8Rng, depth: u32, in_each: bool) -> Vec<StmtNode> {
    (0..1 + below(rng, 2)).map(|_| statement(rng, depth, in_each)).collect()
}

fn statement(rng: &mut ChaCha8Rng, depth: u32, in_each: bool) -> StmtNode {
    let kinds = if depth == 0 { 12 } else { 18 };
    at(match below(rng, kinds) {
        0..=2 => {
            use AssignOp::*;
            let op = pick(rng, &[Set, Add, Sub, Mul]);
            Stmt::Assign { place: place(rng), op, value: node(rng, 3) }
        }
        3 => {
            let draw = Draw { low: boxed(rng, 1), high: Some(boxed(rng, 1)) };
            Stmt::Draw { place: place(rng), draw }
        }
        4 => Stmt::Let { name: name(rng), value: node(rng, 2) },
        5 => Stmt::RemoveConfig(at(text(rng))),
        6 => Stmt::Write(name(rng)),
        7 => Stmt::Apply { table: name(rng), key: node(rng, 1) },
        8 => Stmt::Start(name(rng)),
        9 if one_in(rng, 2) => Stmt::Cure(name(rng)),
        9 => Stmt::Emit(name(rng)),
        10 => Stmt::Show(match below(rng, 6) {
            0 => Shown::Facts,
            1 => Shown::Logs,
            2 => Shown::Config,
            3 => Shown::Metrics,
            _ => Shown::Text(template(rng, 1)),
        }),
        11 => Stmt::Push {
            store: name(rng),
            to: one_in(rng, 2).then(|| node(rng, 1)),
            text: one_in(rng, 2).then(|| template(rng, 1)),
        },
        12..=14 => Stmt::If {
            arms: (0..1 + below(rng, 2))
                .map(|_| Arm { when: node(rng, 2), body: body(rng, depth - 1, in_each) })
                .collect(),
            otherwise: one_in(rng, 2).then(|| body(rng, depth - 1, in_each)),
        },
        15..=16 if !in_each => {
            Stmt::Each { set: set(rng), filter: one_in(rng, 2).then(|| node(rng, 1)), body: body(rng, depth - 1, true) }
        }
        _ => Stmt::After { ticks: node(rng, 1), body: body(rng, depth - 1, in_each) },
    })
}

/// A script.
pub fn script(rng: &mut ChaCha8Rng, depth: u32) -> Script {
    (0..below(rng, 5)).map(|_| statement(rng, depth, false)).collect()
}
