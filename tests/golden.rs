//! The golden digests, natively and in wasm: the same test in Node, Chromium, Firefox and WebKit.
//!
//! `UPDATE_GOLDEN=1` (or `cargo xtask goldens`) writes the file anew; it refuses where a digest changed and
//! `ENGINE_VERSION` did not.

use brownout_tests::digests::{GOLDEN, first_difference, table};

fn check() {
    let table = table();
    if let Some(difference) = first_difference(&table, GOLDEN) {
        panic!(
            "a digest differs from tests/golden/digests.txt:\n{difference}\nThe engine's rules changed: raise ENGINE_VERSION and \
             run `cargo xtask goldens`. Replay: cargo run -p brownout-cli -- run SCENARIO --seed SEED --player PLAYER"
        );
    }
}

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_test::wasm_bindgen_test]
fn golden_digests() {
    check();
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn golden_digests() {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        update();
        return;
    }
    check();
}

/// Rows may come and go with scenarios; a row that stays must keep its digests while the version stays.
#[cfg(not(target_arch = "wasm32"))]
fn update() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/digests.txt");
    let old = std::fs::read_to_string(path).unwrap_or_default();
    let new = table();
    let key = |line: &str| line.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    if old.lines().next() == new.lines().next() {
        for line in old.lines().skip(2) {
            let now = new.lines().find(|n| key(n) == key(line));
            assert!(
                now.is_none_or(|now| now == line),
                "digests changed and ENGINE_VERSION did not:\nwas {line}\nnow {}",
                now.unwrap_or_default()
            );
        }
    }
    std::fs::write(path, new).expect("tests/golden/digests.txt can be written");
}
