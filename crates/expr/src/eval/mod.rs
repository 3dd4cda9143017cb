//! The machine: runs `Code` over cells. It allocates nothing, cannot fail and cannot loop for ever: every loop runs over
//! a finite set. What it cannot do itself (draw, look into the past, speak, start a fault) it asks of a `Host`.

mod stack;

use stack::{Frame, Stack, kind_code, kind_of};

use crate::emit::{FRAMES_MAX, LOCALS_MAX, apply_bin, apply_un};
use crate::lower::PAST_MAX;
use crate::num;
use crate::ops::{Alike, Ask, Code, Effect, Fold, Op, Over, Rule};
use crate::scope::{Kind, Sets};

/// The members that `self` and its like stand for right now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Regs {
    /// Current service.
    pub service: u32,
    /// Current call.
    pub call: u32,
    /// Current fault.
    pub fault: u32,
    /// Current condition.
    pub condition: u32,
}

impl Regs {
    /// With this service as self.
    #[must_use]
    pub fn service(service: u32) -> Regs {
        Regs { service, ..Regs::default() }
    }

    /// With this fault as self.
    #[must_use]
    pub fn fault(fault: u32, home: u32) -> Regs {
        Regs { fault, service: home, ..Regs::default() }
    }

    fn get(&self, kind: Kind) -> u32 {
        match kind {
            Kind::Service => self.service,
            Kind::Call => self.call,
            Kind::Fault => self.fault,
            Kind::Condition => self.condition,
        }
    }

    fn set(&mut self, kind: Kind, index: u32) {
        match kind {
            Kind::Service => self.service = index,
            Kind::Call => self.call = index,
            Kind::Fault => self.fault = index,
            Kind::Condition => self.condition = index,
        }
    }
}

/// What code runs against: constant over a run.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Env {
    /// Clamping rules that stores refer to.
    pub rules: Vec<Rule>,
    /// Sets that loops refer to.
    pub sets: Sets,
    /// Number of services, for checking indices that are computed.
    pub services: u32,
}

/// What code asks of its surroundings.
pub trait Host {
    /// A row of the history ring: what column `slot` held `ticks` ago.
    fn past(&self, cells: &[f64], slot: u32, ticks: u16) -> f64;
    /// A uniform draw between `low` and `high` from the stream of a site and a member.
    fn draw(&mut self, site: u32, member: Option<u32>, low: f64, high: f64, whole: bool) -> f64;
    /// Does something beyond writing cells.
    fn effect(&mut self, cells: &mut [f64], effect: Effect, operand: f64, regs: Regs);
    /// Answers a question about symbols; `b` is 0 where there is one operand.
    fn ask(&self, _cells: &[f64], _ask: Ask, _a: f64, _b: f64) -> f64 {
        0.0
    }
    /// A division by zero, or a write that was not finite.
    fn note(&mut self);
    /// Whether two structured values are alike.
    fn alike(&self, _alike: Alike, _expected: f64, _given: f64) -> bool {
        false
    }
    /// Whether writes leave own parts alone, as a cascade's do.
    fn inheriting(&self) -> bool {
        false
    }
}

/// A host for code that asks nothing: guards, formulas, scores.
#[derive(Debug, Default)]
pub struct Pure {
    /// Divisions by zero seen.
    pub notes: u32,
}

impl Host for Pure {
    fn past(&self, _: &[f64], _: u32, _: u16) -> f64 {
        0.0
    }
    fn draw(&mut self, _: u32, _: Option<u32>, low: f64, _: f64, _: bool) -> f64 {
        low
    }
    fn effect(&mut self, _: &mut [f64], _: Effect, _: f64, _: Regs) {}
    fn note(&mut self) {
        self.notes += 1;
    }
}

#[inline(always)]
fn load(cells: &[f64], at: u32) -> f64 {
    cells.get(at as usize).copied().unwrap_or(0.0)
}

/// Writes a number by a rule. A number that is not finite keeps the old one, with a note.
pub fn store<H: Host>(cells: &mut [f64], rule: Rule, at: u32, wanted: f64, host: &mut H) {
    let Some(&old) = cells.get(at as usize) else { return };
    if !wanted.is_finite() {
        host.note();
        return;
    }
    let mut new = num::clamp(wanted, rule.low, rule.high);
    if rule.whole {
        new = new.floor();
    }
    cells[at as usize] = new;
    if let Some(distance) = rule.own
        && !host.inheriting()
    {
        let own = (at + distance) as usize;
        if let Some(part) = cells.get_mut(own) {
            let moved = num::clamp(*part + (wanted - old), rule.low, rule.high);
            *part = if rule.whole { moved.floor() } else { moved };
        }
    }
}

