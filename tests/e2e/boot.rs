//! From an address to a running program, and what the page says where it does not come to that.

use brownout_tests::browser::{Session, Site, View};

use super::page::{Done, journey, visit};

/// design.md, section 7, word by word.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; \
    object-src 'none'; base-uri 'self'; form-action 'none'";

/// A scenario that is the same for every seed.
const FIXED: &str = "logtriage/single-crash";
/// One that is not.
const DRAWN: &str = "firewatch/random-hard";

#[test]
fn the_program_starts_under_the_policy() -> Done {
    journey("", |page| {
        let policies = page.session.run(
            "return [...document.querySelectorAll('meta[http-equiv]')].map((meta) => [meta.httpEquiv, meta.content]);",
            &[],
        )?;
        assert_eq!(policies, serde_json::json!([["Content-Security-Policy", POLICY]]));
        page.assert_accessible()
    })
}

/// The probe has to see what `assert_clean` counts on.
#[test]
fn a_violation_is_seen() -> Done {
    visit("", "", |page| {
        page.started()?;
        page.session.run(
            "document.body.append(Object.assign(document.createElement('style'), { textContent: 'a{}' }));",
            &[],
        )?;
        page.session.wait_until("window.probe.violations.length > 0")?;
        let found = page.assert_clean().unwrap_err();
        assert!(found.contains("style-src"), "{found}");
        Ok(())
    })
}

#[test]
fn a_phone_in_a_frame_starts_too() -> Done {
    let (session, site) = (Session::start()?, Site::start()?);
    session.open(&site.url("frame.html"))?;
    session.enter_frame("#frame")?;
    session.wait_until("document.readyState === 'complete' && !document.getElementById('boot')")?;
    assert_eq!(session.run("return innerWidth;", &[])?, View::PHONE.width_px);
    Ok(())
}

#[test]
fn without_webassembly_the_page_says_so() -> Done {
    visit("", "delete window.WebAssembly;", |page| {
        page.says("Brownout needs WebAssembly")?;
        page.assert_clean()?;
        page.assert_accessible()
    })
}

#[test]
fn a_browser_below_the_floor_is_told_the_floor() -> Done {
    visit("", "CSS.supports = () => false;", |page| {
        page.says("This browser is too old for Brownout")?;
        page.says("Chromium 123, Firefox 120 or Safari 17.5")
    })
}

#[test]
fn a_slow_load_says_that_it_loads() -> Done {
    let slow = "const now = window.fetch;
        window.fetch = async (...what) => { await new Promise((go) => setTimeout(go, 1500)); return now(...what); };";
    visit("", slow, |page| {
        page.says("Loading Brownout")?;
        page.started()?;
        page.assert_clean()
    })
}

#[test]
fn a_failed_load_says_what_failed() -> Done {
    visit("", "window.fetch = async () => new Response('', { status: 503 });", |page| {
        page.says("Brownout did not load")?;
        page.says("HTTP 503")
    })
}

#[test]
fn a_program_that_is_cut_off_is_named() -> Done {
    let cut = "const now = window.fetch;
        window.fetch = async (what, ...rest) => {
            const response = await now(what, ...rest);
            if (!String(what).includes('_bg.wasm')) return response;
            const bytes = await response.arrayBuffer();
            return new Response(bytes.slice(0, bytes.byteLength / 2), { headers: response.headers });
        };";
    visit("", cut, |page| {
        page.says("Brownout did not load")?;
        page.says("_bg.wasm.xz could not be unpacked and compiled")?;
        page.assert_accessible()
    })
}

/// A plan that is the same for every seed was made with the page; any other is made by the compiler, which comes then.
#[test]
fn the_compiler_comes_where_a_plan_is_drawn() -> Done {
    for (id, drawn) in [(FIXED, false), (DRAWN, true)] {
        journey(&format!("#/play/{id}?seed=7"), |page| {
            page.session.wait_until("document.getElementById('graph')")?;
            let requests = page.site.requests();
            let asked = |name: &str| requests.iter().any(|request| request.path.contains(name));
            assert_eq!(asked("_split_desk.wasm.xz"), drawn, "{id}: {requests:?}");
            assert_eq!(asked(&format!("plans/{id}.bin")), !drawn, "{id}: {requests:?}");
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn a_compiler_that_does_not_come_is_a_sentence() -> Done {
    visit(
        &format!("#/play/{DRAWN}?seed=7"),
        "window.Worker = class { constructor() { throw new Error('no worker'); } };",
        |page| {
            page.says("could not be asked")?;
            page.assert_accessible()
        },
    )
}

/// What the first screen can do without comes later; where it does not, the page goes on, says so and tries again.
#[test]
fn a_part_that_does_not_come_can_be_asked_for_again() -> Done {
    let down = "const now = window.fetch;
        window.fetch = (what, ...rest) =>
            !sessionStorage.getItem('up') && String(what).includes('_split_') ? Promise.reject(new TypeError('down')) : now(what, ...rest);";
    for (hash, asks, title) in [
        (format!("#/play/{FIXED}?seed=7"), Some("Share"), "Share this run"),
        ("#/author/new".to_owned(), None, "Author"),
    ] {
        visit(&hash, down, |page| {
            page.started()?;
            if let Some(button) = asks {
                page.click("button", button)?;
            }
            page.says("This part of the page could not be read.")?;
            page.assert_accessible()?;
            page.session.run("sessionStorage.setItem('up', 'yes');", &[])?;
            page.click("button", "Try again")?;
            page.session.wait_until(&format!(
                "[...document.querySelectorAll('h1, h2')].some((heading) => heading.textContent === '{title}')"
            ))
        })?;
    }
    Ok(())
}

/// A panic comes from its hook, a trap (no stack, no memory) from nobody but the browser.
#[test]
fn a_panic_leaves_a_message_with_the_link() -> Done {
    let hash = "#/play/logtriage/single-crash?seed=7";
    for fault in [
        "window.brownoutPanic('the words of the panic');",
        "setTimeout(() => { throw new WebAssembly.RuntimeError('the words of the panic'); });",
    ] {
        // Defined by a script of the page: what a driver injects, throws in silence.
        visit(hash, &format!("window.fault = () => {{ {fault} }};"), |page| {
            page.started()?;
            page.session.run("window.fault();", &[])?;
            page.says("The page has stopped")?;
            page.says("the words of the panic")?;
            page.says(&page.site.url(hash))?;
            page.assert_accessible()
        })?;
    }
    Ok(())
}
