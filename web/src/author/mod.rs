//! Author mode: a text beside what comes of it. What is drawn of the text itself (the editor, the messages, the table
//! of players, reference and tutorial) is web/editor, which only this page loads; here are the frame, the preview,
//! and the one door through which the text's questions reach the engine. Knows no rule of the format.

mod ask;
pub mod bench;
mod door;
pub mod opened;
pub mod port;
mod preview;

use crate::prelude::*;

use crate::dialogs::Dialogs;
use crate::dom;
use crate::topbar::TopBar;
use ask::Answerer;
use opened::Opened;
use port::Port;
use preview::{Preview, PreviewPanel};

/// The page.
#[component]
pub fn AuthorPage(
    /// What is written on.
    opened: Opened,
) -> impl IntoView {
    dom::document().set_title("Author - Brownout");
    let preview = Preview::new(opened.seed);
    let index = expect_context();
    let rooms = NodeRef::<leptos::html::Main>::new();
    let failed = RwSignal::new(None::<String>);
    door::open(rooms, Answerer { port: Port::new(index), preview, index }, opened, failed);
    view! {
        <a class="skip" href="#author-text" on:click=move |event| { event.prevent_default(); dom::focus("author-text"); }>"Skip to text"</a>
        <div class="page author">
            <TopBar author=true/>
            // web/editor fills the places of this; the preview alone is drawn here.
            <main class="amain" id="main" node_ref=rooms data-pane="text">
                <h1 class="vh">"Author"</h1>
                <section class="panel edit" id="author-text" tabindex="-1" aria-label="Text">
                    {move || failed.get().map(|why| view! { <p class="empty">{why}</p> })}
                </section>
                <section class="panel prev" id="author-preview" tabindex="-1" aria-labelledby="pv-h">
                    <PreviewPanel preview=preview/>
                </section>
                <section class="panel aside" id="author-aside" tabindex="-1" aria-label="Beside the text"></section>
            </main>
            <Dialogs/>
        </div>
    }
}
