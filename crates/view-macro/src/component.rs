//! Components, which are functions with `#[component]`, and `<For>`, the list whose rows have keys.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use rstml::Infallible;
use rstml::node::{KeyedAttributeValue, NodeElement, NodeName};
use syn::{Error, Ident, Result};

use crate::attribute::{keyed, value};
use crate::node;

/// Whether an element's name is that of a component: `Name`, or `path::Name`.
pub(crate) fn is(element: &NodeElement<Infallible>) -> bool {
    let NodeName::Path(path) = element.name() else { return false };
    let name = path.path.segments.last().map(|segment| segment.ident.to_string());
    name.is_some_and(|name| name.starts_with(|letter: char| letter.is_ascii_uppercase()))
}

/// The view of a component.
pub(crate) fn view(element: &NodeElement<Infallible>) -> Result<TokenStream> {
    let name = element.name();
    if name.to_string() == "For" {
        return rows(element);
    }
    let mut setters = Vec::new();
    for attribute in element.attributes() {
        let attribute = keyed(attribute)?;
        let (prop, value) = (&attribute.key, value(attribute)?);
        setters.push(quote!(.#prop(#value)));
    }
    if !element.children().is_empty() {
        let children = node::views(element.children())?;
        setters.push(quote!(.children(::std::boxed::Box::new(move || #children))));
    }
    let props = quote!(::brownout_view::component_props_builder(&#name)#(#setters)*.build());
    let view = quote!(::brownout_view::component_view(&#name, #props));
    Ok(quote!(::brownout_view::IntoView::into_view(#view)))
}

/// A list of rows: what they are made of, the key of each, and its view.
fn rows(element: &NodeElement<Infallible>) -> Result<TokenStream> {
    let (mut each, mut key, mut view) = (None, None, None);
    for attribute in element.attributes() {
        let attribute = keyed(attribute)?;
        let name = attribute.key.to_string();
        if let (Some(item), KeyedAttributeValue::None) = (name.strip_prefix("let:"), &attribute.possible_value) {
            let (item, row) = (Ident::new(item, Span::call_site()), node::views(element.children())?);
            view = Some(quote!(move |#item| #row));
            continue;
        }
        let place = match name.as_str() {
            "each" => &mut each,
            "key" => &mut key,
            "children" => &mut view,
            _ => return Err(Error::new_spanned(&attribute.key, "A list has each, key, and children or let:name.")),
        };
        *place = Some(value(attribute)?);
    }
    match (each, key, view) {
        (Some(each), Some(key), Some(view)) => Ok(quote!(::brownout_view::rows(#each, #key, #view))),
        _ => Err(Error::new_spanned(element.name(), "A list needs each, key, and children or let:name.")),
    }
}
