//! The case: what was learnt, what happened, what was noted and what others wrote. On the wide page it shares the desk with
//! the log lines; on the narrow one it is a pane of its own.

pub mod evidence;
pub mod messages;
pub mod notes;
pub mod timeline;

use crate::prelude::*;

use crate::later::{Part, later};
use crate::logs::LogPanel;
use crate::service::on_tab_key;
use crate::store::{Desk, Play};

impl Desk {
    fn label(self) -> &'static str {
        match self {
            Self::Logs => "Logs",
            Self::Evidence => "Evidence",
            Self::Timeline => "Timeline",
            Self::Notes => "Notes",
            Self::Messages => "Messages",
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Logs => "desk-logs",
            Self::Evidence => "desk-evidence",
            Self::Timeline => "desk-timeline",
            Self::Notes => "desk-notes",
            Self::Messages => "desk-messages",
        }
    }

    fn panel(self) -> &'static str {
        if self == Self::Logs { "logs" } else { "case" }
    }
}

/// Log lines and the case, and the tabs that choose between them.
#[component]
pub fn DeskPanel() -> impl IntoView {
    let play = expect_context::<Play>();
    let papers = papers(play);
    let selected = move |this: Desk| play.desk.get() == this;
    let tabs = papers
        .into_iter()
        .map(|this| {
            let count = Memo::new(move |_| count(play, this));
            view! {
                <button
                    role="tab"
                    id=this.id()
                    aria-controls=this.panel()
                    aria-selected=move || if selected(this) { "true" } else { "false" }
                    tabindex=move || if selected(this) { "0" } else { "-1" }
                    on:click=move |_| play.desk.set(this)
                    on:focus=move |_| play.desk.set(this)
                >
                    {this.label()}
                    {move || count.get().map(|count| view! { " " <span class="count">{count}</span> })}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="desk" data-desk=move || play.desk.get().panel()>
            <div class="tabs desk-tabs" role="tablist" aria-label="Logs and case" on:keydown=move |event| on_tab_key(&event)>{tabs}</div>
            <LogPanel/>
            <CasePanel/>
        </div>
    }
}

/// The panel of the case.
#[component]
pub fn CasePanel() -> impl IntoView {
    let play = expect_context::<Play>();
    let shown = Memo::new(move |_| play.desk.get());
    view! {
        <section class="panel case" id="case" tabindex="-1" aria-labelledby="case-h">
            <h2 class="vh" id="case-h">{move || format!("Case: {}", shown.get().label().to_lowercase())}</h2>
            {move || match shown.get() {
                Desk::Logs => ().into_view(),
                paper => later(Part::Case(paper)),
            }}
        </section>
    }
}

/// What this run's desk has.
fn papers(play: Play) -> Vec<Desk> {
    let mut papers = vec![Desk::Logs, Desk::Evidence, Desk::Timeline];
    if notes::has(play) {
        papers.push(Desk::Notes);
    }
    if untrack(|| play.game(|game, at| !game.lists_at(at).is_empty())) {
        papers.push(Desk::Messages);
    }
    papers
}

/// How much lies there, where that is worth a number.
fn count(play: Play, desk: Desk) -> Option<usize> {
    let count = match desk {
        Desk::Evidence => evidence::answers(play).len(),
        Desk::Messages => messages::count(play),
        Desk::Notes => notes::notes(play).len(),
        _ => 0,
    };
    (count > 0).then_some(count)
}

/// Brings the case to the front of the narrow page.
pub fn open(play: Play) {
    if play.desk.get_untracked() == Desk::Logs {
        play.desk.set(Desk::Evidence);
    }
}
