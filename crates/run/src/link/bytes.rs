//! Numbers and texts as bytes. Numbers are LEB128; a text ends with a byte that no UTF-8 has. Reading gives `None` at the
//! first thing that is not as it was written, and never reads beyond the end.

/// Ends a text: never part of UTF-8.
const END: u8 = 0xff;

/// Appends a number.
pub(super) fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number as u8) | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a text.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
    out.push(END);
}

/// Reads from the front of some bytes.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { rest: bytes }
    }

    /// Whether everything was read.
    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(byte)
    }

    /// A number in its shortest form.
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for place in 0..10 {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            if place == 9 && part > 1 {
                return None;
            }
            number |= part << (7 * place);
            if byte & 0x80 == 0 {
                return (place == 0 || part != 0).then_some(number);
            }
        }
        None
    }

    /// A number that indexes or counts something, at most `most`.
    pub(super) fn count(&mut self, most: usize) -> Option<usize> {
        let number = self.number()?;
        (number <= most as u64).then_some(number as usize)
    }

    /// A text of at most `most` bytes.
    pub(super) fn text(&mut self, most: usize) -> Option<&'a str> {
        let end = self.rest.iter().take(most + 1).position(|&byte| byte == END)?;
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest.get(1..)?;
        std::str::from_utf8(text).ok()
    }

    pub(super) fn fixed<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_there_and_back() {
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), (1 << 53) - 1, u64::MAX] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            let mut reader = Reader::new(&bytes);
            assert_eq!((reader.number(), reader.is_empty()), (Some(number), true));
            assert_eq!(Reader::new(&bytes[..bytes.len() - 1]).number(), None, "cut off");
        }
        for long in [&[0x80, 0x00][..], &[0xff; 10], &[0xff; 20], &[0x80]] {
            assert_eq!(Reader::new(long).number(), None, "{long:?}");
        }
    }

    #[test]
    fn texts_end_where_they_end() {
        for (bytes, most, want) in [
            (&b"ab\xffc"[..], 2, Some("ab")),
            (b"ab\xff", 1, None),
            (b"ab", 9, None),
            (b"\xff", 0, Some("")),
            (b"\xc3\xff", 9, None),
        ] {
            assert_eq!(Reader::new(bytes).text(most), want, "{bytes:?}");
        }
    }
}
