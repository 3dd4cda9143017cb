//! The parts of the page that the first screen can do without. In a built site their code lies in files of their own (see
//! xtask/src/split.rs): `author` is fetched for author mode, `later`, which is all the rest, soon after the first screen, or
//! when a part of it is asked for; from then on a part is there at once. In every other build (`cargo xtask serve`, tests)
//! there is one program, and a part is always there.
//!
//! What only this module names ends up in those files: whoever names a part elsewhere puts it back into the first load.

use std::future::Future;
use std::time::Duration;

use crate::prelude::*;
use brownout_run::link::Link;

use crate::actions::form::Form;
use crate::author::AuthorPage;
use crate::author::opened::Opened;
use crate::case::evidence::Evidence;
use crate::case::messages::Messages;
use crate::case::notes::Notes;
use crate::case::timeline::Incident;
use crate::compare::ComparePage;
use crate::debrief::DebriefMain;
use crate::dialogs::DialogBox;
use crate::graph::table::Tables;
use crate::problem::{Problem, ProblemPage};
use crate::service::config::Config;
use crate::store::{Desk, Play};
use crate::transport::faults::Faults;
use crate::ui::{DialogKind, Ui};

/// Nothing that comes sooner than this is worth a word.
const WORD_AFTER: Duration = Duration::from_millis(300);

/// A part, and what it is made of.
#[derive(Clone)]
pub enum Part {
    /// The comparison of two links, or of one with what can be found for it.
    Compare(String, Option<String>),
    /// The debrief of a run that is over.
    Debrief(Play),
    /// An open dialog.
    Dialog(DialogKind, Option<Play>, Option<RwSignal<bool>>),
    /// The services and calls as tables.
    Table,
    /// A paper of the case.
    Case(Desk),
    /// The configuration of a service, by its index.
    Config(usize),
    /// What an action asks, by its index.
    Form(usize),
    /// How long each fault of a run that is over lasted, on a timeline that begins at a tick and ends at another.
    Faults(Play, u32, Memo<u32>),
}

impl Part {
    fn view(self) -> View {
        match self {
            Self::Compare(a, b) => view! { <ComparePage a=a b=b/> }.into_view(),
            Self::Debrief(play) => {
                untrack(|| play.debrief()).map(|debrief| view! { <DebriefMain debrief=debrief/> }).into_view()
            }
            Self::Dialog(kind, play, table) => view! { <DialogBox kind=kind play=play table=table/> }.into_view(),
            Self::Table => view! { <Tables/> }.into_view(),
            Self::Case(Desk::Logs) => ().into_view(),
            Self::Case(Desk::Evidence) => view! { <Evidence/> }.into_view(),
            Self::Case(Desk::Timeline) => view! { <Incident/> }.into_view(),
            Self::Case(Desk::Notes) => view! { <Notes/> }.into_view(),
            Self::Case(Desk::Messages) => view! { <Messages/> }.into_view(),
            Self::Config(service) => view! { <Config service=service/> }.into_view(),
            Self::Form(action) => view! { <Form action=action/> }.into_view(),
            Self::Faults(play, first, end) => view! { <Faults play=play first=first end=end/> }.into_view(),
        }
    }
}

/// How far a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coming {
    /// Its code is on the way.
    Soon,
    /// For so long that one wonders.
    Slowly,
    /// It can be shown.
    Here,
    /// The network did not bring it.
    Lost,
}

/// What room there is for words where a part should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    /// None: these are marks in a drawing.
    Drawing,
    /// For a note over the page, whose dialog it is.
    Dialog,
    /// For a note in the place of a panel's content.
    Panel,
    /// For what is in the middle of a page.
    Middle,
    /// For a page: the part is all there is.
    Page,
}

/// A part in its place.
#[must_use]
pub fn later(part: Part) -> View {
    let room = match part {
        Part::Compare(..) => Room::Page,
        Part::Debrief(_) => Room::Middle,
        Part::Dialog(..) => Room::Dialog,
        Part::Faults(..) => Room::Drawing,
        Part::Table | Part::Case(_) | Part::Config(_) | Part::Form(_) => Room::Panel,
    };
    place(move || code::now(&part), code::fetch, room)
}

/// Author mode in its place, with the text to write on.
#[must_use]
pub fn author(opened: Opened) -> View {
    place(move || code::author_now(&opened), code::fetch_author, Room::Page)
}

