//! `brownout players`.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use brownout_run::players::{NAMES, Player, PlayerRow, table};
use brownout_scenario::{Authored, Catalogue, load};
use serde_json::json;

use crate::args::Players;
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

fn all(args: &Players, out: &mut dyn Write) -> Result<ExitCode> {
    let catalogue = Catalogue::built_in();
    let mut all = Vec::new();
    for (index, id) in catalogue.scenarios().into_iter().enumerate() {
        let rows = rows(&load(&catalogue, id)?, args.seeds)?;
        if args.json {
            all.push(json!({"scenario": id, "players": rows}));
            continue;
        }
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{id}")?;
        print(&rows, out)?;
        // A sweep takes a while: each table shows when it is done.
        out.flush()?;
    }
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&all)?)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A row for each player that the scenario has: without a play `expert` there is no expert.
fn rows(authored: &Authored, seeds: u32) -> Result<Vec<PlayerRow>> {
    let compiled = authored.compile(0)?;
    let players: Vec<&str> = NAMES.into_iter().filter(|name| Player::named(&compiled, name).is_some()).collect();
    Ok(table(authored, seeds, &players)?)
}

fn print(rows: &[PlayerRow], out: &mut dyn Write) -> Result<()> {
    writeln!(out, "PLAYER    SEEDS  MEAN SCORE    WON")?;
    for PlayerRow { player, seeds, mean_score, win_rate } in rows {
        writeln!(
            out,
            "{player:8}  {seeds:>5}  {:>10}  {:>4}%",
            crate::card::fixed(*mean_score, 3),
            crate::card::fixed(win_rate * 100.0, 0)
        )?;
    }
    Ok(())
}
