//! From an address to a run: reads the link, finds the scenario's pack, plays what was done, and says what was wrong with it
//! and what could be kept. Compiling is `opening`'s; knows no screen.

use brownout_run::link::{Link, LinkError, ReplayError, Replayed, Scenario, Verdict, View, replay_on};
use brownout_run::tree::Tree;

use crate::engine::{Game, RunLog, parse_seed};
use crate::gallery::Entry;
use crate::opening::Refused;
use crate::packs::Packs;
use crate::problem::Problem;
use crate::route::{FILE, RunAddress};
use crate::saved;
use crate::sight::Seat;
use crate::store::Run;

/// The files of all packs, which are fetched like one. A file that `cargo xtask packs` writes.
const ALL: &str = "all";

/// A run that is ready to be shown.
pub struct Arrival {
    /// The run.
    pub run: Run,
    /// Where it is looked at.
    pub view: View,
    /// What one should know of it.
    pub notice: Option<String>,
    /// Under which key it is kept; `None` inside another page, where nothing is.
    pub key: Option<String>,
    /// Whether it is inside another page, and whether one may act there.
    pub embed: Option<bool>,
}

/// What an address asks for.
struct Wanted {
    scenario: Scenario,
    seed: u64,
    log: RunLog,
    view: View,
    /// The link to hold the run to.
    link: Option<Link>,
}

/// Opens what an address names; `file` is what was read from a file for it.
///
/// # Errors
/// What is wrong with it, with a way on.
pub async fn arrive(
    packs: Packs,
    index: &[Entry],
    address: &RunAddress,
    file: Option<Link>,
) -> Result<Arrival, Problem> {
    let wanted = match &address.link {
        Some(text) if text == FILE => of_file(file)?,
        Some(text) => of_link(text, address)?,
        None => of_words(index, address)?,
    };
    let Wanted { scenario, seed, log, view, link } = wanted;
    let named = scenario.name();
    let pack = pack_for(index, &scenario).ok_or_else(|| Problem::Scenario(named.to_owned()))?;
    let compiled = packs.compile(&pack, &scenario, seed).await.map_err(|refused| match refused {
        Refused::Network(why) => Problem::Network(why),
        Refused::Missing(id) => Problem::Scenario(id),
        Refused::Broken(why) => Problem::Broken { id: named.to_owned(), why },
    })?;
    let fresh = || Game::start(std::rc::Rc::clone(&compiled), seed);
    let kept =
        (address.embed.is_none() && !log.is_empty()).then(|| saved::find(&scenario, seed, &log, fresh)).flatten();
    let again = RunAddress::fresh(scenario.clone(), seed).hash();
    let (game, notice) = match link {
        Some(link) => match replay_on(std::rc::Rc::clone(&compiled), &link) {
            Ok(Replayed { game, verdict: Verdict::Same | Verdict::Unplayed }) => (game, None),
            Ok(Replayed { game, verdict }) => (game, Some(verdict.to_string())),
            Err(error) => return Err(stopped(&scenario, error, again)),
        },
        None => {
            let mut game = fresh();
            if let Err(error) = game.play(&log) {
                let why = error.to_string();
                return Err(Problem::Log { why, ways: ways(&scenario, &game, again) });
            }
            (game, None)
        }
    };
    let (tree, key) = kept.unwrap_or_else(|| (Tree::new(game), saved::new_key()));
    let seat = match tree.game().cast() {
        Some(cast) => Seat::named(cast, address.role.as_deref(), address.colleague.as_deref()).map_err(|why| {
            // The roles are left out, and nothing else.
            let plain = RunAddress { role: None, colleague: None, ..address.clone() };
            Problem::Seat { way: plain.hash(), why }
        })?,
        None => None,
    };
    let key = address.embed.is_none().then_some(key);
    let run = Run::seated(tree, scenario, seat);
    let notice = notice.or_else(|| run.without_a_turn());
    Ok(Arrival { run, view, notice, key, embed: address.embed })
}

fn of_words(index: &[Entry], address: &RunAddress) -> Result<Wanted, Problem> {
    let id = address.id.clone();
    if !index.iter().any(|entry| entry.id == id) {
        return Err(Problem::Scenario(id));
    }
    let text = address.seed.as_deref().unwrap_or_default();
    let seed = parse_seed(text).map_err(|error| Problem::Seed { id: id.clone(), why: error.to_string() })?;
    let log = log_of(address, RunAddress::new(&id, seed))?;
    let view = View { tick: address.tick, service: None };
    Ok(Wanted { scenario: Scenario::BuiltIn(id), seed, log, view, link: None })
}

fn of_link(text: &str, address: &RunAddress) -> Result<Wanted, Problem> {
    let link = Link::decode(text).map_err(|error| damaged(&error))?;
    let Some(seed) = &address.seed else { return Ok(whole(link)) };
    // Only its scenario is asked for; what was done stands beside it, as it would without a link.
    let seed = parse_seed(seed).map_err(|error| Problem::Link {
        title: "The seed of this link is not one.",
        why: error.to_string(),
        ways: vec![(RunAddress::fresh(link.scenario.clone(), link.seed).hash(), "Start with the seed of its run")],
    })?;
    let log = log_of(address, RunAddress::fresh(link.scenario.clone(), seed))?;
    let view = View { tick: address.tick, service: None };
    Ok(Wanted { scenario: link.scenario, seed, log, view, link: None })
}

