//! What is written in author mode is not lost: not by closing the page, and not by a second tab.

use std::time::{Duration, Instant};

use serde_json::json;

use super::page::{Done, Page, journey, visit};

/// Makes the timers that a draft could be kept by never end.
const NO_TIMERS: &str = "const timer = window.setTimeout;
    window.setTimeout = (call, ms, ...rest) => timer(call, ms >= 100 && ms <= 5000 ? 3_600_000 : ms, ...rest);";
/// What a browser does with a page that is not to be seen any more; no driver does it.
const HIDE: &str = "Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    delete document.visibilityState;";
/// A tab that does not hear in time what another one has written.
const DEAF: &str = "window.addEventListener('storage', (event) => event.stopImmediatePropagation(), true);";

impl Page {
    /// The text of the draft that the address names, as it is kept.
    fn kept(&self) -> Result<String, String> {
        let script = "const draft = localStorage.getItem(`brownout.1.draft.${location.hash.split('/').pop()}`);
            return draft ? JSON.parse(draft).text : '';";
        Ok(self.session.run(script, &[])?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until this is kept, and says under which address.
    fn keeps(&self, text: &str) -> Result<String, String> {
        let look = || Ok((self.kept()? == text).then_some(()));
        self.session.wait_for(&format!("{text:?} to be kept"), look)?;
        self.hash()
    }

    /// Opens another tab, there.
    fn second_tab(&self, hash: &str) -> Done {
        self.session.go_to_tab(None)?;
        self.session.open(&self.site.url(hash))?;
        self.started()?;
        self.writes()
    }

    /// Waits until the editor has this text.
    fn reads(&self, text: &str) -> Done {
        let there = format!("root.querySelector('.cm-content').innerText.includes({})", json!(text));
        self.editor_is(&format!("the text {text:?}"), &there)
    }
}

#[test]
fn what_was_typed_last_outlives_the_page() -> Done {
    visit("#/author/new", NO_TIMERS, |page| {
        for leave in ["reload", "hide", "close"] {
            page.started()?;
            page.go("#/author/new")?;
            page.reload()?;
            page.writes()?;
            let text = format!("# the last words before {leave}");
            page.session.type_text(&text)?;
            // Now: a browser that opens the page again may take it from its cache, and requests are counted.
            page.assert_clean()?;
            match leave {
                "reload" => page.session.reload()?,
                "close" => {
                    page.session.open("about:blank")?;
                    page.session.open(&page.site.url("#/author"))?;
                }
                _ => {
                    page.session.run(HIDE, &[])?;
                    assert_eq!(page.kept()?, text);
                }
            }
            page.started()?;
            page.writes()?;
            page.reads(&text)?;
        }
        Ok(())
    })
}

#[test]
fn typing_without_a_pause_is_kept_meanwhile() -> Done {
    journey("#/author/new", |page| {
        page.writes()?;
        let (began, mut letters) = (Instant::now(), 0);
        while letters < 20 || began.elapsed() < Duration::from_secs(3) {
            page.session.press(&["x"])?;
            letters += 1;
        }
        // The first letter makes the draft.
        let kept = page.kept()?;
        assert!(kept.len() > 1, "{letters} letters were typed, and {kept:?} is kept");
        Ok(())
    })
}

#[test]
fn two_tabs_do_not_overwrite_each_other() -> Done {
    for script in ["", DEAF] {
        visit("#/author/new", script, |page| {
            page.started()?;
            page.writes()?;
            page.session.type_text("# first")?;
            let (tab, draft) = (page.session.tab()?, page.keeps("# first")?);
            page.second_tab("#/author")?;
            page.reads("# first")?;
            page.session.press(&["Control+End"])?;
            page.session.type_text(" second")?;
            assert_eq!(page.keeps("# first second")?, draft);
            page.assert_clean()?;

            page.session.go_to_tab(Some(&tab))?;
            if script.is_empty() {
                page.tells("Another tab writes on this draft, too.")?;
                assert_ne!(page.keeps("# first")?, draft);
            }
            page.session.type_text("!")?;
            page.tells("Another tab writes on this draft, too.")?;
            assert_ne!(page.keeps("# first!")?, draft);
            page.reload()?;
            page.reads("# first!")?;
            page.go(&draft)?;
            page.reads("# first second")?;
            page.assert_clean()
        })?;
    }
    Ok(())
}

#[test]
fn what_is_deleted_in_another_tab_is_still_open_here() -> Done {
    journey("#/author/new", |page| {
        page.writes()?;
        page.session.type_text("# first")?;
        let tab = page.session.tab()?;
        page.keeps("# first")?;
        page.second_tab("#/author/new")?;
        page.click("button", "Start from…")?;
        page.click("button", "Delete the draft my-scenario.yaml")?;
        page.session.go_to_tab(Some(&tab))?;
        page.tells("This draft was deleted in another tab.")?;
        page.session.type_text("!")?;
        page.keeps("# first!").map(drop)
    })
}
