//! The branches of a run: where each left, how far it came; to be switched, named, deleted, sent and compared.

use crate::prelude::*;

use crate::dialogs::copy::Copyable;
use crate::dom;
use crate::draw::number::points;
use crate::sprite::Icon;
use crate::store::{BranchRow, Play};
use crate::ui::{DialogKind, Ui};

/// Deeper branches are not drawn deeper.
const DEPTH_MOST: usize = 6;

/// What is being done to a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    Name(u32),
    Link(u32),
    Delete(u32),
}

/// The way to the branches, in the transport: which is played. Nothing where there is only one.
#[component]
pub fn BranchButton() -> impl IntoView {
    let play = expect_context::<Play>();
    let ui = expect_context::<Ui>();
    let played = Memo::new(move |_| {
        let (active, parent) = play.lineage();
        active.map(|active| (active.name, parent.map(|_| active.tick)))
    });
    let from = move || played.get().and_then(|(_, tick)| tick).map(|tick| format!("from tick {tick}"));
    view! {
        <button class="btn line only-wide branch-btn" id="branches-btn" aria-haspopup="dialog" on:click=move |_| ui.dialog.set(Some(DialogKind::Branches))>
            <Icon href="#i-branch"/>
            <span class="vh">"Branches: "</span>
            <b>{move || played.get().map(|(name, _)| name)}</b>
            <span class="mute hide-mid">{from}</span>
        </button>
    }
}

/// Takes back and takes again, with what it would be.
#[component]
pub fn UndoButtons(
    /// Whether they say in words what they do.
    #[prop(optional)]
    wordy: bool,
) -> impl IntoView {
    let play = expect_context::<Play>();
    let both = Memo::new(move |_| play.undoable());
    let button = move |redo: bool| {
        let (word, icon, keys) =
            if redo { ("Redo", "#i-redo", "Control+Shift+Z") } else { ("Undo", "#i-undo", "Control+Z") };
        let what = move || both.with(|(back, again)| if redo { again.clone() } else { back.clone() });
        let name = move || what().map_or_else(|| word.to_owned(), |what| format!("{word}: {what}"));
        let press = move |_| if redo { play.redo() } else { play.undo() };
        let off = move || what().is_none().then_some("true");
        if wordy {
            view! { <button class="btn line" aria-disabled=off on:click=press><Icon href=icon/><span>{name}</span></button> }.into_view()
        } else {
            view! { <button class="btn icon only-wide" aria-label=name title=name aria-keyshortcuts=keys aria-disabled=off on:click=press><Icon href=icon/></button> }.into_view()
        }
    };
    [button(false), button(true)]
}

/// The body of the dialog.
#[component]
pub fn Branches(
    /// The run.
    play: Play,
) -> impl IntoView {
    let doing = RwSignal::new(None::<Doing>);
    let rows = Memo::new(move |_| play.branches());
    let ids = move || rows.with(|rows| rows.iter().map(|row| row.id).collect::<Vec<_>>());
    view! {
        <div class="dlg-body branches">
            <p>"Look back and act there: that makes a branch, and what you did before stays as it is."</p>
            <ul>
                <For each=ids key=|id| *id let:id>
                    <Row play=play id=id rows=rows doing=doing/>
                </For>
            </ul>
        </div>
    }
}

