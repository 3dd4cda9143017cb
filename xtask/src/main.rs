//! The project's own commands: `cargo xtask help` lists them. They install what is missing, build, serve, test and
//! measure. Nothing here knows the engine: what needs it is asked of the built `brownout` program.

use std::process::ExitCode;

use anyhow::{Result, bail};

mod args;
mod bench;
mod build;
mod disk;
mod files;
mod minify;
mod notices;
mod packs;
mod paths;
mod refresh;
mod scratch;
mod screenshots;
mod scripts;
mod serve;
mod sh;
mod shrink;
mod sizes;
mod split;
mod test;
mod tools;
mod wasm;

const HELP: &str = "\
The commands of this project. Each installs what it needs and says so; a second run installs and compiles nothing.

  cargo xtask serve [--release] [--port N]   build what is missing and serve the playground on 127.0.0.1
  cargo xtask build                          the static site in dist/, ready for any host and path
  cargo xtask test [--quick] [STAGE...]      every check; --quick leaves the browsers out, names pick stages
             [--browser NAME] [-- FILTER]    only one of chromium, firefox, webkit; FILTER goes to the test programs
  cargo xtask bench                          the benchmarks, native, in wasm, and of the page
  cargo xtask schema                         write the JSON Schema of the scenario format anew
  cargo xtask goldens                        write the table of digests anew
  cargo xtask screenshots [--out DIR] [HASH...]
                                             pictures of the built page, both sizes and themes
  cargo xtask scripts                        write the scripts that are bundled from npm packages
  cargo xtask packs                          write the scenario packs as the page fetches them
  cargo xtask tools                          install the tools and do nothing else
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    std::env::set_current_dir(paths::root())?;
    let Some((command, rest)) = arguments.split_first() else {
        print!("{HELP}");
        return Ok(());
    };
    match command.as_str() {
        "serve" => serve::run(rest),
        "build" => {
            args::none("build", rest)?;
            build::run()
        }
        "test" => test::run(rest),
        "bench" => {
            args::none("bench", rest)?;
            bench::run()
        }
        "schema" => {
            args::none("schema", rest)?;
            refresh::schema()
        }
        "goldens" => {
            args::none("goldens", rest)?;
            refresh::goldens()
        }
        "screenshots" => screenshots::run(rest),
        "packs" => {
            args::none("packs", rest)?;
            packs::run()
        }
        "scripts" => {
            args::none("scripts", rest)?;
            scripts::run()
        }
        "tools" => {
            args::none("tools", rest)?;
            tools::for_release_build()?;
            tools::for_browser_tests(&tools::Engine::ALL)
        }
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command `{other}`\n\n{HELP}"),
    }
}
