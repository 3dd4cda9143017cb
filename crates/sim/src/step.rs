//! One step: validate → needs → wrong-when → effect → cures → costs → [tick] → signals → score → end. A pack that moves
//! the world first ticks before the effect.

use brownout_expr::eval::Regs;
use brownout_expr::ops::Code;
use brownout_expr::scope::PatternCode;

use crate::act::{DeedError, Given, Ready, check};
use crate::digest::mix;
use crate::host::Host;
use crate::moment::{Happened, Moment};
use crate::plan::{Action, Deed, Plan};
use crate::world::{Ending, STEPS_MAX, World};

/// What a step did.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Index of the action.
    pub action: u32,
    /// The role that took it; `None` where one actor does everything.
    pub actor: Option<u32>,
    /// The target, if it has one.
    pub target: Option<u32>,
    /// Tick at which it took effect.
    pub tick: u32,
    /// Why it was refused.
    pub refused: Option<String>,
    /// Whether it was a wrong intervention. Hidden until the debrief.
    pub wrong: bool,
    /// Faults that it cured, itself or by what it brought about before the next step.
    pub cured: Vec<u32>,
    /// What it said, if it said something that may be right or not. Hidden until the debrief.
    pub claim: Option<Claimed>,
    /// What it showed.
    pub shown: Vec<String>,
    /// What it earned, part by part.
    pub rewards: Vec<f64>,
}

/// Something that was said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claimed {
    /// Whether it was right.
    pub right: bool,
    /// How sure it was said, as a share.
    pub sure: Option<f64>,
}

impl World {
    /// Takes a step.
    ///
    /// # Errors
    /// What `check` finds wrong with the deed; the world is untouched then.
    pub fn step(&mut self, plan: &Plan, deed: &Deed) -> Result<Outcome, DeedError> {
        if self.state.ending.is_some() {
            return Err(DeedError::Over);
        }
        let ready = check(plan, deed)?;
        if self.steps(plan) >= STEPS_MAX {
            return Err(DeedError::TooLong);
        }
        Ok(self.step_ready(plan, &ready, |_, _| {}))
    }

    /// Takes a checked step. `each_tick` is called after every tick of it.
    pub fn step_ready(&mut self, plan: &Plan, ready: &Ready, mut each_tick: impl FnMut(&mut World, &Plan)) -> Outcome {
        let Some(action) = plan.actions.get(ready.action as usize) else {
            return Outcome {
                action: ready.action,
                actor: None,
                target: None,
                tick: 0,
                refused: None,
                wrong: false,
                cured: Vec::new(),
                claim: None,
                shown: Vec::new(),
                rewards: Vec::new(),
            };
        };
        self.state.shown.clear();
        let actor = self.actor(plan);
        let spoken = self.state.lines.len();
        let cured_before = self.cured(plan);
        let hash = self.begin(plan, action, ready);
        if plan.time.world_first {
            self.pass(plan, action.ticks, &mut each_tick);
        }
        let target = self.parameters(plan, action, ready);
        let tick = self.tick_now(plan);
        self.state.acting = Some(ready.action);
        let refused = self.refusal(plan, action, target);
        let free = action.aside || (refused.is_some() && plan.time.refusal_free);
        let mut wrong = false;
        let claim = if refused.is_none() { self.claimed(plan, action, target) } else { None };
        if refused.is_some() {
            self.set(plan.specials.refused, 1.0);
        } else {
            wrong = self.carry_out(plan, action, target);
        }
        self.state.acting = None;
        if free {
            let step = self.cell(plan.specials.step);
            self.set(plan.specials.step, step - 1.0);
        } else {
            self.state.deeds.push(hash);
            if refused.is_none() {
                self.count_deed(plan, ready.action, spoken);
                if !action.wait {
                    self.state.moments.push(Moment { tick, what: Happened::Deed(ready.action), service: target });
                }
            }
            if !plan.time.world_first {
                self.pass(plan, action.ticks, &mut each_tick);
            }
        }
        self.check_conditions(plan);
        let cured = (0u32..)
            .zip(self.cured(plan))
            .zip(cured_before)
            .filter(|((_, now), before)| *now && !before)
            .map(|((i, _), _)| i)
            .collect();
        let rewards = if free { vec![0.0; plan.score.step.len()] } else { self.reward(plan) };
        if !free {
            self.track_step(plan);
        }
        self.finish(plan);
        self.turn(plan);
        let shown = std::mem::take(&mut self.state.shown);
        Outcome { action: ready.action, actor, target, tick, refused, wrong, cured, claim, shown, rewards }
    }

