//! Deflate and base64url, and what of them can be read where they are damaged.
//!
//! What is packed is packed as if a list of words stood before it, which are then as short as if they had been used before:
//! phrases of scenarios and names of their actions, made with `zstd --train` from the packs as they were then. Any other text
//! packs too, only longer. The words of a version of links are frozen as its decoder is.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::core::{CompressionStrategy, CompressorOxide, TDEFLFlush, TDEFLStatus};
use miniz_oxide::deflate::core::{compress, create_comp_flags_from_zip_params};
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// The words of version 1.
pub(super) const WORDS_1: &[u8] = include_bytes!("../../../../scenarios/words-1.txt");

/// Best and slowest: links are short.
const LEVEL: i32 = 10;
/// Room that is made at once for what comes out.
const ROOM: usize = 4096;

/// Packs some bytes; `None` if the library will not, which it does not say of any input.
pub(super) fn squeeze(words: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.is_empty() {
        return Some(Vec::new());
    }
    // A table of codes costs more than it saves where there is little to say.
    let packed = [CompressionStrategy::Default, CompressionStrategy::Fixed].map(|way| squeeze_by(way, words, bytes));
    packed.into_iter().flatten().min_by_key(Vec::len)
}

fn squeeze_by(strategy: CompressionStrategy, words: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    let mut packer = CompressorOxide::new(create_comp_flags_from_zip_params(LEVEL, 0, strategy.into()));
    // What comes out for the words ends on a whole byte, and is left out.
    run(&mut packer, words, TDEFLFlush::Sync)?;
    run(&mut packer, bytes, TDEFLFlush::Finish)
}

fn run(packer: &mut CompressorOxide, mut bytes: &[u8], flush: TDEFLFlush) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let done = out.len();
        out.resize(done + ROOM, 0);
        let (status, taken, made) = compress(packer, bytes, out.get_mut(done..)?, flush);
        out.truncate(done + made);
        bytes = bytes.get(taken..)?;
        match status {
            TDEFLStatus::Done => return Some(out),
            TDEFLStatus::Okay if flush == TDEFLFlush::Sync && bytes.is_empty() && made < ROOM => return Some(out),
            TDEFLStatus::Okay => {}
            TDEFLStatus::BadParam | TDEFLStatus::PutBufFailed => return None,
        }
    }
}

/// What bytes unpack to, and whether that is all of it: at most `most` bytes, exactly as many if it is.
pub(super) fn unsqueeze(words: &[u8], bytes: &[u8], most: usize) -> (Vec<u8>, bool) {
    if bytes.is_empty() {
        return (Vec::new(), most == 0);
    }
    let length = words.len() as u16;
    // The words as a block that is not packed and not the last.
    let mut stream = vec![0];
    stream.extend_from_slice(&length.to_le_bytes());
    stream.extend_from_slice(&(!length).to_le_bytes());
    stream.extend_from_slice(words);
    stream.extend_from_slice(bytes);
    let (mut out, ended) = match decompress_to_vec_with_limit(&stream, words.len() + most) {
        Ok(out) => (out, true),
        Err(error) => (error.output, false),
    };
    out.drain(..words.len().min(out.len()));
    out.truncate(most);
    let whole = ended && out.len() == most;
    (out, whole)
}

pub(super) fn to_text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of a text; `Err` has those before the first letter that does not belong there.
pub(super) fn from_text(text: &str) -> Result<Vec<u8>, Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| {
        let ours = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-' || *byte == b'_';
        let sound = text.bytes().take_while(ours).count();
        // Four letters are three bytes: a group that is not whole is dropped.
        let whole = text.get(..sound - sound % 4).unwrap_or_default();
        URL_SAFE_NO_PAD.decode(whole).unwrap_or_default()
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::link::crc::crc;

    #[test]
    fn the_words_are_those_that_links_were_made_with() {
        assert_eq!(
            (WORDS_1.len(), crc(&[WORDS_1])),
            (14297, 0xfa332268),
            "a frozen file was changed: links no longer open"
        );
    }

    #[test]
    fn there_and_back() {
        let long: Vec<u8> = (0..300_000_u32).flat_map(|i| i.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        for bytes in [&b""[..], b"a", b"wait", WORDS_1, &long] {
            for words in [WORDS_1, b""] {
                let packed = squeeze(words, bytes).unwrap();
                assert_eq!(unsqueeze(words, &packed, bytes.len()), (bytes.to_vec(), true));
                if !bytes.is_empty() {
                    assert!(!unsqueeze(words, &packed, bytes.len() - 1).1, "too little room");
                    assert!(!unsqueeze(words, &packed, bytes.len() + 1).1, "too much room");
                    assert!(!unsqueeze(words, &packed[..packed.len() - 1], bytes.len()).1, "cut off");
                }
            }
        }
    }
}
