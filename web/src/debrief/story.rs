//! What was wrong, whom it reached and when, what would have cured it.

use std::rc::Rc;

use crate::prelude::*;
use brownout_run::debrief::{Debrief, FaultStory};
use brownout_run::said::{place, sentence};
use brownout_run::view::Like;

use super::sightings;
use crate::sprite::Glyph;
use crate::store::Play;

/// Links of the chain at most.
const CHAIN_MOST: usize = 6;

/// The stories of all faults.
#[component]
pub fn Story(debrief: Rc<Debrief>) -> impl IntoView {
    if debrief.faults.is_empty() {
        return view! { <p class="lead">"Nothing was wrong in this run."</p> }.into_view();
    }
    debrief.faults.iter().map(|fault| view! { <Fault fault=fault.clone()/> }).collect_view().into_view()
}

#[component]
fn Fault(fault: FaultStory) -> impl IntoView {
    let play = expect_context::<Play>();
    let about = play.about();
    let because = if fault.because.is_empty() { String::new() } else { format!(" {}", fault.because) };
    let end = match (fault.cured, fault.contained) {
        (Some(tick), _) => format!(" Cured at tick {tick}."),
        (None, Some(tick)) => format!(" Contained at tick {tick}, never cured."),
        (None, None) => " Never cured.".to_owned(),
    };
    let seen = fault.revealed.as_ref().map(|(tick, _, text)| format!("First seen in the logs at tick {tick}: {text}"));
    let known = sightings::words(play.cast().as_deref(), play.seat().map(|seat| seat.role), &fault.seen, false);
    let known = (!known.is_empty()).then(|| format!("When a signal gave it away: {known}."));
    let cures = (!fault.cures.is_empty()).then(|| format!("What cures it: {}.", fault.cures.join("; or ")));
    // A label that names its service needs no second mention; before any other it stands, whatever sort of sentence that is.
    let place = place(&about, fault.service, &fault.label).map(|name| view! { <b>{name.to_owned()}</b>": " });
    let chain = chain(play, &fault);
    view! {
        <p class="lead">{place}{sentence(&about, &fault.label)}"."{because}{end}</p>
        {chain}
        <p class="facts">{seen.map(|seen| view! { <span>{seen}</span> })}{known.map(|known| view! { <span>{known}</span> })}{cures.map(|cures| view! { <span>{cures}</span> })}</p>
    }
}

fn chain(play: Play, fault: &FaultStory) -> impl IntoView + use<> {
    let mut links: Vec<(usize, Option<u32>)> = vec![(fault.service as usize, fault.started)];
    for &(service, tick) in &fault.reached {
        match links.iter_mut().find(|(other, _)| *other == service as usize) {
            Some(_) => {}
            None => links.push((service as usize, Some(tick))),
        }
    }
    let about = play.about();
    let earliest = fault.reached.iter().map(|(_, tick)| *tick).min();
    let reached = |service: usize| fault.reached.iter().find(|(s, _)| *s as usize == service).map(|(_, tick)| *tick);
    let more = links.len().saturating_sub(CHAIN_MOST);
    let items = links
        .into_iter()
        .take(CHAIN_MOST)
        .enumerate()
        .map(|(place, (service, _))| {
            let what = if place == 0 { sentence(&about, &fault.label) } else { worst_word(play, service) };
            let when = match reached(service) {
                Some(tick) if Some(tick) == earliest => format!("tick {tick}, seen first"),
                Some(tick) => format!("tick {tick}"),
                None => "never unhealthy".to_owned(),
            };
            let like = worst(play, service);
            view! {
                <li><Glyph like=Signal::stored(like)/><b>{play.service_name(service)}</b><span>{what}</span><small>{when}</small></li>
            }
        })
        .collect_view();
    view! {
        <ol class="chain" aria-label="Cause to symptom">{items}</ol>
        {(more > 0).then(|| view! { <p class="facts"><span>{format!("It reached {more} more services.")}</span></p> })}
    }
}

/// The worst rung on which a service stood. The ladder is worst first.
fn worst_rung(play: Play, service: usize) -> Option<usize> {
    untrack(|| {
        play.frames(|frames, _| {
            frames.iter().filter_map(|frame| frame.status.get(service)).min().map(|&rung| rung as usize)
        })
    })
}

fn worst(play: Play, service: usize) -> Like {
    let about = play.about();
    worst_rung(play, service).and_then(|rung| about.ladder.get(rung)).map_or(Like::Healthy, |rung| rung.like)
}

fn worst_word(play: Play, service: usize) -> String {
    let about = play.about();
    let word = worst_rung(play, service)
        .and_then(|rung| about.ladder.get(rung))
        .map_or("unhealthy", |rung| rung.word.as_str());
    format!("At worst {word}")
}
