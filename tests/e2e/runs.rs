//! Runs as values on the page: branches, undo and redo, links good and bad, what is kept from one visit to the next.

use brownout_run::link::{Link, Scenario, View};
use brownout_run::tree::Tree;
use brownout_run::{ENGINE_VERSION, Game, RunLog};
use brownout_scenario::Catalogue;

use super::native::{self, Act, EXPERT};
use super::page::{Done, Page, journey, visit};

const ID: &str = "logtriage/cascading-failure";
const RUN: &str = "#/play/logtriage/cascading-failure?seed=42";
const P1: [Act; 3] = [("wait", &[]), ("wait", &[]), ("classify-severity", &[("level", "P1")])];

/// What the address names, played natively: it has to come out as it did in this browser.
fn in_address(page: &Page) -> Result<Game, String> {
    native::decoded(&page.hash()?)
}

/// Waits until the address holds this log.
fn holds(page: &Page, log: &RunLog) -> Done {
    page.address_is(|address| address.log == log.to_text()).map(drop)
}

#[test]
fn a_branch_is_made_named_undone_redone_and_shared_by_keyboard() -> Done {
    journey(RUN, |page| {
        let keys = |keys: &[&str]| page.session.press(keys);
        page.is_at(0)?;
        keys(&[".", ".", ".", "."])?;
        page.is_at(4)?;
        keys(&[",", ","])?;
        page.is_at(2)?;
        page.says("Acting here makes a branch from tick 2; Main stays as it is.")?;
        page.tab_to("Skip to graph")?;
        keys(&["Enter"])?;
        page.tab_to("api-gateway, ")?;
        keys(&["c"])?;
        page.is_focused("P1")?;
        keys(&["Space", "Enter"])?;
        page.is_at(3)?;
        page.says("Branch 2 at tick 2 is played now; Main stays as it is.")?;
        holds(page, &native::log(&P1))?;
        assert_eq!(page.session.run("return document.querySelectorAll('.tl .old').length;", &[])?, 1);

        keys(&["b"])?;
        page.the("dialog", "Branches")?;
        page.assert_accessible()?;
        page.tab_to("Rename Branch 2")?;
        keys(&["Enter"])?;
        page.is_focused("Name of this branch")?;
        keys(&["Control+a"])?;
        page.session.type_text("Sooner")?;
        // In a field the keys of undo are the field's own.
        keys(&["Control+z", "Control+a"])?;
        page.session.type_text("Soon")?;
        keys(&["Enter"])?;
        page.the("button", "Rename Soon")?;
        page.is_focused("Rename Soon")?;
        // The name that stands there is selected: what is typed takes its place.
        keys(&["Enter"])?;
        page.is_focused("Name of this branch")?;
        page.session.type_text("Sooner")?;
        page.assert_accessible()?;
        keys(&["Enter"])?;
        page.the("button", "Rename Sooner")?;
        keys(&["Escape"])?;
        page.session.wait_until("!document.querySelector('dialog')")?;

        keys(&["Control+z"])?;
        page.says("Undone: Classify severity: P1. Tick 2.")?;
        page.is_at(2)?;
        holds(page, &native::waits(2))?;
        keys(&["Control+Shift+z"])?;
        page.says("Done again: Classify severity: P1. Tick 3.")?;
        page.is_at(3)?;
        holds(page, &native::log(&P1))?;
        let digest = in_address(page)?.digest_text();
        assert_eq!(digest, native::replay(ID, 42, &native::log(&P1))?.digest_text());

        page.tab_to("Branches: ")?;
        keys(&["Enter"])?;
        page.the("dialog", "Branches")?;
        page.tab_to("Main")?;
        keys(&["Enter"])?;
        page.is_at(4)?;
        holds(page, &native::waits(4))?;
        page.is_focused("Branches: ")?;
        // From the top: behind the last element come the browser's own bars in Firefox, and a driver does not leave them.
        page.session.run("document.querySelector('.top a').focus();", &[])?;
        page.tab_to("Share")?;
        keys(&["Enter"])?;
        page.the("dialog", "Share this run")?;
        page.assert_accessible()?;
        let shared = page.session.run(
            "return [document.getElementById('share-link').value, document.getElementById('share-frame').value];",
            &[],
        )?;
        let (link, frame) = (shared[0].as_str().unwrap_or_default(), shared[1].as_str().unwrap_or_default());
        assert_eq!(native::decoded(link)?.log(), &native::waits(4));
        assert!(frame.contains("#/embed/1.") && frame.contains("sandbox=\"allow-scripts"), "{frame}");
        Ok(())
    })
}

