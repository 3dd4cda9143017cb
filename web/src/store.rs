//! One run on the page: the engine's game, which tick is looked at, what is selected. Everything drawn is read from
//! here; nothing here computes a number of the game.

use std::rc::Rc;

use brownout_run::cast::Cast;
use brownout_run::curriculum;
use brownout_run::debrief::Debrief;
use brownout_run::view::{About, ActionAbout, Frame, StepNow};
use leptos::prelude::*;

use crate::course::Counted;
use crate::dom;
use crate::draw::ticks;
use crate::engine::{ActError, Deed, Game};
use crate::logs::book::Book;
use crate::packs::Packs;
use crate::route::RunAddress;
use crate::sight::{self, Listed, Seat, Shown, Sight};

/// The game with what the page keeps beside it.
pub struct Run {
    game: Game,
    book: Book,
    debrief: Option<Rc<Debrief>>,
    seat: Option<Seat>,
}

impl Run {
    /// Takes a game, fresh or replayed.
    #[must_use]
    pub fn new(game: Game) -> Self {
        Self::seated(game, None)
    }

    /// Takes a game in which one role sits in front of the page: the others take their turns up to it.
    #[must_use]
    pub fn seated(game: Game, seat: Option<Seat>) -> Self {
        let mut run = Self { game, book: Book::default(), debrief: None, seat };
        // What cannot be waited for any more is over for the player too: the next deed says so.
        let _ = run.others_act();
        run.book.sync(run.game.frames());
        run
    }

    /// Lets the colleagues take their turns. Gives how many.
    fn others_act(&mut self) -> Result<usize, ActError> {
        match &self.seat {
            Some(seat) => self.game.let_others_act(seat.role, &seat.colleague),
            None => Ok(0),
        }
    }
}

/// The panes of the narrow page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The selected service.
    Service,
    /// What can be done.
    Act,
    /// Log lines.
    Logs,
    /// Alerts.
    Alerts,
    /// Shared lists, where several act.
    Lists,
    /// The case: what was learnt, what happened, what was noted.
    Case,
}

/// What lies on the desk: the place of the wide page that log lines share with the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Desk {
    /// Log lines.
    Logs,
    /// What was learnt.
    Evidence,
    /// What happened.
    Timeline,
    /// What was noted.
    Notes,
    /// What others wrote, where one actor does everything.
    Messages,
}

/// The tabs of the service panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// How its numbers ran.
    Metrics,
    /// How it is configured.
    Configuration,
    /// Whom it calls.
    Calls,
}

impl Pane {
    /// Whether it is one of those that share a place below the graph on the middle page.
    #[must_use]
    pub fn is_low(self) -> bool {
        matches!(self, Self::Logs | Self::Alerts | Self::Lists | Self::Case)
    }

    /// As it is called in the styles.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Act => "act",
            Self::Logs => "logs",
            Self::Alerts => "alerts",
            Self::Lists => "lists",
            Self::Case => "case",
        }
    }
}

/// What the last action told, and where it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Index of the action.
    pub action: usize,
    /// Whom it is told, where several act.
    pub to: Option<u32>,
    /// A sentence.
    pub text: String,
    /// Whether it was refused or impossible.
    pub failed: bool,
}

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
    /// What the last leap over quiet ticks ended at.
    pub leapt: RwSignal<Option<String>>,
    /// The pane below the graph on the middle page.
    pub low: RwSignal<Pane>,
    packs: Option<Packs>,
    /// What the run counted for in its course, if it did.
    counted: StoredValue<Option<Counted>>,
}

impl Play {
    /// Puts a run on the page, looking at `tick` or at the newest.
    #[must_use]
    pub fn new(run: Run, tick: Option<u32>) -> Self {
        let about = Rc::new(run.game.about().clone());
        let cast = run.game.cast().cloned().map(Rc::new);
        let newest = run.game.frames().len().saturating_sub(1);
        let over = run.game.over().is_some();
        let play = Self {
            run: StoredValue::new_local(run),
            about: StoredValue::new_local(about),
            cast: StoredValue::new_local(cast),
            sight: StoredValue::new_local(None),
            version: RwSignal::new(0),
            at: RwSignal::new(newest),
            selected: RwSignal::new(None),
            cross: RwSignal::new(None),
            playing: RwSignal::new(false),
            speed: RwSignal::new(USUAL_SPEED),
            said: RwSignal::new(None),
            debrief_open: RwSignal::new(over && tick.is_none()),
            pane: RwSignal::new(Pane::Service),
            desk: RwSignal::new(Desk::Logs),
            tab: RwSignal::new(Tab::Metrics),
            leapt: RwSignal::new(None),
            low: RwSignal::new(Pane::Logs),
            packs: use_context::<Packs>(),
            counted: StoredValue::new(None),
        };
        if let Some(tick) = tick {
            play.look_at(tick);
        }
        play
    }

