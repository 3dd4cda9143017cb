//! CRC-32 (IEEE 802.3), as zip has it: it finds every damage of up to four bytes in a row, and all but one in 2^32 of the rest.

const POLYNOMIAL: u32 = 0xedb8_8320;

/// The checksum of some pieces, as if they were one.
pub(super) fn crc(pieces: &[&[u8]]) -> u32 {
    let mut state = u32::MAX;
    for &byte in pieces.iter().copied().flatten() {
        state ^= u32::from(byte);
        for _ in 0..8 {
            let carry = state & 1;
            state >>= 1;
            if carry == 1 {
                state ^= POLYNOMIAL;
            }
        }
    }
    !state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        for (text, want) in
            [("", 0), ("123456789", 0xcbf4_3926), ("The quick brown fox jumps over the lazy dog", 0x414f_a339)]
        {
            assert_eq!(crc(&[text.as_bytes()]), want, "{text}");
        }
        assert_eq!(crc(&[b"1234", b"56789"]), 0xcbf4_3926);
    }
}
