//! Simulated time as other tools write it. The calendar is the proleptic Gregorian one, in UTC.

const DAY_S: i64 = 86_400;
const YEAR_DAYS: i64 = 365;
/// Days of 400 years.
const ERA_DAYS: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const EPOCH_DAYS: i64 = 719_468;

/// Nanoseconds since 1970, 0 before.
pub(crate) fn nanos(start_s: u64, time_us: i64) -> u64 {
    let nanos = i128::from(start_s) * 1_000_000_000 + i128::from(time_us) * 1_000;
    u64::try_from(nanos.clamp(0, i128::from(u64::MAX))).unwrap_or(0)
}

/// Seconds since 1970 with as many decimals as there are.
pub(crate) fn seconds(start_s: u64, time_us: i64) -> String {
    let micros = nanos(start_s, time_us) / 1_000;
    let (whole, part) = (micros / 1_000_000, micros % 1_000_000);
    if part == 0 { whole.to_string() } else { format!("{whole}.{part:06}").trim_end_matches('0').to_owned() }
}

/// RFC 3339, with milliseconds if there are any.
pub(crate) fn rfc3339(start_s: u64, time_us: i64) -> String {
    let millis = i64::try_from(nanos(start_s, time_us) / 1_000_000).unwrap_or(i64::MAX);
    let (seconds, milli) = (millis / 1_000, millis % 1_000);
    let (days, second) = (seconds / DAY_S, seconds % DAY_S);
    let (year, month, day) = date(days);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    let part = if milli == 0 { String::new() } else { format!(".{milli:03}") };
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{part}Z")
}

/// Year, month and day of a day counted from 1970: years begin in March, so that the odd day is the last.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + EPOCH_DAYS;
    let (era, day) = (days / ERA_DAYS, days % ERA_DAYS);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / YEAR_DAYS;
    let day = day - (YEAR_DAYS * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let january = month >= 10;
    let month = if january { month - 9 } else { month + 3 };
    (era * 400 + year + i64::from(january), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (start, micros, want) in [
            (0, 0, "1970-01-01T00:00:00Z"),
            (951_782_399, 1_000_000, "2000-02-29T00:00:00Z"),
            (1_709_164_800, 1_500, "2024-02-29T00:00:00.001Z"),
            (1_735_689_599, 0, "2024-12-31T23:59:59Z"),
            (4_107_542_400, -1_000, "2100-02-28T23:59:59.999Z"),
            (0, -1, "1970-01-01T00:00:00Z"),
        ] {
            assert_eq!(rfc3339(start, micros), want);
        }
        for (start, micros, want) in [(7, 0, "7"), (7, 500_000, "7.5"), (7, 1, "7.000001"), (7, -1, "6.999999")] {
            assert_eq!(seconds(start, micros), want);
        }
    }
}
