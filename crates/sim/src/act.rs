//! Actions as given: texts are parsed once, by one function, and checked against the action's parameters.

use brownout_expr::datum::{self, Datum};
use brownout_expr::lower::literal;
use brownout_expr::types::Unit;

use crate::plan::{Action, Deed, ListOf, Param, ParamKind, Plan};

/// Longest text that a parameter may be, in bytes.
pub const TEXT_MAX: usize = 4096;
/// Most elements of a list.
pub const LIST_MAX: usize = 64;

/// What is wrong with a deed. Nothing has happened: the run goes on as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeedError {
    /// The run is over.
    Over,
    /// The run has as many steps as a run may have.
    TooLong,
    /// No such action.
    UnknownAction {
        /// What was asked for.
        action: String,
        /// The nearest one there is.
        nearest: Option<String>,
    },
    /// No such parameter.
    UnknownParameter {
        /// The action.
        action: String,
        /// What was given.
        parameter: String,
        /// Its parameters.
        parameters: Vec<String>,
    },
    /// A parameter is given twice.
    Twice {
        /// Which.
        parameter: String,
    },
    /// A parameter that has no default is missing.
    Missing {
        /// The action.
        action: String,
        /// Which.
        parameter: String,
        /// What it takes.
        takes: String,
    },
    /// A value that the parameter does not take.
    BadValue {
        /// Which.
        parameter: String,
        /// What was given.
        value: String,
        /// What it takes.
        takes: String,
    },
    /// A structured value that cannot be read.
    Malformed {
        /// Which.
        parameter: String,
        /// Where, and what would be right.
        error: datum::DatumError,
    },
}

impl std::fmt::Display for DeedError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            DeedError::Over => write!(f, "The run is over; start another one to act."),
            DeedError::TooLong => write!(f, "A run has at most {} steps.", crate::world::STEPS_MAX),
            DeedError::UnknownAction { action, nearest: Some(near) } => {
                write!(f, "There is no action `{action}`. Did you mean `{near}`?")
            }
            DeedError::UnknownAction { action, nearest: None } => {
                write!(f, "There is no action `{action}` in this scenario.")
            }
            DeedError::UnknownParameter { action, parameter, parameters } if parameters.is_empty() => {
                write!(f, "`{action}` has no parameter `{parameter}`: it takes none.")
            }
            DeedError::UnknownParameter { action, parameter, parameters } => {
                write!(f, "`{action}` has no parameter `{parameter}`. Its parameters: {}.", parameters.join(", "))
            }
            DeedError::Twice { parameter } => write!(f, "`{parameter}` is given twice."),
            DeedError::Missing { action, parameter, takes } => write!(f, "`{action}` needs `{parameter}`: {takes}."),
            DeedError::BadValue { parameter, value, takes } => {
                write!(f, "`{parameter}` cannot be \"{value}\". It takes {takes}.")
            }
            DeedError::Malformed { parameter, error } => write!(f, "`{parameter}`: {error}"),
        }
    }
}

impl std::error::Error for DeedError {}

/// A checked deed: action and numbers for its parameters; `None` stands for the default.
#[derive(Clone, Debug, PartialEq)]
pub struct Ready {
    /// Index of the action.
    pub action: u32,
    /// Values in the order of the parameters.
    pub values: Vec<Option<Given>>,
}

/// A given value.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// A number or an index.
    Number(f64),
    /// A text that is not yet a symbol.
    Text(String),
}

/// Checks a deed.
///
/// # Errors
/// Unknown action or parameter, a missing one, a value of the wrong form or out of range.
pub fn check(plan: &Plan, deed: &Deed) -> Result<Ready, DeedError> {
    let Some(index) = plan.action(&deed.action) else {
        let nearest = brownout_expr::suggest::nearest(&deed.action, plan.actions.iter().map(|a| a.name.as_str()))
            .map(str::to_owned);
        return Err(DeedError::UnknownAction { action: deed.action.clone(), nearest });
    };
    let action = &plan.actions[index];
    let mut values: Vec<Option<Given>> = vec![None; action.params.len()];
    for (name, text) in &deed.args {
        let Some(at) = action.params.iter().position(|p| p.name == *name) else {
            return Err(DeedError::UnknownParameter {
                action: deed.action.clone(),
                parameter: name.clone(),
                parameters: action.params.iter().map(|p| p.name.clone()).collect(),
            });
        };
        if values[at].is_some() {
            return Err(DeedError::Twice { parameter: name.clone() });
        }
        values[at] = Some(value(plan, &action.params[at], text)?);
    }
    missing(plan, action, &values)?;
    Ok(Ready { action: index as u32, values })
}

fn missing(plan: &Plan, action: &Action, values: &[Option<Given>]) -> Result<(), DeedError> {
    for (param, value) in action.params.iter().zip(values) {
        if value.is_none() && param.default.is_none() {
            return Err(DeedError::Missing {
                action: action.name.clone(),
                parameter: param.name.clone(),
                takes: takes(plan, param),
            });
        }
    }
    Ok(())
}

