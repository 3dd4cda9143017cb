//! `brownout replay` and `brownout export`.

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Context, Result};
use brownout_export::{Run, export as written};
use brownout_run::report::report;

use crate::args::{Export, Replay};
use crate::card::card;
use crate::links;

/// Who played a run that came as a link.
const LINK: &str = "link";

pub(crate) fn replay(args: &Replay, out: &mut dyn Write) -> Result<ExitCode> {
    let (_, game) = links::open(&args.run)?;
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&report(&game, LINK))?)?;
    } else {
        card(&game, LINK, out)?;
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn export(args: &Export, out: &mut dyn Write) -> Result<ExitCode> {
    let (mut link, game) = links::open(&args.run)?;
    if args.tick.is_some() {
        link.view.tick = args.tick;
    }
    let text = written(args.format, Run { game: &game, link: &link })?;
    match &args.out {
        Some(path) => std::fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))?,
        None => out.write_all(text.as_bytes())?,
    }
    Ok(ExitCode::SUCCESS)
}
