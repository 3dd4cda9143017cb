//! A run as files, and back: each button gives the file that the writers write natively, the picture is a picture, and a file
//! that is dropped or chosen is opened, or told what is wrong with it.

use brownout_export::{Format, Run, export, run_file};
use brownout_run::Game;
use brownout_run::link::{Link, Scenario, View};
use brownout_scenario::Catalogue;
use brownout_sim::rng::{Purpose, Stream, stream_id};
use serde_json::{Value, json};

use super::native::{self, EXPERT};
use super::page::{Done, Page, journey};

const ID: &str = "logtriage/cascading-failure";
const SEED: u64 = 42;
/// Characters of chance: however they are packed, no link has room for them.
const NOISE: usize = 300_000;

/// Keeps what the page hands to the browser instead of saving it.
const CATCH: &str = "window.saved = []; const made = new Map(); const original = URL.createObjectURL;
    URL.createObjectURL = (blob) => { const address = original.call(URL, blob); made.set(address, blob); return address; };
    HTMLAnchorElement.prototype.click = function () { window.saved.push({ name: this.download, blob: made.get(this.href) }); };";

/// Name, type and text of the newest file; of a picture its size.
const READ: &str = "const done = arguments[arguments.length - 1]; const { name, blob } = window.saved.at(-1);
    if (blob.type === 'image/png') {
        createImageBitmap(blob).then((it) => done([name, blob.type, `${it.width} x ${it.height}`]), (e) => done([String(e)]));
    } else { blob.text().then((text) => done([name, blob.type, text])); }";

fn written(game: &Game, format: Format) -> String {
    let link = Link::of(game, Scenario::BuiltIn(ID.to_owned()), View::default());
    export(format, Run { game, link: &link }).unwrap()
}

fn saved(page: &Page, count: usize) -> Result<Value, String> {
    page.session.wait_until(&format!("window.saved.length === {count}"))?;
    page.session.run_async(READ, &[])
}

#[test]
fn every_format_is_saved() -> Done {
    let game = native::played(ID, SEED, EXPERT)?;
    journey(&format!("#/play/{ID}?seed={SEED}&log={}", game.log().to_text()), |page| {
        page.debrief_shown()?;
        page.session.run(CATCH, &[])?;
        page.click("button", "Share this run")?;
        page.click("button", "Save as a file…")?;
        page.the("dialog", "Save this run")?;
        page.is_focused("Save this run")?;
        page.assert_accessible()?;
        for (index, format) in Format::ALL.into_iter().enumerate() {
            page.click("button", format.label())?;
            let name = format.file_name(&game);
            page.says(&format!("Saved: {name}"))?;
            let [got_name, media_type, text] =
                <[Value; 3]>::try_from(saved(page, index + 1)?.as_array().unwrap().clone()).unwrap();
            assert_eq!(got_name, json!(name));
            assert_eq!(media_type.as_str().unwrap().replace(' ', ""), format.media_type().to_lowercase());
            assert!(text == json!(written(&game, format)), "{name} differs from what is written natively");
        }
        let svg = written(&game, Format::Svg);
        let side = |name: &str| -> f64 {
            let (_, rest) = svg.split_once(&format!("{name}=\"")).unwrap();
            rest.split('"').next().unwrap().parse().unwrap()
        };
        page.click("button", "Graph (PNG)")?;
        page.says(".png")?;
        let twice = format!("{} x {}", (side("width") * 2.0) as u32, (side("height") * 2.0) as u32);
        let name = Format::Svg.file_name(&game).replace(".svg", ".png");
        assert_eq!(saved(page, Format::ALL.len() + 1)?, json!([name, "image/png", twice]));
        Ok(())
    })
}