/// What a parameter takes, in words.
#[must_use]
pub fn takes(plan: &Plan, param: &Param) -> String {
    match &param.kind {
        ParamKind::Service => {
            format!("a service of this run ({})", list(plan.services.iter().map(|s| s.name.as_str())))
        }
        ParamKind::Fault => "a fault of this run".to_owned(),
        ParamKind::Word(set) => {
            let words = plan.words.get(*set as usize).map_or(&[][..], |(_, words)| words.as_slice());
            format!("one of {}", list(words.iter().map(String::as_str)))
        }
        ParamKind::Number { unit, low, high } => {
            let write = |x: f64| crate::render::number(plan, &[], x, brownout_expr::types::Ty::Num(*unit), *unit, "");
            match (*low > f64::MIN, *high < f64::MAX) {
                (true, true) => format!("a number from {} to {}", write(*low), write(*high)),
                (true, false) => format!("a number from {} on", write(*low)),
                (false, true) => format!("a number up to {}", write(*high)),
                (false, false) => "a number".to_owned(),
            }
        }
        ParamKind::Flag => "true or false".to_owned(),
        ParamKind::Text => format!("a text of at most {TEXT_MAX} bytes"),
        ParamKind::Map { .. } => "paths and values, as in {a.b: 10, c: text}".to_owned(),
        ParamKind::List(of) => {
            let what = match of {
                ListOf::Services => {
                    format!("services of this run ({})", list(plan.services.iter().map(|s| s.name.as_str())))
                }
                ListOf::Words(set) => {
                    let words = plan.words.get(*set as usize).map_or(&[][..], |(_, words)| words.as_slice());
                    format!("these: {}", list(words.iter().map(String::as_str)))
                }
                ListOf::Anything => "texts and numbers".to_owned(),
                ListOf::Moments => "moments of this run, tick and name, as in `[12 rollback at db]`".to_owned(),
            };
            format!("a list in brackets, `[a, b]`, of at most {LIST_MAX} {what}")
        }
    }
}

/// A list as given: its canonical text, if each element is what the parameter takes.
fn list_value(plan: &Plan, of: ListOf, text: &str) -> Option<Given> {
    let Ok(Datum::List(items)) = datum::read(text) else { return None };
    let fits = |item: &Datum| match (of, item) {
        (ListOf::Services, Datum::Text(name)) => plan.service(name).is_some(),
        (ListOf::Words(set), Datum::Text(word)) => {
            plan.words.get(set as usize).is_some_and(|(_, words)| words.contains(word))
        }
        (ListOf::Moments, Datum::Text(text)) => crate::moment::tick_of(text).is_some(),
        (ListOf::Anything, Datum::Text(_) | Datum::Number(_) | Datum::Flag(_)) => true,
        _ => false,
    };
    let fits = items.len() <= LIST_MAX && items.iter().all(fits);
    fits.then(|| Given::Text(Datum::List(items).canonical()))
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    if names.len() > 12 { format!("{} …", names[..12].join(", ")) } else { names.join(", ") }
}

fn value(plan: &Plan, param: &Param, text: &str) -> Result<Given, DeedError> {
    let bad = || DeedError::BadValue {
        parameter: param.name.clone(),
        value: text.chars().take(80).collect(),
        takes: takes(plan, param),
    };
    let number = match &param.kind {
        ParamKind::Service => plan.service(text).map(f64::from),
        ParamKind::Fault => plan.faults.iter().position(|f| f.name == text).map(|i| i as f64),
        ParamKind::Word(set) => {
            plan.words.get(*set as usize).and_then(|(_, words)| words.iter().position(|w| w == text)).map(|i| i as f64)
        }
        ParamKind::Number { unit, low, high } => quantity(text, *unit).filter(|x| x >= low && x <= high),
        ParamKind::Flag => match text {
            "true" => Some(1.0),
            "false" => Some(0.0),
            _ => None,
        },
        ParamKind::Text if text.len() <= TEXT_MAX => return Ok(Given::Text(text.to_owned())),
        ParamKind::Text => None,
        ParamKind::Map { .. } => match datum::read(text) {
            Ok(map @ Datum::Map(_)) => return Ok(Given::Text(map.canonical())),
            Ok(_) => None,
            Err(error) => return Err(DeedError::Malformed { parameter: param.name.clone(), error }),
        },
        ParamKind::List(of) => return list_value(plan, *of, text).ok_or_else(bad),
    };
    number.map(Given::Number).ok_or_else(bad)
}

/// A number with an optional unit, as a player writes it: `4`, `80%`, `512MiB`, `1.5 s`.
#[must_use]
pub fn quantity(text: &str, unit: Unit) -> Option<f64> {
    use brownout_expr::ast::LitUnit;
    const UNITS: [(&str, LitUnit); 9] = [
        ("%", LitUnit::Percent),
        ("ms", LitUnit::Millis),
        ("min", LitUnit::Minutes),
        ("KiB", LitUnit::KiB),
        ("MiB", LitUnit::MiB),
        ("GiB", LitUnit::GiB),
        ("s", LitUnit::Seconds),
        ("h", LitUnit::Hours),
        ("d", LitUnit::Days),
    ];
    let text = text.trim();
    let (digits, suffix) =
        match UNITS.iter().find_map(|(name, unit)| text.strip_suffix(name).map(|digits| (digits.trim_end(), *unit))) {
            Some((digits, unit)) => (digits, Some(unit)),
            None => (text, None),
        };
    let plain = !digits.is_empty()
        && digits.len() <= 32
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    if !plain {
        return None;
    }
    let (x, given) = literal(digits, suffix)?;
    given.meet(unit).map(|_| x)
}
