//! Views in a real browser: what markup becomes, what a change of a signal does to it, and what is left when it goes.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brownout_view::{Children, CollectView, IntoView, Mounted, View, mount_to, view};
use leptos::prelude::{
    Get, GetUntracked, NodeRef, Owner, RwSignal, Set, Update, With, component, document, expect_context, on_cleanup,
    provide_context,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

/// A view in a section of its own.
struct Shown {
    section: HtmlElement,
    mounted: Option<Mounted>,
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.mounted = None;
        self.section.remove();
    }
}

fn show(view: impl FnOnce() -> View) -> Shown {
    let section: HtmlElement = document().create_element("section").unwrap().unchecked_into();
    document().body().unwrap().append_child(&section).unwrap();
    let mounted = Some(mount_to(&section, view));
    Shown { section, mounted }
}

impl Shown {
    /// What is there, without the marks that keep places.
    fn html(&self) -> String {
        self.section.inner_html().replace("<!---->", "")
    }

    fn find(&self, selector: &str) -> Element {
        self.section.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}"))
    }

    fn texts(&self, selector: &str) -> Vec<String> {
        let list = self.section.query_selector_all(selector).unwrap();
        (0..list.length()).map(|i| list.get(i).unwrap().text_content().unwrap_or_default()).collect()
    }
}

/// Signals that live as long as the page.
fn of_the_test<T>(make: impl FnOnce() -> T) -> T {
    let owner = Owner::new();
    let made = owner.with(make);
    std::mem::forget(owner);
    made
}

/// Effects have run.
async fn settled() {
    for _ in 0..3 {
        leptos::task::tick().await;
    }
}

fn check(view: impl FnOnce() -> View, expected: &str) {
    assert_eq!(show(view).html(), expected);
}

#[wasm_bindgen_test]
fn markup_becomes_elements() {
    check(|| view! { "a < b" }, "a &lt; b");
    check(|| view! { <p>"one"</p><p>{"two"}</p>{3_u32} }, "<p>one</p><p>two</p>3");
    check(|| view! { <br/>{None::<View>}{Some("x")} }, "<br>x");
    check(|| view! { <ul>{["a", "b"].map(|word| view! { <li>{word}</li> })}</ul> }, "<ul><li>a</li><li>b</li></ul>");
    check(
        || view! { <ul>{(1..3_u32).map(|n| view! { <li>{n}</li> }).collect_view()}</ul> },
        "<ul><li>1</li><li>2</li></ul>",
    );
    check(
        || view! { <a href="#/x" aria-current=Some("page") title={None::<String>} hidden=true inert=false>"y"</a> },
        "<a href=\"#/x\" aria-current=\"page\" hidden=\"\">y</a>",
    );
    check(|| view! { <i class="a" class:b=true class:c=false class:d-e=|| true></i> }, "<i class=\"a b d-e\"></i>");
    check(|| view! { <b style:left="3px" style:top={None::<&str>}></b> }, "<b style=\"left: 3px;\"></b>");
}

#[wasm_bindgen_test]
fn a_list_has_chosen_what_its_value_says() {
    let options = || ["a", "b"].map(|word| view! { <option value=word>{word}</option> });
    let shown = show(move || view! { <select prop:value="b">{options()}</select> });
    assert_eq!(js_sys::Reflect::get(&shown.find("select"), &"value".into()).unwrap().as_string().as_deref(), Some("b"));
}

#[wasm_bindgen_test]
fn drawings_are_drawn() {
    let shown =
        show(|| view! { <svg viewBox="0 0 1 1"><g><title>"t"</title><text x=1.5>"w"</text></g></svg><p>"p"</p> });
    assert_eq!(shown.html(), "<svg viewBox=\"0 0 1 1\"><g><title>t</title><text x=\"1.5\">w</text></g></svg><p>p</p>");
    for (selector, expected) in [("svg", "svg"), ("title", "svg"), ("text", "svg"), ("p", "xhtml")] {
        let space = shown.find(selector).namespace_uri().unwrap();
        assert!(space.ends_with(expected), "{selector}: {space}");
    }
}

#[component]
fn Card(title: &'static str, #[prop(optional)] small: bool, children: Children) -> impl IntoView {
    view! { <div class:small=small><h2>{title}</h2>{children()}</div> }
}

#[wasm_bindgen_test]
fn components_take_what_is_between_their_tags() {
    check(
        || view! { <Card title="T"><p>"in"</p>"side"</Card><Card title="U" small=true>""</Card> },
        "<div class=\"\"><h2>T</h2><p>in</p>side</div><div class=\" small\"><h2>U</h2></div>",
    );
}

