//! The types of the language: what kind of number something is, or which set of words it comes from.

/// The unit of a number. `Any` is a bare number and fits everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Unit {
    /// A number without unit.
    Any,
    /// 0–1.
    Ratio,
    /// Seconds.
    Seconds,
    /// Bytes.
    Bytes,
    /// A whole number.
    Count,
    /// Per second.
    Rate,
}

impl Unit {
    /// As a scenario writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Unit::Any => "number",
            Unit::Ratio => "ratio",
            Unit::Seconds => "seconds",
            Unit::Bytes => "bytes",
            Unit::Count => "count",
            Unit::Rate => "rate",
        }
    }

    /// The common unit of two values that are added, compared or assigned; `None` if they do not fit.
    #[must_use]
    pub fn meet(self, other: Unit) -> Option<Unit> {
        match (self, other) {
            (Unit::Any, unit) | (unit, Unit::Any) => Some(unit),
            (a, b) if a == b => Some(a),
            _ => None,
        }
    }

    /// The unit of a product. A ratio or a bare number scales the other side; anything else has no name here.
    #[must_use]
    pub fn times(self, other: Unit) -> Unit {
        match (self, other) {
            (Unit::Ratio, Unit::Ratio) => Unit::Ratio,
            (Unit::Any | Unit::Count, Unit::Ratio) | (Unit::Ratio, Unit::Any | Unit::Count) => Unit::Any,
            (Unit::Any | Unit::Ratio, unit) | (unit, Unit::Any | Unit::Ratio) => unit,
            _ => Unit::Any,
        }
    }

    /// The unit of a quotient.
    #[must_use]
    pub fn per(self, other: Unit) -> Unit {
        match (self, other) {
            (unit, Unit::Any | Unit::Ratio) if unit != other => unit,
            _ => Unit::Any,
        }
    }
}

/// A set of words that a metric, a parameter or a level may be; index into `Symbols::words`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct WordSet(pub u32);

/// The type of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Ty {
    /// A number.
    Num(Unit),
    /// True or false; 1 or 0 in arithmetic.
    Truth,
    /// One of a set of words, as its index.
    Word(WordSet),
    /// A service, as its index.
    Service,
    /// A fault, as its index.
    Fault,
    /// A text, as its symbol.
    Text,
    /// A structured value (a list, a map), as the symbol of its canonical text: see `datum`.
    Datum,
    /// A moment after all others.
    Never,
}

impl Ty {
    /// With its article, for messages.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Ty::Num(Unit::Any) => "a number",
            Ty::Num(Unit::Ratio) => "a ratio",
            Ty::Num(Unit::Seconds) => "a time",
            Ty::Num(Unit::Bytes) => "a size in bytes",
            Ty::Num(Unit::Count) => "a count",
            Ty::Num(Unit::Rate) => "a rate",
            Ty::Truth => "a condition",
            Ty::Word(_) => "a word",
            Ty::Service => "a service",
            Ty::Fault => "a fault",
            Ty::Text => "a text",
            Ty::Datum => "a list or a map",
            Ty::Never => "a moment",
        }
    }
}
