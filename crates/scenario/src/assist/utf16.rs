//! Offsets of JavaScript: a text there is counted in UTF-16 units, here in bytes.

/// The UTF-16 offset of a byte; of a byte inside a character, that of the character.
#[must_use]
pub fn from_bytes(text: &str, offset: u32) -> u32 {
    let mut end = (offset as usize).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].chars().map(|c| c.len_utf16() as u32).sum()
}

/// The byte of a UTF-16 offset; of one inside a character, that of the character; at most the text's length.
#[must_use]
pub fn to_bytes(text: &str, offset: u32) -> u32 {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16() as u32;
        if units > offset {
            return at as u32;
        }
    }
    text.len() as u32
}

#[cfg(test)]
mod tests {
    use super::{from_bytes, to_bytes};

    #[test]
    fn offsets_lead_there_and_back() {
        let text = "aü😀b";
        for (bytes, units) in [(0, 0), (1, 1), (3, 2), (7, 4), (8, 5)] {
            assert_eq!(from_bytes(text, bytes), units, "byte {bytes}");
            assert_eq!(to_bytes(text, units), bytes, "unit {units}");
        }
        assert_eq!((from_bytes(text, 5), to_bytes(text, 3)), (2, 3), "inside a character");
        assert_eq!((from_bytes(text, 99), to_bytes(text, 99)), (5, 8), "behind the end");
    }
}
