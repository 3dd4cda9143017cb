//! The compiled form: operations of a small stack machine over a slice of `f64` cells.

use crate::scope::Kind;

/// What is done to the value on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Un {
    /// Negation.
    Neg,
    /// 1 if it is 0, else 0.
    Not,
    /// 0 if it is 0, else 1.
    Bool,
    /// Absolute value.
    Abs,
    /// Largest whole number not above.
    Floor,
    /// Smallest whole number not below.
    Ceil,
    /// Square root; of a negative number 0.
    Sqrt,
    /// `libm::exp`.
    Exp,
    /// `libm::log`.
    Ln,
    /// 0 for what is missing from a configuration, else the number itself.
    Known,
}

/// What is done to the two values on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Bin {
    /// Sum.
    Add,
    /// Difference.
    Sub,
    /// Product.
    Mul,
    /// Quotient; by 0 it is 0, with a note.
    Div,
    /// Remainder; by 0 it is 0, with a note.
    Mod,
    /// The smaller.
    Min,
    /// The larger.
    Max,
    /// `libm::pow`.
    Pow,
    /// Decimal rounding.
    Round,
    /// Less.
    Lt,
    /// Less or equal.
    Le,
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// Greater or equal.
    Ge,
    /// Greater.
    Gt,
}

/// Which set a loop runs over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Over {
    /// This set.
    Fixed(u32),
    /// The set with this number plus the current service.
    OfSelf(u32),
    /// The set with this number plus the service on top of the stack.
    OfTop(u32),
}

/// Something that a script does beyond writing cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Effect {
    /// Write the row of this table whose key is the operand.
    Apply(u32),
    /// Start the fault that the operand names.
    Start,
    /// Cure the fault that the operand names.
    Cure,
    /// Speak the lines of this log group.
    Emit(u32),
    /// Show this text to who acts.
    ShowText(u32),
    /// Show the facts of this action and target.
    ShowFacts,
    /// Show the log group that speaks for the current service.
    ShowLogs,
    /// Show the metrics of the current service.
    ShowMetrics,
    /// Show the configuration of the current service.
    ShowConfig,
    /// Write the entries of the map with this symbol into the configuration of the current service.
    WriteConfig,
    /// A cell of the configuration of the current service was written: what follows from it is to be brought up to date.
    ConfigWritten,
    /// Append an entry to a shared list: this push; the operand says for whom.
    Push(u32),
    /// Run this body after as many ticks as the operand says.
    After(u32),
}

/// A question about texts and structured values, which stand in cells as symbols. The host knows what a symbol stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Ask {
    /// How many elements, entries or characters the value on top has.
    Size,
    /// Which share of the elements of the list on top stands in the list below it.
    Overlap,
    /// The F1 of both lists as sets.
    F1,
    /// Whether the list on top holds moments of this run, each as it happened, none before the one above it.
    InOrder,
}

impl Ask {
    /// How many values it takes.
    #[must_use]
    pub fn operands(self) -> usize {
        match self {
            Ask::Size | Ask::InOrder => 1,
            Ask::Overlap | Ask::F1 => 2,
        }
    }
}

