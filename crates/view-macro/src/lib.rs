//! `view!`: markup as Leptos writes it, turned into calls of brownout-view. Knows how markup is spelled, not what becomes
//! of it.

use proc_macro::TokenStream;
use quote::quote;
use rstml::{Parser, ParserConfig};

mod attribute;
mod component;
mod element;
mod names;
mod node;

/// Builds a view: elements with attributes, `on:` listeners, `class:`, `prop:` and `style:`, `node_ref`, components, texts and
/// expressions in braces. `<For each key let:item>` is a list whose rows are known by a key.
#[proc_macro]
pub fn view(markup: TokenStream) -> TokenStream {
    let parser = Parser::new(ParserConfig::default().recover_block(true));
    let (nodes, problems) = parser.parse_recoverable(markup).split_vec();
    let problems = problems.into_iter().map(|problem| problem.emit_as_expr_tokens());
    let view = node::views(&nodes).unwrap_or_else(|problem| problem.into_compile_error());
    // Values may stand in braces, wherever they go.
    quote! {{
        #[allow(unused_braces)]
        {
            #(#problems;)*
            #view
        }
    }}
    .into()
}
