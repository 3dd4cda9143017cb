//! The action palette: rows by group, in the pack's order. No action ever disappears or moves; one that cannot be
//! taken says why beside it. Nothing here knows whether an action is right.

pub mod deed;
pub mod fields;
pub mod form;
pub mod letters;
pub mod moments;

use crate::prelude::*;
use brownout_run::view::GroupAbout;

use crate::case::evidence::Words;
use crate::later::{Part, later};
use crate::service::config;
use crate::sprite::Icon;
use crate::store::Play;
use deed::{Used, direct, target, used};
use letters::letters;

/// Which action's form is open, and what was filled in before it was closed.
#[derive(Clone, Copy)]
pub struct Palette {
    /// Index of the action.
    pub open: RwSignal<Option<usize>>,
    /// Whether the form that opens next was asked for just now, and takes the focus.
    pressed: StoredValue<bool>,
    /// Answers by action: a form that was left is as it was when it is opened again.
    drafts: StoredValue<Vec<(usize, Vec<String>)>>,
    /// Settings that are being edited: service, path, text.
    pub edits: RwSignal<Vec<(usize, String, String)>>,
}

impl Palette {
    /// Nothing is open.
    #[must_use]
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(None),
            pressed: StoredValue::new(false),
            drafts: StoredValue::new(Vec::new()),
            edits: RwSignal::new(Vec::new()),
        }
    }

    /// Closes the form and forgets what was filled in.
    pub fn clear(self) {
        self.open.set(None);
        self.drafts.set_value(Vec::new());
        self.edits.set(Vec::new());
    }

    /// What was filled in for an action.
    fn draft(self, action: usize) -> Option<Vec<String>> {
        self.drafts.with_value(|drafts| drafts.iter().find(|(of, _)| *of == action).map(|(_, answers)| answers.clone()))
    }

    /// Keeps what is filled in, or forgets it.
    fn keep(self, action: usize, answers: Option<Vec<String>>) {
        // The page may go at the same moment, and its drafts with it.
        let _ = self.drafts.try_update_value(|drafts| {
            drafts.retain(|(of, _)| *of != action);
            drafts.extend(answers.map(|answers| (action, answers)));
        });
    }

    /// What a press of the action's button or of its letter does: take it, or ask for what it needs.
    pub fn press(self, play: Play, action: usize) {
        let about = play.about();
        let Some(what) = about.actions.get(action) else {
            return;
        };
        let selected = play.selected.get_untracked();
        if let Err(reason) = untrack(|| play.available(action, target(what, selected))) {
            play.said.set(Some(crate::store::Said {
                action,
                to: untrack(|| play.viewer()),
                text: reason,
                failed: true,
            }));
            return;
        }
        // What changes a configuration that was read is written in its own editor.
        if let Some(service) = selected
            && config::edited_by(play, service) == Some(action)
        {
            self.open.set(None);
            config::show(play);
            return;
        }
        match direct(&about, what, selected) {
            Some(args) => {
                self.open.set(None);
                play.act(action, args);
            }
            None if self.open.get_untracked() == Some(action) => self.open.set(None),
            None => {
                self.pressed.set_value(true);
                self.open.set(Some(action));
            }
        }
    }
}

impl Default for Palette {
    fn default() -> Self {
        Self::new()
    }
}

/// The palette.
#[component]
pub fn Actions() -> impl IntoView {
    let play = expect_context::<Play>();
    let palette = expect_context::<Palette>();
    let about = play.about();
    let keys = letters(&about.actions);
    let hint = RwSignal::new(None::<usize>);
    let title = move || {
        let whose = play.viewer_label().map(|role| format!(" of {role}")).unwrap_or_default();
        match play.selected.get() {
            Some(service) => format!("Actions{whose} on {}", play.service_name(service)),
            None => format!("Actions{whose}"),
        }
    };
    let groups = about
        .groups
        .iter()
        .enumerate()
        .map(|(group, row)| {
            // Groups that are called the same stand in one row, in the place of the first.
            let same = |other: &GroupAbout| other.label == row.label;
            if about.groups.iter().take(group).any(same) {
                return ().into_view();
            }
            let groups: Vec<usize> =
                about.groups.iter().enumerate().filter(|(_, other)| same(other)).map(|(index, _)| index).collect();
            let buttons: Vec<(usize, Option<char>)> = about
                .actions
                .iter()
                .enumerate()
                .filter(|(_, action)| groups.contains(&(action.group as usize)) && !action.wait && !action.aside)
                .map(|(index, _)| (index, keys.get(index).copied().flatten()))
                .collect();
            if buttons.is_empty() {
                return ().into_view();
            }
            let in_row: Vec<usize> = buttons.iter().map(|(index, _)| *index).collect();
            view! {
                <div class="arow" role="group" aria-label=row.label.clone()>
                    <span aria-hidden="true">{row.label.clone()}</span>
                    <div>
                        {buttons.into_iter().map(|(action, key)| view! { <Button action=action key=key hint=hint/> }).collect_view()}
                    </div>
                </div>
                {move || {
                    let open = palette.open.get().filter(|open| in_row.contains(open));
                    open.map(|action| later(Part::Form(action)))
                }}
            }
            .into_view()
        })
        .collect_view();
    view! {
        <section class="acts" aria-labelledby="act-h">
            <header>
                <h3 id="act-h">{title}</h3>
                <small>{move || when(play)}</small>
                {move || (!play.is_live()).then(|| view! {
                    <button class="btn line back" on:click=move |_| play.look_at(u32::MAX)>{format!("Back to tick {}", play.head_tick())}</button>
                })}
                {move || branches(play).map(|text| view! { <p class="branches-off"><Icon href="#i-branch"/>{text}</p> })}
            </header>
            {groups}
            <p class="hint" aria-hidden="true">{move || hint.get().map(|action| explained(play, action))}</p>
            <div class="told" role="status">{move || play.told().filter(|said| !said.failed).map(|said| view! { <Words text=said.text/> })}</div>
        </section>
    }
}

