//! Splits the page's program: what the first screen needs; `later` and `author`, what web/src/later.rs names, `author` with the
//! table of players (web/src/author/bench.rs); `desk`, what web/src/desk.rs does; and what several parts share. What is split is
//! the program as the linker leaves it, with its relocations (see `settings`), so trunk's own copy, in which the parts are still
//! missing, is replaced. web/parts.js joins the parts.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, transform};

use crate::tools::WASM32;
use crate::{files, paths, sh, wasm};

/// The program, as its crate is called.
const PROGRAM: &str = "brownout-web";
/// What is left of it without its parts.
const MAIN: &str = "main.wasm";
/// The parts, as the attributes in web/src name them.
const PARTS: [&str; 3] = ["later", "author", "desk"];
/// What of the program's crate makes parts of them.
pub const FEATURE: &str = "split";
/// Who brings them, as the program imports it.
const LINK: &str = "./parts.js";

/// What the compiler and the linker must be told for a program that can be split, and that is the same wherever it is built: as
/// environment, so that builds of other targets keep theirs.
pub fn settings(command: &mut Command) -> Result<&mut Command> {
    let name = format!("CARGO_TARGET_{}_RUSTFLAGS", WASM32.to_uppercase().replace('-', "_"));
    let mut flags = "-Clink-args=--emit-relocs".to_owned();
    for (place, called) in places()? {
        let place = place.to_string_lossy();
        // Such flags are separated by blanks.
        if !place.contains(char::is_whitespace) {
            flags.push_str(&format!(" --remap-path-prefix={place}={called}"));
        }
    }
    Ok(command.env(name, flags))
}

/// Where sources lie on this machine, and what they are called in the program: it names those that a panic may come from.
fn places() -> Result<Vec<(PathBuf, &'static str)>> {
    let sysroot = sh::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    let sysroot = String::from_utf8(sysroot).context("rustc --print sysroot")?;
    let mut places = vec![(Path::new(sysroot.trim()).join("lib/rustlib/src/rust"), "rust")];
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).context("there is no home")?;
    let registries = cargo.join("registry/src");
    // Not there where everything is vendored.
    for registry in fs::read_dir(&registries).into_iter().flatten() {
        places.push((registry?.path(), "crate"));
    }
    Ok(places)
}

/// Puts the parts in the place of the program in a built site.
pub fn run(dist: &Path) -> Result<()> {
    let work = paths::target().join("split");
    let linked = paths::target().join(WASM32).join("release").join(format!("{PROGRAM}.wasm"));
    let split = split(&linked, &work)?;
    bind(&work.join(MAIN), &work)?;
    shorten(&work)?;

    let script = built(dist, ".js")?;
    let program = built(dist, "_bg.wasm")?;
    let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
    files::copy(&work.join(format!("{PROGRAM}.js")), &script)?;
    files::copy(&work.join(format!("{PROGRAM}_bg.wasm")), &program)?;
    let named = format!("data-wasm=\"./{name}\"");
    let mut parts = String::new();
    for part in PARTS {
        let files = split.get(part).with_context(|| format!("there is no part {part}"))?;
        let mut paths = Vec::new();
        for file in files {
            let path = name.replace("_bg.wasm", &format!("_{file}.wasm"));
            files::copy(&work.join(format!("{file}.wasm")), &dist.join(&path))?;
            paths.push(format!("./{path}"));
        }
        parts.push_str(&format!(" data-{part}=\"{}\"", paths.join(" ")));
    }

    let index = dist.join("index.html");
    let page = files::text(&index)?;
    ensure!(page.matches(&named).count() == 1, "{} does not name {name} once", index.display());
    let with_parts = [named.as_str(), &parts].concat();
    files::write(&index, page.replace(&named, &with_parts))
}

/// Writes them all; gives the files that each part consists of, without their ending.
fn split(linked: &Path, to: &Path) -> Result<HashMap<String, Vec<String>>> {
    let program = files::read(linked)?;
    let main = to.join(MAIN);
    fs::create_dir_all(to).with_context(|| format!("{} cannot be made", to.display()))?;
    let mut options = Options::new(&program);
    options.output_dir = to;
    options.main_out_path = &main;
    options.link_name = LINK;
    let split = transform(options).map_err(|error| anyhow!("{}: {error:?}", linked.display()))?;
    ensure!(split.prefetch_map.len() == PARTS.len(), "other parts than {PARTS:?}: {:?}", split.prefetch_map);
    Ok(split.prefetch_map)
}

/// As trunk does it, but the program keeps its table of functions, which the parts share.
fn bind(main: &Path, to: &Path) -> Result<()> {
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", PROGRAM, "--out-dir"]);
    sh::run(bindgen.arg(to).arg(main))
}

fn shorten(work: &Path) -> Result<()> {
    let (program, script) = (work.join(format!("{PROGRAM}_bg.wasm")), work.join(format!("{PROGRAM}.js")));
    let (short, agreed) = wasm::names::shorten(&files::read(&program)?, &files::text(&script)?)?;
    files::write(&program, short)?;
    files::write(&script, agreed)
}

/// The file that trunk made of the program.
fn built(dist: &Path, ending: &str) -> Result<PathBuf> {
    let start = format!("{PROGRAM}-");
    let mut found = files::find(dist, |name| name.starts_with(&start) && name.ends_with(ending))?;
    ensure!(found.len() == 1, "one file {PROGRAM}-*{ending} is expected in {}, not {}", dist.display(), found.len());
    found.pop().context("it was there")
}
