//! Views as values. Leptos's own views are types: each element, attribute and closure of the page brings code of its own for
//! being built, rebuilt and removed, which was an eighth of what a visit loads first. Here a view is one type, so that code is there
//! once; signals, effects, owners, contexts and components stay Leptos's. Knows the document, not what the page shows.

mod built;
mod document;
mod element;
mod live;
mod mount;
mod rows;
mod sources;
mod value;
mod view;

pub use brownout_view_macro::view;
pub use element::{Element, Listener, Reference, listener, reference};
pub use leptos::component::{component_props_builder, component_view};
pub use leptos::ev;
pub use mount::{Mounted, mount_to, mount_to_body};
pub use rows::{Key, rows};
pub use value::{IntoValue, Value};
pub use view::{Children, CollectView, IntoView, View, text};
