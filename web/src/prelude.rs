//! What every part of the page needs: signals, contexts and components of Leptos, and the views that show them.

pub use brownout_view::{Children, CollectView, IntoView, Key, View, view};
pub use leptos::prelude::*;
