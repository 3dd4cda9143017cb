//! Alerts: newest first; resolved ones stay listed, muted. A press selects the service and moves the crosshair to
//! where the alert began.

use crate::prelude::*;
use brownout_run::view::{AlertNow, Frame, Like, Severity};

use crate::draw::clock::age;
use crate::sprite::Glyph;
use crate::store::Play;

/// An alert and whether it still fires.
#[derive(Clone, Debug, PartialEq)]
struct Listed {
    alert: AlertNow,
    fires: bool,
}

/// Everything that fired up to the frame `at`: firing first, newest first within.
fn listed(frames: &[Frame], at: usize) -> Vec<Listed> {
    let Some(now) = frames.get(at) else {
        return Vec::new();
    };
    let mut list: Vec<Listed> = now.alerts.iter().map(|alert| Listed { alert: alert.clone(), fires: true }).collect();
    for frame in frames.iter().take(at).rev() {
        for alert in &frame.alerts {
            if !list.iter().any(|l| l.alert.key == alert.key) {
                list.push(Listed { alert: alert.clone(), fires: false });
            }
        }
    }
    list
}

/// The panel.
#[component]
pub fn AlertPanel() -> impl IntoView {
    let play = expect_context::<Play>();
    let list = Memo::new(move |_| play.frames(listed));
    if !untrack(|| play.shown()).alerts {
        return view! { <crate::roles::Unseen id="alerts" class="panel alerts" heading="Alerts"/> }.into_view();
    }
    let firing = move || list.with(|list| list.iter().filter(|l| l.fires).count());
    view! {
        <section class="panel alerts" id="alerts" tabindex="-1" aria-labelledby="al-h">
            <div class="bar"><h2 id="al-h">"Alerts"</h2><span class="mute">{move || format!("{} firing", firing())}</span></div>
            <ol class="alist">
                {move || list.get().into_iter().map(|l| view! { <Alert listed=l/> }).collect_view()}
            </ol>
            {move || list.with(Vec::is_empty).then(|| view! { <p class="empty">"Nothing is firing."</p> })}
        </section>
    }
    .into_view()
}

#[component]
fn Alert(listed: Listed) -> impl IntoView {
    let play = expect_context::<Play>();
    let Listed { alert, fires } = listed;
    let like = match alert.severity {
        Severity::Page => Like::Critical,
        Severity::Warning => Like::Degraded,
    };
    let service = alert.service.map(|service| service as usize);
    let about = match service {
        Some(service) => format!("{}, since tick {}", play.service_name(service), alert.since),
        None => format!("since tick {}", alert.since),
    };
    let since = alert.since;
    let tick_us = play.about().tick_us;
    // An alert ages while it stands: both follow the clock.
    let is_new = move || fires && since == play.tick();
    let time = move || {
        if !fires {
            return "resolved".to_owned();
        }
        let now = play.tick();
        if since == now { "new".to_owned() } else { age(u64::from(now.saturating_sub(since)) * tick_us) }
    };
    view! {
        <li>
            <button
                class:is-new=is_new
                class:is-done=!fires
                on:click=move |_| {
                    if service.is_some() {
                        play.selected.set(service);
                    }
                    play.cross.set(Some(since));
                }
            >
                <Glyph like=like/>
                <span>{alert.text}</span>
                <span class="t">{time}</span>
                <small>{about}</small>
            </button>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests_support::empty_frame;

    fn frame(tick: u32, keys: &[u32]) -> Frame {
        let alert =
            |&key: &u32| AlertNow { key, text: String::new(), service: None, severity: Severity::Page, since: key };
        Frame { tick, alerts: keys.iter().map(alert).collect(), ..empty_frame() }
    }

    #[test]
    fn resolved_alerts_stay() {
        let frames = [frame(0, &[1]), frame(1, &[2, 1]), frame(2, &[3, 1])];
        let seen: Vec<_> = listed(&frames, 2).into_iter().map(|l| (l.alert.key, l.fires)).collect();
        assert_eq!(seen, [(3, true), (1, true), (2, false)]);
        assert_eq!(listed(&frames, 0).len(), 1);
    }
}
