//! Simulated time as text. UTC always; never the browser's clock, zone or locale.

const DAY_S: i64 = 86_400;
const MICRO: i64 = 1_000_000;

/// The clock of the incident, `12:44:00`, from its start (seconds since 1970) and the time of the run.
#[must_use]
pub fn clock(start_s: u64, time_us: i64) -> String {
    let start = i64::try_from(start_s).unwrap_or(0) % DAY_S;
    let second = (start + time_us.div_euclid(MICRO)).rem_euclid(DAY_S);
    format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
}

/// A length of simulated time, `0:30`, `12:05` or `1:02:05`.
#[must_use]
pub fn age(us: u64) -> String {
    let second = us / 1_000_000;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    if hour == 0 { format!("{minute}:{second:02}") } else { format!("{hour}:{minute:02}:{second:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks() {
        let start = 1_772_366_400; // 2026-03-01T12:00:00Z
        for (time_us, expected) in
            [(0, "12:00:00"), (2_640_000_000, "12:44:00"), (-1, "11:59:59"), (43_200_000_000, "00:00:00")]
        {
            assert_eq!(clock(start, time_us), expected);
        }
    }

    #[test]
    fn ages() {
        for (us, expected) in [(0, "0:00"), (30_000_000, "0:30"), (3_725_000_000, "1:02:05")] {
            assert_eq!(age(us), expected);
        }
    }
}
