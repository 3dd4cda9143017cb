//! The packs that were fetched so far, and their courses. Fetches a pack once.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::course::Courses;
use crate::dom;
use crate::engine::Catalogue;

/// A handle to the packs: copy it freely.
#[derive(Clone, Copy)]
pub struct Packs {
    read: StoredValue<Vec<(String, Catalogue)>, LocalStorage>,
    /// The courses of these packs.
    pub courses: Courses,
}

impl Packs {
    /// Nothing fetched yet.
    #[must_use]
    pub fn new() -> Self {
        Self { read: StoredValue::new_local(Vec::new()), courses: Courses::new() }
    }

    /// Makes a pack known.
    ///
    /// # Errors
    /// Why it cannot be read, as a sentence.
    pub async fn read(self, pack: &str) -> Result<(), String> {
        if self.with(pack, |_| ()).is_some() {
            return Ok(());
        }
        let path = format!("packs/{pack}.json");
        let text = dom::fetch(&path).await?;
        let files = PackFile::read(&text).map_err(|error| format!("{path} is damaged: {error}."))?;
        // While it was on its way somebody else may have asked, too; or the page may be gone.
        if self.with(pack, |_| ()).is_none() {
            let catalogue = Catalogue::from_files(files);
            self.courses.learn(pack, &catalogue);
            self.read.try_update_value(|packs| packs.push((pack.to_owned(), catalogue)));
        }
        Ok(())
    }

    /// Does something with a pack that was read.
    pub fn with<R>(self, pack: &str, todo: impl FnOnce(&Catalogue) -> R) -> Option<R> {
        self.read
            .try_with_value(|packs| packs.iter().find(|(name, _)| name == pack).map(|(_, catalogue)| todo(catalogue)))?
    }
}

impl Default for Packs {
    fn default() -> Self {
        Self::new()
    }
}

/// A pack's file: texts by path.
#[derive(serde::Deserialize)]
pub struct PackFile {
    files: BTreeMap<String, String>,
}

impl PackFile {
    /// Reads the texts.
    ///
    /// # Errors
    /// It is damaged.
    pub fn read(text: &str) -> serde_json::Result<BTreeMap<String, String>> {
        serde_json::from_str::<Self>(text).map(|pack| pack.files)
    }
}
