//! One playing of a scenario, as a class.

use brownout_run::link::{Link, Scenario, View as Look, replay};
use brownout_run::log::LOG_TEXT_MAX;
use brownout_run::{Deed, Game, RunLog};
use brownout_sim::ENGINE_VERSION;
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::case;
use crate::cast::{cast, colleague, role, role_name, role_view};
use crate::catalogue::with_built_in;
use crate::convert::{Pairs, params, seed, value};
use crate::debrief::{debrief, score};
use crate::error::Failure;
use crate::view::{Step, View, about, deed, view};

/// Version of the engine's rules: the same version, scenario, seed and actions are the same run.
#[wasm_bindgen(js_name = engineVersion)]
#[must_use]
pub fn engine_version() -> u32 {
    ENGINE_VERSION
}

/// One playing of a scenario. It begins at once; `step` moves it.
#[wasm_bindgen]
pub struct Run {
    game: Game,
    /// What is played, for a link.
    scenario: Scenario,
    /// Index of the frame in which the newest step began.
    frame: usize,
    /// Id of the first line that the newest step brought.
    line: u32,
    /// Id of the next line that will appear.
    next: u32,
}

#[wasm_bindgen]
impl Run {
    /// Starts a built-in scenario.
    ///
    /// # Errors
    /// `unknown-scenario`, `bad-seed`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        id: &str,
        #[wasm_bindgen(js_name = seed, unchecked_param_type = "string | number")] seed_given: JsValue,
    ) -> Result<Run, JsValue> {
        let seed = seed(&seed_given)?;
        let game = with_built_in(|catalogue| Game::open(catalogue, id, seed)).map_err(Failure::from)?;
        Ok(Run::of(game, built_in(id)))
    }

    /// Starts a scenario from its YAML. The path stands in diagnostics; its folder names the pack, unless the text
    /// `extends` one.
    ///
    /// # Errors
    /// `bad-scenario` with all `diagnostics`, `bad-seed`.
    #[wasm_bindgen(js_name = fromText)]
    pub fn from_text(
        yaml: &str,
        path: &str,
        #[wasm_bindgen(js_name = seed, unchecked_param_type = "string | number")] seed_given: JsValue,
    ) -> Result<Run, JsValue> {
        let seed = seed(&seed_given)?;
        let game = with_built_in(|catalogue| Game::open_text(catalogue, path, yaml, seed)).map_err(Failure::from)?;
        Ok(Run::of(game, own(path, yaml)))
    }

    /// Starts a built-in scenario and takes all steps of a log.
    ///
    /// # Errors
    /// As the constructor, and `bad-log`.
    pub fn replay(
        id: &str,
        #[wasm_bindgen(js_name = seed, unchecked_param_type = "string | number")] seed_given: JsValue,
        log: &str,
    ) -> Result<Run, JsValue> {
        let seed = seed(&seed_given)?;
        let log = RunLog::from_text(log).map_err(Failure::from)?;
        let game = with_built_in(|catalogue| Game::replay(catalogue, id, seed, &log)).map_err(Failure::from)?;
        Ok(Run::of(game, built_in(id)))
    }

    /// Starts a scenario from its YAML, as `fromText` does, and takes all steps of a log.
    ///
    /// # Errors
    /// As `fromText`, and `bad-log`.
    #[wasm_bindgen(js_name = replayText)]
    pub fn replay_text(
        yaml: &str,
        path: &str,
        #[wasm_bindgen(js_name = seed, unchecked_param_type = "string | number")] seed_given: JsValue,
        log: &str,
    ) -> Result<Run, JsValue> {
        let seed = seed(&seed_given)?;
        let log = RunLog::from_text(log).map_err(Failure::from)?;
        let mut game =
            with_built_in(|catalogue| Game::open_text(catalogue, path, yaml, seed)).map_err(Failure::from)?;
        game.play(&log).map_err(Failure::from)?;
        Ok(Run::of(game, own(path, yaml)))
    }

    /// The run of a link: what `run.link()` gave, or the address of the page with a run in it. Scenario, seed and actions are in
    /// it, and the scenario's text if it is none of the built-in ones.
    ///
    /// # Errors
    /// `bad-link`; `unknown-scenario`, `bad-scenario`, `bad-log` where this version has another scenario than the one that the
    /// link was made with; `other-run` where all of it can be played and does not come out as it did.
    #[wasm_bindgen(js_name = fromLink)]
    pub fn from_link(link: &str) -> Result<Run, JsValue> {
        let link = Link::decode(link).map_err(Failure::from)?;
        let replayed = with_built_in(|catalogue| replay(catalogue, &link)).map_err(Failure::from)?;
        // The page's links of runs in which nothing was done have no digest.
        if !replayed.verdict.agrees() && link.digest != 0 {
            return Err(Failure::new("other-run", replayed.verdict.to_string()).into());
        }
        Ok(Run::of(replayed.game, link.scenario))
    }

    /// What is known of the scenario: services, calls, metrics, actions and their parameters.
    ///
    /// # Errors
    /// None that a caller could bring about.
    #[wasm_bindgen(unchecked_return_type = "About")]
    pub fn about(&self) -> Result<JsValue, JsValue> {
        value(&about(self.game.about()))
    }

    /// Who plays where several act: roles, order of turns, shared lists, colleagues. `null` where one actor does everything.
    ///
    /// # Errors
    /// None that a caller could bring about.
    #[wasm_bindgen(unchecked_return_type = "Cast | null")]
    pub fn cast(&self) -> Result<JsValue, JsValue> {
        value(&cast(&self.game))
    }

    /// The role whose turn it is; `null` where one actor does everything, and once the run is over.
    #[wasm_bindgen(unchecked_return_type = "string | null")]
    #[must_use]
    pub fn turn(&self) -> JsValue {
        self.turn_name().map_or(JsValue::NULL, JsValue::from_str)
    }

    /// The world now, and the log lines that the newest step brought. Where several act: what `role` sees, or whosever
    /// turn it is if none is named; everything once the run is over and none is named.
    ///
    /// # Errors
    /// `unknown-role`.
    #[wasm_bindgen(unchecked_return_type = "View")]
    pub fn view(
        &self,
        #[wasm_bindgen(js_name = role, unchecked_optional_param_type = "string | null")] given: JsValue,
    ) -> Result<JsValue, JsValue> {
        self.seen(self.named(&given)?, |view| value(view))
    }

    /// What was learnt, in order: what actions told for the first time. Where several act: what `role` was told, as in `view`.
    ///
    /// # Errors
    /// `unknown-role`.
    #[wasm_bindgen(unchecked_return_type = "Evidence[]")]
    pub fn evidence(
        &self,
        #[wasm_bindgen(js_name = role, unchecked_optional_param_type = "string | null")] given: JsValue,
    ) -> Result<JsValue, JsValue> {
        value(&case::evidence(&self.game, &self.game.evidence(), self.named(&given)?))
    }

    /// Questions whose answer takes time, in the order of asking, with the answers that have come. Where several act: those of
    /// `role`, as in `view`.
    ///
    /// # Errors
    /// `unknown-role`.
    #[wasm_bindgen(unchecked_return_type = "Answer[]")]
    pub fn answers(
        &self,
        #[wasm_bindgen(js_name = role, unchecked_optional_param_type = "string | null")] given: JsValue,
    ) -> Result<JsValue, JsValue> {
        value(&case::answers(&self.game, &self.game.answers(), self.named(&given)?))
    }

    /// What was noted beside the run, in order. Where several act: by `role`, as in `view`.
    ///
    /// # Errors
    /// `unknown-role`.
    #[wasm_bindgen(unchecked_return_type = "Note[]")]
    pub fn notes(
        &self,
        #[wasm_bindgen(js_name = role, unchecked_optional_param_type = "string | null")] given: JsValue,
    ) -> Result<JsValue, JsValue> {
        value(&case::notes(&self.game, &self.game.notes_taken(), self.named(&given)?))
    }

    /// What happened so far, in order: what a parameter of kind `moments` takes.
    ///
    /// # Errors
    /// None that a caller could bring about.
    #[wasm_bindgen(unchecked_return_type = "Moment[]")]
    pub fn moments(&self) -> Result<JsValue, JsValue> {
        value(&case::moments(&self.game, &self.game.moments()))
    }

    /// What a colleague would do now, whosever turn it is.
    ///
    /// # Errors
    /// `unknown-colleague`.
    #[wasm_bindgen(unchecked_return_type = "Advice | null")]
    pub fn advice(&self, #[wasm_bindgen(js_name = colleague)] name: &str) -> Result<JsValue, JsValue> {
        colleague(&self.game, name)?;
        let deed = self.game.advice(name).filter(|_| self.game.over().is_none());
        let advice = deed.as_ref().map(|deed| Advice {
            action: &deed.action,
            params: Pairs(deed.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()),
        });
        value(&advice)
    }

    /// Lets a colleague take every turn until it is the turn of `role`, or the run is over. Gives how many turns it took.
    ///
    /// # Errors
    /// `unknown-role`, `unknown-colleague`, `too-many-steps`.
    #[wasm_bindgen(js_name = letOthersAct)]
    pub fn let_others_act(
        &mut self,
        #[wasm_bindgen(js_name = role)] name: &str,
        #[wasm_bindgen(js_name = colleague)] with: &str,
    ) -> Result<u32, JsValue> {
        let role = role(&self.game, name)?;
        colleague(&self.game, with)?;
        let frame = self.game.frames().len() - 1;
        let taken = self.game.let_others_act(role, with);
        self.moved(frame);
        Ok(taken.map_err(Failure::from)? as u32)
    }

    /// The configuration of a service as it is now; `null` until an action has shown it.
    ///
    /// # Errors
    /// None that a caller could bring about.
    #[wasm_bindgen(unchecked_return_type = "Config | null")]
    pub fn config(&self, service: &str) -> Result<JsValue, JsValue> {
        let found = self.game.about().services.iter().position(|of| of.name == service);
        match found.and_then(|service| self.game.config(service, usize::MAX)) {
            Some(of) => value(&crate::view::config(service, &of)),
            None => Ok(JsValue::NULL),
        }
    }

    /// Takes an action; `"wait"` passes a tick. A refused action is a step too: see `refused`.
    ///
    /// # Errors
    /// `unknown-action`, `unknown-parameter`, `missing-parameter`, `bad-value`, `bad-params`, `run-over`,
    /// `too-many-steps`; the run is as it was then.
    #[wasm_bindgen(unchecked_return_type = "Step")]
    pub fn step(
        &mut self,
        action: &str,
        #[wasm_bindgen(js_name = params, unchecked_optional_param_type = "Params | null")] given: JsValue,
    ) -> Result<JsValue, JsValue> {
        let args = params(&given)?;
        let frame = self.game.frames().len() - 1;
        self.game.act(&Deed { action: action.to_owned(), args }).map_err(Failure::from)?;
        self.moved(frame);
        let game = &self.game;
        let rewards = game.rewards().last().unwrap_or(&[]);
        let parts = game.plan().score.step.iter().zip(rewards);
        let Some(step) = game.steps().last() else { return Ok(JsValue::NULL) };
        let actor = game.actor_of(game.steps().len() - 1);
        self.seen(game.turn(), |view| {
            value(&Step {
                deed: deed(game.about(), step),
                actor: actor.and_then(|actor| role_name(game.cast()?, actor)),
                turn: self.turn_name(),
                reward: rewards.iter().fold(0.0, |sum, points| sum + points),
                rewards: Pairs(parts.map(|(part, points)| (part.name.as_str(), *points)).collect()),
                done: game.over().is_some(),
                over: game.over(),
                view,
            })
        })
    }

    /// Why the run is over, as a sentence; `null` while it is not.
    #[wasm_bindgen(unchecked_return_type = "string | null")]
    #[must_use]
    pub fn over(&self) -> JsValue {
        self.game.over().map_or(JsValue::NULL, JsValue::from_str)
    }

    /// The grade with its parts; `null` while the run is not over, because a part tells whether a guess was right.
    ///
    /// # Errors
    /// None that a caller could bring about.
    #[wasm_bindgen(unchecked_return_type = "Score | null")]
    pub fn score(&self) -> Result<JsValue, JsValue> {
        if self.game.over().is_none() {
            return Ok(JsValue::NULL);
        }
        value(&score(&self.game))
    }

    /// The true cause, the timeline, and how the expert would have done it; `null` while the run is not over. It plays
    /// two other runs to compare with: call it once.
    ///
    /// # Errors
    /// None that a caller could bring about.
    #[wasm_bindgen(unchecked_return_type = "Debrief | null")]
    pub fn debrief(&self) -> Result<JsValue, JsValue> {
        match self.game.debrief() {
            Some(truth) => value(&debrief(&self.game, &truth, self.game.calibration().as_ref())),
            None => Ok(JsValue::NULL),
        }
    }

    /// 16 hex digits over every tick so far: equal digests, equal runs, natively and in every browser.
    #[must_use]
    pub fn digest(&self) -> String {
        self.game.digest_text()
    }

    /// The action log as text, for `Run.replay` and `Run.replayText`.
    ///
    /// # Errors
    /// `too-long`: more than 256 KiB, which nobody reads again. `link` packs what it holds.
    pub fn log(&self) -> Result<String, JsValue> {
        let log = self.game.log().to_text();
        if log.len() > LOG_TEXT_MAX {
            let message = format!(
                "The action log has {} bytes, and at most {LOG_TEXT_MAX} are read again: take `link()`, which is shorter.",
                log.len()
            );
            return Err(Failure::new("too-long", message).into());
        }
        Ok(log)
    }

    /// The whole run as a short text: scenario (its text, if it is none of the built-in ones), seed and actions. For
    /// `Run.fromLink`, and behind `#/run/` for the page.
    ///
    /// # Errors
    /// `too-long`: more than 256 Ki characters.
    pub fn link(&self) -> Result<String, JsValue> {
        let link = Link::of(&self.game, self.scenario.clone(), Look::default());
        Ok(link.encode().map_err(Failure::from)?)
    }

    /// The seed.
    #[must_use]
    pub fn seed(&self) -> f64 {
        // At most 2^53 − 1: exact.
        self.game.seed() as f64
    }
}

