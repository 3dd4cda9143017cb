//! Numbers to text: `67.4%`, `8.0 s`, `61 ms`, `512 MiB`, `3,640`. One spelling everywhere, no locale.

use brownout_run::view::Unit;

/// What stands for a value that is not known.
pub const UNKNOWN: &str = "–";

/// A value of this unit, as it stands in a table, on a node or beside a chart.
#[must_use]
pub fn value(unit: Unit, words: &[String], v: f64) -> String {
    if !v.is_finite() {
        return UNKNOWN.to_owned();
    }
    match unit {
        Unit::Ratio => format!("{}%", signed(&fixed(v * 100.0, 1))),
        Unit::Seconds => seconds(v),
        Unit::Bytes => bytes(v),
        Unit::Count => grouped(&fixed(v, 0)),
        Unit::Number => number(v),
        Unit::Rate => format!("{}/s", number(v)),
        Unit::Flag => if v == 0.0 { "no" } else { "yes" }.to_owned(),
        Unit::Word => word(words, v).unwrap_or(UNKNOWN).to_owned(),
        Unit::Text => UNKNOWN.to_owned(),
    }
}

/// The same, without digits that say nothing: thresholds and the ends of axes, `10%`, `2 s`.
#[must_use]
pub fn brief(unit: Unit, words: &[String], v: f64) -> String {
    let full = value(unit, words, v);
    let digits = full.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '−'))).unwrap_or(full.len());
    let (digits, tail) = full.split_at(digits);
    format!("{}{tail}", trimmed(digits))
}

/// Points of a score, `0.70`.
#[must_use]
pub fn points(v: f64) -> String {
    signed(&fixed(v, 2))
}

/// Points with their sign, `+0.20`, `−0.10`, `0.00`.
#[must_use]
pub fn signed_points(v: f64) -> String {
    let text = points(v);
    if text.starts_with('−') || text == "0.00" { text } else { format!("+{text}") }
}

/// A whole number with its thousands parted.
#[must_use]
pub fn count(v: usize) -> String {
    grouped(&v.to_string())
}

fn word(words: &[String], v: f64) -> Option<&str> {
    let index = (0..words.len()).find(|&index| index as f64 == v)?;
    words.get(index).map(String::as_str)
}

fn seconds(v: f64) -> String {
    let size = v.abs();
    let text = match size {
        0.0 => "0 ms".to_owned(),
        _ if size < 0.000_95 => format!("{} µs", fixed(v * 1e6, 0)),
        _ if size < 0.009_95 => format!("{} ms", fixed(v * 1e3, 1)),
        _ if size < 0.999_5 => format!("{} ms", fixed(v * 1e3, 0)),
        _ if size < 99.95 => format!("{} s", fixed(v, 1)),
        _ if size < 600.0 => format!("{} s", fixed(v, 0)),
        _ if size < 7_200.0 => format!("{} min", fixed(v / 60.0, 0)),
        _ if size < 172_800.0 => format!("{} h", fixed(v / 3_600.0, 1)),
        _ => format!("{} days", grouped(&fixed(v / 86_400.0, 0))),
    };
    signed(&text)
}

fn bytes(v: f64) -> String {
    let mut size = v;
    let mut unit = "B";
    for larger in ["KiB", "MiB", "GiB", "TiB"] {
        if size.abs() < 1023.5 {
            break;
        }
        size /= 1024.0;
        unit = larger;
    }
    let decimals = if size.abs() < 9.95 && unit != "B" { 1 } else { 0 };
    let text = fixed(size, decimals);
    signed(&format!("{} {unit}", trimmed(&text)))
}

fn number(v: f64) -> String {
    let decimals = if v.abs() < 100.0 { 2 } else { 0 };
    grouped(&trimmed(&fixed(v, decimals)))
}

/// Rust's formatting rounds the exact binary value, ties to even: the same on every machine.
fn fixed(v: f64, decimals: usize) -> String {
    let text = format!("{v:.decimals$}");
    if text.bytes().all(|b| matches!(b, b'-' | b'0' | b'.')) { text.trim_start_matches('-').to_owned() } else { text }
}

fn trimmed(text: &str) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text.to_owned() }
}

fn signed(text: &str) -> String {
    text.replacen('-', "−", 1)
}

fn grouped(text: &str) -> String {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("−", rest),
        None => ("", text),
    };
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(w, f)| (w, Some(f)));
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(unit: Unit, cases: &[(f64, &str)]) {
        for &(v, expected) in cases {
            assert_eq!(value(unit, &[], v), expected, "{v} {unit:?}");
        }
    }

    #[test]
    fn ratios() {
        check(
            Unit::Ratio,
            &[(0.674, "67.4%"), (0.004, "0.4%"), (1.0, "100.0%"), (0.0, "0.0%"), (-0.02, "−2.0%"), (-0.0001, "0.0%")],
        );
    }

    #[test]
    fn times() {
        check(
            Unit::Seconds,
            &[
                (8.0, "8.0 s"),
                (0.061, "61 ms"),
                (0.0, "0 ms"),
                (0.0042, "4.2 ms"),
                (0.000_25, "250 µs"),
                (0.9999, "1.0 s"),
                (30.0, "30.0 s"),
                (300.0, "300 s"),
                (7_000_000.0, "81 days"),
            ],
        );
    }

    #[test]
    fn sizes() {
        check(
            Unit::Bytes,
            &[(536_870_912.0, "512 MiB"), (1536.0, "1.5 KiB"), (12.0, "12 B"), (1_073_741_824.0, "1 GiB")],
        );
    }

    #[test]
    fn plain() {
        check(Unit::Count, &[(3640.0, "3,640"), (-1234.0, "−1,234"), (999.4, "999")]);
        check(Unit::Number, &[(0.5, "0.5"), (1234.5, "1,234"), (2.0, "2")]);
        check(Unit::Rate, &[(24.0, "24/s")]);
        check(Unit::Flag, &[(0.0, "no"), (1.0, "yes")]);
        check(Unit::Count, &[(f64::NAN, "–")]);
    }

    #[test]
    fn words_by_index() {
        let words = ["idle".to_owned(), "busy".to_owned()];
        assert_eq!(value(Unit::Word, &words, 1.0), "busy");
        assert_eq!(value(Unit::Word, &words, 7.0), "–");
        assert_eq!(value(Unit::Word, &words, 0.5), "–");
    }

    #[test]
    fn brief_drops_zeros() {
        for (unit, v, expected) in [
            (Unit::Ratio, 0.1, "10%"),
            (Unit::Ratio, 0.125, "12.5%"),
            (Unit::Seconds, 2.0, "2 s"),
            (Unit::Count, 1000.0, "1,000"),
            (Unit::Seconds, 0.5, "500 ms"),
        ] {
            assert_eq!(brief(unit, &[], v), expected);
        }
    }

    #[test]
    fn scores() {
        for (v, expected) in [(0.2, "+0.20"), (-0.1, "−0.10"), (0.0, "0.00"), (-0.001, "0.00")] {
            assert_eq!(signed_points(v), expected);
        }
        assert_eq!(points(0.9999), "1.00");
    }
}
