//! From a text to a file on the reader's disk.

use std::time::Duration;

use leptos::prelude::set_timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::dom;

/// Browsers read the file behind an address when they get round to it.
const KEPT: Duration = Duration::from_secs(40);

/// A text as a file.
pub(super) fn text(text: &str, media_type: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&JsValue::from_str(text)), &options).ok()
}

/// Hands a file to the browser.
pub(super) fn download(blob: &Blob, name: &str) -> Option<()> {
    let address = Url::create_object_url_with_blob(blob).ok()?;
    let document = dom::document();
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    // Only what is in the document can be pressed in every browser, and beside a modal dialog nothing else can.
    let within = document.query_selector("dialog[open]").ok().flatten();
    let within: web_sys::Node = within.map(Into::into).or_else(|| document.body().map(Into::into))?;
    within.append_child(&link).ok()?;
    link.click();
    link.remove();
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        KEPT,
    );
    Some(())
}