impl Run {
    /// After a replay a view shows the lines of the newest frame, as there was no step of this caller.
    fn of(game: Game, scenario: Scenario) -> Run {
        let frame = game.frames().len() - 1;
        let next = next_line(&game, 0, 0);
        Run { game, scenario, frame, line: 0, next }
    }

    /// Steps were taken since the frame: what they brought is new.
    fn moved(&mut self, frame: usize) {
        (self.frame, self.line, self.next) = (frame, self.next, next_line(&self.game, frame, self.next));
    }

    /// The role that is named, or whose turn it is if none is; `None` where one actor does everything, and once the run is
    /// over.
    fn named(&self, given: &JsValue) -> Result<Option<u32>, Failure> {
        match given.as_string() {
            Some(name) => Ok(Some(role(&self.game, &name)?)),
            None if given.is_undefined() || given.is_null() => Ok(self.game.turn()),
            None => Err(Failure::new("unknown-role", "A role is named by a text, see `cast()`.")),
        }
    }

    fn turn_name(&self) -> Option<&str> {
        role_name(self.game.cast()?, self.game.turn()?)
    }

    /// What a role sees now, or all of it.
    fn seen<T>(&self, role: Option<u32>, read: impl FnOnce(&View<'_>) -> T) -> T {
        let newest = self.game.frames().len() - 1;
        if let (Some(cast), Some(seen)) = (self.game.cast(), role.and_then(|role| self.game.seen_by(role, newest)))
            && let Some(view) = role_view(&self.game, cast, &seen)
        {
            return read(&view);
        }
        read(&view(&self.game, self.game.frames().get(self.frame..).unwrap_or(&[]), self.line))
    }
}

fn built_in(id: &str) -> Scenario {
    Scenario::BuiltIn(id.to_owned())
}

fn own(path: &str, text: &str) -> Scenario {
    Scenario::Own { path: path.to_owned(), text: text.to_owned() }
}

/// `Advice`
#[derive(Serialize)]
struct Advice<'a> {
    action: &'a str,
    params: Pairs<&'a str, &'a str>,
}

/// The id after the highest one in the frames from `frame` on; lines of a frame are in order of time, not of ids.
fn next_line(game: &Game, frame: usize, before: u32) -> u32 {
    let lines = game.frames().iter().skip(frame).flat_map(|frame| &frame.lines);
    lines.map(|line| line.id + 1).fold(before, Ord::max)
}
