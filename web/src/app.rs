//! The whole: reads the address, opens what it names, shows it or says why not.

use std::time::Duration;

use crate::prelude::*;

use crate::arrive::{Arrival, arrive};
use crate::author::opened::Opened;
use crate::author::port::Port;
use crate::dom;
use crate::embed::EmbedPage;
use crate::exports::read::{FileNote, Reader};
use crate::gallery::{Entry, Gallery, Index};
use crate::later::{self, Part, later, prepare};
use crate::packs::Packs;
use crate::page::PlayPage;
use crate::problem::{Problem, ProblemPage};
use crate::route::{Route, RunAddress, Text};
use crate::sprite::Sprite;
use crate::store::Play;
use crate::topbar::Brand;
use crate::ui::Ui;

/// So long after the first screen the rest of the program is fetched: neither stands in the other's way.
const REST_AFTER: Duration = Duration::from_millis(500);
/// Nothing that takes less than this is worth a word.
const LOADING_AFTER: Duration = Duration::from_millis(300);

/// What is on the screen.
#[derive(Clone)]
enum Screen {
    Nothing,
    Loading,
    Gallery,
    Problem(Problem),
    /// What is written on.
    Author(Opened),
    /// The texts of two links.
    Compare(String, Option<String>),
    /// The number tells one run from the next; the run itself waits in `opened`.
    Play(u32),
}

/// Everything that opening a run needs.
#[derive(Clone, Copy)]
struct Opener {
    screen: RwSignal<Screen>,
    index: Index,
    /// The run to show.
    opened: StoredValue<Option<Arrival>, LocalStorage>,
    current: StoredValue<Option<Play>>,
    packs: Packs,
    /// Holds the text of a file that author mode is opened with.
    reader: Reader,
    /// Counts requests, so that a slow one cannot overtake a later one.
    asked: StoredValue<u32>,
}

/// The application.
#[component]
pub fn App() -> impl IntoView {
    let ui = Ui::new();
    provide_context(ui);
    let index = Index(RwSignal::new(None));
    provide_context(index);
    let packs = Packs::new();
    provide_context(packs);
    let reader = Reader::listen();
    provide_context(reader);
    let opener = Opener {
        screen: RwSignal::new(Screen::Nothing),
        index,
        opened: StoredValue::new_local(None),
        current: StoredValue::new(None),
        packs,
        reader,
        asked: StoredValue::new(0),
    };
    let follow = window_event_listener(leptos::ev::hashchange, move |_| opener.follow());
    on_cleanup(move || follow.remove());
    opener.follow();
    view! {
        <Sprite/>
        <FileNote/>
        {move || match opener.screen.get() {
            Screen::Nothing => ().into_view(),
            Screen::Loading => view! {
                <div class="page opening">
                    <header class="top"><Brand/></header>
                    <main><h1 class="vh">"Brownout"</h1><p class="loading" role="status">"Reading the scenario…"</p></main>
                </div>
            }.into_view(),
            Screen::Gallery => {
                dom::document().set_title("Brownout");
                set_timeout(prepare, REST_AFTER);
                view! { <Gallery/> }.into_view()
            }
            Screen::Problem(problem) => view! { <ProblemPage problem=problem/> }.into_view(),
            Screen::Author(opened) => later::author(opened),
            Screen::Compare(a, b) => later(Part::Compare(a, b)),
            Screen::Play(_) => match opener.opened.try_update_value(Option::take).flatten() {
                Some(Arrival { run, view, notice, key, embed }) => {
                    let play = Play::new(run, &view);
                    play.notice.set(notice);
                    opener.current.set_value(Some(play));
                    match embed {
                        Some(act) => view! { <EmbedPage play=play act=act/> }.into_view(),
                        None => {
                            set_timeout(prepare, REST_AFTER);
                            view! { <PlayPage play=play key=key.unwrap_or_default()/> }.into_view()
                        }
                    }
                }
                None => ().into_view(),
            },
        }}
    }
}

impl Opener {
    /// Goes where the address says.
    fn follow(self) {
        match Route::parse(&dom::hash()) {
            Route::Gallery => {
                self.show(Screen::Gallery);
                leptos::task::spawn_local(async move {
                    // The page itself tells when the index cannot be read.
                    let _ = self.read_index().await;
                });
            }
            Route::Author(text) => {
                later::prepare_author();
                self.open_text(text);
            }
            Route::Compare(a, b) => {
                prepare();
                self.open_pair(a, b);
            }
            Route::Unknown(path) => self.show(Screen::Problem(Problem::Place(path))),
            Route::Play(address) => {
                if self.is_here(&address) {
                    return;
                }
                // The address is no longer that of the run on the page, which must not write its own over it.
                if let Some(play) = self.current.get_value() {
                    play.gone();
                }
                self.open(address);
            }
        }
    }

