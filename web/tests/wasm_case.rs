//! The parts of the page for long incidents, in a real browser: the desk, forms with lists, shares and moments, the
//! configuration editor, the notebook and the leap over quiet ticks.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

mod mounted;

use brownout_web::actions::Actions;
use brownout_web::case::DeskPanel;
use brownout_web::engine::{Catalogue, Game};
use brownout_web::prelude::*;
use brownout_web::service::ServicePanel;
use brownout_web::store::Desk;
use brownout_web::transport::Transport;
use mounted::{Mounted, focused, mount_game, settled};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const PACK: &str = r#"
time: { tick: 30s, order: action-first, refusal: costs, logs: pushed }
metrics: { err: { unit: ratio } }
status: { down: { like: critical, when: err > 50% }, healthy: { like: healthy, when: true } }
services:
  web: { calls: [ db ] }
  db: { config: { url: v1, pool: { size: 10, spare: true } } }
stores: { pager: { label: Pager, for: everyone } }
faults:
  root: { at: db, breaks: { pool: { size: 3 }, pool.spare: false }, cured-when: restored(self) >= 1 }
  late: { at: web, starts: tick >= 5, begins: "err = 90%", cured-by: [ note-down ] }
action-groups: { on: { label: On, with: { target: { is: service } } }, all: { label: All } }
actions:
  wait: {}
  read: { group: on, label: Read, effect: show config }
  probe: { group: on, label: Probe, effect: show facts }
  set: { group: on, label: Set, with: { changes: { is: map } }, effect: write changes }
  say:
    group: all
    label: Say
    with:
      whom: { label: Whom, is: services, default: "[]" }
      sure: { label: How sure, is: number, unit: ratio, range: 0 to 1, default: 80% }
    effect: show "said"
  report:
    group: all
    label: Report
    with:
      why: { label: Why, is: text }
      story: { label: Story, is: moments, default: "[]" }
      next: { label: Next, is: list, default: "[]" }
    effect: show "reported"
  page: { group: all, label: Page, effect: "after 2 ticks: push pager \"we come\"" }
  note-down: { group: all, label: Note, aside: true, with: { text: { is: text } } }
facts: { probe: { any: [ { text: "GET / at {target}\n500 Internal Server Error\nno idea" } ] } }
end: { ticks: 40, when: [ cured(root) ], won: cured(root) }
"#;

fn game() -> Game {
    let mut catalogue = Catalogue::default();
    catalogue.insert("standard/pack.yaml", "{}\n");
    catalogue.insert("p/pack.yaml", PACK);
    Game::open_text(&catalogue, "p/s.yaml", "title: T\n", 1).map_err(|error| error.to_string()).unwrap()
}

fn action(m: &Mounted, name: &str) -> usize {
    m.play.about().actions.iter().position(|action| action.name == name).unwrap()
}

fn act(m: &Mounted, name: &str, args: &[(&str, &str)]) {
    let args = args.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    assert!(m.play.act(action(m, name), args), "{:?}", m.play.said.get_untracked());
}

/// The parameters of the last step, as they were given.
fn given(m: &Mounted) -> Vec<(String, String)> {
    m.play.steps(|steps| steps.last().map(|step| step.args.clone()).unwrap_or_default())
}

fn fill(m: &Mounted, selector: &str, text: &str) {
    let field = m.find(selector);
    let set = js_sys::Reflect::set(&field, &"value".into(), &text.into());
    assert!(set.unwrap());
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    for name in ["input", "change"] {
        field.dispatch_event(&web_sys::Event::new_with_event_init_dict(name, &init).unwrap()).unwrap();
    }
}

fn submit(m: &Mounted, selector: &str) {
    m.find(selector).unchecked_into::<web_sys::HtmlElement>().click();
}