/// The machine's working memory. Nothing in it outlives a run; keeping one saves clearing it every time.
#[derive(Clone)]
pub struct Machine {
    stack: Stack,
    locals: [f64; LOCALS_MAX],
    frames: [Frame; FRAMES_MAX],
}

impl Default for Machine {
    fn default() -> Machine {
        Machine {
            stack: Stack { values: [0.0; 64], top: 0 },
            locals: [0.0; LOCALS_MAX],
            frames: [Frame::default(); FRAMES_MAX],
        }
    }
}

impl std::fmt::Debug for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Machine")
    }
}

/// Runs code on a machine of its own.
pub fn run<H: Host>(code: &Code, env: &Env, cells: &mut [f64], regs: Regs, host: &mut H) -> f64 {
    quick(code, cells, regs).unwrap_or_else(|| Machine::default().run(code, env, cells, regs, host))
}

/// The value of code that needs no machine: a number, a cell, or a cell beside a number, as most rules of alerts are.
#[must_use]
#[inline]
pub fn quick(code: &Code, cells: &[f64], regs: Regs) -> Option<f64> {
    let one = |op: Op| match op {
        Op::Const(x) => Some(x),
        Op::Load(at) => Some(load(cells, at)),
        Op::LoadAt(kind, base) => Some(load(cells, base + regs.get(kind))),
        _ => None,
    };
    match *code.ops {
        [] => Some(0.0),
        [op] => one(op),
        // What is not finite is the machine's: it leaves a note.
        [op, Op::BinConst(bin, right)] => Some(apply_bin(bin, one(op)?, right).0).filter(|x| x.is_finite()),
        _ => None,
    }
}