/// What `now` gives; as long as it gives nothing, `fetch` is tried, which says whether it will.
fn place<F: Future<Output = bool> + 'static>(
    now: impl Fn() -> Option<View> + Send + 'static,
    fetch: fn() -> F,
    room: Room,
) -> View {
    if let Some(view) = now() {
        return view;
    }
    let coming = RwSignal::new(Coming::Soon);
    wait(coming, fetch());
    let again = move |_| {
        coming.set(Coming::Soon);
        wait(coming, fetch());
    };
    let ui = expect_context::<Ui>();
    let close = move |_| ui.dialog.set(None);
    let lost = move || {
        view! { "This part of the page could not be read. " <button class="btn line" on:click=again>"Try again"</button> }
    };
    (move || match coming.get() {
        Coming::Here => now().into_view(),
        Coming::Soon => ().into_view(),
        _ if room == Room::Drawing => ().into_view(),
        Coming::Slowly => view! { <p class="loading" role="status">"Reading this part of the page…"</p> }.into_view(),
        Coming::Lost if room == Room::Page => view! { <ProblemPage problem=Problem::Part/> }.into_view(),
        Coming::Lost if room == Room::Middle => view! {
            <main class="sheet problem" id="main" tabindex="-1">
                <h1>"The connection may be down."</h1>
                <p role="alert">{lost()}</p>
            </main>
        }
        .into_view(),
        Coming::Lost => {
            let close = (room == Room::Dialog).then(|| view! { <button class="btn" on:click=close>"Close"</button> });
            view! { <p class="loading" role="alert">{lost()} {close}</p> }.into_view()
        }
    })
    .into_view()
}

fn wait(coming: RwSignal<Coming>, fetched: impl Future<Output = bool> + 'static) {
    // Its place may be gone by then.
    let word = move || {
        if coming.try_get_untracked() == Some(Coming::Soon) {
            let _ = coming.try_set(Coming::Slowly);
        }
    };
    set_timeout(word, WORD_AFTER);
    leptos::task::spawn_local(async move {
        let came = fetched.await;
        let _ = coming.try_set(if came { Coming::Here } else { Coming::Lost });
    });
}

/// Fetches the code of the parts before one is asked for.
pub fn prepare() {
    leptos::task::spawn_local(async {
        // Whoever asks for a part tries again, and tells.
        let _ = code::fetch().await;
    });
}

/// Fetches that of author mode.
pub fn prepare_author() {
    leptos::task::spawn_local(async {
        let _ = code::fetch_author().await;
    });
}

/// The run in a file.
///
/// # Errors
/// What is wrong with the file, or that what reads it did not come.
pub async fn run_in(file: String) -> Result<Link, String> {
    code::run_in(file).await.unwrap_or_else(|| Err("What reads files could not be read itself. Try again.".to_owned()))
}

fn read_run(file: &str) -> Result<Link, String> {
    brownout_export::import(file).map_err(|error| error.to_string())
}

fn author_view(opened: Opened) -> View {
    view! { <AuthorPage opened=opened/> }.into_view()
}

/// The code of the parts in files of their own.
#[cfg(feature = "split")]
mod code {
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use crate::prelude::View;
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    use super::{Link, Opened, Part};

    #[wasm_split(later, fallible, preload(come))]
    fn view(part: Part) -> Result<View, SplitLoaderError> {
        Ok(part.view())
    }

    #[wasm_split(author, fallible, preload(author_comes))]
    fn author_view(opened: Opened) -> Result<View, SplitLoaderError> {
        Ok(super::author_view(opened))
    }

    #[wasm_split(later, fallible)]
    fn read_run(file: String) -> Result<Result<Link, String>, SplitLoaderError> {
        Ok(super::read_run(&file))
    }

    /// What `super::read_run` says; `None` if the code does not come.
    pub(super) async fn run_in(file: String) -> Option<Result<Link, String>> {
        read_run(file).await.ok()
    }

    /// The part, if its code is here.
    pub(super) fn now(part: &Part) -> Option<View> {
        at_once(come())?.ok()?;
        at_once(view(part.clone()))?.ok()
    }

    /// Author mode, if its code is here.
    pub(super) fn author_now(opened: &Opened) -> Option<View> {
        at_once(author_comes())?.ok()?;
        at_once(author_view(opened.clone()))?.ok()
    }

    /// Brings the code; false if it does not come.
    pub(super) async fn fetch() -> bool {
        come().await.is_ok()
    }

    /// The same for author mode.
    pub(super) async fn fetch_author() -> bool {
        author_comes().await.is_ok()
    }

    fn at_once<T>(coming: impl Future<Output = T>) -> Option<T> {
        match pin!(coming).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(came) => Some(came),
            Poll::Pending => None,
        }
    }
}

/// The code of the parts in the program.
#[cfg(not(feature = "split"))]
mod code {
    use crate::prelude::View;

    use super::{Link, Opened, Part};

    pub(super) fn now(part: &Part) -> Option<View> {
        Some(part.clone().view())
    }

    pub(super) fn author_now(opened: &Opened) -> Option<View> {
        Some(super::author_view(opened.clone()))
    }

    pub(super) async fn run_in(file: String) -> Option<Result<Link, String>> {
        Some(super::read_run(&file))
    }

    pub(super) async fn fetch() -> bool {
        true
    }

    pub(super) async fn fetch_author() -> bool {
        true
    }
}
