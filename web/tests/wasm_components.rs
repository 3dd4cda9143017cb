//! Components in a real browser: what they are called, how they answer keys. Each test mounts one into a section of
//! its own, over a real scenario, and looks at the document as a reader of it would.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

mod mounted;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use brownout_web::actions::Actions;
use brownout_web::alerts::AlertPanel;
use brownout_web::course::CoursePanel;
use brownout_web::dialogs::Dialogs;
use brownout_web::engine::{Catalogue, Course, Game};
use brownout_web::graph::GraphPanel;
use brownout_web::logs::LogPanel;
use brownout_web::packs::Packs;
use brownout_web::page::PlayPage;
use brownout_web::prelude::*;
use brownout_web::roles::{Lists, Turn};
use brownout_web::service::ServicePanel;
use brownout_web::store::Play;
use brownout_web::transport::Transport;
use brownout_web::ui::DialogKind;
use mounted::{Mounted, focused, mount_game, settled};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

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

fn mesh(id: &str) -> Game {
    game!(
        id,
        "standard/pack.yaml",
        "firewatch/pack.yaml",
        "firewatch/services.yaml",
        "firewatch/metrics.yaml",
        "firewatch/faults.yaml",
        "firewatch/actions.yaml",
        "firewatch/logs.yaml",
        "firewatch/score.yaml",
        "firewatch/oom-baseline.yaml",
        "firewatch/dual-fault-shared-cascade.yaml"
    )
}

fn war_room() -> Game {
    game!(
        "chaosops/cascade-hard",
        "standard/pack.yaml",
        "chaosops/pack.yaml",
        "chaosops/failures.yaml",
        "chaosops/actions.yaml",
        "chaosops/fleet.yaml",
        "chaosops/score.yaml",
        "chaosops/players.yaml",
        "chaosops/cascade-hard.yaml"
    )
}

/// A chain of so many services, with a fan of the last ten.
fn many(services: usize) -> Game {
    let pack = "time: { tick: 30s }\nmetrics: { err: { unit: ratio } }\nstatus: { healthy: { when: true } }\n\
        end: { ticks: 3 }\nactions: { wait: {} }\n";
    let mut text = "title: Many\nservices:\n".to_owned();
    for service in 0..services {
        let calls = if service + 10 < services { format!("service-{}", service + 1) } else { String::new() };
        text.push_str(&format!("  service-{service}: {{ calls: [ {calls} ] }}\n"));
    }
    let files = [("standard/pack.yaml", "{}\n"), ("p/pack.yaml", pack)];
    let catalogue = Catalogue::from_files(files.map(|(path, text)| (path.to_owned(), text.to_owned())));
    Game::open_text(&catalogue, "p/many.yaml", &text, 7).map_err(|error| error.to_string()).unwrap()
}

async fn mount<V: IntoView + 'static>(view: impl FnOnce(Play) -> V + 'static) -> Mounted {
    mount_game(triage(), view).await
}

#[wasm_bindgen_test]
async fn the_graph_is_a_group_of_buttons_with_one_tab_stop() {
    let m = mount(|_| {
        let table = RwSignal::new(false);
        view! { <GraphPanel table=table/> }
    })
    .await;
    assert!(m.attribute("svg.canvas", "aria-label").starts_with("Service graph: 7 services, 6 calls."));
    assert_eq!(m.attribute("svg.canvas", "role"), "group");
    assert_eq!(m.all("g[role=button]").len(), 7);
    assert_eq!(m.all("g[role=button][tabindex='0']").len(), 1);
    assert!(m.attribute("#n-0", "aria-label").starts_with("api-gateway, degraded, error rate 8.3%, p99 2.5 s"));
    m.press("#n-0", "ArrowRight");
    m.press("#n-0", "ArrowUp");
    settled().await;
    assert_eq!(focused(), "n-1");
    assert_eq!(m.attribute("#n-1", "tabindex"), "0");
    m.press("#n-1", "Enter");
    settled().await;
    assert_eq!(m.attribute("#n-1", "aria-pressed"), "true");
    assert_eq!(m.play.selected.get_untracked(), Some(1));
}

