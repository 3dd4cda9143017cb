//! The notebook: what the player writes down beside the run. Notes are actions that take no time, so they stand in the run's
//! log and come back with its link.

use crate::prelude::*;
use brownout_run::view::{NoteNow, ParamKind};

use crate::dom;
use crate::store::Play;

/// The actions that note something: taken beside the run, with one text to say.
fn noting(play: Play) -> Option<(usize, String, String)> {
    let about = play.about();
    about.actions.iter().enumerate().find_map(|(index, action)| match action.params.as_slice() {
        [only] if action.aside && only.kind == ParamKind::Text => {
            Some((index, action.label.clone(), only.name.clone()))
        }
        _ => None,
    })
}

/// Whether this run has a notebook.
#[must_use]
pub fn has(play: Play) -> bool {
    noting(play).is_some()
}

/// What was noted up to the tick that is looked at. Tracked.
#[must_use]
pub fn notes(play: Play) -> Vec<NoteNow> {
    let (now, live) = (play.tick(), play.is_live());
    let mut notes = play.game(|game, _| game.notes_taken());
    notes.retain(|note| live || note.tick <= now);
    notes
}

/// The notebook.
#[component]
pub fn Notes() -> impl IntoView {
    let play = expect_context::<Play>();
    let Some((action, label, param)) = noting(play) else { return ().into_view() };
    let text = RwSignal::new(String::new());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let said = text.get_untracked().trim().to_owned();
        if !said.is_empty() && play.act(action, vec![(param.clone(), said)]) {
            text.set(String::new());
            dom::focus_now("note-text");
        }
    };
    let all = Memo::new(move |_| notes(play));
    let rows = move || {
        let rows = all.get().into_iter().rev().map(|note| {
            let said: Vec<String> = note.args.into_iter().map(|(_, text)| text).collect();
            view! { <li><small class="mono">{format!("tick {}", note.tick)}</small><span>{said.join(", ")}</span></li> }
        });
        rows.collect_view()
    };
    let refused = move || play.available(action, None).err();
    view! {
        <form class="note" on:submit=submit>
            <label for="note-text" class="vh">{label.clone()}</label>
            <input id="note-text" type="text" autocomplete="off" placeholder="Takes no time, and stays in the link" prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))/>
            <button class="btn line" type="submit" aria-disabled=move || refused().map(|_| "true")>{label}</button>
        </form>
        <div class="scroll lists-in" tabindex="0" role="group" aria-label="Notes, newest first">
            <ol>{rows}</ol>
            {move || all.with(Vec::is_empty).then(|| view! { <p class="empty">"No notes yet."</p> })}
        </div>
    }
    .into_view()
}
