//! Elements of the document.

use proc_macro2::TokenStream;
use quote::quote;
use rstml::Infallible;
use rstml::node::NodeElement;
use syn::Result;

use crate::{attribute, names, node};

/// The view of an element, `inside` a drawing or not.
pub(crate) fn view(element: &NodeElement<Infallible>, inside: bool) -> Result<TokenStream> {
    let name = element.name().to_string();
    let me = names::element();
    let drawn = names::drawn(&name, inside);
    let attributes = attribute::calls(element.attributes())?;
    let children = element
        .children()
        .iter()
        .map(|child| Ok(match child {
            rstml::node::Node::Text(text) => {
                let text = &text.value;
                quote!(#me.text(#text);)
            }
            child => {
                let child = node::view(child, drawn)?;
                quote!(#me.child(#child);)
            }
        }))
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
