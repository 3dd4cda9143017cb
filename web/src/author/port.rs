//! The one door to the engine for author mode: every question about a text goes through here, asked and answered
//! later. Whoever moves the engine into a worker changes this file alone.

use brownout_run::link::{Link, Scenario, View};
use brownout_run::{ENGINE_VERSION, RunLog};
use brownout_scenario::Catalogue;
use leptos::prelude::*;

use super::desk::{self, Checked, Question};
use crate::gallery::Index;
use crate::packs::Packs;

/// The pack that a text without one stands on.
const STANDARD: &str = "standard";

/// A text that is written on.
#[derive(Clone, Copy, Debug)]
pub struct Own<'a> {
    /// Its path: folder and name.
    pub path: &'a str,
    /// The text.
    pub text: &'a str,
}

/// A handle: copy it freely.
#[derive(Clone, Copy)]
pub struct Port {
    packs: Packs,
    index: Index,
}

impl Port {
    /// Asks for packs where the page gets them.
    #[must_use]
    pub fn new(packs: Packs, index: Index) -> Self {
        Self { packs, index }
    }

    /// Everything that is wrong with a text, and what can be played if nothing is.
    ///
    /// # Errors
    /// Why it could not be checked, as a sentence.
    pub async fn check(self, own: Own<'_>, seed: u64) -> Result<Checked, String> {
        self.at_desk(own, |catalogue| desk::check(catalogue, own.path, own.text, seed)).await
    }

    /// The answer to a question, as JSON; `null` to what nobody knows.
    pub async fn ask(self, question: &Question) -> String {
        let own = Own { path: &question.path, text: &question.text };
        let answer = self.at_desk(own, |catalogue| desk::answer(catalogue, question)).await;
        answer.unwrap_or_else(|_| "null".to_owned())
    }

    /// The link that plays a text with a seed.
    ///
    /// # Errors
    /// Why no link can hold it.
    pub fn link(self, own: Own<'_>, seed: u64) -> Result<String, String> {
        let scenario = Scenario::Own { path: own.path.to_owned(), text: own.text.to_owned() };
        let (log, view) = (RunLog::default(), View::default());
        // Nothing was played, so there is no digest to hold it to.
        let link = Link { scenario, seed, log, view, engine: ENGINE_VERSION, digest: 0 };
        link.encode().map_err(|error| error.to_string())
    }

    /// The pack whose files a text needs. Reads it.
    ///
    /// # Errors
    /// Why it cannot be read, as a sentence.
    pub async fn pack(self, own: Own<'_>) -> Result<String, String> {
        let extends = extends(own.text);
        let folder = own.path.rsplit_once('/').map(|(folder, _)| folder.rsplit('/').next().unwrap_or_default());
        let known = self.known();
        let named = extends.or(folder).unwrap_or(STANDARD);
        let is = |name: &str| name == STANDARD || known.iter().any(|pack| pack == name);
        if is(named) {
            return self.packs.read(named).await.map(|()| named.to_owned());
        }
        if extends.is_some() {
            // A pack that only other packs build on comes with those.
            let file = [named, "/pack.yaml"].concat();
            for pack in folder.filter(|folder| is(folder)).into_iter().chain(known.iter().map(String::as_str)) {
                self.packs.read(pack).await?;
                if self.packs.with(pack, |catalogue| catalogue.text(&file).is_some()) == Some(true) {
                    return Ok(pack.to_owned());
                }
            }
        }
        self.packs.read(STANDARD).await.map(|()| STANDARD.to_owned())
    }

    /// Does something with the packs that a text stands on.
    async fn at_desk<R>(self, own: Own<'_>, todo: impl FnOnce(&Catalogue) -> R) -> Result<R, String> {
        let pack = self.pack(own).await?;
        self.packs.with(&pack, todo).ok_or_else(|| "The page is gone.".to_owned())
    }

    /// The packs of the index.
    fn known(self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        self.index.0.with_untracked(|index| {
            for entry in index.iter().flatten().flatten() {
                if !names.contains(&entry.pack) {
                    names.push(entry.pack.clone());
                }
            }
        });
        names
    }
}

/// What a text says that it stands on.
fn extends(text: &str) -> Option<&str> {
    let line = text.lines().find_map(|line| line.strip_prefix("extends:"))?;
    let name = line.split('#').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::extends;

    #[test]
    fn what_a_text_stands_on() {
        for (text, expected) in [
            ("title: A\n", None),
            ("extends: firewatch\n", Some("firewatch")),
            ("# c\nextends:   'a'  # why\n", Some("a")),
            ("extends:\n", None),
            ("x:\n  extends: a\n", None),
        ] {
            assert_eq!(extends(text), expected, "{text:?}");
        }
    }
}
