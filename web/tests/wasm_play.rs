//! The panels of the play page in a real browser: what they say of the tick that is looked at, and what they show in little room.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

mod mounted;

use brownout_web::actions::Actions;
use brownout_web::engine::{Catalogue, Game};
use brownout_web::graph::GraphPanel;
use brownout_web::logs::LogPanel;
use brownout_web::prelude::*;
use brownout_web::strip::Strip;
use brownout_web::transport::Transport;
use mounted::{Mounted, mount_game, settled};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

/// Opens a scenario from these files of scenarios/.
macro_rules! game {
    ($id:expr, $($path:expr),*) => {{
        let files = [$(($path, include_str!(concat!("../../scenarios/", $path)))),*];
        let catalogue = Catalogue::from_files(files.map(|(path, text)| (path.to_owned(), text.to_owned())));
        Game::open(&catalogue, $id, 7).map_err(|error| error.to_string()).unwrap()
    }};
}

fn triage() -> Game {
    game!(
        "logtriage/cascading-failure",
        "standard/pack.yaml",
        "logtriage/pack.yaml",
        "logtriage/cascading-failure.yaml"
    )
}

fn deadlock() -> Game {
    game!(
        "chaosops/db-deadlock",
        "standard/pack.yaml",
        "chaosops/pack.yaml",
        "chaosops/failures.yaml",
        "chaosops/actions.yaml",
        "chaosops/fleet.yaml",
        "chaosops/score.yaml",
        "chaosops/players.yaml",
        "chaosops/db-deadlock.yaml"
    )
}

/// Gives the section of a mounted component another size.
async fn resize(m: &Mounted, width: u32, height: u32) {
    m.section.set_attribute("style", &format!("display: grid; grid-template: {height}px / {width}px")).unwrap();
    settled().await;
    settled().await;
}

/// How many nodes show what.
fn level(m: &Mounted) -> (usize, usize, usize) {
    (m.all(".n .val").len(), m.all(".n-compact").len(), m.all(".n-dot").len())
}

#[wasm_bindgen_test]
async fn a_graph_that_was_resized_is_as_one_that_was_opened_so() {
    let graph = |_| {
        let table = RwSignal::new(false);
        view! { <GraphPanel table=table/> }
    };
    for (passed, at_last) in [([(860, 400), (330, 284)], (390, 284)), ([(390, 284), (330, 284)], (860, 400))] {
        let m = mount_game(triage(), graph).await;
        let mut shown = Vec::new();
        for (width, height) in passed {
            resize(&m, width, height).await;
            shown.push(level(&m));
        }
        resize(&m, at_last.0, at_last.1).await;
        let fresh = mount_game(triage(), graph).await;
        resize(&fresh, at_last.0, at_last.1).await;
        assert_eq!(shown[1], (0, 0, 7), "glyphs on the way");
        assert_eq!(level(&m), level(&fresh), "by way of {passed:?}");
        assert!(level(&m).0 > 0, "{at_last:?} has room for numbers");
    }
}

#[wasm_bindgen_test]
async fn panels_agree_on_the_tick_that_is_looked_at() {
    let m = mount_game(triage(), |_| view! { <div><Strip/><Actions/></div> }).await;
    let judge = m.play.about().actions.iter().position(|action| action.name == "classify-severity").unwrap();
    m.play.forward();
    assert!(m.play.act(judge, vec![("level".to_owned(), "P1".to_owned())]), "{:?}", m.play.told());
    m.play.forward();
    settled().await;
    let steps = || m.text(".acts header small");
    let pressed = || m.attribute(&format!("#act-{judge}"), "aria-pressed");
    let head = m.play.head_tick();
    for (tick, taken, answered) in [(head, 3, true), (head - 1, 2, true), (1, 1, false), (0, 0, false), (head, 3, true)]
    {
        m.play.look_at(tick);
        settled().await;
        assert_eq!(m.play.taken(), taken, "steps at {tick}");
        assert!(steps().contains(&format!(", {taken} of ")), "{}", steps());
        assert_eq!(pressed() == "true", answered, "the answer at {tick}");
        assert_eq!(m.text(&format!("#act-{judge}")).contains("at 1"), answered);
    }
}

fn height(line: &Element) -> i32 {
    line.clone().unchecked_into::<HtmlElement>().offset_height()
}

/// A real click: it has a place and a count.
fn press(line: &Element) {
    line.clone().unchecked_into::<HtmlElement>().click();
}

fn is_cut(line: &Element) -> bool {
    let text = line.query_selector(".m").unwrap().unwrap();
    text.client_width() < text.scroll_width()
}

#[wasm_bindgen_test]
async fn a_log_line_opens_to_its_whole_text() {
    // Few lines in a wide list, many in a narrow one.
    for (game, ticks, width) in [(deadlock(), 9, 640), (triage(), 6, 220)] {
        let m = mount_game(game, move |play| {
            for _ in 0..ticks {
                play.forward();
            }
            view! { <LogPanel/> }
        })
        .await;
        resize(&m, width, 600).await;
        let open = || m.all("[role=log] .is-open");
        let row = height(&m.find("[role=log] li[id]"));
        let list = m.find("[role=log]");
        let long = list.scroll_height();
        let cut = m.all("[role=log] li[id]").into_iter().find(is_cut).expect("a line that is longer than the panel");
        press(&m.find(&format!("#{}", cut.id())));
        settled().await;
        let [opened] = open().try_into().unwrap();
        assert_eq!(opened.id(), cut.id());
        assert!(!is_cut(&opened) && row < height(&opened), "{width}: {} px", height(&opened));
        // A list that scrolls is as much longer, wherever it is scrolled to, be the line in sight or not.
        let longer = if long > list.client_height() { long + height(&opened) - row } else { long };
        for top in [0, long, 0, long] {
            list.set_scroll_top(top);
            settled().await;
            settled().await;
            assert!((list.scroll_height() - longer).abs() <= 1, "{} px, not {longer}, at {top}", list.scroll_height());
        }
        m.find(&format!("#{}", cut.id())).scroll_into_view();
        settled().await;
        settled().await;
        // By keyboard: from line to line, one at a time.
        m.press("[role=log]", "ArrowDown");
        settled().await;
        let [next] = open().try_into().unwrap();
        assert_ne!(next.id(), opened.id());
        m.press("[role=log]", "ArrowUp");
        settled().await;
        let [back] = open().try_into().unwrap();
        assert_eq!(back.id(), opened.id());
        m.press("[role=log]", "Escape");
        settled().await;
        assert!(open().is_empty() && height(&m.find(&format!("#{}", cut.id()))) == row);
        // A second press closes, too.
        for expected in [1, 0] {
            press(&m.find(&format!("#{}", cut.id())));
            settled().await;
            assert_eq!(open().len(), expected);
        }
    }
}

#[wasm_bindgen_test]
async fn the_timeline_counts_alerts_in_words() {
    let m = mount_game(triage(), |_| view! { <Transport/> }).await;
    let mut seen = Vec::new();
    for _ in 0..6 {
        let firing = m.play.frame(|frame| frame.alerts.len());
        let noun = if firing == 1 { "1 alert firing".to_owned() } else { format!("{firing} alerts firing") };
        assert!(m.attribute("#timeline", "aria-valuetext").ends_with(&format!(", {noun}")), "{noun}");
        seen.push(firing);
        m.play.forward();
        settled().await;
    }
    assert!(seen.contains(&1), "{seen:?}");
}
