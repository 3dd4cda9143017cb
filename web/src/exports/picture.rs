//! From an SVG to a PNG: the browser draws it.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

use crate::dom;

/// Dots for each unit of the drawing: sharp on today's screens.
const DOTS: u32 = 2;
/// Longest side of a picture that every browser draws.
const SIDE_MAX: u32 = 8_192;

/// The drawing at twice its size; smaller if it would be too large. `None` if the browser does not draw it.
pub(super) async fn png(svg: &str) -> Option<Blob> {
    let image = HtmlImageElement::new().ok()?;
    // As its own text and not by an address: where it came from is then plain, and the drawing may be read back.
    let source = String::from("data:image/svg+xml;charset=utf-8,") + &String::from(js_sys::encode_uri_component(svg));
    let drawn = Promise::new(&mut |done, failed| {
        image.set_onload(Some(&done));
        image.set_onerror(Some(&failed));
    });
    image.set_src(&source);
    JsFuture::from(drawn).await.ok()?;
    let (width, height) = (image.natural_width(), image.natural_height());
    let longest = width.max(height).max(1);
    let dots = if longest.saturating_mul(DOTS) <= SIDE_MAX {
        f64::from(DOTS)
    } else {
        f64::from(SIDE_MAX) / f64::from(longest)
    };
    let canvas: HtmlCanvasElement = dom::document().create_element("canvas").ok()?.dyn_into().ok()?;
    let side = |length: u32| (f64::from(length) * dots) as u32;
    canvas.set_width(side(width));
    canvas.set_height(side(height));
    let ink: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (wide, high) = (f64::from(canvas.width()), f64::from(canvas.height()));
    ink.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, wide, high).ok()?;
    let made = Promise::new(&mut |done: Function, failed: Function| {
        if canvas.to_blob(&done).is_err() {
            let _ = failed.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(made).await.ok()?.dyn_into().ok()
}
