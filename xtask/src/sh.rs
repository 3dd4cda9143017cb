//! Running programs: what runs is printed, its output goes straight through, and a failure names the command.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Says what is happening now.
pub fn say(what: &str) {
    eprintln!("    {what}");
}

/// A command as a person would type it.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    words.join(" ")
}

/// Runs a command to its end, its output going to the terminal.
pub fn run(command: &mut Command) -> Result<()> {
    eprintln!("    $ {}", line(command));
    let status = command.status().with_context(|| format!("`{}` could not be started", line(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs a command and gives what it wrote to standard output; its errors go to the terminal.
pub fn output(command: &mut Command) -> Result<Vec<u8>> {
    let ran = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("`{}` could not be started", line(command)))?;
    if !ran.status.success() {
        bail!("`{}` failed ({})", line(command), ran.status);
    }
    Ok(ran.stdout)
}

/// What a program says about itself, or nothing where it is not there or will not say.
pub fn probe(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let ran = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    ran.status.success().then(|| String::from_utf8_lossy(&ran.stdout).trim().to_owned())
}

/// Where a program is on the path.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|dir| dir.join(program)).find(|file| file.is_file())
}

/// The path with `dir` before everything else.
pub fn path_with(dir: &Path) -> Result<std::ffi::OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let dirs = std::iter::once(dir.to_owned()).chain(env::split_paths(&path));
    env::join_paths(dirs).context("PATH cannot be extended")
}

/// Cargo, as the one that runs this program.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Does one named piece of work and prints how long it took.
pub fn timed<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<(T, Duration)> {
    eprintln!("\n=== {name}");
    let start = Instant::now();
    let done = work().with_context(|| format!("in {name}"))?;
    let took = start.elapsed();
    eprintln!("=== {name}: done in {:.1} s", took.as_secs_f64());
    Ok((done, took))
}