/// The link was made by the native engine; this browser's has to come to the same end.
#[test]
fn a_link_of_a_branch_shows_the_same_digest_in_every_engine() -> Done {
    let expert = native::played(ID, 42, EXPERT)?;
    let mut tree = Tree::new(native::replay(ID, 42, &native::waits(6))?);
    tree.act_at(1, &expert.log().deeds()[0]).map_err(|error| error.to_string())?;
    for deed in &expert.log().deeds()[1..] {
        tree.act(deed).map_err(|error| error.to_string())?;
    }
    let (digest, scenario) = (tree.game().digest_text(), Scenario::BuiltIn(ID.to_owned()));
    assert!(tree.game().over().is_some());
    let link = tree.link(2, scenario, View::default()).ok_or("no link")?.encode().map_err(|error| error.to_string())?;
    journey(&format!("#/run/{link}"), |page| {
        assert_eq!(page.digest()?, digest);
        // The past of a run that is over can be tried otherwise, too.
        page.click("button", "Close, keep looking")?;
        page.session.press(&[",", ","])?;
        page.says("Acting here makes a branch from tick")?;
        page.click("button", "Resolve")?;
        page.debrief_shown()?;
        assert_ne!(page.digest()?, digest);
        page.session.press(&["Control+z"])?;
        page.says("Undone: Resolve.")?;
        assert_eq!(page.look("heading", "Debrief")?, None);
        Ok(())
    })
}

#[test]
fn a_wrong_link_says_what_is_wrong_and_what_can_be_kept() -> Done {
    let link = native::link(ID, 42, &native::log(&P1))?;
    let (head, body) = link.rsplit_once('.').ok_or("no body")?;
    let scenario = Scenario::BuiltIn(ID.to_owned());
    let bad_step = native::log(&[("wait", &[]), ("explode", &[])]);
    let stops =
        Link { scenario: scenario.clone(), seed: 42, log: bad_step, view: View::default(), engine: 1, digest: 0 };
    let gone = Link { scenario: Scenario::BuiltIn("logtriage/gone".to_owned()), ..stops.clone() };
    let broken =
        Link { scenario: Scenario::Own { path: "../x.yaml".to_owned(), text: "title: [".to_owned() }, ..stops.clone() };
    let text = |link: &Link| link.encode().map_err(|error| error.to_string());
    let seed = Some("Start its scenario with its seed");
    let altered = format!("{head}.{}{}", if body.starts_with('A') { 'B' } else { 'A' }, &body[1..]);
    let cases = [
        (link[..link.len() - 4].to_owned(), "This link is damaged.", "characters arrived", seed),
        (altered, "This link is damaged.", "changed", seed),
        (format!("{link}AAAA"), "This link is damaged.", "more of it", seed),
        (link[..12].to_owned(), "This link is damaged.", "Nothing of it could be read", None),
        ("hello".to_owned(), "This is no link to a run.", "no link to a run", None),
        ("1.!".to_owned(), "This is no link to a run.", "no link to a run", None),
        (format!("2.{head}"), "This link is newer than this page.", "newer kind (version 2)", None),
        (format!("1.{}", "A".repeat(300_000)), "This link is too long.", "too long", None),
        (text(&stops)?, "This run stops before its end.", "explode", Some("Open the steps before it")),
        (text(&gone)?, "There is no such scenario.", "logtriage/gone", None),
        (text(&broken)?, "This scenario does not open.", "../x.yaml", None),
    ];
    journey("", |page| {
        for (link, title, why, way) in cases {
            let told = |error: String| format!("at {link:.80}: {error}");
            page.go(&format!("#/run/{link}")).map_err(told)?;
            page.the("heading", title).map_err(told)?;
            page.says(why).map_err(told)?;
            page.the("link", "All scenarios").map_err(told)?;
            if let Some(way) = way {
                page.assert_accessible()?;
                page.click("link", way).map_err(told)?;
                page.is_at(u32::from(way.ends_with("before it"))).map_err(told)?;
                assert_eq!(page.address()?.seed, 42);
            }
            page.go("#/")?;
            page.the("heading", "Scenarios")?;
        }
        Ok(())
    })
}

