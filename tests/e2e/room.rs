//! Little room: a page at 200 % or 400 %, a phone that lies, a phone that stands. Nothing lies on anything else, and nothing that
//! matters goes. Only Chromium's driver can make so small a window.

use brownout_tests::browser::{Engine, Theme, View};
use serde_json::{Value, json};

use super::native;
use super::page::{Done, Page, journey, texts, visit};

const RUN: &str = "#/play/logtriage/cascading-failure?seed=42";
/// The laptop at 200 % (two shapes of it, and a narrow one), a phone that lies, the laptop at 400 %.
const LOW: [(u32, u32); 5] = [(640, 400), (683, 384), (512, 384), (844, 390), (320, 256)];
/// Nothing on a page is further away than this.
const TABS_MOST: usize = 90;

/// What has the focus: how it begins, and whether what is in the window of it is covered. Nothing at the end of the page.
const FOCUSED: &str = "const e = document.activeElement;
    if (!e || e === document.body) return null;
    const b = e.getBoundingClientRect();
    const [x, y] = [[b.left, b.right, innerWidth], [b.top, b.bottom, innerHeight]]
        .map(([from, to, end]) => (Math.max(from, 0) + Math.min(to, end)) / 2);
    const hit = document.elementFromPoint(x, y);
    const own = !!hit && (e.contains(hit) || e.matches('label *') && e.closest('label').contains(hit));
    return [e.outerHTML.slice(0, 160), own, hit?.outerHTML.slice(0, 120) ?? 'nothing, it is outside'];";

fn small(page: &Page, (width_px, height_px): (u32, u32)) -> Done {
    page.session.resize(View { width_px, height_px })
}

/// Goes through the whole page by Tab, from its beginning; gives what was passed, and what lay under something else.
fn tab_through(page: &Page) -> Result<(usize, Vec<String>), String> {
    let (mut first, mut passed, mut covered) = (Value::Null, 0, Vec::new());
    page.session.run("document.querySelector('.skip').focus();", &[])?;
    for _ in 0..TABS_MOST {
        page.session.press(&["Tab"])?;
        let now = page.session.run(FOCUSED, &[])?;
        if now.is_null() || now[0] == first {
            break;
        }
        if first.is_null() {
            first = now[0].clone();
        }
        passed += 1;
        if now[1] != json!(true) {
            covered.push(format!("{} is under {}", now[0], now[2]));
        }
    }
    Ok((passed, covered))
}

