//! How all players do in all scenarios, as `brownout players --all` prints it, kept for people to read. `UPDATE_GOLDEN=1` writes
//! the file anew; what the numbers must obey stands in `players` and `war_room`.

use brownout_run::overview::{head, line, rows};
use brownout_scenario::{Catalogue, load};

const SEEDS: u32 = 5;
const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/players.txt");

#[test]
fn the_table_of_players_is_as_it_was() {
    let catalogue = Catalogue::built_in();
    let ids = catalogue.scenarios();
    let wide = ids.iter().map(|id| id.len()).fold(0, Ord::max);
    let mut table = head(wide, SEEDS);
    for id in ids {
        table.push_str(&line(id, &rows(&load(&catalogue, id).unwrap(), SEEDS).unwrap(), wide));
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(PATH, table).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(PATH).unwrap_or_default();
    let differ: Vec<String> = table
        .lines()
        .filter(|line| !kept.lines().any(|other| other == *line))
        .map(|line| {
            let id = line.split(' ').next().unwrap_or_default();
            let was = kept.lines().find(|other| other.split(' ').next() == Some(id));
            format!("was {}\nis  {line}", was.unwrap_or("(not there)"))
        })
        .collect();
    assert!(
        differ.is_empty(),
        "tests/golden/players.txt differs; UPDATE_GOLDEN=1 writes it anew:\n{}",
        differ.join("\n")
    );
    assert_eq!(
        table.lines().count(),
        kept.lines().count(),
        "a scenario is gone; UPDATE_GOLDEN=1 writes the table anew"
    );
}
