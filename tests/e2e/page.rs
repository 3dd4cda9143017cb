//! The page as a person meets it: the one place that knows its elements. Journeys are written in these verbs.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use brownout_tests::browser::{self, Session, Site};
use serde_json::{Value, json};

type Result<T> = browser::Result<T>;

/// What a test gives.
pub type Done = Result<()>;

/// Where pictures of failures go.
const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/e2e");
/// The rules that the page is held to, and the checker's own advice.
const RULES: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// A journey over the page from a hash on (nothing for the gallery). Wherever it goes, the page has to stay clean; where
/// it fails, there is a picture and a way to see it again.
pub fn journey(hash: &str, body: impl FnOnce(&Page) -> Done) -> Done {
    witnessed(&Page::open(hash)?, |page| body(page).and_then(|()| page.assert_clean()))
}

/// Like [`journey`], where the page itself is not meant to start or not meant to stay clean: `script` runs before it,
/// and `body` says what has to hold.
pub fn visit(hash: &str, script: &str, body: impl FnOnce(&Page) -> Done) -> Done {
    witnessed(&Page::visit(hash, script)?, body)
}

/// Adds the evidence to a failure, be it an error or a panic.
fn witnessed(page: &Page, body: impl FnOnce(&Page) -> Done) -> Done {
    let went = catch_unwind(AssertUnwindSafe(|| body(page))).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        Err(text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default())
    });
    went.map_err(|error| format!("{error}\n{}", page.evidence()))
}

/// An open page.
pub struct Page {
    /// The browser.
    pub session: Session,
    /// The host.
    pub site: Site,
}

impl Page {
    /// Opens the page at a hash (`#/…`, or nothing for the gallery) and waits until the program runs.
    fn open(hash: &str) -> Result<Self> {
        let page = Self::visit(hash, "")?;
        page.started()?;
        Ok(page)
    }

    /// Opens the page and waits for nothing. `script` runs first, to take something away from the browser.
    fn visit(hash: &str, script: &str) -> Result<Self> {
        let (session, site) = (Session::start()?, Site::start_with(script)?);
        session.open(&site.url(hash))?;
        Ok(Self { session, site })
    }

    /// Waits until the program runs: what boot.js said on the way is gone.
    pub fn started(&self) -> Result<()> {
        self.session.wait_until("document.readyState === 'complete' && !document.getElementById('boot')")
    }

    /// Waits until the page shows a text.
    pub fn says(&self, text: &str) -> Result<()> {
        let look = || Ok(self.session.text()?.contains(text).then_some(()));
        self.session.wait_for(&format!("the text {text:?}"), look)
    }

    /// Loads the page anew and waits until the program runs.
    pub fn reload(&self) -> Done {
        // What the probe saw goes with the page.
        self.assert_clean()?;
        self.session.reload()?;
        self.started()
    }

    /// Waits until the debrief covers the panels.
    pub fn debrief_shown(&self) -> Done {
        self.the("heading", "Debrief").map(drop)
    }

    /// Waits until the page shows what `shown` gave before.
    pub fn shows(&self, expected: &Value) -> Done {
        let shows = || Ok((self.shown()? == *expected).then_some(()));
        let seen = self.session.wait_for("the same as before", shows);
        seen.map_err(|_| format!("before: {expected}\nnow: {}", self.shown().unwrap_or_default()))
    }

    /// What helps to understand a failure.
    fn evidence(&self) -> String {
        let engine = format!("{:?}", self.session.engine()).to_lowercase();
        let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
        let picture = Path::new(PICTURES).join(format!("{engine}-{test}.png"));
        let saved = self.session.screenshot().and_then(|png| {
            fs::create_dir_all(PICTURES).and_then(|()| fs::write(&picture, png)).map_err(|error| error.to_string())
        });
        let picture = saved.map_or_else(|error| error, |()| picture.display().to_string());
        let seen = self.assert_clean().err().unwrap_or_else(|| "nothing".to_owned());
        let name = test.rsplit('-').next().unwrap_or_default();
        format!(
            "  the address: {}\n  the probe saw: {seen}\n  a picture: {picture}\n  again: cargo xtask test e2e --browser {engine} -- {name}",
            self.hash().unwrap_or_default()
        )
    }

    /// Fails on anything that a good page does not do, whatever was done with it: violations of its policy, errors,
    /// files that are missing or fetched twice, requests to anybody else.
    pub fn assert_clean(&self) -> Result<()> {
        let mut wrong = self.probed("violations")?;
        wrong.extend(self.probed("errors")?);
        wrong.extend(self.session.console_errors()?);

        let requests = self.site.requests();
        wrong.extend(requests.iter().filter(|request| request.status != 200).map(|request| format!("{request:?}")));
        let is_program = |path: &&str| path.contains("_bg.wasm") || path.contains("_split_");
        let programs: Vec<&str> = requests.iter().map(|request| request.path.as_str()).filter(is_program).collect();
        let loads = requests.iter().filter(|request| request.path.is_empty()).count();
        // The program and its parts, each once.
        if programs.iter().any(|path| programs.iter().filter(|other| *other == path).count() > loads) {
            wrong.push("a wasm was fetched more than once".to_owned());
        }
        wrong.extend(self.foreign_requests()?);
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
    }

    fn probed(&self, list: &str) -> Result<Vec<String>> {
        texts(&self.session.run(&format!("return window.probe.{list};"), &[])?)
    }

    /// Addresses outside the page's origin that it asked for, whether it got them or not.
    fn foreign_requests(&self) -> Result<Vec<String>> {
        let asked =
            self.session.run("return performance.getEntriesByType('resource').map((entry) => entry.name);", &[])?;
        let origin = self.site.origin();
        let inside =
            |name: &String| name.starts_with(&origin) || name.starts_with("data:") || name.starts_with("blob:");
        Ok(texts(&asked)?.into_iter().filter(|name| !inside(name)).collect())
    }

    /// Fails on anything that axe finds.
    pub fn assert_accessible(&self) -> Result<()> {
        // A colour on its way to another is neither.
        self.session.wait_until("document.getAnimations().every((one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity)")?;
        // The script defines a global only if it runs as a script's own top level.
        self.session.run(&format!("{}\nwindow.axe = window.axe || axe;", browser::axe()?), &[])?;
        let check = "const done = arguments[arguments.length - 1];
            axe.run({ resultTypes: ['violations'], runOnly: arguments[0] }).then(
                (result) => done(result.violations.flatMap((rule) => rule.nodes.map(
                    (node) => `${rule.id}: ${rule.help}: ${node.html} (${node.failureSummary})`))),
                (error) => done([String(error)]));";
        let found = texts(&self.session.run_async(check, &[json!(RULES)])?)?;
        if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
    }
}

/// A list of texts that came from the page.
pub fn texts(list: &Value) -> Result<Vec<String>> {
    let list = list.as_array().ok_or_else(|| format!("not a list: {list}"))?;
    Ok(list.iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect())
}
