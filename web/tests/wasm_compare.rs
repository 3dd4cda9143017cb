//! Two runs side by side, and a run as files: what is named how, what keys do, what is said where there is nothing to say.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

mod mounted;

use std::rc::Rc;

use brownout_run::compare::{Other, compare, other};
use brownout_run::link::{Link, Scenario, View};
use brownout_web::compare::Compared;
use brownout_web::compare::side::{Pair, Side};
use brownout_web::debrief::DebriefMain;
use brownout_web::engine::{Catalogue, Deed, Game};
use brownout_web::exports::Save;
use brownout_web::prelude::*;
use mounted::{Mounted, mount_game, settled};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const FILES: [(&str, &str); 2] = [
    ("standard/pack.yaml", include_str!("../../scenarios/standard/pack.yaml")),
    ("standard/leaky-checkout.yaml", include_str!("../../scenarios/standard/leaky-checkout.yaml")),
];
const ID: &str = "standard/leaky-checkout";

fn game() -> Game {
    let catalogue = Catalogue::from_files(FILES.map(|(path, text)| (path.to_owned(), text.to_owned())));
    Game::open(&catalogue, ID, 7).map_err(|error| error.to_string()).unwrap()
}

fn deed(action: &str) -> Deed {
    Deed { action: action.to_owned(), args: vec![("target".to_owned(), "checkout".to_owned())] }
}

/// Looked once, waited twice; looked again, or rolled back and so to its end if `over`.
fn mine(over: bool) -> Game {
    let mut game = game();
    game.act(&deed("read-logs")).unwrap();
    game.wait().unwrap();
    game.wait().unwrap();
    game.act(&deed(if over { "rollback" } else { "read-logs" })).unwrap();
    while over && game.over().is_none() {
        game.wait().unwrap();
    }
    game
}

fn side(game: Game) -> Side {
    let link = Link::of(&game, Scenario::BuiltIn(ID.to_owned()), View::default());
    Side::of(game, link)
}

async fn compared(a: Game, b: Option<Result<Side, String>>) -> Mounted {
    let pair = Rc::new(Pair::of(side(a), b));
    mount_game(game(), move |_| view! { <main><Compared pair=pair/></main> }).await
}

fn names(m: &Mounted, selector: &str) -> Vec<String> {
    m.all(selector).iter().map(|e| e.text_content().unwrap_or_default()).collect()
}

#[wasm_bindgen_test]
async fn runs_are_called_what_they_are() {
    let over = mine(true);
    for (how, name, first) in [
        (
            Other::Nothing,
            "Doing nothing",
            "They differ from the first step on. This run: Read logs: checkout; doing nothing: waited.",
        ),
        (
            Other::Expert,
            "The expert",
            "Up to step 1 both did the same. Then this run: waited; the expert: Roll back: checkout.",
        ),
        (
            Other::Without(3),
            "Without step 4",
            "Up to step 3 both did the same. Then this run: Roll back: checkout; without step 4: waited.",
        ),
    ] {
        let m = compared(mine(true), Some(Ok(side(other(&over, how).unwrap())))).await;
        assert_eq!(names(&m, ".sides b"), ["This run", name]);
        assert_eq!(m.text("#cmp-h"), "Two runs side by side");
        assert!(m.text(".cmp-head .lead").starts_with(first), "{}", m.text(".cmp-head .lead"));
        let head = names(&m, ".cmp-outcome thead th");
        assert_eq!(head, ["Part", "This run", name, "Change"]);
        assert_eq!(names(&m, ".cmp-outcome tbody th")[0], "Grade");
        assert!(m.all(".cmp-charts polyline.a").len() >= 5, "every metric, and what users had of it");
        assert_eq!(m.all(".cmp-charts polyline.a").len(), m.all(".cmp-charts polyline.b").len());
    }
    // One's own stays one's own, however good it is.
    let best = || other(&over, Other::Expert).unwrap();
    let m = compared(best(), Some(Ok(side(best())))).await;
    assert_eq!(names(&m, ".sides b"), ["This run", "The expert"]);
    let m = compared(mine(true), Some(Ok(side(mine(true))))).await;
    assert!(m.text(".cmp-head .lead").contains("Both did the same, and nothing that can be seen differs."));
    assert!(m.all(".cmp-steps").is_empty(), "there is nothing that either did alone");
}

