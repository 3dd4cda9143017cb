//! No input panics: scripts that were cut, swapped and doubled at random are lowered and run.

use brownout_expr::parse;
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng;

use crate::common::random::{below, one_in, pick, script};
use crate::room;
use crate::world::World;

const SCRIPTS: &[&str] = &[
    "err += 20%; p99 *= 2\nif err >= 60% and not open: x = max(1, x / (retries - 1))",
    "each caller(any) of boss where err > 1%:\n  let a = x * 2\n  x = a + sum(timeout over calls from self)\n  if a > 3: open = true\n  else: open = false",
    "after 3 ticks:\n  each service: x += count(active(self) over faults)\n  start leak",
    "status -= 1; mode = if(budget > 1, grow, shrink); boss.x := 1 to ln(budget)",
    "let s = boss\ns.x = past(s.x, 2) + was(sum(load over callees))\nif status in (down, critical): cure storm",
    "if mended: lives = 2\nelse if streak(budget > 3) >= 2: lives = 1\nelse: emit slow-log",
    "show \"{self} has {err:%1} of {target}\"; apply sizes(how); shop->db.timeout *= 2; total = 3",
    "budget = ticks_since(cured(leak)) + first(acted(scale at db where replicas >= 3)) + age(storm) mod 0",
    "x = heavy + next.hop + mean(max(x over callers) over services where all(open over callees))",
];

/// The words that a slip may bring in.
const WORDS: &[&str] = &[
    "err", "x", "boss", "self", "home", "target", "leak", "db", "load", "heavy", "ring", "broken", "edge", "nobody",
    "budget", "mended", "off", "(", ")", "over", "services", "callers", "of", "where", "and", "or", "not", "+", "*",
    "/", "mod", "0", "1e3", "5%", "2s", "never", "==", "<", "in", ",", "max(", "ever(", "was(", "past(", "streak(",
    "if(", "sum(", "acted(", ".", "->", "each", "if", "else:", ":", "\n", "\n  ", ";", "let", "=", "+=", ":=", "to",
    "after", "ticks", "status", "down", "age", "amount", "\"", "{", "true", "x2",
];

fn spoilt(rng: &mut ChaCha8Rng) -> String {
    let mut text = pick(rng, SCRIPTS).to_owned();
    for _ in 0..1 + below(rng, 4) {
        // Between the words, mostly: what is no word at all does not come far.
        let cuts: Vec<usize> =
            text.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(i, _)| i).chain([0, text.len()]).collect();
        let (a, b) = (pick(rng, &cuts), pick(rng, &cuts));
        let (a, b) = (a.min(b), a.max(b));
        match below(rng, 4) {
            0 => text.insert_str(a, &format!(" {} ", pick(rng, WORDS))),
            1 if b - a < 12 => text.replace_range(a..b, pick(rng, WORDS)),
            2 if text.len() < 2_000 && b - a < 60 => {
                let part = text[a..b].to_owned();
                text.insert_str(pick(rng, &cuts), &part);
            }
            _ if b - a < 8 => text.replace_range(a..b, ""),
            _ => {}
        }
    }
    text
}

#[test]
fn no_script_panics() {
    let mut rng = ChaCha8Rng::seed_from_u64(31);
    let places = ["rule", "leak", "checkout", "scale", "cascade", "faults", "calls", "shown", "run", "shop"];
    let mut world = World::new();
    let cells = world.cells.clone();
    let next = world.desk.next;
    let mut ran = 0;
    for round in 0..100_000 {
        let text = spoilt(&mut rng);
        let at = if one_in(&mut rng, 2) { pick(&mut rng, &places[..5]) } else { pick(&mut rng, &places) };
        world.desk.next = next;
        let Ok(code) = world.lower_script(at, &text) else { continue };
        room::verify(&code.ops, 0, &text);
        world.cells.clone_from(&cells);
        world.run(&code, World::place(at).1);
        assert!(world.cells.iter().all(|x| x.is_finite()), "{text}");
        ran += 1;
        if round % 100 == 0 {
            world = World::new();
        }
    }
    assert!(ran > 5_000, "{ran}");
}

/// Whole random trees, printed and read again: mostly nonsense, and deep.
#[test]
fn no_tree_panics() {
    let mut rng = ChaCha8Rng::seed_from_u64(32);
    let mut world = World::new();
    for _ in 0..3_000 {
        let text = brownout_expr::print::script(&script(&mut rng, 3));
        let _ = parse::parse_script(&text).map(|_| world.lower_script("leak", &text));
        let _ = world.lower_script("scale", &text);
        world.desk = crate::cells::Desk {
            next: world.desk.next,
            graph: std::mem::take(&mut world.desk.graph),
            sets: std::mem::take(&mut world.desk.sets),
            ..Default::default()
        };
    }
}
