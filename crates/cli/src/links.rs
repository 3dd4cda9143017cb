//! Runs as links and files: what `run --link` prints, and what `replay` and `export` read.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use brownout_export::{FILE_MAX, import};
use brownout_run::Game;
use brownout_run::link::{Link, Replayed, Scenario, Verdict, View, replay};
use brownout_scenario::Catalogue;

use crate::files::{self, Folder};

/// The link of a run. It is opened before it is given: what it means has to be this run, here and anywhere else.
///
/// # Errors
/// A run that no link can hold, or whose scenario stands on files that lie beside it.
pub(crate) fn link(game: &Game, scenario: &str) -> Result<Link> {
    let link = Link::of(game, scenario_of(scenario)?, View::default());
    match replay(&Catalogue::built_in(), &link) {
        Ok(replayed) if replayed.verdict.agrees() => Ok(link),
        _ => bail!("`{scenario}` stands on the files beside it, and a link holds only the scenario's own text"),
    }
}

fn scenario_of(scenario: &str) -> Result<Scenario> {
    let path = Path::new(scenario);
    if !files::is_file_name(scenario) {
        return Ok(Scenario::BuiltIn(scenario.to_owned()));
    }
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let path_in_pack = Folder::of(path)?.pack().map_or_else(|| name.clone(), |pack| format!("{pack}/{name}"));
    Ok(Scenario::Own { path: path_in_pack, text: files::read(path)? })
}

/// The run that an argument names: a link, a file that holds a link or a run's JSON, or `-` for stdin.
///
/// # Errors
/// What is wrong with it, or that it does not come out as it did when the link was made.
pub(crate) fn open(argument: &str) -> Result<(Link, Game)> {
    let link = read(argument)?;
    let Replayed { game, verdict } = replay(&Catalogue::built_in(), &link).map_err(|error| anyhow!("{error}"))?;
    match verdict {
        Verdict::Same | Verdict::Unplayed => {}
        Verdict::SameBy { .. } => eprintln!("note: {verdict}"),
        Verdict::Differs { .. } => bail!("{verdict}"),
    }
    Ok((link, game))
}

fn read(argument: &str) -> Result<Link> {
    let path = Path::new(argument);
    let text = if argument == "-" {
        bounded(std::io::stdin(), "stdin")?
    } else if path.is_file() {
        bounded(std::fs::File::open(path).with_context(|| format!("cannot read `{argument}`"))?, argument)?
    } else if path.extension().is_some_and(|extension| extension == "json" || extension == "txt") {
        bail!("there is no file `{argument}`");
    } else {
        return Ok(Link::decode(argument)?);
    };
    if text.trim_start().starts_with('{') { Ok(import(&text)?) } else { Ok(Link::decode(text.trim())?) }
}

fn bounded(reader: impl Read, name: &str) -> Result<String> {
    let mut bytes = Vec::new();
    let read = reader.take(FILE_MAX as u64 + 1).read_to_end(&mut bytes);
    read.with_context(|| format!("cannot read `{name}`"))?;
    if bytes.len() > FILE_MAX {
        bail!("`{name}` is too long: a run has at most {FILE_MAX} bytes");
    }
    String::from_utf8(bytes).map_err(|_| anyhow!("cannot read `{name}`: it is no UTF-8 text"))
}
