//! A 64-bit digest of the state at a tick: a pure function of the numbers, word by word, never of rendered text.
//! Each step of `mix` is a bijection of its state, so that one changed bit always changes the digest.

use crate::world::World;

const LANES: [u64; 4] = [0x9e37_79b9_7f4a_7c15, 0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb, 0xd6e8_feb8_6659_fd93];
const ODD: u64 = 0xff51_afd7_ed55_8ccd;

/// One word joins a hash.
#[must_use]
#[inline(always)]
pub fn mix(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(29) ^ word).wrapping_mul(ODD)
}

fn seal(mut hash: u64) -> u64 {
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xe703_7ed1_a0b4_28db);
    hash ^ (hash >> 29)
}

/// −0.0 counts as 0.0.
#[inline(always)]
fn bits(x: f64) -> u64 {
    (x + 0.0).to_bits()
}

impl World {
    /// The digest of the world as it is now. History is left out: it is what earlier digests of the run hold.
    #[must_use]
    pub fn digest(&self) -> u64 {
        let mut lanes = LANES;
        let (chunks, rest) = self.cells.as_chunks::<4>();
        for [a, b, c, d] in chunks {
            lanes[0] = mix(lanes[0], bits(*a));
            lanes[1] = mix(lanes[1], bits(*b));
            lanes[2] = mix(lanes[2], bits(*c));
            lanes[3] = mix(lanes[3], bits(*d));
        }
        for (lane, x) in lanes.iter_mut().zip(rest) {
            *lane = mix(*lane, bits(*x));
        }
        let state = &self.state;
        let mut hash = lanes.into_iter().fold(state.seed, mix);
        hash = mix(hash, state.lines.len() as u64);
        hash = mix(hash, state.lines_hash);
        hash = mix(hash, u64::from(state.notes));
        if !state.entries.is_empty() {
            hash = mix(mix(hash, state.entries.len() as u64), state.entries_hash);
        }
        for text in &state.texts {
            hash = text.bytes().fold(mix(hash, text.len() as u64), |h, byte| mix(h, u64::from(byte)));
        }
        for &deed in &state.deeds {
            hash = mix(hash, deed);
        }
        for &((site, member), drawn) in &state.drawn {
            hash = mix(mix(hash, u64::from(site) << 32 | u64::from(member)), drawn);
        }
        for line in &state.held {
            hash = mix(hash, u64::from(line.line) << 32 | u64::from(line.tick));
        }
        for answer in &state.answers {
            let place = u64::from(answer.list) << 32 | u64::from(answer.entry);
            hash = mix(mix(hash, u64::from(answer.due)), place);
        }
        for delayed in &state.delayed {
            hash = mix(hash, u64::from(delayed.due) << 32 | u64::from(delayed.body));
            hash = delayed.params.iter().fold(hash, |h, &(cell, x)| mix(mix(h, u64::from(cell)), bits(x)));
        }
        seal(hash)
    }
}