    /// The number of a new request: what was asked for before is not wanted any more.
    fn next_request(self) -> u32 {
        self.asked.update_value(|asked| *asked += 1);
        self.asked.get_value()
    }

    /// Opens the comparison of two links: which packs there are has to be known first.
    fn open_pair(self, a: String, b: Option<String>) {
        let request = self.next_request();
        leptos::task::spawn_local(async move {
            let read = self.read_index().await;
            if self.is_latest(request) {
                self.show(match read {
                    Ok(_) => Screen::Compare(a, b),
                    Err(why) => Screen::Problem(Problem::Network(why)),
                });
            }
        });
    }

    /// Opens author mode with what an address names.
    fn open_text(self, text: Text) {
        let request = self.next_request();
        // What the editor put into the page goes with it: the next text has a page of its own, not this one drawn over.
        self.current.set_value(None);
        self.screen.set(Screen::Nothing);
        let of_file = self.reader.take_text().filter(|_| text == Text::New);
        leptos::task::spawn_local(async move {
            let opened = match (self.read_index().await, of_file) {
                (Ok(_), Some(opened)) => Ok(opened),
                (Ok(_), None) => Opened::read(&text, Port::new(self.index)).await.map_err(Problem::Text),
                (Err(why), _) => Err(Problem::Network(why)),
            };
            let show = move || {
                if self.is_latest(request) {
                    self.show(match opened {
                        Ok(opened) => Screen::Author(opened),
                        Err(problem) => Screen::Problem(problem),
                    });
                }
            };
            set_timeout(show, Duration::ZERO);
        });
    }

    /// Whether the run of this address is on the page already; then only where one looks may differ.
    fn is_here(self, address: &RunAddress) -> bool {
        let Some(play) = self.current.get_value() else {
            return false;
        };
        let here =
            matches!(self.screen.get_untracked(), Screen::Play(_)) && address.embed.is_none() && play.follow(address);
        if here {
            play.write_address();
        }
        here
    }

    fn show(self, screen: Screen) {
        self.next_request();
        self.current.set_value(None);
        self.screen.set(screen);
    }

    fn open(self, mut address: RunAddress) {
        if address.seed.is_none() && address.link.is_none() {
            address.seed = Some(dom::random_seed().to_string());
            dom::replace_hash(&Route::Play(address.clone()).hash());
        }
        let request = self.next_request();
        set_timeout(
            move || {
                if self.is_latest(request) && !matches!(self.screen.get_untracked(), Screen::Play(n) if n == request) {
                    self.screen.set(Screen::Loading);
                }
            },
            LOADING_AFTER,
        );
        leptos::task::spawn_local(async move {
            let result = self.prepare(&address).await;
            if !self.is_latest(request) {
                return;
            }
            match result {
                Ok(arrival) => {
                    // Whoever comes from another run goes on in this one; what had the focus is gone.
                    if self.current.get_value().is_some() {
                        dom::focus("graph");
                    }
                    self.current.set_value(None);
                    self.opened.set_value(Some(arrival));
                    self.screen.set(Screen::Play(request));
                }
                Err(problem) => self.show(Screen::Problem(problem)),
            }
        });
    }

    /// Whether nothing was asked for since, and the application is still there.
    fn is_latest(self, request: u32) -> bool {
        self.asked.try_get_value() == Some(request)
    }

    async fn prepare(self, address: &RunAddress) -> Result<Arrival, Problem> {
        let index = self.read_index().await.map_err(Problem::Network)?;
        arrive(self.packs, &index, address, self.reader.take_run()).await
    }

    async fn read_index(self) -> Result<Vec<Entry>, String> {
        let Index(index) = self.index;
        if let Some(Ok(entries)) = index.get_untracked() {
            return Ok(entries);
        }
        let read = match dom::fetch("packs/index.json").await {
            Ok(text) => serde_json::from_str::<Vec<Entry>>(&text)
                .map_err(|error| format!("packs/index.json is damaged: {error}.")),
            Err(error) => Err(error),
        };
        if let Ok(entries) = &read {
            self.packs.learn(entries);
        }
        index.set(Some(read.clone()));
        read
    }
}
