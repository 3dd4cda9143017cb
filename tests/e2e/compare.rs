//! Two runs side by side: from the debrief to the comparison and back, by keyboard; what it shows is what the engine says
//! natively of both; and what it says of links that are none.

use brownout_run::Game;
use brownout_run::compare::{Other, compare, other, without};
use brownout_run::link::{Link, Scenario, View as Looked};
use brownout_tests::browser::{Engine, Theme, View};

use super::native::{self, EXPERT};
use super::page::{Done, Page, journey};

const ID: &str = "logtriage/cascading-failure";
const SEED: u64 = 42;

fn link(game: &Game, id: &str) -> String {
    Link::of(game, Scenario::BuiltIn(id.to_owned()), Looked::default()).encode().unwrap()
}

fn beside(a: &Game, b: &Game) -> String {
    format!("#/compare/{}/{}", link(a, ID), link(b, ID))
}

fn points(x: f64) -> String {
    format!("{x:.2}")
}

#[test]
fn from_the_debrief_and_back_by_keyboard() -> Done {
    let expert = native::played(ID, SEED, EXPERT)?;
    let idle = other(&expert, Other::Nothing).unwrap();
    let compared = compare(&expert, &idle).unwrap();
    let outcome = compared.outcome.unwrap();
    journey(&format!("#/play/{ID}?seed={SEED}&log={}", expert.log().to_text()), |page| {
        page.debrief_shown()?;
        page.is_focused("Debrief")?;
        page.says("Doing nothing would have scored")?;
        page.tab_to("Compare with doing nothing")?;
        page.session.press(&["Enter"])?;
        page.is_focused("Two runs side by side")?;
        assert_eq!(page.hash()?, beside(&expert, &idle));
        page.says("The expert")?;
        page.says("Doing nothing")?;
        for score in [outcome.a.score, outcome.b.score] {
            page.says(&points(score))?;
        }
        page.says(&format!("What can be seen differs from tick {} on.", compared.parts_at.unwrap()))?;

        page.tab_to("Both runs, tick")?;
        page.session.press(&["End"])?;
        page.says(&format!("tick {}", compared.ticks.last().unwrap().tick))?;
        page.session.press(&["Home", "ArrowRight", "Escape"])?;

        page.session.back()?;
        page.debrief_shown()?;
        page.is_focused("Debrief")
    })
}

/// Whoever goes on to another run finds the focus where one goes on.
#[test]
fn from_the_debrief_to_the_next_run_with_the_focus() -> Done {
    let expert = native::played(ID, SEED, EXPERT)?;
    for button in ["Try again, same seed", "New seed"] {
        journey(&format!("#/play/{ID}?seed={SEED}&log={}", expert.log().to_text()), |page| {
            page.debrief_shown()?;
            page.is_focused("Debrief")?;
            page.tab_to(button)?;
            page.session.press(&["Enter"])?;
            page.is_at(0)?;
            page.session.wait_until("document.activeElement && document.activeElement.id === 'graph'")
        })?;
    }
    Ok(())
}

#[test]
fn without_a_step_the_expert_and_any_link() -> Done {
    let expert = native::played(ID, SEED, EXPERT)?;
    let fourth = without(&expert, 3).unwrap();
    journey(&format!("#/compare/{}", link(&expert, ID)), |page| {
        page.the("heading", "Compare a run")?;
        page.click("button", "Doing nothing")?;
        page.the("heading", "Two runs side by side")?;
        page.session.run("document.querySelector('.cmp-choose select').value = '3';", &[])?;
        page.click("button", "Without this step")?;
        page.says("Without step 4")?;
        assert_eq!(page.hash()?, beside(&expert, &fourth));
        // The focus goes to the heading with the next frame, which would take it from the field below.
        page.session.wait_until("document.activeElement.id === 'cmp-h'")?;

        // What another link says is told before anything is played.
        for (text, said) in [
            ("hello", "This is no link to a run"),
            (
                link(&native::played(ID, 7, EXPERT)?, ID).as_str(),
                "Only runs with one seed can be compared; these have 42 and 7.",
            ),
        ] {
            page.click("textbox", "Another run's link")?;
            page.session.run("document.getElementById('cmp-link').value = '';", &[])?;
            page.session.type_text(text)?;
            page.session.press(&["Enter"])?;
            page.says(said)?;
        }
        page.click("link", "Open without step 4")?;
        page.debrief_shown()?;
        assert_eq!(page.digest()?, fourth.digest_text());
        Ok(())
    })
}

#[test]
fn links_that_cannot_be_compared() -> Done {
    let expert = native::played(ID, SEED, EXPERT)?;
    let good = link(&expert, ID);
    let elsewhere = link(&native::played("logtriage/single-crash", SEED, EXPERT)?, "logtriage/single-crash");
    let war_room = native::replay("chaosops/cascade-hard", 7, &native::waits(2))?;
    let hidden = link(&war_room, "chaosops/cascade-hard");
    journey("", |page| {
        for (hash, heading, said) in [
            ("#/compare/1.x".to_owned(), "There is nothing to compare.", "The link is damaged"),
            (format!("#/compare/{}", &good[..good.len() - 4]), "There is nothing to compare.", "its end is missing"),
            (format!("#/compare/{good}/2.abc"), "Compare a run", "of a newer kind"),
            (format!("#/compare/{good}/{elsewhere}"), "Compare a run", "Only runs of one scenario can be compared"),
            (format!("#/compare/{hidden}/{hidden}"), "Compare a run", "Several act in this scenario"),
        ] {
            page.go(&hash)?;
            page.the("heading", heading)?;
            page.says(said)?;
            page.assert_accessible().map_err(|error| format!("{hash:.60}: {error}"))?;
        }
        Ok(())
    })
}

/// Before the end no grade is told, and the expert does not play.
#[test]
fn a_run_that_goes_on_has_no_grade() -> Done {
    let run = native::replay(ID, SEED, &native::waits(2))?;
    let idle = other(&run, Other::Nothing).unwrap();
    journey(&beside(&run, &idle), |page| {
        page.says("Grades are told once both runs are over. Not over yet: this run.")?;
        let grades = page.session.run("return document.querySelectorAll('.cmp-outcome table').length;", &[])?;
        let expert = page.session.run(
            "return [...document.querySelectorAll('.cmp-choose button')].find((b) => b.textContent === 'The expert').disabled;",
            &[],
        )?;
        assert_eq!((grades.as_u64(), expert.as_bool()), (Some(0), Some(true)));
        Ok(())
    })
}

fn looks(page: &Page) -> Vec<(View, Theme)> {
    let phones = page.session.engine() == Engine::Chromium;
    let views = if phones { &[View::LAPTOP, View::PHONE][..] } else { &[View::LAPTOP] };
    views.iter().flat_map(|view| [(*view, Theme::Dark), (*view, Theme::Light)]).collect()
}

#[test]
fn everybody_can_use_it() -> Done {
    let expert = native::played(ID, SEED, EXPERT)?;
    let idle = other(&expert, Other::Nothing).unwrap();
    journey(&beside(&expert, &idle), |page| {
        page.the("heading", "Two runs side by side")?;
        for (view, theme) in looks(page) {
            page.session.resize(view)?;
            page.session.set_theme(theme)?;
            page.assert_accessible().map_err(|error| format!("{} px, {}: {error}", view.width_px, theme.name()))?;
            let wide = page.session.run("return document.documentElement.scrollWidth <= innerWidth;", &[])?;
            assert_eq!(wide.as_bool(), Some(true), "{} px: the page is wider than its window", view.width_px);
        }
        Ok(())
    })
}