#[component]
fn Row(play: Play, id: u32, rows: Memo<Vec<BranchRow>>, doing: RwSignal<Option<Doing>>) -> impl IntoView {
    let row = Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.id == id).cloned()));
    let name = move || row.get().map(|row| row.name).unwrap_or_default();
    let active = move || row.with(|row| row.as_ref().is_some_and(|row| row.active));
    let facts = move || {
        let row = row.get()?;
        let parent =
            rows.with(|rows| rows.iter().find(|other| Some(other.id) == row.parent).map(|other| other.name.clone()));
        let mut text = parent.map_or_else(String::new, |parent| format!("left {parent} at tick {}, ", row.tick));
        match row.result {
            Some((won, score)) => {
                text.push_str(if won { "won at tick " } else { "not won, over at tick " });
                text.push_str(&format!("{}, score {}", row.reached, points(score)));
            }
            None => text.push_str(&format!("now at tick {}", row.reached)),
        }
        Some(text)
    };
    let depth = move || format!("branch d{}", row.with(|row| row.as_ref().map_or(0, |row| row.depth.min(DEPTH_MOST))));
    let switch = move || {
        dom::close_dialog();
        play.switch(id);
    };
    let turn = move |what: Doing| doing.update(|doing| *doing = if *doing == Some(what) { None } else { Some(what) });
    let open = move |what: Doing| if doing.get() == Some(what) { "true" } else { "false" };
    let named = move |verb: &'static str| move || format!("{verb} {}", name());
    // Against what is played; what is played itself, against what it left.
    let against = move || {
        let rows = rows.get();
        let this = rows.iter().find(|row| row.id == id)?;
        let other = if this.active { this.parent? } else { rows.iter().find(|row| row.active)?.id };
        Some(["#/compare/", &play.branch_link(other)?, "/", &play.branch_link(id)?].concat())
    };
    let delete = move |_| {
        doing.set(None);
        play.delete(id);
        dom::focus("dlg-h");
    };
    view! {
        <li class=depth aria-current=move || active().then_some("true")>
            <button class="btn name" aria-disabled=move || active().then_some("true") on:click=move |_| if !untrack(active) { switch() }>
                <Icon href="#i-branch"/>
                <b>{name}</b>
                {move || active().then(|| view! { <span class="tag">"played now"</span> })}
            </button>
            <small>{facts}</small>
            <div class="btns">
                <button class="chip" id=rename_id(id) aria-label=named("Rename") aria-expanded=move || open(Doing::Name(id)) on:click=move |_| turn(Doing::Name(id))>"Rename"</button>
                <button class="chip" aria-label=named("Link of") aria-expanded=move || open(Doing::Link(id)) on:click=move |_| turn(Doing::Link(id))>"Link"</button>
                {move || against().map(|href| view! {
                    <a class="chip" href=href aria-label=named("Compare")>"Compare"</a>
                })}
                {move || (rows.with(Vec::len) > 1).then(|| view! {
                    <button class="chip" aria-label=named("Delete") aria-expanded=move || open(Doing::Delete(id)) on:click=move |_| turn(Doing::Delete(id))>"Delete"</button>
                })}
            </div>
            {move || match doing.get() {
                Some(Doing::Name(of)) if of == id => view! { <Name play=play id=id name=untrack(name) doing=doing/> }.into_view(),
                Some(Doing::Link(of)) if of == id => {
                    let text = play.branch_hash(id).map_or_else(String::new, |hash| dom::url_of(&hash));
                    view! { <div class="doing"><Copyable id="branch-link" label=format!("Link of {}", untrack(name)) button="Copy link" text=Signal::stored(text)/></div> }.into_view()
                }
                Some(Doing::Delete(of)) if of == id => view! {
                    <div class="doing btns">
                        <span>"It is gone for good then; its link still holds it."</span>
                        <button class="btn line" on:click=delete>{named("Delete")}</button>
                    </div>
                }.into_view(),
                _ => ().into_view(),
            }}
        </li>
    }
    .into_view()
}

/// The id of the button that renames a branch.
fn rename_id(id: u32) -> String {
    ["rename-", &id.to_string()].concat()
}

#[component]
fn Name(play: Play, id: u32, name: String, doing: RwSignal<Option<Doing>>) -> impl IntoView {
    let wrong = RwSignal::new(None::<String>);
    let text = RwSignal::new(name.clone());
    let chip = rename_id(id);
    dom::focus("branch-name");
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match play.rename(id, &text.get_untracked()) {
            Ok(()) => {
                doing.set(None);
                dom::focus_now(&chip);
            }
            Err(error) => wrong.set(Some(error)),
        }
    };
    view! {
        <form class="doing" on:submit=submit>
            <label class="fld"><span>"Name of this branch"</span>
                <input type="text" id="branch-name" autocomplete="off" on:focus=move |event| { event_target::<web_sys::HtmlInputElement>(&event).select(); } value=name aria-invalid=move || wrong.get().map(|_| "true") aria-describedby="branch-name-wrong"
                    on:input=move |event| text.set(event_target_value(&event))/>
            </label>
            <div class="btns"><button class="btn line" type="submit">"Keep this name"</button><span class="wrong" id="branch-name-wrong" role="status">{wrong}</span></div>
        </form>
    }
}
