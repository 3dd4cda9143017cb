//! The few calls of the document that views are made of. A refusal is ignored: it concerns one node, and the rest of the page
//! stands without it.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Comment, Document, Element, HtmlElement, Node, Text};

use crate::element::Kind;
use crate::value::Value;

/// What SVG is called.
const SVG: &str = "http://www.w3.org/2000/svg";

thread_local! {
    static DOCUMENT: Document = leptos::prelude::document();
}

/// A new element.
///
/// # Panics
/// Where `name` is no name: it stands in the page's source.
pub(crate) fn element(name: &str, drawn: bool) -> Element {
    let made = DOCUMENT.with(|document| match drawn {
        true => document.create_element_ns(Some(SVG), name),
        false => document.create_element(name),
    });
    made.unwrap_or_else(|_| panic!("no element is called {name}"))
}

/// A new text.
pub(crate) fn text(text: &str) -> Text {
    DOCUMENT.with(|document| document.create_text_node(text))
}

/// Something that keeps a place and cannot be seen.
pub(crate) fn mark() -> Comment {
    DOCUMENT.with(|document| document.create_comment(""))
}

/// Puts `node` into `parent`, in front of `before` or at the end.
pub(crate) fn insert(parent: &Node, node: &Node, before: Option<&Node>) {
    let _ = parent.insert_before(node, before);
}

/// Takes `node` from where it is.
pub(crate) fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}

/// Writes a value that does not live.
pub(crate) fn write(element: &Element, kind: Kind, name: &str, value: &Value) {
    match (kind, value) {
        (Kind::Attribute, Value::Text(text)) => {
            let _ = element.set_attribute(name, text);
        }
        (Kind::Attribute, Value::Flag(true)) => {
            let _ = element.set_attribute(name, "");
        }
        (Kind::Attribute, _) => {
            let _ = element.remove_attribute(name);
        }
        (Kind::Property, value) => {
            let value = match value {
                Value::Text(text) => JsValue::from_str(text),
                Value::Flag(on) => JsValue::from_bool(*on),
                _ => JsValue::NULL,
            };
            let _ = js_sys::Reflect::set(element, &JsValue::from_str(name), &value);
        }
        (Kind::Style, value) => {
            // An element of either language has a style; the types of the binding know it of one.
            let style = element.unchecked_ref::<HtmlElement>().style();
            let _ = match value {
                Value::Text(text) => style.set_property(name, text),
                _ => style.remove_property(name).map(drop),
            };
        }
    }
}
