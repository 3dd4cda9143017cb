//! The page of a run: all parts in their places, and the address that follows them.

use std::time::Duration;

use crate::prelude::*;

use crate::actions::Palette;
use crate::alerts::AlertPanel;
use crate::announce::Announcer;
use crate::case::DeskPanel;
use crate::dialogs::Dialogs;
use crate::dom;
use crate::graph::GraphPanel;
use crate::keys;
use crate::later::{Part, later};
use crate::notice::Notice;
use crate::roles::Lists;
use crate::saved;
use crate::service::{ServicePanel, on_tab_key};
use crate::store::{Pane, Play};
use crate::strip::Strip;
use crate::topbar::TopBar;
use crate::transport::Transport;
use crate::ui::Ui;

/// Browsers limit how often the address may change; time may run faster.
const ADDRESS_PAUSE: Duration = Duration::from_millis(350);

/// The page.
#[component]
pub fn PlayPage(
    /// The run.
    play: Play,
    /// Under which key it is kept while it is not over; under none, it is not.
    #[prop(optional)]
    key: String,
) -> impl IntoView {
    provide_context(play);
    let palette = Palette::new();
    provide_context(palette);
    let ui = expect_context::<Ui>();
    let table = RwSignal::new(false);
    keys::listen(play, ui, palette, table, keys::Reach::Page);
    keep_up(play, key);
    // What one role saw is taken away before the next one looks: whatever shows the run is made anew.
    let viewer = Memo::new(move |_| play.viewer());
    hand_over(palette, viewer);
    let about = play.about();
    let title = about.title.clone();
    let named = title.clone();
    let heading = move || format!("{named}, tick {}", play.tick());
    // The panels must outlive a step: only this may exchange them.
    let covered = Memo::new(move |_| play.debrief_open.get() && play.over().is_some());
    dom::document().set_title(&format!("{title} - Brownout"));
    view! {
        <Skip/>
        <div class="page">
            <TopBar play=play/>
            {move || { viewer.track(); view! { <Strip/> } }}
            {move || {
                viewer.track();
                keep_focus();
                if covered.get() {
                    later(Part::Debrief(play))
                } else {
                    let heading = heading.clone();
                    view! { <Panels heading=heading table=table/> }.into_view()
                }
            }}
            <Transport/>
            <Notice/>
            <Announcer/>
            <Dialogs play=play table=table/>
        </div>
    }
}

/// The way past the bars: to the graph, or to the debrief.
#[component]
fn Skip() -> impl IntoView {
    let play = expect_context::<Play>();
    let to = move || {
        if play.debrief_open.get() {
            ("db-h", "#db-h", "Skip to debrief")
        } else {
            ("graph", "#graph", "Skip to graph")
        }
    };
    // The address belongs to the run, so the link moves the focus itself.
    let skip = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        dom::focus(untrack(to).0);
    };
    view! { <a class="skip" href=move || to().1 on:click=skip>{move || to().2}</a> }
}

#[component]
fn Panels(heading: impl Fn() -> String + Send + Sync + 'static, table: RwSignal<bool>) -> impl IntoView {
    let play = expect_context::<Play>();
    let pane = move || play.pane.get().word();
    let low = move || play.low.get().word();
    let several = play.cast().is_some();
    view! {
        <main class="main" class:has-lists=several id="main" data-pane=pane data-low=low>
            <h1 class="vh">{heading}</h1>
            <GraphPanel table=table/>
            <Panes/>
            <LowPanes/>
            <DeskPanel/>
            <AlertPanel/>
            {several.then(|| view! { <Lists/> })}
            <ServicePanel/>
        </main>
    }
}

/// The tabs of the narrow page.
#[component]
fn Panes() -> impl IntoView {
    let play = expect_context::<Play>();
    view! {
        <div class="panes tabs" role="tablist" aria-label="Panels" on:keydown=move |event| on_tab_key(&event)>
            <PaneTab pane=Pane::Service shown=play.pane id="pane-service" controls="service"/>
            <PaneTab pane=Pane::Act shown=play.pane id="pane-act" controls="service"/>
            <PaneTab pane=Pane::Logs shown=play.pane id="pane-logs" controls="logs"/>
            <PaneTab pane=Pane::Alerts shown=play.pane id="pane-alerts" controls="alerts"/>
            <PaneTab pane=Pane::Case shown=play.pane id="pane-case" controls="case"/>
            {play.cast().is_some().then(|| view! { <PaneTab pane=Pane::Lists shown=play.pane id="pane-lists" controls="lists"/> })}
        </div>
    }
}

