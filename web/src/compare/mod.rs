//! Two runs of one scenario and seed side by side: how their numbers ran, where they parted and what each did from there,
//! what came of them. Draws what `brownout_run::compare` says and what both runs show.

mod charts;
pub mod choose;
mod outcome;
pub mod overlay;
pub mod side;
mod steps;
pub mod words;

use std::rc::Rc;

use crate::prelude::*;

use crate::dialogs::Dialogs;
use crate::dom;
use crate::gallery::Index;
use crate::packs::Packs;
use crate::sprite::{Glyph, Icon};
use crate::topbar::TopBar;
use brownout_run::view::Like;
use charts::Charts;
use choose::Choose;
use outcome::OutcomeTable;
use side::{Pair, Side};
use steps::Steps;

/// What is on the page; `None` while the runs are played.
type Shown = RwSignal<Option<Result<Rc<Pair>, String>>, LocalStorage>;

/// The page.
#[component]
pub fn ComparePage(
    /// The first run's link.
    a: String,
    /// The second's, if one was chosen.
    b: Option<String>,
) -> impl IntoView {
    dom::document().set_title("Two runs side by side - Brownout");
    let packs = expect_context::<Packs>();
    let Index(index) = expect_context::<Index>();
    let index = index.get_untracked().and_then(Result::ok).unwrap_or_default();
    let shown: Shown = RwSignal::new_local(None);
    leptos::task::spawn_local(async move {
        let pair = Pair::open(packs, &index, &a, b.as_deref()).await;
        // The page may be gone by now.
        if shown.try_set(Some(pair.map(Rc::new))).is_none() {
            dom::focus("cmp-h");
        }
    });
    view! {
        <div class="page plain">
            <TopBar/>
            <main class="cmp" id="main" tabindex="-1">
                {move || match shown.get() {
                    None => view! { <p class="loading" role="status">"Playing both runs…"</p> }.into_view(),
                    Some(Err(why)) => view! { <Wrong why=why/> }.into_view(),
                    Some(Ok(pair)) => view! { <Compared pair=pair/> }.into_view(),
                }}
            </main>
            <Dialogs/>
        </div>
    }
}

/// The first link is no run.
#[component]
fn Wrong(why: String) -> impl IntoView {
    view! {
        <section class="panel problem">
            <h1 id="cmp-h" tabindex="-1"><Glyph like=Signal::stored(Like::Down)/>"There is nothing to compare."</h1>
            <p>{why}</p>
            <div class="btns"><a class="btn line" href="#/">"All scenarios"</a></div>
        </section>
    }
}

/// Both runs, or the first and what it may be compared with.
#[component]
pub fn Compared(
    /// The runs.
    pair: Rc<Pair>,
) -> impl IntoView {
    let about = pair.a.game.about();
    let facts = format!("{}, seed {}", about.title, pair.a.game.seed());
    let said = pair.b.as_ref().zip(pair.comparison.as_ref()).map(|(b, comparison)| {
        let said = words::summary(&pair.a, b, comparison);
        said.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()
    });
    let compared = pair.comparison.is_some();
    view! {
        <section class="panel cmp-head" aria-labelledby="cmp-h">
            <h1 id="cmp-h" tabindex="-1">{if compared { "Two runs side by side" } else { "Compare a run" }}</h1>
            <p class="mute">{facts}</p>
            <ul class="sides">
                <Named side=&pair.a class="a"/>
                {pair.b.as_ref().map(|b| view! { <Named side=b class="b"/> })}
            </ul>
            {pair.wrong.clone().map(|wrong| view! { <p class="wrong" role="alert">{wrong}</p> })}
            <div class="lead">{said}</div>
        </section>
        {compared.then(|| view! {
            <Charts pair=Rc::clone(&pair)/>
            <OutcomeTable pair=Rc::clone(&pair)/>
            <Steps pair=Rc::clone(&pair)/>
        })}
        <Choose pair=pair/>
    }
}

/// A run's name beside its line, and the way to it.
#[component]
fn Named<'a>(side: &'a Side, class: &'static str) -> impl IntoView + use<> {
    let name = words::sentence(&side.name);
    let open = format!("Open {}", side.name);
    view! {
        <li>
            <Key class=class/>
            <b>{name}</b>
            <a class="btn line" href=side.address() aria-label=open><Icon href="#i-next"/>"Open"</a>
            {side.note.clone().map(|note| view! { <small class="wrong">{note}</small> })}
        </li>
    }
}

/// How a run's line looks.
#[component]
fn Key(class: &'static str) -> impl IntoView {
    view! { <svg class="cmp-key" aria-hidden="true" viewBox="0 0 30 10"><path class=class d="M0 5H30"/></svg> }
}
