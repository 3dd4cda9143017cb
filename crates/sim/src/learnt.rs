//! What actors were told for the first time: evidence. Something is told by an entry of a fact list, a text, a log line or
//! the metrics of a service in a status; told again, with other numbers or not, it is nothing new.

use crate::digest::mix;
use crate::host::Host;

/// Most things that a run remembers as learnt.
pub const LEARNT_MAX: usize = 4_000;

/// What told something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// A text of `show`, about a service.
    Text(u32, u32),
    /// An entry of a fact list: list and entry.
    Fact(u32, u32),
    /// The metrics of a service while it is in a status.
    Metrics(u32, u32),
    /// A log line of a service.
    Line(u32, u32),
    /// The configuration of a service after so many changes.
    Config(u32, u32),
}

impl Told {
    fn key(self, actor: Option<u32>) -> u64 {
        let (sort, a, b) = match self {
            Told::Text(a, b) => (1, a, b),
            Told::Fact(a, b) => (2, a, b),
            Told::Metrics(a, b) => (3, a, b),
            Told::Line(a, b) => (4, a, b),
            Told::Config(a, b) => (5, a, b),
        };
        let actor = u64::from(actor.map_or(u32::MAX, |actor| actor));
        mix(mix(mix(0, sort), u64::from(a) << 32 | u64::from(b)), actor)
    }
}

/// Something that an actor was told for the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// When it was told.
    pub tick: u32,
    /// To whom; `None` where one actor does everything.
    pub actor: Option<u32>,
    /// By which action.
    pub action: u32,
    /// About which service, if the action has a target.
    pub target: Option<u32>,
    /// What, as it was told then.
    pub text: String,
}

/// All that was learnt.
#[derive(Clone, Debug, Default)]
pub struct Learnt {
    keys: Vec<u64>,
    /// In the order of telling.
    pub evidence: Vec<Evidence>,
}

/// Who asks what about whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) actor: Option<u32>,
    pub(crate) action: u32,
    pub(crate) target: Option<u32>,
}

impl Host<'_> {
    /// The question that is being asked, while an action is carried out.
    pub(crate) fn question(&self, cells: &[f64]) -> Option<Question> {
        let action = self.state.acting?;
        let cell = |cell: u32| cells.get(cell as usize).map_or(0, |x| *x as u32);
        let of = self.plan.actions.get(action as usize)?;
        let target = of.target.and_then(|index| of.params.get(index as usize)).map(|param| cell(param.cell));
        let actor = (!self.plan.roles.is_empty()).then(|| cell(self.plan.specials.actor));
        Some(Question { actor, action, target })
    }

    /// Whether the actor was told this before.
    pub(crate) fn knows(&self, told: Told, actor: Option<u32>) -> bool {
        self.state.learnt.keys.contains(&told.key(actor))
    }

    /// Remembers that it is told; gives whether it is new, and counts it then.
    pub(crate) fn note_told(&mut self, cells: &mut [f64], told: Told, actor: Option<u32>) -> bool {
        let key = told.key(actor);
        let learnt = &mut self.state.learnt;
        if learnt.keys.len() >= LEARNT_MAX || learnt.keys.contains(&key) {
            return false;
        }
        learnt.keys.push(key);
        if let Some(count) = self.plan.learnt_now.and_then(|cell| cells.get_mut(cell as usize)) {
            *count += 1.0;
        }
        true
    }

    /// Puts something among the evidence.
    pub(crate) fn keep_evidence(&mut self, cells: &[f64], question: Question, text: String) {
        let tick = self.now(cells);
        let Question { actor, action, target } = question;
        self.state.learnt.evidence.push(Evidence { tick, actor, action, target, text });
    }

    /// Something is told by the action at hand.
    pub(crate) fn learn(&mut self, cells: &mut [f64], told: Told, text: &str) {
        if let Some(question) = self.question(cells)
            && self.note_told(cells, told, question.actor)
        {
            self.keep_evidence(cells, question, text.to_owned());
        }
    }
}