impl Machine {
    /// Runs code. The result is what is left on top of its stack; of a script 0.
    pub fn run<H: Host>(&mut self, code: &Code, env: &Env, cells: &mut [f64], mut regs: Regs, host: &mut H) -> f64 {
        let Machine { stack, locals, frames } = self;
        stack.top = 0;
        let mut frame = 0usize;
        let ops = &*code.ops;
        let mut pc = 0usize;
        while let Some(&op) = ops.get(pc) {
            pc += 1;
            match op {
                Op::Const(x) => stack.push(x),
                Op::Load(at) => stack.push(load(cells, at)),
                Op::LoadAt(kind, base) => stack.push(load(cells, base + regs.get(kind))),
                Op::LoadDyn(base) => {
                    let index = stack.peek();
                    let inside = index >= 0.0 && index < f64::from(env.services);
                    stack.set(if inside { load(cells, base + index as u32) } else { 0.0 });
                }
                Op::Local(i) => stack.push(locals.get(usize::from(i)).copied().unwrap_or(0.0)),
                Op::SetLocal(i) => {
                    let x = stack.pop();
                    if let Some(local) = locals.get_mut(usize::from(i)) {
                        *local = x;
                    }
                }
                Op::Index(kind) => stack.push(f64::from(regs.get(kind))),
                Op::Past { slot, ticks, per_service } => {
                    let slot = if per_service { slot + regs.service } else { slot };
                    stack.push(host.past(cells, slot, ticks));
                }
                Op::PastAt { slot, per_service } => {
                    let slot = if per_service { slot + regs.service } else { slot };
                    let ticks = num::clamp(stack.peek().floor(), 1.0, f64::from(PAST_MAX));
                    stack.set(host.past(cells, slot, ticks as u16));
                }
                Op::Un(un) => {
                    let (x, finite) = num::finite(apply_un(un, stack.peek()));
                    if !finite {
                        host.note();
                    }
                    stack.set(x);
                }
                Op::Bin(bin) => {
                    let b = stack.pop();
                    let a = stack.peek();
                    let (x, fine) = apply_bin(bin, a, b);
                    let (x, finite) = num::finite(x);
                    if !(fine && finite) {
                        host.note();
                    }
                    stack.set(x);
                }
                Op::BinConst(bin, right) => {
                    let (x, finite) = num::finite(apply_bin(bin, stack.peek(), right).0);
                    if !finite {
                        host.note();
                    }
                    stack.set(x);
                }
                Op::Clamp => {
                    let high = stack.pop();
                    let low = stack.pop();
                    stack.set(num::clamp(stack.peek(), low, high));
                }
                Op::Ask(ask) => {
                    let b = if ask.operands() == 2 { stack.pop() } else { 0.0 };
                    let x = host.ask(cells, ask, stack.peek(), b);
                    stack.set(x);
                }
                Op::Jump(to) => pc = to as usize,
                Op::JumpIfZero(to) => {
                    if stack.pop() == 0.0 {
                        pc = to as usize;
                    }
                }
                Op::AndThen(to) => {
                    if stack.peek() == 0.0 {
                        pc = to as usize;
                    } else {
                        stack.pop();
                    }
                }
                Op::OrElse(to) => {
                    if stack.peek() != 0.0 {
                        stack.set(1.0);
                        pc = to as usize;
                    } else {
                        stack.pop();
                    }
                }
                Op::Loop { kind, over, exit } => {
                    let set = match over {
                        Over::Fixed(set) => Some(set),
                        Over::OfSelf(base) => Some(base + regs.service),
                        Over::OfTop(base) => {
                            let index = stack.pop();
                            (index >= 0.0 && index < f64::from(env.services)).then_some(base + index as u32)
                        }
                    };
                    let (start, end) = set.and_then(|s| env.sets.ranges.get(s as usize)).copied().unwrap_or((0, 0));
                    match env.sets.members.get(start as usize) {
                        Some(&first) if start < end && frame < FRAMES_MAX => {
                            frames[frame] =
                                Frame { kind: kind_code(kind), next: start + 1, end, saved: regs.get(kind) };
                            frame += 1;
                            regs.set(kind, first);
                        }
                        _ => pc = exit as usize,
                    }
                }
                Op::Next { body } => {
                    let here = &mut frames[(frame.wrapping_sub(1)) % FRAMES_MAX];
                    let kind = kind_of(here.kind);
                    if here.next < here.end {
                        regs.set(kind, env.sets.members.get(here.next as usize).copied().unwrap_or(0));
                        here.next += 1;
                        pc = body as usize;
                    } else {
                        regs.set(kind, here.saved);
                        frame = frame.saturating_sub(1);
                    }
                }
                Op::Enter => {
                    let index = stack.pop();
                    let inside = index >= 0.0 && index < f64::from(env.services);
                    frames[frame % FRAMES_MAX] = Frame { kind: 0, next: 0, end: 0, saved: regs.service };
                    frame += 1;
                    regs.service = if inside { index as u32 } else { 0 };
                }
                Op::Leave => {
                    frame = frame.saturating_sub(1);
                    regs.service = frames[frame % FRAMES_MAX].saved;
                }
                Op::Fold(fold) => {
                    let x = stack.pop();
                    let acc = stack.peek();
                    match fold {
                        Fold::Sum => {
                            let (sum, finite) = num::finite(acc + x);
                            if !finite {
                                host.note();
                            }
                            stack.set(sum);
                        }
                        Fold::Max => stack.set(num::max(acc, x)),
                        Fold::Min => stack.set(num::min(acc, x)),
                        Fold::Mean => {
                            let (sum, finite) = num::finite(acc + x);
                            if !finite {
                                host.note();
                            }
                            stack.pop();
                            let count = stack.peek();
                            stack.set(count + 1.0);
                            stack.push(sum);
                        }
                    }
                }
                Op::Mean => {
                    let sum = stack.pop();
                    let count = stack.peek();
                    stack.set(if count == 0.0 { 0.0 } else { sum / count });
                }
                Op::Settle => {
                    if !stack.peek().is_finite() {
                        stack.set(0.0);
                    }
                }
                Op::Store { cell, rule } => {
                    let x = stack.pop();
                    store(cells, env.rules.get(usize::from(rule)).copied().unwrap_or(Rule::FREE), cell, x, host);
                }
                Op::StoreAt { kind, base, rule } => {
                    let x = stack.pop();
                    let at = base + regs.get(kind);
                    store(cells, env.rules.get(usize::from(rule)).copied().unwrap_or(Rule::FREE), at, x, host);
                }
                Op::StoreDyn { base, rule } => {
                    let x = stack.pop();
                    let index = stack.pop();
                    if index >= 0.0 && index < f64::from(env.services) {
                        let rule = env.rules.get(usize::from(rule)).copied().unwrap_or(Rule::FREE);
                        store(cells, rule, base + index as u32, x, host);
                    }
                }
                Op::Draw { site, whole, per_service } => {
                    let high = stack.pop();
                    let low = stack.peek();
                    let member = per_service.then_some(regs.service);
                    stack.set(host.draw(site, member, low, high, whole));
                }
                Op::Alike(alike) => {
                    let given = stack.pop();
                    let expected = stack.peek();
                    stack.set(f64::from(u8::from(host.alike(alike, expected, given))));
                }
                Op::Do(effect) => {
                    let operand = stack.pop();
                    host.effect(cells, effect, operand, regs);
                }
            }
        }
        if stack.top == 0 { 0.0 } else { stack.peek() }
    }
}
