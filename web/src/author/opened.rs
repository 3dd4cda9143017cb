//! What author mode is opened with: the text that an address names. Drafts are the business of web/editor, which keeps
//! them.

use brownout_run::link::{Link, Scenario};
use serde::Serialize;

use super::port::Port;
use crate::route::Text;

/// A text to write on, as web/editor is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Opened {
    /// The draft that is asked for: its number, or `last` or `new`. With a text beside it, the text becomes one.
    pub draft: String,
    /// The path: the folder is the pack that the text stands on, unless it says otherwise.
    pub path: String,
    /// The text, if it is not a draft's.
    pub text: Option<String>,
    /// Where it comes from, in words.
    pub origin: String,
    /// The seed to begin with, if the address has one.
    pub seed: Option<u64>,
}

impl Opened {
    /// The text of a file, which no address names: it is a draft from the beginning.
    #[must_use]
    pub fn file(path: String, text: String, name: &str) -> Self {
        Self { draft: "new".to_owned(), path, text: Some(text), origin: name.to_owned(), seed: None }
    }

    /// Reads what an address names.
    ///
    /// # Errors
    /// Why there is no such text, as a sentence.
    pub async fn read(text: &Text, port: Port) -> Result<Self, String> {
        let drafted = |draft: &str| Ok(Self { draft: draft.to_owned(), ..Self::default() });
        match text {
            Text::Last => drafted("last"),
            Text::New => drafted("new"),
            Text::Draft(number) => drafted(number),
            Text::Remix(id) => remix(id, port).await,
            Text::Link(link) => match Link::decode(link).map_err(|error| error.to_string())? {
                Link { scenario: Scenario::Own { path, text }, seed, .. } => Ok(Self {
                    path,
                    text: Some(text),
                    origin: "a link".to_owned(),
                    seed: Some(seed),
                    ..Self::default()
                }),
                Link { scenario: Scenario::BuiltIn(id), seed, .. } => {
                    Ok(Self { seed: Some(seed), ..remix(&id, port).await? })
                }
            },
        }
    }
}

/// A copy of a built-in scenario, which says what it stands on: it is to be the same in a file of its own.
async fn remix(id: &str, port: Port) -> Result<Opened, String> {
    let text = Some(port.remix(id).await?.ok_or_else(|| ["There is no scenario “", id, "”."].concat())?);
    Ok(Opened { path: [id, ".yaml"].concat(), text, origin: id.to_owned(), ..Opened::default() })
}
