//! Branches, undo and redo, the share dialog and what is kept, in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

mod mounted;

use brownout_run::link::{Link, Scenario, View};
use brownout_run::tree::Tree;
use brownout_web::branches::UndoButtons;
use brownout_web::dialogs::Dialogs;
use brownout_web::engine::{Catalogue, Deed, Game};
use brownout_web::page::PlayPage;
use brownout_web::prelude::*;
use brownout_web::resume::Resume;
use brownout_web::sight::Seat;
use brownout_web::store::Run;
use brownout_web::transport::Transport;
use brownout_web::ui::DialogKind;
use brownout_web::{saved, storage};
use mounted::{Mounted, focused, mount_game, mount_run, settled};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const PACK: &str = r#"
time: { tick: 30s }
metrics: { err: { unit: ratio } }
status: { healthy: { when: true } }
end: { ticks: 9 }
services: { web: {}, db: {} }
actions:
  wait: {}
  look: { label: Look around, effect: show "It burns." }
  stop: { label: Stop it, needs: { tick > 2: too early } }
"#;
const ROLES: &str = r#"
time: { tick: 30s }
metrics: { err: { unit: ratio } }
status: { healthy: { when: true } }
end: { steps: 12 }
services: { web: {} }
turns: [ ops, boss ]
roles: { ops: { label: Ops, metrics: all, logs: 2 }, boss: { label: Boss, metrics: none, logs: none } }
actions: { wait: {}, look: { label: Look around, effect: show "It burns." } }
plays: { expert: [ look, look, look, look, look, look ] }
"#;

fn open(pack: &str) -> Game {
    let files = [("standard/pack.yaml", "{}\n"), ("p/pack.yaml", pack)];
    let catalogue = Catalogue::from_files(files.map(|(path, text)| (path.to_owned(), text.to_owned())));
    Game::open_text(&catalogue, "p/s.yaml", "title: T\n", 7).map_err(|error| error.to_string()).unwrap()
}

fn act(m: &Mounted, name: &str) -> bool {
    let action = m.play.about().actions.iter().position(|action| action.name == name).unwrap();
    m.play.act(action, Vec::new())
}

fn log(m: &Mounted) -> Vec<String> {
    let value = m.play.value(View::default());
    value.log.deeds().iter().map(|deed| deed.action.clone()).collect()
}

fn fill(m: &Mounted, selector: &str, text: &str) {
    let field: web_sys::HtmlInputElement = m.find(selector).unchecked_into();
    field.set_value(text);
    field.dispatch_event(&web_sys::Event::new("input").unwrap()).unwrap();
}

async fn with_dialog(kind: DialogKind, run: Run) -> Mounted {
    let m = mount_run(run, |play| {
        let table = RwSignal::new(false);
        view! { <Transport/><Dialogs play=play table=table/> }
    })
    .await;
    for _ in 0..4 {
        m.play.forward();
    }
    m.play.look_at(1);
    assert!(act(&m, "look"));
    m.ui.dialog.set(Some(kind));
    settled().await;
    m
}

#[wasm_bindgen_test]
async fn acting_in_the_past_makes_a_branch_that_is_drawn_and_listed() {
    let m = with_dialog(DialogKind::Branches, Run::new(open(PACK))).await;
    assert_eq!(m.text(".leapt"), "Branch 2 at tick 1 is played now; Main stays as it is.");
    assert_eq!((m.all(".tl .old").len(), m.text(".tl .old-name")), (1, "Main".to_owned()));
    let names: Vec<String> = m.all(".branch .name b").iter().map(|b| b.text_content().unwrap()).collect();
    assert_eq!(names, ["Main", "Branch 2 at tick 1"]);
    assert_eq!(m.text(".branch.d1 small"), "left Main at tick 1, now at tick 2");
    assert_eq!(m.attribute(".branch.d1", "aria-current"), "true");
    let href = m.attribute(".branch.d1 a.chip", "href");
    let mut links = href.trim_start_matches("#/compare/").split('/').map(|link| Link::decode(link).unwrap().log.len());
    assert_eq!((links.next(), links.next(), links.next()), (Some(4), Some(2), None), "{href}");

    // A name that is none is refused beside the field.
    m.click("[aria-label^='Rename Branch 2']");
    settled().await;
    assert_eq!(focused(), "branch-name");
    fill(&m, "#branch-name", "  ");
    m.submit(".branch form");
    settled().await;
    assert_eq!(m.attribute("#branch-name", "aria-invalid"), "true");
    assert!(m.text("#branch-name-wrong").contains("1 to 60"));
    fill(&m, "#branch-name", "Sooner");
    m.submit(".branch form");
    settled().await;
    assert_eq!((m.text(".branch.d1 .name b").as_str(), focused().as_str()), ("Sooner", "rename-2"));

    // Deleting asks first; what was left is played then.
    m.click("[aria-label='Delete Sooner']");
    settled().await;
    assert_eq!(m.all(".branch").len(), 2);
    m.click(".branch .doing button");
    settled().await;
    assert_eq!((m.all(".branch").len(), log(&m).len()), (1, 4));
    assert!(m.all(".tl .old").is_empty());
}