#[wasm_bindgen_test]
async fn a_step_moves_no_node_and_keeps_the_focus() {
    let m = mount(|_| {
        let table = RwSignal::new(false);
        view! { <GraphPanel table=table/> }
    })
    .await;
    let places = |m: &Mounted| -> Vec<String> {
        m.all("g.n").iter().map(|node| node.get_attribute("transform").unwrap_or_default()).collect()
    };
    m.find("#n-2").unchecked_into::<web_sys::SvgElement>().focus().unwrap();
    let (node, before) = (m.find("#n-2"), places(&m));
    for _ in 0..5 {
        m.play.forward();
    }
    settled().await;
    assert_eq!(places(&m), before);
    assert_eq!(focused(), "n-2");
    assert!(m.find("#n-2").is_same_node(Some(&node)), "the element of a node outlives a step");
    assert!(m.attribute("#n-1", "aria-label").contains("down"));
}

#[wasm_bindgen_test]
async fn the_table_is_equal_to_the_graph_and_sorts_on_request() {
    let m = mount(|_| {
        let table = RwSignal::new(true);
        view! { <GraphPanel table=table/> }
    })
    .await;
    let names = |m: &Mounted| -> Vec<String> {
        m.all(".tbl:first-of-type tbody th button").iter().map(|b| b.text_content().unwrap_or_default()).collect()
    };
    assert_eq!(m.all("table").len(), 2);
    assert_eq!(names(&m).first().map(String::as_str), Some("api-gateway"));
    assert_eq!(m.attribute("th:nth-child(3)", "aria-sort"), "none");
    m.click("th:first-child button.sort");
    settled().await;
    assert_eq!(m.attribute("th:first-child", "aria-sort"), "ascending");
    assert_eq!(names(&m).get(2).map(String::as_str), Some("email-queue"));
    m.click("th:first-child button.sort");
    settled().await;
    assert_eq!(m.attribute("th:first-child", "aria-sort"), "descending");
    m.click("th:first-child button.sort");
    settled().await;
    assert_eq!(m.attribute("th:first-child", "aria-sort"), "none");
    assert_eq!(names(&m).first().map(String::as_str), Some("api-gateway"));
}

#[wasm_bindgen_test]
async fn tabs_follow_the_arrow_keys() {
    let m = mount(|play| {
        play.selected.set(Some(2));
        view! { <ServicePanel/> }
    })
    .await;
    assert!(m.text("#svc-h").starts_with("user-db"));
    assert_eq!(m.attribute("#tab-metrics", "aria-selected"), "true");
    m.press("#tab-metrics", "ArrowRight");
    settled().await;
    assert_eq!(focused(), "tab-calls");
    assert_eq!(m.attribute("#tab-calls", "aria-selected"), "true");
    assert_eq!(m.attribute("#tab-metrics", "tabindex"), "-1");
    assert_eq!(m.attribute("[role=tabpanel]", "aria-labelledby"), "tab-calls");
    assert!(m.text("[role=tabpanel]").contains("auth-service"));
    m.press("#tab-calls", "ArrowRight");
    settled().await;
    assert_eq!(focused(), "tab-metrics");
    let chart = m.attribute("[role=tabpanel] svg[role=img]", "aria-label");
    assert!(chart.starts_with("Error rate: now "), "{chart}");
}

#[wasm_bindgen_test]
async fn an_action_that_asks_gets_the_focus_and_gives_it_back() {
    let m = mount(|play| {
        play.selected.set(Some(2));
        view! { <Actions/> }
    })
    .await;
    let button = m
        .all("button.act")
        .into_iter()
        .find(|b| b.text_content().unwrap_or_default().starts_with("Remediate"))
        .unwrap();
    let selector = format!("#{}", button.id());
    assert_eq!(m.attribute(&selector, "aria-expanded"), "false");
    m.click(&selector);
    settled().await;
    assert_eq!(m.attribute(&selector, "aria-expanded"), "true");
    assert_eq!(focused(), "act-first");
    assert_eq!(m.attribute("form", "aria-label"), "Remediate");
    m.press("form", "Escape");
    settled().await;
    assert_eq!(focused(), button.id());
    assert!(m.all("form").is_empty());
    assert_eq!(m.play.steps(<[_]>::len), 0);
    // Asked for what it needs: a form without an answer says so at its field, and costs nothing.
    m.click(&selector);
    settled().await;
    m.submit("form");
    settled().await;
    assert!(m.text("#act-wrong").ends_with(": choose one."), "{}", m.text("form"));
    assert_eq!(m.attribute(&format!("#{}", focused()), "aria-describedby"), "act-wrong");
    assert_eq!(m.play.steps(<[_]>::len), 0);
}

