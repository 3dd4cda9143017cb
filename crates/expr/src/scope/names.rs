//! A list of names with an index each. Knows nothing of what they name.

use std::collections::BTreeMap;

/// A list of named things with an index each, in the order of the text.
#[derive(Clone, Debug)]
pub struct Names<T> {
    entries: Vec<(String, T)>,
    by_name: BTreeMap<String, u32>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Names { entries: Vec::new(), by_name: BTreeMap::new() }
    }
}

impl<T> Names<T> {
    /// Adds or replaces; gives the index.
    pub fn insert(&mut self, name: &str, value: T) -> u32 {
        if let Some(&index) = self.by_name.get(name) {
            self.entries[index as usize].1 = value;
            return index;
        }
        let index = self.entries.len() as u32;
        self.entries.push((name.to_owned(), value));
        self.by_name.insert(name.to_owned(), index);
        index
    }

    /// The index of a name.
    #[must_use]
    pub fn index(&self, name: &str) -> Option<u32> {
        self.by_name.get(name).copied()
    }

    /// The thing of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.index(name).map(|index| &self.entries[index as usize].1)
    }

    /// The thing with that index.
    #[must_use]
    pub fn at(&self, index: u32) -> Option<&T> {
        self.entries.get(index as usize).map(|entry| &entry.1)
    }

    /// The name with that index, or an empty text.
    #[must_use]
    pub fn name(&self, index: u32) -> &str {
        self.entries.get(index as usize).map_or("", |entry| entry.0.as_str())
    }

    /// All names in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.0.as_str())
    }

    /// All entries in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.entries.iter().map(|entry| (entry.0.as_str(), &entry.1))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
