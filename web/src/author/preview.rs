//! The preview: what a scripted player makes of the text. It is drawn by the parts of the play page. While the text
//! is broken, what was drawn of the last good one stays, and says so.

use std::rc::Rc;
use std::time::Duration;

use crate::prelude::*;
use brownout_run::link::View;
use brownout_run::parse_seed;
use brownout_run::players::{EVERY, Player, play};
use brownout_scenario::Compiled;
use wasm_bindgen::JsValue;

use super::door;
use crate::dom;
use crate::graph::GraphPanel;
use crate::logs::LogPanel;
use crate::service::{Selected, on_tab_key};
use crate::store::{Play, Run};
use crate::transport::Transport;

/// Who plays at first: what the fault does by itself is what one wants to see first.
const FIRST_PLAYER: &str = "idle";
/// Seed of the first preview.
const FIRST_SEED: u64 = 7;

/// What a turn may take before typing would feel it, in milliseconds.
const SLICE_MS: f64 = 8.0;
/// For so many times as long as the play takes typing rests before the next one, where a turn would be felt.
const REST_TIMES: f64 = 4.0;
/// The longest rest, in milliseconds.
const REST_MOST_MS: f64 = 300.0;

/// What is drawn of a run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Graph,
    Service,
    Logs,
}

const PARTS: [(Part, &str, &str); 3] =
    [(Part::Graph, "Graph", "pv-graph"), (Part::Service, "Service", "pv-service"), (Part::Logs, "Logs", "pv-logs")];

/// A text that can be played, compiled for a seed.
#[derive(Clone)]
struct Good {
    text: String,
    compiled: Rc<Compiled>,
    seed: u64,
}

/// A text that can be played, whose plan was not read yet.
struct Pending {
    text: String,
    plan: Vec<u8>,
    seed: u64,
}

/// A run, and where it is looked at.
struct Fresh {
    run: Run,
    view: View,
}

/// The state. A handle: copy it freely.
#[derive(Clone, Copy)]
pub struct Preview {
    good: StoredValue<Option<Good>, LocalStorage>,
    /// The newest good text, until it is read.
    pending: StoredValue<Option<Pending>, LocalStorage>,
    /// A run that has to be drawn anew.
    fresh: StoredValue<Option<Fresh>, LocalStorage>,
    /// Counts what was drawn anew.
    drawn: RwSignal<u32>,
    play: StoredValue<Option<Play>>,
    /// The text, if it cannot be played.
    broken: StoredValue<Option<String>>,
    /// The first line in which the text differs from what is drawn, if that is not the text any more.
    stale: RwSignal<Option<usize>>,
    player: RwSignal<String>,
    players: RwSignal<Vec<&'static str>>,
    part: RwSignal<Part>,
    /// The seed.
    pub seed: RwSignal<u64>,
    /// Counts what was asked for, so that only the newest is played.
    asked: StoredValue<u32>,
    /// How long the last play took.
    took_ms: StoredValue<f64>,
    /// The editor, once it is there.
    pub editor: StoredValue<Option<JsValue>, LocalStorage>,
}

impl Preview {
    /// Nothing drawn yet.
    #[must_use]
    pub fn new(seed: Option<u64>) -> Self {
        Self {
            good: StoredValue::new_local(None),
            pending: StoredValue::new_local(None),
            fresh: StoredValue::new_local(None),
            drawn: RwSignal::new(0),
            play: StoredValue::new(None),
            broken: StoredValue::new(None),
            stale: RwSignal::new(None),
            player: RwSignal::new(FIRST_PLAYER.to_owned()),
            players: RwSignal::new(Vec::new()),
            part: RwSignal::new(Part::Graph),
            seed: RwSignal::new(seed.unwrap_or(FIRST_SEED)),
            asked: StoredValue::new(0),
            took_ms: StoredValue::new(0.0),
            editor: StoredValue::new_local(None),
        }
    }

    /// Whether the page is still there.
    #[must_use]
    pub fn is_there(self) -> bool {
        self.seed.try_get_untracked().is_some()
    }

    /// The seed.
    #[must_use]
    pub fn seed(self) -> u64 {
        self.seed.try_get_untracked().unwrap_or(FIRST_SEED)
    }

