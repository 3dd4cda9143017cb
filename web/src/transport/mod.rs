//! The transport: play, pause, step, look back, speed, and the timeline.

pub mod faults;
mod timeline;

use crate::prelude::*;

use crate::branches::{BranchButton, UndoButtons};
use crate::dom::{self, FrameLoop};
use crate::sprite::Icon;
use crate::store::{Play, SPEEDS};
use timeline::Timeline;

/// The bar at the bottom.
#[component]
pub fn Transport(
    /// Without what belongs to a whole page: speed, undo, branches, debrief.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    let play = expect_context::<Play>();
    run_clock(play);
    let forward_off = move || play.is_live() && play.over().is_some();
    let back_off = move || play.frames(|_, at| at == 0);
    let toggle = move |_| toggle(play);
    let speed_of = move |place: usize| SPEEDS.get(place).copied().unwrap_or(1.0);
    view! {
        <footer class="transport" aria-label="Transport">
            <div class="ctl" role="group" aria-label="Playback">
                <button class="btn icon" aria-label="Step back" aria-disabled=move || back_off().then_some("true") on:click=move |_| play.back()><Icon href="#i-prev"/></button>
                <button class="btn play line" aria-label=move || if play.playing.get() { "Pause" } else { "Play" } aria-disabled=move || forward_off().then_some("true") on:click=toggle>
                    {move || if play.playing.get() { view! { <Icon href="#i-pause"/> } } else { view! { <Icon href="#i-play"/> } }}
                </button>
                <button class="btn icon" aria-label="Step forward" aria-disabled=move || forward_off().then_some("true") on:click=move |_| { play.playing.set(false); play.forward(); }><Icon href="#i-next"/></button>
                <button class="btn icon" id="leap" aria-label="On to the next change" title="On to the next change (+)" aria-keyshortcuts="+" aria-disabled=move || forward_off().then_some("true") on:click=move |_| { play.leap(); }><Icon href="#i-leap"/></button>
                {(!plain).then(|| view! {
                <label class="speed">
                    <span class="vh">"Speed, in ticks a second"</span>
                    <select
                        class="btn"
                        prop:value=move || play.speed.get().to_string()
                        on:change=move |event| {
                            if let Ok(place) = event_target_value(&event).parse::<usize>() {
                                play.speed.set(place.min(SPEEDS.len() - 1));
                            }
                        }
                    >
                        {(0..SPEEDS.len())
                            .map(|place| {
                                let chosen = place == play.speed.get_untracked();
                                view! { <option value=place.to_string() selected=chosen>{format!("{}×", speed_of(place))}</option> }
                            })
                            .collect_view()}
                    </select>
                </label>
                <UndoButtons/>
                })}
                {move || (!plain && play.over().is_some() && !play.debrief_open.get()).then(|| view! {
                    <button class="btn primary only-narrow" on:click=move |_| play.debrief_open.set(true)>"Debrief"</button>
                })}
            </div>
            <Timeline/>
            <p class="leapt" role="status">{move || play.leapt.get()}</p>
            {(!plain).then(|| view! { <BranchButton/> })}
            {move || (!plain && play.over().is_some() && !play.debrief_open.get()).then(|| view! {
                <button class="btn primary only-wide" id="open-debrief" on:click=move |_| play.debrief_open.set(true)>"Debrief"</button>
            })}
        </footer>
    }
}

/// Play or pause. Playing first shows what was already simulated.
pub fn toggle(play: Play) {
    let on = play.playing.get_untracked();
    let can = untrack(|| !(play.is_live() && play.over().is_some()));
    play.playing.set(!on && can);
}

/// One notch faster or slower.
pub fn change_speed(play: Play, step: isize) {
    let place = play.speed.get_untracked().saturating_add_signed(step).min(SPEEDS.len() - 1);
    if place != play.speed.get_untracked() {
        play.speed.set(place);
    }
}

/// Lets time pass while it is played: the only owner of the loop.
fn run_clock(play: Play) {
    let mut waited_ms = 0.0;
    let clock = FrameLoop::new(move |dt| {
        if !play.playing.get_untracked() {
            waited_ms = 0.0;
            return false;
        }
        if dom::is_hidden() {
            return true;
        }
        waited_ms += dt;
        let tick_ms = 1000.0 / SPEEDS.get(play.speed.get_untracked()).copied().unwrap_or(1.0);
        if tick_ms <= waited_ms {
            waited_ms = (waited_ms - tick_ms).min(tick_ms);
            if !untrack(|| play.forward()) {
                play.playing.set(false);
                return false;
            }
        }
        true
    });
    Effect::new(move |_| {
        if play.playing.get() {
            clock.start();
        }
    });
}
