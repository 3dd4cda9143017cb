//! `round` beside CPython's, and minimum and maximum on zeros of both signs.

use brownout_expr::num;

/// Lines `bits digits bits`: what CPython 3 gives for `round(x, digits)`, see the file's first line.
const CASES: &str = include_str!("rounding.txt");

#[test]
fn rounding_is_cpython_s() {
    let mut count = 0;
    for line in CASES.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let mut bits = || u64::from_str_radix(words.next().unwrap(), 16).unwrap();
        let (x, digits, want) = (f64::from_bits(bits()), bits() as u32, f64::from_bits(bits()));
        let got = num::round(x, digits);
        assert_eq!(got.to_bits(), want.to_bits(), "round({x:?}, {digits}) is {want:?}, not {got:?}");
        count += 1;
    }
    assert!(count > 500, "{count}");
}

#[test]
fn extremes_of_equals_are_the_first() {
    for (a, b) in [(0.0, -0.0), (-0.0, 0.0_f64)] {
        assert_eq!(num::min(a, b).to_bits(), a.to_bits());
        assert_eq!(num::max(a, b).to_bits(), a.to_bits());
        assert_eq!(num::clamp(a, b, b).to_bits(), a.to_bits());
    }
    for (a, b) in [(1.0, 2.0), (2.0, 1.0), (-1.0, 0.0)] {
        assert_eq!((num::min(a, b) + num::max(a, b), num::min(a, b) <= num::max(a, b)), (a + b, true));
    }
    for (x, low, high, want) in
        [(5.0, 0.0, 1.0, 1.0), (-5.0, 0.0, 1.0, 0.0), (0.5, 0.0, 1.0, 0.5), (0.5, 1.0, 0.0, 1.0)]
    {
        assert_eq!(num::clamp(x, low, high), want, "clamp({x}, {low}, {high})");
    }
}
