//! How long somebody waits until a run can be played, in Chromium, where the processor is slowed down fourfold and the network
//! to 10 Mbit/s, from a host that compresses (design.md, section 8). Asserts nothing.

use brownout_tests::browser::{Session, Site};
use serde_json::Value;

const RUNS: usize = 5;
const SLOWER: u32 = 4;
const BITS_PER_SECOND: u32 = 10_000_000;
/// What Lighthouse takes beside that rate.
const ROUND_TRIP_MS: u32 = 40;

/// One whose plan was made with the page, and one that has to be compiled first, for which the compiler is fetched.
const PLAYED: [&str; 2] = ["logtriage/cascading-failure", "firewatch/random-hard"];

/// Notes when the graph is there, when what followed in the same task is over, and what came when.
const CLOCK: &str = "
    window.load_ms = {};
    new MutationObserver((_, observer) => {
        if (!document.querySelector('#graph [role=button]')) return;
        observer.disconnect();
        window.load_ms.graph = performance.now();
        requestAnimationFrame(() => setTimeout(() => { window.load_ms.usable = performance.now(); }));
    }).observe(document, { childList: true, subtree: true });";

fn main() -> Result<(), String> {
    println!(
        "until a run can be played: processor {SLOWER} times slower, {} Mbit/s, round trip {ROUND_TRIP_MS} ms",
        BITS_PER_SECOND / 1_000_000
    );
    for scenario in PLAYED {
        let mut seen: Vec<Value> = (0..RUNS).map(|_| load(scenario)).collect::<Result<_, _>>()?;
        seen.sort_by(|a, b| usable(a).total_cmp(&usable(b)));
        let median = &seen[RUNS / 2];
        println!(
            "  {scenario}: fastest {:.0}, median {:.0} ms (of which the program was there after {:.0}, the graph after {:.0})",
            usable(&seen[0]),
            usable(median),
            median["program"].as_f64().unwrap_or(f64::NAN),
            median["graph"].as_f64().unwrap_or(f64::NAN)
        );
    }
    Ok(())
}

fn usable(seen: &Value) -> f64 {
    seen["usable"].as_f64().unwrap_or(f64::NAN)
}

/// One visit with nothing in the cache.
fn load(scenario: &str) -> Result<Value, String> {
    let (session, site) = (Session::start()?, Site::start_compressing(CLOCK)?);
    session.slow_down(SLOWER, BITS_PER_SECOND, ROUND_TRIP_MS)?;
    session.open(&site.url(&format!("#/play/{scenario}?seed=1")))?;
    session.wait_until("window.load_ms.usable")?;
    session.run(
        "const program = performance.getEntriesByType('resource').find(({ name }) => name.includes('_bg.wasm'));
         return { ...window.load_ms, program: program.responseEnd };",
        &[],
    )
}
