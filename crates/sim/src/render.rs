//! Numbers and templates as text: by unit, without locale. `61 ms`, `8.0 s`, `67.4%`, `512 MiB`, `42`.

use std::fmt::Write as _;

use brownout_expr::num;
use brownout_expr::scope::{PartCode, TemplateCode};
use brownout_expr::types::{Ty, Unit};

use crate::ask::text as text_of;
use crate::plan::Plan;

/// Room for a line or an alert, so that a text is mostly allocated once.
const TYPICAL_BYTES: usize = 96;

/// A text with its holes filled.
#[must_use]
pub fn text(plan: &Plan, texts: &[String], template: &TemplateCode, numbers: &[f64]) -> String {
    let mut out = String::with_capacity(TYPICAL_BYTES);
    let mut next = numbers.iter();
    for part in &template.parts {
        match part {
            PartCode::Text(text) => out.push_str(text),
            PartCode::Hole { ty, format, .. } => {
                let x = next.next().copied().unwrap_or(0.0);
                let unit = match ty {
                    Ty::Num(unit) => *unit,
                    _ => Unit::Any,
                };
                write(&mut out, plan, texts, x, *ty, unit, format);
            }
        }
    }
    out
}

/// A number of a type, in a unit, by a format.
#[must_use]
pub fn number(plan: &Plan, texts: &[String], x: f64, ty: Ty, unit: Unit, format: &str) -> String {
    let mut out = String::new();
    write(&mut out, plan, texts, x, ty, unit, format);
    out
}

/// Appends a number of a type, in a unit, by a format.
fn write(out: &mut String, plan: &Plan, texts: &[String], x: f64, ty: Ty, unit: Unit, format: &str) {
    if x == num::MISSING {
        return out.push_str("none");
    }
    match ty {
        Ty::Truth => return out.push_str(if x != 0.0 { "yes" } else { "no" }),
        Ty::Service => return index(out, x, &plan.services, |s| &s.name),
        Ty::Fault => return index(out, x, &plan.faults, |f| &f.name),
        Ty::Word(set) => {
            let words = plan.words.get(set.0 as usize).map_or(&[][..], |(_, words)| words.as_slice());
            return index(out, x, words, |w| w);
        }
        Ty::Datum => {
            let text = text_of(plan, texts, x);
            return out.push_str(&brownout_expr::datum::read(text).map_or_else(|_| text.to_owned(), |d| d.shown()));
        }
        Ty::Text => return out.push_str(text_of(plan, texts, x)),
        Ty::Never => return out.push_str("never"),
        Ty::Num(_) => {}
    }
    if x >= num::NEVER {
        return out.push_str("never");
    }
    match format {
        "0" => return fixed(out, x, 0, ""),
        "1" => return fixed(out, x, 1, ""),
        "2" => return fixed(out, x, 2, ""),
        "3" => return fixed(out, x, 3, ""),
        "4" => return fixed(out, x, 4, ""),
        "%" => return fixed(out, x * 100.0, 0, "%"),
        "%1" => return fixed(out, x * 100.0, 1, "%"),
        "%2" => return fixed(out, x * 100.0, 2, "%"),
        "ms" => return fixed(out, x * 1000.0, 0, " ms"),
        "s" => return fixed(out, x, 1, " s"),
        "min" => return fixed(out, x / 60.0, 0, " min"),
        "MB" => return fixed(out, x / 1_000_000.0, 0, " MB"),
        "MiB" => return fixed(out, x / 1_048_576.0, 0, " MiB"),
        "GiB" => return fixed(out, x / 1_073_741_824.0, 1, " GiB"),
        "signed" => {
            out.push(if x < 0.0 { '−' } else { '+' });
            return plain(out, x.abs(), "");
        }
        _ => {}
    }
    match unit {
        Unit::Ratio => fixed(out, x * 100.0, 1, "%"),
        Unit::Seconds => seconds(out, x),
        Unit::Bytes => bytes(out, x),
        Unit::Rate => plain(out, x, "/s"),
        Unit::Count => fixed(out, x, 0, ""),
        Unit::Any => plain(out, x, ""),
    }
}

fn index<T>(out: &mut String, x: f64, list: &[T], name: impl Fn(&T) -> &String) {
    let item = if x < 0.0 { None } else { list.get(x as usize) };
    out.push_str(item.map_or("–", |item| name(item)));
}

/// With so many decimals, and what stands behind it. A negative zero loses its sign.
fn fixed(out: &mut String, x: f64, digits: usize, behind: &str) {
    let start = out.len();
    // Writing to a text cannot fail.
    let _ = write!(out, "{x:.digits$}");
    if let Some(rest) = out.get(start..).and_then(|text| text.strip_prefix('-'))
        && rest.chars().all(|c| c == '0' || c == '.')
    {
        out.remove(start);
    }
    out.push_str(behind);
}

/// At most two decimals, none that are zero, and what stands behind it.
fn plain(out: &mut String, x: f64, behind: &str) {
    let start = out.len();
    fixed(out, x, 2, "");
    if let Some(text) = out.get(start..)
        && text.contains('.')
    {
        let kept = text.trim_end_matches('0').trim_end_matches('.').len();
        out.truncate(start + kept);
    }
    out.push_str(behind);
}

fn seconds(out: &mut String, x: f64) {
    if x < 1.0 {
        return fixed(out, x * 1000.0, 0, " ms");
    }
    if x < 120.0 {
        return fixed(out, x, 1, " s");
    }
    if x < 7200.0 {
        return fixed(out, x / 60.0, 0, " min");
    }
    if x < 172_800.0 {
        return fixed(out, x / 3600.0, 0, " h");
    }
    fixed(out, x / 86_400.0, 0, " d");
}

fn bytes(out: &mut String, x: f64) {
    for (size, unit) in [(1_073_741_824.0, " GiB"), (1_048_576.0, " MiB"), (1024.0, " KiB")] {
        if x >= size {
            let value = x / size;
            return fixed(out, value, usize::from(value < 10.0 && value.fract() != 0.0), unit);
        }
    }
    fixed(out, x, 0, " B");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_by_unit() {
        let plan = Plan::default();
        for (x, unit, format, want) in [
            (0.674, Unit::Ratio, "", "67.4%"),
            (0.061, Unit::Seconds, "", "61 ms"),
            (8.0, Unit::Seconds, "", "8.0 s"),
            (1800.0, Unit::Seconds, "", "30 min"),
            (7_776_000.0, Unit::Seconds, "", "90 d"),
            (536_870_912.0, Unit::Bytes, "", "512 MiB"),
            (1_610_612_736.0, Unit::Bytes, "", "1.5 GiB"),
            (42.0, Unit::Count, "", "42"),
            (1.5, Unit::Any, "", "1.5"),
            (-0.001, Unit::Any, "", "0"),
            (-0.001, Unit::Any, "2", "0.00"),
            (-0.5, Unit::Any, "1", "-0.5"),
            (120.0, Unit::Any, "", "120"),
            (12.5, Unit::Rate, "", "12.5/s"),
            (-2.5, Unit::Any, "signed", "−2.5"),
            (0.25, Unit::Any, "signed", "+0.25"),
            (5_000.0, Unit::Bytes, "", "4.9 KiB"),
            (900.0, Unit::Bytes, "", "900 B"),
            (0.0305, Unit::Ratio, "%1", "3.0%"),
            (0.12345, Unit::Any, "3", "0.123"),
            (num::NEVER, Unit::Count, "", "never"),
        ] {
            assert_eq!(number(&plan, &[], x, Ty::Num(unit), unit, format), want, "{x} {unit:?} {format}");
        }
    }
}