    /// Takes a good text, its plan as bytes. It is read, played and drawn in a turn of its own: the messages come first.
    pub fn take(self, text: &str, plan: Vec<u8>, seed: u64) {
        self.pending.set_value(Some(Pending { text: text.to_owned(), plan, seed }));
        self.broken.set_value(None);
        self.play_soon();
    }

    /// Reads what was taken. What cannot be read is not played; the compiler that wrote it is of the same build, so there is no such.
    fn read(self) {
        let Some(Pending { text, plan, seed }) = self.pending.try_update_value(Option::take).flatten() else { return };
        let Ok(compiled) = Compiled::from_bytes(&plan).map(Rc::new) else { return };
        let players: Vec<&'static str> =
            EVERY.into_iter().filter(|name| Player::named(&compiled, name).is_some()).collect();
        if self.players.with_untracked(|before| *before != players) {
            self.players.set(players);
        }
        self.good.set_value(Some(Good { text, compiled, seed }));
    }

    /// Keeps what is drawn: this text cannot be played.
    pub fn keep(self, text: &str) {
        self.broken.set_value(Some(text.to_owned()));
        self.mark();
    }

    /// Says how far what is drawn is from the text. A good text may be drawn when the one after it is known to be broken already.
    fn mark(self) {
        let line = self.broken.with_value(|broken| {
            self.good.with_value(|good| Some(first_difference(&good.as_ref()?.text, broken.as_ref()?)))
        });
        self.stale.set(line);
    }

    fn play_soon(self) {
        self.asked.update_value(|asked| *asked += 1);
        let asked = self.asked.get_value();
        set_timeout(
            move || {
                if self.asked.try_get_value() == Some(asked) {
                    self.play_now();
                }
            },
            Duration::from_millis(rest_ms(self.took_ms.get_value())),
        );
    }

    fn play_now(self) {
        self.read();
        let Some(Good { compiled, seed, .. }) = self.good.get_value() else { return };
        let name = self.player.get_untracked();
        let player = Player::named(&compiled, &name).unwrap_or(Player::Idle);
        let began = dom::since_start_ms();
        let run = Run::new(play(&compiled, seed, player));
        self.took_ms.set_value(dom::since_start_ms() - began);
        self.mark();
        let shown = self.play.get_value();
        match shown {
            // What there is has not changed, only what happens to it: what is drawn takes the new numbers.
            Some(shown) if shown.is_about(&run) => shown.replace(run),
            _ => {
                let view = shown.map(|shown| untrack(|| shown.view())).unwrap_or_default();
                self.fresh.set_value(Some(Fresh { run, view }));
                self.drawn.update(|drawn| *drawn += 1);
            }
        }
    }
}

/// How long typing has to rest before a play that is likely to take so long.
fn rest_ms(took_ms: f64) -> u64 {
    if took_ms > SLICE_MS { (took_ms * REST_TIMES).min(REST_MOST_MS) as u64 } else { 0 }
}

/// The first line, from 1, in which two texts differ.
fn first_difference(a: &str, b: &str) -> usize {
    a.lines().zip(b.lines()).take_while(|(a, b)| a == b).count() + 1
}

/// The panel.
#[component]
pub fn PreviewPanel(preview: Preview) -> impl IntoView {
    view! {
        <div class="bar">
            <h2 id="pv-h">"Preview"</h2>
            <span class="tag" role="status">
                {move || preview.stale.get().map(|line| ["last good text, before line ", &line.to_string(), " changed"].concat())}
            </span>
            <span class="grow"></span>
            <Who preview=preview/>
            <Seed preview=preview/>
        </div>
        {move || {
            let drawn = preview.drawn.get();
            let fresh = preview.fresh.try_update_value(Option::take).flatten();
            match fresh {
                Some(Fresh { run, view }) => {
                    let play = Play::preview(run, &view);
                    preview.play.set_value(Some(play));
                    view! { <Drawn play=play part=preview.part/> }.into_view()
                }
                None if drawn == 0 => view! { <p class="empty">"The preview comes as soon as the text can be played."</p> }.into_view(),
                None => ().into_view(),
            }
        }}
    }
    .into_view()
}

