//! Hostile links are refused in little memory. A binary of its own with one test: its allocator counts for the whole process.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use brownout_run::link::{Link, Scenario, View};
use brownout_run::{Deed, RunLog};
use peak_alloc::PeakAlloc;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Most bytes that refusing a link may take.
const MOST: usize = 20 * 1024 * 1024;

/// The link with another body, its head being what it was: a body unpacks before its checksum is known.
fn with_body(link: &str, body: &[u8]) -> String {
    let head = link.rsplit_once('.').unwrap().0;
    format!("{head}.{}", URL_SAFE_NO_PAD.encode(body))
}

/// What an attacker can make: a head with sound checksums for any body.
fn forged(length: usize) -> String {
    let text = "a".repeat(length);
    let scenario = Scenario::Own { path: "a/b.yaml".to_owned(), text };
    let link = Link { scenario, seed: 1, log: RunLog::default(), view: View::default(), engine: 1, digest: 1 };
    link.encode().unwrap()
}

#[test]
fn bombs_are_refused_in_little_memory() {
    let zeros = vec![0; 100 * 1024 * 1024];
    let bomb = miniz_oxide::deflate::compress_to_vec(&zeros, 9);
    drop(zeros);
    let largest = forged(1024 * 1024);
    let word = "w".repeat(4096);
    let deed = Deed { action: word.clone(), args: vec![(word.clone(), word); 8] };
    let short = Link {
        scenario: Scenario::BuiltIn("a/b".to_owned()),
        seed: 1,
        log: RunLog::new(vec![deed; 50]),
        view: View::default(),
        engine: 1,
        digest: 1,
    };
    // 50 such entries fit; their text names the words by number, so that many more would be no longer.
    let text = short.encode().unwrap();
    let cases = [
        ("a bomb behind a head for little", with_body(&text, &bomb)),
        ("a bomb behind a head for much", with_body(&largest, &bomb)),
        ("10 MB of letters", format!("1.{}", "A".repeat(10 * 1024 * 1024))),
        ("10 MB behind a head", with_body(&text, &vec![7; 7 * 1024 * 1024])),
        ("bad UTF-8", String::from_utf8_lossy(&[0xff; 4096]).into_owned()),
        ("as much as there may be", "1.".to_owned() + &"_".repeat(256 * 1024 - 2)),
    ];
    for (name, link) in cases {
        let before = HEAP.current_usage();
        HEAP.reset_peak_usage();
        let refused = Link::decode(&link).is_err();
        let used = HEAP.peak_usage() - before;
        println!("{name}: {} characters, {used} bytes", link.len());
        assert!(refused, "{name}");
        assert!(used < MOST, "{name}: {used} bytes");
    }
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    assert!(Link::decode(&largest).is_ok());
    let used = HEAP.peak_usage() - before;
    println!("the largest text there may be: {used} bytes");
    assert!(used < MOST);
}