#[wasm_bindgen_test]
async fn an_action_in_the_past_says_first_that_it_makes_a_branch() {
    let m = mount(|play| {
        play.forward();
        play.forward();
        play.look_at(1);
        view! { <Actions/> }
    })
    .await;
    assert!(m.all("button.act[aria-disabled=true]").len() < m.all("button.act").len());
    assert!(m.text(".branches-off").contains("branch"), "{}", m.text(".branches-off"));
    m.play.look_at(2);
    settled().await;
    assert!(m.play.is_live() && m.all(".branches-off").is_empty());
}

#[wasm_bindgen_test]
async fn logs_are_a_quiet_list_that_filters() {
    let m = mount(|_| view! { <LogPanel/> }).await;
    assert_eq!(m.attribute("[role=log]", "aria-live"), "off");
    let all = m.all("[role=log] li:not(.sep)").len();
    assert_eq!(m.attribute("[role=log]", "aria-label"), format!("Log lines, {all} of {all} shown"));
    m.click(".chips .chip:nth-child(4)");
    settled().await;
    assert_eq!(m.attribute(".chips .chip:nth-child(4)", "aria-pressed"), "false");
    assert!(m.all(".lv.I").iter().all(|lv| lv.closest("[role=log]").unwrap().is_none()));
    let input: web_sys::HtmlInputElement = m.find("#log-filter").unchecked_into();
    input.set_value("no such words <b>");
    input.dispatch_event(&web_sys::Event::new("input").unwrap()).unwrap();
    settled().await;
    assert_eq!(m.all("[role=log] li").len(), 0);
    assert_eq!(m.all("[role=log] b").len(), 1, "what was typed is text, in one b of the page's own");
    assert!(m.text(".empty").contains("No line matches no such words <b> at these levels."));
    m.click(".empty button");
    settled().await;
    assert_eq!(m.all("[role=log] li:not(.sep)").len(), all);
}

#[wasm_bindgen_test]
async fn an_alert_selects_its_service() {
    let m = mount(|_| view! { <AlertPanel/> }).await;
    m.click(".alist button");
    settled().await;
    assert_eq!(m.play.selected.get_untracked(), Some(0));
    assert_eq!(m.play.cross.get_untracked(), Some(0));
}

#[wasm_bindgen_test]
async fn the_timeline_is_a_slider_that_looks_back() {
    let m = mount(|play| {
        for _ in 0..4 {
            play.forward();
        }
        view! { <Transport/> }
    })
    .await;
    assert_eq!(m.attribute("#timeline", "role"), "slider");
    assert_eq!(m.attribute("#timeline", "aria-valuenow"), "4");
    m.press("#timeline", "ArrowLeft");
    settled().await;
    assert_eq!(m.attribute("#timeline", "aria-valuenow"), "3");
    assert_eq!(m.attribute("#timeline", "aria-valuemax"), "4");
    assert!(m.attribute("#timeline", "aria-valuetext").starts_with("Tick 3 of 12, 12:01:30, "));
    m.press("#timeline", "Home");
    settled().await;
    assert_eq!(m.attribute("#timeline", "aria-valuenow"), "0");
    // Looking back and stepping forward replays; it takes no step.
    m.click("[aria-label='Step forward']");
    settled().await;
    assert_eq!(m.attribute("#timeline", "aria-valuenow"), "1");
    assert_eq!(m.play.head_tick(), 4);
}

#[wasm_bindgen_test]
async fn single_keys_can_be_switched_off() {
    let m = mount(|play| view! { <PlayPage play=play/> }).await;
    m.press("#graph", ".");
    settled().await;
    assert_eq!(m.play.head_tick(), 1);
    m.ui.single_keys.set(false);
    m.press("#graph", ".");
    settled().await;
    assert_eq!(m.play.head_tick(), 1);
    m.ui.single_keys.set(true);
    m.press("#log-filter", ".");
    settled().await;
    assert_eq!(m.play.head_tick(), 1, "a field takes its own text");
}

#[wasm_bindgen_test]
async fn a_dialog_is_modal_and_named() {
    let m = mount(|play| {
        let table = RwSignal::new(false);
        view! { <Dialogs play=play table=table/> }
    })
    .await;
    m.ui.dialog.set(Some(DialogKind::Help));
    settled().await;
    assert!(m.find("dialog").has_attribute("open"));
    assert_eq!(m.text(&format!("#{}", m.attribute("dialog", "aria-labelledby"))), "Help and keyboard");
    assert_eq!(m.all("dialog [role=switch]").len(), 1);
    m.click("dialog header button");
    settled().await;
    settled().await;
    assert_eq!(m.ui.dialog.get_untracked(), None);
    assert!(m.all("dialog").is_empty());
}

