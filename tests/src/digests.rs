//! The table of golden digests: every scenario × seeds × players, every tick folded in. One function makes it, in every
//! runtime; one file holds what it should be.

use std::fmt::Write as _;
use std::rc::Rc;

use brownout_run::players::{NAMES, Player, play};
use brownout_scenario::{Catalogue, Compiled, load};
use brownout_sim::ENGINE_VERSION;

/// The seeds of the table.
pub const SEEDS: [u64; 3] = [1, 42, 9_007_199_254_740_991];
/// The table as it should be.
pub const GOLDEN: &str = include_str!("../golden/digests.txt");

/// The table as this runtime makes it.
///
/// # Panics
/// If a built-in scenario does not compile.
#[must_use]
#[allow(clippy::panic, reason = "a built-in scenario that does not compile ends every test that needs the table")]
pub fn table() -> String {
    let catalogue = Catalogue::built_in();
    let mut out = String::new();
    let _ = writeln!(out, "engine {ENGINE_VERSION}");
    let _ = write!(out, "{:36} {:>16}", "scenario", "seed");
    for player in NAMES {
        let _ = write!(out, " {player:>16}");
    }
    out.push('\n');
    for id in catalogue.scenarios() {
        let authored = load(&catalogue, id).unwrap_or_else(|error| panic!("{error}"));
        for seed in SEEDS {
            let compiled = authored.compile(seed).unwrap_or_else(|error| panic!("{error}"));
            // As the page plays it: from bytes that were made elsewhere.
            let compiled = Compiled::from_bytes(&compiled.to_bytes()).unwrap_or_else(|error| panic!("{error}"));
            let compiled = Rc::new(compiled);
            let _ = write!(out, "{id:36} {seed:>16}");
            for name in NAMES {
                let digest = Player::named(&compiled, name).map(|player| play(&compiled, seed, player).digest_text());
                let _ = write!(out, " {:>16}", digest.as_deref().unwrap_or("–"));
            }
            out.push('\n');
        }
    }
    out
}

/// The first line in which two tables differ, for a message.
#[must_use]
pub fn first_difference(got: &str, want: &str) -> Option<String> {
    let mut lines = got.lines();
    let mut wanted = want.lines();
    loop {
        match (lines.next(), wanted.next()) {
            (None, None) => return None,
            (got, want) if got == want => {}
            (got, want) => {
                return Some(format!("got  {}\nwant {}", got.unwrap_or("(nothing)"), want.unwrap_or("(nothing)")));
            }
        }
    }
}
