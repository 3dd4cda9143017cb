//! Arguments and their help. The help is the manual: each command says what it does, what it prints and with which
//! exit status, and shows examples that work as they stand.

use std::path::PathBuf;

use brownout_export::Format;
use brownout_run::parse_seed;
use clap::{Args as ClapArgs, CommandFactory, Parser, Subcommand, ValueHint};
use clap_complete::Shell;

/// Play, check and compare incident scenarios without a browser.
#[derive(Debug, Parser)]
#[command(name = "brownout", version, about = ABOUT, long_about = LONG, after_help = AFTER, arg_required_else_help = true)]
#[command(max_term_width = 110)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const ABOUT: &str = "Play, check and compare incident scenarios without a browser.";

const LONG: &str = "\
Brownout simulates cascading failures: a service graph, what breaks in it, what the on-call may do about it, and how \
that is judged. The same scenario, seed and actions give the same run to the last bit, here and in every browser.";

const AFTER: &str = "\
Examples:
  brownout list                                        which scenarios there are
  brownout run logtriage/cascading-failure --seed 7    watch the expert play one
  brownout check scenarios/                            what is wrong, and in which line
  brownout players firewatch/oom-baseline              is it winnable, and not trivial?
  brownout run --help                                  more about one command

Exit status: 0 done; 1 it could not be done, or `check` found errors; 2 the command line is wrong.";

/// A subcommand.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the built-in scenarios.
    #[command(after_help = LIST)]
    List(List),
    /// Check scenario files: what is wrong, and in which line.
    #[command(after_help = CHECK)]
    Check(Check),
    /// Play a scenario and print the score card.
    #[command(after_help = RUN)]
    Run(Run),
    /// Play a run from its link or file, and print the score card.
    #[command(after_help = REPLAY)]
    Replay(Replay),
    /// Write a run in the format of another tool.
    #[command(after_help = EXPORT)]
    Export(Export),
    /// Compare the scripted players over many seeds.
    #[command(after_help = PLAYERS)]
    Players(Players),
    /// Let a player go through a pack's curriculum.
    #[command(after_help = CURRICULUM)]
    Curriculum(Curriculum),
    /// Write what the page plays: plans of the scenarios that are the same for every seed, and the courses.
    #[command(hide = true)]
    Compile(Compile),
    /// Print the reference of the scenario format and its language.
    #[command(after_help = REFERENCE)]
    Reference(Reference),
    /// Print a completion script for a shell.
    #[command(after_help = COMPLETIONS)]
    Completions {
        /// Which shell.
        shell: Shell,
    },
}

const REFERENCE: &str = "\
Examples:
  brownout reference > reference.md
  brownout reference --json | jq -r '.functions[].signature'";

/// Options of `reference`.
#[derive(Debug, ClapArgs)]
pub struct Reference {
    /// As JSON: {records, functions, words, units, codes}.
    #[arg(long)]
    pub json: bool,
}

const LIST: &str = "\
Examples:
  brownout list
  brownout list --json | jq -r '.[] | select(.difficulty == \"easy\") | .id'";

/// Options of `compile`.
#[derive(Debug, ClapArgs)]
pub struct Compile {
    /// The folder of the site: `plans/` and `packs/` come into it.
    #[arg(long, value_hint = ValueHint::DirPath)]
    pub out: PathBuf,
}

/// Options of `list`.
#[derive(Debug, ClapArgs)]
pub struct List {
    /// As JSON: an array of {id, pack, pack_title, title, about, difficulty, ticks, services, actions, drawn}, with `variants` of {id, held_out} where a scenario has variants.
    #[arg(long)]
    pub json: bool,
}

const CHECK: &str = "\
Findings go to stdout, one to a line, the summary to stderr:
  mine.yaml:12:7: error[unknown-service]: No service is called `checkuot`.
    help: Did you mean `checkout`?
