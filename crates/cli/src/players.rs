//! `brownout players`.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use brownout_run::players::{EVERY, Player, PlayerRow, table};
use brownout_scenario::{Authored, Catalogue, load};
use serde_json::json;

use crate::args::Players;
use crate::card::fixed;
use crate::files;

pub(crate) fn players(args: &Players, out: &mut dyn Write) -> Result<ExitCode> {
    let Some(scenario) = &args.scenario else {
        return all(args, out);
    };
    let rows = rows(&files::find(scenario)?, args.seeds)?;
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&rows)?)?;
    } else {
        print(&rows, out)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// One table: a scenario a row, a player a column, mean grade and share of runs won in each place.
fn all(args: &Players, out: &mut dyn Write) -> Result<ExitCode> {
    let catalogue = Catalogue::built_in();
    let ids = catalogue.scenarios();
    let wide = ids.iter().map(|id| id.len()).fold(0, Ord::max);
    if !args.json {
        writeln!(out, "Mean grade and runs won of seeds 0 to {}.", args.seeds - 1)?;
        write!(out, "{:wide$}", "SCENARIO")?;
        for name in EVERY {
            write!(out, "  {:>11}", name.to_uppercase())?;
        }
        writeln!(out)?;
    }
    let mut found = Vec::new();
    for id in ids {
        let rows = rows(&load(&catalogue, id)?, args.seeds)?;
        if args.json {
            found.push(json!({"scenario": id, "players": rows}));
            continue;
        }
        write!(out, "{id:wide$}")?;
        for name in EVERY {
            match rows.iter().find(|row| row.player == name) {
                Some(PlayerRow { mean_score, win_rate, .. }) => {
                    write!(out, "  {:>6} {:>3}%", fixed(*mean_score, 3), fixed(win_rate * 100.0, 0))?;
                }
                None => write!(out, "  {:>11}", "–")?,
            }
        }
        writeln!(out)?;
        // A sweep takes a while: each row shows when it is done.
        out.flush()?;
    }
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&found)?)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A row for each player that the scenario has: without a play `expert` there is no expert.
fn rows(authored: &Authored, seeds: u32) -> Result<Vec<PlayerRow>> {
    let compiled = authored.compile(0)?;
    let players: Vec<&str> = EVERY.into_iter().filter(|name| Player::named(&compiled, name).is_some()).collect();
    Ok(table(authored, seeds, &players)?)
}

fn print(rows: &[PlayerRow], out: &mut dyn Write) -> Result<()> {
    writeln!(out, "PLAYER     SEEDS  MEAN SCORE    WON")?;
    for PlayerRow { player, seeds, mean_score, win_rate } in rows {
        writeln!(out, "{player:9}  {seeds:>5}  {:>10}  {:>4}%", fixed(*mean_score, 3), fixed(win_rate * 100.0, 0))?;
    }
    Ok(())
}
