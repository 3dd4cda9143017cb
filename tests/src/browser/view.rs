//! Sizes and themes in which the page is looked at.

/// A window's inside, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// Width.
    pub width_px: u32,
    /// Height.
    pub height_px: u32,
}

impl View {
    /// The laptop that everything must fit on without scrolling.
    pub const LAPTOP: Self = Self { width_px: 1280, height_px: 800 };
    /// The phone that it must be usable on.
    pub const PHONE: Self = Self { width_px: 390, height_px: 844 };
}

/// The colours that the system asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// As in `data-theme` and `prefers-color-scheme`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}