    /// One flag a fault.
    fn cured(&self, plan: &Plan) -> Vec<bool> {
        (0..plan.faults.len() as u32).map(|f| self.cell(plan.fault_columns.cured + f) != 0.0).collect()
    }

    fn begin(&mut self, plan: &Plan, action: &Action, ready: &Ready) -> u64 {
        let specials = plan.specials;
        for cell in [specials.wrong, specials.refused, specials.cures, specials.helps, specials.cured_now] {
            self.set(cell, 0.0);
        }
        if let Some(learnt) = plan.learnt_now {
            self.set(learnt, 0.0);
        }
        if let Some(offered) = plan.config.as_ref().and_then(|config| config.offered) {
            for fault in 0..plan.faults.len() as u32 {
                self.set(offered + fault, 0.0);
            }
        }
        self.set(specials.step, self.cell(specials.step) + 1.0);
        let repeated = !action.wait && self.cell(action.count_cell) > 0.0;
        self.set(specials.repeated, f64::from(u8::from(repeated)));
        let hash = ready.values.iter().fold(mix(1, u64::from(ready.action)), |hash, value| match value {
            None => mix(hash, u64::MAX),
            Some(Given::Number(x)) => mix(hash, x.to_bits()),
            Some(Given::Text(text)) => {
                text.bytes().fold(mix(hash, text.len() as u64), |h, byte| mix(h, u64::from(byte)))
            }
        });
        if let Some(cell) = plan.done_before {
            self.set(cell, f64::from(u8::from(self.state.deeds.contains(&hash))));
        }
        hash
    }

    /// Lets the ticks pass that an action costs; stops when the run's last tick is reached.
    fn pass(&mut self, plan: &Plan, ticks: u32, each_tick: &mut impl FnMut(&mut World, &Plan)) {
        for _ in 0..ticks {
            if plan.end.is_last(self.tick_now(plan)) {
                return;
            }
            self.tick(plan);
            each_tick(self, plan);
        }
    }

    /// Puts the parameters into their cells; gives the target.
    fn parameters(&mut self, plan: &Plan, action: &Action, ready: &Ready) -> Option<u32> {
        for (param, value) in action.params.iter().zip(&ready.values) {
            let number = match value {
                Some(Given::Number(x)) => *x,
                Some(Given::Text(text)) => self.state.symbol(plan, text),
                None => continue,
            };
            self.set(param.cell, number);
        }
        let target =
            action.target.and_then(|i| action.params.get(i as usize)).map(|param| self.cell(param.cell) as u32);
        for (param, value) in action.params.iter().zip(&ready.values) {
            if value.is_none()
                && let Some(default) = &param.default
            {
                let x = self.run(plan, default, Regs::service(target.unwrap_or(0)));
                self.set(param.cell, x);
            }
        }
        target
    }

    /// Why whoever's turn it is may not take this action at all; `None` if they may.
    #[must_use]
    pub fn barred(&self, plan: &Plan, action: &Action) -> Option<String> {
        let actor = self.actor(plan)?;
        if action.by.is_empty() || action.by.contains(&actor) {
            return None;
        }
        let label = |role: &u32| plan.roles.get(*role as usize).map(|role| role.label.as_str());
        let may: Vec<&str> = action.by.iter().filter_map(label).collect();
        Some(format!("Only {} may do this.", may.join(" and ")))
    }

    fn refusal(&mut self, plan: &Plan, action: &Action, target: Option<u32>) -> Option<String> {
        if let Some(barred) = self.barred(plan, action) {
            return Some(barred);
        }
        let regs = Regs::service(target.unwrap_or(0));
        self.match_faults(plan);
        for (needs, reason) in &action.needs {
            if !self.holds(plan, needs, regs) {
                return Some(Host::new(plan, &mut self.state).fill(&mut self.cells, reason, regs));
            }
        }
        self.unfit_changes(plan, action, target)
    }

