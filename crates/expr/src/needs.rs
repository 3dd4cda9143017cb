//! How much room a piece of code needs when it runs: found once, when it is built, so that the machine has fixed arrays
//! and checks nothing. Knows operations and jumps, no names.

use crate::ops::{Op, Over};

/// The room that a piece of code needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Most values on the stack at once.
    pub values: usize,
    /// Most loops and `Enter`s open at once.
    pub frames: usize,
    /// Locals.
    pub locals: usize,
}

impl Needs {
    /// What these operations need. Each place is reached with one stack height whichever way a run takes, because
    /// jumps lead forward (a loop's way back leaves the height as it was), so one pass is exact.
    #[must_use]
    pub fn of(ops: &[Op]) -> Needs {
        let mut needs = Needs::default();
        let mut brought: Vec<Option<usize>> = vec![None; ops.len() + 1];
        let mut height = 0usize;
        let mut frames = 0usize;
        // Whether the operation before leads here; behind a `Jump` only other jumps do.
        let mut falls = true;
        for (at, op) in ops.iter().enumerate() {
            if let Some(jumped) = brought[at]
                && (!falls || jumped > height)
            {
                height = jumped;
            }
            falls = !matches!(op, Op::Jump(_));
            let (popped, pushed) = effect(op);
            let after = height.saturating_sub(popped) + pushed;
            if let Some((to, there)) = jump(op, height, after)
                && let Some(known) = brought.get_mut(to as usize)
            {
                *known = Some(known.map_or(there, |k| if k > there { k } else { there }));
            }
            height = after;
            match op {
                Op::Loop { .. } | Op::Enter => frames += 1,
                Op::Next { .. } | Op::Leave => frames = frames.saturating_sub(1),
                Op::Local(slot) | Op::SetLocal(slot) => raise(&mut needs.locals, usize::from(*slot) + 1),
                _ => {}
            }
            raise(&mut needs.values, height);
            raise(&mut needs.frames, frames);
        }
        needs
    }
}

fn raise(most: &mut usize, x: usize) {
    if x > *most {
        *most = x;
    }
}

/// How many values an operation pops and then pushes when it does not jump.
fn effect(op: &Op) -> (usize, usize) {
    match op {
        Op::Const(_) | Op::Load(_) | Op::LoadAt(..) | Op::Local(_) | Op::Index(_) | Op::Past { .. } => (0, 1),
        Op::PastAt { .. } | Op::LoadDyn(_) | Op::Un(_) | Op::BinConst(..) | Op::Settle => (1, 1),
        Op::Jump(_) | Op::Leave | Op::Next { .. } => (0, 0),
        Op::Loop { over: Over::OfTop(_), .. } => (1, 0),
        Op::Loop { .. } => (0, 0),
        Op::Bin(_) | Op::Fold(_) | Op::Mean | Op::Draw { .. } | Op::Alike(_) => (2, 1),
        Op::SetLocal(_) | Op::JumpIfZero(_) | Op::AndThen(_) | Op::OrElse(_) | Op::Enter => (1, 0),
        Op::Store { .. } | Op::StoreAt { .. } | Op::Do(_) => (1, 0),
        Op::StoreDyn { .. } => (2, 0),
        Op::Clamp => (3, 1),
        Op::Ask(ask) => (ask.operands(), 1),
    }
}

/// Where an operation may jump to, and the stack height that it brings there.
fn jump(op: &Op, before: usize, after: usize) -> Option<(u32, usize)> {
    match op {
        Op::Jump(to) | Op::JumpIfZero(to) | Op::Loop { exit: to, .. } => Some((*to, after)),
        Op::AndThen(to) | Op::OrElse(to) => Some((*to, before)),
        _ => None,
    }
}
