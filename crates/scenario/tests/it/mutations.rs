//! Ten thousand damaged texts: whatever they say, the answer is a value.

use crate::it::cases::catalogue;
use crate::it::examples::EXAMPLES;
use brownout_scenario::load_text;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ": ",
    ",",
    "\n",
    "  ",
    "\t",
    "- ",
    "|\n",
    ">\n",
    "\"",
    "'",
    "#",
    "&a ",
    "*a",
    "!t ",
    "<<: ",
    "null",
    "~",
    "---\n",
    "one of ",
    "5 of services",
    " except ",
    "ü",
    "\u{feff}",
    "\r\n",
    "\0",
    "\\",
    "%",
    "@",
    "take: [ 2 of services ]\n",
    "999999999999999999999",
    "?",
    "? ",
    "|2\n",
];

pub fn below(rng: &mut ChaCha8Rng, limit: usize) -> usize {
    (rng.next_u64() % limit.max(1) as u64) as usize
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

pub fn mutate(text: &mut String, rng: &mut ChaCha8Rng) {
    let at = boundary(text, below(rng, text.len() + 1));
    let end = boundary(text, (at + below(rng, 12)).min(text.len()));
    match below(rng, 5) {
        0 => text.replace_range(at..end, ""),
        1 => text.insert_str(at, PIECES[below(rng, PIECES.len())]),
        2 => text.replace_range(at..end, PIECES[below(rng, PIECES.len())]),
        3 => {
            let copy = text[at..end].to_owned();
            let to = boundary(text, below(rng, text.len() + 1));
            text.insert_str(to, &copy);
        }
        _ => text.truncate(at),
    }
}

#[test]
fn no_text_makes_it_panic() {
    let catalogue = catalogue();
    for seed in 0..10_000_u64 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut text = EXAMPLES[below(&mut rng, EXAMPLES.len())].to_owned();
        for _ in 0..=below(&mut rng, 4) {
            mutate(&mut text, &mut rng);
        }
        let found = std::panic::catch_unwind(|| {
            let result =
                load_text(&catalogue, "a/b.yaml", &text).and_then(|authored| authored.settle(seed).map(|_| ()));
            if let Err(rejected) = result {
                assert!(!rejected.diagnostics.is_empty());
                assert!(!rejected.to_string().is_empty());
            }
        });
        assert!(found.is_ok(), "seed {seed}:\n{text}");
    }
}

/// Puts another word of the text in the place of one: still good YAML, mostly, and another meaning.
fn swap_word(text: &mut String, rng: &mut ChaCha8Rng) {
    let word = |rng: &mut ChaCha8Rng, text: &str| {
        let at = boundary(text, below(rng, text.len()));
        let part = |c: char| c.is_ascii_alphanumeric() || "-.%".contains(c);
        let start = text[..at].rfind(|c: char| !part(c)).map_or(0, |end| boundary(text, end + 1));
        let end = text[at..].find(|c: char| !part(c)).map_or(text.len(), |end| at + end);
        (start.min(end), end)
    };
    if text.is_empty() {
        return;
    }
    let (start, end) = word(rng, text);
    let (from, to) = word(rng, text);
    let other = text[from..to].to_owned();
    text.replace_range(start..end, &other);
}

/// Everything from reading to compiling, with a damaged file of the repository.
#[test]
fn no_damaged_scenario_or_pack_makes_it_panic() {
    let workers: Vec<_> =
        (0..4).map(|worker| std::thread::spawn(move || damage(worker * 2_500..(worker + 1) * 2_500))).collect();
    let compiled: u32 = workers.into_iter().map(|worker| worker.join().unwrap()).sum();
    // A good part has to come through, or only the first checks were tried.
    assert!(compiled > 1_000, "{compiled}");
}

fn damage(seeds: std::ops::Range<u64>) -> u32 {
    let shipped = crate::it::packs::shipped();
    let files: Vec<(String, String)> = shipped.files().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    let scenarios: Vec<String> = shipped.scenarios().into_iter().map(str::to_owned).collect();
    // A pack that others build on has none of its own; its files are damaged under theirs.
    let of = |pack: &str| scenarios.iter().any(|id| id.split('/').next() == Some(pack));
    let packs: Vec<String> = shipped.packs().into_iter().filter(|pack| of(pack)).map(str::to_owned).collect();
    let mut catalogue = shipped.clone();
    let mut compiled = 0;
    for seed in seeds {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        // Each pack as often as the others: the small ones are the quick ones.
        let pack = packs[below(&mut rng, packs.len())].as_str();
        let of_pack: Vec<&String> = scenarios.iter().filter(|id| id.split('/').next() == Some(pack)).collect();
        let id = of_pack[below(&mut rng, of_pack.len())];
        // Mostly the scenario itself, else a file of a pack under it.
        let own = format!("{id}.yaml");
        let of_pack = below(&mut rng, 3) == 0;
        let near: Vec<&(String, String)> = files
            .iter()
            .filter(|(path, _)| match of_pack {
                true => path.starts_with("standard/pack") || path.starts_with(pack),
                false => *path == own,
            })
            .collect();
        let (path, text) = near[below(&mut rng, near.len())];
        let mut changed = text.clone();
        for _ in 0..=below(&mut rng, 2) {
            match below(&mut rng, 3) {
                0 => mutate(&mut changed, &mut rng),
                _ => swap_word(&mut changed, &mut rng),
            }
        }
        catalogue.insert(path.as_str(), changed.as_str());
        let found = std::panic::catch_unwind(|| {
            match brownout_scenario::load(&catalogue, id).and_then(|authored| authored.compile(seed)) {
                Ok(_) => 1,
                Err(rejected) => {
                    assert!(!rejected.diagnostics.is_empty());
                    assert!(!rejected.to_string().is_empty());
                    0
                }
            }
        });
        assert!(found.is_ok(), "seed {seed}, {id} with {path}:\n{changed}");
        compiled += found.unwrap_or(0);
        catalogue.insert(path.as_str(), text.as_str());
    }
    compiled
}
