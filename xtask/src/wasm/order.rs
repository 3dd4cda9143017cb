//! Puts functions of a wasm file that are alike next to each other: gzip looks back 32 KiB only, and much of a compiled page is
//! the same function for another type. Nothing else about the file changes. The order is handed to binaryen as names.

use anyhow::{Context, Result};

use super::{CODE, CUSTOM, HEAD, IMPORT, Reader, imports, leb, section, sections, text};

/// Numbers that stand for a function's content.
const TRAITS: usize = 256;
/// Bytes that are looked at together.
const WINDOW: usize = 4;
/// What of the likeness to earlier functions still counts one function later.
const MEMORY: u32 = 6;
const OF: u32 = 8;

/// The file with a name for each function, by which they are to be sorted; names that were there are gone.
pub fn named_by_likeness(file: &[u8]) -> Result<Vec<u8>> {
    let mut out = file.get(..HEAD).context("this is no wasm")?.to_vec();
    let (mut imported, mut functions) = (0, Vec::new());
    for (id, body) in sections(file)? {
        match id {
            IMPORT => imported = imports(body)?.iter().filter(|import| import.is_function()).count(),
            CODE => functions = bodies(&mut Reader(body))?,
            _ => {}
        }
        if id != CUSTOM {
            out.extend(section(id, body));
        }
    }
    out.extend(names(imported, &order(&functions)));
    Ok(out)
}

/// For each place in the new order the function that comes there.
fn order(functions: &[&[u8]]) -> Vec<usize> {
    let traits: Vec<[u32; TRAITS]> = functions.iter().map(|body| traits(body)).collect();
    let mut left: Vec<usize> = (0..functions.len()).collect();
    let mut likeness = vec![0_u32; functions.len()];
    let mut order = Vec::with_capacity(functions.len());
    // Small ones first, wherever nothing is like the last ones.
    left.sort_by_key(|index| functions[*index].len());
    let mut at = 0;
    while !left.is_empty() {
        let taken = left.remove(at);
        order.push(taken);
        let mut best = 0;
        at = 0;
        for (place, index) in left.iter().enumerate() {
            let same = traits[*index].iter().zip(&traits[taken]).filter(|(a, b)| a == b).count() as u32;
            likeness[*index] = likeness[*index] * MEMORY / OF + same * 16;
            if likeness[*index] > best {
                (best, at) = (likeness[*index], place);
            }
        }
    }
    order
}

/// The smallest of many hashes of all windows: functions share as many of these as they share windows.
fn traits(body: &[u8]) -> [u32; TRAITS] {
    let mut least = [u32::MAX; TRAITS];
    for window in body.windows(WINDOW.min(body.len().max(1))) {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in window {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        for least in &mut least {
            hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23) ^ (hash >> 41);
            *least = (*least).min((hash >> 32) as u32);
        }
    }
    least
}

fn bodies<'a>(reader: &mut Reader<'a>) -> Result<Vec<&'a [u8]>> {
    (0..reader.number()?).map(|_| reader.bytes()).collect()
}

/// A section of names that sort as the functions are to stand.
fn names(imported: usize, order: &[usize]) -> Vec<u8> {
    let mut place = vec![0; order.len()];
    for (to, from) in order.iter().enumerate() {
        place[*from] = to;
    }
    let mut map = leb(place.len());
    for (index, place) in place.iter().enumerate() {
        map.extend(leb(imported + index));
        text(&mut map, &format!("f{place:06}"));
    }
    let mut body = Vec::new();
    text(&mut body, "name");
    body.push(1);
    body.extend(leb(map.len()));
    body.extend(map);
    section(CUSTOM, &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_stands_together() {
        let (a, b, c) = ([1_u8; 40], [7_u8; 41], [1_u8; 42]);
        assert_eq!(order(&[&a, &b, &c]), [0, 2, 1]);
    }

    #[test]
    fn sections_stay_and_names_are_new() -> Result<()> {
        // No imports; two functions of one byte; a custom section of the name "x".
        let file = b"\0asm\x01\0\0\0\x0a\x05\x02\x01\x0b\x01\x0c\0\x02\x01x";
        let named = named_by_likeness(file)?;
        assert!(named.starts_with(&file[..15]));
        assert!(named[15..].starts_with(b"\0\x1a\x04name\x01\x13\x02\0\x07f00000"), "{:?}", &named[15..]);
        assert!(named_by_likeness(b"\0asm\x01\0\0\0\x0a\x05\x02").is_err());
        Ok(())
    }
}