/// Where one looks back: what acting there would do.
fn branches(play: Play) -> Option<String> {
    let tick = play.would_branch()?;
    let (active, _) = play.lineage();
    Some(format!("Acting here makes a branch from tick {tick}; {} stays as it is.", active?.name))
}

/// What one should know about all actions: until when they can be taken.
fn when(play: Play) -> String {
    let about = play.about();
    if let Some(reason) = play.over().filter(|_| play.is_live()) {
        return format!("the run is over: {}", reason.trim_end_matches('.'));
    }
    let ticks = || about.actions.iter().filter(|action| !action.wait && !action.aside).map(|action| action.ticks);
    let cost = match (ticks().min(), ticks().max()) {
        (None, _) | (_, None) => String::new(),
        (_, Some(0)) => "they take no time".to_owned(),
        (Some(1), Some(1)) => "each takes one tick".to_owned(),
        (_, Some(1)) => "each takes at most one tick".to_owned(),
        (Some(least), Some(most)) if least == most => format!("each takes {most} ticks"),
        (_, Some(most)) => format!("each takes at most {most} ticks"),
    };
    match about.last_step {
        Some(last) => format!("{cost}, {} of {last} steps", play.taken()),
        None => cost,
    }
}

/// What an action does and costs.
fn explained(play: Play, action: usize) -> String {
    let about = play.about();
    about.actions.get(action).map_or_else(String::new, |what| {
        let ticks = match what.ticks {
            0 => " Takes no tick.".to_owned(),
            1 => " Takes one tick.".to_owned(),
            ticks => format!(" Takes {ticks} ticks."),
        };
        format!("{}{ticks}", what.about)
    })
}

/// Id of an action's button.
#[must_use]
pub fn button_id(action: usize) -> String {
    format!("act-{action}")
}

#[component]
fn Button(action: usize, key: Option<char>, hint: RwSignal<Option<usize>>) -> impl IntoView {
    let play = expect_context::<Play>();
    let palette = expect_context::<Palette>();
    let about = play.about();
    let Some(what) = about.actions.get(action).cloned() else {
        return ().into_view();
    };
    let label = what.label.clone();
    let asked = what.clone();
    let refused = Memo::new(move |_| play.available(action, target(&asked, play.selected.get())).err());
    let said = move || play.told().filter(|said| said.failed && said.action == action).map(|said| said.text);
    // A sentence for each refused button would drown the rest while nothing can be done anyway.
    let why = Memo::new(move |_| said().or_else(|| refused.get().filter(|_| !play.is_live() || play.over().is_none())));
    let asked = what.clone();
    let used = Memo::new(move |_| play.steps_done(|steps| used(&asked, action, play.selected.get(), steps)));
    let form = move || {
        let selected = play.selected.get();
        direct(&play.about(), &what, selected).is_none()
    };
    let form = Memo::new(move |_| form());
    let chosen = Memo::new(move |_| matches!(used.get(), Some(Used::Answer(..))));
    let name = move || match used.get() {
        Some(Used::Answer(answer, _)) => format!("{label}: {answer}"),
        _ if form.get() => format!("{label}…"),
        _ => label.clone(),
    };
    let why_id = format!("why-{action}");
    let about_id = format!("about-{action}");
    let described = format!("{about_id} {why_id}");
    view! {
        <button
            class="btn act"
            id=button_id(action)
            aria-disabled=move || refused.get().map(|_| "true")
            aria-pressed=move || chosen.get().then_some("true")
            aria-expanded=move || form.get().then(|| if palette.open.get() == Some(action) { "true" } else { "false" })
            aria-describedby=described
            aria-keyshortcuts=key.map(|key| key.to_string())
            on:click=move |_| palette.press(play, action)
            on:focus=move |_| hint.set(Some(action))
            on:pointerenter=move |_| hint.set(Some(action))
            on:pointerleave=move |_| hint.set(None)
            on:blur=move |_| hint.set(None)
        >
            {move || chosen.get().then(|| view! { <Icon href="#i-check"/> })}
            <span class="name">{name}</span>
            {move || used.get().map(|used| view! { <span class="tag">{used.tag()}</span> })}
            {key.map(|key| view! { <kbd class="only-wide" aria-hidden="true">{key.to_string()}</kbd> })}
        </button>
        <span class="vh" id=about_id>{explained(play, action)}</span>
        <span class="why" id=why_id>{move || why.get()}</span>
    }
    .into_view()
}
