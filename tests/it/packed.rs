//! Compiled scenarios as bytes: the same again, for every seed where it says so, and an error for anything else. That they
//! play to the same digests is in the golden table, which plays them from bytes.

use brownout_scenario::{Catalogue, Compiled, Unreadable, load};
use brownout_sim::rng::{Purpose, Stream, stream_id};

const DAMAGES: u64 = 2_000;

#[test]
fn what_is_read_is_what_was_written() {
    let catalogue = Catalogue::built_in();
    let (mut fixed, mut drawn) = (0, 0);
    for id in catalogue.scenarios() {
        let authored = load(&catalogue, id).unwrap();
        for number in 0..=authored.variant.count {
            let authored = authored.clone().with_variant(number).unwrap();
            let compiled = authored.compile(1).unwrap();
            let bytes = compiled.to_bytes();
            for bytes in [&bytes, &compiled.to_file()] {
                let again = Compiled::from_bytes(bytes).unwrap();
                assert_eq!(format!("{:?}", again.plan), format!("{:?}", compiled.plan), "{id} {number}");
                assert_eq!(again.to_bytes(), compiled.to_bytes(), "{id} {number}");
            }
            if compiled.drawn {
                drawn += 1;
                continue;
            }
            fixed += 1;
            for seed in [0, 2, 42, 9_007_199_254_740_991] {
                assert_eq!(authored.compile(seed).unwrap().to_bytes(), bytes, "{id} {number}, seed {seed}");
            }
        }
    }
    assert!(fixed > 0 && drawn > 0, "{fixed} fixed and {drawn} drawn: both are tested");
}

#[test]
fn numbers_keep_their_bits() {
    let catalogue = Catalogue::built_in();
    let mut compiled = load(&catalogue, "logtriage/single-crash").unwrap().compile(1).unwrap();
    for bits in [f64::NAN.to_bits(), 0xfff8_0000_0000_1234, (-0.0_f64).to_bits(), f64::INFINITY.to_bits()] {
        compiled.plan.score.range.0 = f64::from_bits(bits);
        let again = Compiled::from_bytes(&compiled.to_bytes()).unwrap();
        assert_eq!(again.plan.score.range.0.to_bits(), bits);
    }
}

#[test]
fn anything_else_is_an_error() {
    let catalogue = Catalogue::built_in();
    let compiled = load(&catalogue, "logtriage/single-crash").unwrap().compile(1).unwrap();
    for good in [compiled.to_bytes(), compiled.to_file()] {
        for length in 0..good.len() {
            assert!(Compiled::from_bytes(&good[..length]).is_err(), "cut at {length}");
        }
        for case in 0..DAMAGES {
            let mut stream = Stream::new(case, stream_id(Purpose::Player, "damaged-plan"), 0);
            let mut bytes = good.clone();
            let at = stream.below(bytes.len() as u32) as usize;
            bytes[at] ^= 1 << stream.below(8);
            assert!(Compiled::from_bytes(&bytes).is_err(), "case {case}: byte {at}");
        }
        let mut other = good.clone();
        other[6] ^= 0x40;
        let Err(Unreadable::Version { engine }) = Compiled::from_bytes(&other) else { panic!("another engine's") };
        assert_eq!(engine, brownout_sim::ENGINE_VERSION ^ 0x40);
        other[0] = b'B';
        assert_eq!(Compiled::from_bytes(&other).err(), Some(Unreadable::Foreign));
    }
}
