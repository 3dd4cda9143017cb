//! Random streams. A stream is a function of the seed, a purpose and a name; its position is state of the world, so
//! that adding a draw or a service shifts nothing elsewhere.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

/// Largest seed: integers up to it are exact in YAML, JSON, JavaScript and links.
pub const SEED_MAX: u64 = 9_007_199_254_740_991;

/// What a stream is for. The numbers are part of every run ever made: add at the end, never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Purpose {
    /// Choices that settle a scenario.
    Settle = 1,
    /// First values.
    Start = 2,
    /// `:=` in scripts.
    Script = 3,
    /// Noise lines.
    Noise = 4,
    /// Facts with a chance.
    Fact = 5,
    /// Timeline items at drawn ticks.
    Timeline = 6,
    /// Scripted players.
    Player = 7,
}

/// 32-bit FNV-1a of a name.
#[must_use]
pub fn fnv1a(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The stream of a purpose and a name: purpose · 2^32 + hash of the name; 0 if there is none.
#[must_use]
pub fn stream_id(purpose: Purpose, name: &str) -> u64 {
    let entity = if name.is_empty() { 0 } else { fnv1a(name) };
    (u64::from(purpose as u32) << 32) | u64::from(entity)
}

/// A generator at a position of a stream, counted in 64-bit draws.
#[derive(Clone, Debug)]
pub struct Stream {
    rng: ChaCha8Rng,
    drawn: u64,
}

impl Stream {
    /// The stream of `seed` and `id`, after `drawn` draws.
    #[must_use]
    pub fn new(seed: u64, id: u64, drawn: u64) -> Stream {
        let mut key = [0_u8; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(b"brownout");
        let mut rng = ChaCha8Rng::from_seed(key);
        rng.set_stream(id);
        rng.set_word_pos(u128::from(drawn) * 2);
        Stream { rng, drawn }
    }

    /// How many draws were made, over all.
    #[must_use]
    pub fn drawn(&self) -> u64 {
        self.drawn
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.drawn += 1;
        self.rng.next_u64()
    }

    /// Uniform in [0, 1): 53 bits.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// Uniform in 0..n; 0 for n = 0. One draw, by multiplication: the bias is below n / 2^64.
    pub fn below(&mut self, n: u32) -> u32 {
        ((u128::from(self.bits()) * u128::from(n)) >> 64) as u32
    }

    /// Uniform between two numbers; whole numbers include both ends.
    pub fn between(&mut self, low: f64, high: f64, whole: bool) -> f64 {
        if whole {
            let (low, high) = (low.ceil(), high.floor());
            let span = high - low + 1.0;
            if span < 1.0 {
                self.bits();
                return low;
            }
            return low + (self.unit() * span).floor();
        }
        low + self.unit() * (high - low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_continues_where_it_was() {
        let mut whole = Stream::new(42, stream_id(Purpose::Start, "metrics.err.start"), 0);
        let all: Vec<u64> = (0..20).map(|_| whole.bits()).collect();
        for cut in 0..20 {
            let mut rest = Stream::new(42, stream_id(Purpose::Start, "metrics.err.start"), cut);
            assert_eq!(rest.bits(), all[cut as usize], "after {cut} draws");
        }
    }

    #[test]
    fn streams_and_seeds_differ() {
        let first = |seed, name: &str| Stream::new(seed, stream_id(Purpose::Noise, name), 0).bits();
        assert_ne!(first(1, "a"), first(1, "b"));
        assert_ne!(first(1, "a"), first(2, "a"));
    }

    #[test]
    fn draws_stay_inside() {
        let mut stream = Stream::new(7, 7, 0);
        for _ in 0..10_000 {
            let x = stream.between(0.05, 0.09, false);
            assert!((0.05..0.09).contains(&x), "{x}");
            let n = stream.between(30.0, 110.0, true);
            assert!((30.0..=110.0).contains(&n) && n.fract() == 0.0, "{n}");
            assert!(stream.below(3) < 3);
        }
    }
}
