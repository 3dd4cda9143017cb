//! What author mode is opened with: the text that an address names. Drafts are the business of web/editor, which keeps
//! them.

use brownout_run::link::{Link, Scenario};
use serde::Serialize;

use crate::packs::Packs;
use crate::route::Text;

/// The folder of a path.
pub const FOLDER: char = '/';

/// A text to write on, as web/editor is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Opened {
    /// The draft that is asked for: its number, or `last` or `new`.
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
    /// Reads what an address names. `pack_of` knows the pack of an id.
    ///
    /// # Errors
    /// Why there is no such text, as a sentence.
    pub async fn read(text: &Text, packs: Packs) -> Result<Self, String> {
        let drafted = |draft: &str| Ok(Self { draft: draft.to_owned(), ..Self::default() });
        match text {
            Text::Last => drafted("last"),
            Text::New => drafted("new"),
            Text::Draft(number) => drafted(number),
            Text::Remix(id) => remix(id, packs).await,
            Text::Link(link) => match Link::decode(link).map_err(|error| error.to_string())? {
                Link { scenario: Scenario::Own { path, text }, seed, .. } => {
                    Ok(Self { path, text: Some(text), origin: "a link".to_owned(), seed: Some(seed), ..Self::default() })
                }
                Link { scenario: Scenario::BuiltIn(id), seed, .. } => {
                    Ok(Self { seed: Some(seed), ..remix(&id, packs).await? })
                }
            },
        }
    }
}

/// A copy of a built-in scenario, which says what it stands on: it is to be the same text in a file of its own.
async fn remix(id: &str, packs: Packs) -> Result<Opened, String> {
    let pack = id.split(FOLDER).next().unwrap_or_default();
    packs.read(pack).await?;
    // A variant is written in the file of its scenario.
    let file = brownout_scenario::split_variant(id).map_or(id, |(base, _)| base);
    let find = |id: &str| packs.with(pack, |catalogue| catalogue.text(&[id, ".yaml"].concat()).map(str::to_owned));
    let found = find(id).flatten().map(|text| (id, text));
    let Some((id, text)) = found.or_else(|| Some((file, find(file).flatten()?))) else {
        return Err(["There is no scenario “", id, "”."].concat());
    };
    let text = standing_on(&text, pack);
    Ok(Opened {
        path: [id, ".yaml"].concat(),
        text: Some(text),
        origin: id.to_owned(),
        ..Opened::default()
    })
}

/// The text with `extends: pack` in it, behind the comments that it begins with.
fn standing_on(text: &str, pack: &str) -> String {
    if text.lines().any(|line| line.starts_with("extends:")) {
        return text.to_owned();
    }
    let head: usize = text.split_inclusive('\n').take_while(|line| line.starts_with('#')).map(str::len).sum();
    let (head, rest) = text.split_at(head);
    [head, "extends: ", pack, "\n", rest].concat()
}

#[cfg(test)]
mod tests {
    use super::standing_on;

    #[test]
    fn a_copy_says_what_it_stands_on() {
        for (text, expected) in [
            ("title: A\n", "extends: p\ntitle: A\n"),
            ("# c\n# d\ntitle: A\n", "# c\n# d\nextends: p\ntitle: A\n"),
            ("title: A\nextends: q\n", "title: A\nextends: q\n"),
        ] {
            assert_eq!(standing_on(text, "p"), expected, "{text:?}");
        }
    }
}