#[wasm_bindgen_test]
async fn what_follows_a_signal_changes_in_place() {
    let word = of_the_test(|| RwSignal::new("a"));
    let shown = show(move || {
        view! {
            <p class=move || word.get() title=move || (word.get() != "a").then_some("t")>{move || word.get()}"!"</p>
            {move || (word.get() != "a").then(|| view! { <b>"new"</b> })}
            <i>"end"</i>
        }
    });
    let before = shown.find("p");
    assert_eq!(shown.html(), "<p class=\"a\">a!</p><i>end</i>");
    for (now, expected) in
        [("b", "<p class=\"b\" title=\"t\">b!</p><b>new</b><i>end</i>"), ("a", "<p class=\"a\">a!</p><i>end</i>")]
    {
        word.set(now);
        settled().await;
        assert_eq!(shown.html(), expected);
    }
    assert!(before.is_same_node(Some(&shown.find("p"))));
}

#[wasm_bindgen_test]
async fn the_same_shape_keeps_its_nodes_and_focus() {
    let turn = of_the_test(|| RwSignal::new(0_u32));
    let heard = Rc::new(RefCell::new(Vec::new()));
    let log = Rc::clone(&heard);
    let shown = show(move || {
        view! {
            {move || {
                let (turn, log) = (turn.get(), Rc::clone(&log));
                view! {
                    <input id="kept" data-turn=turn prop:value=turn.to_string()
                        on:click=move |_| log.borrow_mut().push(turn)/>
                }
            }}
        }
    });
    let field: HtmlInputElement = shown.find("input").unchecked_into();
    field.focus().unwrap();
    turn.set(7);
    settled().await;
    field.click();
    turn.set(8);
    settled().await;
    field.click();
    assert!(field.is_same_node(Some(&shown.find("input"))));
    assert_eq!(document().active_element().unwrap().id(), "kept");
    assert_eq!((field.value().as_str(), field.get_attribute("data-turn").as_deref()), ("8", Some("8")));
    // Each listener is heard once, and none of those before.
    assert_eq!(*heard.borrow(), [7, 8]);
}

