//! The evidence board: what was asked, when, and what came back, newest first. What an earlier answer said already is muted.

use crate::prelude::*;
use brownout_run::learnt::{Exchange, Learnt, exchange, learnt};
use brownout_run::view::{AnswerNow, Like};

use crate::sprite::Glyph;
use crate::store::Play;

/// All answers up to the tick that is looked at, oldest first. Tracked.
#[must_use]
pub fn answers(play: Play) -> Vec<Learnt> {
    let (about, now, live) = (play.about(), play.tick(), play.is_live());
    let viewer = play.viewer();
    let mine = |answer: &AnswerNow| viewer.is_none() || answer.actor == viewer;
    let (evidence, answers) = play.game(|game, _| {
        let evidence = viewer.map_or_else(|| game.evidence(), |role| game.evidence_seen_by(role));
        (evidence, game.answers().into_iter().filter(mine).collect::<Vec<_>>())
    });
    let mut all = play.steps(|steps| learnt(&about, steps, &evidence, &answers));
    all.retain(|answer| live || answer.tick < now);
    all
}

/// The board.
#[component]
pub fn Evidence() -> impl IntoView {
    let play = expect_context::<Play>();
    let only = RwSignal::new(false);
    let service = Memo::new(move |_| play.selected.get().filter(|_| only.get()));
    let all = Memo::new(move |_| {
        let mut all = answers(play);
        let service = service.get();
        all.retain(|answer| service.is_none() || answer.service.map(|s| s as usize) == service);
        all.reverse();
        all
    });
    let filter = move || {
        let service = play.selected.get()?;
        let pressed = move || if only.get() { "true" } else { "false" };
        let label = format!("Only {}", play.service_name(service));
        Some(
            view! { <button class="chip" aria-pressed=pressed on:click=move |_| only.update(|on| *on = !*on)>{label}</button> },
        )
    };
    let summary = move || {
        let all = all.get();
        let facts = all.iter().flat_map(|answer| &answer.told).filter(|told| told.known_since.is_none()).count();
        let noun = if facts == 1 { "fact" } else { "facts" };
        format!("{facts} {noun} from {} answers", all.len())
    };
    view! {
        <div class="bar">
            <span class="mute grow">{move || if all.with(Vec::is_empty) { String::new() } else { summary() }}</span>
            {filter}
        </div>
        <div class="scroll" tabindex="0" role="group" aria-label="What was learnt, newest first">
            <ol class="board">
                <For each=move || all.get() key=|answer| (answer.step, answer.asked_at) children=move |answer| view! { <Answer answer=answer/> }/>
            </ol>
            {move || all.with(Vec::is_empty).then(|| view! {
                <p class="empty">"Nothing yet. What an action tells you is kept here, with the tick and what you asked."</p>
            })}
        </div>
    }
}

/// What was told: an exchange with request, status and body where it is one, else the text.
#[component]
pub fn Words(
    /// The text.
    text: String,
) -> impl IntoView {
    let Some(Exchange { request, status, good, body }) = exchange(&text) else { return text.into_view() };
    let (like, class) = if good { (Like::Healthy, "ok") } else { (Like::Critical, "bad") };
    view! {
        <dl class="wire">
            <dt>"Request"</dt><dd>{request.to_owned()}</dd>
            <dt>"Status"</dt><dd class=class><Glyph like=Signal::stored(like)/>{status.to_owned()}</dd>
            {(!body.is_empty()).then(|| view! { <dt>"Body"</dt><dd>{body.to_owned()}</dd> })}
        </dl>
    }
    .into_view()
}

/// One answer: what was asked as it was asked, then what came back, line by line.
#[component]
fn Answer(answer: Learnt) -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let label = about.actions.get(answer.action as usize).map_or_else(String::new, |action| action.label.clone());
    let service = answer.service.map(|service| {
        let service = service as usize;
        view! { " " <button class="link" on:click=move |_| play.selected.set(Some(service))>{play.service_name(service)}</button> }
    });
    let asked =
        answer.asked.into_iter().map(|(name, text)| view! { <code>{format!("{name}: {text}")}</code> }).collect_view();
    let told = answer
        .told
        .into_iter()
        .map(|told| match told.known_since {
            None => view! { <li><Words text=told.text/></li> }.into_view(),
            Some(tick) => {
                view! { <li class="known">{told.text}" "<small>{format!("(known since tick {tick})")}</small></li> }
                    .into_view()
            }
        })
        .collect_view();
    let late = answer.asked_at.map(|tick| view! { <small>{format!("asked at tick {tick}")}</small> });
    let refused = answer.refused.map(|why| view! { <p class="refused"><b>"Refused. "</b>{why}</p> });
    view! {
        <li>
            <p class="asked"><small class="mono">{format!("tick {}", answer.tick)}</small><b>{label}</b>{service}{asked}{late}</p>
            {refused}
            <ul>{told}</ul>
        </li>
    }
}
