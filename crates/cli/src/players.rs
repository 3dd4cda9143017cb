//! `brownout players`.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use brownout_run::overview::{head, line, rows};
use brownout_run::players::PlayerRow;
use brownout_run::worth::{judge, survey};
use brownout_scenario::{Catalogue, load};
use serde_json::json;

use crate::args::Players;
use crate::card::fixed;
use crate::files;

pub(crate) fn players(args: &Players, out: &mut dyn Write) -> Result<ExitCode> {
    let Some(scenario) = &args.scenario else {
        return all(args, out);
    };
    let (tally, facts) = survey(&files::find(scenario)?, args.seeds)?;
    if args.json {
        writeln!(out, "{}", tally.json()?)?;
    } else {
        print(&tally.rows(), out)?;
        for verdict in judge(&tally, &facts) {
            writeln!(out, "{verdict}")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// One table of all scenarios.
fn all(args: &Players, out: &mut dyn Write) -> Result<ExitCode> {
    let catalogue = Catalogue::built_in();
    let ids = catalogue.scenarios();
    let wide = ids.iter().map(|id| id.len()).fold(0, Ord::max);
    if !args.json {
        write!(out, "{}", head(wide, args.seeds))?;
    }
    let mut found = Vec::new();
    for id in ids {
        let rows = rows(&load(&catalogue, id)?, args.seeds)?;
        if args.json {
            found.push(json!({"scenario": id, "players": rows}));
            continue;
        }
        write!(out, "{}", line(id, &rows, wide))?;
        // A sweep takes a while: each row shows when it is done.
        out.flush()?;
    }
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&found)?)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn print(rows: &[PlayerRow], out: &mut dyn Write) -> Result<()> {
    writeln!(out, "PLAYER     SEEDS  MEAN SCORE    WON")?;
    for PlayerRow { player, seeds, mean_score, win_rate } in rows {
        writeln!(out, "{player:9}  {seeds:>5}  {:>10}  {:>4}%", fixed(*mean_score, 3), fixed(win_rate * 100.0, 0))?;
    }
    Ok(())
}