#[test]
fn in_a_low_window_the_page_scrolls_and_covers_nothing() -> Done {
    journey(RUN, |page| {
        if page.session.engine() != Engine::Chromium {
            return Ok(());
        }
        page.is_at(0)?;
        let mut wrong = Vec::new();
        for (place, size) in LOW.into_iter().enumerate() {
            small(page, size)?;
            page.session.set_theme(if place % 2 == 0 { Theme::Light } else { Theme::Dark })?;
            let panes: &[&str] = if size.0 > 700 { &["Logs"] } else { &["Logs", "Act", "Service"] };
            for pane in panes {
                page.click("tab", pane)?;
                let (passed, covered) = tab_through(page)?;
                assert!(passed > 10, "{size:?}, {pane}: only {passed} places have the focus");
                wrong.extend(covered.into_iter().map(|one| format!("{size:?}, {pane}: {one}")));
            }
            let sizes = page.session.run(
                "const height = (css) => Math.max(...[...document.querySelectorAll(css)].map((e) => e.clientHeight));
                return [document.documentElement.scrollWidth - document.documentElement.clientWidth, height('#graph'), height('#service')];",
                &[],
            )?;
            let at_least = |place: usize, least: f64| sizes[place].as_f64().is_some_and(|size| least <= size);
            assert_eq!(sizes[0], 0, "{size:?}: it scrolls to one side");
            assert!(at_least(1, 180.0) && at_least(2, 150.0), "{size:?}: graph and pane are {sizes} high");
            page.assert_accessible().map_err(|error| format!("{size:?}: {error}"))?;
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
    })
}

/// The strip of a run, cell by cell: what it is called, and whether all of it is to be seen.
const STRIP: &str = "return [...document.querySelectorAll('.hud > div')].filter((cell) => cell.getClientRects().length)
    .map((cell) => {
        const whole = [...cell.querySelectorAll('dt, dd')].every((part) => part.scrollWidth <= part.clientWidth
            && part.scrollHeight <= part.clientHeight + 1 && part.getBoundingClientRect().right <= innerWidth);
        return cell.querySelector('dt').firstChild.textContent + (whole ? '' : ' (cut)');
    });";

#[test]
fn on_a_phone_the_strip_says_everything() -> Done {
    journey("", |page| {
        if page.session.engine() != Engine::Chromium {
            return Ok(());
        }
        page.session.resize(View::PHONE)?;
        for (id, expected) in [
            ("logtriage/cascading-failure", &["Clock", "Tick", "Steps", "Users hurt", "Alerts"][..]),
            ("chaosops/db-deadlock", &["Clock", "Tick", "Turn", "Users hurt", "Alerts"]),
            ("firewatch/random-hard", &["Clock", "Tick", "Error budget", "Bad customer minutes", "Alerts"]),
            (
                "apidebug/hard",
                &[
                    "Clock",
                    "Tick",
                    "Steps",
                    "Problems solved",
                    "Problems found",
                    "Problems in all",
                    "Failed calls",
                    "Alerts",
                ],
            ),
        ] {
            page.go(&format!("#/play/{id}?seed=1"))?;
            page.session.wait_until(&format!("location.hash.includes('{id}') && document.querySelector('.hud')"))?;
            let said = || Ok((texts(&page.session.run(STRIP, &[])?)? == expected).then_some(()));
            let seen = page.session.wait_for(&format!("the strip of {id}"), said);
            seen.map_err(|error| format!("{error}: {}", page.session.run(STRIP, &[]).unwrap_or_default()))?;
            page.go("#/")?;
            page.the("heading", "Scenarios")?;
        }
        Ok(())
    })
}

#[test]
fn what_a_branch_came_to_is_said_beside_all_controls() -> Done {
    journey(&format!("{RUN}&log={}", native::waits(3).to_text()), |page| {
        let views =
            if page.session.engine() == Engine::Chromium { &[View::LAPTOP, View::PHONE][..] } else { &[View::LAPTOP] };
        for view in views {
            page.session.resize(*view)?;
            if view.width_px < 700 {
                page.click("tab", "Act")?;
            }
            page.session.press(&[",", ","])?;
            page.click("button", "Resolve")?;
            page.debrief_shown()?;
            page.says("is played now; ")?;
            let below = "document.querySelector('main').getBoundingClientRect().bottom
                <= document.querySelector('.leapt').getBoundingClientRect().top + 0.5";
            page.session.wait_until(below)?;
            page.click("button", "Close, keep looking")?;
            page.session.wait_until("document.getElementById('graph')")?;
        }
        Ok(())
    })
}

#[test]
fn while_a_scenario_is_read_the_page_has_its_frame() -> Done {
    let slowly = "const now = window.fetch;
        window.fetch = (what, ...more) => new Promise((done) =>
            setTimeout(() => done(now.call(window, what, ...more)), String(what).includes('packs/') ? 4000 : 0));";
    visit(RUN, slowly, |page| {
        page.says("Reading the scenario")?;
        page.the("link", "Brownout")?;
        page.assert_accessible()?;
        let bars = "return ['.brand', 'main'].map((css) => Math.round(document.querySelector(css).getBoundingClientRect().y));";
        let before = page.session.run(bars, &[])?;
        page.is_at(0)?;
        assert_eq!(page.session.run(bars, &[])?, before, "the bars stay where they are");
        Ok(())
    })
}