#[wasm_bindgen_test]
async fn the_axis_is_shared_and_keys_move_along_it() {
    let over = mine(true);
    let ticks = over.frames().len().max(other(&over, Other::Nothing).unwrap().frames().len());
    let m = compared(mine(true), Some(Ok(side(other(&over, Other::Nothing).unwrap())))).await;
    let box_of = ".cmp .charts-box, .charts-box";
    assert_eq!(m.attribute(".charts svg svg", "viewBox"), format!("0 0 {} 41", ticks - 1));
    assert!(m.text("#cmp-service").contains("checkout: differs at"));
    // The line is where they part, the numbers are those of the crosshair: each says which tick it is of.
    let parts_at = compare(&over, &other(&over, Other::Nothing).unwrap()).unwrap().parts_at.unwrap();
    assert_eq!(m.text(".cmp-parts").trim(), format!("They part at tick {parts_at}"));
    assert_eq!(m.all(".charts .c-now").len(), m.all(".charts dt").len());
    let ends = [&over, &other(&over, Other::Nothing).unwrap()].map(|game| game.head().tick);
    assert!(ends[0] < ends[1], "{ends:?}");
    let last = format!("Numbers: the last of each, tick {} and tick {}", ends[0], ends[1]);
    assert_eq!(m.text(".cmp-at"), last);
    m.press(box_of, "Home");
    settled().await;
    assert_eq!(m.text(".cmp-at"), "Numbers: tick 0");
    assert!(m.text(".charts-box [role=status]").starts_with("Tick 0: "), "{}", m.text(".charts-box [role=status]"));
    assert_eq!(m.text(".charts .v .a"), m.text(".charts .v .b"), "at first nothing differs");
    m.press(box_of, "End");
    settled().await;
    assert!(m.text(".charts-box [role=status]").starts_with(&format!("Tick {}: ", ticks - 1)));
    assert_eq!(m.all(".c-cross").len(), m.all(".charts dt").len());
    // A run that was over by then has no number there.
    assert!(names(&m, ".charts .v .a").contains(&"–".to_owned()));
    assert!(!names(&m, ".charts .v .b").contains(&"–".to_owned()));
    m.press(box_of, "Escape");
    settled().await;
    assert!(m.all(".c-cross").is_empty());
}

#[wasm_bindgen_test]
async fn before_the_end_there_is_no_grade_and_no_expert() {
    let run = mine(false);
    let m = compared(mine(false), Some(Ok(side(other(&run, Other::Nothing).unwrap())))).await;
    assert!(m.text(".cmp-outcome").contains("Not over yet: this run."));
    assert!(m.all(".cmp-outcome td").is_empty());
    let expert =
        m.all(".cmp-choose button").into_iter().find(|b| b.text_content().as_deref() == Some("The expert")).unwrap();
    assert!(expert.has_attribute("disabled") && !m.text("#cmp-why").is_empty());
    let options = names(&m, ".cmp-choose option");
    assert_eq!(
        options,
        ["1, tick 0: Read logs: checkout", "4, tick 3: Read logs: checkout"],
        "waits are no steps to leave out"
    );
}

#[wasm_bindgen_test]
async fn what_is_wrong_with_the_other_is_said_and_another_can_be_chosen() {
    let m = compared(mine(true), Some(Err("It is no link.".to_owned()))).await;
    assert_eq!((m.text("#cmp-h"), m.text("[role=alert]")), ("Compare a run".to_owned(), "It is no link.".to_owned()));
    assert!(m.all(".cmp-charts").is_empty());
    m.find("#cmp-link");
    m.submit(".cmp-choose form");
    settled().await;
    assert!(m.text("#cmp-wrong").contains("This is no link to a run"));
}

#[wasm_bindgen_test]
async fn the_debrief_says_what_would_have_been() {
    let m = mount_game(mine(true), |play| {
        let debrief = play.debrief().unwrap();
        view! { <DebriefMain debrief=debrief/> }
    })
    .await;
    assert!(m.text(".counter").starts_with("Doing nothing would have scored "), "{}", m.text(".counter"));
    let without: Vec<String> = m.all(".without").iter().map(|b| b.get_attribute("aria-label").unwrap()).collect();
    assert_eq!(
        without,
        [
            "without it: this run compared with the one without Read logs: checkout",
            "without it: this run compared with the one without Roll back: checkout"
        ]
    );
    let before = window().location().hash().unwrap();
    m.click(".without");
    settled().await;
    let after = window().location().hash().unwrap();
    assert!(after.starts_with("#/compare/1.") && after != before, "{after}");
    window().location().set_hash("").unwrap();
}

#[wasm_bindgen_test]
async fn a_run_that_goes_on_has_no_post_mortem() {
    let m = mount_game(mine(false), |play| view! { <Save play=play/> }).await;
    let buttons = names(&m, ".saves button");
    assert_eq!(buttons.len(), 9);
    let at = buttons.iter().position(|name| name.starts_with("Post-mortem")).unwrap();
    m.click(&format!(".saves li:nth-child({}) button", at + 1));
    for _ in 0..5 {
        settled().await;
    }
    assert_eq!(m.text("[role=status]"), "The run is not over: there is a post-mortem once it is.");
}
