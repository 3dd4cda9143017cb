//! What has no room in the narrow top bar.

use crate::prelude::*;

use crate::branches::UndoButtons;
use crate::sprite::Icon;
use crate::store::Play;
use crate::topbar::SeedField;
use crate::ui::{DialogKind, Ui};

/// The body of the dialog.
#[component]
pub fn Menu(play: Play, table: RwSignal<bool>) -> impl IntoView {
    let ui = expect_context::<Ui>();
    view! {
        <div class="dlg-body menu">
            <SeedField play=play id="menu-seed"/>
            <UndoButtons wordy=true/>
            <button class="btn line" on:click=move |_| ui.dialog.set(Some(DialogKind::Branches))><Icon href="#i-branch"/>"Branches"</button>
            <button class="btn line" on:click=move |_| { table.update(|t| *t = !*t); ui.dialog.set(None); }>
                {move || if table.get() { "Show the graph" } else { "Show the graph as a table" }}
            </button>
            <a class="btn line" href=play.text_address().hash() on:click=move |_| ui.dialog.set(None)>"Remix this scenario"</a>
            <button class="btn line" on:click=move |_| ui.turn_theme()>{move || format!("Theme: {}", ui.theme.get().label())}</button>
            <button class="btn line" on:click=move |_| ui.dialog.set(Some(DialogKind::Save))>"Save as a file…"</button>
            <button class="btn line" on:click=move |_| ui.dialog.set(Some(DialogKind::Help))>"Help and keyboard"</button>
        </div>
    }
}