#[wasm_bindgen_test]
async fn what_could_be_done_then_is_asked_of_then() {
    let m = mount_game(open(PACK), |_| ()).await;
    for _ in 0..4 {
        m.play.forward();
    }
    let stop = m.play.about().actions.iter().position(|action| action.name == "stop").unwrap();
    for (tick, expected) in [(4, true), (1, false), (3, true), (0, false)] {
        m.play.look_at(tick);
        assert_eq!(untrack(|| m.play.available(stop, None)).is_ok(), expected, "{tick}");
        assert_eq!(untrack(|| m.play.would_branch()), (tick < 4).then_some(tick));
    }
}

#[wasm_bindgen_test]
async fn undo_and_redo_say_what_they_do_and_leave_fields_alone() {
    let m = mount_game(open(PACK), |play| view! { <PlayPage play=play/><UndoButtons wordy=true/> }).await;
    let undo = |m: &Mounted, selector: &str, shift: bool| {
        let init = web_sys::KeyboardEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        init.set_ctrl_key(true);
        init.set_shift_key(shift);
        init.set_key(if shift { "Z" } else { "z" });
        let event = web_sys::KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        m.find(selector).dispatch_event(&event).unwrap();
    };
    undo(&m, "#graph", false);
    settled().await;
    assert_eq!(m.text(".leapt"), "Nothing was done yet that could be undone.");
    m.play.forward();
    act(&m, "look");
    m.play.forward();
    settled().await;
    assert_eq!(m.attribute(".transport [aria-keyshortcuts='Control+Z']", "aria-label"), "Undo: Look around");
    undo(&m, "#log-filter", false);
    settled().await;
    assert_eq!(log(&m), ["wait", "look", "wait"], "a field undoes its own text");
    undo(&m, "#graph", false);
    settled().await;
    assert_eq!((log(&m), m.text(".leapt").as_str()), (vec!["wait".to_owned()], "Undone: Look around. Tick 1."));
    undo(&m, "#graph", true);
    settled().await;
    assert_eq!((log(&m).len(), m.text(".leapt").as_str()), (3, "Done again: Look around. Tick 3."));
    // An end can be taken back, and the debrief goes with it.
    while m.play.forward() {}
    settled().await;
    assert_eq!(m.all("#db-h").len(), 1);
    m.click("section > button");
    settled().await;
    assert_eq!((m.all("#db-h").len(), m.play.tick()), (0, 1));
}

#[wasm_bindgen_test]
async fn with_colleagues_undo_goes_back_to_ones_own_turn() {
    let seat = Seat { role: 1, colleague: "expert".to_owned() };
    let scenario = Scenario::BuiltIn("p/s".to_owned());
    let m = mount_run(Run::seated(Tree::new(open(ROLES)), scenario, Some(seat)), |_| ()).await;
    assert_eq!(log(&m), ["look"], "a colleague took the first turn");
    act(&m, "look");
    act(&m, "look");
    assert_eq!(log(&m).len(), 5);
    assert_eq!(untrack(|| m.play.undoable()).0.unwrap(), "Look around");
    m.play.undo();
    assert_eq!((log(&m).len(), untrack(|| m.play.viewer())), (3, Some(1)));
    m.play.redo();
    assert_eq!((log(&m).len(), untrack(|| m.play.viewer())), (5, Some(1)));
    // In the past it is one's own last turn that is taken otherwise.
    m.play.look_at(2);
    act(&m, "wait");
    assert_eq!(log(&m), ["look", "wait", "look"]);
    assert_eq!(untrack(|| m.play.branches()).len(), 2);
}