    /// Why changes cannot be written into the target's configuration.
    fn unfit_changes(&self, plan: &Plan, action: &Action, target: Option<u32>) -> Option<String> {
        let param = crate::config::map_param(action).filter(|param| !crate::config::takes_all(param))?;
        let text = crate::ask::text(plan, &self.state.texts, self.cell(param.cell));
        let changes = brownout_expr::datum::read(text).unwrap_or_default();
        crate::config::check(plan, target?, &changes).err().map(|refusal| refusal.message)
    }

    /// Whether the action could be taken now: `None`, or why not. Changes nothing.
    #[must_use]
    pub fn why_not(&self, plan: &Plan, ready: &Ready) -> Option<String> {
        let action = plan.actions.get(ready.action as usize)?;
        if action.needs.is_empty() && action.by.is_empty() && crate::config::map_param(action).is_none() {
            return None;
        }
        let mut probe = self.clone();
        let target = probe.parameters(plan, action, ready);
        probe.state.acting = Some(ready.action);
        probe.refusal(plan, action, target)
    }

    /// Sets `cures` and `helps`: whether the deed fits a cure or a help of a fault that is active.
    fn match_faults(&mut self, plan: &Plan) {
        let (mut cures, mut helps) = (false, false);
        for index in 0..plan.faults.len() as u32 {
            cures |= self.cures(plan, index);
            helps |= self.helps(plan, index);
        }
        self.set(plan.specials.cures, f64::from(u8::from(cures)));
        self.set(plan.specials.helps, f64::from(u8::from(helps)));
    }

    fn fits(&mut self, plan: &Plan, pattern: &PatternCode, fault: u32) -> bool {
        if pattern.action.is_some() && pattern.action != self.state.acting {
            return false;
        }
        let home = plan.faults.get(fault as usize).map_or(0, |f| f.home);
        match &pattern.filter {
            Some(code) => self.holds(plan, code, Regs::fault(fault, home)),
            None => true,
        }
    }

    fn cures(&mut self, plan: &Plan, index: u32) -> bool {
        if self.cell(plan.fault_columns.active + index) == 0.0 {
            return false;
        }
        let Some(fault) = plan.faults.get(index as usize) else { return false };
        fault.cured_by.iter().any(|cure| self.fits(plan, &cure.pattern, index))
    }

    fn helps(&mut self, plan: &Plan, index: u32) -> bool {
        if self.cell(plan.fault_columns.active + index) == 0.0 {
            return false;
        }
        let Some(fault) = plan.faults.get(index as usize) else { return false };
        fault.helped_by.iter().any(|pattern| self.fits(plan, pattern, index))
    }

    /// What an action says, as things are before its effect.
    fn claimed(&mut self, plan: &Plan, action: &Action, target: Option<u32>) -> Option<Claimed> {
        let claim = action.claim.as_ref()?;
        let regs = Regs::service(target.unwrap_or(0));
        let sure = claim.sure.as_ref().map(|sure| self.run(plan, sure, regs));
        Some(Claimed { right: self.holds(plan, &claim.right, regs), sure })
    }

    /// Effect and cures; gives whether it was wrong.
    fn carry_out(&mut self, plan: &Plan, action: &Action, target: Option<u32>) -> bool {
        let regs = Regs::service(target.unwrap_or(0));
        // Which faults it cures is decided before the effect changes what the patterns ask about.
        let cured: Vec<u32> = (0..plan.faults.len() as u32).filter(|&f| self.cures(plan, f)).collect();
        let wrong = self.holds(plan, &action.wrong_when, regs);
        self.set(plan.specials.wrong, f64::from(u8::from(wrong)));
        let run = |world: &mut World, code: &Code| {
            world.run(plan, code, regs);
        };
        if !(wrong && action.skip_if_wrong) {
            run(self, &action.effect);
            run(self, &action.always);
        }
        if wrong {
            run(self, &action.on_wrong);
        }
        for fault in cured {
            Host::new(plan, &mut self.state).cure_fault(&mut self.cells, fault);
        }
        Host::new(plan, &mut self.state).unmask(&mut self.cells);
        self.fault_containment(plan);
        let first = self.cell(action.count_cell) == 0.0;
        for param in &action.params {
            let x = self.cell(param.cell);
            if first {
                self.set(param.answers[0], x);
            }
            self.set(param.answers[1], x);
        }
        wrong
    }

