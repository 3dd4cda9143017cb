//! axe on every screen, in the sizes and themes of the mock; and what the system may ask for besides.

use brownout_run::link::Link;
use brownout_tests::browser::{Engine, Theme, View};

use super::native::{self, EXPERT};
use super::page::{Done, Page, journey};

const RUN: &str = "#/play/logtriage/cascading-failure?seed=42";
const WAR_ROOM: &str = "#/play/chaosops/autoscaler-cost-cut-hard?seed=7";

/// What is to be seen, as hash, what stands there once it is, and the service that is selected then.
struct Screen {
    hash: String,
    heading: &'static str,
    service: Option<&'static str>,
}

fn screens() -> Result<Vec<Screen>, String> {
    let end = native::played("logtriage/cascading-failure", 42, EXPERT)?.log().to_text();
    let screen = |hash: &str, heading, service| Screen { hash: hash.to_owned(), heading, service };
    // Tick 6: every status of the ladder that this scenario has.
    let middle = format!("{RUN}&log={}", native::waits(6).to_text());
    // What a role sees of a war room: all of it and the lists, or next to nothing.
    let war_room = |turns| format!("{WAR_ROOM}&log={}", native::waits(turns).to_text());
    let dense = format!("#/play/firewatch/random-hard?seed=1&log={}", native::waits(8).to_text());
    Ok(vec![
        screen("#/", "Scenarios", None),
        screen("#/play/x/y", "There is no such scenario.", None),
        screen(&middle, "Logins fail, tick 6", Some("user-db")),
        screen(&war_room(1), "Payments sweat, in the fog, tick 1", Some("payments")),
        screen(&war_room(3), "Payments sweat, in the fog, tick 3", Some("payments")),
        screen(&dense, "Any service, any hour (hard), tick", None),
        screen(&format!("{RUN}&log={end}"), "Debrief", None),
        screen(&war_room(25), "Debrief", None),
    ])
}

fn inspect(page: &Page, screen: &Screen) -> Done {
    page.go("#/")?;
    page.the("heading", "Scenarios")?;
    page.go(&screen.hash)?;
    page.the("heading", screen.heading)?;
    if let Some(service) = screen.service {
        page.select(service)?;
    }
    page.assert_accessible().map_err(|error| format!("{:.80}: {error}", screen.hash))
}

#[test]
fn axe_finds_nothing() -> Done {
    journey("", |page| {
        let mut found = Vec::new();
        for (view, theme) in looks(page) {
            page.session.resize(view)?;
            page.session.set_theme(theme)?;
            for screen in screens()? {
                let said = inspect(page, &screen);
                found.extend(said.err().map(|error| format!("{} px, {}: {error}", view.width_px, theme.name())));
            }
        }
        if found.is_empty() { Ok(()) } else { Err(found.join("\n\n")) }
    })
}

/// All of them where a driver can show them; elsewhere what it starts with, and the other theme.
fn looks(page: &Page) -> Vec<(View, Theme)> {
    let views =
        if page.session.engine() == Engine::Chromium { &[View::LAPTOP, View::PHONE][..] } else { &[View::LAPTOP] };
    views.iter().flat_map(|view| [(*view, Theme::Dark), (*view, Theme::Light)]).collect()
}

/// A tablet, a small window: what has no place of its own has a tab below the graph.
#[test]
fn at_middle_widths_alerts_and_lists_are_reached_by_tabs() -> Done {
    let middle = View { width_px: 900, height_px: 800 };
    journey(&format!("{WAR_ROOM}&log={}", native::waits(1).to_text()), |page| {
        page.session.resize(middle)?;
        page.the("tab", "Logs")?;
        for (tab, heading, key) in [("Alerts", "Alerts", "a"), ("Lists", "Shared lists", ""), ("Logs", "Logs", "/")] {
            page.click("tab", tab)?;
            page.the("heading", heading)?;
            page.assert_accessible().map_err(|error| format!("{tab}: {error}"))?;
            page.click("tab", "Lists")?;
            page.the("heading", "Shared lists")?;
            if !key.is_empty() {
                page.session.press(&[key])?;
                page.the("heading", heading)?;
                page.session.press(&["Escape"])?;
            }
        }
        Ok(())
    })
}

#[test]
fn dialogs_are_found_good_and_give_the_focus_back() -> Done {
    journey(RUN, |page| {
        for (opener, title) in [
            ("Help and keyboard", "Help and keyboard"),
            ("Share", "Share this run"),
            ("Scenario: ", "Scenarios"),
            ("Branches: ", "Branches"),
        ] {
            page.click("button", opener)?;
            page.the("dialog", title)?;
            page.assert_accessible().map_err(|error| format!("{title}: {error}"))?;
            page.session.press(&["Escape"])?;
            page.session.wait_until("!document.querySelector('dialog')")?;
            page.is_focused(opener)?;
        }
        page.click("button", "Table")?;
        page.the("table", "")?;
        page.assert_accessible().map_err(|error| format!("the table: {error}"))
    })
}

/// The link of the share dialog is this run.
#[test]
fn the_shared_link_is_the_run() -> Done {
    journey(RUN, |page| {
        page.is_at(0)?;
        page.session.press(&[".", "."])?;
        page.is_at(2)?;
        page.click("button", "Share")?;
        page.the("dialog", "Share this run")?;
        let link = page.session.run("return document.getElementById('share-link').value;", &[])?;
        let link = link.as_str().ok_or("no link")?;
        assert!(link.starts_with(&page.site.url("#/run/1.")), "{link}");
        let decoded = Link::decode(link).map_err(|error| error.to_string())?;
        assert_eq!((decoded.seed, decoded.log), (42, native::waits(2)));
        page.says(&format!("{} characters.", link.len()))
    })
}

#[test]
fn single_keys_can_be_switched_off() -> Done {
    journey(RUN, |page| {
        page.is_at(0)?;
        page.session.press(&["?"])?;
        page.the("dialog", "Help and keyboard")?;
        page.tab_to("Single keys are shortcuts")?;
        page.session.press(&["Space", "Escape"])?;
        page.session.wait_until("!document.querySelector('dialog')")?;
        page.session.press(&[".", "."])?;
        page.reload()?;
        page.is_at(0)?;
        page.session.press(&["."])?;
        page.is_at(0)?;
        page.click("button", "Step forward")?;
        page.is_at(1)
    })
}

/// Nothing moves, and nothing is lost.
#[test]
fn reduced_motion_and_forced_colours_break_nothing() -> Done {
    journey("", |page| {
        if page.session.engine() != Engine::Chromium {
            // Only Chromium's driver can ask for them.
            return Ok(());
        }
        page.session.emulate(&[("prefers-reduced-motion", "reduce"), ("forced-colors", "active")])?;
        for screen in screens()? {
            inspect(page, &screen)?;
            let moving = page.session.run(
                "return document.getAnimations().filter((a) => a.effect.getComputedTiming().duration > 1)
                    .map((a) => a.animationName ?? a.transitionProperty);",
                &[],
            )?;
            assert_eq!(moving, serde_json::json!([]), "what moves at {:.80}", screen.hash);
        }
        Ok(())
    })
}
