//! Where views begin: an element of the page.

use any_spawner::Executor;
use leptos::prelude::Owner;

use crate::built::Built;
use crate::view::IntoView;

/// A view in the page, with all that it owns. It goes when this is dropped.
#[must_use = "it goes when this is dropped"]
pub struct Mounted {
    built: Built,
    _owner: Owner,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.built.unmount();
    }
}

/// Shows what `view` gives at the end of `parent`.
pub fn mount_to<V: IntoView>(parent: &web_sys::Element, view: impl FnOnce() -> V) -> Mounted {
    // It says no where somebody did it before, which is as well.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let mut built = owner.with(|| Built::of(view().into_view(), None));
    built.mount(parent, None);
    Mounted { built, _owner: owner }
}

/// Shows what `view` gives at the end of the body, for as long as the page lives.
pub fn mount_to_body<V: IntoView>(view: impl FnOnce() -> V) {
    if let Some(body) = leptos::prelude::document().body() {
        std::mem::forget(mount_to(&body, view));
    }
}