#[wasm_bindgen_test]
async fn the_page_ends_in_a_debrief_with_the_focus_on_its_heading() {
    let m = mount(|play| view! { <PlayPage play=play/> }).await;
    while m.play.forward() {}
    settled().await;
    assert_eq!(focused(), "db-h");
    assert_eq!(m.all("main").len(), 1);
    assert_eq!(m.text("#digest").len(), 16);
    assert!(m.text("#verdict").starts_with("Not won."));
    // The strict policy blocks style attributes; single properties set by script are allowed, and rare.
    assert!(m.all("[style]").iter().all(|element| element.class_name() == "pad"));
}

/// After so many milliseconds.
async fn later(ms: i32) {
    let waited = js_sys::Promise::new(&mut |resolve, _| {
        window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(waited).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_page_that_goes_leaves_nothing_behind_that_stumbles() {
    let panics = Arc::new(AtomicUsize::new(0));
    let (counter, before) = (Arc::clone(&panics), std::panic::take_hook());
    std::panic::set_hook(Box::new(move |info| {
        counter.fetch_add(1, Ordering::Relaxed);
        before(info);
    }));
    // Gone at every moment of its first frames: sizes are measured and not yet told, time runs, sentences and
    // addresses wait.
    for turn in 0..12 {
        let m = mount(|play| view! { <PlayPage play=play/> }).await;
        m.play.speed.set(5);
        m.play.playing.set(turn % 2 == 1);
        m.ui.dialog.set((turn % 3 == 0).then_some(DialogKind::Share));
        m.play.forward();
        m.section.set_attribute("style", "display: grid; grid-template: 500px / 700px").unwrap();
        later(turn * 3).await;
        drop(m);
    }
    later(2500).await;
    assert_eq!(panics.load(Ordering::Relaxed), 0);
}

#[wasm_bindgen_test]
async fn usual_parameters_are_not_said() {
    let m = mount_game(mesh("firewatch/oom-baseline"), |play| {
        play.selected.set(play.about().services.iter().position(|s| s.name == "auth-service"));
        view! { <Actions/> }
    })
    .await;
    let label = "Raise memory limit";
    let button = m.all("button.act").into_iter().find(|b| b.text_content().unwrap_or_default().starts_with(label));
    let selector = format!("#{}", button.unwrap().id());
    let said = |m: &Mounted| {
        m.play.steps(|steps| {
            let args = steps.last().unwrap().args.iter();
            let mut said: Vec<String> = args.map(|(name, value)| format!("{name} {value}")).collect();
            said.sort();
            said
        })
    };
    for (typed, expected) in [(None, vec!["target auth-service"]), (Some("3"), vec!["target auth-service", "times 3"])]
    {
        m.click(&selector);
        settled().await;
        let field: web_sys::HtmlInputElement = m.find("form input[type=text]").unchecked_into();
        assert_eq!(field.value(), "2");
        if let Some(typed) = typed {
            field.set_value(typed);
            field.dispatch_event(&web_sys::Event::new("input").unwrap()).unwrap();
        }
        m.submit("form");
        settled().await;
        assert_eq!(said(&m), expected);
    }
}

#[wasm_bindgen_test]
async fn the_graph_is_all_in_view_and_names_stay_in_their_boxes() {
    let m = mount_game(mesh("firewatch/dual-fault-shared-cascade"), |_| {
        let table = RwSignal::new(false);
        view! { <GraphPanel table=table/> }
    })
    .await;
    for (height, width) in [(344, 860), (246, 390), (289, 640), (200, 320), (500, 520), (600, 1200)] {
        m.section.set_attribute("style", &format!("display: grid; grid-template: {height}px / {width}px")).unwrap();
        settled().await;
        let panel = m.find(".canvas-box");
        let at = format!("{width}x{height}");
        assert_eq!(
            (panel.scroll_width(), panel.scroll_height()),
            (panel.client_width(), panel.client_height()),
            "{at}"
        );
        let outer = panel.get_bounding_client_rect();
        for shape in m.all(".canvas text.name, .canvas text.e-txt, .canvas .card, .canvas path[class^=e-]") {
            let (inner, what) = (shape.get_bounding_client_rect(), shape.text_content().unwrap_or_default());
            let inside = outer.left() - 0.5 <= inner.left()
                && inner.right() <= outer.right() + 0.5
                && outer.top() - 0.5 <= inner.top()
                && inner.bottom() <= outer.bottom() + 0.5;
            assert!(inside, "{} {what} leaves the panel at {at}", shape.get_attribute("class").unwrap_or_default());
        }
        for card in m.all(".canvas .n .card") {
            let face = card.parent_element().unwrap();
            for text in (0..face.child_element_count()).filter_map(|i| face.children().item(i)) {
                let (text_box, card_box) = (text.get_bounding_client_rect(), card.get_bounding_client_rect());
                assert!(text_box.right() <= card_box.right() + 0.5, "{} at {at}", text.text_content().unwrap());
            }
        }
    }
}

#[wasm_bindgen_test]
async fn a_call_fails_where_its_callee_is_ill_and_not_before() {
    let m = mount_game(mesh("firewatch/dual-fault-shared-cascade"), |_| {
        let table = RwSignal::new(false);
        view! { <GraphPanel table=table/> }
    })
    .await;
    for _ in 0..8 {
        let about = m.play.about();
        let (ill, calls) = m.play.frame(|frame| {
            let healthy = about.ladder.len() - 1;
            let ill: Vec<bool> = frame.status.iter().map(|&rung| usize::from(rung) != healthy).collect();
            (ill, about.calls.clone())
        });
        let drawn: Vec<bool> =
            m.all(".canvas .e").iter().map(|call| call.query_selector(".e-fail").unwrap().is_some()).collect();
        let expected: Vec<bool> = calls.iter().map(|&(_, callee)| ill[callee as usize]).collect();
        assert_eq!(drawn, expected, "tick {}", m.play.tick());
        m.play.forward();
        settled().await;
    }
}

#[wasm_bindgen_test]
async fn a_service_is_found_by_its_name() {
    let m = mount_game(many(40), |_| {
        let table = RwSignal::new(false);
        view! { <GraphPanel table=table/> }
    })
    .await;
    let field: web_sys::HtmlInputElement = m.find("#find-service").unchecked_into();
    for (typed, keys, told, selected) in [
        ("vice-39", vec![], "1 match", None),
        ("vice-39", vec!["Enter"], "1 of 1: service-39", Some(39)),
        ("service-3", vec!["Enter", "Enter"], "2 of 11: service-30", Some(30)),
        ("nothing", vec!["Enter"], "no match", Some(30)),
        ("service-7", vec!["Enter", "Escape"], "", Some(7)),
    ] {
        field.focus().unwrap();
        field.set_value(typed);
        field.dispatch_event(&web_sys::Event::new("input").unwrap()).unwrap();
        for key in keys {
            m.press("#find-service", key);
        }
        settled().await;
        assert_eq!(m.text(".found"), told, "{typed}");
        assert_eq!(m.play.selected.get_untracked(), selected, "{typed}");
        assert_eq!(focused(), "find-service");
        if let Some(selected) = selected {
            // The way on by keyboard begins there.
            assert_eq!(m.attribute(&format!("#n-{selected}"), "tabindex"), "0");
            let (node, panel) = (m.find(&format!("#n-{selected}")), m.find(".canvas-box"));
            let (node, panel) = (node.get_bounding_client_rect(), panel.get_bounding_client_rect());
            assert!(panel.left() <= node.left() && node.right() <= panel.right(), "{typed} is in view");
        }
    }
    let m = mount(|_| {
        let table = RwSignal::new(false);
        view! { <GraphPanel table=table/> }
    })
    .await;
    assert!(m.all("#find-service").is_empty(), "seven services are found by looking");
}

/// The texts of these elements.
fn texts(m: &Mounted, selector: &str) -> Vec<String> {
    m.all(selector).iter().filter_map(|element| element.text_content()).collect()
}

#[wasm_bindgen_test]
async fn the_debrief_says_who_saw_what_and_what_each_step_did() {
    let m = mount_game(war_room(), |play| view! { <PlayPage play=play/> }).await;
    let about = m.play.about();
    let act = |name: &str, args: &[(&str, &str)]| {
        let action = about.actions.iter().position(|action| action.name == name).unwrap();
        let args = args.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        assert!(m.play.act(action, args), "{name}");
    };
    act("identify-root-cause", &[("cause", "cascade")]);
    m.play.forward();
    act("restart", &[("target", "auth")]);
    while m.play.forward() {}
    settled().await;
    let rows = texts(&m, ".plays tbody tr");
    for (row, expected) in [
        (0, "0SREName the cause: cascadestep reward: A turn without a solution −2, Cause named early +30"),
        (1, "1Oversightwaited"),
        (2, "2DeveloperRestart: authwrong intervention"),
    ] {
        assert!(rows[row].starts_with(expected), "{}", rows[row]);
    }
    let told = texts(&m, ".sigs[aria-labelledby=db-told] li");
    assert!(
        told.iter().any(|told| told.contains("Seen by SRE") && told.contains("Manager: cannot see it")),
        "{told:?}"
    );
    let misled = texts(&m, ".sigs[aria-labelledby=db-misled] li");
    for (tag, text) in [("decoy", "Seen by"), ("routine", "Oversight: tick"), ("injected", "It asks for “")] {
        assert!(misled.iter().any(|told| told.contains(tag) && told.contains(text)), "{tag} {misled:?}");
    }
}

fn drill(id: &str) -> Game {
    game!(
        id,
        "standard/pack.yaml",
        "chaosops/pack.yaml",
        "chaosops/failures.yaml",
        "chaosops/actions.yaml",
        "chaosops/fleet.yaml",
        "chaosops/score.yaml",
        "chaosops/players.yaml",
        "chaosops/rogue-deploy-bot.yaml",
        "chaosops/db-deadlock.yaml"
    )
}

/// What was wrong, where, what cures it; why the score is what it is; and that rewards are none of it.
#[wasm_bindgen_test]
async fn the_debrief_explains_itself() {
    for (game, lead, cures) in [
        (
            drill("chaosops/rogue-deploy-bot"),
            "payments: deploy-bot pushed a configuration that nobody checked. The bot",
            "What cures it: Flag an agent: deploy-bot and Roll back: payments, in either order.",
        ),
        (drill("chaosops/db-deadlock"), "db is deadlocked. ", "What cures it: Restart: db."),
    ] {
        let m = mount_game(game, |play| view! { <PlayPage play=play/> }).await;
        while m.play.forward() {}
        settled().await;
        assert!(m.text(".why2 .lead").starts_with(lead), "{}", m.text(".why2 .lead"));
        assert!(m.text(".why2").contains(cures), "{}", m.text(".why2"));
    }
    let m = mount(|play| view! { <PlayPage play=play/> }).await;
    while m.play.forward() {}
    settled().await;
    let held = "The parts give −0.10; the score is 0.00, for it is never below 0.00.";
    assert_eq!(texts(&m, ".share-of"), [held]);
    assert!(texts(&m, ".fork").iter().any(|said| said.starts_with("Step rewards, ")), "{:?}", texts(&m, ".fork"));
    assert_eq!(m.text(".counter"), "You did nothing, so there is nothing to compare with.");
}

/// Where one's own play is the best known, it is watched here.
#[wasm_bindgen_test]
async fn the_best_play_is_watched_even_if_it_is_ones_own() {
    let compiled = drill("chaosops/db-deadlock");
    let best = brownout_run::compare::other(&compiled, brownout_run::compare::Other::Expert).unwrap();
    let m = mount_game(best, |play| view! { <PlayPage play=play/> }).await;
    settled().await;
    let watch = m.all(".plays .btns button").into_iter().find(|b| b.text_content().unwrap() == "Watch best play");
    watch.unwrap().unchecked_into::<HtmlElement>().click();
    settled().await;
    assert!(!m.play.debrief_open.get_untracked() && m.all("#db-h").is_empty());
    assert_eq!((m.play.tick(), focused().as_str()), (m.play.first_tick(), "graph"));
}

/// A phone turned, a tablet: below the graph there is one panel at a time, and a tab for each.
#[wasm_bindgen_test]
async fn every_panel_has_a_tab_below_the_graph() {
    let m = mount_game(war_room(), |play| view! { <PlayPage play=play/> }).await;
    let tabs = texts(&m, ".low-panes [role=tab]");
    assert_eq!(tabs.len(), 4, "{tabs:?}");
    assert_eq!(m.attribute("#main", "data-low"), "logs");
    m.press("#low-logs", "ArrowRight");
    settled().await;
    // Outside of its width the list is not drawn and takes no focus: the press does.
    m.click("#low-alerts");
    settled().await;
    assert_eq!(
        (m.attribute("#main", "data-low").as_str(), m.attribute("#low-alerts", "aria-selected").as_str()),
        ("alerts", "true")
    );
    m.press("#graph", "/");
    settled().await;
    assert_eq!(m.attribute("#main", "data-low"), "logs");
}

#[wasm_bindgen_test]
async fn a_course_counts_the_run_that_is_next_and_forgets_on_request() {
    let packs = Packs::new();
    let _ = window().local_storage().map(|storage| storage.map(|storage| storage.clear()));
    packs.courses.learn("p", course());
    let next = |packs: Packs| {
        let next = packs.courses.of("p").unwrap().next_run().unwrap();
        (next.scenario, next.seed)
    };
    assert_eq!(next(packs), ("p/a".to_owned(), 0));
    assert_eq!(packs.courses.count("p", "p/a", 1, 5.0), None, "another seed");
    assert_eq!(packs.courses.count("p", "p/a", 0, 5.0).map(|counted| counted.reward), Some(5.0));
    assert_eq!(packs.courses.count("p", "p/a", 0, 5.0), None, "counted before");
    assert_eq!(next(packs), ("p/a".to_owned(), 31));
    // Whoever comes back finds it as it was left.
    let again = Packs::new();
    again.courses.learn("p", course());
    assert_eq!(next(again), next(packs));
    let m = mount(move |_| {
        let courses = packs.courses;
        move || courses.of("p").map(|course| view! { <CoursePanel course=course pack="p".to_owned() courses=courses/> })
    })
    .await;
    assert_eq!(m.all(".levels li").len(), 2);
    assert!(m.text("[aria-current=step]").contains("1 run, mean reward 5"), "{}", m.text("[aria-current=step]"));
    assert_eq!(m.attribute(".course a", "href"), "#/play/p/a?seed=31");
    m.click(".course details button");
    settled().await;
    assert!(m.text("[aria-current=step]").contains("no run yet"));
    assert_eq!(m.attribute(".course a", "href"), "#/play/p/a?seed=0");
}

/// A course of two levels.
fn course() -> Course {
    let pack = "time: { tick: 30s }\nservices: { web: {} }\nend: { ticks: 2 }\nactions: { wait: {} }\n\
        curriculum: { window: 2, tiers: { low: { scenarios: [ a ], promote: 6 }, high: { scenarios: [ b ] } } }\n";
    let files =
        [("standard/pack.yaml", "{}\n"), ("p/pack.yaml", pack), ("p/a.yaml", "title: A\n"), ("p/b.yaml", "title: B\n")];
    let catalogue = Catalogue::from_files(files.map(|(path, text)| (path.to_owned(), text.to_owned())));
    Course::of_pack(&catalogue, "p", 0).unwrap()
}

#[wasm_bindgen_test]
async fn shared_lists_and_turn_follow_the_role() {
    let m = mount_game(war_room(), |_| view! { <Turn/><Lists/> }).await;
    for (role, fleet) in [("SRE", false), ("Oversight", true), ("Developer", false), ("Manager", false), ("SRE", false)]
    {
        assert!(m.text(".w-turn dd").starts_with(role), "{}", m.text(".w-turn"));
        let heads: Vec<String> = m.all("h3").iter().filter_map(|head| head.text_content()).collect();
        assert_eq!(heads.iter().any(|head| head.starts_with("Fleet activity")), fleet, "{role}");
        assert!(heads.iter().any(|head| head.starts_with("Inbox")), "{role}");
        m.play.forward();
        settled().await;
    }
}

/// What one role was told is not for the next one, and the focus stays where it was.
#[wasm_bindgen_test]
async fn a_turn_takes_what_was_told_with_it() {
    let m = mount_game(war_room(), |play| view! { <PlayPage play=play/> }).await;
    let about = m.play.about();
    let escalate = about.actions.iter().position(|action| action.name == "escalate").unwrap();
    let button = format!("#act-{escalate}");
    m.find(&button).unchecked_into::<HtmlElement>().focus().unwrap();
    m.click(&button);
    settled().await;
    assert_eq!((m.text(".acts .told").as_str(), focused()), ("", format!("act-{escalate}")));
    for _ in 0..3 {
        m.play.forward();
        settled().await;
    }
    assert_eq!(m.text(".acts .told"), "The owners of the automation have been told.");
}
