//! Arithmetic that gives the same bits natively and in wasm: minimum and maximum by comparison, transcendental
//! functions from `libm`, decimal rounding of the exact binary value. Nothing here ever returns NaN or infinity to
//! its caller's cells: `finite` is where such results become 0.

use std::fmt::Write;

/// A moment after all others, as stored: the largest integer that doubles count exactly.
pub const NEVER: f64 = 9_007_199_254_740_992.0;

/// Stands in a cell of a configuration where nothing is: no number that such a cell may hold.
pub const MISSING: f64 = -9_007_199_254_740_992.0;

/// Largest number of digits that `round` takes.
pub const ROUND_DIGITS_MAX: u32 = 6;

/// The smaller one; of equals the first.
#[must_use]
pub fn min(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

/// The larger one; of equals the first.
#[must_use]
pub fn max(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

/// `x` held between `low` and `high`; `low` wins if they are crossed.
#[must_use]
pub fn clamp(x: f64, low: f64, high: f64) -> f64 {
    max(min(x, high), low)
}

/// `x`, or 0 if it is not finite. The flag says which.
#[must_use]
pub fn finite(x: f64) -> (f64, bool) {
    if x.is_finite() { (x, true) } else { (0.0, false) }
}

/// Remainder with the sign of the divisor, as Python's `%`.
#[must_use]
pub fn modulo(a: f64, b: f64) -> f64 {
    let r = a % b;
    if r != 0.0 && (r < 0.0) != (b < 0.0) { r + b } else { r }
}

/// Decimal rounding of the exact binary value to `digits` places, ties to even, as CPython's `round(x, n)`.
#[must_use]
pub fn round(x: f64, digits: u32) -> f64 {
    if !x.is_finite() {
        return x;
    }
    let digits = if digits > ROUND_DIGITS_MAX { ROUND_DIGITS_MAX } else { digits };
    if digits == 0 {
        return x.round_ties_even();
    }
    // Beyond 2^53 there are no decimals to round. Below it, the product decides every case that is not near a
    // half; near a half, formatting (which is exact, ties to even) decides.
    if x.abs() >= NEVER {
        return x;
    }
    let scale = SCALES[digits as usize];
    let scaled = x * scale;
    let near = scaled.round_ties_even();
    let distance = ((scaled - near).abs() - 0.5).abs();
    if distance > 1e-6 && scaled.abs() < 1e9 {
        return near / scale;
    }
    let mut text = Digits { bytes: [0; 40], len: 0 };
    if write!(text, "{x:.*}", digits as usize).is_err() {
        return x;
    }
    text.bytes.get(..text.len).and_then(|b| std::str::from_utf8(b).ok()).and_then(|t| t.parse().ok()).unwrap_or(x)
}

/// A number as text without a heap: below 2^53 a sign, 16 digits, a point and 6 more fit well.
struct Digits {
    bytes: [u8; 40],
    len: usize,
}

impl Write for Digits {
    fn write_str(&mut self, part: &str) -> std::fmt::Result {
        let end = self.len + part.len();
        self.bytes.get_mut(self.len..end).ok_or(std::fmt::Error)?.copy_from_slice(part.as_bytes());
        self.len = end;
        Ok(())
    }
}

const SCALES: [f64; 7] = [1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_that_of_cpython() {
        for (x, digits, want) in [
            (2.675, 2, 2.67),
            (0.125, 2, 0.12),
            (0.375, 2, 0.38),
            (2.5, 0, 2.0),
            (3.5, 0, 4.0),
            (-2.5, 0, -2.0),
            (0.15, 1, 0.1),
            (0.25, 1, 0.2),
            (0.35, 1, 0.3),
            (1.005, 2, 1.0),
            (5.015, 2, 5.01),
            (1234567.891, 3, 1234567.891),
            (0.1 + 0.2, 4, 0.3),
        ] {
            assert_eq!(round(x, digits), want, "round({x}, {digits})");
        }
    }

    #[test]
    fn rounding_equals_exact_formatting() {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..200_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let x = ((state >> 11) as f64) / 9_007_199_254_740_992.0 * 1000.0 - 500.0;
            for digits in 1..=6 {
                let want: f64 = format!("{x:.digits$}").parse().unwrap_or(f64::NAN);
                assert_eq!((round(x, digits as u32) + 0.0).to_bits(), (want + 0.0).to_bits(), "round({x}, {digits})");
            }
        }
    }

    #[test]
    fn remainder_has_the_sign_of_the_divisor() {
        for (a, b, want) in [(5.0, 3.0, 2.0), (-5.0, 3.0, 1.0), (5.0, -3.0, -1.0), (6.0, 3.0, 0.0)] {
            assert_eq!(modulo(a, b), want, "{a} mod {b}");
        }
    }
}
