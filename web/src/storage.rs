//! What outlives a visit: the one place of the program that touches `localStorage` (boot.js and author mode's drafts have it by
//! themselves). It may be missing, forbidden (a page in a sandboxed frame
//! gets an error for the very asking), full, or hold what somebody else wrote; none of that may stop the page.

use crate::dom;

fn store() -> Option<web_sys::Storage> {
    dom::window().local_storage().ok()?
}

/// What was kept under a key.
#[must_use]
pub fn get(key: &str) -> Option<String> {
    store()?.get_item(key).ok()?
}

/// Keeps a text. False where the browser does not.
pub fn set(key: &str, text: &str) -> bool {
    store().is_some_and(|store| store.set_item(key, text).is_ok())
}

/// Forgets what was kept under a key.
pub fn remove(key: &str) {
    if let Some(store) = store() {
        let _ = store.remove_item(key);
    }
}

/// All keys that begin like this.
#[must_use]
pub fn keys(prefix: &str) -> Vec<String> {
    let Some(store) = store() else { return Vec::new() };
    let count = store.length().unwrap_or(0);
    (0..count).filter_map(|place| store.key(place).ok()?).filter(|key| key.starts_with(prefix)).collect()
}