#[test]
fn a_run_of_another_version_plays_and_says_so() -> Done {
    let game = native::replay(ID, 42, &native::waits(2))?;
    let link = |engine, digest| {
        let value = Link { engine, digest, ..Link::of(&game, Scenario::BuiltIn(ID.to_owned()), View::default()) };
        value.encode().map_err(|error| error.to_string())
    };
    journey("", |page| {
        for (link, said) in [
            (link(ENGINE_VERSION + 1, game.digest())?, "the run came out as it did then"),
            (link(ENGINE_VERSION, 7)?, "The run comes out differently than when the link was made"),
        ] {
            page.go(&format!("#/run/{link}"))?;
            page.is_at(2)?;
            page.says(said)?;
            page.assert_accessible()?;
            page.click("button", "Put this notice away")?;
            page.go("#/")?;
            page.the("heading", "Scenarios")?;
        }
        Ok(())
    })
}

#[test]
fn a_scenario_of_its_own_travels_in_the_link() -> Done {
    let catalogue = Catalogue::built_in();
    let text =
        catalogue.text(&format!("{ID}.yaml")).ok_or("no text")?.replace("title: Logins fail", "title: Mine fails");
    for path in ["logtriage/mine.yaml", "mine.yaml"] {
        let text = if path.contains('/') { text.clone() } else { format!("extends: logtriage\n{text}") };
        let mut game = Game::open_text(&catalogue, path, &text, 7).map_err(|error| error.to_string())?;
        game.play(&native::waits(3)).map_err(|error| error.to_string())?;
        let own = Scenario::Own { path: path.to_owned(), text };
        let link = Link::of(&game, own, View { tick: None, service: Some("user-db".to_owned()) });
        journey(&format!("#/run/{}", link.encode().map_err(|error| error.to_string())?), |page| {
            page.the("heading", "Mine fails, tick 3")?;
            page.the("heading", "Actions on user-db")?;
            page.click("button", "Resolve")?;
            page.debrief_shown()?;
            page.click("button", "Try again, same seed")?;
            page.the("heading", "Mine fails, tick 0")?;
            page.click("button", "New random seed")?;
            let other = || Ok((page.address()?.seed != 7).then_some(()));
            page.session.wait_for("another seed", other)?;
            page.the("heading", "Mine fails, tick 0").map(drop)
        })?;
        // The link of author mode: nobody has begun it, so there is nothing that it could differ from.
        let unplayed = Link::untouched(link.scenario, 7).encode().map_err(|error| error.to_string())?;
        journey(&format!("#/run/{unplayed}"), |page| {
            page.the("heading", "Mine fails, tick 0")?;
            assert_eq!(page.look("button", "Put this notice away")?, None);
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn what_is_not_over_is_kept_with_its_branches() -> Done {
    journey(RUN, |page| {
        page.is_at(0)?;
        page.session.press(&[".", ".", ".", ","])?;
        page.is_at(2)?;
        page.select("user-db")?;
        page.click("button", "More logs")?;
        page.says("is played now; Main stays as it is.")?;
        page.address_of(3)?;
        page.click("link", "Brownout")?;
        page.the("heading", "Go on where you were")?;
        page.assert_accessible()?;
        page.reload()?;
        page.the("heading", "Go on where you were")?;
        page.click("link", "Logins fail logtriage/cascading-failure, seed 42")?;
        // What was done took no time.
        page.is_at(2)?;
        page.session.press(&["b"])?;
        page.the("dialog", "Branches")?;
        page.the("button", "Rename Main")?;
        page.session.press(&["Escape"])?;
        page.click("link", "Brownout")?;
        page.click("button", "Forget Logins fail")?;
        page.session.wait_until("!document.querySelector('.resume')")?;
        page.says("Scenarios")
    })
}

#[test]
fn a_store_that_is_forbidden_full_or_damaged_is_said_once_and_harms_nothing() -> Done {
    let forbidden =
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });";
    let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };";
    for script in [forbidden, full] {
        visit(RUN, script, |page| {
            page.started()?;
            page.is_at(0)?;
            page.session.press(&["."])?;
            page.says("The browser does not keep this run for you")?;
            page.click("button", "Put this notice away")?;
            page.session.press(&["."])?;
            page.address_of(2)?;
            assert_eq!(page.look("button", "Put this notice away")?, None, "it was said once");
            page.assert_clean()
        })?;
    }
    let damaged = "for (const [i, text] of ['', '{', '{}', '[1]', '{\"at\":1,\"hash\":\"javascript:0\",\"title\":\"t\",\"what\":\"w\",\"tree\":{}}'].entries()) localStorage.setItem('brownout.1.run.' + i, text);";
    visit("", damaged, |page| {
        page.started()?;
        page.says("5 kept runs could not be read.")?;
        page.click("button", "Forget all")?;
        page.session.wait_until("!document.querySelector('.resume') && localStorage.length === 0")?;
        page.assert_clean()
    })
}

/// Two tabs with one run: what is done in the one is not written over what is done in the other.
#[test]
fn what_another_tab_keeps_stays() -> Done {
    // How many ticks were waited in each run that is kept.
    const WAITED: &str =
        "const kept = () => Object.entries(localStorage).filter(([key]) => key.startsWith('brownout.1.run.'))
            .map(([key, text]) => [JSON.parse(text).tree.branches[0].log[0], key]).sort();
        const waited = () => kept().map(([ticks]) => ticks).join();";
    // What the browser does here when another tab has written.
    const ELSEWHERE: &str = "const [from, to] = arguments; const [, key] = kept().find(([ticks]) => ticks === from);
        const newValue = localStorage.getItem(key).replace(`\"log\":[${from}]`, `\"log\":[${to}]`);
        localStorage.setItem(key, newValue); window.dispatchEvent(new StorageEvent('storage', { key, newValue }));";
    journey(RUN, |page| {
        let are = |expected: &str| {
            let look = || Ok((page.session.run(&format!("{WAITED} return waited();"), &[])? == expected).then_some(()));
            page.session.wait_for(&format!("runs of {expected} ticks"), look)
        };
        let elsewhere = |from: u32, to: u32| {
            page.session.run(&format!("{WAITED} {ELSEWHERE}"), &[from.into(), to.into()]).map(drop)
        };
        page.is_at(0)?;
        page.session.press(&[".", "."])?;
        are("2")?;
        // All that was done here is in it: what is done next here has a place of its own.
        elsewhere(2, 5)?;
        are("5")?;
        page.session.press(&["."])?;
        are("3,5")?;
        // Not all of it: it is kept once more at once.
        elsewhere(3, 1)?;
        are("1,3,5")
    })
}

/// A press on the timeline shows that tick before the next frame, in a long run with many services.
#[test]
fn rewinding_shows_within_a_frame() -> Done {
    let mut game = native::replay("firewatch/random-hard", 1, &RunLog::default())?;
    while game.steps().len() < 90 && game.wait().is_ok() {}
    let log = native::waits(game.steps().len().saturating_sub(1));
    journey(&format!("#/play/firewatch/random-hard?seed=1&log={}", log.to_text()), |page| {
        page.the("slider", "Timeline")?;
        let script = "const done = arguments[arguments.length - 1];
            const line = document.getElementById('timeline'), box = line.getBoundingClientRect();
            const shown = [];
            const next = (left) => requestAnimationFrame(() => {
                if (left === 0) { done(shown); return; }
                const x = box.left + box.width * ((left * 37) % 100) / 100;
                line.dispatchEvent(new PointerEvent('pointerdown', { clientX: x, clientY: box.top + 30, pointerId: 1, bubbles: true }));
                line.dispatchEvent(new PointerEvent('pointerup', { pointerId: 1, bubbles: true }));
                requestAnimationFrame(() => { shown.push([x, Number(line.getAttribute('aria-valuenow')), document.querySelector('h1').textContent]); next(left - 1); });
            });
            next(40);";
        let shown = page.session.run_async(script, &[])?;
        let mut shown: Vec<_> = shown.as_array().into_iter().flatten().collect();
        shown.sort_by(|a, b| a[0].as_f64().partial_cmp(&b[0].as_f64()).unwrap());
        assert_eq!(shown.len(), 40);
        assert!(shown.is_sorted_by_key(|press| press[1].as_u64()), "further right is later: {shown:?}");
        for press in shown {
            assert!(press[2].as_str().unwrap_or_default().ends_with(&format!("tick {}", press[1])), "{press}");
        }
        Ok(())
    })
}
