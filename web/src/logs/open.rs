//! The line that is open to its whole text: one at a time, by a press or by the arrow keys. Where it is among the rows and how
//! much higher than one of them; which lines there are is the list's business.

use crate::prelude::*;

use super::book::Row;
use crate::dom;

/// Before the number of a line in the id of its element.
const ID: &str = "line-";
/// Between a press and its release the pointer moves less than this; else it marks text.
const STILL: i32 = 4;

/// The open line. A handle: copy it freely.
#[derive(Clone, Copy)]
pub struct Open {
    line: RwSignal<Option<u32>>,
    /// How much higher than a row it is, in pixels.
    extra: RwSignal<f64>,
    pressed: StoredValue<(i32, i32)>,
}

/// The id of a line's element.
#[must_use]
pub fn line_id(index: u32) -> String {
    format!("{ID}{index}")
}

impl Open {
    /// None is.
    #[must_use]
    pub fn new() -> Self {
        Self { line: RwSignal::new(None), extra: RwSignal::new(0.0), pressed: StoredValue::new((0, 0)) }
    }

    /// Whether this one is. Tracked.
    #[must_use]
    pub fn is(self, index: u32) -> bool {
        self.line.get() == Some(index)
    }

    /// Its place among these rows. Tracked.
    #[must_use]
    pub fn place(self, rows: &[Row]) -> Option<usize> {
        let line = self.line.get()?;
        rows.iter().rposition(|row| *row == Row::Line(line))
    }

    /// How much higher than a row it is. Tracked.
    #[must_use]
    pub fn extra(self) -> f64 {
        self.extra.get()
    }

    /// Measures it once it is drawn, and after each change of `size`; `row` is the height of the others.
    pub fn measure(self, size: impl Fn() + 'static, row: Memo<f64>) {
        let alive = dom::Alive::here();
        Effect::new(move |_| {
            size();
            let row = row.get();
            let Some(line) = self.line.get() else {
                self.extra.set(0.0);
                return;
            };
            alive.next_frame(move || {
                // Out of sight it keeps the height that it had.
                if let Some(element) = dom::by_id(&line_id(line)) {
                    self.extra.set((f64::from(element.offset_height()) - row).max(0.0));
                    let options = web_sys::ScrollIntoViewOptions::new();
                    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                    element.scroll_into_view_with_scroll_into_view_options(&options);
                }
            });
        });
    }

    /// Where the pointer went down.
    pub fn down(self, event: &web_sys::PointerEvent) {
        self.pressed.set_value((event.client_x(), event.client_y()));
    }

    /// A press opens a line, and closes it; to mark text in it does neither.
    pub fn click(self, event: &web_sys::MouseEvent) {
        let (x, y) = self.pressed.get_value();
        let moved = (event.client_x() - x).abs().max((event.client_y() - y).abs());
        // A press that no pointer made (a screen reader's) has no clicks to count and no place.
        let marks = 0 < event.detail() && STILL < moved;
        if marks || 1 < event.detail() {
            return;
        }
        let row = dom::closest(event.target(), "li[id]");
        if let Some(line) = row.and_then(|row| row.id().strip_prefix(ID)?.parse().ok()) {
            let open = self.line.get_untracked() == Some(line);
            self.line.set((!open).then_some(line));
        }
    }

    /// Arrow keys go from line to line, from those in sight on (`seen`, places of rows); Escape closes. Gives whether the key
    /// was one of these and did something.
    pub fn key(self, key: &str, rows: &[Row], seen: (usize, usize)) -> bool {
        let down = match key {
            "ArrowDown" => true,
            "ArrowUp" => false,
            "Escape" => {
                let was = self.line.get_untracked().is_some();
                self.line.set(None);
                return was;
            }
            _ => return false,
        };
        let (first, last) = (seen.0, seen.1.min(rows.len().saturating_sub(1)));
        let from = untrack(|| self.place(rows)).filter(|place| (first.saturating_sub(1)..=last + 1).contains(place));
        let is_line = |place: &usize| matches!(rows.get(*place), Some(Row::Line(_)));
        let to = if down {
            (from.map_or(first, |from| from + 1)..rows.len()).find(is_line)
        } else {
            (0..from.unwrap_or(last + 1).min(rows.len())).rev().find(is_line)
        };
        let Some(Row::Line(line)) = to.and_then(|to| rows.get(to)) else { return false };
        self.line.set(Some(*line));
        true
    }
}

/// Whether a press of a key is that of the list itself: without a key held beside it.
#[must_use]
pub fn is_plain(event: &web_sys::KeyboardEvent) -> bool {
    let on_list = event.target() == event.current_target();
    on_list && !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key())
}
