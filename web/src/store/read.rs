//! What the page reads of a run.

use std::rc::Rc;

use crate::prelude::*;
use brownout_run::cast::Cast;
use brownout_run::debrief::Debrief;
use brownout_run::view::{About, Frame, StepNow};

use crate::course::Counted;
use crate::draw::ticks;
use crate::engine::Game;
use crate::logs::book::Book;
use crate::sight::{self, Listed, Seat, Shown, Sight};

use super::run::Leave;
use super::{Play, Said};

impl Play {
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
        self.run.with_value(|run| run.game().turn())
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
        self.run.with_value(|run| sight::lists(run.game(), &cast, viewer, at))
    }

    /// What the role that looks sees as of a frame. Not tracked.
    fn sight(self, at: usize) -> Option<Rc<Sight>> {
        if self.cast.with_value(Option::is_none) {
            return None;
        }
        let (role, known) = self.run.with_value(|run| {
            let role = run.game().turn()?;
            let known = self.sight.get_value().filter(|sight| sight.is(run.game(), role, at));
            Some((role, known))
        })?;
        if known.is_some() {
            return known;
        }
        let sight = self.run.with_value(|run| Sight::of(run.game(), role, at, &run.book)).map(Rc::new);
        self.sight.set_value(sight.clone());
        sight
    }

    /// Reads the game itself, for what no role is kept from. Tracked by what happens, and gives the place of the frame that
    /// is looked at.
    pub fn game<R>(self, read: impl FnOnce(&Game, usize) -> R) -> R {
        self.version.track();
        let at = self.at.get();
        self.run.with_value(|run| read(run.game(), at))
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
            let frames = run.game().frames();
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
        self.run.with_value(|run| read(run.game().frames().get(at).unwrap_or_else(|| run.game().head())))
    }

    /// The newest frame. Tracked, but not by where one looks.
    pub fn head<R>(self, read: impl FnOnce(&Frame) -> R) -> R {
        self.version.track();
        if let Some(sight) = self.sight(self.at.get_untracked())
            && let Some(frame) = sight.seen.frames.last()
        {
            return read(frame);
        }
        self.run.with_value(|run| read(run.game().head()))
    }

    /// Tick that is looked at. Tracked.
    #[must_use]
    pub fn tick(self) -> u32 {
        self.frame(|frame| frame.tick)
    }

    /// First tick that can be looked at.
    #[must_use]
    pub fn first_tick(self) -> u32 {
        self.run.with_value(|run| run.game().frames().first().map_or(0, |frame| frame.tick))
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

    /// How many steps count as of the tick that is looked at, by whomever. Tracked.
    #[must_use]
    pub fn taken(self) -> usize {
        let done = self.done();
        let about = self.about.get_value();
        let counts = |step: &&StepNow| about.actions.get(step.action as usize).is_none_or(|action| !action.aside);
        self.run.with_value(|run| run.game().steps().iter().take(done).filter(counts).count())
    }

    /// How many steps there are as of the tick that is looked at: those that a branch made there would have. Tracked.
    fn done(self) -> usize {
        self.version.track();
        let at = self.at.get();
        self.run.with_value(|run| match run.leave(at) {
            Leave::No => run.game().steps().len(),
            Leave::After(steps) => steps,
            Leave::NoTurn => run.tree.leaves_at(at, None).unwrap_or_default(),
        })
    }

    /// Of the steps of who looks, those as of the tick that is looked at. Tracked.
    pub fn steps_done<R>(self, read: impl FnOnce(&[StepNow]) -> R) -> R {
        let done = self.done();
        self.steps(|steps| {
            read(steps.get(..steps.partition_point(|step| step.step as usize <= done)).unwrap_or_default())
        })
    }

    /// The steps so far; where several act, those of the role that looks. Tracked.
    pub fn steps<R>(self, read: impl FnOnce(&[StepNow]) -> R) -> R {
        self.version.track();
        if let Some(sight) = self.sight(self.at.get_untracked()) {
            return read(&sight.seen.steps);
        }
        self.run.with_value(|run| read(run.game().steps()))
    }

    /// Why the run ended, once it has. Tracked.
    #[must_use]
    pub fn over(self) -> Option<String> {
        self.version.track();
        self.run.with_value(|run| run.game().over().map(str::to_owned))
    }

    /// The debrief, once the run is over. Computed once. Tracked.
    #[must_use]
    pub fn debrief(self) -> Option<Rc<Debrief>> {
        self.version.track();
        self.run.try_update_value(|run| {
            if run.debrief.is_none() {
                run.debrief = run.game().debrief().map(Rc::new);
            }
            run.debrief.clone()
        })?
    }

    /// The seed.
    #[must_use]
    pub fn seed(self) -> u64 {
        self.run.with_value(|run| run.game().seed())
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
}
