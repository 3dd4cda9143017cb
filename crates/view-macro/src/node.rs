//! Nodes: what stands beside what.

use proc_macro2::TokenStream;
use quote::quote;
use rstml::Infallible;
use rstml::node::Node;
use syn::{Error, Result};

use crate::{component, element};

/// The view of some nodes.
pub(crate) fn views(nodes: &[Node<Infallible>]) -> Result<TokenStream> {
    let views = nodes.iter().map(view).collect::<Result<Vec<_>>>()?;
    Ok(match views.as_slice() {
        [] => quote!(::brownout_view::View::Nothing),
        [one] => one.clone(),
        several => quote!(::brownout_view::View::List(::std::vec![#(#several),*])),
    })
}

/// The view of a node.
pub(crate) fn view(node: &Node<Infallible>) -> Result<TokenStream> {
    match node {
        Node::Text(text) => {
            let text = &text.value;
            Ok(quote!(::brownout_view::text(#text)))
        }
        Node::Block(block) => Ok(quote!(::brownout_view::IntoView::into_view(#block))),
        Node::Fragment(fragment) => views(&fragment.children),
        Node::Element(element) if component::is(element) => component::view(element),
        Node::Element(element) => element::view(element),
        Node::Comment(_) => Ok(quote!(::brownout_view::View::Nothing)),
        other => Err(Error::new_spanned(other, "Text stands in quotes here, expressions in braces.")),
    }
}
