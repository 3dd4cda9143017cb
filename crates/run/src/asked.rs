//! What is wrong with the answers to what an action asks, in the words of a form: labels as they stand on the screen. Scripts
//! are told by `DeedError`, in the names that they use.

use brownout_sim::act::{DeedError, TEXT_MAX, check, takes};
use brownout_sim::plan::{Deed, ParamKind};

use crate::game::Game;

/// An answer that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amiss {
    /// Of which parameter: its place in `ActionAbout::params`.
    pub param: usize,
    /// What would be right, as a sentence.
    pub text: String,
}

/// The first answer that is missing or cannot be taken. Nothing happens.
#[must_use]
pub fn amiss(game: &Game, deed: &Deed) -> Option<Amiss> {
    let plan = game.plan();
    let error = check(plan, deed).err()?;
    let (name, missing) = match &error {
        DeedError::Missing { parameter, .. } => (parameter, true),
        DeedError::BadValue { parameter, .. }
        | DeedError::Malformed { parameter, .. }
        | DeedError::Twice { parameter } => (parameter, false),
        _ => return None,
    };
    let params = &plan.actions.get(plan.action(&deed.action)?)?.params;
    let at = params.iter().position(|param| param.name == *name)?;
    let param = params.get(at)?;
    let right = match &param.kind {
        ParamKind::Service | ParamKind::Fault | ParamKind::Word(_) | ParamKind::Flag => "choose one".to_owned(),
        ParamKind::Text if missing => "write something".to_owned(),
        ParamKind::Text => ["at most ", &TEXT_MAX.to_string(), " bytes"].concat(),
        ParamKind::Number { .. } => takes(plan, param),
        ParamKind::Map { .. } => "paths and values, as in {a.b: 10, c: text}".to_owned(),
        ParamKind::List(_) if missing => "give some".to_owned(),
        ParamKind::List(_) => {
            ["at most ", &brownout_sim::act::LIST_MAX.to_string(), ", each as it stands there"].concat()
        }
    };
    let label = crate::said::capital(&param.label);
    Some(Amiss { param: at, text: [&label, ": ", &right, "."].concat() })
}
