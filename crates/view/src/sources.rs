//! What can stand where a view or a value is wanted: numbers, which are written as texts, and signals, which are read as
//! closures are.

use std::borrow::Cow;

use leptos::prelude::{Get, Memo, RwSignal, Signal};

use crate::value::{IntoValue, Value};
use crate::view::{IntoView, View};

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl IntoView for $kind {
            fn into_view(self) -> View {
                View::Text(Cow::Owned(self.to_string()))
            }
        }

        impl IntoValue for $kind {
            fn into_value(self) -> Value {
                Value::Text(Cow::Owned(self.to_string()))
            }
        }
    )*};
}

numbers!(u32, u64, usize, i32, i64, f64);

macro_rules! signals {
    ($($kind:ident),*) => {$(
        impl<T: IntoView + Clone + Send + Sync + 'static> IntoView for $kind<T> {
            fn into_view(self) -> View {
                (move || self.get()).into_view()
            }
        }

        impl<T: IntoValue + Clone + Send + Sync + 'static> IntoValue for $kind<T> {
            fn into_value(self) -> Value {
                (move || self.get()).into_value()
            }
        }
    )*};
}

signals!(Memo, RwSignal, Signal);
