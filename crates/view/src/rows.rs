//! Lists whose rows are known by a key: a row that is still there keeps its nodes and all that hangs on them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use leptos::prelude::{Owner, untrack};
use web_sys::{Comment, Node};

use crate::built::Built;
use crate::document;
use crate::live::Live;
use crate::view::{IntoView, View};

/// What a row is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A number.
    Number(u64),
    /// A text.
    Text(String),
    /// Several together.
    All(Vec<Key>),
}

impl From<u32> for Key {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Key {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Self>> From<Option<T>> for Key {
    fn from(key: Option<T>) -> Self {
        Self::All(key.into_iter().map(Into::into).collect())
    }
}

macro_rules! all {
    ($($kind:ident $key:ident),*) => {
        impl<$($kind: Into<Self>),*> From<($($kind),*)> for Key {
            fn from(($($key),*): ($($kind),*)) -> Self {
                Self::All(vec![$($key.into()),*])
            }
        }
    };
}

all!(A a, B b);
all!(A a, B b, C c);
all!(A a, B b, C c, D d);

/// A list, before it is there.
pub struct Rows {
    each: Box<dyn FnMut() -> Vec<Row>>,
    /// Whose the rows are: each has an owner of its own below it.
    parent: Option<Owner>,
}

struct Row {
    key: Key,
    view: Box<dyn FnOnce() -> View>,
}

/// A list of rows in the document.
pub(crate) struct BuiltRows {
    rows: Vec<BuiltRow>,
    end: Comment,
}

struct BuiltRow {
    key: Key,
    // Dropped before its owner: what is shown goes before what it reads.
    built: Built,
    _owner: Owner,
}

/// A row of `view` for each of `each`, known by `key`. Of rows with the same key, the first is shown.
pub fn rows<T: 'static, I: IntoIterator<Item = T>, K: Into<Key>, V: IntoView>(
    each: impl Fn() -> I + 'static,
    key: impl Fn(&T) -> K + 'static,
    view: impl Fn(T) -> V + 'static,
) -> View {
    let view: Rc<dyn Fn(T) -> View> = Rc::new(move |item| view(item).into_view());
    let row = move |item: T| {
        let view = Rc::clone(&view);
        Row { key: key(&item).into(), view: Box::new(move || view(item)) }
    };
    View::Rows(Rows { each: Box::new(move || each().into_iter().map(&row).collect()), parent: Owner::current() })
}

impl Rows {
    /// Keeps the list as it should be.
    pub(crate) fn place(self) -> Live<BuiltRows> {
        let Self { mut each, parent } = self;
        Live::new(None, move |before| {
            let mut built = before.unwrap_or_else(|| BuiltRows { rows: Vec::new(), end: document::mark() });
            built.become_rows(each(), parent.as_ref());
            built
        })
    }
}

impl BuiltRows {
    fn become_rows(&mut self, new: Vec<Row>, parent: Option<&Owner>) {
        let mut old: BTreeMap<Key, (usize, BuiltRow)> = BTreeMap::new();
        for (index, row) in self.rows.drain(..).enumerate() {
            old.insert(row.key.clone(), (index, row));
        }
        let mut wanted = BTreeSet::new();
        let mut places = Vec::with_capacity(new.len());
        for row in new {
            if !wanted.insert(row.key.clone()) {
                continue;
            }
            match old.remove(&row.key) {
                Some((index, row)) => {
                    self.rows.push(row);
                    places.push(Some(index));
                }
                None => {
                    self.rows.push(BuiltRow::new(row, parent));
                    places.push(None);
                }
            }
        }
        for (_, mut gone) in old.into_values() {
            gone.built.unmount();
        }
        self.order(&places);
    }

    /// Puts in front of its successor what is new or stood elsewhere, from the end. `places` is where each row stood. Does
    /// nothing as long as the list is not in the document: `mount` brings all.
    fn order(&mut self, places: &[Option<usize>]) {
        let Some(parent) = self.end.parent_node() else { return };
        let mut next: Node = self.end.clone().into();
        let mut lowest = usize::MAX;
        for (row, place) in self.rows.iter_mut().zip(places).rev() {
            match place {
                Some(place) if *place < lowest => lowest = *place,
                _ => row.built.mount(&parent, Some(&next)),
            }
            if let Some(first) = row.built.first() {
                next = first;
            }
        }
    }

    pub(crate) fn mount(&mut self, parent: &Node, before: Option<&Node>) {
        for row in &mut self.rows {
            row.built.mount(parent, before);
        }
        document::insert(parent, &self.end, before);
    }

    pub(crate) fn unmount(&mut self) {
        for row in &mut self.rows {
            row.built.unmount();
        }
        document::remove(&self.end);
    }

    pub(crate) fn first(&self) -> Option<Node> {
        self.rows.first().map_or_else(|| Some(self.end.clone().into()), |row| row.built.first())
    }
}

impl BuiltRow {
    fn new(row: Row, parent: Option<&Owner>) -> Self {
        let Row { key, view } = row;
        let owner = parent.map_or_else(Owner::new, |parent| parent.with(Owner::new));
        // A row is not made again because of what it reads.
        let built = owner.with(|| untrack(|| Built::of(view(), None)));
        Self { key, built, _owner: owner }
    }
}