    /// What is known of the scenario: constant over the run, and where several act over the view of one role.
    #[must_use]
    pub fn about(self) -> Rc<About> {
        let sight = self.sight(self.at.get_untracked());
        sight.map_or_else(|| self.about.get_value(), |sight| Rc::clone(&sight.about))
    }

    /// Who plays, where several act.
    #[must_use]
    pub fn cast(self) -> Option<Rc<Cast>> {
        self.cast.get_value()
    }

    /// Who sits in front of the page, if it is one of several alone.
    #[must_use]
    pub fn seat(self) -> Option<Seat> {
        self.run.with_value(|run| run.seat.clone())
    }

    /// The role whose turn it is, and that looks; `None` where everything is to be seen: where one actor does everything,
    /// and after the end. Tracked.
    #[must_use]
    pub fn viewer(self) -> Option<u32> {
        self.version.track();
        self.run.with_value(|run| run.game.turn())
    }

    /// Label of the role whose step this was or will be, counted from 1.
    #[must_use]
    pub fn actor_label(self, step: u32) -> Option<String> {
        let cast = self.cast()?;
        let place = (step.saturating_sub(1) as usize).checked_rem(cast.turns.len())?;
        cast.roles.get(*cast.turns.get(place)? as usize).map(|role| role.label.clone())
    }

    /// Label of the role that looks. Tracked.
    #[must_use]
    pub fn viewer_label(self) -> Option<String> {
        let viewer = self.viewer()?;
        self.cast()?.roles.get(viewer as usize).map(|role| role.label.clone())
    }

    /// What the panels may show at all. Tracked.
    #[must_use]
    pub fn shown(self) -> Shown {
        match (self.viewer(), self.cast()) {
            (Some(viewer), Some(cast)) => Shown::to(&cast, viewer),
            _ => Shown::ALL,
        }
    }

    /// The shared lists as of the tick that is looked at. Tracked.
    #[must_use]
    pub fn lists(self) -> Vec<Listed> {
        let (viewer, at) = (self.viewer(), self.at.get());
        let Some(cast) = self.cast() else { return Vec::new() };
        self.run.with_value(|run| sight::lists(&run.game, &cast, viewer, at))
    }

    /// What the role that looks sees as of a frame. Not tracked.
    fn sight(self, at: usize) -> Option<Rc<Sight>> {
        if self.cast.with_value(Option::is_none) {
            return None;
        }
        let (role, known) = self.run.with_value(|run| {
            let role = run.game.turn()?;
            let known = self.sight.get_value().filter(|sight| sight.is(&run.game, role, at));
            Some((role, known))
        })?;
        if known.is_some() {
            return known;
        }
        let sight = self.run.with_value(|run| Sight::of(&run.game, role, at)).map(Rc::new);
        self.sight.set_value(sight.clone());
        sight
    }

    /// Reads the game itself, for what no role is kept from. Tracked by what happens, and gives the place of the frame that
    /// is looked at.
    pub fn game<R>(self, read: impl FnOnce(&Game, usize) -> R) -> R {
        self.version.track();
        let at = self.at.get();
        self.run.with_value(|run| read(&run.game, at))
    }

    /// Name of a service.
    #[must_use]
    pub fn service_name(self, index: usize) -> String {
        self.about.with_value(|about| about.services.get(index).map_or_else(String::new, |s| s.name.clone()))
    }

    /// All frames so far and the place of the one that is looked at. Tracked.
    pub fn frames<R>(self, read: impl FnOnce(&[Frame], usize) -> R) -> R {
        self.version.track();
        let at = self.at.get();
        if let Some(sight) = self.sight(at) {
            return read(&sight.seen.frames, sight.seen.at);
        }
        self.run.with_value(|run| {
            let frames = run.game.frames();
            read(frames, at.min(frames.len().saturating_sub(1)))
        })
    }

    /// The frame that is looked at. Tracked.
    pub fn frame<R>(self, read: impl FnOnce(&Frame) -> R) -> R {
        self.version.track();
        let at = self.at.get();
        if let Some(sight) = self.sight(at)
            && let Some(frame) = sight.seen.frames.get(sight.seen.at)
        {
            return read(frame);
        }
        self.run.with_value(|run| read(run.game.frames().get(at).unwrap_or_else(|| run.game.head())))
    }

    /// The newest frame. Tracked, but not by where one looks.
    pub fn head<R>(self, read: impl FnOnce(&Frame) -> R) -> R {
        self.version.track();
        if let Some(sight) = self.sight(self.at.get_untracked())
            && let Some(frame) = sight.seen.frames.last()
        {
            return read(frame);
        }
        self.run.with_value(|run| read(run.game.head()))
    }

