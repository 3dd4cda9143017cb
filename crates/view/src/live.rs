//! What follows signals: a value or a place that an effect keeps as its closure wants it. It stops when it is dropped.

use leptos::prelude::RenderEffect;
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};

use crate::built::Built;
use crate::document;
use crate::element::{Attribute, Kind};
use crate::value::Value;
use crate::view::View;

/// A value of an element, in the document.
pub(crate) struct Held {
    pub(crate) kind: Kind,
    pub(crate) name: &'static str,
    value: Writing,
}

enum Writing {
    Once(Value),
    Live(Live<Value>),
}

/// What an effect keeps. An effect's task holds on to that until it is next polled; what is shown must go at once, as it may
/// be about to read signals that are gone. And a signal remembers who read it, until it is told that nobody does.
pub(crate) struct Live<T: 'static>(RenderEffect<T>);

impl<T> Drop for Live<T> {
    fn drop(&mut self) {
        let reader = self.0.to_any_subscriber();
        reader.clear_sources(&reader);
        self.take();
    }
}

impl<T> Live<T> {
    /// Keeps what `follow` makes of what there was: now, and again whenever a signal that it reads has changed.
    pub(crate) fn new(before: Option<T>, follow: impl FnMut(Option<T>) -> T + 'static) -> Self {
        Self(RenderEffect::new_with_value(follow, before))
    }

    /// Takes it, for whoever keeps it from now on.
    pub(crate) fn take(&self) -> Option<T> {
        self.0.take_value()
    }

    /// Looks at it, if it is there.
    pub(crate) fn with<U>(&self, look: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.0.with_value_mut(look)
    }
}

impl Held {
    /// Writes it, and again whenever it changes. `before` is what is there.
    pub(crate) fn write(attribute: Attribute, element: &web_sys::Element, before: Option<Self>) -> Self {
        let Attribute { kind, name, value } = attribute;
        let before = before.and_then(|held| match held.value {
            Writing::Once(value) => Some(value),
            Writing::Live(effect) => effect.take(),
        });
        let value = match value {
            Value::Live(mut read) => {
                let element = element.clone();
                Writing::Live(Live::new(before, move |before| put(&element, kind, name, read().now(), before)))
            }
            value => Writing::Once(put(element, kind, name, value, before)),
        };
        Self { kind, name, value }
    }
}

/// Writes `value` where it differs from what was written before. What was never there need not be taken away.
fn put(element: &web_sys::Element, kind: Kind, name: &str, value: Value, before: Option<Value>) -> Value {
    let same = match &before {
        Some(before) => before.is(&value),
        None => kind == Kind::Attribute && matches!(value, Value::Absent | Value::Flag(false)),
    };
    if !same {
        document::write(element, kind, name, &value);
    }
    value
}

/// Keeps what is shown as `view` wants it. `before` is what is there.
pub(crate) fn place(mut view: Box<dyn FnMut() -> View>, before: Option<Built>) -> Live<Built> {
    Live::new(before, move |before| Built::of(view(), before))
}
