//! Elements of the document.

use proc_macro2::TokenStream;
use quote::quote;
use rstml::Infallible;
use rstml::node::{Node, NodeElement};
use syn::{Error, Result};

use crate::{attribute, names, node};

/// The view of an element.
pub(crate) fn view(element: &NodeElement<Infallible>) -> Result<TokenStream> {
    let name = element.name().to_string();
    let me = names::element();
    let unknown = || {
        Error::new_spanned(element.name(), format!("No element is called `{name}`; a component's name is capitalised."))
    };
    let drawn = names::drawn(&name).ok_or_else(unknown)?;
    let attributes = attribute::calls(element.attributes())?;
    let children = element
        .children()
        .iter()
        .map(|child| {
            Ok(match child {
                Node::Text(text) => {
                    let text = &text.value;
                    quote!(#me.text(#text);)
                }
                child => {
                    let child = node::view(child)?;
                    quote!(#me.child(#child);)
                }
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let new = if drawn { quote!(drawn) } else { quote!(written) };
    if attributes.is_empty() && children.is_empty() {
        return Ok(quote!(::brownout_view::View::Element(::brownout_view::Element::#new(#name))));
    }
    Ok(quote! {{
        let mut #me = ::brownout_view::Element::#new(#name);
        #(#attributes)*
        #(#children)*
        ::brownout_view::View::Element(#me)
    }})
}
