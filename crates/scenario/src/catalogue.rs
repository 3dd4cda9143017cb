//! The files of the packs: compiled in (feature `built-in`), or given at run time. Knows paths and texts, not
//! what they say, but for the list of parts of a pack.

use crate::memo::Memo;
use crate::source::{Source, SourceId};
use crate::yaml;
use std::collections::BTreeMap;

#[cfg(feature = "built-in")]
mod built_in {
    include!(concat!(env!("OUT_DIR"), "/built_in.rs"));
}

/// The folder of the scenarios that others are begun with. They are no pack, and no list of scenarios has them.
const TEMPLATES: &str = "templates/";

/// Packs and scenarios by path, such as `firewatch/pack.yaml`.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    files: BTreeMap<String, String>,
    pub(crate) memo: Memo,
}

impl Catalogue {
    /// A catalogue of these files. Paths begin at the folder of the packs.
    #[must_use]
    pub fn from_files(files: impl IntoIterator<Item = (String, String)>) -> Catalogue {
        Catalogue { files: files.into_iter().collect(), memo: Memo::default() }
    }

    /// The packs that are compiled in.
    #[cfg(feature = "built-in")]
    #[must_use]
    pub fn built_in() -> Catalogue {
        Catalogue::from_files(built_in::FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())))
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
        // What was read may stand on this file. A copy of this catalogue goes on with the old ones.
        self.memo = Memo::default();
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Every file, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The names of the packs.
    #[must_use]
    pub fn packs(&self) -> Vec<&str> {
        self.files.keys().filter_map(|path| path.strip_suffix("/pack.yaml")).collect()
    }

    /// The ids of the templates, the least one first: `templates/name`.
    #[must_use]
    pub fn templates(&self) -> Vec<&str> {
        let all = self.files.keys().filter(|path| path.starts_with(TEMPLATES));
        let mut ids: Vec<&str> = all.filter_map(|path| path.strip_suffix(".yaml")).collect();
        if let Some(at) = ids.iter().position(|id| id.ends_with("/blank")) {
            ids[..=at].rotate_right(1);
        }
        ids
    }

    /// The ids of the scenarios: `pack/name`. Templates are none.
    #[must_use]
    pub fn scenarios(&self) -> Vec<&str> {
        let mut parts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for pack in self.packs() {
            parts.insert(pack, self.parts(pack));
        }
        let ids = self.files.keys().filter_map(|path| path.strip_suffix(".yaml"));
        ids.filter(|id| !id.starts_with(TEMPLATES))
            .filter(|id| {
                let (pack, name) = id.rsplit_once('/').unwrap_or(("", id));
                name != "pack" && !parts.get(pack).is_some_and(|parts| parts.iter().any(|part| part == name))
            })
            .collect()
    }

    /// Whether an id is that of a scenario.
    #[must_use]
    pub fn is_scenario(&self, id: &str) -> bool {
        let (pack, name) = id.rsplit_once('/').unwrap_or(("", id));
        self.text(&format!("{id}.yaml")).is_some()
            && name != "pack"
            && !self.parts(pack).iter().any(|part| part == name)
    }

    /// The files beside a pack's `pack.yaml` that belong to it; none if it cannot be read.
    #[must_use]
    pub fn parts(&self, pack: &str) -> Vec<String> {
        let Some(text) = self.text(&format!("{pack}/pack.yaml")) else {
            return Vec::new();
        };
        let tree = yaml::read(SourceId(0), &Source::new("", text), &mut Vec::new());
        let list = tree.as_ref().and_then(|tree| tree.get("parts")).and_then(|parts| parts.list());
        list.unwrap_or_default().iter().filter_map(|part| part.text()).map(|part| part.as_str().to_owned()).collect()
    }
}
