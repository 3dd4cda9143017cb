//! Link = state: reload, back and forward give the same run, and looking back changes nothing of it.

use brownout_run::Game;

use super::native::{self, EXPERT};
use super::page::{Done, journey};

const RUN: &str = "#/play/logtriage/cascading-failure?seed=42";
const GALLERY: &str = "#/";

/// What the expert makes of it.
fn expert() -> Result<Game, String> {
    native::played("logtriage/cascading-failure", 42, EXPERT)
}

#[test]
fn reload_back_and_forward_give_the_same_run() -> Done {
    journey(RUN, |page| {
        page.select("user-db")?;
        page.click("button", "More logs")?;
        page.session.press(&[".", ".", "."])?;
        page.is_at(3)?;
        let address = page.address_of(4)?;
        let shown = page.shown()?;

        page.reload()?;
        page.is_at(3)?;
        page.shows(&shown)?;
        assert_eq!(page.address()?, address);

        page.click("link", "Brownout")?;
        page.the("heading", "Scenarios")?;
        page.session.back()?;
        page.is_at(3)?;
        page.shows(&shown)?;
        assert_eq!(page.address()?, address);

        page.session.forward()?;
        page.the("heading", "Scenarios")?;
        assert_eq!(page.hash()?, GALLERY);
        Ok(())
    })
}

/// What was looked for in the gallery, and how far it was scrolled, is there again for whoever comes back.
#[test]
fn back_in_the_gallery_is_where_one_was() -> Done {
    const SCROLLED: &str = "return document.getElementById('main').scrollTop;";
    journey(GALLERY, |page| {
        page.the("heading", "Course: War room")?;
        page.tab_to("Find a scenario")?;
        page.session.type_text("service")?;
        page.session.wait_until("location.hash === '#/?find=service'")?;
        let found = page.session.run("return document.querySelector('.find [role=status]').textContent;", &[])?;
        page.session.run("document.getElementById('main').scrollTop = 300;", &[])?;
        let scrolled = page.session.run(SCROLLED, &[])?;
        assert_ne!(scrolled, 0);
        let last = page
            .session
            .run("return [...document.querySelectorAll('.cards a:not(.btn) b')].at(-1).textContent;", &[])?;
        page.session.run("[...document.querySelectorAll('.cards a:not(.btn)')].at(-1).click();", &[])?;
        page.the("heading", &format!("{}, tick 0", last.as_str().unwrap_or_default()))?;
        page.session.back()?;
        let words = found.as_str().unwrap_or_default();
        page.says(words)?;
        assert_eq!(page.hash()?, "#/?find=service");
        let there = || Ok((page.session.run(SCROLLED, &[])? == scrolled).then_some(()));
        page.session.wait_for("the place where one was", there)?;
        page.reload()?;
        page.says(words)?;
        page.go("#/?pack=chaosops&difficulty=hard")?;
        page.session.wait_until("[...document.querySelectorAll('.find select')].map((one) => one.selectedOptions[0].textContent).join() === 'War room,hard'")?;
        assert!(
            page.session.run(
                "return [...document.querySelectorAll('.cards .mute')].every((one) => one.textContent === 'War room');",
                &[]
            )? == true
        );
        Ok(())
    })
}

#[test]
fn a_link_opens_in_a_fresh_browser_where_it_was_looked_at() -> Done {
    let log = expert()?.log().to_text();
    journey(&format!("{RUN}&tick=2&log={log}"), |page| {
        page.is_at(2)?;
        assert_eq!(page.look("heading", "Debrief")?, None, "the debrief covers what the link points at");
        page.click("button", "Debrief")?;
        assert_eq!(page.digest()?, expert()?.digest_text());
        Ok(())
    })
}

#[test]
fn ticks_beyond_the_run_are_its_ends() -> Done {
    journey(RUN, |page| {
        page.is_at(0)?;
        page.session.press(&[".", "."])?;
        let log = page.address_of(2)?.log;
        for (tick, expected) in [("0", 0), ("1", 1), ("2", 2), ("999", 2), ("4294967295", 2), ("-1", 2), ("x", 2)] {
            page.go(GALLERY)?;
            page.the("heading", "Scenarios")?;
            page.go(&format!("{RUN}&tick={tick}&log={log}"))?;
            page.is_at(expected)?;
            assert_eq!(page.address_is(|address| address.log == log)?.log, log);
        }
        Ok(())
    })
}

#[test]
fn looking_back_changes_nothing_of_the_run() -> Done {
    journey(RUN, |page| {
        page.select("user-db")?;
        page.click("button", "Classify severity")?;
        page.choose("P1")?;
        page.submit()?;
        page.click("button", "More logs")?;
        page.click("button", "Name the cause")?;
        page.is_at(2)?;
        let before = page.address_of(3)?;
        let shown = page.shown()?;

        page.session.press(&[",", ","])?;
        page.is_at(0)?;
        let looking = page.address_is(|address| address.tick == Some(0))?;
        assert_eq!(looking.log, before.log);
        // What acting here would do is said before it is done.
        page.says("Acting here makes a branch from tick 0; Main stays as it is.")?;

        page.reload()?;
        page.is_at(0)?;
        page.click("slider", "Timeline")?;
        page.session.press(&["Home", "ArrowRight"])?;
        page.is_at(1)?;
        page.session.press(&["End"])?;
        page.is_at(2)?;
        page.address_is(|address| *address == before)?;
        page.shows(&shown)?;

        // What was selected is in the link, too.
        page.the("heading", "Actions on user-db")?;
        page.click("button", "Remediate")?;
        page.choose("kill-query")?;
        page.submit()?;
        page.click("button", "Resolve")?;
        assert_eq!(page.digest()?, expert()?.digest_text());
        Ok(())
    })
}

#[test]
fn try_again_is_the_same_seed_without_the_deeds() -> Done {
    journey(RUN, |page| {
        page.click("button", "Resolve")?;
        page.debrief_shown()?;
        page.finished_log("logtriage/cascading-failure")?;
        page.click("button", "Try again, same seed")?;
        page.is_at(0)?;
        let address = page.address_is(|address| address.log.is_empty())?;
        assert_eq!(address.seed, 42);
        page.click("button", "Resolve")?;
        page.debrief_shown()
    })
}