Warnings and notes do not change the exit status; errors make it 1. A file's pack is the `pack.yaml` beside it, or the
built-in pack that it `extends`. Pack files are checked once, whatever number of scenarios stand on them.

Examples:
  brownout check mine.yaml
  brownout check scenarios/ --seeds 20
  brownout check --merged mine.yaml      what is in force, and which line of which file says so";

/// Options of `check`.
#[derive(Debug, ClapArgs)]
pub struct Check {
    /// Files or folders; in a folder every .yaml file is checked.
    #[arg(required = true, value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// How many seeds, from 0 on, each scenario is settled and compiled with.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub seeds: u32,
    /// Do not check: print one scenario as YAML with everything that its pack brings, choices still open.
    #[arg(long, conflicts_with = "seeds")]
    pub merged: bool,
}

const RUN: &str = r#"An action file has one action a line; blank lines are skipped. Values are texts as you would type them on the page:
  {"action": "wait"}
  {"action": "remediate", "with": {"target": "user-db", "verb": "kill-query"}}
The run stays where the file ends, or where it is over. A refused action is a step like any other and no error; an
action that does not exist, or a value that its parameter does not take, is.

With --frames or --json stdout holds JSON only (but for the last line with --link), one value to a line: first a frame for each tick
{tick, services, values, alerts, logs} (answers, where some came), then the result; the score card of --frames alone goes to stderr.
Losing is no failure: the exit status is 0 whether the run is won or not.

Examples:
  brownout run logtriage/cascading-failure --seed 7
  brownout run firewatch/random-hard --seed 7 --player naive --json
  brownout run firewatch/oom-baseline --frames | jq -c '[.tick, .values]'
  echo '{"action": "wait"}' | brownout run mine.yaml --actions -
  brownout run logtriage/single-crash --link | tail -1               the run as a link
  brownout run firewatch/random-hard --seed 7 --print-scenario      which scenario this seed makes"#;

/// Options of `run`.
#[derive(Debug, ClapArgs)]
pub struct Run {
    /// A built-in scenario (`pack/name`) or a YAML file.
    #[arg(value_name = "ID|FILE", value_hint = ValueHint::FilePath)]
    pub scenario: String,
    /// The seed: a whole number from 0 to 9007199254740991.
    #[arg(long, value_name = "N", default_value = "1", value_parser = parse_seed)]
    pub seed: u64,
    /// Who plays: idle, repeat, random, naive, gullible, heuristic, expert, or a play or trap of the scenario.
    #[arg(long, value_name = "NAME", default_value = "expert", conflicts_with = "actions")]
    pub player: String,
    /// Play the actions of this file, one JSON object a line; `-` reads stdin.
    #[arg(long, value_name = "FILE.jsonl", value_hint = ValueHint::FilePath)]
    pub actions: Option<PathBuf>,
    /// The result as JSON: {scenario, seed, player, digest, won, score, parts, ticks, engine}.
    #[arg(long)]
    pub json: bool,
    /// A line of JSON for each tick: metrics, alerts, logs.
    #[arg(long)]
    pub frames: bool,
    /// Print the run's link as the last line: `replay` takes it, and so does the page behind `#/run/`.
    #[arg(long)]
    pub link: bool,
    /// Do not play: print the scenario as YAML as this seed settles it, without choices.
    #[arg(long, conflicts_with_all = ["player", "actions", "json", "frames", "link"])]
    pub print_scenario: bool,
}

const REPLAY: &str = "\
A link holds scenario, seed, actions and the digest of the run. If the digest does not come out again, because the scenario \
or the rules of the engine were changed since, the run is not the one that was meant: the reason goes to stderr and the exit \
status is 1, as for a link that is damaged.

Examples:
  brownout replay $(brownout run logtriage/single-crash --link | tail -1)
  brownout replay 'https://example.org/#/run/1.AbC…'
  brownout replay my.run.json --json";