/// One operation.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Op {
    /// Push a number.
    Const(f64),
    /// Push a cell.
    Load(u32),
    /// Push the cell of the current member of a kind.
    LoadAt(Kind, u32),
    /// Replace the index on top by the cell of that column; an index outside gives 0.
    LoadDyn(u32),
    /// Push a local.
    Local(u8),
    /// Pop into a local.
    SetLocal(u8),
    /// Push the index of the current member.
    Index(Kind),
    /// Push a row of the history ring: slot, ticks ago, of the current service if the flag says so.
    Past {
        /// Which column of the ring (service 0).
        slot: u32,
        /// How many ticks ago.
        ticks: u16,
        /// Whether the current service's index is added.
        per_service: bool,
    },
    /// Pop a number of ticks, and push a row of the history ring so many ticks ago, at least 1 and at most as many as it holds.
    PastAt {
        /// Which column of the ring (service 0).
        slot: u32,
        /// Whether the current service's index is added.
        per_service: bool,
    },
    /// One operand.
    Un(Un),
    /// Two operands.
    Bin(Bin),
    /// Top and a constant.
    BinConst(Bin, f64),
    /// Hold the third value between the two on top.
    Clamp,
    /// Replace the symbols on top by the answer.
    Ask(Ask),
    /// Go there.
    Jump(u32),
    /// Pop; if it is 0, go there.
    JumpIfZero(u32),
    /// If the top is 0, leave 0 and go there; else pop.
    AndThen(u32),
    /// If the top is not 0, leave 1 and go there; else pop.
    OrElse(u32),
    /// Begin a loop over a set as this kind; if it is empty, go there.
    Loop {
        /// Whose register runs.
        kind: Kind,
        /// Over what.
        over: Over,
        /// First operation behind the loop.
        exit: u32,
    },
    /// Next member: go back there, or leave the loop.
    Next {
        /// First operation of the body.
        body: u32,
    },
    /// Pop the service on top and make it current until `Leave`.
    Enter,
    /// Back to the service that was current before.
    Leave,
    /// Fold the value on top into the accumulator below it.
    Fold(Fold),
    /// Pop count and sum, push their quotient; of nothing 0.
    Mean,
    /// Replace an accumulator that nothing was folded into by 0.
    Settle,
    /// Pop into a cell, by its clamping rule.
    Store {
        /// The cell.
        cell: u32,
        /// Its rule.
        rule: u16,
    },
    /// Pop into the cell of the current member.
    StoreAt {
        /// Whose register is added.
        kind: Kind,
        /// The column.
        base: u32,
        /// Its rule.
        rule: u16,
    },
    /// Pop a value, then an index, and write the cell of that column.
    StoreDyn {
        /// The column.
        base: u32,
        /// Its rule.
        rule: u16,
    },
    /// Pop high, then low, and push a draw between them from the stream of this site.
    Draw {
        /// The site.
        site: u32,
        /// Whole numbers only.
        whole: bool,
        /// One stream for each service.
        per_service: bool,
    },
    /// Pop the operand and do it.
    Do(Effect),
    /// Pop a given value, replace the expected one below it by whether they are alike.
    Alike(Alike),
}

/// How a cell holds a structured value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Hold {
    /// As the number.
    Number,
    /// As 0 or 1.
    Flag,
    /// As the symbol of the text.
    Text,
    /// As the symbol of its canonical text.
    Datum,
}

/// A comparison of structured values: see `datum`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Alike {
    /// Whether near is enough.
    pub close: bool,
    /// How the expected value is held.
    pub expected: Hold,
    /// How the given one is.
    pub given: Hold,
}

/// How a value joins an accumulator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Fold {
    /// Add.
    Sum,
    /// Larger.
    Max,
    /// Smaller.
    Min,
    /// Add, and count in the accumulator below.
    Mean,
}

/// A compiled expression or script.
#[derive(Clone, Debug, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct Code {
    /// Its operations.
    pub ops: Box<[Op]>,
}

impl Code {
    /// Code that does nothing; as an expression, 0.
    #[must_use]
    pub fn empty() -> Code {
        Code::default()
    }

    /// Whether it does nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ops.is_empty()
    }

    /// The constant that it is, if it is one.
    #[must_use]
    pub fn constant(&self) -> Option<f64> {
        match *self.ops {
            [Op::Const(x)] => Some(x),
            _ => None,
        }
    }
}

/// How a write to a cell is held in range.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Rule {
    /// Lowest value.
    pub low: f64,
    /// Highest value.
    pub high: f64,
    /// Whether the number is rounded down.
    pub whole: bool,
    /// For metrics that a level cascade writes: distance from the column to the column of own parts.
    pub own: Option<u32>,
}

impl Rule {
    /// A rule that lets every finite number through.
    pub const FREE: Rule = Rule { low: f64::MIN, high: f64::MAX, whole: false, own: None };
}
