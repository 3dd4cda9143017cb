//! The signals: which told of a fault and when each role could see them, which misled, and whether they were obeyed.

use std::rc::Rc;

use crate::prelude::*;
use brownout_run::debrief::{Channel, Debrief, SignalStory, Worth};

use super::deed::quoted;
use super::sightings;
use crate::store::Play;

/// The two lists.
#[component]
pub fn Signals(debrief: Rc<Debrief>) -> impl IntoView {
    let told = |signal: &&SignalStory| matches!(signal.worth, Worth::Reveals | Worth::Symptom);
    let list = |heading: &'static str, id: &'static str, signals: Vec<&SignalStory>| {
        let items =
            signals.iter().map(|signal| view! { <Signal signal=(*signal).clone() debrief=Rc::clone(&debrief)/> });
        (!signals.is_empty()).then(|| {
            view! {
                <h3 id=id>{heading}</h3>
                <ol class="sigs" aria-labelledby=id>{items.collect_view()}</ol>
            }
        })
    };
    view! {
        {list("What told of it", "db-told", debrief.signals.iter().filter(told).collect())}
        {list("What misled", "db-misled", debrief.signals.iter().filter(|signal| !told(signal)).collect())}
    }
}

#[component]
fn Signal(signal: SignalStory, debrief: Rc<Debrief>) -> impl IntoView {
    let play = expect_context::<Play>();
    let cast = play.cast();
    let place = signal.service.map(|service| play.service_name(service as usize));
    let told = matches!(signal.by, Channel::Told(_));
    let from = match signal.by {
        Channel::Line(level) => {
            let level = format!("{level:?}").to_uppercase();
            place.map_or_else(|| level.clone(), |place| format!("{level} {place}"))
        }
        Channel::Alert(_) => "Alert".to_owned(),
        Channel::Entry(store) => {
            let store = cast.as_ref().and_then(|cast| cast.stores.get(store as usize));
            store.map_or_else(|| "List".to_owned(), |store| store.label.clone())
        }
        Channel::Told(step) => format!("Told by step {step}"),
    };
    let worth = match signal.worth {
        Worth::Reveals => None,
        Worth::Symptom => Some("symptom"),
        Worth::Decoy => Some("decoy"),
        Worth::Injected => Some("injected"),
        Worth::Routine => Some("routine"),
    };
    // Where there is one fault, everything is about that.
    let of = if debrief.faults.len() > 1 {
        let names = signal.faults.iter().filter_map(|&fault| debrief.faults.get(fault as usize));
        quoted(names.map(|fault| fault.label.as_str()))
    } else {
        String::new()
    };
    let seen = sightings::words(cast.as_deref(), play.seat().map(|seat| seat.role), &signal.seen, told);
    let seen = if seen.is_empty() { seen } else { format!("Seen by {seen}.") };
    let times = if signal.times > 1 { format!(" Came {} times.", signal.times) } else { String::new() };
    let of = if of.is_empty() { of } else { format!(" Tells of: {of}.") };
    let orders = signal.orders.as_ref().map(|orders| {
        let done: Vec<String> = signal
            .obeyed
            .iter()
            .map(|&step| match play.actor_label(step) {
                Some(actor) => format!("step {step} ({actor})"),
                None => format!("step {step}"),
            })
            .collect();
        let done = if done.is_empty() { "Not obeyed.".to_owned() } else { format!("Obeyed by {}.", done.join(", ")) };
        format!("It asks for “{orders}”. {done}")
    });
    let obeyed = !signal.obeyed.is_empty();
    let facts = format!("{seen}{times}{of}").trim().to_owned();
    view! {
        <li class:is-obeyed=obeyed>
            <small class="mono">{format!("tick {}", signal.tick)}</small>
            <p><b>{from}</b>" "{worth.map(|worth| view! { <span class="tag">{worth}</span>" " })}{signal.text}</p>
            {(!facts.is_empty()).then(|| view! { <small>{facts}</small> })}
            {orders.map(|orders| view! { <small class="orders">{orders}</small> })}
        </li>
    }
}
