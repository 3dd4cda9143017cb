//! What would have been: the run's counterfactual in a sentence, and the ways to look at it beside another run.

use crate::prelude::*;
use brownout_run::compare::{Other, has_expert, nothing_would_have, other};
use brownout_run::link::View;

use crate::compare::choose::beside;
use crate::store::Play;

/// Where it is said that a comparison cannot be made.
#[derive(Clone, Copy)]
pub struct Compared(RwSignal<String>);

/// Makes the place known to the buttons of the debrief.
pub fn provide() {
    provide_context(Compared(RwSignal::new(String::new())));
}

/// Goes to the comparison of the run with another way that it could have gone.
pub fn compare(play: Play, Compared(wrong): Compared, how: Other) {
    let link = play.value(View::default());
    match play.game(|game, _| beside(game, &link, how)) {
        Ok(hash) => play.leave_for_hash(&hash),
        Err(why) => wrong.set(why),
    }
}

/// The sentence and the buttons.
#[component]
pub fn Counter() -> impl IntoView {
    let play = expect_context::<Play>();
    let compared = expect_context::<Compared>();
    let said = play.game(|game, _| nothing_would_have(game, &other(game, Other::Nothing)?));
    let expert = play.game(|game, _| has_expert(game));
    let Compared(wrong) = compared;
    view! {
        <p class="counter">{said}</p>
        <div class="btns">
            <button class="btn line" on:click=move |_| compare(play, compared, Other::Nothing)>"Compare with doing nothing"</button>
            {expert.then(|| view! {
                <button class="btn line" on:click=move |_| compare(play, compared, Other::Expert)>"Compare with the expert"</button>
            })}
            <span class="wrong" role="status">{wrong}</span>
        </div>
    }
}
