//! What goes wrong in author mode is told where it can be seen, and can be tried again.

use serde_json::{Value, json};

use super::author::own;
use super::exports::hand_over;
use super::page::{Done, Page, journey, visit};

/// What the tests take away from the page's workers, by the name in `harm`: a script, the program,
/// the part that plays, the plan that is judged; or what is asked waits.
const HARM: &str = "window.harm = '';
    window.held = [];
    const Real = window.Worker;
    window.Worker = class extends Real {
        constructor(url, options) {
            super(window.harm === String(url).split('/').pop() ? `${url}.gone` : url, options);
            this.plays = String(url).includes('editor/worker.js');
        }
        postMessage(data, ...rest) {
            if (window.harm === 'hold') {
                window.held.push(() => super.postMessage(data, ...rest));
                return;
            }
            const harmed = { program: { js: `${data.js}.gone` }, judge: { plan: new Uint8Array(4) } }[window.harm];
            const hit = this.plays && (window.harm === 'judge' ? data.question?.includes('\"judge\"') : data.js);
            super.postMessage(hit ? { ...data, ...harmed } : data, ...rest);
        }
    };";

impl Page {
    /// Waits until a text can be seen: in front, and larger than what only screen readers are told.
    pub(super) fn tells(&self, text: &str) -> Done {
        let script = "const [text] = arguments;
            const roots = [document, document.getElementById('author-code')?.shadowRoot].filter(Boolean);
            return roots.some((root) => [...root.querySelectorAll('p, div, span')].some((told) => {
                const box = told.getBoundingClientRect();
                const hit = root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return told.textContent.includes(text) && box.width > 40 && told.contains(hit)
                    && ![...told.children].some((part) => part.textContent.includes(text));
            }));";
        let look = || Ok((self.session.run(script, &[json!(text)])? == json!(true)).then_some(()));
        self.session.wait_for(&format!("{text:?} to be seen"), look)
    }

    fn harm(&self, what: &str) -> Done {
        self.session.run("window.harm = arguments[0];", &[json!(what)]).map(drop)
    }
}

/// A text that no link can hold: letters without a pattern.
fn endless() -> String {
    let mut state = 1_u32;
    let mut letter = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'0' + (state >> 24) as u8 % 64)
    };
    (0..8000).map(|_| format!("# {}\n", (0..64).map(|_| letter()).collect::<String>())).collect()
}

#[test]
fn what_cannot_be_done_is_seen() -> Done {
    let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };";
    journey("#/author/draft/999", |page| {
        page.writes()?;
        page.tells("There is no such draft in this browser.")?;
        page.assert_accessible()?;
        // Whoever closes it writes on.
        page.click("button", "Close")?;
        page.writes()?;
        for (key, said) in [
            ("F12", "Nothing that is declared in this text stands here."),
            ("F2", "There is no name here."),
            ("Control+i", "There is nothing to say about what stands here."),
        ] {
            page.session.press(&[key])?;
            page.tells(said)?;
        }
        page.session.press(&["x"])?;
        page.editor_is("the answer gone", "!root.querySelector('.doc')")?;
        page.session.run(full, &[])?;
        page.session.press(&["x"])?;
        page.tells("This text is not kept:")?;
        hand_over(page, "long.yaml", endless(), true)?;
        page.session.wait_until("document.getElementById('ed-h')?.textContent === 'long.yaml'")?;
        page.click("button", "Play this")?;
        page.tells("links have at most")
    })
}

/// A text that is not right yet is not left for a page that can only say so.
#[test]
fn what_is_wrong_is_not_played() -> Done {
    journey(&own("title: Mine\nservices: { web: {} }\nfoo: bar\n")?, |page| {
        page.writes()?;
        page.click("button", "Play this")?;
        page.tells("This cannot be played yet. Line 3: Unknown key foo")?;
        assert!(page.hash()?.starts_with("#/author/"), "{}", page.hash()?);
        page.assert_accessible()
    })
}

