//! A run as files: what `brownout_export` writes, handed to the browser to be saved; and back, from a file to a run. Knows no
//! format itself.

mod picture;
pub mod read;
mod save;

use crate::prelude::*;
use brownout_export::{Format, Run, export, run_file};
use brownout_run::link::View;
use web_sys::Blob;

use crate::dom;
use crate::store::Play;

/// Why numbers of a run may not leave the page yet.
const VIEWS: &str = "Each role has a view of its own: what everybody saw can be saved once the run is over. The run itself can be saved now.";

/// A file's text and name.
fn written(play: Play, format: Format) -> Result<(String, String), String> {
    let link = play.value(untrack(|| play.view()));
    play.game(|game, _| {
        if format != Format::Json && game.cast().is_some() && game.over().is_none() {
            return Err(VIEWS.to_owned());
        }
        let text = export(format, Run { game, link: &link }).map_err(|error| error.to_string())?;
        Ok((text, format.file_name(game)))
    })
}

/// What a button of the dialog saves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Saved {
    As(Format),
    /// The graph, drawn.
    Picture,
}

impl Saved {
    fn label(self) -> &'static str {
        match self {
            Saved::As(format) => format.label(),
            Saved::Picture => "Graph (PNG)",
        }
    }
}

async fn save(play: Play, what: Saved) -> Result<String, String> {
    let format = if let Saved::As(format) = what { format } else { Format::Svg };
    let (text, mut name) = untrack(|| written(play, format))?;
    let blob = match what {
        Saved::As(format) => save::text(&text, format.media_type()),
        Saved::Picture => {
            name.truncate(name.len() - Format::Svg.name().len());
            name.push_str("png");
            picture::png(&text).await
        }
    };
    Ok(handed_over(blob, &name))
}

/// Saves the run itself, looked at like this. What came of it, as a sentence.
pub fn save_run(play: Play, view: View) -> String {
    let link = play.value(view);
    let (name, text) =
        untrack(|| play.game(|game, _| (Format::Json.file_name(game), run_file(Run { game, link: &link }))));
    handed_over(save::text(&text, Format::Json.media_type()), &name)
}

fn handed_over(blob: Option<Blob>, name: &str) -> String {
    // Every refusal of the browser is one: there is nothing that a reader could do about its kind.
    match blob.and_then(|blob| save::download(&blob, name)) {
        Some(()) => ["Saved: ", name].concat(),
        None => "The browser did not make the file.".to_owned(),
    }
}

/// The body of the dialog.
#[component]
pub fn Save(
    /// The run.
    play: Play,
) -> impl IntoView {
    let told = RwSignal::new(String::new());
    let alive = dom::Alive::here();
    let every = Format::ALL.into_iter().map(Saved::As).chain([Saved::Picture]);
    let buttons = every
        .map(|what| {
            let alive = alive.clone();
            let to = move |_| {
                let alive = alive.clone();
                leptos::task::spawn_local(async move {
                    let said = save(play, what).await.unwrap_or_else(|why| why);
                    if alive.is() {
                        told.set(said);
                    }
                });
            };
            view! { <li><button class="btn line" on:click=to>{what.label()}</button></li> }
        })
        .collect_view();
    view! {
        <div class="dlg-body">
            <p>"Everything that this run has shown up to now, for other tools. “Run (JSON)” can be opened here again."</p>
            <ul class="saves">{buttons}</ul>
            <p class="told" role="status">{told}</p>
        </div>
    }
}
