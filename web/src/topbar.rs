//! The top bar: where one is, the seed, share, theme, help.

use crate::prelude::*;

use crate::dom;
use crate::engine::parse_seed;
use crate::route::Text;
use crate::sprite::Icon;
use crate::store::Play;
use crate::ui::{DialogKind, Ui};

/// The bar. Without a run it holds only what belongs to every page.
#[component]
pub fn TopBar(
    /// The run, if one is on the page.
    #[prop(optional)]
    play: Option<Play>,
    /// Whether a text is written on.
    #[prop(optional)]
    author: bool,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    // From a run the way leads to a copy of what it plays.
    let write_on = play.map_or(Text::Last, Play::text_address).hash();
    let theme = move || format!("Theme: {}", ui.theme.get().label());
    view! {
        <header class="top">
            <Brand/>
            <nav class="seg" class:only-wide=play.is_some() aria-label="Mode">
                <a class="btn" href="#/" aria-current=(!author).then_some("page")>"Play"</a>
                <a class="btn" href=write_on aria-current=author.then_some("page")>"Author"</a>
            </nav>
            {play.map(|play| view! { <RunParts play=play/> })}
            <span class="grow" class:only-wide=play.is_some()></span>
            {play.map(|_| view! {
                <button class="btn line only-wide" aria-haspopup="dialog" on:click=move |_| ui.dialog.set(Some(DialogKind::Share))><Icon href="#i-share"/>"Share"</button>
                <button class="btn icon only-narrow" aria-label="Share" aria-haspopup="dialog" on:click=move |_| ui.dialog.set(Some(DialogKind::Share))><Icon href="#i-share"/></button>
                <button class="btn icon only-narrow" aria-label="Menu: seed, table, theme, help" aria-haspopup="dialog" on:click=move |_| ui.dialog.set(Some(DialogKind::Menu))><Icon href="#i-menu"/></button>
            })}
            <button class="btn icon" class:only-wide=play.is_some() aria-label=theme title=theme on:click=move |_| ui.turn_theme()><Icon href="#i-theme"/></button>
            <button class="btn icon" class:only-wide=play.is_some() aria-label="Help and keyboard" aria-haspopup="dialog" on:click=move |_| ui.dialog.set(Some(DialogKind::Help))><Icon href="#i-help"/></button>
        </header>
    }
}

/// The way home.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href="#/">
            <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M1.5 5h5c2 0 2 10 4 10s2-6 4-6h4"/></svg>
            <span class="word">"Brownout"</span>
        </a>
    }
}

#[component]
fn RunParts(play: Play) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let about = play.about();
    let difficulty = about.difficulty.clone();
    view! {
        <button class="btn picker" aria-haspopup="dialog" on:click=move |_| ui.dialog.set(Some(DialogKind::Picker))>
            <span class="vh">"Scenario: "</span>
            <span class="mute only-wide">{about.pack.clone()}</span>
            <b>{about.title.clone()}</b>
            {(!difficulty.is_empty()).then(|| view! { <span class="tag only-wide">{difficulty}</span> })}
            <Icon href="#i-down"/>
        </button>
        <div class="only-wide"><SeedField play=play id="seed"/></div>
    }
}

/// The seed: Enter or leaving the field starts a run with it; the dice starts one with any.
#[component]
pub fn SeedField(
    /// The run.
    play: Play,
    /// Id of the field.
    id: &'static str,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let wrong = RwSignal::new(None::<String>);
    let start = move |seed: u64| {
        ui.dialog.set(None);
        play.leave_for(&play.fresh(seed));
    };
    let changed = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        match parse_seed(text.trim()) {
            Ok(seed) => {
                wrong.set(None);
                if seed != play.seed() {
                    start(seed);
                }
            }
            Err(error) => wrong.set(Some(error.to_string())),
        }
    };
    let wrong_id = format!("{id}-wrong");
    view! {
        <div class="field">
            <label for=id>"Seed"</label>
            <input
                id=id
                type="text"
                inputmode="numeric"
                value=play.seed().to_string()
                spellcheck="false"
                autocomplete="off"
                aria-invalid=move || wrong.get().map(|_| "true")
                aria-describedby=wrong_id.clone()
                on:change=changed
            />
            <button class="btn icon" aria-label="New random seed" on:click=move |_| start(dom::random_seed())><Icon href="#i-dice"/></button>
        </div>
        <span class="wrong" id=wrong_id role="status">{wrong}</span>
    }
}
