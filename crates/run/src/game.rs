//! One playing of a scenario: the world, what was seen of it tick by tick, and the log that makes it repeatable.

use std::rc::Rc;

use brownout_scenario::{Catalogue, Compiled, Diagnostic, Rejected, load, load_text};
use brownout_sim::act::{DeedError, check};
use brownout_sim::digest::mix;
use brownout_sim::plan::{Deed, Plan};
use brownout_sim::step::Outcome;
use brownout_sim::world::{Ending, World};

use crate::behind::{self, Behind};
use crate::cast::{Cast, Seen, StoreNow};
use crate::debrief::Debrief;
use crate::frame::{self, frame};
use crate::log::{LOG_STEPS_MAX, RunLog, WAIT};
use crate::view::{About, AnswerNow, EvidenceNow, Frame, MomentNow, NoteNow, StepNow};

/// Why a scenario could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The scenario is wrong, or there is none of that id.
    #[error("{0}")]
    Scenario(Rejected),
    /// An entry of the log cannot be carried out.
    #[error("Step {step} of the action log cannot be taken: {error}")]
    Log {
        /// Number of the entry, from 1.
        step: usize,
        /// Why.
        error: DeedError,
    },
}

impl OpenError {
    /// What is wrong with the scenario, if that is it.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match self {
            OpenError::Scenario(rejected) => &rejected.diagnostics,
            OpenError::Log { .. } => &[],
        }
    }
}

/// Why an action could not be taken. The run is as it was.
pub type ActError = DeedError;

/// One playing of a scenario.
pub struct Game {
    pub(crate) compiled: Rc<Compiled>,
    about: About,
    cast: Option<Cast>,
    pub(crate) world: World,
    pub(crate) log: RunLog,
    pub(crate) frames: Vec<Frame>,
    pub(crate) behind: Behind,
    /// How many entries the shared lists had at each frame.
    pub(crate) entries: Vec<usize>,
    pub(crate) steps: Vec<StepNow>,
    /// How many frames there were after each step.
    pub(crate) ends: Vec<usize>,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) seen: usize,
    pub(crate) digest: u64,
}

impl Game {
    /// Opens a scenario of the catalogue.
    ///
    /// # Errors
    /// Everything that is wrong with it, or that there is none of this id.
    pub fn open(catalogue: &Catalogue, id: &str, seed: u64) -> Result<Game, OpenError> {
        let authored = load(catalogue, id).map_err(OpenError::Scenario)?;
        let compiled = authored.compile(seed).map_err(OpenError::Scenario)?;
        Ok(Game::start(Rc::new(compiled), seed))
    }

