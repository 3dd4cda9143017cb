//! Another scenario, without leaving this one first.

use crate::prelude::*;

use crate::gallery::Cards;

/// The body of the dialog.
#[component]
pub fn Picker() -> impl IntoView {
    view! { <div class="dlg-body"><Cards/></div> }
}
