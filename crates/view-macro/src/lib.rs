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
    expand(markup.into()).into()
}

fn expand(markup: proc_macro2::TokenStream) -> proc_macro2::TokenStream {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What markup becomes is tested where it is shown (brownout-view); here is what is said of markup that is none.
    #[test]
    fn what_is_wrong_is_said() {
        let check = |markup: &str, expected: &str| {
            let said = expand(markup.parse().unwrap_or_default()).to_string();
            assert_eq!(said.contains("compile_error"), !expected.is_empty(), "{markup}: {said}");
            assert!(said.contains(expected), "{markup}: {said}");
        };
        for (markup, expected) in [
            ("<p class=\"a\" on:click=f>{x}</p><Card title=\"t\"/>", ""),
            ("<For each=a key=b let:c>\"d\"</For>", ""),
            ("<blink>\"x\"</blink>", "No element is called `blink`"),
            ("<card/>", "a component's name is capitalised"),
            ("<p>text</p>", "Text stands in quotes here"),
            ("<p {x}/>", "An attribute has a name here"),
            ("<p attr:x=1/>", "on:, class:, prop: and style: are what there is"),
            ("<For each=a let:b>\"c\"</For>", "A list needs each, key, and children or let:name"),
            ("<For each=a key=b other=c/>", "A list has each, key, and children or let:name"),
            ("<p>\"a\"", "close tag"),
        ] {
            check(markup, expected);
        }
    }
}
