//! Lengths of time and dates as they are written. Exact: whole microseconds and whole seconds, no floats.

/// `30s`, `500ms`, `1.5min` in microseconds. `None` if it is no such text or longer than 1,000 days.
#[must_use]
pub fn duration(text: &str) -> Option<u64> {
    let at = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = text.split_at(at);
    let micros: u64 = match unit {
        "ms" => 1_000,
        "s" => 1_000_000,
        "min" => 60_000_000,
        "h" => 3_600_000_000,
        "d" => 86_400_000_000,
        _ => return None,
    };
    let (whole, part) = number.trim_end().split_once('.').unwrap_or((number.trim_end(), ""));
    let digits = |text: &str| text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || (part.is_empty() && number.contains('.')) {
        return None;
    }
    let mut total = whole.parse::<u64>().ok()?.checked_mul(micros)?;
    if !part.is_empty() {
        let scaled = part.parse::<u64>().ok()?.checked_mul(micros)?;
        let scale = 10_u64.pow(part.len() as u32);
        if scaled % scale != 0 {
            return None;
        }
        total = total.checked_add(scaled / scale)?;
    }
    (total <= 86_400_000_000_000).then_some(total)
}

/// `2026-03-01T12:00:00Z` in seconds since 1970.
#[must_use]
pub fn date(text: &str) -> Option<u64> {
    let bytes = text.as_bytes();
    if bytes.len() != 20 || !text.is_ascii() {
        return None;
    }
    for (at, separator) in [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'Z')] {
        if bytes[at] != separator {
            return None;
        }
    }
    let number = |from: usize, to: usize| {
        let digits = &text[from..to];
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<u64>().ok())?
    };
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let length = *lengths.get((month.checked_sub(1)?) as usize)?;
    if year < 1970 || day == 0 || day > length || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let before = |year: u64| year * 365 + year.div_ceil(4) - year.div_ceil(100) + year.div_ceil(400);
    let days = before(year) - before(1970) + lengths[..month as usize - 1].iter().sum::<u64>() + day - 1;
    Some(days * 86_400 + hour * 3_600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (text, expected) in [
            ("30s", Some(30_000_000)),
            ("500ms", Some(500_000)),
            ("1.5min", Some(90_000_000)),
            ("0.5 h", Some(1_800_000_000)),
            ("30", None),
            ("s", None),
            ("1.s", None),
            ("-1s", None),
            ("1.2345678s", None),
            ("999999999d", None),
        ] {
            assert_eq!(duration(text), expected, "{text}");
        }
    }

    #[test]
    fn dates() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2026-03-01T12:00:00Z", Some(1_772_366_400)),
            ("2024-02-29T23:59:59Z", Some(1_709_251_199)),
            ("2025-02-29T00:00:00Z", None),
            ("2026-13-01T00:00:00Z", None),
            ("2026-03-01", None),
        ] {
            assert_eq!(date(text), expected, "{text}");
        }
    }
}
