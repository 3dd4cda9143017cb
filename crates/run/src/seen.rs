//! Makes what one of several actors sees: copies of what is seen of the whole, without what that role may not see. Nothing
//! is blanked or marked; what is not for a role is not in its value.

use brownout_expr::ops::{Code, Op};
use brownout_sim::plan::{Action, Plan, Role};
use brownout_sim::world::World;

use crate::about::shown_metrics;
use crate::cast::{Cast, EntryNow, RoleAbout, Seen, StoreAbout, StoreNow};
use crate::game::Game;
use crate::view::Frame;

/// Who plays; `None` where one actor does everything.
pub(crate) fn cast(plan: &Plan, world: &World, colleagues: Vec<String>) -> Option<Cast> {
    if plan.roles.is_empty() {
        return None;
    }
    let roles = (0u32..)
        .zip(&plan.roles)
        .map(|(index, role)| RoleAbout {
            name: role.name.clone(),
            label: role.label.clone(),
            about: role.about.clone(),
            status: role.status,
            logs: role.logs,
            alerts: role.alerts,
            stores: role.stores.iter().map(|&(store, _)| store).collect(),
            may: plan.actions.iter().map(|action| may(plan, world, action, index)).collect(),
        })
        .collect();
    let stores = plan
        .stores
        .iter()
        .map(|store| StoreAbout {
            name: store.name.clone(),
            label: store.label.clone(),
            about: store.about.clone(),
            private: store.private,
        })
        .collect();
    Some(Cast { roles, turns: plan.turns.clone(), stores, colleagues })
}

/// Whether a role may take an action: by the action's list, and by guards that ask for nothing but the role.
fn may(plan: &Plan, world: &World, action: &Action, role: u32) -> bool {
    if !action.by.is_empty() && !action.by.contains(&role) {
        return false;
    }
    let mut guards = action.needs.iter().map(|(guard, _)| guard).filter(|guard| asks_only(guard, plan.specials.actor));
    guards.all(|guard| {
        let mut probe = world.clone();
        if let Some(cell) = probe.cells.get_mut(plan.specials.actor as usize) {
            *cell = f64::from(role);
        }
        probe.eval(plan, guard, None) != 0.0
    })
}

/// Whether code reads this cell and nothing else that changes.
fn asks_only(code: &Code, cell: u32) -> bool {
    code.ops.iter().all(|op| match op {
        Op::Load(at) => *at == cell,
        Op::Const(_) | Op::Un(_) | Op::Bin(_) | Op::BinConst(..) => true,
        Op::Jump(_) | Op::JumpIfZero(_) | Op::AndThen(_) | Op::OrElse(_) => true,
        _ => false,
    })
}

/// What a role sees of a run as of a frame; `entries` were in the shared lists then.
pub(crate) fn seen(game: &Game, role: u32, at: usize, entries: usize) -> Option<Seen> {
    let plan = game.plan();
    let of = plan.roles.get(role as usize)?;
    let at = at.min(game.frames().len().saturating_sub(1));
    let kept: Vec<bool> =
        shown_metrics(plan).map(|(index, _)| of.metrics.get(index).copied().unwrap_or(false)).collect();
    let mut about = game.about().clone();
    let mut keep = kept.iter();
    about.metrics.retain(|_| keep.next().copied().unwrap_or(false));
    if !of.values {
        about.values.clear();
    }
    let first = first_line(game, of, at);
    let frames =
        (0..).zip(game.frames()).map(|(index, frame)| filtered(frame, of, &kept, (index <= at).then_some(first)));
    let own = (0..).zip(game.steps()).filter(|(index, _)| game.actor_of(*index) == Some(role));
    Some(Seen {
        role,
        at,
        about,
        frames: frames.collect(),
        stores: stores(game, role, entries)?,
        steps: own.map(|(_, step)| step.clone()).collect(),
    })
}

/// The shared lists that a role sees, `entries` being in them. `None` if there is no such role.
pub(crate) fn stores(game: &Game, role: u32, entries: usize) -> Option<Vec<StoreNow>> {
    let of = game.plan().roles.get(role as usize)?;
    Some(of.stores.iter().map(|&(store, last)| store_now(game, role, store, last, entries)).collect())
}

/// The shared lists that any role sees, whole: of a list of which each role has one of its own that of each who sees it,
/// with the role.
pub(crate) fn whole_stores(game: &Game, entries: usize) -> Vec<(Option<u32>, StoreNow)> {
    let mut all: Vec<(Option<u32>, StoreNow)> = Vec::new();
    for (role, of) in (0u32..).zip(&game.plan().roles) {
        for &(store, _) in &of.stores {
            let private = game.plan().stores.get(store as usize).is_some_and(|store| store.private);
            let owner = private.then_some(role);
            if !all.iter().any(|(other, now)| *other == owner && now.store == store) {
                all.push((owner, store_now(game, role, store, None, entries)));
            }
        }
    }
    all
}

/// The id of the first line that a role still sees as of a frame.
fn first_line(game: &Game, role: &Role, at: usize) -> u32 {
    let Some(last) = role.logs else { return 0 };
    let lines: usize = game.frames().iter().take(at + 1).map(|frame| frame.lines.len()).sum();
    (lines as u32).saturating_sub(last)
}

fn filtered(frame: &Frame, role: &Role, kept: &[bool], first_line: Option<u32>) -> Frame {
    let services = frame.status.len();
    let columns = kept.iter().zip(frame.metrics.chunks(services.max(1))).filter(|(kept, _)| **kept);
    Frame {
        tick: frame.tick,
        time_us: frame.time_us,
        status: if role.status { frame.status.clone() } else { Vec::new() },
        metrics: columns.flat_map(|(_, column)| column.iter().copied()).collect(),
        values: if role.values { frame.values.clone() } else { Vec::new() },
        alerts: if role.alerts { frame.alerts.clone() } else { Vec::new() },
        lines: match first_line {
            Some(first) => frame.lines.iter().filter(|line| line.id >= first).cloned().collect(),
            None => Vec::new(),
        },
    }
}

fn store_now(game: &Game, role: u32, store: u32, last: Option<u32>, entries: usize) -> StoreNow {
    let state = &game.world.state;
    let mine = (0u32..)
        .zip(&state.entries)
        .take(entries)
        .filter(|(_, entry)| entry.store == store && entry.to.is_none_or(|to| to == role));
    let mut entries: Vec<EntryNow> = mine
        .map(|(id, entry)| EntryNow { id, tick: entry.tick, actor: entry.actor, text: entry.text(game.plan(), state) })
        .collect();
    if let Some(last) = last {
        entries.drain(..entries.len().saturating_sub(last as usize));
    }
    StoreNow { store, entries }
}
