//! Input that nobody should send: damaged logs, seeds, texts. Errors, never panics. (The text of a log has no checksum, as
//! people may write one; what a damaged link may come to is in `links`.)

use brownout_run::{Game, RunLog, parse_seed};
use brownout_scenario::Catalogue;
use brownout_sim::rng::{Purpose, Stream, stream_id};

/// Damages of each kind of text; the number of the run that fails is printed.
const MUTATIONS: u64 = 10_000;

fn mutate(bytes: &[u8], stream: &mut Stream) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=stream.below(3) {
        let at = stream.below(bytes.len().max(1) as u32) as usize;
        match stream.below(4) {
            0 if at < bytes.len() => bytes[at] = stream.below(128) as u8,
            1 if at < bytes.len() => {
                bytes.remove(at);
            }
            2 => bytes.insert(at.min(bytes.len()), stream.below(128) as u8),
            _ => bytes.truncate(at),
        }
    }
    bytes
}

#[test]
fn damaged_logs_are_refused_or_play() {
    let catalogue = Catalogue::built_in();
    let id = "logtriage/single-crash";
    let mut game = Game::open(&catalogue, id, 1).unwrap();
    for _ in 0..3 {
        game.wait().unwrap();
    }
    let text = game.log().to_text();
    let mut refused = 0;
    for case in 0..MUTATIONS {
        let mut stream = Stream::new(case, stream_id(Purpose::Player, "damaged-log"), 0);
        let damaged = String::from_utf8_lossy(&mutate(text.as_bytes(), &mut stream)).into_owned();
        if let Ok(log) = RunLog::from_text(&damaged) {
            // What it says now is played, no more and no less, or refused.
            match Game::replay(&catalogue, id, 1, &log) {
                Ok(game) => assert_eq!(game.log(), &log, "case {case}"),
                Err(_) => refused += 1,
            }
        }
    }
    assert!(refused > 0, "some damage has to make steps that nobody can take");
}

#[test]
fn seeds_are_whole_numbers() {
    for case in 0..MUTATIONS {
        let mut stream = Stream::new(case, stream_id(Purpose::Player, "damaged-seed"), 0);
        let damaged = String::from_utf8_lossy(&mutate(b"9007199254740991", &mut stream)).into_owned();
        if let Ok(seed) = parse_seed(&damaged) {
            assert!(seed <= brownout_sim::rng::SEED_MAX, "case {case}: {damaged}");
            assert!(damaged.bytes().all(|b| b.is_ascii_digit()), "case {case}: {damaged}");
        }
    }
}

#[test]
fn what_does_not_exist_is_said() {
    let catalogue = Catalogue::built_in();
    for (id, message) in [
        ("logtriage/cascading-failur", "Did you mean `logtriage/cascading-failure`?"),
        ("../../etc/passwd", "No scenario is called `../../etc/passwd`."),
        ("", "No scenario is called ``."),
        ("firewatch/pack", "No scenario is called `firewatch/pack`."),
    ] {
        let error = Game::open(&catalogue, id, 1).err().unwrap().to_string();
        assert!(error.contains(message), "{id}: {error}");
    }
}

#[test]
fn lines_of_any_age_are_spoken() {
    for (age, micros) in [
        ("5s", 25_000_000),
        ("(0s - 5s)", 30_000_000),
        ("(1000000000000 * 1000000000000 * 1s)", 30_000_000 - 86_400_000_000_000),
        ("(0 - 1000000000000 * 1000000000000 * 1s)", 30_000_000),
    ] {
        let text = format!(
            "services: {{ db: {{}} }}\nactions: {{ wait: {{}} }}\nlogs:\n  all:\n    lines: |\n      INFO db {age} ago: hello\n"
        );
        let mut game = Game::open_text(&Catalogue::built_in(), "mine.yaml", &text, 1).unwrap();
        game.wait().unwrap();
        let line = game.head().lines.first().unwrap();
        assert_eq!(line.time_us, micros, "{age}");
    }
}
