//! The configuration tree of a service: a viewer of what was read, and an editor whose changes are sent as one action.
//! What is changed and not sent yet lives in the palette, so that it outlasts the panel.

use crate::prelude::*;
use brownout_run::config::{ConfigKind, ConfigNow, ConfigRow};

use crate::actions::Palette;
use crate::dom;
use crate::store::{Pane, Play, Tab};

/// Id of the first field.
const FIRST: &str = "cfg-first";

/// Whether services may have a tree here at all.
#[must_use]
pub fn has(play: Play) -> bool {
    play.game(|game, _| game.plan().config.is_some())
}

/// The action that takes changes, where this service's configuration was read already.
#[must_use]
pub fn edited_by(play: Play, service: usize) -> Option<usize> {
    untrack(|| {
        play.game(|game, at| {
            game.config(service, at)?;
            game.config_edit().map(|edit| edit.action as usize)
        })
    })
}

/// Brings the editor to the front, and the focus into it.
pub fn show(play: Play) {
    play.tab.set(Tab::Configuration);
    play.pane.set(Pane::Service);
    dom::focus(FIRST);
}

/// The tree.
#[component]
pub fn Config(
    /// Index of the service.
    service: usize,
) -> impl IntoView {
    let play = expect_context::<Play>();
    let now = Memo::new(move |_| play.game(|game, at| game.config(service, at)));
    let edit = untrack(|| play.game(|game, _| game.config_edit())).map(|edit| edit.action as usize);
    move || match (now.get(), edit) {
        (None, _) => view! {
            <p class="empty">{format!("The configuration of {} has not been read yet.", play.service_name(service))}</p>
        }
        .into_view(),
        (Some(tree), Some(action)) => view! { <Editor tree=tree action=action/> }.into_view(),
        (Some(tree), None) => view! { <Tree tree=tree/> }.into_view(),
    }
}

/// The tree as it is, to read.
#[component]
fn Tree(tree: ConfigNow) -> impl IntoView {
    let rows = tree.rows.into_iter().map(|row| {
        let ConfigRow { key, depth, kind, shown, was, .. } = row;
        let indent = indent(depth);
        view! {
            <div class:branch=kind == ConfigKind::Branch>
                <dt style:padding-left=indent>{key}<small>{kind_word(kind)}</small></dt>
                <dd>{shown}<small>{was.map(was_text)}</small></dd>
            </div>
        }
    });
    view! { <dl class="knobs tree">{rows.collect_view()}</dl> }
}

/// The tree as it is, to change.
#[component]
fn Editor(tree: ConfigNow, action: usize) -> impl IntoView {
    let play = expect_context::<Play>();
    let palette = expect_context::<Palette>();
    let service = tree.service as usize;
    let label = play.about().actions.get(action).map_or_else(String::new, |action| action.label.clone());
    let name = play.service_name(service);
    let edits = move || -> Vec<(String, String)> {
        let mine = |edit: (usize, String, String)| (edit.0 == service).then_some((edit.1, edit.2));
        palette.edits.get().into_iter().filter_map(mine).collect()
    };
    let count = Memo::new(move |_| edits().len());
    let wrong = RwSignal::new(Vec::<(String, String)>::new());
    let read_at = tree.shown_at;
    let undo_all = move |_| {
        palette.edits.update(|edits| edits.retain(|edit| edit.0 != service));
        wrong.set(Vec::new());
        dom::focus(FIRST);
    };
    let paths = StoredValue::new(tree.rows.iter().map(|row| row.path.clone()).collect::<Vec<_>>());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let changes = untrack(edits);
        if changes.is_empty() {
            return;
        }
        match untrack(|| play.game(|game, _| game.config_deed(service, &changes))) {
            Ok(deed) => {
                wrong.set(Vec::new());
                if play.act(action, deed.args) {
                    palette.edits.update(|edits| edits.retain(|edit| edit.0 != service));
                }
            }
            Err(fields) => {
                let first = fields
                    .first()
                    .and_then(|(path, _)| paths.with_value(|paths| paths.iter().position(|known| known == path)));
                if let Some(place) = first {
                    let _ = dom::focus_now(&field_id(place, false)) || dom::focus_now(FIRST);
                }
                wrong.set(fields);
            }
        }
    };
    let mut first = true;
    let rows = tree
        .rows
        .into_iter()
        .enumerate()
        .map(|(place, row)| {
            if row.kind == ConfigKind::Branch {
                let (indent, key) = (indent(row.depth), row.key);
                return view! { <li class="branch" style:padding-left=indent>{key}</li> }.into_view();
            }
            let start = std::mem::take(&mut first);
            view! { <Field service=service row=row id=field_id(place, start) wrong=wrong/> }.into_view()
        })
        .collect_view();
    let refused = move || play.available(action, Some(service)).err();
    let said = move || play.told().filter(|said| said.action == action).map(|said| (said.failed, said.text));
    view! {
        <form class="cfg" aria-label=format!("Configuration of {name}") novalidate=true on:submit=submit>
            <p class="mute">{format!("Read at tick {read_at}. Change what is wrong, then send all changes together.")}</p>
            <ul class="tree">{rows}</ul>
            <div class="btns">
                <button class="btn primary" type="submit" aria-disabled=move || (count.get() == 0 || refused().is_some()).then_some("true")>
                    {move || match count.get() {
                        0 => label.clone(),
                        1 => format!("{label}: 1 change"),
                        count => format!("{label}: {count} changes"),
                    }}
                </button>
                <button class="btn" type="button" aria-disabled=move || (count.get() == 0).then_some("true") on:click=undo_all>"Undo all"</button>
                <small class="why">{move || refused()}</small>
            </div>
            <p class="told" role="status">{move || said().map(|(failed, text)| if failed { format!("Not taken: {text}") } else { text })}</p>
        </form>
    }
}