    /// Opens a scenario from its text.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn open_text(catalogue: &Catalogue, path: &str, text: &str, seed: u64) -> Result<Game, OpenError> {
        let authored = load_text(catalogue, path, text).map_err(OpenError::Scenario)?;
        let compiled = authored.compile(seed).map_err(OpenError::Scenario)?;
        Ok(Game::start(Rc::new(compiled), seed))
    }

    /// Opens a scenario and plays a log.
    ///
    /// # Errors
    /// As `open`, and a step that cannot be taken.
    pub fn replay(catalogue: &Catalogue, id: &str, seed: u64, log: &RunLog) -> Result<Game, OpenError> {
        let mut game = Game::open(catalogue, id, seed)?;
        game.play(log)?;
        Ok(game)
    }

    /// Starts a compiled scenario.
    #[must_use]
    pub fn start(compiled: Rc<Compiled>, seed: u64) -> Game {
        let mut world = World::start(&compiled.plan, seed);
        let mut values = Vec::new();
        for index in 0..compiled.plan.values.len() {
            values.push(frame::value(&mut world, &compiled.plan, index));
        }
        let about = crate::about::about(&compiled.plan, |index| values.get(index).copied().unwrap_or(0.0));
        let colleagues = crate::deciders::colleagues(&compiled);
        let cast = crate::seen::cast(&compiled.plan, &world, colleagues);
        let mut first = frame(&mut world, &compiled.plan, 0);
        let mut behind = Behind::default();
        behind.show(&mut world, &compiled.plan, 0, &mut first);
        let seen = world.state.lines.len();
        let digest = mix(0, world.digest());
        Game {
            compiled,
            about,
            cast,
            entries: vec![world.state.entries.len()],
            world,
            log: RunLog::default(),
            frames: vec![first],
            behind,
            steps: Vec::new(),
            ends: Vec::new(),
            outcomes: Vec::new(),
            seen,
            digest,
        }
    }

    /// Takes all steps of a log.
    ///
    /// # Errors
    /// The first step that cannot be taken; those before it have been.
    pub fn play(&mut self, log: &RunLog) -> Result<(), OpenError> {
        for (index, deed) in log.deeds().iter().enumerate() {
            self.act(deed).map_err(|error| OpenError::Log { step: index + 1, error })?;
        }
        Ok(())
    }

    /// What is known of the scenario.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Who plays, where several act; `None` where one actor does everything.
    #[must_use]
    pub fn cast(&self) -> Option<&Cast> {
        self.cast.as_ref()
    }

    /// The role whose turn it is; `None` where one actor does everything, and once the run is over.
    #[must_use]
    pub fn turn(&self) -> Option<u32> {
        self.world.actor(&self.compiled.plan).filter(|_| self.world.state.ending.is_none())
    }

    /// The role that took a step, by the step's place in `steps`.
    #[must_use]
    pub fn actor_of(&self, step: usize) -> Option<u32> {
        self.outcomes.get(step)?.actor
    }

    /// What a role sees as of a frame (an index into `frames`; the newest, if it lies behind it). `None` if there is no such role.
    #[must_use]
    pub fn seen_by(&self, role: u32, at: usize) -> Option<Seen> {
        crate::seen::seen(self, role, at, self.entries_at(at))
    }

    /// The shared lists that a role sees as of a frame: `seen_by(role, at).stores`, without all the rest.
    #[must_use]
    pub fn stores_seen_by(&self, role: u32, at: usize) -> Option<Vec<StoreNow>> {
        crate::seen::stores(self, role, self.entries_at(at))
    }

    /// The shared lists whole, as of a frame, once the run is over: with the role where each has one of its own.
    #[must_use]
    pub fn stores_whole(&self, at: usize) -> Option<Vec<(Option<u32>, StoreNow)>> {
        self.over().map(|_| crate::seen::whole_stores(self, self.entries_at(at)))
    }

    /// How many entries the shared lists had at a frame.
    pub(crate) fn entries_at(&self, at: usize) -> usize {
        self.entries.get(at).or(self.entries.last()).copied().unwrap_or(0)
    }

    /// The plan that the engine runs.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.compiled.plan
    }

    /// The world as it is: hidden truth included, for tests and tools and never for a page.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The seed.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.world.state.seed
    }

    /// One frame a tick, from the first view on.
    #[must_use]
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// The newest frame.
    ///
    /// # Panics
    /// Never: a game has at least one frame.
    #[must_use]
    pub fn head(&self) -> &Frame {
        #[expect(clippy::unwrap_used, reason = "the first frame is made at the start and frames are only added")]
        self.frames.last().unwrap()
    }

    /// How many ticks old metrics and status of each service are in a frame (an index into `frames`), as telemetry may be
    /// behind; empty if all are of its tick.
    #[must_use]
    pub fn ages(&self, at: usize) -> &[u32] {
        self.behind.ages(at)
    }

    /// Steps taken so far, as told to who took them.
    #[must_use]
    pub fn steps(&self) -> &[StepNow] {
        &self.steps
    }

    /// What happened so far, in order: what a list of moments may hold. Alerts are among it where an action takes moments.
    #[must_use]
    pub fn moments(&self) -> Vec<MomentNow> {
        let plan = &self.compiled.plan;
        let known = self.world.state.moments.iter().filter(|moment| behind::known(plan, moment, &self.frames));
        known.map(|moment| crate::happened::moment(plan, moment)).collect()
    }

    /// What actors were told for the first time, in order.
    #[must_use]
    pub fn evidence(&self) -> Vec<EvidenceNow> {
        self.world.state.learnt.evidence.iter().map(crate::happened::evidence).collect()
    }

    /// The same, as far as one role was told it.
    #[must_use]
    pub fn evidence_seen_by(&self, role: u32) -> Vec<EvidenceNow> {
        self.evidence().into_iter().filter(|evidence| evidence.actor == Some(role)).collect()
    }

    /// Questions whose answer takes time, in the order of asking, with the answers that have come.
    #[must_use]
    pub fn answers(&self) -> Vec<AnswerNow> {
        let now = self.head().tick;
        self.world.state.answers.iter().map(|answer| crate::happened::answer(answer, now)).collect()
    }

    /// What was noted beside the run.
    #[must_use]
    pub fn notes_taken(&self) -> Vec<NoteNow> {
        let aside = |step: &&StepNow| self.about.actions.get(step.action as usize).is_some_and(|action| action.aside);
        self.steps.iter().filter(aside).map(crate::happened::note).collect()
    }

    /// What each step earned, part by part, in the order of the plan's step parts.
    pub fn rewards(&self) -> impl Iterator<Item = &[f64]> {
        self.outcomes.iter().map(|outcome| outcome.rewards.as_slice())
    }

    /// The action log.
    #[must_use]
    pub fn log(&self) -> &RunLog {
        &self.log
    }

    /// The run's digest so far: the digests of all its ticks, folded.
    #[must_use]
    pub fn digest(&self) -> u64 {
        self.digest
    }

    /// The run's digest as it is shown: 16 hex digits.
    #[must_use]
    pub fn digest_text(&self) -> String {
        format!("{:016x}", self.digest)
    }

    /// Divisions by zero and writes that were not finite, so far: 0 in a sound scenario.
    #[must_use]
    pub fn notes(&self) -> u32 {
        self.world.state.notes
    }

    /// Takes a step.
    ///
    /// # Errors
    /// What is wrong with the deed; nothing has happened then. A *refused* step is no error: it says why in `refused`.
    pub fn act(&mut self, deed: &Deed) -> Result<&StepNow, ActError> {
        let compiled = Rc::clone(&self.compiled);
        let plan = &compiled.plan;
        if self.world.state.ending.is_some() {
            return Err(DeedError::Over);
        }
        let ready = check(plan, deed)?;
        // Steps that cost the run nothing count here, too: what was taken has to fit into a log.
        if self.log.len() >= LOG_STEPS_MAX {
            return Err(DeedError::TooLong);
        }
        let (frames, seen, digest) = (&mut self.frames, &mut self.seen, &mut self.digest);
        let (entries, behind) = (&mut self.entries, &mut self.behind);
        let mut left = plan.actions.get(ready.action as usize).map_or(0, |action| action.ticks);
        let outcome = self.world.step_ready(plan, &ready, |world, plan| {
            left = left.saturating_sub(1);
            *digest = mix(*digest, world.digest());
            entries.push(world.state.entries.len());
            // The frame of the last tick is made when the step is done: `refresh` puts it here.
            if left == 0 {
                frames.push(Frame::default());
            } else {
                let mut now = frame(world, plan, *seen);
                behind.show(world, plan, frames.len(), &mut now);
                frames.push(now);
                *seen = world.state.lines.len();
            }
        });
        self.refresh(plan);
        let step = StepNow {
            step: self.steps.len() as u32 + 1,
            action: outcome.action,
            args: deed.args.clone(),
            target: outcome.target,
            tick: outcome.tick,
            refused: outcome.refused.clone(),
            shown: outcome.shown.clone(),
        };
        self.outcomes.push(outcome);
        self.log.push(deed.clone());
        self.steps.push(step);
        self.ends.push(self.frames.len());
        #[expect(clippy::unwrap_used, reason = "pushed one line above")]
        Ok(self.steps.last().unwrap())
    }

    /// An action changes numbers and may bring lines after the last tick: the newest frame shows them.
    fn refresh(&mut self, plan: &Plan) {
        let mut now = frame(&mut self.world, plan, self.seen);
        self.behind.show(&mut self.world, plan, self.frames.len().saturating_sub(1), &mut now);
        self.seen = self.world.state.lines.len();
        if let Some(entries) = self.entries.last_mut() {
            *entries = self.world.state.entries.len();
        }
        self.digest = mix(self.digest, self.world.digest());
        if let Some(head) = self.frames.last_mut() {
            let mut lines = std::mem::take(&mut head.lines);
            lines.append(&mut now.lines);
            brownout_sort::by_key(&mut lines, |line| (line.time_us, line.id));
            now.lines = lines;
            *head = now;
        }
    }

    /// Lets one tick pass.
    ///
    /// # Errors
    /// As `act`.
    pub fn wait(&mut self) -> Result<&StepNow, ActError> {
        self.act(&Deed { action: WAIT.to_owned(), args: Vec::new() })
    }

    /// Why the run is over, once it is.
    #[must_use]
    pub fn over(&self) -> Option<&str> {
        let end = &self.compiled.plan.end;
        self.world.state.ending.map(|ending| match ending {
            Ending::When(index) => end.when.get(index as usize).map_or("The run is over.", |(_, text)| text.as_str()),
            Ending::Ticks => "Time ran out: the last tick was reached.",
            Ending::Steps => "No steps are left.",
        })
    }

    /// Whether an action could be taken now at a target, or why not: the guard of the pack, on what is so now.
    ///
    /// # Errors
    /// The reason, as a sentence for beside the button.
    pub fn available(&self, action: usize, target: Option<usize>) -> Result<(), String> {
        match self.over() {
            Some(over) => Err(over.to_owned()),
            None => available_in(&self.compiled.plan, &self.world, action, target),
        }
    }

    /// The debrief, once the run is over.
    #[must_use]
    pub fn debrief(&self) -> Option<Debrief> {
        self.world.state.ending.map(|_| crate::story::debrief(self))
    }

    /// The grade as the run stands; a view shows it only at the end.
    #[must_use]
    pub fn grade(&self) -> brownout_sim::score::Grade {
        self.world.clone().grade(&self.compiled.plan)
    }
}

/// Whether an action could be taken in a world that is not over.
pub(crate) fn available_in(plan: &Plan, world: &World, action: usize, target: Option<usize>) -> Result<(), String> {
    let Some(action) = plan.actions.get(action) else { return Ok(()) };
    if let Some(barred) = world.barred(plan, action) {
        return Err(barred);
    }
    if action.needs.is_empty() {
        return Ok(());
    }
    let mut args = Vec::new();
    if let (Some(param), Some(target)) = (action.target.and_then(|i| action.params.get(i as usize)), target)
        && let Some(service) = plan.services.get(target)
    {
        args.push((param.name.clone(), service.name.clone()));
    }
    let deed = Deed { action: action.name.clone(), args };
    match check(plan, &deed) {
        Ok(ready) => world.why_not(plan, &ready).map_or(Ok(()), Err),
        // Parameters are still missing: whether the guard holds is known when they are given.
        Err(_) => Ok(()),
    }
}