/// Options of `replay`.
#[derive(Debug, ClapArgs)]
pub struct Replay {
    /// A link, a whole address that ends in one, a file with a link or a run's JSON, or `-` for stdin.
    #[arg(value_name = "LINK|FILE", value_hint = ValueHint::FilePath)]
    pub run: String,
    /// The result as JSON, as `run --json` prints it; the player is `link`.
    #[arg(long)]
    pub json: bool,
}

const EXPORT: &str = "\
Formats:
  json          the run itself; `replay` and the page read it
  csv           every number of every service at every tick
  jsonl         a frame a line: numbers, alerts, log lines
  openmetrics   metrics with timestamps, for Prometheus and its like
  otlp-traces   the actions as a trace, OpenTelemetry's JSON
  otlp-logs     the log lines, OpenTelemetry's JSON
  markdown      the post-mortem, once the run is over
  svg           the graph at one tick

Examples:
  brownout export LINK --format markdown --out post-mortem.md
  brownout export LINK --format svg --tick 12 > graph.svg";

/// Options of `export`.
#[derive(Debug, ClapArgs)]
pub struct Export {
    /// A link, a whole address that ends in one, a file with a link or a run's JSON, or `-` for stdin.
    #[arg(value_name = "LINK|FILE", value_hint = ValueHint::FilePath)]
    pub run: String,
    /// What to write.
    #[arg(long, value_name = "NAME", value_parser = format)]
    pub format: Format,
    /// Into this file instead of stdout.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub out: Option<PathBuf>,
    /// The tick that the graph is drawn of, instead of the one that the link looks at.
    #[arg(long, value_name = "N")]
    pub tick: Option<u32>,
}

fn format(name: &str) -> Result<Format, String> {
    Format::named(name).ok_or_else(|| format!("there is: {}", Format::ALL.map(Format::name).join(", ")))
}

const PLAYERS: &str = "\
A scenario is sound if the expert wins with every seed, idle wins with none, and random scores well below the expert.

Examples:
  brownout players firewatch/oom-baseline
  brownout players mine.yaml --seeds 100 --json
  brownout players --all --seeds 5";

/// Options of `players`.
#[derive(Debug, ClapArgs)]
pub struct Players {
    /// A built-in scenario (`pack/name`) or a YAML file.
    #[arg(value_name = "ID|FILE", required_unless_present = "all", value_hint = ValueHint::FilePath)]
    pub scenario: Option<String>,
    /// Every built-in scenario.
    #[arg(long, conflicts_with = "scenario")]
    pub all: bool,
    /// How many seeds, from 0 on.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub seeds: u32,
    /// As JSON: rows of {player, seeds, mean_score, win_rate}; with --all an array of {scenario, players: rows}.
    #[arg(long)]
    pub json: bool,
}

const CURRICULUM: &str = "\
Scenarios of a pack by tier; the mean of the last rewards leads to the next one. Which, and at which mean, stands in the pack.

Examples:
  brownout curriculum chaosops
  brownout curriculum chaosops --player heuristic --runs 100 --json";

/// Options of `curriculum`.
#[derive(Debug, ClapArgs)]
pub struct Curriculum {
    /// The pack.
    pub pack: String,
    /// Who plays: a player that every scenario of the pack has.
    #[arg(long, value_name = "NAME", default_value = "expert")]
    pub player: String,
    /// How many runs.
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub runs: u32,
    /// The seed that the seeds of all runs are counted from.
    #[arg(long, value_name = "N", default_value = "0", value_parser = parse_seed)]
    pub seed: u64,
    /// A line of JSON for each run: {run, tier, scenario, seed, reward, won, mean, promoted}.
    #[arg(long)]
    pub json: bool,
}

const COMPLETIONS: &str = "\
Examples:
  source <(brownout completions bash)
  brownout completions zsh > ~/.zfunc/_brownout
  brownout completions fish > ~/.config/fish/completions/brownout.fish";

/// A completion script.
pub fn completions(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "brownout", &mut script);
    script
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Args::command().debug_assert();
    }
}
