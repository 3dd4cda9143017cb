//! Configuration trees as far as the language is concerned: dotted paths, each a column over services.

use super::Names;
use crate::ops::Hold;
use crate::types::{Ty, Unit};

/// A path of the trees.
#[derive(Clone, Debug)]
pub struct ConfigSym {
    /// How its cells hold their values.
    pub hold: Hold,
    /// Its column: the cell of service 0.
    pub base: u32,
    /// Which services have it.
    pub of: Vec<bool>,
}

/// All paths, and what is kept of faults that break them.
#[derive(Clone, Debug, Default)]
pub struct Configs {
    /// The paths in order.
    pub paths: Names<ConfigSym>,
    /// Column over faults: share of what each broke that is right again. `None`: no fault breaks anything.
    pub restored: Option<u32>,
    /// Column over faults: what this step's change said about what each broke. `None`: no fault breaks anything.
    pub offered: Option<u32>,
    /// Which faults break something.
    pub breaking: Vec<bool>,
    /// Column over faults: 1 while one of those that mask it is not cured. `None`: no fault is masked.
    pub masked: Option<u32>,
}

impl Hold {
    /// The type of what is held so.
    #[must_use]
    pub fn ty(self) -> Ty {
        match self {
            Hold::Number => Ty::Num(Unit::Any),
            Hold::Flag => Ty::Truth,
            Hold::Text => Ty::Text,
            Hold::Datum => Ty::Datum,
        }
    }
}
