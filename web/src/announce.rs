//! The live region: one sentence when statuses change, at most every two seconds.

use std::time::Duration;

use crate::prelude::*;
use brownout_sort as sort;

use crate::dom::Alive;
use crate::store::Play;

/// Between two sentences.
const PAUSE: Duration = Duration::from_secs(2);
/// Services named in one sentence.
const NAMED: usize = 3;

/// The region.
#[component]
pub fn Announcer() -> impl IntoView {
    let play = expect_context::<Play>();
    let said = StoredValue::new(untrack(|| play.head(|frame| frame.status.clone())));
    let resting = StoredValue::new(false);
    let text = RwSignal::new(String::new());
    let alive = Alive::here();
    Effect::new(move |before: Option<Option<u32>>| {
        play.head(|_| ());
        let viewer = play.viewer();
        if before.is_some_and(|before| before != viewer) {
            // What was said was for somebody else's ears.
            text.set(handed_over(play, said).unwrap_or_default());
            return viewer;
        }
        if !resting.get_value() {
            speak(play, said, resting, text, alive.clone());
        }
        viewer
    });
    view! { <p class="vh" role="status" aria-live="polite">{text}</p> }
}

fn speak(play: Play, said: StoredValue<Vec<u8>>, resting: StoredValue<bool>, text: RwSignal<String>, alive: Alive) {
    let Some(told) = told(play, said) else { return };
    text.set(told);
    resting.set_value(true);
    let then = alive.clone();
    alive.after(PAUSE, move || {
        resting.set_value(false);
        speak(play, said, resting, text, then);
    });
}

/// Whose turn it is now, and what this role sees to have changed. `None` once the run is over.
fn handed_over(play: Play, said: StoredValue<Vec<u8>>) -> Option<String> {
    let role = untrack(|| play.viewer_label())?;
    let turn = format!("Hand over to {role}, {}.", untrack(|| crate::roles::step(play)));
    Some(told(play, said).map_or_else(|| turn.clone(), |told| format!("{turn} {told}")))
}

/// What changed since it was said last.
fn told(play: Play, said: StoredValue<Vec<u8>>) -> Option<String> {
    let before = said.get_value();
    let about = play.about();
    let (now, tick) = untrack(|| play.head(|frame| (frame.status.clone(), frame.tick)));
    let names: Vec<(&str, &str)> = changes(&before, &now)
        .into_iter()
        .filter_map(|service| {
            let rung = about.ladder.get(*now.get(service)? as usize)?;
            Some((about.services.get(service)?.name.as_str(), rung.word.as_str()))
        })
        .collect();
    if names.is_empty() {
        return None;
    }
    let text = format!("Tick {tick}: {}.", sentence(&names));
    said.set_value(now);
    Some(text)
}

/// Services whose status differs, worst first.
fn changes(before: &[u8], now: &[u8]) -> Vec<usize> {
    let mut changed: Vec<usize> = (0..now.len()).filter(|&s| before.get(s) != now.get(s)).collect();
    sort::by_key(&mut changed, |&s| (now.get(s).copied(), s));
    changed
}

fn sentence(changed: &[(&str, &str)]) -> String {
    let named: Vec<String> = changed.iter().take(NAMED).map(|(name, word)| format!("{name} is {word}")).collect();
    match changed.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        1 => format!("{}, and one more service changed", named.join(", ")),
        more => format!("{}, and {more} more services changed", named.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences() {
        assert_eq!(changes(&[2, 2, 2], &[1, 2, 0]), [2, 0]);
        let all = [("a", "down"), ("b", "critical"), ("c", "critical"), ("d", "degraded"), ("e", "degraded")];
        assert_eq!(sentence(&all[..1]), "a is down");
        assert_eq!(sentence(&all[..4]), "a is down, b is critical, c is critical, and one more service changed");
        assert_eq!(sentence(&all), "a is down, b is critical, c is critical, and 2 more services changed");
    }
}