/// What somebody has written is never replaced by what the tutorial writes.
#[test]
fn the_tutorial_writes_over_no_draft() -> Done {
    const DRAFTS: &str =
        "return JSON.parse(localStorage.getItem('brownout.1.drafts') ?? '[]').map((entry) => entry.id).sort();";
    journey("#/author/new", |page| {
        page.writes()?;
        page.session.type_text("title: Mine")?;
        page.session.wait_until("location.hash.startsWith('#/author/draft/')")?;
        let mine = page.hash()?;
        page.click("tab", "Tutorial")?;
        page.click("button", "Write it for me")?;
        page.tells("This is a draft of its own. What you had written is kept: Start from… lists it.")?;
        let other = || Ok((page.hash()? != mine).then_some(()));
        page.session.wait_for("another draft", other)?;
        assert_eq!(page.session.run(DRAFTS, &[])?, json!(["1", "2"]));
        // What it wrote itself goes on as the next step.
        page.click("button", "Write it for me")?;
        page.go(&mine)?;
        page.editor_is("what was written", "root.querySelector('.cm-content').textContent.includes('title: Mine')")?;
        assert_eq!(page.session.run(DRAFTS, &[])?, json!(["1", "2"]));
        Ok(())
    })
}

/// The page behind a dialog is neither seen nor heard.
#[test]
fn a_dialog_says_itself_what_is_wrong() -> Done {
    let lost = json!([{ "id": "7", "path": "lost.yaml", "origin": "", "title": "", "at": 0 }]).to_string();
    visit("", HARM, |page| {
        page.started()?;
        page.session.run("localStorage.setItem('brownout.1.drafts', arguments[0]);", &[json!(lost)])?;
        page.go("#/author/new")?;
        page.writes()?;
        page.click("button", "Start from…")?;
        page.click("button", "lost.yaml")?;
        page.tells("The draft lost.yaml cannot be read any more.")?;
        page.assert_accessible()?;
        page.assert_clean()?;
        page.go("#/")?;
        page.reload()?;
        page.harm("compiler.js")?;
        page.go("#/author/new")?;
        page.writes()?;
        page.click("button", "Start from…")?;
        page.tells("The templates could not be read.")?;
        page.click("button", "Remix it")?;
        page.tells("The compiler of scenarios could not be asked.")
    })
}

/// Whatever fails of what plays, it is said, in the tutorial, too, and nothing of it is kept for the next try.
#[test]
fn the_table_of_players_can_be_tried_again() -> Done {
    let steps: Value =
        serde_json::from_str(include_str!("../../docs/tutorial/tutorial.json")).map_err(|error| error.to_string())?;
    let last = steps.as_array().and_then(|steps| steps.last()).ok_or("there is no step")?;
    let text = last["after"].as_str().ok_or("it has no text")?;
    let part = "const part = window.brownoutPart;
        window.brownoutPart = (name) => (window.harm === 'part' ? Promise.reject(new Error('It is gone')) : part(name));";
    for (harm, said) in [
        ("worker.js", "The players could not be started. The connection may be down."),
        ("program", "The players could not be started."),
        ("part", "The players could not be started. It is gone."),
        ("judge", ""),
    ] {
        visit("", HARM, |page| {
            page.started()?;
            page.session.run(part, &[])?;
            page.harm(harm)?;
            page.remix("logtriage/cascading-failure")?;
            page.tells("Not played.")?;
            page.tells(said)?;
            page.assert_accessible()?;
            page.harm("")?;
            page.click("button", "Run again")?;
            page.says("50 seeds each")?;
            page.session.wait_until("!document.querySelector('.verdict [role=alert]')")
        })
        .map_err(|error| format!("{harm}: {error}"))?;
    }
    visit("", HARM, |page| {
        page.started()?;
        page.session.run(part, &[])?;
        page.session.run("localStorage.setItem('brownout.1.tutorial', '99');", &[])?;
        page.harm("part")?;
        page.go(&own(text)?)?;
        page.tells("Not played.")?;
        page.click("tab", "Tutorial")?;
        page.says("The players could not be started. It is gone.")?;
        page.harm("")?;
        page.click("tab", "Is it worth playing?")?;
        page.click("tab", "Tutorial")?;
        page.says("Done. This is a scenario")
    })
}