/// One setting with its field. What differs from what is in force is marked, and can be taken back by itself.
#[component]
fn Field(service: usize, row: ConfigRow, id: String, wrong: RwSignal<Vec<(String, String)>>) -> impl IntoView {
    let play = expect_context::<Play>();
    let palette = expect_context::<Palette>();
    let ConfigRow { path, key, depth, kind, shown, value, was } = row;
    let (note_id, error_id) = (format!("{id}-note"), format!("{id}-error"));
    let path = StoredValue::new(path);
    let start = StoredValue::new(value);
    let edited = Memo::new(move |_| {
        path.with_value(|path| {
            palette
                .edits
                .with(|edits| edits.iter().find(|edit| edit.0 == service && edit.1 == *path).map(|edit| edit.2.clone()))
        })
    });
    let text = move || edited.get().unwrap_or_else(|| start.get_value());
    let put = move |text: Option<String>| {
        let path = path.get_value();
        wrong.update(|wrong| wrong.retain(|(other, _)| *other != path));
        palette.edits.update(|edits| {
            edits.retain(|edit| !(edit.0 == service && edit.1 == path));
            edits.extend(text.filter(|text| start.with_value(|start| start != text)).map(|text| (service, path, text)));
        });
    };
    let error = Memo::new(move |_| {
        let text = edited.get()?;
        let told =
            wrong.with(|wrong| path.with_value(|path| wrong.iter().find(|(at, _)| at == path).map(|w| w.1.clone())));
        told.or_else(|| path.with_value(|path| play.game(|game, _| game.config_check(service, path, &text)).err()))
    });
    let missing = shown.is_none();
    let full = path.get_value();
    let field = match kind {
        ConfigKind::Flag => view! {
            <select id=id.clone() aria-describedby=format!("{note_id} {error_id}") prop:value=text
                on:change=move |event| put(Some(event_target_value(&event)))>
                {missing.then(|| view! { <option value="">"not set"</option> })}
                {["true", "false"].map(|word| view! { <option value=word selected=move || text() == word>{word}</option> })}
            </select>
        }
        .into_view(),
        _ => view! {
            <input id=id.clone() type="text" autocomplete="off" spellcheck="false" placeholder="not set"
                inputmode=(kind == ConfigKind::Number).then_some("decimal")
                aria-describedby=format!("{note_id} {error_id}") aria-invalid=move || error.get().map(|_| "true")
                prop:value=text on:input=move |event| put(Some(event_target_value(&event)))/>
        }
        .into_view(),
    };
    let again = id.clone();
    let undo = move |_| {
        put(None);
        dom::focus_now(&again);
    };
    let undo = StoredValue::new(undo);
    let note = move || match edited.get() {
        Some(_) if missing => "changed, was not set".to_owned(),
        Some(_) => format!("changed, in force: {}", start.get_value()),
        None => was.clone().map(was_text).unwrap_or_default(),
    };
    let named = full.clone();
    view! {
        <li class="set" class:changed=move || edited.get().is_some() style:padding-left=indent(depth)>
            <label for=id><span class="vh">{full}": "</span><span aria-hidden="true">{key}</span>" "<small>{kind_word(kind)}</small></label>
            <div>
                {field}
                {move || edited.get().map(|_| {
                    let label = format!("Undo {named}");
                    view! { <button class="btn" type="button" aria-label=label on:click=move |event| undo.with_value(|undo| undo(event))>"Undo"</button> }
                })}
            </div>
            <small class="note" id=note_id>{note}</small>
            <small class="wrong" id=error_id>{move || error.get()}</small>
        </li>
    }
}

/// Id of the field at a place of the tree.
fn field_id(place: usize, first: bool) -> String {
    if first { FIRST.to_owned() } else { format!("cfg-{place}") }
}

fn indent(depth: u32) -> String {
    format!("{}px", 16 + 14 * depth)
}

fn kind_word(kind: ConfigKind) -> &'static str {
    match kind {
        ConfigKind::Branch => "",
        ConfigKind::Flag => "true or false",
        ConfigKind::Number => "number",
        ConfigKind::Text => "text",
        ConfigKind::List => "list",
    }
}

fn was_text(was: Option<String>) -> String {
    was.map_or_else(|| "you set it".to_owned(), |was| format!("you changed it from {was}"))
}