/// What no address can hold comes from its file all the same, and the page says what that means.
#[test]
fn a_run_that_is_too_long_for_a_link_goes_as_a_file() -> Done {
    let catalogue = Catalogue::built_in();
    let mut stream = Stream::new(1, stream_id(Purpose::Player, "noise"), 0);
    let noise: String = (0..NOISE).map(|_| char::from(33 + stream.below(94) as u8)).collect();
    let text = format!("extends: logtriage\n{}\n# {noise}\n", catalogue.text(&format!("{ID}.yaml")).ok_or("no text")?);
    let mut game = Game::open_text(&catalogue, "mine.yaml", &text, SEED).map_err(|error| error.to_string())?;
    game.play(&native::waits(3)).map_err(|error| error.to_string())?;
    let link = Link::of(&game, Scenario::Own { path: "mine.yaml".to_owned(), text }, View::default());
    assert!(link.encode().is_err(), "a link would hold it");
    let file = run_file(Run { game: &game, link: &link });
    journey("", |page| {
        page.the("button", "Open from a file")?;
        hand_over(page, "long.json", file.as_str(), false)?;
        page.is_at(3)?;
        assert_eq!(page.hash()?, "#/run/file");
        page.session.press(&["."])?;
        page.is_at(4)?;
        page.says("This run is too long for an address, and is not kept: save it as a file under Share.")?;
        page.session.run(CATCH, &[])?;
        page.click("button", "Share")?;
        page.says("The run is too long for any link: the file holds it.")?;
        page.click("button", "Save the run as a file")?;
        page.says("Saved: ")?;
        page.assert_accessible()?;
        page.session.wait_until("window.saved.length === 1")?;
        page.reload()?;
        page.the("heading", "This run was opened from a file.")?;
        page.says("open that again")
    })
}

/// Before the end of a war room each role has a view of its own, and files would have everything.
#[test]
fn files_tell_no_role_what_it_may_not_see() -> Done {
    journey(&format!("#/play/chaosops/cascade-hard?seed=7&log={}", native::waits(2).to_text()), |page| {
        page.session.run(CATCH, &[])?;
        page.click("button", "Share")?;
        page.click("button", "Save as a file…")?;
        page.click("button", Format::Csv.label())?;
        page.says("Each role has a view of its own")?;
        page.click("button", Format::Json.label())?;
        page.says("Saved: ")?;
        page.session.wait_until("window.saved.length === 1")
    })
}

/// Drops a file on the page, or chooses it with the button. It holds a text, bytes, or so many zeros.
pub(super) fn hand_over(page: &Page, name: &str, held: impl Into<Value>, dropped: bool) -> Done {
    let held = held.into();
    let script = "const [name, held, dropped] = arguments; const carried = new DataTransfer();
        carried.items.add(new File([typeof held === 'string' ? held : new Uint8Array(held)], name));
        if (dropped) {
            const event = new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true });
            (document.getElementById('author-code') ?? document.querySelector('h1')).dispatchEvent(event);
            return event.defaultPrevented;
        }
        const field = document.getElementById('run-file');
        field.files = carried.files;
        field.dispatchEvent(new Event('change', { bubbles: true }));
        return true;";
    let taken = page.session.run(script, &[json!(name), held, json!(dropped)])?;
    assert_eq!(taken.as_bool(), Some(true), "the browser would have left the page");
    Ok(())
}

#[test]
fn a_file_is_opened_or_told_what_is_wrong_with_it() -> Done {
    let game = native::played(ID, SEED, EXPERT)?;
    let file = written(&game, Format::Json);
    journey("", |page| {
        page.the("button", "Open from a file")?;
        for dropped in [true, false] {
            page.go("#/")?;
            page.the("heading", "Scenarios")?;
            for (name, text, said) in [
                ("a.json", "{", "a.json: The file is no JSON (line 1, column 1)."),
                ("b.json", "{}", "b.json: The file holds no run"),
                ("c.json", &file.replace("\"version\": 1", "\"version\": 9"), "c.json: The file is of a newer kind"),
            ] {
                hand_over(page, name, text, dropped)?;
                page.says(said)?;
            }
            page.assert_accessible()?;
            hand_over(page, "run.json", file.as_str(), dropped)?;
            page.debrief_shown()?;
            assert_eq!(page.digest()?, game.digest_text());
            page.session.wait_until("!document.querySelector('.file-note p')")?;
        }
        // A run is none of the texts that the editor takes.
        page.go("#/author/new")?;
        page.session.wait_until("document.getElementById('author-code')?.shadowRoot?.activeElement")?;
        hand_over(page, "run.json", file.as_str(), true)?;
        page.debrief_shown()?;
        assert_eq!(page.digest()?, game.digest_text());
        Ok(())
    })
}
