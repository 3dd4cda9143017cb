//! Where something stands in a text, for the page: JavaScript counts units of UTF-16, the engine bytes.

/// The units before a byte of the text.
#[must_use]
pub fn units(text: &str, byte: u32) -> u32 {
    let mut count = 0;
    for (at, c) in text.char_indices() {
        if at >= byte as usize {
            break;
        }
        count += c.len_utf16() as u32;
    }
    count
}

/// The byte at which a number of units is over; the end of the text, if it is not so long.
#[must_use]
pub fn byte(text: &str, units: u32) -> u32 {
    let mut left = units;
    for (at, c) in text.char_indices() {
        if left == 0 {
            return at as u32;
        }
        left = left.saturating_sub(c.len_utf16() as u32);
    }
    text.len() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_bytes() {
        let text = "a: ü€𝄞 b";
        for (at, unit) in [(0, 0), (3, 3), (5, 4), (8, 5), (12, 7), (13, 8), (14, 9)] {
            assert_eq!(units(text, at), unit, "byte {at}");
            assert_eq!(byte(text, unit), at, "unit {unit}");
        }
        assert_eq!(units(text, 99), 9);
        assert_eq!(byte(text, 99), 14);
    }
}
