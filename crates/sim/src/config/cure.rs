//! A deed that puts right what a fault broke, made from the plan: for players and for the debrief.

use std::collections::BTreeMap;

use brownout_expr::datum::Datum;

use crate::plan::{Action, Deed, Param, ParamKind, Plan};

/// The parameter of an action that is written into a configuration.
#[must_use]
pub fn map_param(action: &Action) -> Option<&Param> {
    action.params.iter().find(|param| matches!(param.kind, ParamKind::Map { writes: true, .. }))
}

/// Whether what does not fit is written all the same.
#[must_use]
pub fn takes_all(param: &Param) -> bool {
    matches!(param.kind, ParamKind::Map { loose: true, .. })
}

/// The first action that writes a map into the configuration of its target, with everything that the fault broke put right.
#[must_use]
pub fn cure_of(plan: &Plan, fault: u32) -> Option<Deed> {
    let fault = plan.faults.get(fault as usize).filter(|fault| !fault.breaks.is_empty())?;
    let paths = &plan.config.as_ref()?.paths;
    let (action, changes, target) = plan.actions.iter().find_map(|action| {
        let target = action.params.get(action.target? as usize)?;
        Some((action, map_param(action)?, target))
    })?;
    let mut right = BTreeMap::new();
    for broken in &fault.breaks {
        right.insert(paths.get(broken.path as usize)?.name.clone(), broken.right.example().clone());
    }
    let home = plan.services.get(fault.home as usize)?.name.clone();
    let args = vec![(target.name.clone(), home), (changes.name.clone(), Datum::Map(right).canonical())];
    Some(Deed { action: action.name.clone(), args })
}
