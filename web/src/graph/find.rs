//! Finding a service by a part of its name, in a graph with many. Enter jumps from match to match and selects each.

use crate::prelude::*;
use brownout_sort as sort;

use crate::dom::{self, Alive};
use crate::search::SearchBox;
use crate::store::Play;

/// The field.
#[component]
pub fn Find() -> impl IntoView {
    let play = expect_context::<Play>();
    let text = RwSignal::new(String::new());
    let matches = Memo::new(move |_| {
        let about = play.about();
        let names: Vec<&str> = about.services.iter().map(|service| service.name.as_str()).collect();
        text.with(|text| found(&names, text))
    });
    // What was jumped to last, as a place in the matches.
    let at = RwSignal::new(None::<usize>);
    let alive = Alive::here();
    let on_key = move |event: &web_sys::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            let count = matches.with_untracked(Vec::len);
            if count == 0 {
                return;
            }
            let step = if event.shift_key() { count - 1 } else { 1 };
            let next = at.get_untracked().map_or(0, |at| (at + step) % count);
            at.set(Some(next));
            play.selected.set(matches.with_untracked(|matches| matches.get(next).copied()));
            alive.next_frame(show_selected);
        }
        "Escape" => {
            event.stop_propagation();
            at.set(None);
            text.set(String::new());
        }
        _ => {}
    };
    let told = move || {
        let count = matches.with(Vec::len);
        match (text.with(String::is_empty), at.get()) {
            (true, _) => String::new(),
            (false, Some(at)) => {
                let service = matches.with(|matches| matches.get(at).copied());
                format!("{} of {count}: {}", at + 1, service.map_or_else(String::new, |s| play.service_name(s)))
            }
            (false, None) => match count {
                0 => "no match".to_owned(),
                1 => "1 match".to_owned(),
                count => format!("{count} matches"),
            },
        }
    };
    view! {
        <SearchBox
            id="find-service"
            label="Find a service; Enter jumps to the next match"
            placeholder="Find a service"
            text=text
            on_text=move |typed| {
                at.set(None);
                text.set(typed);
            }
            on_key=on_key
        />
        <span class="mute found" role="status">{told}</span>
    }
}

/// The services whose name holds the text, those that begin with it first.
fn found(names: &[&str], text: &str) -> Vec<usize> {
    let text = text.trim().to_ascii_lowercase();
    if text.is_empty() {
        return Vec::new();
    }
    let place = |service: usize| names.get(service).and_then(|name| name.to_ascii_lowercase().find(&text));
    let mut found: Vec<usize> = (0..names.len()).filter(|&service| place(service).is_some()).collect();
    sort::by_key(&mut found, |&service| place(service) != Some(0));
    found
}

/// Scrolls the graph or the table to the selected service.
fn show_selected() {
    let selected = "#graph .n-btn[aria-pressed=true], #graph tr.is-sel";
    if let Ok(Some(element)) = dom::document().query_selector(selected) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Center);
        options.set_inline(web_sys::ScrollLogicalPosition::Center);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finding() {
        let names = ["user-db", "db-proxy", "cache", "payment-db"];
        for (text, expected) in [
            ("db", vec![1, 0, 3]),
            (" DB-", vec![1]),
            ("a", vec![2, 3]),
            ("", vec![]),
            (" ", vec![]),
            ("nothing", vec![]),
        ] {
            assert_eq!(found(&names, text), expected, "{text:?}");
        }
    }
}
