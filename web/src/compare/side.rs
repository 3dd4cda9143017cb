//! One side of a comparison: from the text of a link to the run that it means, and back to an address. Knows no screen.

use brownout_run::compare::{Comparison, Other, compare, which};
use brownout_run::link::{EncodeError, Link, Verdict, replay_on};

use crate::arrive::pack_for;
use crate::engine::Game;
use crate::gallery::Entry;
use crate::opening::Refused;
use crate::packs::Packs;
use crate::route::{Route, RunAddress};

/// One of the two runs.
pub struct Side {
    /// The run.
    pub game: Game,
    /// What it was opened from.
    pub link: Link,
    /// What is to be known of it, if it did not come out as it was.
    pub note: Option<String>,
    /// What it is called: "this run", "doing nothing".
    pub name: String,
}

/// Two runs, or one that waits for another.
pub struct Pair {
    /// The first.
    pub a: Side,
    /// The second.
    pub b: Option<Side>,
    /// Why there is no second one, though one was asked for.
    pub wrong: Option<String>,
    /// How they compare, if they can be.
    pub comparison: Option<Comparison>,
}

impl Pair {
    /// Plays both links.
    ///
    /// # Errors
    /// What is wrong with the first: without it there is nothing to compare with.
    pub async fn open(packs: Packs, index: &[Entry], a: &str, b: Option<&str>) -> Result<Pair, String> {
        let a = Side::open(packs, index, a).await?;
        let b = match b {
            Some(b) => Some(Side::open(packs, index, b).await),
            None => None,
        };
        Ok(Pair::of(a, b))
    }

    /// A run beside another, or beside what is wrong with that.
    #[must_use]
    pub fn of(mut a: Side, b: Option<Result<Side, String>>) -> Pair {
        // Somebody's own, whatever it is like: what it is compared with may be the expert's, step by step the same.
        "this run".clone_into(&mut a.name);
        let mut pair = Pair { a, b: None, wrong: None, comparison: None };
        match b {
            Some(Ok(b)) => pair.take(b),
            Some(Err(wrong)) => pair.wrong = Some(wrong),
            None => {}
        }
        pair
    }

    fn take(&mut self, mut b: Side) {
        match compare(&self.a.game, &b.game) {
            Err(wrong) => self.wrong = Some(wrong.to_string()),
            Ok(_) if self.a.hides() || b.hides() => {
                self.wrong = Some(
                    "Several act in this scenario, and each has a view of their own: its runs can be compared once both are over."
                        .to_owned(),
                );
            }
            Ok(comparison) => {
                b.name = match which(&self.a.game, &b.game) {
                    Some(Other::Nothing) => "doing nothing".to_owned(),
                    Some(Other::Expert) => "the expert".to_owned(),
                    Some(Other::Without(step)) => format!("without step {}", step + 1),
                    None => "the other run".to_owned(),
                };
                self.comparison = Some(comparison);
                self.b = Some(b);
            }
        }
    }
}

impl Side {
    async fn open(packs: Packs, index: &[Entry], text: &str) -> Result<Side, String> {
        let link = Link::decode(text).map_err(|error| error.to_string())?;
        let missing =
            |id: &str| format!("There is no scenario “{id}”: it may have been renamed, or belong to another site.");
        let pack = pack_for(index, &link.scenario).ok_or_else(|| missing(link.scenario.name()))?;
        let compiled = packs.compile(&pack, &link.scenario, link.seed).await;
        let compiled = compiled.map_err(|refused| match refused {
            Refused::Network(why) => why,
            Refused::Missing(id) => missing(&id),
            Refused::Broken(why) => why.join("\n"),
        })?;
        let replayed = replay_on(compiled, &link).map_err(|error| error.to_string())?;
        let as_made = matches!(replayed.verdict, Verdict::Same | Verdict::Unplayed);
        let note = (!as_made).then(|| replayed.verdict.to_string());
        Ok(Side { note, ..Side::of(replayed.game, link) })
    }

    /// A run that came out as its link says.
    #[must_use]
    pub fn of(game: Game, link: Link) -> Side {
        Side { game, link, note: None, name: String::new() }
    }

    /// Whether not everything of it may be seen yet.
    fn hides(&self) -> bool {
        self.game.cast().is_some() && self.game.over().is_none()
    }

    /// The address at which it is played on or looked at; of a run that was opened from a link there is one.
    #[must_use]
    pub fn address(&self) -> String {
        open_address(&self.link).unwrap_or_default()
    }
}

/// The address at which a run is played on or looked at.
///
/// # Errors
/// A run that no link can hold.
pub fn open_address(link: &Link) -> Result<String, EncodeError> {
    Ok(RunAddress { link: Some(link.encode()?), ..RunAddress::default() }.hash())
}

/// The address of two runs side by side.
///
/// # Errors
/// A run that no link can hold.
pub fn address(a: &Link, b: &Link) -> Result<String, EncodeError> {
    Ok(Route::Compare(a.encode()?, Some(b.encode()?)).hash())
}
