//! What went wrong before a run was on the page, as a plain sentence with a way on.

use crate::prelude::*;

use crate::dialogs::Dialogs;
use crate::dom;
use crate::route::{EMBED, RunAddress, Text};
use crate::sprite::Glyph;
use crate::topbar::TopBar;
use brownout_run::view::Like;

/// Ways on: addresses, and what they are called.
pub type Ways = Vec<(String, &'static str)>;

/// A reason why there is no run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The address names no page.
    Place(String),
    /// The index has no such scenario.
    Scenario(String),
    /// The seed is none.
    Seed {
        /// The scenario.
        id: String,
        /// What would be right.
        why: String,
    },
    /// The action log is damaged or does not fit.
    Log {
        /// What is wrong.
        why: String,
        /// What can be kept.
        ways: Ways,
    },
    /// The link is damaged, foreign, or stops in the middle.
    Link {
        /// Which of these.
        title: &'static str,
        /// What is wrong.
        why: String,
        /// What can be kept.
        ways: Ways,
    },
    /// Nobody plays this role, or is such a colleague.
    Seat {
        /// The address without the roles.
        way: String,
        /// What is wrong, and what would be right.
        why: String,
    },
    /// The scenario does not open.
    Broken {
        /// The scenario.
        id: String,
        /// All messages.
        why: Vec<String>,
    },
    /// There is no such text to write on: why.
    Text(String),
    /// Something could not be read.
    Network(String),
    /// A part of the page itself could not be read.
    Part,
}

/// A sentence of the engine, in which what stands between backticks is code.
fn prose(sentence: &str) -> Vec<View> {
    let part = |(place, part): (usize, &str)| match place % 2 {
        0 => part.to_owned().into_view(),
        _ => view! { <code>{part.to_owned()}</code> }.into_view(),
    };
    sentence.split('`').enumerate().map(part).collect()
}

/// The page.
#[component]
pub fn ProblemPage(
    /// What it is.
    problem: Problem,
) -> impl IntoView {
    dom::focus("problem-h");
    let (title, why, ways): (&str, Vec<String>, Ways) = match problem {
        Problem::Place(path) => ("There is no such page.", vec![format!("The address ends in “{path}”.")], Vec::new()),
        Problem::Scenario(id) => (
            "There is no such scenario.",
            vec![format!("The link asks for “{id}”. It may have been renamed, or belong to another site.")],
            Vec::new(),
        ),
        Problem::Seed { id, why } => {
            let fresh = RunAddress::new(&id, dom::random_seed()).hash();
            ("The seed of this link is not one.", vec![why], vec![(fresh, "Start with a new seed")])
        }
        Problem::Log { why, ways } => ("The actions in this link are damaged.", vec![why], ways),
        Problem::Link { title, why, ways } => (title, vec![why], ways),
        Problem::Seat { way, why } => {
            ("The roles in this link do not fit.", vec![why], vec![(way, "Open it with all roles in turn")])
        }
        Problem::Broken { id, why } => {
            let title = "This scenario does not open.";
            (title, [format!("{id}:")].into_iter().filter(|id| id != ":").chain(why).collect(), Vec::new())
        }
        Problem::Text(why) => {
            let new = (Text::New.hash(), "Write a new scenario");
            ("There is no such text.", vec![why], vec![new])
        }
        Problem::Network(why) => ("The scenarios could not be read.", vec![why], Vec::new()),
        Problem::Part => {
            ("This part of the page could not be read.", vec!["The connection may be down.".to_owned()], Vec::new())
        }
    };
    let is_network = ways.is_empty() && title.ends_with("read.");
    // Inside another page there is no site around it, and every way on leads to a window of its own.
    let embedded = dom::hash().starts_with(EMBED);
    let target = embedded.then_some("_blank");
    let bar = match embedded {
        true => view! { <header class="top"><b>"Brownout"</b></header> }.into_view(),
        false => view! { <TopBar/> }.into_view(),
    };
    view! {
        <div class="page plain">
            {bar}
            <main class="sheet problem" id="main" tabindex="-1">
                <h1 id="problem-h" tabindex="-1"><Glyph like=Signal::stored(Like::Down)/>{title}</h1>
                {why.into_iter().map(|why| view! { <p>{prose(&why)}</p> }).collect_view()}
                <div class="btns">
                    {ways.into_iter().enumerate().map(|(place, (href, label))| {
                        let class = if place == 0 { "btn primary" } else { "btn line" };
                        view! { <a class=class href=href target=target rel="noopener">{label}</a> }
                    }).collect_view()}
                    {is_network.then(|| view! { <button class="btn primary" on:click=move |_| { let _ = dom::window().location().reload(); }>"Try again"</button> })}
                    <a class="btn line" href="#/" target=target rel="noopener">"All scenarios"</a>
                </div>
            </main>
            <Dialogs/>
        </div>
    }
}