    /// Tick that is looked at. Tracked.
    #[must_use]
    pub fn tick(self) -> u32 {
        self.frame(|frame| frame.tick)
    }

    /// First tick that can be looked at.
    #[must_use]
    pub fn first_tick(self) -> u32 {
        self.run.with_value(|run| run.game.frames().first().map_or(0, |frame| frame.tick))
    }

    /// Newest tick. Tracked.
    #[must_use]
    pub fn head_tick(self) -> u32 {
        self.head(|frame| frame.tick)
    }

    /// Last tick of the timeline: the pack's limit where it has one. Tracked.
    #[must_use]
    pub fn end_tick(self) -> u32 {
        let head = self.head_tick();
        let limit = self.about.with_value(|about| about.last_tick.or(about.last_step));
        limit.map_or_else(|| ticks::open_end(head), |limit| limit.max(head).max(1))
    }

    /// Whether the newest tick is looked at. Tracked.
    #[must_use]
    pub fn is_live(self) -> bool {
        self.frames(|frames, at| at + 1 == frames.len())
    }

    /// The log lines. Tracked by what happens, and by where one looks only where a role sees no more than the last ones.
    pub fn book<R>(self, read: impl FnOnce(&Book) -> R) -> R {
        self.version.track();
        if self.cast.with_value(Option::is_some)
            && let Some(sight) = self.sight(self.at.get())
        {
            return read(&sight.book);
        }
        self.run.with_value(|run| read(&run.book))
    }

    /// How many steps were taken so far, by whomever. Tracked.
    #[must_use]
    pub fn taken(self) -> usize {
        self.version.track();
        let about = self.about.get_value();
        let counts = |step: &&StepNow| about.actions.get(step.action as usize).is_none_or(|action| !action.aside);
        self.run.with_value(|run| run.game.steps().iter().filter(counts).count())
    }

    /// The steps so far; where several act, those of the role that looks. Tracked.
    pub fn steps<R>(self, read: impl FnOnce(&[StepNow]) -> R) -> R {
        self.version.track();
        if let Some(sight) = self.sight(self.at.get_untracked()) {
            return read(&sight.seen.steps);
        }
        self.run.with_value(|run| read(run.game.steps()))
    }

    /// Why the run ended, once it has. Tracked.
    #[must_use]
    pub fn over(self) -> Option<String> {
        self.version.track();
        self.run.with_value(|run| run.game.over().map(str::to_owned))
    }

    /// The debrief, once the run is over. Computed once. Tracked.
    #[must_use]
    pub fn debrief(self) -> Option<Rc<Debrief>> {
        self.version.track();
        self.run.try_update_value(|run| {
            if run.debrief.is_none() {
                run.debrief = run.game.debrief().map(Rc::new);
            }
            run.debrief.clone()
        })?
    }

    /// The seed.
    #[must_use]
    pub fn seed(self) -> u64 {
        self.run.with_value(|run| run.game.seed())
    }

    /// The address of what is on the page. Tracked.
    #[must_use]
    pub fn address(self) -> RunAddress {
        let tick = if self.is_live() { None } else { Some(self.tick()) };
        let log = self.run.with_value(|run| (!run.game.steps().is_empty()).then(|| run.game.log().to_text()));
        RunAddress { tick, log, ..self.fresh(self.seed()) }
    }

    /// The address of a fresh run of the same scenario, played by the same people.
    #[must_use]
    pub fn fresh(self, seed: u64) -> RunAddress {
        let address = RunAddress::new(&self.about().id, seed);
        self.seated(address, self.seat().as_ref())
    }

    /// The same address with somebody else in front of the page.
    #[must_use]
    pub fn seated(self, address: RunAddress, seat: Option<&Seat>) -> RunAddress {
        let role = seat.and_then(|seat| Some(self.cast()?.roles.get(seat.role as usize)?.name.clone()));
        let colleague = seat.map(|seat| seat.colleague.clone()).filter(|name| !name.is_empty());
        RunAddress { role, colleague, ..address }
    }

    /// Puts the address of what is on the page into the browser's, without an entry in the history.
    pub fn write_address(self) {
        dom::replace_hash(&untrack(|| self.address()).hash());
    }

    /// Goes to another run. The entry that stays behind in the history is what is on the page now.
    pub fn leave_for(self, address: &RunAddress) {
        self.write_address();
        dom::go(&address.hash());
    }

    /// What the last action told, if it is for who looks. Tracked.
    #[must_use]
    pub fn told(self) -> Option<Said> {
        let viewer = self.viewer();
        self.said.get().filter(|said| viewer.is_none() || said.to == viewer)
    }

