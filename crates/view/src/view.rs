//! A view: what is to be shown, before it is there.

use std::borrow::Cow;

use crate::element::Element;
use crate::rows::Rows;

/// What is to be shown.
pub enum View {
    /// Nothing, which keeps its place.
    Nothing,
    /// A text.
    Text(Cow<'static, str>),
    /// An element with all that is in it.
    Element(Element),
    /// What a closure gives, again whenever a signal that it reads has changed.
    Live(Box<dyn FnMut() -> View>),
    /// One after the other.
    List(Vec<View>),
    /// Rows that are known by a key.
    Rows(Rows),
}

/// What stands between the tags of a component.
pub type Children = Box<dyn FnOnce() -> View>;

/// What can be shown.
pub trait IntoView {
    /// The view of it.
    fn into_view(self) -> View;
}

/// A list of what can be shown.
pub trait CollectView {
    /// The view of all of it, in order.
    fn collect_view(self) -> View;
}

/// A text that is known beforehand.
#[must_use]
pub fn text(text: &'static str) -> View {
    View::Text(Cow::Borrowed(text))
}

impl IntoView for View {
    fn into_view(self) -> View {
        self
    }
}

impl IntoView for () {
    fn into_view(self) -> View {
        View::Nothing
    }
}

impl IntoView for &'static str {
    fn into_view(self) -> View {
        text(self)
    }
}

impl IntoView for String {
    fn into_view(self) -> View {
        View::Text(Cow::Owned(self))
    }
}

impl<T: IntoView> IntoView for Option<T> {
    fn into_view(self) -> View {
        self.map_or(View::Nothing, IntoView::into_view)
    }
}

impl<T: IntoView> IntoView for Vec<T> {
    fn into_view(self) -> View {
        self.into_iter().collect_view()
    }
}

impl<T: IntoView, const N: usize> IntoView for [T; N] {
    fn into_view(self) -> View {
        self.into_iter().collect_view()
    }
}

impl<T: IntoView, F: FnMut() -> T + 'static> IntoView for F {
    fn into_view(mut self) -> View {
        View::Live(Box::new(move || self().into_view()))
    }
}

impl<I: IntoIterator<Item: IntoView>> CollectView for I {
    fn collect_view(self) -> View {
        View::List(self.into_iter().map(IntoView::into_view).collect())
    }
}