#[wasm_bindgen_test]
fn listeners_find_the_contexts_of_their_place() {
    #[derive(Clone)]
    struct Name(&'static str);
    let heard = Rc::new(Cell::new(""));
    let told = Rc::clone(&heard);
    let shown = show(move || {
        provide_context(Name("here"));
        view! { <button on:click=move |event| {
            assert_eq!(event.type_(), "click");
            told.set(expect_context::<Name>().0);
        }>"press"</button> }
    });
    shown.find("button").unchecked_into::<HtmlElement>().click();
    assert_eq!(heard.get(), "here");
}

#[wasm_bindgen_test]
async fn who_wants_the_element_gets_it() {
    let node = of_the_test(NodeRef::<leptos::html::Input>::new);
    let shown = show(move || view! { <label>"l"<input node_ref=node value="v"/></label> });
    assert_eq!(node.get_untracked().unwrap().value(), "v");
    assert!(shown.find("input").is_same_node(node.get_untracked().as_deref().map(AsRef::as_ref)));
}

/// Numbers that look random.
fn random(state: &mut u32) -> u32 {
    *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    *state >> 8
}

/// Some view of a random shape.
fn some(state: &mut u32, depth: u32) -> View {
    // At its root mostly something that holds others.
    match if depth == 4 { 3 + random(state) % 3 } else { random(state) % if depth == 0 { 3 } else { 8 } } {
        0 => View::Nothing,
        1 => "text".into_view(),
        2 => random(state).into_view(),
        3 => (0..random(state) % 4).map(|_| some(state, depth - 1)).collect_view(),
        4 => {
            let (inside, class) = (some(state, depth - 1), random(state) % 3);
            view! { <p class=(class > 0).then_some(class.to_string())>{inside}</p> }
        }
        5 => {
            let (one, other) = (some(state, depth - 1), some(state, depth - 1));
            view! { <div data-n=random(state)>{one}<b>"mid"</b>{other}</div> }
        }
        6 => {
            let seed = random(state);
            (move || some(&mut { seed }, depth - 1)).into_view()
        }
        _ => {
            let keys: Vec<u32> = (0..random(state) % 5).map(|_| random(state) % 6).collect();
            view! { <For each=move || keys.clone() key=|key| *key let:key><u>{key}</u></For> }
        }
    }
}

#[wasm_bindgen_test]
async fn whatever_becomes_of_whatever_is_as_if_it_were_new() {
    for seed in 0..200_u32 {
        let shape = of_the_test(|| RwSignal::new(seed));
        let shown = show(move || view! { <main>{move || some(&mut { shape.get() }, 4)}</main> });
        for turn in 1..8 {
            let next = seed * 100 + turn;
            shape.set(next);
            settled().await;
            let fresh = show(move || view! { <main>{some(&mut { next }, 4)}</main> });
            assert_eq!(shown.html(), fresh.html(), "seed {seed}, turn {turn}");
        }
    }
}

#[wasm_bindgen_test]
async fn rows_keep_their_nodes_wherever_they_go() {
    let mut state = 5;
    let keys = of_the_test(|| RwSignal::new(vec![1_u32, 2, 3]));
    let shown = show(move || {
        view! { <ol><For each=move || keys.get() key=|key| *key let:key><li>{key}</li></For></ol><p>"after"</p> }
    });
    let mark = JsValue::from_str("mark");
    for turn in 0..200 {
        let before = keys.get_untracked();
        for (index, key) in before.iter().enumerate() {
            let row = shown.section.query_selector_all("li").unwrap().get(index as u32).unwrap();
            js_sys::Reflect::set(&row, &mark, &JsValue::from(*key)).unwrap();
        }
        let mut next: Vec<u32> = Vec::new();
        for _ in 0..random(&mut state) % 9 {
            let key = random(&mut state) % 12;
            if !next.contains(&key) {
                next.push(key);
            }
        }
        keys.set(next.clone());
        settled().await;
        assert_eq!(shown.texts("li"), next.iter().map(u32::to_string).collect::<Vec<_>>(), "turn {turn}");
        for (index, key) in next.iter().enumerate() {
            let row = shown.section.query_selector_all("li").unwrap().get(index as u32).unwrap();
            let marked = js_sys::Reflect::get(&row, &mark).unwrap().as_f64();
            assert_eq!(marked, before.contains(key).then_some(f64::from(*key)), "turn {turn}, row {key}");
        }
    }
    assert!(shown.html().ends_with("</ol><p>after</p>"));
}

#[wasm_bindgen_test]
async fn what_goes_is_cleaned_up_and_reads_nothing_more() {
    let (keys, number, gone) =
        of_the_test(|| (RwSignal::new(vec![1_u32, 2]), RwSignal::new(0_u32), RwSignal::new(0_u32)));
    let read = Rc::new(Cell::new(0));
    let reads = Rc::clone(&read);
    let shown = show(move || {
        let row = move |key: u32| {
            // A signal of the row's own: whoever reads it after the row has gone would stumble.
            let own = RwSignal::new(key);
            let reads = Rc::clone(&reads);
            on_cleanup(move || gone.update(|gone| *gone += 1));
            let seen = move || {
                reads.set(reads.get() + 1);
                number.get() + own.get()
            };
            view! { <li>{move || { let seen = seen.clone(); move || seen() }}</li> }
        };
        view! { <ol><For each=move || keys.get() key=|key| *key children=row/></ol> }
    });
    assert_eq!((shown.texts("li"), read.get()), (vec!["1".to_owned(), "2".to_owned()], 2));
    // Both wake the row that goes; what is shown in it must not run again.
    number.set(10);
    keys.set(vec![2]);
    settled().await;
    assert_eq!((shown.texts("li"), gone.get_untracked()), (vec!["12".to_owned()], 1));
    let before = read.get();
    drop(shown);
    number.set(20);
    settled().await;
    assert_eq!((read.get(), gone.with(|gone| *gone)), (before, 2));
}

/// Bytes of the program's memory. It only grows, so what is not given back shows after enough rounds.
fn memory() -> f64 {
    let buffer: js_sys::ArrayBuffer =
        wasm_bindgen::memory().unchecked_into::<js_sys::WebAssembly::Memory>().buffer().unchecked_into();
    f64::from(buffer.byte_length())
}

#[wasm_bindgen_test]
async fn what_goes_gives_its_memory_back() {
    let seed = of_the_test(|| RwSignal::new(0_u32));
    let _shown = show(move || {
        let part = move || {
            let state = seed.get();
            view! {
                <button class:a=move || 3 < seed.get() on:click=move |_| seed.set(state)>{some(&mut { state }, 4)}</button>
                <For each=move || state..state + 5 key=|key| *key let:key><p title=move || seed.get()>{key}</p></For>
            }
        };
        view! { <main>{part}</main> }
    });
    let mut after = Vec::new();
    for round in 0..4_u32 {
        for turn in 0..2000 {
            seed.set(round * 2000 + turn);
            settled().await;
        }
        after.push(memory());
    }
    assert_eq!(after[1], after[3], "{after:?}");
}
