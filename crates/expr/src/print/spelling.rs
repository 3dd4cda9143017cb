//! How operators and units are written: one place for the parser, the printer and the messages.

use crate::ast::{AggOp, AssignOp, BinOp, LitUnit};
use crate::lex::UNITS;

impl BinOp {
    /// As it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            BinOp::Or => "or",
            BinOp::And => "and",
            BinOp::Lt => "<",
            BinOp::Le => "<=",
            BinOp::Eq => "==",
            BinOp::Ne => "!=",
            BinOp::Ge => ">=",
            BinOp::Gt => ">",
            BinOp::Add => "+",
            BinOp::Sub => "-",
            BinOp::Mul => "*",
            BinOp::Div => "/",
            BinOp::Mod => "mod",
        }
    }
}

impl AggOp {
    /// All of them.
    pub const ALL: &'static [AggOp] =
        &[AggOp::Sum, AggOp::Max, AggOp::Min, AggOp::Mean, AggOp::Any, AggOp::All, AggOp::Count];

    /// As it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            AggOp::Sum => "sum",
            AggOp::Max => "max",
            AggOp::Min => "min",
            AggOp::Mean => "mean",
            AggOp::Any => "any",
            AggOp::All => "all",
            AggOp::Count => "count",
        }
    }
}

impl AssignOp {
    /// As it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            AssignOp::Set => "=",
            AssignOp::Add => "+=",
            AssignOp::Sub => "-=",
            AssignOp::Mul => "*=",
        }
    }
}

impl LitUnit {
    /// As it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        UNITS.iter().find(|(_, unit)| *unit == self).map_or("", |(name, _)| name)
    }
}
