//! Author mode: a text beside what comes of it. Texts come in as links, so that a test is as quick as an address.

use brownout_run::link::{Link, Scenario};
use brownout_run::worth::{SEEDS, survey};
use brownout_scenario::limits::TEXT_BYTES_MAX;
use brownout_scenario::{Catalogue, load};
use brownout_tests::broken::broken;
use brownout_tests::browser::{Engine, Theme, View};
use serde_json::{Value, json};

use super::exports::hand_over;
use super::page::{Done, Page, journey};

const REMIX: &str = "#/author/remix/logtriage/cascading-failure";
/// So many of the broken texts are opened in the editor at least.
const BROKEN: usize = 10;
/// The README's first scenario, as somebody types it: the editor keeps the indentation of the line before, and
/// `<` is a step back.
const TYPED: &str = "title: The leaky checkout\nservices:\n  shop:\n  calls: [ checkout ]\ntags: [ user-facing ]\n<checkout:\n  calls: [ db ]\n<db: {}\n<faults:\n  leak:\n  at: checkout\nprogram: err += 20%\ncured-by: [ rollback ]\n<<plays:\n  expert: [ rollback at checkout, wait 4 ]\n";

/// The address of author mode with a text.
pub(super) fn own(text: &str) -> Result<String, String> {
    own_at("mine/broken.yaml", text)
}

fn own_at(path: &str, text: &str) -> Result<String, String> {
    let scenario = Scenario::Own { path: path.to_owned(), text: text.to_owned() };
    let link = Link::untouched(scenario, 1);
    Ok(format!("#/author/run/{}", link.encode().map_err(|error| error.to_string())?))
}

impl Page {
    /// Something of the editor, which is in a shadow root.
    pub(super) fn in_editor(&self, expression: &str) -> Result<Value, String> {
        let script = format!(
            "const root = document.getElementById('author-code')?.shadowRoot; return root ? {expression} : null;"
        );
        self.session.run(&script, &[])
    }

    /// Waits until something of the editor is so.
    pub(super) fn editor_is(&self, what: &str, expression: &str) -> Done {
        self.session.wait_for(what, || Ok((self.in_editor(expression)? == json!(true)).then_some(())))
    }