#[wasm_bindgen_test]
async fn a_link_is_shared_as_one_likes() {
    let m = with_dialog(DialogKind::Share, Run::new(open(PACK))).await;
    m.play.look_at(1);
    m.ui.dialog.set(None);
    settled().await;
    m.ui.dialog.set(Some(DialogKind::Share));
    settled().await;
    let value = |selector: &str| js_sys::Reflect::get(&m.find(selector), &"value".into()).unwrap().as_string().unwrap();
    let decoded = Link::decode(&value("#share-link")).unwrap();
    assert_eq!((decoded.view.tick, decoded.log.len()), (Some(1), 2));
    assert!(m.text(".sharing").contains(&format!("{} characters.", value("#share-link").len())));
    let choose = |place: usize| m.all("[name=opens]")[place].clone().unchecked_into::<web_sys::HtmlElement>().click();
    choose(0);
    settled().await;
    assert_eq!(Link::decode(&value("#share-link")).unwrap().view.tick, None);
    choose(2);
    settled().await;
    assert!(value("#share-link").ends_with("#/play/p/s?seed=7"), "{}", value("#share-link"));
    assert!(value("#share-frame").contains("#/embed/p/s?seed=7\""), "{}", value("#share-frame"));
    m.find("[role=switch]").unchecked_into::<web_sys::HtmlElement>().click();
    settled().await;
    assert!(value("#share-frame").contains("#/embed/p/s?seed=7&amp;act=1\""), "{}", value("#share-frame"));
    assert!(!m.text(".sharing").contains("Save the run"));
}

#[wasm_bindgen_test]
async fn a_link_that_is_too_long_comes_with_a_file() {
    // Text that nothing can be made shorter of: a generator of the simplest kind.
    let mut state = 1_u32;
    let mut noise = String::new();
    for _ in 0..4_000 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        noise.push(char::from(b'a' + (state >> 24) as u8 % 26));
    }
    let scenario = Scenario::Own { path: "p/s.yaml".to_owned(), text: format!("title: T\n# {noise}\n") };
    let m = with_dialog(DialogKind::Share, Run::seated(Tree::new(open(PACK)), scenario, None)).await;
    assert!(m.text(".sharing").contains("The file holds the same run."));
    assert!(m.text(".sharing").contains("Save the run as a file"));
}

#[wasm_bindgen_test]
async fn runs_are_kept_listed_found_and_forgotten() {
    saved::clear();
    let mut tree = Tree::new(open(PACK));
    for name in ["wait", "look", "wait"] {
        tree.act(&Deed { action: name.to_owned(), args: Vec::new() }).unwrap();
    }
    tree.act_at(1, &Deed { action: "look".to_owned(), args: Vec::new() }).unwrap();
    let scenario = Scenario::BuiltIn("p/s".to_owned());
    let hash = |id| format!("#/run/{}", tree.link(id, scenario.clone(), View::default()).unwrap().encode().unwrap());
    for run in 0..saved::MOST + 3 {
        assert!(saved::keep(&format!("brownout.1.run.{run}"), &hash(2), &format!("T{run}"), "what", &tree.to_json()));
    }
    storage::set("brownout.1.run.x", "{");
    let shelf = saved::shelf();
    assert_eq!((shelf.runs.len(), shelf.damaged), (saved::MOST, 1));
    // Whichever branch a link is of, all of them come back.
    let (found, _) = saved::find(&scenario, 7, tree.log(1).unwrap(), || open(PACK)).unwrap();
    assert_eq!((found.active(), found.branches().len()), (1, 2));
    assert!(saved::find(&scenario, 8, tree.log(1).unwrap(), || open(PACK)).is_none());

    let m = mount_game(open(PACK), |_| view! { <Resume/> }).await;
    assert_eq!(m.all(".resume li").len(), saved::MOST);
    assert!(m.text(".resume").contains("One kept run could not be read."));
    m.click(".resume li button");
    settled().await;
    assert_eq!((m.all(".resume li").len(), focused().as_str()), (saved::MOST - 1, "resume-h"));
    m.click(".resume .chip");
    settled().await;
    assert!(m.all(".resume").is_empty());
    assert_eq!(saved::shelf(), saved::Shelf::default());
}

#[wasm_bindgen_test]
async fn where_no_room_can_be_made_everything_is_as_it_was() {
    saved::clear();
    let tree = Tree::new(open(PACK));
    let scenario = Scenario::BuiltIn("p/s".to_owned());
    let hash = format!("#/run/{}", tree.link(1, scenario, View::default()).unwrap().encode().unwrap());
    let keep = |key: &str, what: &str| saved::keep(&format!("brownout.1.run.{key}"), &hash, "T", what, &tree.to_json());
    for run in ["a", "b", "c"] {
        assert!(keep(run, "what"));
    }
    let before = saved::shelf();
    // Somebody else takes all that the store of this site has, to the last letter.
    let mut place = 0;
    let mut size = 1 << 22;
    while size > 0 {
        place += 1;
        if !storage::set(&format!("filler.{place}"), &"x".repeat(size)) {
            size /= 2;
        }
    }
    assert!(!keep("large", &"x".repeat(20_000)));
    assert_eq!(saved::shelf(), before);
    // What fits in the place of the oldest takes it.
    assert!(keep("d", "what"));
    assert_eq!(saved::shelf().runs.len(), 3);
    storage::keys("filler.").iter().for_each(|key| storage::remove(key));
    assert!(keep("large", &"x".repeat(20_000)));
    saved::clear();
}
