//! The debrief: covers the panels and leaves strip and timeline, so that one can look back while reading.
//! The only part of the page that draws the truth.

mod answers;
mod calibration;
mod counter;
mod deed;
mod harm;
mod plays;
mod rows;
mod score;
mod sightings;
mod signals;
mod story;

use std::rc::Rc;

use crate::prelude::*;

use crate::course::CourseStep;
use crate::dom;
use crate::sprite::Icon;
use crate::store::Play;
use crate::ui::{DialogKind, Ui};
use answers::Answers;
use calibration::Calibrated;
use counter::Counter;
use harm::HarmChart;
use plays::Plays;
use score::Score;
use signals::Signals;
use story::Story;

/// The debrief of a run that is over.
#[component]
pub fn DebriefMain(
    /// What there is to tell.
    debrief: Rc<brownout_run::debrief::Debrief>,
) -> impl IntoView {
    dom::focus("db-h");
    counter::provide();
    let digest = debrief.digest.clone();
    view! {
        <main class="dmain" aria-labelledby="db-h">
            <section class="panel score" aria-label="Score">
                <h1 id="db-h" tabindex="-1">"Debrief"</h1>
                <Score debrief=Rc::clone(&debrief)/>
                <span class="grow"></span>
                <CourseStep/>
                <Buttons/>
                <small class="digest">"Digest of this run " <code id="digest">{digest}</code></small>
            </section>
            <section class="panel why2" aria-labelledby="db-what" tabindex="0">
                <h2 id="db-what">"What happened"</h2>
                <Story debrief=Rc::clone(&debrief)/>
                <HarmChart debrief=Rc::clone(&debrief)/>
                <Calibrated/>
                <Answers debrief=Rc::clone(&debrief)/>
                <Signals debrief=Rc::clone(&debrief)/>
            </section>
            <section class="panel plays" aria-labelledby="db-plays">
                <h2 id="db-plays">{if debrief.expert.is_some() { "Your play and the best known" } else { "Your play" }}</h2>
                <Plays debrief=debrief/>
                <Counter/>
            </section>
        </main>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    let play = expect_context::<Play>();
    let ui = expect_context::<Ui>();
    let again = move |_| play.leave_for(&play.fresh(play.seed()));
    let other = move |_| play.leave_for(&play.fresh(dom::random_seed()));
    let close = move |_| {
        play.debrief_open.set(false);
        dom::focus("graph");
    };
    view! {
        <div class="btns">
            <button class="btn primary" on:click=again>"Try again, same seed"</button>
            <button class="btn line" aria-haspopup="dialog" on:click=move |_| ui.dialog.set(Some(DialogKind::Share))><Icon href="#i-share"/>"Share this run"</button>
            <button class="btn line" on:click=other><Icon href="#i-dice"/>"New seed"</button>
            <button class="btn" on:click=close>"Close, keep looking"</button>
        </div>
    }
}
