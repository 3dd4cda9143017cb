//! Dialogs: native, modal, closed by Escape; the browser gives the focus back to what opened them.

pub mod copy;
mod help;
mod menu;
mod picker;
mod share;

use crate::prelude::*;
use leptos::html;

use crate::actions::Actions;
use crate::branches::Branches;
use crate::dom;
use crate::exports::Save;
use crate::later::{Part, later};
use crate::roles::RolesForm;
use crate::sprite::Icon;
use crate::store::Play;
use crate::ui::{DialogKind, Ui};
use help::Help;
use menu::Menu;
use picker::Picker;
use share::Share;

/// The dialog that is open, if any.
#[component]
pub fn Dialogs(
    /// The run, if one is on the page.
    #[prop(optional)]
    play: Option<Play>,
    /// Whether the graph is shown as a table.
    #[prop(optional)]
    table: Option<RwSignal<bool>>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    move || ui.dialog.get().map(|kind| later(Part::Dialog(kind, play, table)))
}

/// An open dialog; nothing, if it is one of a run and there is none.
#[component]
pub fn DialogBox(
    /// Which.
    kind: DialogKind,
    /// The run, if one is on the page.
    play: Option<Play>,
    /// Whether the graph is shown as a table.
    table: Option<RwSignal<bool>>,
) -> impl IntoView {
    let (title, body) = match (kind, play, table) {
        (DialogKind::Help, ..) => ("Help and keyboard", view! { <Help/> }.into_view()),
        (DialogKind::Picker, ..) => ("Scenarios", view! { <Picker/> }.into_view()),
        (DialogKind::Share, Some(play), _) => ("Share this run", view! { <Share play=play/> }.into_view()),
        (DialogKind::Save, Some(play), _) => ("Save this run", view! { <Save play=play/> }.into_view()),
        (DialogKind::Menu, Some(play), Some(table)) => ("Menu", view! { <Menu play=play table=table/> }.into_view()),
        (DialogKind::Branches, Some(play), _) => ("Branches", view! { <Branches play=play/> }.into_view()),
        (DialogKind::Act, Some(_), _) => ("Actions", view! { <div class="dlg-acts"><Actions/></div> }.into_view()),
        (DialogKind::Roles, Some(play), _) => ("Roles", view! { <RolesForm play=play/> }.into_view()),
        _ => return None,
    };
    Some(view! { <Dialog title=title>{body}</Dialog> })
}

#[component]
fn Dialog(title: &'static str, children: Children) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(element) = dialog.get() else { return };
        if element.open() {
            // One dialog took the place of another, and with it went the button that had the focus.
            dom::focus("dlg-h");
        } else {
            let _ = element.show_modal();
        }
    });
    let close = move |_| {
        // `close` gives the focus back; the event that follows takes the dialog away.
        if let Some(element) = dialog.get_untracked() {
            element.close();
        }
    };
    view! {
        <dialog class="dlg" node_ref=dialog aria-labelledby="dlg-h" on:close=move |_| ui.dialog.set(None)>
            <header>
                <h2 id="dlg-h" tabindex="-1">{title}</h2>
                <button class="btn icon" aria-label="Close" on:click=close><Icon href="#i-close"/></button>
            </header>
            {children()}
        </dialog>
    }
}