#[wasm_bindgen_test]
async fn answers_are_kept_with_what_was_asked() {
    let m = mount_game(game(), |_| view! { <DeskPanel/> }).await;
    let tabs: Vec<String> = m.all("[role=tab]").iter().map(|tab| tab.id()).collect();
    assert_eq!(tabs, ["desk-logs", "desk-evidence", "desk-timeline", "desk-notes", "desk-messages"]);
    m.play.desk.set(Desk::Evidence);
    settled().await;
    assert!(m.text("#case").contains("Nothing yet."));
    act(&m, "probe", &[("target", "db")]);
    act(&m, "probe", &[("target", "db")]);
    settled().await;
    assert_eq!(m.all(".board > li").len(), 2);
    // Newest first; what was known is said to be.
    assert!(m.text(".board > li").contains("(known since tick 0)"));
    let wire: Vec<String> = m.all(".board > li:last-child dd").iter().map(|dd| dd.text_content().unwrap()).collect();
    assert_eq!(wire, ["GET / at db", "500 Internal Server Error", "no idea"]);
    m.play.desk.set(Desk::Timeline);
    settled().await;
    assert_eq!(m.all(".story li").len(), 2);
    m.click(".story li button");
    settled().await;
    assert_eq!(m.play.tick(), 0);
    assert_eq!(m.play.selected.get_untracked(), Some(1));
}

#[wasm_bindgen_test]
async fn a_note_takes_no_time_and_stands_in_the_log() {
    let m = mount_game(game(), |_| view! { <DeskPanel/> }).await;
    m.play.desk.set(Desk::Notes);
    settled().await;
    fill(&m, "#note-text", "<b>db</b> first");
    submit(&m, ".note [type=submit]");
    settled().await;
    assert_eq!((m.play.tick(), m.play.taken(), focused()), (0, 0, "note-text".to_owned()));
    assert_eq!(m.text("#case ol li span"), "<b>db</b> first");
    assert!(m.play.address().unwrap().link.is_some());
    m.play.forward();
    settled().await;
    assert_eq!(m.play.taken(), 1);
}

#[wasm_bindgen_test]
async fn a_leap_ends_at_the_next_thing_that_changes() {
    let m = mount_game(game(), |_| view! { <Transport/> }).await;
    act(&m, "page", &[]);
    for (tick, said) in [(3, "2 ticks on: a message came."), (6, "3 ticks on: web is down.")] {
        m.click("#leap");
        settled().await;
        assert_eq!((m.play.tick(), m.text(".leapt").as_str()), (tick, said));
    }
    m.play.look_at(0);
    m.click("#leap");
    settled().await;
    assert_eq!(m.play.tick(), 3, "along what was simulated already");
}

#[wasm_bindgen_test]
async fn several_services_and_a_share_are_given() {
    let m = mount_game(game(), |_| view! { <Actions/> }).await;
    let say = action(&m, "say");
    m.click(&format!("#act-{say}"));
    settled().await;
    assert_eq!(focused(), "act-first");
    assert_eq!(m.find("input[type=range]").get_attribute("aria-valuetext").unwrap(), "80%");
    m.find("#act-first").unchecked_into::<web_sys::HtmlElement>().click();
    fill(&m, "input[type=range]", "35");
    settled().await;
    assert_eq!(m.text("output"), "35%");
    submit(&m, "form [type=submit]");
    settled().await;
    let text = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    assert_eq!(given(&m), [text("whom", "[\"web\"]"), text("sure", "35%")]);
    assert_eq!(focused(), format!("act-{say}"));
}

