//! One run on the page: the engine's game, which tick is looked at, what is selected. Everything drawn is read from
//! here; nothing here computes a number of the game.

mod address;
mod branches;
mod deeds;
mod panes;
mod read;
mod run;

use std::rc::Rc;

use crate::prelude::*;
use brownout_run::cast::Cast;
use brownout_run::link::View;
use brownout_run::view::About;

use crate::course::Counted;
use crate::packs::Packs;
use crate::sight::Sight;

pub use branches::BranchRow;
pub use deeds::Said;
pub use panes::{Desk, Pane, Tab};
pub use run::Run;

/// Speeds of playing, in ticks a second.
pub const SPEEDS: [f64; 6] = [0.5, 1.0, 2.0, 4.0, 10.0, 30.0];
const USUAL_SPEED: usize = 1;

/// The run that is on the page. A handle: copy it freely.
#[derive(Clone, Copy)]
pub struct Play {
    run: StoredValue<Run, LocalStorage>,
    about: StoredValue<Rc<About>, LocalStorage>,
    cast: StoredValue<Option<Rc<Cast>>, LocalStorage>,
    /// What a role was seen to see last: it is asked for many times between two changes.
    sight: StoredValue<Option<Rc<Sight>>, LocalStorage>,
    version: RwSignal<u32>,
    at: RwSignal<usize>,
    /// The selected service.
    pub selected: RwSignal<Option<usize>>,
    /// The tick under the crosshair of the charts.
    pub cross: RwSignal<Option<u32>>,
    /// Whether time runs.
    pub playing: RwSignal<bool>,
    /// Index into [`SPEEDS`].
    pub speed: RwSignal<usize>,
    /// What the last action told.
    pub said: RwSignal<Option<Said>>,
    /// Whether the debrief covers the panels.
    pub debrief_open: RwSignal<bool>,
    /// The pane of the narrow page.
    pub pane: RwSignal<Pane>,
    /// What lies on the desk.
    pub desk: RwSignal<Desk>,
    /// The tab of the service panel.
    pub tab: RwSignal<Tab>,
    /// What the last leap, branch or undo came to: said above the transport until something happens.
    pub leapt: RwSignal<Option<String>>,
    /// What one should know of this run, until it is put away.
    pub notice: RwSignal<Option<String>>,
    /// The pane below the graph on the middle page.
    pub low: RwSignal<Pane>,
    packs: Option<Packs>,
    /// Whether the address is another run's already.
    left: StoredValue<bool>,
    /// Which version of the run was kept last.
    kept: StoredValue<Option<u32>>,
    /// What the run counted for in its course, if it did.
    counted: StoredValue<Option<Counted>>,
}

impl Play {
    /// Puts a run on the page, looked at as `view` says.
    #[must_use]
    pub fn new(run: Run, view: &View) -> Self {
        let game = run.game();
        let about = Rc::new(game.about().clone());
        let cast = game.cast().cloned().map(Rc::new);
        let newest = game.frames().len().saturating_sub(1);
        let over = game.over().is_some();
        let named = |name: &String| about.services.iter().position(|service| service.name == *name);
        let selected = view.service.as_ref().and_then(named);
        let play = Self {
            run: StoredValue::new_local(run),
            about: StoredValue::new_local(about),
            cast: StoredValue::new_local(cast),
            sight: StoredValue::new_local(None),
            version: RwSignal::new(0),
            at: RwSignal::new(newest),
            selected: RwSignal::new(selected),
            cross: RwSignal::new(None),
            playing: RwSignal::new(false),
            speed: RwSignal::new(USUAL_SPEED),
            said: RwSignal::new(None),
            debrief_open: RwSignal::new(over && view.tick.is_none()),
            pane: RwSignal::new(Pane::Service),
            desk: RwSignal::new(Desk::Logs),
            tab: RwSignal::new(Tab::Metrics),
            leapt: RwSignal::new(None),
            notice: RwSignal::new(None),
            low: RwSignal::new(Pane::Logs),
            packs: use_context::<Packs>(),
            left: StoredValue::new(false),
            kept: StoredValue::new(None),
            counted: StoredValue::new(None),
        };
        if let Some(tick) = view.tick {
            play.look_at(tick);
        }
        play
    }

    /// A run that nobody plays here and that counts for nothing: looked at beside the text that it comes from. The
    /// debrief's own button has no place there.
    #[must_use]
    pub fn preview(run: Run, view: &View) -> Self {
        let play = Self { packs: None, ..Self::new(run, view) };
        play.debrief_open.set(true);
        play
    }

    /// Whether another run is of the same scenario as far as can be seen before it is played.
    #[must_use]
    pub fn is_about(self, run: &Run) -> bool {
        self.about.with_value(|about| **about == *run.game().about())
    }

    /// Shows another run of the same scenario in place of this one, at the same tick.
    pub fn replace(self, run: Run) {
        let (live, tick) = untrack(|| (self.is_live(), self.tick()));
        self.run.set_value(run);
        self.sight.set_value(None);
        self.version.update(|version| *version += 1);
        let newest = self.run.with_value(|run| run.game().frames().len().saturating_sub(1));
        self.at.set(newest);
        if !live {
            self.look_at(tick);
        }
    }
}
