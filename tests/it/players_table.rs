//! How all players do in all scenarios, as `brownout players --all` prints it, and what each trap comes to, kept for people to
//! read. `UPDATE_GOLDEN=1` writes the files anew; what the numbers must obey stands in `players` and `war_room`.

use std::fmt::Write as _;
use std::rc::Rc;

use brownout_run::overview::{head, line, rows};
use brownout_run::players::{Player, play};
use brownout_scenario::{Catalogue, load};

const SEEDS: u32 = 5;
const PLAYERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/players.txt");
const TRAPS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/traps.txt");

/// Compares with what is kept, line by line; a line is called by its first `names` words.
fn check(table: &str, path: &str, names: usize) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, table).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    let name = |line: &str| line.split_whitespace().take(names).collect::<Vec<_>>().join(" ");
    let differ: Vec<String> = table
        .lines()
        .filter(|line| !kept.lines().any(|other| other == *line))
        .map(|line| {
            let was = kept.lines().find(|other| name(other) == name(line));
            format!("was {}\nis  {line}", was.unwrap_or("(not there)"))
        })
        .collect();
    assert!(differ.is_empty(), "{path} differs; UPDATE_GOLDEN=1 writes it anew:\n{}", differ.join("\n"));
    let gone: Vec<&str> = kept.lines().filter(|line| !table.lines().any(|other| other == *line)).collect();
    assert!(gone.is_empty(), "{path}: these are gone; UPDATE_GOLDEN=1 writes it anew:\n{}", gone.join("\n"));
}

#[test]
fn the_table_of_players_is_as_it_was() {
    let catalogue = Catalogue::built_in();
    let ids = catalogue.scenarios();
    let wide = ids.iter().map(|id| id.len()).fold(0, Ord::max);
    let mut table = head(wide, SEEDS);
    for id in ids {
        table.push_str(&line(id, &rows(&load(&catalogue, id).unwrap(), SEEDS).unwrap(), wide));
    }
    check(&table, PLAYERS, 1);
}

#[test]
fn the_table_of_traps_is_as_it_was() {
    let catalogue = Catalogue::built_in();
    let ids = catalogue.scenarios();
    let wide = ids.iter().map(|id| id.len()).fold(0, Ord::max);
    let mut table = format!(
        "What each trap comes to at most with seeds 0 to {}, and what it may.\n{:wide$}  {:20}   MOST    MAY\n",
        SEEDS - 1,
        "SCENARIO",
        "TRAP"
    );
    for id in ids {
        let authored = load(&catalogue, id).unwrap();
        let seeds: Vec<_> = (0..u64::from(SEEDS)).map(|seed| Rc::new(authored.compile(seed).unwrap())).collect();
        let Some(first) = seeds.first() else { continue };
        for one in &first.plays {
            let Some(trap) = &one.trap else { continue };
            let grades = (0..).zip(&seeds).map(|(seed, it)| play(it, seed, Player::Play(&one.name)).grade().score);
            let most = grades.fold(f64::MIN, f64::max);
            let holds = trap.holds.as_ref().map_or(String::new(), |(_, text)| format!("  and {text}"));
            writeln!(table, "{id:wide$}  {:20}  {most:>5.2}  {:>5.2}{holds}", one.name, trap.at_most).unwrap();
        }
    }
    check(&table, TRAPS, 2);
}
