//! Builds `Code`: appends operations, folds constants as it goes, patches jumps. Knows no names.

use crate::needs::Needs;
use crate::num;
use crate::ops::{Bin, Code, Op, Un};

/// Most values that a piece of code may have on its stack at once.
pub const STACK_MAX: usize = 48;
/// Most locals of a script.
pub const LOCALS_MAX: usize = 24;
/// Most loops and `Enter`s that may be open at once.
pub const FRAMES_MAX: usize = 8;
/// Most operations of one piece of code.
pub const OPS_MAX: usize = 200_000;

/// A jump whose goal is not known yet.
#[derive(Debug)]
#[must_use]
pub struct Hole(usize);

/// The builder.
#[derive(Debug, Default)]
pub struct Emitter {
    ops: Vec<Op>,
    /// No operation before this one may be folded away: something jumps here.
    barrier: usize,
}

impl Emitter {
    /// An empty one.
    #[must_use]
    pub fn new() -> Emitter {
        Emitter::default()
    }

    /// Where the next operation will stand.
    #[must_use]
    pub fn here(&self) -> usize {
        self.ops.len()
    }

    /// Marks this place as the goal of a jump and gives it.
    pub fn label(&mut self) -> u32 {
        self.barrier = self.ops.len();
        self.ops.len() as u32
    }

    /// Appends an operation, folding constants where nothing can jump in between. What would leave a note (a division by
    /// zero, a result that is not finite) is not folded: the note is made when it happens.
    pub fn push(&mut self, op: Op) {
        match op {
            Op::Un(un) => {
                if let Some(&[Op::Const(x)]) = self.tail() {
                    let (x, fine) = num::finite(apply_un(un, x));
                    if fine {
                        return self.replace(1, x);
                    }
                }
            }
            Op::Bin(bin) => {
                if let Some(&[Op::Const(a), Op::Const(b)]) = self.tail() {
                    let (x, fine) = apply_bin(bin, a, b);
                    if fine && x.is_finite() {
                        return self.replace(2, x);
                    }
                } else if let Some(&[Op::Const(right)]) = self.tail()
                    && !(matches!(bin, Bin::Div | Bin::Mod) && right == 0.0)
                {
                    self.ops.pop();
                    self.ops.push(Op::BinConst(bin, right));
                    return;
                }
            }
            Op::Clamp => {
                if let Some(&[Op::Const(x), Op::Const(low), Op::Const(high)]) = self.tail() {
                    return self.replace(3, num::clamp(x, low, high));
                }
            }
            _ => {}
        }
        self.ops.push(op);
    }

    fn tail<const N: usize>(&self) -> Option<&[Op; N]> {
        self.ops.get(self.barrier..)?.last_chunk::<N>()
    }

    fn replace(&mut self, count: usize, x: f64) {
        self.ops.truncate(self.ops.len() - count);
        self.ops.push(Op::Const(x));
    }

    /// The constant that everything since `start` amounts to, if it is one.
    #[must_use]
    pub fn constant_since(&self, start: usize) -> Option<f64> {
        match self.ops.get(start..) {
            Some([Op::Const(x)]) if self.barrier <= start => Some(*x),
            _ => None,
        }
    }

    /// Drops everything since `start`.
    pub fn rewind(&mut self, start: usize) {
        self.ops.truncate(start);
        if self.barrier > start {
            self.barrier = start;
        }
    }

    /// Appends a jump whose goal comes later.
    pub fn jump(&mut self, op: Op) -> Hole {
        self.ops.push(op);
        Hole(self.ops.len() - 1)
    }

    /// Lets a jump lead to the next operation.
    pub fn land(&mut self, hole: Hole) {
        let here = self.label();
        if let Some(Op::Jump(to) | Op::JumpIfZero(to) | Op::AndThen(to) | Op::OrElse(to) | Op::Loop { exit: to, .. }) =
            self.ops.get_mut(hole.0)
        {
            *to = here;
        }
    }

    /// The finished code.
    #[must_use]
    pub fn finish(self) -> Code {
        Code { ops: self.ops.into_boxed_slice() }
    }

    /// The most values that the code has on its stack at once, whichever way it runs.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.needs().values
    }

    /// How much room the code needs when it runs.
    #[must_use]
    pub fn needs(&self) -> Needs {
        Needs::of(&self.ops)
    }
}

/// One operand.
#[must_use]
pub fn apply_un(un: Un, x: f64) -> f64 {
    match un {
        Un::Neg => -x,
        Un::Not => truth(x == 0.0),
        Un::Bool => truth(x != 0.0),
        Un::Abs => x.abs(),
        Un::Floor => x.floor(),
        Un::Ceil => x.ceil(),
        Un::Sqrt => x.sqrt(),
        Un::Exp => libm::exp(x),
        Un::Ln => libm::log(x),
        Un::Known if x == num::MISSING => 0.0,
        Un::Known => x,
    }
}

/// Two operands. The flag is false where a division by zero was made 0.
#[must_use]
#[inline(always)]
pub fn apply_bin(bin: Bin, a: f64, b: f64) -> (f64, bool) {
    let value = match bin {
        Bin::Add => a + b,
        Bin::Sub => a - b,
        Bin::Mul => a * b,
        Bin::Div if b == 0.0 => return (0.0, false),
        Bin::Div => a / b,
        Bin::Mod if b == 0.0 => return (0.0, false),
        Bin::Mod | Bin::Pow | Bin::Round => rare(bin, a, b),
        Bin::Min => num::min(a, b),
        Bin::Max => num::max(a, b),
        Bin::Lt => truth(a < b),
        Bin::Le => truth(a <= b),
        Bin::Eq => truth(a == b),
        Bin::Ne => truth(a != b),
        Bin::Ge => truth(a >= b),
        Bin::Gt => truth(a > b),
    };
    (value, true)
}

/// What no inner loop does: kept out of line, so that the loop stays small.
#[cold]
#[inline(never)]
fn rare(bin: Bin, a: f64, b: f64) -> f64 {
    match bin {
        Bin::Mod => num::modulo(a, b),
        Bin::Pow => libm::pow(a, b),
        _ => num::round(a, num::clamp(b, 0.0, 6.0) as u32),
    }
}

#[inline(always)]
fn truth(condition: bool) -> f64 {
    f64::from(u8::from(condition))
}
