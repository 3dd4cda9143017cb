//! The `brownout` command: what authors, scripts and CI use. Reads files and prints; everything else is the engine's.

mod args;
mod card;
mod check;
mod compile;
mod curriculum;
mod deeds;
mod files;
mod links;
mod list;
mod players;
mod reference;
mod replay;
mod run;

use std::io::{BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use anyhow::Result;
use brownout_scenario::Rejected;
use clap::Parser;

use args::{Args, Command};

/// Something could not be done; the message stands on stderr already. A wrong command line is clap's 2.
pub(crate) const FAILED: u8 = 1;

/// Runs the command with the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    let args = Args::parse();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let done = command(&args, &mut out).and_then(|code| {
        out.flush()?;
        Ok(code)
    });
    done.unwrap_or_else(|error| {
        // Whoever reads has seen enough: `brownout list | head -1` is no failure.
        if error.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == ErrorKind::BrokenPipe) {
            return ExitCode::SUCCESS;
        }
        // What was printed before the failure comes before its message.
        let _ = out.flush();
        match error.downcast_ref::<Rejected>() {
            Some(rejected) => eprintln!("{rejected}"),
            None => eprintln!("error: {error:#}"),
        }
        ExitCode::from(FAILED)
    })
}

fn command(args: &Args, out: &mut dyn Write) -> Result<ExitCode> {
    match &args.command {
        Command::List(list) => list::list(list, out),
        Command::Compile(compile) => compile::compile(compile),
        Command::Check(check) => check::check(check, out),
        Command::Run(run) => run::run(run, out),
        Command::Replay(replay) => replay::replay(replay, out),
        Command::Export(export) => replay::export(export, out),
        Command::Players(players) => players::players(players, out),
        Command::Curriculum(curriculum) => curriculum::curriculum(curriculum, out),
        Command::Reference(args) => reference::print(args, out),
        Command::Completions { shell } => {
            out.write_all(&args::completions(*shell))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}
