//! What belongs to the page and not to a run: theme, dialogs, whether single keys are shortcuts.

use crate::prelude::*;

use crate::dom;
use crate::prefs::{self, Theme};

/// The dialogs. At most one is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialogKind {
    /// Another scenario.
    Picker,
    /// The link of this run.
    Share,
    /// This run as a file.
    Save,
    /// Keys and words.
    Help,
    /// Seed, theme and help on the narrow page.
    Menu,
    /// Who plays, where several act.
    Roles,
    /// The branches of this run.
    Branches,
    /// What can be done, where there is no room for it beside.
    Act,
}

/// A handle to the page's own state.
#[derive(Clone, Copy)]
pub struct Ui {
    /// The open dialog.
    pub dialog: RwSignal<Option<DialogKind>>,
    /// The theme.
    pub theme: RwSignal<Theme>,
    /// Whether single keys are shortcuts.
    pub single_keys: RwSignal<bool>,
}

impl Ui {
    /// Reads the preferences and puts the theme on the page.
    #[must_use]
    pub fn new() -> Self {
        let ui = Self {
            dialog: RwSignal::new(None),
            theme: RwSignal::new(Theme::load()),
            single_keys: RwSignal::new(prefs::single_keys()),
        };
        show_theme(ui.theme.get_untracked());
        ui
    }

    /// The next theme.
    pub fn turn_theme(self) {
        let theme = self.theme.get_untracked().next();
        theme.save();
        show_theme(theme);
        self.theme.set(theme);
    }

    /// Switches single keys.
    pub fn set_single_keys(self, on: bool) {
        prefs::set_single_keys(on);
        self.single_keys.set(on);
    }
}

impl Default for Ui {
    fn default() -> Self {
        Self::new()
    }
}

fn show_theme(theme: Theme) {
    if let Some(root) = dom::document().document_element() {
        let _ = match theme.attribute() {
            Some(value) => root.set_attribute("data-theme", value),
            None => root.remove_attribute("data-theme"),
        };
    }
}
