//! What a run is natively: what the page has to show of it.

use std::rc::Rc;

use brownout_run::debrief::Debrief;
use brownout_run::link::{Link, Scenario, View};
use brownout_run::players::{Player, play};
use brownout_run::{Deed, Game, RunLog};
use brownout_scenario::{Catalogue, load};
use brownout_tests::digests::GOLDEN;

/// The scripted player that wins.
pub const EXPERT: &str = "expert";

/// A deed: an action with its parameters.
pub type Act = (&'static str, &'static [(&'static str, &'static str)]);

/// A log of these deeds.
pub fn log(acts: &[Act]) -> RunLog {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let deed = |(action, args): &Act| Deed { action: (*action).to_owned(), args: args.iter().map(own).collect() };
    RunLog::new(acts.iter().map(deed).collect())
}

/// A log of nothing but waits.
pub fn waits(ticks: usize) -> RunLog {
    log(&vec![("wait", &[][..]); ticks])
}

/// The run of a log.
pub fn replay(id: &str, seed: u64, log: &RunLog) -> Result<Game, String> {
    Game::replay(&Catalogue::built_in(), id, seed, log).map_err(|error| error.to_string())
}

/// The run of a scripted player.
pub fn played(id: &str, seed: u64, player: &str) -> Result<Game, String> {
    let compiled = load(&Catalogue::built_in(), id).and_then(|authored| authored.compile(seed));
    let compiled = Rc::new(compiled.map_err(|error| error.to_string())?);
    let player = Player::named(&compiled, player).ok_or_else(|| format!("{id} has no player {player}"))?;
    Ok(play(&compiled, seed, player))
}

/// The expert's digest in the golden table.
pub fn golden(id: &str, seed: u64) -> Result<&'static str, String> {
    let seed = seed.to_string();
    let row = GOLDEN.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let mut row = row.filter(|row| row.first() == Some(&id) && row.get(1) == Some(&seed.as_str()));
    row.next().and_then(|row| row.last().copied()).ok_or_else(|| format!("no golden digest of {id} with {seed}"))
}

/// The debrief of a run that is over.
pub fn debrief(game: &Game) -> Result<Debrief, String> {
    game.debrief().ok_or_else(|| "natively this run is not over".to_owned())
}

/// The text of a run's link.
pub fn link(id: &str, seed: u64, log: &RunLog) -> Result<String, String> {
    let game = replay(id, seed, log)?;
    let link = Link::of(&game, Scenario::BuiltIn(id.to_owned()), View::default());
    link.encode().map_err(|error| error.to_string())
}

/// The run of an address or a link that the page made: natively it has to come out as it did there.
pub fn decoded(address: &str) -> Result<Game, String> {
    let link = Link::decode(address).map_err(|error| format!("{error}\n{address}"))?;
    let replayed = brownout_run::link::replay(&Catalogue::built_in(), &link).map_err(|error| error.to_string())?;
    if replayed.verdict.agrees() { Ok(replayed.game) } else { Err(replayed.verdict.to_string()) }
}