/// What is typed before the next verdict moves a fix, or makes an end of it.
#[test]
fn a_fix_goes_with_its_place_or_is_dropped() -> Done {
    let text = "title: t\nservces:\n  shop: {}";
    let dropped = "Nothing was replaced:";
    visit("#/author/new", HARM, |page| {
        page.started()?;
        for in_list in [true, false] {
            for (keys, becomes, said) in [
                (&["Control+Home", "#", "Enter"][..], "#\ntitle: t\nservices:\n  shop: {}", ""),
                (&["Control+End", "#"], "title: t\nservices:\n  shop: {}#", ""),
                (&["x"], "title: t\nx:\n  shop: {}", dropped),
                (&["Control+a", "Delete"], "", dropped),
            ] {
                page.go("#/author/new")?;
                page.go(&own(text)?)?;
                page.the("button", "Replace with services")?;
                // The caret takes what is wrong.
                page.session.run("document.querySelector('#author-messages button.row').click();", &[])?;
                page.writes()?;
                if !in_list {
                    page.session.press(&["Control+Shift+m"])?;
                    page.editor_is("the list of findings", "!!root.querySelector('.cm-panel-lint')")?;
                    page.in_editor("root.querySelector('.cm-content').focus()")?;
                }
                page.harm("hold")?;
                page.session.press(keys)?;
                // The mark goes with the last letter of its place.
                let there = in_list || !becomes.is_empty();
                match in_list {
                    true => page.click("button", "Replace with services")?,
                    false => page.in_editor("root.querySelector('.cm-diagnosticAction')?.click()").map(drop)?,
                }
                let lines = "[...root.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\\n')";
                page.editor_is(&format!("{becomes:?}"), &format!("{lines} === {}", json!(becomes)))?;
                if said.is_empty() || !there {
                    page.session.wait_until("!document.querySelector('.file-note p')")?;
                } else {
                    page.tells(said)?;
                }
                page.harm("")?;
                page.session.run("for (const ask of window.held.splice(0)) ask();", &[])?;
            }
        }
        page.assert_clean()
    })
}

/// What a link needs to give out a file in every browser: a place in the document, in front, and time.
#[test]
fn the_text_is_given_out_as_a_file() -> Done {
    let watch = "window.out = [];
        const [press, timer] = [HTMLAnchorElement.prototype.click, window.setTimeout];
        HTMLAnchorElement.prototype.click = function () {
            window.out.push([this.download, this.isConnected, !!this.closest('dialog[open]')]);
        };
        // Nearly half a minute passes at once; a driver has a timer of its own at the end of it.
        window.setTimeout = (call, ms, ...rest) => timer(call, ms < 30_000 ? 0 : ms, ...rest);
        const revoke = URL.revokeObjectURL;
        URL.revokeObjectURL = (url) => { window.out.push('gone'); revoke.call(URL, url); };";
    journey(&own("title: t\n")?, |page| {
        page.writes()?;
        page.session.run(watch, &[])?;
        page.click("button", "Download")?;
        page.click("button", "Share")?;
        page.click("button", "Download the file")?;
        page.session.run_async("setTimeout(arguments[arguments.length - 1], 100);", &[])?;
        let out = page.session.run("return window.out;", &[])?;
        assert_eq!(out, json!([["broken.yaml", true, false], ["broken.yaml", true, true]]));
        page.session.wait_until("!document.querySelector('a[download]')")
    })
}