    /// What the run counted for in its course, if it was played to its end here and was the next one.
    #[must_use]
    pub fn counted(self) -> Option<Counted> {
        self.counted.get_value()
    }

    /// Shows a pane where not all are shown at once.
    pub fn show_pane(self, pane: Pane) {
        if pane == Pane::Case {
            crate::case::open(self);
        }
        self.pane.set(pane);
        if pane.is_low() {
            self.low.set(pane);
        }
    }

    /// Why an action cannot be taken on the selection now. Tracked.
    pub fn available(self, action: usize, target: Option<usize>) -> Result<(), String> {
        self.version.track();
        if !self.is_live() {
            return Err(format!("You are looking at tick {}.", self.tick()));
        }
        self.run.with_value(|run| run.game.available(action, target))
    }

    /// Looks at a tick; the nearest one there is.
    pub fn look_at(self, tick: u32) {
        let place = self.run.with_value(|run| {
            let frames = run.game.frames();
            frames.partition_point(|frame| frame.tick <= tick).saturating_sub(1)
        });
        if self.at.get_untracked() != place {
            self.at.set(place);
        }
    }

    /// One tick back, to look.
    pub fn back(self) {
        self.playing.set(false);
        let at = self.at.get_untracked();
        if at > 0 {
            self.at.set(at - 1);
        }
    }

    /// One tick forward: to look where it was looked back, otherwise by waiting.
    pub fn forward(self) -> bool {
        let at = self.at.get_untracked();
        let newest = self.run.with_value(|run| run.game.frames().len()).saturating_sub(1);
        if at < newest {
            self.at.set(at + 1);
            return true;
        }
        if self.run.with_value(|run| run.game.over().is_some()) {
            return false;
        }
        let to = untrack(|| self.viewer());
        let waited = self.run.try_update_value(|run| {
            let waited = run.game.wait().map(|_| ());
            waited.and_then(|()| run.others_act().map(drop)).map_err(|e| e.to_string())
        });
        match waited {
            Some(Ok(())) => {
                self.moved();
                true
            }
            Some(Err(text)) => {
                let action = self.about().actions.iter().position(|a| a.wait).unwrap_or(0);
                self.said.set(Some(Said { action, to, text, failed: true }));
                false
            }
            None => false,
        }
    }

    /// Takes an action. What it told, or why it could not be, stands in `said`.
    pub fn act(self, index: usize, args: Vec<(String, String)>) -> bool {
        let about = self.about();
        let Some(action) = about.actions.get(index) else {
            return false;
        };
        let deed = Deed { action: action.name.clone(), args };
        let to = untrack(|| self.viewer());
        let told = self.run.try_update_value(|run| {
            let step = run.game.act(&deed).cloned().map_err(|e| e.to_string())?;
            // The step was taken, whatever becomes of the turns of others.
            Ok((step, run.others_act().unwrap_or(0)))
        });
        let Some(told) = told else { return false };
        let said = match told {
            Ok((step, others)) => {
                self.moved();
                said(index, to, action, &step, others)
            }
            Err(text) => Said { action: index, to, text, failed: true },
        };
        let done = !said.failed;
        self.said.set(Some(said));
        done
    }

    fn count(self) {
        let Some(packs) = self.packs else { return };
        let earned = self.run.with_value(|run| curriculum::reward(&run.game));
        let counted = self.about.with_value(|about| packs.courses.count(&about.pack, &about.id, self.seed(), earned));
        self.counted.set_value(counted);
    }

    fn moved(self) {
        self.run.update_value(|run| {
            let Run { game, book, .. } = run;
            book.sync(game.frames());
        });
        let (newest, over) =
            self.run.with_value(|run| (run.game.frames().len().saturating_sub(1), run.game.over().is_some()));
        self.version.update(|version| *version += 1);
        if self.leapt.get_untracked().is_some() {
            self.leapt.set(None);
        }
        if self.at.get_untracked() != newest {
            self.at.set(newest);
        }
        if over {
            self.count();
            self.playing.set(false);
            self.debrief_open.set(true);
        }
    }
}

fn said(index: usize, to: Option<u32>, action: &ActionAbout, step: &StepNow, others: usize) -> Said {
    let mut text = match &step.refused {
        Some(reason) => reason.clone(),
        None if step.shown.is_empty() => format!("{} at tick {}.", action.label, step.tick),
        None if step.shown.iter().any(|text| text.contains('\n')) => step.shown.join("\n"),
        None => step.shown.join(" "),
    };
    match others {
        0 => {}
        1 => text.push_str(" Then a colleague took a turn."),
        others => text.push_str(&format!(" Then your colleagues took {others} turns.")),
    }
    Said { action: index, to, text, failed: step.refused.is_some() }
}
