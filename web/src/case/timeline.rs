//! The incident as a list: what was done, which alerts began and ended, which services changed. A press goes to its tick.

use crate::prelude::*;
use brownout_run::incident::{Happened, What, incident};
use brownout_run::view::{Like, Severity};

use crate::draw::clock::clock;
use crate::sprite::{Glyph, Icon};
use crate::store::Play;

/// The list, oldest first as one tells it.
#[component]
pub fn Incident() -> impl IntoView {
    let play = expect_context::<Play>();
    let all = Memo::new(move |_| {
        // Where one looks makes no difference, but who looks does.
        let _ = play.viewer();
        let about = play.about();
        play.steps(|steps| play.frames(|frames, _| incident(&about, frames, steps)))
    });
    let rows = move || {
        let mut before = None;
        let all = all.get();
        all.into_iter()
            .map(|happened| {
                let first = before.replace(happened.tick) != Some(happened.tick);
                view! { <Row happened=happened first=first/> }
            })
            .collect_view()
    };
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label="Incident timeline">
            <ol class="story">{rows}</ol>
            {move || all.with(Vec::is_empty).then(|| view! { <p class="empty">"Nothing has happened yet."</p> })}
        </div>
    }
}

#[component]
fn Row(happened: Happened, first: bool) -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let Happened { tick, what, services, text } = happened;
    let time = clock(about.start_s, i64::from(tick) * i64::try_from(about.tick_us).unwrap_or(0));
    let names: Vec<String> = services
        .iter()
        .map(|service| play.service_name(*service as usize))
        // What is said already is not said twice.
        .filter(|name| !text.contains(name.as_str()))
        .collect();
    let names = names.join(", ");
    let (mark, words) = match what {
        What::Done(_) if names.is_empty() => (view! { <Icon href="#i-check"/> }.into_view(), text),
        What::Done(_) => (view! { <Icon href="#i-check"/> }.into_view(), format!("{text}, {names}")),
        What::Refused(_) if names.is_empty() => {
            (view! { <Icon href="#i-close"/> }.into_view(), format!("{text}, refused"))
        }
        What::Refused(_) => (view! { <Icon href="#i-close"/> }.into_view(), format!("{text}, {names}, refused")),
        What::Began(severity) => {
            let like = if severity == Severity::Page { Like::Critical } else { Like::Degraded };
            let at = if names.is_empty() { String::new() } else { format!(", {names}") };
            (view! { <Glyph like=Signal::stored(like)/> }.into_view(), format!("Alert: {text}{at}"))
        }
        What::Ended => {
            (view! { <Glyph like=Signal::stored(Like::Healthy)/> }.into_view(), format!("Alert over: {text}"))
        }
        What::Status(rung) => {
            let like = about.ladder.get(rung as usize).map_or(Like::Healthy, |status| status.like);
            let verb = if services.len() == 1 { "is" } else { "are" };
            (view! { <Glyph like=Signal::stored(like)/> }.into_view(), format!("{names} {verb} {text}"))
        }
    };
    let mine = matches!(what, What::Done(_) | What::Refused(_));
    let select = services.first().map(|service| *service as usize);
    let go = move |_| {
        play.playing.set(false);
        if select.is_some() {
            play.selected.set(select);
        }
        play.look_at(tick);
    };
    let here = move || (play.tick() == tick).then_some("true");
    view! {
        <li class:first=first class:mine=mine>
            <button aria-current=here on:click=go>
                <span class="t">{format!("{tick}")}</span>
                <time>{time}</time>
                {mark}
                <span>{words}</span>
            </button>
        </li>
    }
}
