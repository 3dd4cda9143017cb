//! Pictures of the built page, for people to look at: `cargo xtask screenshots`. Arguments are a folder and the hashes
//! to open; each is taken on a laptop and a phone, dark and light.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::thread::sleep;
use std::time::Duration;

use brownout_tests::browser::{Result, Session, Site, Theme, View};

/// Long enough for a first drawing and the slowest transition.
const SETTLE: Duration = Duration::from_millis(700);

fn main() -> ExitCode {
    match take() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn take() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().ok_or("the folder for the pictures is missing")?;
    let mut hashes: Vec<String> = arguments.collect();
    if hashes.is_empty() {
        hashes.push("#/".to_owned());
    }
    fs::create_dir_all(&out).map_err(|error| format!("{out}: {error}"))?;

    let (session, site) = (Session::start()?, Site::start()?);
    for hash in &hashes {
        for (size, view) in [("1280", View::LAPTOP), ("390", View::PHONE)] {
            for theme in [Theme::Dark, Theme::Light] {
                session.resize(view)?;
                session.set_theme(theme)?;
                // By way of an empty page, because a hash alone loads nothing.
                session.open("about:blank")?;
                session.open(&site.url(hash))?;
                session.wait_until("document.readyState === 'complete' && !document.getElementById('boot')")?;
                sleep(SETTLE);
                let file = Path::new(&out).join(format!("{}-{size}-{}.png", name(hash), theme.name()));
                fs::write(&file, session.screenshot()?).map_err(|error| format!("{}: {error}", file.display()))?;
                println!("{}", file.display());
            }
        }
    }
    let errors = session.console_errors()?;
    if errors.is_empty() { Ok(()) } else { Err(errors.join("\n")) }
}

/// A file's name for a hash.
fn name(hash: &str) -> String {
    let words: Vec<_> =
        hash.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "gallery".to_owned() } else { words.join("-").chars().take(80).collect() }
}
