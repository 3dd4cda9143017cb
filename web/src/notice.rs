//! One sentence that somebody should read: it stays until it is put away.

use crate::prelude::*;

use crate::dom;
use crate::sprite::Icon;
use crate::store::Play;

/// The sentence, with the way to put it away.
#[component]
pub fn Notice() -> impl IntoView {
    let play = expect_context::<Play>();
    let close = move |_| {
        play.notice.set(None);
        dom::focus("graph");
    };
    view! {
        <div class="notice" role="status">
            {move || play.notice.get().map(|text| view! {
                <p>{text}</p>
                <button class="btn icon" aria-label="Put this notice away" on:click=close><Icon href="#i-close"/></button>
            })}
        </div>
    }
}
