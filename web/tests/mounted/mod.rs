//! A component in a section of its own, over a real scenario, and how a test looks at it and uses it.
#![allow(dead_code, reason = "each test file uses a part of it")]

use brownout_run::link::View;
use brownout_web::actions::Palette;
use brownout_web::engine::Game;
use brownout_web::prelude::*;
use brownout_web::store::{Play, Run};
use brownout_web::ui::Ui;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A mounted component; it goes when this is dropped.
pub struct Mounted {
    /// Its section.
    pub section: HtmlElement,
    /// The run.
    pub play: Play,
    /// The page's own state.
    pub ui: Ui,
    _handle: Box<dyn std::any::Any>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.section.remove();
    }
}

impl Mounted {
    pub fn find(&self, selector: &str) -> Element {
        self.section.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}"))
    }

    pub fn all(&self, selector: &str) -> Vec<Element> {
        let list = self.section.query_selector_all(selector).unwrap();
        (0..list.length()).map(|i| list.get(i).unwrap().unchecked_into()).collect()
    }

    pub fn click(&self, selector: &str) {
        let init = web_sys::MouseEventInit::new();
        init.set_bubbles(true);
        let event = web_sys::MouseEvent::new_with_mouse_event_init_dict("click", &init).unwrap();
        self.find(selector).dispatch_event(&event).unwrap();
    }

    pub fn press(&self, selector: &str, key: &str) {
        let init = web_sys::KeyboardEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        init.set_key(key);
        let event = web_sys::KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        self.find(selector).dispatch_event(&event).unwrap();
    }

    /// Submits a form as a browser does: what handles it can keep the page where it is. (Firefox sends a form whose made-up
    /// event nobody can stop.)
    pub fn submit(&self, selector: &str) {
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = web_sys::Event::new_with_event_init_dict("submit", &init).unwrap();
        self.find(selector).dispatch_event(&event).unwrap();
    }

    pub fn text(&self, selector: &str) -> String {
        self.find(selector).text_content().unwrap_or_default()
    }

    pub fn attribute(&self, selector: &str, name: &str) -> String {
        self.find(selector).get_attribute(name).unwrap_or_default()
    }
}

/// Id of what has the focus.
pub fn focused() -> String {
    document().active_element().map_or_else(String::new, |element| element.id())
}

/// Everything that waits for a microtask or a drawing has happened.
pub async fn settled() {
    for _ in 0..3 {
        let frame = js_sys::Promise::new(&mut |resolve, _| {
            window().request_animation_frame(&resolve).unwrap();
        });
        wasm_bindgen_futures::JsFuture::from(frame).await.unwrap();
        leptos::task::tick().await;
    }
}

/// Sizes come from the page's own styles.
fn dress() {
    if document().get_element_by_id("dress").is_none() {
        let style = document().create_element("style").unwrap();
        style.set_id("dress");
        style.set_text_content(Some(concat!(
            include_str!("../../styles/tokens.css"),
            include_str!("../../styles/app.css"),
            include_str!("../../styles/case.css"),
            include_str!("../../styles/runs.css"),
            "section > .panel { grid-area: 1 / 1 }"
        )));
        document().head().unwrap().append_child(&style).unwrap();
    }
}

/// Mounts a view over a game of a built-in scenario.
pub async fn mount_game<V: IntoView + 'static>(game: Game, view: impl FnOnce(Play) -> V + 'static) -> Mounted {
    mount_run(Run::new(game), view).await
}

/// Mounts a view over a run.
pub async fn mount_run<V: IntoView + 'static>(run: Run, view: impl FnOnce(Play) -> V + 'static) -> Mounted {
    let section: HtmlElement = document().create_element("section").unwrap().unchecked_into();
    section.set_attribute("style", "display: grid; grid-template: 600px / 860px").unwrap();
    document().body().unwrap().append_child(&section).unwrap();
    dress();
    let made = std::rc::Rc::new(std::cell::Cell::new(None));
    let out = std::rc::Rc::clone(&made);
    let handle = brownout_view::mount_to(&section, move || {
        let ui = Ui::new();
        let play = Play::new(run, &View::default());
        provide_context(ui);
        provide_context(play);
        provide_context(Palette::new());
        out.set(Some((play, ui)));
        view(play)
    });
    settled().await;
    let (play, ui) = made.get().unwrap();
    Mounted { section, play, ui, _handle: Box::new(handle) }
}
