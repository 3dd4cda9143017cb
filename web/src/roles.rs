//! Where several act: whose turn it is, who sits in front of the page, and the lists that they share.

use crate::prelude::*;
use brownout_run::cast::EntryNow;
use brownout_run::link::View;

use crate::sight::{Listed, Seat, usual_colleague};
use crate::store::Play;
use crate::ui::{DialogKind, Ui};

/// Which step comes next: "step 3 of 25". Tracked.
#[must_use]
pub fn step(play: Play) -> String {
    let next = play.taken() + 1;
    play.about().last_step.map_or_else(|| format!("step {next}"), |last| format!("step {next} of {last}"))
}

/// Whose turn it is, in the strip, and the way to the roles.
#[component]
pub fn Turn() -> impl IntoView {
    let play = expect_context::<Play>();
    let ui = expect_context::<Ui>();
    let whose = move || play.viewer_label().unwrap_or_else(|| "Over".to_owned());
    let which = move || play.viewer().map(|_| step(play));
    view! {
        <div class="w-turn">
            <dt>"Turn"<span class="only-narrow">{move || which().map(|which| format!(", {which}"))}</span></dt>
            <dd>
                <span>{whose}</span>
                <small class="only-wide">{which}</small>
                <button class="chip" id="roles" aria-haspopup="dialog" on:click=move |_| ui.dialog.set(Some(DialogKind::Roles))>"Roles"</button>
            </dd>
        </div>
    }
}

/// A panel of which the role that looks sees nothing: it says so.
#[component]
pub fn Unseen(
    /// Id of the panel.
    id: &'static str,
    /// Its class.
    class: &'static str,
    /// Its heading.
    heading: &'static str,
) -> impl IntoView {
    let play = expect_context::<Play>();
    let role = untrack(|| play.viewer_label()).unwrap_or_default();
    let heading_id = format!("{id}-h");
    let named = heading_id.clone();
    view! {
        <section class=class id=id tabindex="-1" aria-labelledby=named>
            <div class="bar"><h2 id=heading_id>{heading}</h2></div>
            <p class="empty">{format!("{role} sees no {}. Ask those who do.", heading.to_lowercase())}</p>
        </section>
    }
}

/// The shared lists that the role that looks may see.
#[component]
pub fn Lists() -> impl IntoView {
    let play = expect_context::<Play>();
    let lists = Memo::new(move |_| play.lists());
    view! {
        <section class="panel lists" id="lists" tabindex="-1" aria-labelledby="lists-h">
            <div class="bar"><h2 id="lists-h">"Shared lists"</h2></div>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="lists-h">
                {move || lists.get().into_iter().map(|list| view! { <ListView list=list/> }).collect_view()}
            </div>
        </section>
    }
}

/// One list.
#[component]
pub fn ListView(
    /// What it holds.
    list: Listed,
) -> impl IntoView {
    let count = list.entries.len();
    let entries = list.entries.into_iter().rev().map(|entry| view! { <Entry entry=entry/> }).collect_view();
    view! {
        <h3>{list.label}<small>{list.about}</small></h3>
        {if count == 0 {
            view! { <p class="empty">"Nothing yet."</p> }.into_view()
        } else {
            view! { <ol>{entries}</ol> }.into_view()
        }}
    }
}

#[component]
fn Entry(entry: EntryNow) -> impl IntoView {
    let play = expect_context::<Play>();
    let who = entry.actor.and_then(|actor| Some(play.cast()?.roles.get(actor as usize)?.label.clone()));
    view! {
        <li>
            <small class="mono">{format!("tick {}", entry.tick)}</small>
            {who.map(|who| view! { <b>{who}</b> })}
            <span>{entry.text}</span>
        </li>
    }
}

/// Who plays: all in turn, or one role with colleagues. Taking a choice opens the run anew, from the address.
#[component]
pub fn RolesForm(
    /// The run.
    play: Play,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let Some(cast) = play.cast() else { return ().into_view() };
    let now = play.seat();
    let role = RwSignal::new(now.as_ref().map(|seat| seat.role));
    let start = now.map_or_else(|| usual_colleague(&cast), |seat| seat.colleague);
    let colleague = RwSignal::new(start.clone());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        ui.dialog.set(None);
        let seat = role.get_untracked().map(|role| Seat { role, colleague: colleague.get_untracked() });
        play.playing.set(false);
        if let Some(here) = play.address_at(View::default()) {
            play.leave_for(&play.seated(here, seat.as_ref()));
        }
    };
    let choice = move |this: Option<u32>, label: String, about: String| {
        let value = this.map_or_else(String::new, |role| role.to_string());
        view! {
            <label class="seat">
                <input type="radio" name="seat" value=value checked=role.get_untracked() == this on:change=move |_| role.set(this)/>
                <span><b>{label}</b><small>{about}</small></span>
            </label>
        }
    };
    let roles = (0u32..)
        .zip(&cast.roles)
        .map(|(index, role)| choice(Some(index), role.label.clone(), role.about.clone()))
        .collect_view();
    let words = cast.colleagues.clone();
    view! {
        <form class="dlg-body roles" on:submit=submit>
            <fieldset class="fld">
                <legend>"Who sits here"</legend>
                {choice(None, "All roles in turn".to_owned(), "One keyboard goes round; each turn shows what that role sees.".to_owned())}
                {roles}
            </fieldset>
            <div class="fld">
                <label for="colleague">"Who plays the others"</label>
                <select id="colleague" disabled=move || role.get().is_none() on:change=move |event| colleague.set(event_target_value(&event))>
                    {words.into_iter().map(|word| {
                        let chosen = word == start;
                        view! { <option value=word.clone() selected=chosen>{word.clone()}</option> }
                    }).collect_view()}
                </select>
                <small>"Their turns become ordinary steps of this run: a link repeats them exactly. A good colleague may be done before your turn comes."</small>
            </div>
            <div class="btns"><button class="btn primary" type="submit">"Play on like this"</button></div>
        </form>
    }
    .into_view()
}