/// The tabs of the middle page, where what does not fit beside each other shares a place below the graph.
#[component]
fn LowPanes() -> impl IntoView {
    let play = expect_context::<Play>();
    view! {
        <div class="low-panes tabs" role="tablist" aria-label="Panels below the graph" on:keydown=move |event| on_tab_key(&event)>
            <PaneTab pane=Pane::Logs shown=play.low id="low-logs" controls="logs"/>
            <PaneTab pane=Pane::Alerts shown=play.low id="low-alerts" controls="alerts"/>
            <PaneTab pane=Pane::Case shown=play.low id="low-case" controls="case"/>
            {play.cast().is_some().then(|| view! { <PaneTab pane=Pane::Lists shown=play.low id="low-lists" controls="lists"/> })}
        </div>
    }
}

#[component]
fn PaneTab(pane: Pane, shown: RwSignal<Pane>, id: &'static str, controls: &'static str) -> impl IntoView {
    let play = expect_context::<Play>();
    let selected = move || shown.get() == pane;
    let label = move || match pane {
        Pane::Service => play.selected.get().map_or_else(|| "Service".to_owned(), |s| play.service_name(s)),
        Pane::Act => "Act".to_owned(),
        Pane::Logs => "Logs".to_owned(),
        Pane::Alerts if !play.shown().alerts => "Alerts".to_owned(),
        Pane::Alerts => format!("Alerts {}", play.frame(|frame| frame.alerts.len())),
        Pane::Lists => "Lists".to_owned(),
        Pane::Case => "Case".to_owned(),
    };
    view! {
        <button
            role="tab"
            id=id
            aria-controls=controls
            aria-selected=move || if selected() { "true" } else { "false" }
            tabindex=move || if selected() { "0" } else { "-1" }
            on:click=move |_| play.show_pane(pane)
            on:focus=move |_| play.show_pane(pane)
        >
            {label}
        </button>
    }
}

/// The next role finds no half-filled form of the one before.
fn hand_over(palette: Palette, viewer: Memo<Option<u32>>) {
    Effect::new(move |before: Option<Option<u32>>| {
        let viewer = viewer.get();
        if before.is_some_and(|before| before != viewer) {
            palette.clear();
        }
        viewer
    });
}

/// The panels of the next role replace those of the one before: the focus stays where it was, if there is such a place.
fn keep_focus() {
    let Some(main) = dom::document().get_element_by_id("main") else { return };
    let Some(had) = dom::document().active_element().filter(|had| main.contains(Some(had))) else { return };
    let id = had.id();
    dom::Alive::here().next_frame(move || {
        let document = dom::document();
        let lost = document.active_element().is_none_or(|now| now.tag_name() == "BODY");
        if lost && !dom::focus_now(&id) {
            dom::focus_now("service");
        }
    });
}

/// Keeps the address at what is on the page, without entries in the history, and the run in the browser's store.
fn keep_up(play: Play, key: String) {
    let key = StoredValue::new(key);
    let write = move || match play.write_address() {
        Some(address) => key.with_value(|key| play.keep(key, &address)),
        None => {
            play.cannot_keep("This run is too long for an address, and is not kept: save it as a file under Share.")
        }
    };
    after_changes(play, write);
    // In another tab the same run goes another way: from here on each has a place of its own.
    let foreign = window_event_listener(leptos::ev::storage, move |event| {
        if let Some(theirs) = event.new_value().filter(|_| key.with_value(|key| event.key().as_ref() == Some(key))) {
            key.set_value(saved::new_key());
            if !play.is_all_in(&theirs) {
                write();
            }
        }
    });
    on_cleanup(move || foreign.remove());
}

/// Calls `write` soon after each change of what is on the page, and always before a press can lead elsewhere. Not at once: to
/// make a link takes longer than to look at another tick.
pub fn after_changes(play: Play, write: impl Fn() + Copy + Send + Sync + 'static) {
    let due = StoredValue::new(false);
    let flush = move || {
        if due.try_get_value() == Some(true) {
            due.set_value(false);
            write();
        }
    };
    let alive = dom::Alive::here();
    Effect::new(move |before: Option<()>| {
        play.address_parts();
        if before.is_none() {
            write();
        } else if !due.get_value() {
            due.set_value(true);
            alive.after(ADDRESS_PAUSE, flush);
        }
    });
    // The window hears of a press before the browser follows the link.
    let pressed = window_event_listener(leptos::ev::click, move |_| flush());
    let leaving = window_event_listener(leptos::ev::pagehide, move |_| flush());
    on_cleanup(move || {
        pressed.remove();
        leaving.remove();
    });
}
