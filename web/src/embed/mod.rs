//! A run inside another page: the graph, the newest alert and the transport, to look and to step; where the address lets one
//! act, the actions as a dialog. Keeps nothing and knows nothing of the page around it.

use crate::prelude::*;

use crate::actions::Palette;
use crate::announce::Announcer;
use crate::dialogs::Dialogs;
use crate::dom;
use crate::graph::GraphPanel;
use crate::keys;
use crate::notice::Notice;
use crate::page::after_changes;
use crate::sprite::{Glyph, Icon};
use crate::store::Play;
use crate::strip::Ladder;
use crate::transport::Transport;
use crate::ui::{DialogKind, Ui};
use brownout_run::view::{Like, Severity};

/// The page.
#[component]
pub fn EmbedPage(
    /// The run.
    play: Play,
    /// Whether one may act.
    act: bool,
) -> impl IntoView {
    provide_context(play);
    let palette = Palette::new();
    provide_context(palette);
    let ui = expect_context::<Ui>();
    let table = RwSignal::new(false);
    keys::listen(play, ui, palette, table, if act { keys::Reach::Deeds } else { keys::Reach::Looks });
    play.debrief_open.set(false);
    let title = play.about().title.clone();
    dom::document().set_title(&format!("{title} - Brownout"));
    let heading = title.clone();
    let here = RwSignal::new(String::new());
    after_changes(play, move || {
        here.set(untrack(|| play.address()).map_or_else(String::new, |address| address.hash()))
    });
    let ended = Memo::new(move |_| play.over().is_some() && play.is_live());
    Effect::new(move |_| {
        if ended.get() && ui.dialog.get_untracked() == Some(DialogKind::Act) {
            dom::close_dialog();
            dom::focus("debrief-link");
        }
    });
    view! {
        <div class="page embed">
            <header class="top">
                <svg class="mark" viewBox="0 0 20 20" aria-hidden="true"><path d="M1.5 5h5c2 0 2 10 4 10s2-6 4-6h4"/></svg>
                <h1><b>{heading}</b></h1>
                <span class="grow"></span>
                {move || play.shown().status.then(|| view! { <span class="ladder" role="group" aria-label="Services"><Ladder/></span> })}
                <a class="btn line" href=here target="_blank" rel="noopener"><span class="only-roomy">"Open in "</span>"Brownout"<Icon href="#i-out"/></a>
            </header>
            <main class="embed-main" aria-label="Service graph"><GraphPanel table=table/></main>
            <Ticker/>
            <div class="embed-foot">
                <Transport plain=true/>
                {act.then_some(move || match ended.get() {
                    // Nothing is left to do here, and the debrief is not for so small a page.
                    true => view! { <a class="btn primary" id="debrief-link" href=here target="_blank" rel="noopener">"Debrief"<Icon href="#i-out"/></a> }.into_view(),
                    false => view! { <button class="btn primary" id="act-btn" aria-haspopup="dialog" on:click=move |_| ui.dialog.set(Some(DialogKind::Act))>"Act…"</button> }.into_view(),
                })}
            </div>
            <Notice/>
            <Announcer/>
            <Dialogs play=play table=table/>
        </div>
    }
}

/// The newest alert, or how it ended.
#[component]
fn Ticker() -> impl IntoView {
    let play = expect_context::<Play>();
    let newest = Memo::new(move |_| {
        if !play.shown().alerts {
            return None;
        }
        play.frame(|frame| frame.alerts.iter().max_by_key(|alert| alert.since).cloned())
    });
    let over = move || play.over().filter(|_| play.is_live());
    view! {
        <p class="ticker" role="status">
            {move || match (over(), newest.get()) {
                (Some(over), _) => view! { <b>"The run is over."</b><span class="mute">{over}</span> }.into_view(),
                (None, Some(alert)) => {
                    let like = if alert.severity == Severity::Page { Like::Critical } else { Like::Degraded };
                    let service = alert.service.map(|service| play.service_name(service as usize) + ", ").unwrap_or_default();
                    view! { <Glyph like=Signal::stored(like)/><b>{alert.text}</b><span class="mute">{format!("{service}tick {}", alert.since)}</span> }.into_view()
                }
                (None, None) => view! { <span class="mute">"Nothing is firing."</span> }.into_view(),
            }}
        </p>
    }
}
