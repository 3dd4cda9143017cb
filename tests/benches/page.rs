//! What the page makes a person wait for, in Chromium: from a key to the messages and to the preview while a scenario of 20 services
//! is written, from its text to the table of whether it is worth playing, and from a key to any other tick of a run of 90 ticks that
//! is drawn. Timed in the page. Asserts nothing.

use std::thread::sleep;
use std::time::{Duration, Instant};

use brownout_run::Game;
use brownout_run::link::{Link, Scenario, View};
use brownout_scenario::{Catalogue, load_text};
use brownout_tests::browser::{Session, Site};
use brownout_tests::load::twenty_services_for_ticks;
use serde_json::Value;

const PATH: &str = "firewatch/twenty.yaml";
const TICKS: u32 = 90;
const KEYS: usize = 40;
const REST: Duration = Duration::from_millis(250);
/// The table starts when the text has rested, and plays 50 seeds.
const PATIENCE: Duration = Duration::from_secs(120);

/// Notes for each key in the text when the messages are there, and when the preview shows what it changed.
const TYPING: &str = "
    const [text, messages, preview] = [document.getElementById('author-code').shadowRoot, document.querySelector('.msgs'),
        document.querySelector('.pv-pane').parentElement];
    window.waited_ms = { messages: [], preview: [] };
    const keyed = {};
    text.addEventListener('keydown', () => { keyed.messages = keyed.preview = performance.now(); }, true);
    const note = (part, element) => new MutationObserver(() => {
        if (keyed[part]) window.waited_ms[part].push(performance.now() - keyed[part]);
        keyed[part] = 0;
    }).observe(element, { childList: true, subtree: true, characterData: true, attributes: true });
    note('messages', messages);
    note('preview', preview);";

/// Goes to ticks all over the run, one in each frame, and notes how long each took until its layout was known.
const SCRUBBING: &str = "
    const [keys, done] = arguments;
    const slider = document.querySelector('[role=slider]');
    const waited = [];
    const frame = () => new Promise((go) => requestAnimationFrame(go));
    for (let n = 0; n < keys; n += 1) {
        const key = ['Home', 'PageUp', 'PageUp', 'End', 'PageDown', 'PageDown', 'ArrowLeft'][n % 7];
        await frame();
        const start = performance.now();
        slider.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        await Promise.resolve();
        await new Promise((go) => queueMicrotask(() => queueMicrotask(go)));
        document.body.getBoundingClientRect();
        waited.push(performance.now() - start);
    }
    done(waited);";

fn main() -> Result<(), String> {
    let (session, site) = (Session::start()?, Site::start()?);
    typing(&session, &site)?;
    scrubbing(&session, &site)
}

/// A link to the scenario, of which so many ticks were waited for.
fn link(ticks: u32, waited: u32) -> Result<String, String> {
    let text = twenty_services_for_ticks(ticks);
    let authored = load_text(&Catalogue::built_in(), PATH, &text).map_err(|error| error.to_string())?;
    let mut game = Game::start(authored.compile(1).map_err(|error| error.to_string())?.into(), 1);
    for _ in 0..waited {
        game.wait().map_err(|error| error.to_string())?;
    }
    let scenario = Scenario::Own { path: PATH.to_owned(), text };
    Link::of(&game, scenario, View::default()).encode().map_err(|error| error.to_string())
}

fn typing(session: &Session, site: &Site) -> Result<(), String> {
    // One digit, which is made two and one again.
    session.open(&site.url(&format!("#/author/run/{}", link(TICKS / 10, 0)?)))?;
    session.wait_until("document.getElementById('author-count')?.textContent.includes('Nothing is wrong')")?;
    session.wait_until("document.querySelectorAll('.pv-pane [role=button]').length >= 20")?;
    session.run(TYPING, &[])?;
    session.run("document.getElementById('author-code').shadowRoot.querySelector('.cm-content').focus();", &[])?;
    session.press(&["Control+End", "ArrowLeft", "ArrowLeft"])?;
    for key in ["0", "Backspace"].iter().cycle().take(KEYS) {
        session.press(&[key])?;
        sleep(REST);
    }
    let waited = session.run("return window.waited_ms;", &[])?;
    report("key to messages, 20 services", &waited["messages"]);
    report("key to preview, 20 services", &waited["preview"]);

    session.press(&["0"])?;
    let started = Instant::now();
    session.wait_until("!document.getElementById('author-worth').json")?;
    while session.run("return Boolean(document.getElementById('author-worth')?.json);", &[])? != true {
        if started.elapsed() > PATIENCE {
            return Err("the table of the players did not come".to_owned());
        }
        sleep(Duration::from_millis(20));
    }
    println!("key to the whole table, 50 seeds of {TICKS} ticks: {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

fn scrubbing(session: &Session, site: &Site) -> Result<(), String> {
    session.open("about:blank")?;
    session.open(&site.url(&format!("#/run/{}", link(TICKS + 1, TICKS - 2)?)))?;
    session.wait_until("document.querySelectorAll('#graph [role=button]').length >= 20")?;
    sleep(REST);
    let waited =
        session.run_async(&format!("(async (...arguments) => {{ {SCRUBBING} }})(...arguments)"), &[KEYS.into()])?;
    report("key to another tick of 90, 20 services", &waited);
    Ok(())
}

fn report(what: &str, waited: &Value) {
    let mut ms: Vec<f64> = waited.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    ms.sort_by(f64::total_cmp);
    let (Some(worst), Some(median)) = (ms.last(), ms.get(ms.len() / 2)) else {
        println!("{what}: nothing was seen");
        return;
    };
    let late = ms[ms.len() * 9 / 10];
    println!("{what}: {} times, median {median:.1} ms, nine in ten within {late:.1}, worst {worst:.1}", ms.len());
}