    /// What the messages count.
    fn counted(&self) -> Result<String, String> {
        let text = self.session.run("return document.getElementById('author-count')?.textContent ?? '';", &[])?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the messages count this, of the text that is open now.
    pub(super) fn counts(&self, text: &str) -> Done {
        let look = || Ok(self.counted()?.contains(text).then_some(()));
        let seen = self.session.wait_for(&format!("the messages to count {text:?}"), look);
        seen.map_err(|error| {
            format!(
                "{error}; they say {:?}",
                self.session.run("return document.querySelector('.msgs')?.innerText;", &[])
            )
        })
    }

    /// Opens a copy of a scenario.
    pub(super) fn remix(&self, id: &str) -> Done {
        self.go(&format!("#/author/remix/{id}"))?;
        let name = id.rsplit('/').next().unwrap_or_default();
        self.session.wait_until(&format!("document.getElementById('ed-h')?.textContent === '{name}.yaml'"))
    }

    /// Waits until the caret is in the text.
    pub(super) fn writes(&self) -> Done {
        self.editor_is("the focus in the text", "!!root.activeElement?.closest('.cm-content')")
    }
}

#[test]
fn broken_texts_are_shown_at_their_place() -> Done {
    let all = broken();
    let some: Vec<_> = all.iter().filter(|case| case.typed).collect();
    assert!(some.len() >= BROKEN, "{} texts", some.len());
    journey("#/author/new", |page| {
        page.writes()?;
        for case in &some {
            let (line, column) = case.line_column(case.from);
            page.go(&own(&case.text)?)?;
            let place = format!("{line}:{column}");
            let first = "return document.querySelector('#author-messages li .mono')?.textContent ?? '';";
            let look = || Ok((page.session.run(first, &[])? == json!(place)).then_some(()));
            page.session.wait_for(&format!("a message at {place} of {}", case.code), look)?;
            // Pressing the message puts the caret there.
            page.session.run("document.querySelector('#author-messages button.row').click();", &[])?;
            let tinted = format!(
                "[...root.querySelectorAll('.cm-lineNumbers .cm-activeLineGutter')].some((mark) => mark.textContent === '{line}')
                    && !!root.querySelector('.cm-line.is-err.cm-activeLine')"
            );
            page.editor_is(&format!("line {line} tinted, with the caret in it ({})", case.code), &tinted)?;
            if case.to > case.from {
                page.editor_is(
                    "something underlined",
                    "!!root.querySelector('.cm-lintRange-error, .cm-lintPoint-error')",
                )?;
            }
        }
        Ok(())
    })
}

#[test]
fn every_scenario_opens_without_a_diagnostic() -> Done {
    journey("#/author/new", |page| {
        page.writes()?;
        let catalogue = Catalogue::built_in();
        let every = if page.session.engine() == Engine::Chromium { 1 } else { 12 };
        for id in catalogue.scenarios().into_iter().step_by(every) {
            page.remix(id)?;
            page.counts("Nothing is wrong.").map_err(|error| format!("{id}: {error}"))?;
        }
        Ok(())
    })
}

/// From the empty editor to the first run, without a pointer; what was written is still there after a reload.
#[test]
fn a_first_scenario_by_keyboard_alone() -> Done {
    journey("#/author/new", |page| {
        page.writes()?;
        for letter in TYPED.chars() {
            match letter {
                '\n' => page.session.press(&["Enter"])?,
                '<' => page.session.press(&["Shift+Tab"])?,
                letter => page.session.press(&[&letter.to_string()])?,
            }
        }
        page.counts("Nothing is wrong.")?;
        page.the("group", "Service graph: 3 services")?;
        page.session.wait_until("location.hash.startsWith('#/author/draft/')")?;
        page.reload()?;
        page.writes()?;
        page.counts("Nothing is wrong.")?;
        page.the("group", "Service graph: 3 services")?;
        // Escape, then Tab leaves the text.
        page.session.press(&["Escape", "Shift+Tab"])?;
        page.is_focused("Play this")?;
        page.session.press(&["Enter"])?;
        page.the("heading", "The leaky checkout, tick 0").map(drop)
    })
}

/// Wherever on the site a scenario's file is dropped, and with the button that asks for one.
#[test]
fn a_file_becomes_a_draft_or_says_what_is_wrong_with_it() -> Done {
    let bad = json!([b't', b':', b' ', 0xff]);
    let large = TEXT_BYTES_MAX + 1;
    journey("", |page| {
        for (place, heading, dropped) in [
            ("#/", "Scenarios", true),
            ("#/", "Scenarios", false),
            ("#/play/logtriage/cascading-failure?seed=1", "", true),
            ("#/author/new", "Author", true),
        ] {
            page.go("#/author")?;
            page.writes()?;
            page.go(place)?;
            match heading {
                "" => page.session.wait_until("!!document.querySelector('.page:not(.author) h1')")?,
                "Author" => {
                    page.editor_is("an empty text", "root.querySelector('.cm-content').innerText.trim() === ''")?
                }
                heading => page.the("heading", heading).map(drop)?,
            }
            for (name, held, said) in [
                ("a.yaml", bad.clone(), "a.yaml: The file is no text in UTF-8".to_owned()),
                ("b.YML", json!(large), format!("b.YML: The file is too long for a scenario: {large} bytes")),
            ] {
                hand_over(page, name, held, dropped)?;
                page.says(&said)?;
            }
            page.assert_accessible()?;
            let title = format!("Dropped at {place}, {dropped}");
            hand_over(page, "shop.yml", format!("title: \"{title}\"\nservices:\n  shop: {{}}\n"), dropped)?;
            page.session.wait_until("document.getElementById('ed-h')?.textContent === 'shop.yaml'")?;
            let there = format!("root.querySelector('.cm-content').innerText.includes('title: \"{title}\"')");
            page.editor_is("the text of the file", &there)?;
            page.session.wait_until("!document.querySelector('.file-note p')")?;
            page.session.wait_until("location.hash.startsWith('#/author/draft/')")?;
            page.reload()?;
            page.editor_is("the text of the file, again", &there)?;
        }
        Ok(())
    })
}

/// Wherever the text is, and whether or not the pack has scenarios that the gallery lists.
#[test]
fn a_text_of_its_own_stands_on_any_pack() -> Done {
    let catalogue = Catalogue::built_in();
    let id = "sregym/max-config-rollout";
    let text = catalogue.text(&format!("{id}.yaml")).ok_or("the scenario is gone")?;
    let base = "extends: sregym-max\n";
    assert!(text.contains(base) && !catalogue.scenarios().iter().any(|id| id.starts_with("sregym-max/")));
    let without = text.replace(base, "");
    journey("#/author/new", |page| {
        page.writes()?;
        for (path, text, said) in [
            ("mine.yaml", text.to_owned(), "0 errors"),
            ("sregym-max/mine.yaml", without, "0 errors"),
            ("mine.yaml", text.replace(base, "extends: sregym-mix\n"), "Did you mean `sregym-max`?"),
            ("mine.yaml", text.replace(base, "extends: elsewhere\n"), "Packs: apidebug, chaosops, firewatch,"),
        ] {
            page.go(&own_at(path, &text)?)?;
            match said {
                "0 errors" => page.counts("Nothing is wrong")?,
                _ => page.says(&said.replace('`', ""))?,
            }
        }
        Ok(())
    })
}

/// While the text is broken the last good preview stays, and says so; mended, it follows again.
#[test]
fn the_last_good_preview_stays() -> Done {
    journey(REMIX, |page| {
        page.writes()?;
        page.counts("Nothing is wrong.")?;
        page.the("group", "Service graph: 7 services")?;
        page.session.press(&["x"])?;
        page.counts("1 error")?;
        page.says("last good text, before line 1 changed")?;
        page.the("group", "Service graph: 7 services")?;
        page.session.press(&["Backspace"])?;
        page.counts("Nothing is wrong.")?;
        page.session.wait_until("!document.body.textContent.includes('last good text')")
    })
}

/// Byte for byte what `brownout players ID --seeds 50 --json` prints.
#[test]
fn the_table_is_that_of_the_command_line() -> Done {
    let catalogue = Catalogue::built_in();
    journey("", |page| {
        page.the("heading", "Scenarios")?;
        // One plan for all seeds, and one for each.
        for id in ["logtriage/cascading-failure", "firewatch/random-easy"] {
            let authored = load(&catalogue, id).map_err(|error| error.to_string())?;
            let (tally, _) = survey(&authored, SEEDS).map_err(|error| error.to_string())?;
            let expected = tally.json().map_err(|error| error.to_string())?;
            page.remix(id)?;
            let json = || {
                let found = page.session.run("return document.getElementById('author-worth')?.json ?? null;", &[])?;
                Ok(found.as_str().map(str::to_owned))
            };
            let mut tries = 0;
            let found = loop {
                match page.session.wait_for("the table", json) {
                    Err(error) if tries == 6 => return Err(error),
                    Err(_) => tries += 1,
                    Ok(found) => break found,
                }
            };
            assert_eq!(found, expected, "{id}");
        }
        Ok(())
    })
}

/// The last step of the tutorial has a claim of each sort; the page looks after each.
#[test]
fn the_tutorial_looks_whether_its_trap_holds() -> Done {
    let steps: Value =
        serde_json::from_str(include_str!("../../docs/tutorial/tutorial.json")).map_err(|error| error.to_string())?;
    let last = steps.as_array().and_then(|steps| steps.last()).ok_or("there is no step")?;
    let whats: Vec<_> = last["claims"].as_array().into_iter().flatten().map(|claim| &claim["what"]).collect();
    assert!(whats.contains(&&json!("holds")) && last["claims"][3] == json!({ "what": "holds", "trap": "restart" }));
    let text = last["after"].as_str().ok_or("it has no text")?;
    let state = |page: &Page, said: &str| {
        let look = format!("document.querySelector('.step-state')?.textContent.includes({})", json!(said));
        page.session.wait_until(&look)
    };
    journey("#/author/new", |page| {
        page.writes()?;
        page.session.run("localStorage.setItem('brownout.1.tutorial', '99');", &[])?;
        let renamed = ("  restart:\n    about: A restart", "  again:\n    about: A restart");
        for (changes, said) in [
            (vec![], "Done. This is a scenario"),
            (
                vec![("at-most: 0.3", "at-most: 0.3\n    holds: not active(report)")],
                "Not yet: the trap “restart” leaves `not active(report)` untrue.",
            ),
            (vec![renamed], "Not yet: something of this step is missing"),
            (vec![renamed, ("plays:", "plays:\n  restart: [ wait 1 ]")], "Not yet: there is no trap called “restart”."),
        ] {
            let text = changes.iter().fold(text.to_owned(), |text, (from, to)| {
                assert_eq!(text.matches(from).count(), 1, "{from}");
                text.replace(from, to)
            });
            page.go(&own(&text)?)?;
            page.click("tab", "Tutorial")?;
            state(page, said)?;
        }
        // Whoever looked at the table first has no traps in it yet.
        page.go(&own(text)?)?;
        page.says("50 seeds each")?;
        page.click("tab", "Tutorial")?;
        state(page, "Done. This is a scenario")
    })
}

#[test]
fn axe_finds_nothing_in_author_mode() -> Done {
    journey(REMIX, |page| {
        page.writes()?;
        page.counts("Nothing is wrong.")?;
        let widths =
            if page.session.engine() == Engine::Chromium { &[View::LAPTOP, View::PHONE][..] } else { &[View::LAPTOP] };
        let mut found = Vec::new();
        for view in widths {
            for theme in [Theme::Dark, Theme::Light] {
                page.session.resize(*view)?;
                page.session.set_theme(theme)?;
                let narrow = view.width_px == View::PHONE.width_px;
                for tab in ["Tutorial", "Reference", if narrow { "Worth" } else { "Is it worth playing?" }] {
                    page.click("tab", tab)?;
                    let said = page.assert_accessible().err();
                    found.extend(said.map(|error| format!("{} px, {}, {tab}: {error}", view.width_px, theme.name())));
                }
                if narrow {
                    for tab in ["Preview", "Text"] {
                        page.click("tab", tab)?;
                        let said = page.assert_accessible().err();
                        found.extend(said.map(|error| format!("narrow, {}, {tab}: {error}", theme.name())));
                    }
                }
            }
        }
        page.session.resize(View::LAPTOP)?;
        page.click("button", "Start from…")?;
        page.the("dialog", "Start from")?;
        found.extend(page.assert_accessible().err());
        page.session.press(&["Escape"])?;
        if found.is_empty() { Ok(()) } else { Err(found.join("\n\n")) }
    })
}
