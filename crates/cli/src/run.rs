//! `brownout run`.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;

use anyhow::{Result, bail};
use brownout_run::Game;
use brownout_run::players::{EVERY, Player, play};
use brownout_run::report::{frame_json, report};
use brownout_scenario::{Compiled, print_scenario};

use crate::args::Run;
use crate::card::card;
use crate::deeds::deeds;
use crate::{files, links};

/// The player of a run whose actions came from a file.
const ACTIONS: &str = "actions";

pub(crate) fn run(args: &Run, out: &mut dyn Write) -> Result<ExitCode> {
    let authored = files::find(&args.scenario)?;
    if args.print_scenario {
        out.write_all(print_scenario(&authored.settle(args.seed)?).as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let compiled = Rc::new(authored.compile(args.seed)?);
    let (game, player) = match &args.actions {
        Some(path) => (from_file(&compiled, args.seed, path)?, ACTIONS),
        None => (scripted(&compiled, args.seed, &args.player)?, args.player.as_str()),
    };
    if args.frames {
        for frame in game.frames() {
            writeln!(out, "{}", frame_json(&game, frame))?;
        }
        out.flush()?;
    }
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&report(&game, player))?)?;
    } else if args.frames {
        card(&game, player, &mut std::io::stderr().lock())?;
    } else {
        card(&game, player, out)?;
    }
    if args.link {
        writeln!(out, "{}", links::link(&game, &args.scenario)?.encode()?)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn from_file(compiled: &Rc<Compiled>, seed: u64, path: &Path) -> Result<Game> {
    let mut game = Game::start(Rc::clone(compiled), seed);
    for placed in deeds(path)? {
        if let Err(error) = game.act(&placed.deed) {
            bail!("{}: {error}", placed.place);
        }
    }
    Ok(game)
}

fn scripted(compiled: &Rc<Compiled>, seed: u64, name: &str) -> Result<Game> {
    let Some(player) = Player::named(compiled, name) else {
        let plays = compiled.plays.iter().map(|play| play.name.as_str()).filter(|name| !EVERY.contains(name));
        let known = EVERY.into_iter().filter(|name| Player::named(compiled, name).is_some());
        let names: Vec<&str> = known.chain(plays).collect();
        bail!("there is no player `{name}` here; there is: {}", names.join(", "));
    };
    Ok(play(compiled, seed, player))
}