#[wasm_bindgen_test]
async fn a_report_begins_with_what_happened_and_is_kept_while_it_is_written() {
    let m = mount_game(game(), |_| view! { <ServicePanel/> }).await;
    act(&m, "probe", &[("target", "db")]);
    act(&m, "read", &[("target", "db")]);
    let report = action(&m, "report");
    m.click(&format!("#act-{report}"));
    settled().await;
    assert_eq!(m.all(".moments li").len(), 2);
    fill(&m, "textarea#act-first", "the pool");
    m.find(".moments li input").unchecked_into::<web_sys::HtmlElement>().click();
    fill(&m, ".moments textarea", "0 customers call\n1 we saw it");
    m.press("form", "Escape");
    settled().await;
    assert!(m.all("form.aform").is_empty());
    m.click(&format!("#act-{report}"));
    settled().await;
    let kept = js_sys::Reflect::get(&m.find("textarea#act-first"), &"value".into()).unwrap();
    assert_eq!(kept.as_string().unwrap(), "the pool");
    fill(&m, "#act-p-next", "more pool\nan alert");
    submit(&m, "form [type=submit]");
    settled().await;
    let text = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let story = r#"["0 customers call","1 read at db","1 we saw it"]"#;
    let next = r#"["more pool","an alert"]"#;
    assert_eq!(given(&m), [text("why", "the pool"), text("story", story), text("next", next)]);
}

/// What is missing is said at its field, in the words on the screen; the focus goes there.
#[wasm_bindgen_test]
async fn what_is_missing_is_said_where_it_is_missing() {
    let m = mount_game(game(), |_| view! { <ServicePanel/> }).await;
    for (name, said) in [("probe", "Target: choose one."), ("report", "Why: write something.")] {
        m.click(&format!("#act-{}", action(&m, name)));
        settled().await;
        m.submit("form.aform");
        settled().await;
        assert_eq!(m.text("#act-wrong"), said);
        assert_eq!(m.attribute("#act-first", "aria-describedby"), "act-wrong");
        assert_eq!((m.attribute("#act-first", "aria-invalid").as_str(), focused().as_str()), ("true", "act-first"));
        assert_eq!((m.play.taken(), m.text(".btns [role=status]")), (0, String::new()));
        m.press("form", "Escape");
        settled().await;
    }
    m.click(&format!("#act-{}", action(&m, "report")));
    settled().await;
    m.submit("form.aform");
    fill(&m, "textarea#act-first", "the pool");
    m.submit("form.aform");
    settled().await;
    assert_eq!((m.play.taken(), m.all("form.aform").len()), (1, 0));
}

#[wasm_bindgen_test]
async fn a_configuration_is_read_changed_undone_and_sent_as_one() {
    let m = mount_game(game(), |_| view! { <ServicePanel/> }).await;
    m.play.selected.set(Some(1));
    settled().await;
    m.click("#tab-configuration");
    settled().await;
    assert!(m.text("#svc-pane").contains("has not been read yet"));
    act(&m, "read", &[("target", "db")]);
    settled().await;
    let labels: Vec<String> = m.all(".set label .vh").iter().map(|l| l.text_content().unwrap()).collect();
    assert_eq!(labels, ["url: ", "pool.size: ", "pool.spare: "]);
    // The action's button leads here, and not to a form.
    m.click(&format!("#act-{}", action(&m, "set")));
    settled().await;
    settled().await;
    assert_eq!(focused(), "cfg-first");
    let size = "input[inputmode=decimal]";
    fill(&m, size, "ten");
    settled().await;
    assert_eq!(m.attribute(size, "aria-invalid"), "true");
    assert!(m.all(".set .wrong").iter().any(|wrong| wrong.text_content().unwrap().contains("a number")));
    fill(&m, size, "10");
    fill(&m, ".set select", "true");
    fill(&m, "#cfg-first", "v9");
    settled().await;
    assert_eq!((m.all(".set.changed").len(), m.text(".cfg [type=submit]").as_str()), (3, "Set: 3 changes"));
    m.click(".set button");
    settled().await;
    assert_eq!(m.text(".cfg [type=submit]"), "Set: 2 changes");
    submit(&m, ".cfg [type=submit]");
    settled().await;
    let (name, changes) = given(&m).pop().unwrap();
    assert_eq!((name.as_str(), changes.as_str()), ("changes", r#"{"pool.size":10,"pool.spare":true}"#));
    assert!(m.play.over().is_some());
}
