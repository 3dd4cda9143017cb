//! Attributes of an element: each becomes a call of it. Classes come first, as one call.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use rstml::node::{KeyedAttribute, NodeAttribute};
use syn::{Error, Expr, ExprLit, Lit, Result};

use crate::names;

/// The calls, in order.
pub(crate) fn calls(attributes: &[NodeAttribute]) -> Result<Vec<TokenStream>> {
    let me = names::element();
    let mut calls = Vec::new();
    let mut class = None;
    let mut toggles = Vec::new();
    for attribute in attributes {
        let attribute = keyed(attribute)?;
        let name = attribute.key.to_string();
        if name == "class" {
            class = Some(value(attribute)?);
        } else if let Some(toggle) = name.strip_prefix("class:") {
            let on = value(attribute)?;
            toggles.push(quote!((#toggle, ::brownout_view::IntoValue::into_value(#on))));
        } else {
            calls.push(call(attribute, &name)?);
        }
    }
    if !toggles.is_empty() {
        let base = class.take().unwrap_or_else(|| quote!(""));
        let base = quote!(::brownout_view::IntoValue::into_value(#base));
        calls.insert(0, quote!(#me.classes(#base, ::std::vec![#(#toggles),*]);));
    } else if let Some(class) = class {
        calls.insert(0, set("class", &class));
    }
    Ok(calls)
}

/// An attribute with a name.
pub(crate) fn keyed(attribute: &NodeAttribute) -> Result<&KeyedAttribute> {
    match attribute {
        NodeAttribute::Attribute(attribute) => Ok(attribute),
        NodeAttribute::Block(block) => Err(Error::new_spanned(block, "An attribute has a name here: name=value.")),
    }
}

/// What stands behind the `=`. An attribute without it is there: true.
pub(crate) fn value(attribute: &KeyedAttribute) -> Result<TokenStream> {
    match attribute.possible_value.to_value() {
        None => Ok(quote!(true)),
        Some(_) => match attribute.value() {
            Some(value) => Ok(quote!(#value)),
            None => Err(Error::new_spanned(attribute, "This value is no expression.")),
        },
    }
}

fn call(attribute: &KeyedAttribute, name: &str) -> Result<TokenStream> {
    let (me, value) = (names::element(), value(attribute)?);
    if let Some(event) = name.strip_prefix("on:") {
        let kind = format_ident!("{event}");
        return Ok(quote!(#me.on(#event, ::brownout_view::listener(::brownout_view::ev::#kind, #value));));
    }
    for (prefix, method) in [("prop:", "property"), ("style:", "style")] {
        if let Some(name) = name.strip_prefix(prefix) {
            let method = format_ident!("{method}");
            return Ok(quote!(#me.#method(#name, ::brownout_view::IntoValue::into_value(#value));));
        }
    }
    if name == "node_ref" {
        return Ok(quote!(#me.node_ref(::brownout_view::reference(#value));));
    }
    if name.contains(':') {
        return Err(Error::new_spanned(&attribute.key, "on:, class:, prop: and style: are what there is."));
    }
    Ok(set(name, &value))
}

/// A constant needs less code.
fn set(name: &str, value: &TokenStream) -> TokenStream {
    let me = names::element();
    match syn::parse2::<Expr>(value.clone()) {
        Ok(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) => quote!(#me.fixed(#name, #text);),
        _ => quote!(#me.set(#name, ::brownout_view::IntoValue::into_value(#value));),
    }
}
