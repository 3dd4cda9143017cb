//! Addresses that somebody got wrong, on purpose or not: a plain message with a way on, and nothing else happens.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};

use super::page::{Done, journey};

const SCENARIO: &str = "There is no such scenario.";
const PLACE: &str = "There is no such page.";
const SEED: &str = "The seed of this link is not one.";
const LOG: &str = "The actions in this link are damaged.";

fn log(json: &str) -> String {
    format!("#/play/logtriage/single-crash?seed=7&log={}", BASE64_URL_SAFE_NO_PAD.encode(json))
}

fn run(rest: &str) -> String {
    format!("#/play/logtriage/single-crash?{rest}")
}

#[test]
fn a_wrong_address_is_said_plainly_with_a_way_on() -> Done {
    let script = "<script>window.struck=1</script><img src=x onerror=window.struck=1>";
    let escaped = "%3Cscript%3Ewindow.struck%3D1%3C%2Fscript%3E%3Cimg%20src%3Dx%20onerror%3Dwindow.struck%3D1%3E";
    let control = "%00%01%1B%7F%0D%0A%C2%85%E2%80%AE%FF%F0%9F";
    let long = "garbage!".repeat(12_800);
    let deep = "[".repeat(50_000);
    let cases: Vec<(String, &str)> = vec![
        ("#/play/logtriage/nothing-here?seed=7".into(), SCENARIO),
        ("#/play/no-pack/single-crash?seed=7".into(), SCENARIO),
        ("#/play/../single-crash?seed=7".into(), SCENARIO),
        (format!("#/play/{escaped}/{escaped}?seed=7"), SCENARIO),
        (format!("#/play/{control}/{control}?seed=7"), SCENARIO),
        (format!("#/play/logtriage/{long}?seed=7"), SCENARIO),
        ("#/play".into(), PLACE),
        ("#/play/logtriage/single-crash/more?seed=7".into(), PLACE),
        ("#no/page".into(), PLACE),
        (format!("#{script}"), PLACE),
        (format!("#/{control}"), PLACE),
        (format!("#/{long}"), PLACE),
        (run("seed=seven"), SEED),
        (run("seed="), SEED),
        (run("seed=-1"), SEED),
        (run("seed=1e3"), SEED),
        (run("seed=7.5"), SEED),
        (run("seed=9007199254740992"), SEED),
        (run("seed=99999999999999999999999999"), SEED),
        (run(&format!("seed={escaped}")), SEED),
        (run(&format!("seed={control}")), SEED),
        (run(&format!("seed={long}")), SEED),
        (run("seed=7&log=garbage!"), LOG),
        (run(&format!("seed=7&log={escaped}")), LOG),
        (run(&format!("seed=7&log={control}")), LOG),
        (run(&format!("seed=7&log={long}")), LOG),
        (run(&format!("seed=7&log={}", "A".repeat(300_000))), LOG),
        (log("{}"), LOG),
        (log("[1,[2]]"), LOG),
        (log("[99999999999999]"), LOG),
        (log("[-1]"), LOG),
        (log(&deep), LOG),
        (log(r#"[["explode"]]"#), LOG),
        (log(r#"[["<script>window.struck=1</script>",{"<img src=x onerror=window.struck=1>":"x"}]]"#), LOG),
        (log(r#"[["remediate",{"target":"<b>x</b>","verb":"restart"}]]"#), LOG),
        (log(r#"[["remediate",{"target":"payment-service"}]]"#), LOG),
        (log(r#"[["resolve"],["resolve"]]"#), LOG),
        (log(r#"[1000]"#), LOG),
    ];
    journey("", |page| {
        for (hash, expected) in cases {
            let told = |error: String| format!("at {:.200}: {error}", hash);
            page.go(&hash).map_err(told)?;
            page.the("heading", expected).map_err(told)?;
            page.the("link", "All scenarios").map_err(told)?;
            if expected == SEED {
                page.the("link", "Start with a new seed").map_err(told)?;
            }
            if expected == LOG {
                page.the("link", "Start with its seed").map_err(told)?;
            }
            let broken = page
                .session
                .run("return [Boolean(window.struck), document.documentElement.scrollWidth > innerWidth];", &[])?;
            assert_eq!(broken, serde_json::json!([false, false]), "[struck, wider than the window] at {hash:.200}");
            // The message of a dead page comes from boot.js.
            assert_eq!(page.look("heading", "The page has stopped")?, None, "{hash:.200}");
            page.assert_clean().map_err(told)?;
            page.go("#/")?;
            page.the("heading", "Scenarios").map_err(told)?;
        }
        Ok(())
    })
}

#[test]
fn the_way_on_leads_on() -> Done {
    journey(&log(r#"[["explode"]]"#), |page| {
        page.assert_accessible()?;
        page.click("link", "Start with its seed")?;
        page.is_at(0)?;
        assert_eq!(page.address()?.seed, 7);
        page.go("#/play/logtriage/single-crash?seed=x")?;
        page.click("link", "Start with a new seed")?;
        page.is_at(0)?;
        page.go("#/play/x/y")?;
        page.click("link", "All scenarios")?;
        page.the("heading", "Scenarios").map(drop)
    })
}

#[test]
fn a_wrong_seed_in_the_field_is_said_beside_it() -> Done {
    journey("#/play/logtriage/single-crash?seed=7", |page| {
        page.click("textbox", "Seed")?;
        page.session.press(&["Control+a"])?;
        page.session.type_text("x7")?;
        page.session.press(&["Enter"])?;
        page.says("A seed is a whole number from 0 to 9007199254740991")?;
        assert_eq!(page.address()?.seed, 7);
        Ok(())
    })
}
