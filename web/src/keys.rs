//! Keys that work on the whole page. Single keys can be switched off (WCAG 2.1.4); letters of actions need the focus
//! in the graph or the service panel.

use crate::prelude::*;
use web_sys::KeyboardEvent;

use crate::actions::Palette;
use crate::actions::letters::letters;
use crate::dom;
use crate::store::{Desk, Pane, Play};
use crate::transport::{change_speed, toggle};
use crate::ui::{DialogKind, Ui};

/// What a single key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Command {
    Toggle,
    Forward,
    Back,
    Leap,
    First,
    Newest,
    Slower,
    Faster,
    Table,
    FilterLogs,
    Alerts,
    Branches,
    Help,
    Letter(char),
}

fn command(key: &str, shift: bool) -> Option<Command> {
    Some(match key {
        " " => Command::Toggle,
        "." if !shift => Command::Forward,
        "," if !shift => Command::Back,
        "." | ">" | ":" if shift => Command::Newest,
        "," | "<" | ";" if shift => Command::First,
        "+" => Command::Leap,
        "[" => Command::Slower,
        "]" => Command::Faster,
        "t" => Command::Table,
        "/" => Command::FilterLogs,
        "a" => Command::Alerts,
        "b" => Command::Branches,
        "?" => Command::Help,
        _ => {
            let mut letters = key.chars();
            let letter = letters.next().filter(|c| c.is_ascii_alphabetic() && !shift)?;
            if letters.next().is_some() {
                return None;
            }
            Command::Letter(letter.to_ascii_uppercase())
        }
    })
}

/// Listens as long as the component lives in which it is called.
pub fn listen(play: Play, ui: Ui, palette: Palette, table: RwSignal<bool>, reach: Reach) {
    let handle = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        if reach != Reach::Looks && undoes(&event, play, ui) {
            event.prevent_default();
            return;
        }
        on_key(&event, play, ui, palette, table, reach);
    });
    on_cleanup(move || handle.remove());
}

/// How far keys reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub enum Reach {
    /// To look and to step.
    Looks,
    /// To act, too.
    Deeds,
    /// To everything on the whole page.
    Page,
}

/// What every program does at these keys. They are no single keys, so they cannot be switched off; in a field they are the
/// field's own.
fn undoes(event: &KeyboardEvent, play: Play, ui: Ui) -> bool {
    let command = event.ctrl_key() || event.meta_key();
    if !command || event.alt_key() || !matches!(event.key().as_str(), "z" | "Z") || event.default_prevented() {
        return false;
    }
    if ui.dialog.get_untracked().is_some() || dom::edits_text(event.target()) {
        return false;
    }
    if event.shift_key() {
        play.redo()
    } else {
        play.undo()
    }
    true
}

fn on_key(event: &KeyboardEvent, play: Play, ui: Ui, palette: Palette, table: RwSignal<bool>, reach: Reach) {
    if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    if ui.dialog.get_untracked().is_some() || !ui.single_keys.get_untracked() || dom::takes_text(event.target()) {
        return;
    }
    let Some(command) = command(&event.key(), event.shift_key()) else {
        return;
    };
    // Space belongs to the control that has the focus.
    if command == Command::Toggle && dom::closest(event.target(), "button, a, [role=tab], summary, label").is_some() {
        return;
    }
    let repeated = event.repeat();
    let beyond = match command {
        Command::FilterLogs | Command::Alerts | Command::Branches => Reach::Page,
        Command::Letter(_) => Reach::Deeds,
        _ => Reach::Looks,
    };
    if reach < beyond {
        return;
    }
    match command {
        Command::Toggle if !repeated => toggle(play),
        Command::Forward => {
            play.playing.set(false);
            untrack(|| play.forward());
        }
        Command::Back => play.back(),
        Command::Leap => {
            play.leap();
        }
        Command::First => {
            play.playing.set(false);
            play.look_at(0);
        }
        Command::Newest => play.look_at(u32::MAX),
        Command::Slower => change_speed(play, -1),
        Command::Faster => change_speed(play, 1),
        Command::Table if !repeated => table.update(|table| *table = !*table),
        Command::FilterLogs => {
            play.show_pane(Pane::Logs);
            play.desk.set(Desk::Logs);
            dom::focus("log-filter");
        }
        Command::Alerts => {
            play.show_pane(Pane::Alerts);
            dom::focus("alerts");
        }
        Command::Branches if !repeated => ui.dialog.set(Some(DialogKind::Branches)),
        Command::Help if !repeated => ui.dialog.set(Some(DialogKind::Help)),
        Command::Letter(letter) if !repeated => {
            if dom::closest(event.target(), "#graph, #service").is_none() {
                return;
            }
            let keys = letters(&play.about().actions);
            let Some(action) = keys.iter().position(|key| *key == Some(letter)) else {
                return;
            };
            palette.press(play, action);
        }
        _ => return,
    }
    event.prevent_default();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        for ((key, shift), expected) in [
            ((" ", false), Some(Command::Toggle)),
            ((".", false), Some(Command::Forward)),
            (("+", true), Some(Command::Leap)),
            ((">", true), Some(Command::Newest)),
            (("<", true), Some(Command::First)),
            ((":", true), Some(Command::Newest)),
            (("?", true), Some(Command::Help)),
            (("k", false), Some(Command::Letter('K'))),
            (("K", true), None),
            (("Enter", false), None),
            (("é", false), None),
        ] {
            assert_eq!(command(key, shift), expected, "{key}");
        }
    }
}