/// The scripted player whose run is drawn.
#[component]
fn Who(preview: Preview) -> impl IntoView {
    view! {
        <label class="speed" hidden=move || preview.players.with(Vec::is_empty)><span class="vh">"Player"</span>
            <select class="btn line" title="The scripted player whose run is drawn" on:change=move |event| {
                preview.player.set(event_target_value(&event));
                preview.play_soon();
            }>
                {move || preview.players.get().into_iter().map(|name| {
                    let chosen = preview.player.with_untracked(|player| player == name);
                    view! { <option value=name selected=chosen>{name}</option> }
                }).collect_view()}
            </select>
        </label>
    }
    .into_view()
}

/// The seed of the preview.
#[component]
fn Seed(preview: Preview) -> impl IntoView {
    let change = move |seed: u64| {
        preview.seed.set(seed);
        // The text is compiled anew, and may be wrong for this seed alone.
        if let Some(editor) = door::editor_of(preview) {
            door::call(&editor, "check");
        }
    };
    let wrong = RwSignal::new(None::<String>);
    view! {
        <div class="field">
            <label for="author-seed">"Seed"</label>
            <input
                id="author-seed"
                type="text"
                inputmode="numeric"
                spellcheck="false"
                autocomplete="off"
                prop:value=move || preview.seed.get().to_string()
                aria-invalid=move || wrong.get().map(|_| "true")
                aria-describedby="author-seed-wrong"
                on:change=move |event| match parse_seed(event_target_value(&event).trim()) {
                    Ok(seed) => { wrong.set(None); change(seed); }
                    Err(error) => wrong.set(Some(error.to_string())),
                }
            />
            <button class="btn icon" aria-label="New random seed" on:click=move |_| change(dom::random_seed())><crate::sprite::Icon href="#i-dice"/></button>
        </div>
        <span class="wrong" id="author-seed-wrong" role="status">{wrong}</span>
    }
    .into_view()
}

/// A run, drawn by the parts of the play page.
#[component]
fn Drawn(play: Play, part: RwSignal<Part>) -> impl IntoView {
    provide_context(play);
    let table = RwSignal::new(false);
    let chosen = move || part.get();
    view! {
        <div class="tabs" role="tablist" aria-label="Preview" on:keydown=move |event| on_tab_key(&event)>
            {PARTS.map(|(this, word, id)| view! {
                <button
                    role="tab"
                    id=id
                    aria-controls="pv-pane"
                    aria-selected=move || if chosen() == this { "true" } else { "false" }
                    tabindex=move || if chosen() == this { "0" } else { "-1" }
                    on:click=move |_| part.set(this)
                    on:focus=move |_| part.set(this)
                >
                    {word}
                </button>
            }).collect_view()}
        </div>
        <div class="pv-pane" id="pv-pane" role="tabpanel" aria-labelledby=move || PARTS.iter().find(|row| row.0 == chosen()).map(|row| row.2)>
            {move || match chosen() {
                Part::Graph => view! { <GraphPanel table=table/> }.into_view(),
                Part::Logs => view! { <LogPanel/> }.into_view(),
                Part::Service => view! { <section class="panel service">{move || match play.selected.get() {
                    Some(service) => view! { <Selected service=service/> }.into_view(),
                    None => view! { <p class="empty">"Select a service in the graph."</p> }.into_view(),
                }}</section> }.into_view(),
            }}
        </div>
        <Transport plain=true/>
    }
    .into_view()
}

#[cfg(test)]
mod tests {
    use super::{first_difference, rest_ms};

    #[test]
    fn long_plays_wait_for_a_rest() {
        for (took, rest) in [(0.0, 0), (8.0, 0), (10.0, 40), (500.0, 300)] {
            assert_eq!(rest_ms(took), rest, "{took} ms");
        }
    }

    #[test]
    fn where_texts_begin_to_differ() {
        for (a, b, line) in [("a\nb\n", "a\nc\n", 2), ("a\n", "b\n", 1), ("a\n", "a\nb", 2), ("", "", 1)] {
            assert_eq!(first_difference(a, b), line, "{a:?} {b:?}");
        }
    }
}