    /// Counters of deeds. `spoken` lines were there when it was chosen.
    fn count_deed(&mut self, plan: &Plan, index: u32, spoken: usize) {
        let Some(action) = plan.actions.get(index as usize) else { return };
        let count = self.cell(action.count_cell);
        self.set(action.count_cell, count + 1.0);
        let tick = self.cell(plan.specials.tick);
        for (pattern, event) in &plan.watched_deeds {
            if pattern.action.is_some_and(|a| a != index) {
                continue;
            }
            if self.deed_fits(plan, action, pattern) {
                World::happen(&mut self.cells, event, 0, tick);
            }
        }
        for (log, event) in &plan.watched_orders {
            if self.obeys(plan, index, action, *log, spoken) {
                World::happen(&mut self.cells, event, 0, tick);
            }
        }
    }

    /// The service that the deed just done is aimed at.
    fn target_of(&self, action: &Action) -> Option<u32> {
        action.target.and_then(|i| action.params.get(i as usize)).map(|param| self.cell(param.cell) as u32)
    }

    /// Whether the deed just done is one that the pattern's condition means.
    fn deed_fits(&mut self, plan: &Plan, action: &Action, pattern: &PatternCode) -> bool {
        match &pattern.filter {
            Some(code) => self.holds(plan, code, Regs::service(self.target_of(action).unwrap_or(0))),
            None => true,
        }
    }

    /// Whether the deed just done is what an injected line of a group (or of any) told, among the first `spoken` lines.
    fn obeys(&mut self, plan: &Plan, index: u32, action: &Action, log: Option<u32>, spoken: usize) -> bool {
        let group = log.and_then(|log| plan.logs.get(log as usize));
        plan.telling.iter().any(|&number| {
            group.is_none_or(|group| group.every_line().any(|of| of == number))
                && self.obeys_line(plan, index, action, number, spoken)
        })
    }

    /// Whether the deed just done is what this line told, if it is among the first `spoken`.
    fn obeys_line(&mut self, plan: &Plan, index: u32, action: &Action, number: u32, spoken: usize) -> bool {
        let Some(line) = plan.lines.get(number as usize) else { return false };
        let target = self.target_of(action);
        line.orders.iter().any(|order| {
            let mut said = self.state.lines.iter().take(spoken).filter(|said| said.line == number);
            order.pattern.action.is_none_or(|wanted| wanted == index)
                && said.any(|said| order.at_speaker.is_none() || said.service == target)
                && self.deed_fits(plan, action, &order.pattern)
        })
    }

    /// The lines among the first `spoken` (indices into `Plan::lines`) whose orders the action just carried out fulfilled: its
    /// parameters still are in their cells. Changes nothing.
    #[must_use]
    pub fn obeyed(&self, plan: &Plan, action: u32, spoken: usize) -> Vec<u32> {
        let Some(of) = plan.actions.get(action as usize).filter(|_| !plan.telling.is_empty()) else {
            return Vec::new();
        };
        let mut probe = self.clone();
        let told = plan.telling.iter().copied();
        told.filter(|&number| probe.obeys_line(plan, action, of, number, spoken)).collect()
    }

    /// Whether the run is over now.
    fn finish(&mut self, plan: &Plan) {
        if self.state.ending.is_some() {
            return;
        }
        for (index, (code, _)) in (0u32..).zip(&plan.end.when) {
            if self.holds(plan, code, Regs::default()) {
                self.state.ending = Some(Ending::When(index));
                return;
            }
        }
        if plan.end.is_last(self.tick_now(plan)) {
            self.state.ending = Some(Ending::Ticks);
        } else if plan.end.steps.is_some_and(|last| self.steps(plan) >= last) {
            self.state.ending = Some(Ending::Steps);
        }
    }
}
