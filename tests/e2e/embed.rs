//! The page inside another page: in a frame that may run scripts and nothing else.

use brownout_tests::browser::{Engine, Session, Site, View};

use super::native;
use super::page::{Done, journey};

const ID: &str = "logtriage/cascading-failure";

/// What stands in a sandboxed frame once the address is there. Storage throws in it, and it belongs to no origin.
fn framed(hash: &str, body: impl FnOnce(&Session) -> Done) -> Done {
    let (session, site) = (Session::start()?, Site::start()?);
    // To WebKit the policy's 'self' is nothing where there is no origin: there it takes the frame that Share gives.
    let alone = session.engine() != Engine::WebKit;
    session.open(&site.url(if alone { "sandbox.html" } else { "framed.html" }))?;
    session.run("document.getElementById('frame').src = arguments[0];", &[site.url(hash).into()])?;
    session.enter_frame("#frame")?;
    session
        .wait_until("document.querySelector('.embed')")
        .map_err(|error| format!("{error}\nit asked for: {:?}", site.requests()))?;
    let throws = "try { localStorage; return false; } catch (error) { return error.name; }";
    assert_eq!(session.run(throws, &[])?, if alone { "SecurityError".into() } else { serde_json::json!(false) });
    body(&session)?;
    let probe = session.run("return [...window.probe.violations, ...window.probe.errors];", &[])?;
    assert_eq!(probe, serde_json::json!([]));
    Ok(())
}

fn tick(session: &Session, tick: u32) -> Done {
    session.wait_until(&format!("document.querySelector('[role=slider]')?.getAttribute('aria-valuenow') === '{tick}'"))
}

fn click(session: &Session, css: &str) -> Done {
    session.click(&session.find(css)?)
}

#[test]
fn in_a_sandboxed_frame_one_looks_and_steps() -> Done {
    let link = native::link(ID, 42, &native::waits(3))?;
    framed(&format!("#/embed/{link}"), |session| {
        tick(session, 3)?;
        click(session, "[aria-label='Step back']")?;
        tick(session, 2)?;
        click(session, "[aria-label='Step forward']")?;
        click(session, "[aria-label='Step forward']")?;
        tick(session, 4)?;
        // No letter acts where one only looks.
        // By script: Firefox cannot scroll to what stands in a drawing.
        session.run("document.getElementById('n-0').focus();", &[])?;
        session.press(&["m", "s"])?;
        tick(session, 4)?;
        let out = session.run(
            "const a = document.querySelector('.embed .top a'); return [a.getAttribute('href'), a.target, a.rel, document.querySelectorAll('#act-btn, .acts').length];",
            &[],
        )?;
        let open = out[0].as_str().unwrap_or_default();
        let replayed = native::decoded(open)?;
        assert_eq!(
            (replayed.log().clone(), &out[1], &out[2], &out[3]),
            (native::waits(4), &"_blank".into(), &"noopener".into(), &0.into())
        );
        Ok(())
    })
}

#[test]
fn a_frame_that_lets_one_act_has_the_actions_as_a_dialog() -> Done {
    framed(&format!("#/embed/{ID}?seed=42&act=1"), |session| {
        tick(session, 0)?;
        click(session, "#act-btn")?;
        session.wait_until("document.querySelector('dialog[open] .acts')")?;
        session.run(
            "[...document.querySelectorAll('dialog .act')].find((b) => b.textContent.includes('Resolve')).click();",
            &[],
        )?;
        session.wait_until("document.querySelector('.ticker').textContent.includes('The run is over')")?;
        // Nothing is left to do but to see why; back in time there is.
        let offers = "[...document.querySelectorAll('.embed-foot > a, .embed-foot > #act-btn')].map((e) => e.textContent + (e.target ?? '')).join()";
        session.wait_until(&format!("{offers} === 'Debrief_blank'"))?;
        click(session, "[aria-label='Step back']")?;
        session.wait_until(&format!("{offers} === 'Act…'"))
    })
}

/// What is wrong with a link is told without the site around it, and ways on lead out of the frame.
#[test]
fn a_wrong_link_is_told_in_the_frame() -> Done {
    let link = native::link(ID, 42, &native::waits(3))?;
    let cut = link.get(..link.len() - 9).unwrap_or_default();
    journey(&format!("#/embed/{cut}"), |page| {
        page.the("heading", "This link is damaged.")?;
        let seen = page.session.run(
            "return [document.querySelectorAll('nav').length, ...[...document.querySelectorAll('.problem a')].map((a) => a.target + a.textContent)];",
            &[],
        )?;
        assert_eq!(seen, serde_json::json!([0, "_blankStart its scenario with its seed", "_blankAll scenarios"]));
        page.assert_accessible()
    })
}

/// However narrow the frame is: no number on the axis of time touches another.
#[test]
fn the_labels_of_its_axis_stand_apart() -> Done {
    let gaps = "const boxes = [...document.querySelectorAll('#timeline text:not(.lane, .old-name)')]
        .map((label) => label.getBoundingClientRect()).sort((a, b) => a.left - b.left);
        return { count: boxes.length, least: Math.min(...boxes.slice(1).map((box, i) => box.left - boxes[i].right)) };";
    journey("", |page| {
        // The others make no window as narrow as a phone.
        let least = if page.session.engine() == Engine::Chromium { 320 } else { 500 };
        for (id, at) in [(ID, 0), (ID, 5), ("firewatch/oom-baseline", 7), ("sregym/max-config-rollout", 11)] {
            let game = native::replay(id, 42, &native::waits(at))?;
            let tick = game.frames().last().map_or(0, |frame| frame.tick);
            for width in
                [320, View::PHONE.width_px, 500, View::LAPTOP.width_px].into_iter().filter(|width| least <= *width)
            {
                page.session.resize(View { width_px: width, ..View::PHONE })?;
                page.go(&format!("#/embed/{}", native::link(id, 42, &native::waits(at))?))?;
                page.is_at(tick)?;
                let apart = || {
                    let seen = page.session.run(gaps, &[])?;
                    let enough =
                        seen["count"].as_u64().unwrap_or(0) >= 3 && seen["least"].as_f64().unwrap_or(0.0) >= 4.0;
                    Ok(enough.then_some(()))
                };
                page.session.wait_for(&format!("labels apart in {id} at {at}, {width} px"), apart)?;
            }
        }
        Ok(())
    })
}

#[test]
fn axe_finds_nothing_in_it() -> Done {
    let link = native::link(ID, 42, &native::waits(6))?;
    journey(&format!("#/embed/act=1/{link}"), |page| {
        page.is_at(6)?;
        page.assert_accessible()?;
        page.click("button", "Act…")?;
        page.the("dialog", "Actions")?;
        page.assert_accessible()
    })
}
