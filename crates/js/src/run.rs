//! One playing of a scenario, as a class.

use brownout_run::{Deed, Game, RunLog};
use brownout_sim::ENGINE_VERSION;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

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
        Ok(Run::of(with_built_in(|catalogue| Game::open(catalogue, id, seed)).map_err(Failure::from)?))
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
        Ok(Run::of(with_built_in(|catalogue| Game::open_text(catalogue, path, yaml, seed)).map_err(Failure::from)?))
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
        Ok(Run::of(with_built_in(|catalogue| Game::replay(catalogue, id, seed, &log)).map_err(Failure::from)?))
    }

    /// What is known of the scenario: services, calls, metrics, actions and their parameters.
    ///
    /// # Errors
    /// None that a caller could bring about.
    #[wasm_bindgen(unchecked_return_type = "About")]
    pub fn about(&self) -> Result<JsValue, JsValue> {
        value(&about(self.game.about()))
    }

    /// The world now, and the log lines that the newest step brought.
    ///
    /// # Errors
    /// None that a caller could bring about.
    #[wasm_bindgen(unchecked_return_type = "View")]
    pub fn view(&self) -> Result<JsValue, JsValue> {
        value(&self.now())
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
        (self.frame, self.line, self.next) = (frame, self.next, next_line(&self.game, frame, self.next));
        let game = &self.game;
        let rewards = game.rewards().last().unwrap_or(&[]);
        let parts = game.plan().score.step.iter().zip(rewards);
        let Some(step) = game.steps().last() else { return Ok(JsValue::NULL) };
        value(&Step {
            deed: deed(game.about(), step),
            reward: rewards.iter().sum::<f64>() + 0.0,
            rewards: Pairs(parts.map(|(part, points)| (part.name.as_str(), points + 0.0)).collect()),
            done: game.over().is_some(),
            over: game.over(),
            view: self.now(),
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
            Some(truth) => value(&debrief(&self.game, &truth)),
            None => Ok(JsValue::NULL),
        }
    }

    /// 16 hex digits over every tick so far: equal digests, equal runs, natively and in every browser.
    #[must_use]
    pub fn digest(&self) -> String {
        self.game.digest_text()
    }

    /// The action log as text, for `Run.replay` and for the page's links.
    #[must_use]
    pub fn log(&self) -> String {
        self.game.log().to_text()
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
    fn of(game: Game) -> Run {
        let frame = game.frames().len() - 1;
        let next = next_line(&game, 0, 0);
        Run { game, frame, line: 0, next }
    }

    fn now(&self) -> View<'_> {
        view(&self.game, self.game.frames().get(self.frame..).unwrap_or(&[]), self.line)
    }
}

/// The id after the highest one in the frames from `frame` on; lines of a frame are in order of time, not of ids.
fn next_line(game: &Game, frame: usize, before: u32) -> u32 {
    let lines = game.frames().iter().skip(frame).flat_map(|frame| &frame.lines);
    lines.map(|line| line.id + 1).fold(before, Ord::max)
}
