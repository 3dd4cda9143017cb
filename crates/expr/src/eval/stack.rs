//! The machine's stack and the frames of its loops: fixed arrays, whose room was checked when the code was built.

use crate::emit::STACK_MAX;
use crate::scope::Kind;

#[derive(Clone, Copy, Default)]
pub(super) struct Frame {
    pub(super) kind: u8,
    pub(super) next: u32,
    pub(super) end: u32,
    pub(super) saved: u32,
}

pub(super) fn kind_code(kind: Kind) -> u8 {
    match kind {
        Kind::Service => 0,
        Kind::Call => 1,
        Kind::Fault => 2,
        Kind::Condition => 3,
    }
}

pub(super) fn kind_of(code: u8) -> Kind {
    match code {
        0 => Kind::Service,
        1 => Kind::Call,
        2 => Kind::Fault,
        _ => Kind::Condition,
    }
}

#[derive(Clone)]
pub(super) struct Stack {
    pub(super) values: [f64; 64],
    pub(super) top: usize,
}

impl Stack {
    #[inline(always)]
    pub(super) fn push(&mut self, x: f64) {
        // Depth was checked when the code was built (STACK_MAX); the mask only tells the compiler so.
        self.values[self.top & 63] = x;
        self.top += 1;
    }
    #[inline(always)]
    pub(super) fn pop(&mut self) -> f64 {
        self.top = self.top.wrapping_sub(1);
        self.values[self.top & 63]
    }
    #[inline(always)]
    pub(super) fn peek(&self) -> f64 {
        self.values[self.top.wrapping_sub(1) & 63]
    }
    #[inline(always)]
    pub(super) fn set(&mut self, x: f64) {
        self.values[self.top.wrapping_sub(1) & 63] = x;
    }
}

const _: () = assert!(STACK_MAX < 64);
