//! Names: which elements are drawn rather than written, as they need another namespace; and that of an element under
//! construction.

use proc_macro2::{Ident, Span};

/// The elements of SVG that the page may draw. `a` is not here: links are written.
const DRAWN: [&str; 24] = [
    "circle", "clipPath", "defs", "desc", "ellipse", "g", "image", "line", "linearGradient", "marker", "mask", "path", "pattern",
    "polygon", "polyline", "rect", "stop", "svg", "symbol", "text", "textPath", "title", "tspan", "use",
];

/// Whether the element with this name, found inside a drawing or not, is drawn.
pub(crate) fn drawn(name: &str, inside: bool) -> bool {
    DRAWN.contains(&name) || (inside && name != "foreignObject")
}

/// An attribute's name as the document spells it.
pub(crate) fn attribute(name: &str) -> String {
    name.strip_prefix("r#").unwrap_or(name).to_owned()
}

/// The element that the calls are made on: a name that no expression of the page can mean.
pub(crate) fn element() -> Ident {
    Ident::new("element", Span::mixed_site())
}