/// A run that is too long for its address.
fn of_file(file: Option<Link>) -> Result<Wanted, Problem> {
    file.map(whole).ok_or_else(|| Problem::Link {
        title: "This run was opened from a file.",
        why: "It is too long for an address, so only its file holds it: open that again.".to_owned(),
        ways: Vec::new(),
    })
}

/// Everything that a link says.
fn whole(link: Link) -> Wanted {
    let (scenario, seed, log, view) = (link.scenario.clone(), link.seed, link.log.clone(), link.view.clone());
    Wanted { scenario, seed, log, view, link: Some(link) }
}

/// The log that is spelt out in an address; where it is damaged, `fresh` leads on.
fn log_of(address: &RunAddress, fresh: RunAddress) -> Result<RunLog, Problem> {
    address
        .log
        .as_deref()
        .map_or(Ok(RunLog::default()), RunLog::from_text)
        .map_err(|error| Problem::Log { why: error.to_string(), ways: vec![(fresh.hash(), "Start with its seed")] })
}

fn damaged(error: &LinkError) -> Problem {
    let title = match error {
        LinkError::Foreign => "This is no link to a run.",
        LinkError::TooNew(_) => "This link is newer than this page.",
        LinkError::TooLong(_) => "This link is too long.",
        LinkError::Head(_) | LinkError::Body { .. } => "This link is damaged.",
    };
    let mut ways = Vec::new();
    if let LinkError::Body { kept, .. } = error
        && let Some(scenario) = &kept.scenario
    {
        ways.push((RunAddress::fresh(scenario.clone(), kept.seed).hash(), "Start its scenario with its seed"));
    }
    Problem::Link { title, why: error.to_string(), ways }
}

fn stopped(scenario: &Scenario, error: ReplayError, again: String) -> Problem {
    let why = error.to_string();
    match error {
        ReplayError::Step { game, .. } => {
            Problem::Link { title: "This run stops before its end.", why, ways: ways(scenario, &game, again) }
        }
        ReplayError::Open(_) => Problem::Broken { id: String::new(), why: vec![why] },
    }
}

/// What can be kept of a log that breaks off: the steps before, and the seed.
fn ways(scenario: &Scenario, game: &Game, again: String) -> Vec<(String, &'static str)> {
    let mut ways = vec![(again, "Start with its seed")];
    if !game.log().is_empty()
        && let Ok(text) = Link::of(game, scenario.clone(), View::default()).encode()
    {
        let before = RunAddress { link: Some(text), ..RunAddress::default() };
        ways.push((before.hash(), "Open the steps before it"));
    }
    ways
}

/// The pack whose files a scenario needs; `None` if there is no such scenario.
#[must_use]
pub fn pack_for(index: &[Entry], scenario: &Scenario) -> Option<String> {
    match scenario {
        Scenario::BuiltIn(id) => index.iter().find(|entry| entry.id == *id).map(|entry| entry.pack.clone()),
        Scenario::Own { path, text } => pack_of(index, path, text),
    }
}

/// The pack whose files a text of its own needs: the one that it extends, that of its folder, or any, as all of them hold what
/// every scenario stands on. A name that the index does not have may be of a pack without scenarios, or a mistake, which is
/// told with the names of all: that takes the files of all. Only what is there is fetched, whatever a link says.
#[must_use]
pub fn pack_of(index: &[Entry], path: &str, text: &str) -> Option<String> {
    let extends = text.lines().find_map(|line| line.trim_start().strip_prefix("extends:")).map(str::trim);
    let any = &index.first()?.pack;
    let Some(name) = extends.or_else(|| path.rsplit('/').nth(1)) else { return Some(any.clone()) };
    let known = index.iter().any(|entry| entry.pack == name);
    Some(if known { name } else { ALL }.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_its_own_has_the_pack_that_it_stands_on() {
        let entry = |pack: &str| {
            let text = ["{\"id\":\"", pack, "/one\",\"pack\":\"", pack, "\",\"title\":\"One\"}"].concat();
            serde_json::from_str(&text)
        };
        let index: Vec<Entry> = ["alpha", "beta"].into_iter().map(entry).collect::<Result<_, _>>().unwrap_or_default();
        for (path, text, expected) in [
            ("mine.yaml", "title: Mine", "alpha"),
            ("beta/mine.yaml", "title: Mine", "beta"),
            ("mine.yaml", "extends: beta", "beta"),
            ("alpha/mine.yaml", "title: Mine\nextends:  beta \n", "beta"),
            ("alpha/mine.yaml", "extends: beta-advanced", ALL),
            ("mine.yaml", "extends: 'beta' # because", ALL),
            ("mine.yaml", "extends: ../../secret", ALL),
            ("gamma/mine.yaml", "title: Mine", ALL),
        ] {
            assert_eq!(pack_of(&index, path, text).as_deref(), Some(expected), "{path}: {text}");
            assert_eq!(pack_of(&[], path, text), None);
        }
    }
}
