//! Numbers and templates as text: by unit, without locale. `61 ms`, `8.0 s`, `67.4%`, `512 MiB`, `42`.

use brownout_expr::num;
use brownout_expr::scope::{PartCode, TemplateCode};
use brownout_expr::types::{Ty, Unit};

use crate::plan::Plan;

/// A text with its holes filled.
#[must_use]
pub fn text(plan: &Plan, texts: &[String], template: &TemplateCode, numbers: &[f64]) -> String {
    let mut out = String::new();
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
                out.push_str(&number(plan, texts, x, *ty, unit, format));
            }
        }
    }
    out
}

/// A number of a type, in a unit, by a format.
#[must_use]
pub fn number(plan: &Plan, texts: &[String], x: f64, ty: Ty, unit: Unit, format: &str) -> String {
    match ty {
        Ty::Truth => return if x != 0.0 { "yes" } else { "no" }.to_owned(),
        Ty::Service => return index(x, &plan.services, |s| &s.name),
        Ty::Fault => return index(x, &plan.faults, |f| &f.name),
        Ty::Word(set) => {
            let words = plan.words.get(set.0 as usize).map_or(&[][..], |(_, words)| words.as_slice());
            return index(x, words, |w| w);
        }
        Ty::Text => {
            let known = plan.texts.len();
            let at = x as usize;
            return plan.texts.get(at).or_else(|| texts.get(at.saturating_sub(known))).cloned().unwrap_or_default();
        }
        Ty::Never => return "never".to_owned(),
        Ty::Num(_) => {}
    }
    if x >= num::NEVER {
        return "never".to_owned();
    }
    match format {
        "0" | "1" | "2" | "3" | "4" => return fixed(x, format.parse().unwrap_or(0)),
        "%" => return format!("{}%", fixed(x * 100.0, 0)),
        "%1" => return format!("{}%", fixed(x * 100.0, 1)),
        "%2" => return format!("{}%", fixed(x * 100.0, 2)),
        "ms" => return format!("{} ms", fixed(x * 1000.0, 0)),
        "s" => return format!("{} s", fixed(x, 1)),
        "min" => return format!("{} min", fixed(x / 60.0, 0)),
        "MB" => return format!("{} MB", fixed(x / 1_000_000.0, 0)),
        "MiB" => return format!("{} MiB", fixed(x / 1_048_576.0, 0)),
        "GiB" => return format!("{} GiB", fixed(x / 1_073_741_824.0, 1)),
        "signed" => return if x < 0.0 { format!("−{}", plain(-x)) } else { format!("+{}", plain(x)) },
        _ => {}
    }
    match unit {
        Unit::Ratio => format!("{}%", fixed(x * 100.0, 1)),
        Unit::Seconds => seconds(x),
        Unit::Bytes => bytes(x),
        Unit::Rate => format!("{}/s", plain(x)),
        Unit::Count => fixed(x, 0),
        Unit::Any => plain(x),
    }
}

fn index<T>(x: f64, list: &[T], name: impl Fn(&T) -> &String) -> String {
    if x < 0.0 {
        return "–".to_owned();
    }
    list.get(x as usize).map_or_else(|| "–".to_owned(), |item| name(item).clone())
}

/// With so many decimals. A negative zero loses its sign.
fn fixed(x: f64, digits: usize) -> String {
    let text = format!("{x:.digits$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| c == '0' || c == '.') => rest.to_owned(),
        _ => text,
    }
}

/// At most two decimals, none that are zero.
fn plain(x: f64) -> String {
    let text = fixed(x, 2);
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    text.to_owned()
}

fn seconds(x: f64) -> String {
    if x < 1.0 {
        return format!("{} ms", fixed(x * 1000.0, 0));
    }
    if x < 120.0 {
        return format!("{} s", fixed(x, 1));
    }
    if x < 7200.0 {
        return format!("{} min", fixed(x / 60.0, 0));
    }
    if x < 172_800.0 {
        return format!("{} h", fixed(x / 3600.0, 0));
    }
    format!("{} d", fixed(x / 86_400.0, 0))
}

fn bytes(x: f64) -> String {
    for (size, unit) in [(1_073_741_824.0, "GiB"), (1_048_576.0, "MiB"), (1024.0, "KiB")] {
        if x >= size {
            let value = x / size;
            return format!(
                "{} {unit}",
                if value >= 10.0 || value.fract() == 0.0 { fixed(value, 0) } else { fixed(value, 1) }
            );
        }
    }
    format!("{} B", fixed(x, 0))
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
            (0.12345, Unit::Any, "3", "0.123"),
            (num::NEVER, Unit::Count, "", "never"),
        ] {
            assert_eq!(number(&plan, &[], x, Ty::Num(unit), unit, format), want, "{x} {unit:?} {format}");
        }
    }
}
