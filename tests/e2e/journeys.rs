//! From the gallery to the debrief, by mouse and by keyboard alone. What the debrief shows is what the engine says
//! natively of the same deeds.

use super::native::{self, Act, EXPERT};
use super::page::{Done, Page, journey};

const CASCADE: &str = "logtriage/cascading-failure";
const OOM: &str = "firewatch/oom-baseline";

const CASCADE_DEEDS: [Act; 5] = [
    ("classify-severity", &[("level", "P1")]),
    ("request-more-logs", &[("target", "user-db")]),
    ("identify-root-cause", &[("cause", "user-db")]),
    ("remediate", &[("target", "user-db"), ("verb", "kill-query")]),
    ("resolve", &[]),
];

#[test]
fn a_cascade_is_fought_with_the_mouse() -> Done {
    journey("", |page| {
        page.click("link", "Logins fail")?;
        seed(page, 42)?;
        page.says("No service selected")?;
        for service in ["api-gateway", "auth-service", "user-db"] {
            page.select(service)?;
        }
        page.click("button", "Classify severity")?;
        page.choose("P1")?;
        page.submit()?;
        page.is_at(1)?;
        page.the("button", "Classify severity: P1")?;
        page.click("button", "More logs")?;
        page.says("one query on sessions has run for longer")?;
        page.click("button", "Name the cause")?;
        page.is_at(2)?;
        page.click("button", "Remediate")?;
        page.choose("kill-query")?;
        page.submit()?;
        page.is_at(3)?;
        page.click("button", "Resolve")?;
        page.debrief_is(CASCADE, 42, &native::log(&CASCADE_DEEDS))
    })
}

#[test]
fn a_cascade_is_fought_with_the_keyboard_alone() -> Done {
    journey("", |page| {
        let keys = |keys: &[&str]| page.session.press(keys);
        page.tab_to("Find a scenario")?;
        page.session.type_text("logins")?;
        page.tab_to("Logins fail")?;
        keys(&["Enter"])?;
        page.the("heading", "Logins fail, tick 0")?;
        let seed = page.address()?.seed;

        page.tab_to("Skip to graph")?;
        keys(&["Enter"])?;
        page.tab_to("api-gateway, ")?;
        keys(&["ArrowRight", "ArrowUp", "ArrowUp"])?;
        for _ in 0..3 {
            if page.focused()?.starts_with("auth-service") {
                break;
            }
            keys(&["ArrowDown"])?;
        }
        keys(&["ArrowRight"])?;
        page.is_focused("user-db, ")?;
        keys(&["Enter"])?;
        page.the("heading", "Actions on user-db")?;

        keys(&["c"])?;
        page.is_focused("P1")?;
        keys(&["Space", "Enter"])?;
        page.is_at(1)?;
        page.is_focused("Classify severity: P1")?;
        keys(&["m"])?;
        page.says("one query on sessions has run for longer")?;
        keys(&["n"])?;
        page.is_at(2)?;
        keys(&["r"])?;
        page.is_focused("restart")?;
        keys(&["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown"])?;
        page.is_focused("kill-query")?;
        keys(&["Enter"])?;
        page.is_at(3)?;
        page.is_focused("Remediate")?;
        keys(&["s"])?;
        page.debrief_is(CASCADE, seed, &native::log(&CASCADE_DEEDS))
    })
}

/// Waits and parameters with defaults, with both hands: what a person mostly does.
#[test]
fn a_service_that_is_killed_is_mended() -> Done {
    journey("", |page| {
        page.click("textbox", "Find a scenario")?;
        page.session.type_text("killed every")?;
        page.says("1 scenarios")?;
        page.click("link", "Killed every few minutes")?;
        seed(page, 1)?;
        page.select("auth-service")?;
        let start = page.tick()?;
        page.click("button", "Fetch logs")?;
        page.is_at(start + 1)?;
        page.says("container killed with exit code 137")?;
        page.click("button", "Raise memory limit")?;
        page.submit()?;
        page.is_at(start + 2)?;
        for _ in 0..4 {
            page.click("button", "Step forward")?;
        }
        page.session.press(&[".", ".", ".", ".", "."])?;
        page.is_at(start + 11)?;
        page.click("button", "Declare resolved")?;
        // The form may write a default out, so the logs need not be the same text.
        let (log, expert) = (page.finished_log(OOM)?, native::played(OOM, 1, EXPERT)?);
        assert_eq!(log.len(), expert.log().len());
        assert_eq!(native::replay(OOM, 1, &log)?.grade().score, expert.grade().score);
        page.debrief_is(OOM, 1, &log)
    })
}

/// The clock decides how many ticks pass, so nobody knows the run beforehand: the address does.
#[test]
fn a_run_by_the_clock_is_the_run_of_its_address() -> Done {
    let id = "logtriage/silent-degradation";
    journey(&format!("#/play/{id}?seed=9007199254740991"), |page| {
        page.the("button", "Play")?;
        page.session.press(&["]", "]", "]", "]"])?;
        page.click("button", "Play")?;
        page.debrief_shown()?;
        let log = page.finished_log(id)?;
        page.debrief_is(id, 9_007_199_254_740_991, &log)
    })
}

/// One run a pack, for each seed of the table: all of it in the address.
#[test]
fn a_link_to_an_end_shows_the_golden_digest() -> Done {
    journey("", |page| {
        let mut wrong = Vec::new();
        for id in [CASCADE, "logtriage/single-crash", OOM, "firewatch/random-hard"] {
            for seed in brownout_tests::digests::SEEDS {
                if let Err(error) = end_is_golden(page, id, seed) {
                    wrong.push(format!("{id} with seed {seed}: {error}"));
                }
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
    })
}

fn end_is_golden(page: &Page, id: &str, seed: u64) -> Done {
    let log = native::played(id, seed, EXPERT)?.log().clone();
    page.go(&format!("#/play/{id}?seed={seed}&log={}", log.to_text()))?;
    page.address_is(|address| address.path == format!("#/play/{id}") && address.seed == seed)?;
    page.debrief_is(id, seed, &log)?;
    let (shown, golden) = (page.digest()?, native::golden(id, seed)?);
    if shown == golden { Ok(()) } else { Err(format!("the page shows {shown}, the golden table has {golden}")) }
}

/// Writes a seed into the field of the top bar.
fn seed(page: &Page, seed: u64) -> Done {
    page.click("textbox", "Seed")?;
    page.session.press(&["Control+a"])?;
    page.session.type_text(&seed.to_string())?;
    page.session.press(&["Enter"])?;
    page.address_is(|address| address.seed == seed && address.log.is_empty()).map(drop)
}
