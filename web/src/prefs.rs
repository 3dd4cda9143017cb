//! Preferences that outlive a visit. Where they cannot be kept, the page works with its defaults and says nothing.

use crate::storage::{get, set};

const THEME: &str = "brownout.1.theme";
const KEYS: &str = "brownout.1.single-keys";
const COURSE: &str = "brownout.1.course.";

/// How the page looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The stored choice.
    #[must_use]
    pub fn load() -> Self {
        match get(THEME).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }

    /// Stores the choice.
    pub fn save(self) {
        set(THEME, self.attribute().unwrap_or(""));
    }

    /// The value of `data-theme`, if the system does not decide.
    #[must_use]
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// What a press of the button leads to.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// On the button.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::System => "as the system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Whether single keys are shortcuts.
#[must_use]
pub fn single_keys() -> bool {
    get(KEYS).as_deref() != Some("off")
}

/// Stores whether single keys are shortcuts.
pub fn set_single_keys(on: bool) {
    set(KEYS, if on { "on" } else { "off" });
}

/// Where somebody stands in the course of a pack, as text.
#[must_use]
pub fn course(pack: &str) -> Option<String> {
    get(&format!("{COURSE}{pack}"))
}

/// Stores where somebody stands.
pub fn set_course(pack: &str, standing: &str) {
    set(&format!("{COURSE}{pack}"), standing);
}
