//! What a person does on the page and sees there, by role and name.

use brownout_run::RunLog;
use brownout_run::link::Link;
use brownout_tests::browser::{Element, Result};
use serde_json::{Value, json};

use super::native;
use super::page::{Page, texts};

const NAMES: &str = include_str!("names.js");
/// Nothing on a page is further away than this.
const TABS_MOST: usize = 90;

/// The parts of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub path: String,
    pub seed: u64,
    pub tick: Option<u32>,
    pub log: String,
}

impl Page {
    /// What has this role and name, if it is there and can be seen.
    pub fn look(&self, role: &str, name: &str) -> Result<Option<Element>> {
        let script = format!(
            "{NAMES}
            const [role, name] = arguments;
            const all = [...(role === 'dialog' ? document : front).querySelectorAll(ROLES[role])].filter(seen).map((e) => [e, nameOf(e)]);
            const match = all.find(([, n]) => n === name) ?? all.find(([, n]) => n.startsWith(name))
                ?? all.find(([, n]) => n.includes(name));
            // What one presses of a radio is its label.
            return match ? (role === 'radio' ? match[0].closest('label') ?? match[0] : match[0]) : null;"
        );
        self.session.pick(&script, &[json!(role), json!(name)])
    }

    /// The same, once it is there.
    pub fn the(&self, role: &str, name: &str) -> Result<Element> {
        self.session.wait_for(&format!("the {role} {name:?}"), || self.look(role, name))
    }

    /// Presses it with the pointer.
    pub fn click(&self, role: &str, name: &str) -> Result<()> {
        let found = self.the(role, name)?;
        self.session.click(&found).map_err(|error| format!("{role} {name:?}: {error}"))
    }

    /// Role-free name of what has the focus.
    pub fn focused(&self) -> Result<String> {
        let script = format!(
            "{NAMES} const now = document.activeElement;
            // Firefox lets one tab to what only scrolls, and that is called by all its text.
            return now && now.matches('a, button, input, select, textarea, summary, [role], [tabindex]') ? nameOf(now) : '';"
        );
        Ok(self.session.run(&script, &[])?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the focus is on something of this name.
    pub fn is_focused(&self, name: &str) -> Result<()> {
        let what = format!("the focus on {name:?}");
        self.session.wait_for(&what, || Ok(self.focused()?.contains(name).then_some(())))
    }

    /// Goes with Tab to something of this name.
    pub fn tab_to(&self, name: &str) -> Result<()> {
        let mut passed = Vec::new();
        for _ in 0..TABS_MOST {
            self.session.press(&["Tab"])?;
            let now = self.focused()?;
            if now.contains(name) {
                return Ok(());
            }
            passed.push(now);
        }
        Err(format!("Tab does not lead to {name:?}; it led to: {}", passed.join(" | ")))
    }

    /// The address bar's `#…`.
    pub fn hash(&self) -> Result<String> {
        Ok(self.session.run("return location.hash;", &[])?.as_str().unwrap_or_default().to_owned())
    }

    /// The address bar, taken apart: readable or a link, it says the same.
    pub fn address(&self) -> Result<Address> {
        let hash = self.hash()?;
        if hash.starts_with("#/run/") {
            let link = Link::decode(&hash).map_err(|error| format!("{error}\nthe address: {hash}"))?;
            let id = link.scenario.name();
            let (path, tick, log) = (format!("#/play/{id}"), link.view.tick, link.log.to_text());
            return Ok(Address { path, seed: link.seed, tick, log });
        }
        let (path, query) = hash.split_once('?').unwrap_or((&hash, ""));
        let value = |name: &str| {
            query.split('&').filter_map(|pair| pair.split_once('=')).find(|pair| pair.0 == name).map(|pair| pair.1)
        };
        Ok(Address {
            path: path.to_owned(),
            seed: value("seed").and_then(|seed| seed.parse().ok()).ok_or_else(|| format!("no seed in {hash}"))?,
            tick: value("tick").and_then(|tick| tick.parse().ok()),
            log: value("log").unwrap_or_default().to_owned(),
        })
    }

    /// Waits until the address says this.
    pub fn address_is(&self, test: impl Fn(&Address) -> bool) -> Result<Address> {
        let look = || self.address().map(|address| test(&address).then_some(address));
        let found = self.session.wait_for("the address", look);
        found.map_err(|error| format!("{error}\nthe address: {}", self.hash().unwrap_or_default()))
    }

    /// Waits until the address holds a run of so many deeds; it follows with a delay.
    pub fn address_of(&self, deeds: usize) -> Result<Address> {
        self.address_is(|address| RunLog::from_text(&address.log).is_ok_and(|log| log.len() == deeds))
    }

    /// Waits until the address holds a run that is over, and gives its log.
    pub fn finished_log(&self, id: &str) -> Result<RunLog> {
        let over = |address: &Address| {
            let log = RunLog::from_text(&address.log).map_err(|error| error.to_string())?;
            Ok::<_, String>(native::replay(id, address.seed, &log)?.over().is_some().then_some(log))
        };
        self.session.wait_for("a run that is over in the address", || over(&self.address()?))
    }

    /// Goes to another hash, as a link in the page does.
    pub fn go(&self, hash: &str) -> Result<()> {
        self.session.run("location.hash = arguments[0];", &[json!(hash)]).map(drop)
    }

    /// The tick that the timeline tells.
    pub fn tick(&self) -> Result<u32> {
        self.the("slider", "Timeline")?;
        let now =
            self.session.run("return document.querySelector('[role=slider]').getAttribute('aria-valuenow');", &[])?;
        now.as_str().and_then(|tick| tick.parse().ok()).ok_or_else(|| format!("the timeline is at {now}"))
    }

    /// Waits until the page shows this tick.
    pub fn is_at(&self, tick: u32) -> Result<()> {
        self.session.wait_for(&format!("tick {tick}"), || Ok((self.tick()? == tick).then_some(())))
    }

    /// What the page shows of the run at this tick: status, services, alerts, how many log lines there are and the
    /// newest of them (which lines are drawn depends on where the list was scrolled to).
    pub fn shown(&self) -> Result<Value> {
        // Scrolling and sizes follow a frame or two behind: once two looks agree, the page rests.
        let script = "const done = arguments[arguments.length - 1];
            const text = (css) => [...document.querySelectorAll(css)].map((part) => part.textContent);
            const name = (css) => [...document.querySelectorAll(css)].map((part) => part.getAttribute('aria-label'));
            const look = () => [text('[aria-label=\"Run status\"], #alerts'), name('#graph [role=button], [role=log]'),
                text('[role=log] li').slice(-5)];
            const rest = (before, left) => setTimeout(() => requestAnimationFrame(() => {
                const now = look();
                if (left === 0 || JSON.stringify(now) === JSON.stringify(before)) done(now);
                else rest(now, left - 1);
            }), 100);
            rest(look(), 20);";
        self.session.run_async(script, &[])
    }

    /// Presses a service in the graph with the pointer.
    pub fn select(&self, service: &str) -> Result<()> {
        let name = format!("{service}, ");
        // The drawing takes its size a moment after the page, and another run has another drawing: each try looks for it anew.
        let pressed = || Ok(self.look("button", &name)?.and_then(|node| self.session.click_drawn(&node).ok()));
        self.session.wait_for(&format!("{service} to be pressed"), pressed)?;
        let pressed = format!("document.querySelector('#graph [aria-pressed=true][aria-label^=\"{service}, \"]')");
        self.session.wait_until(&pressed)
    }

    /// Chooses in a form, by the names of question and answer.
    pub fn choose(&self, answer: &str) -> Result<()> {
        let either = || Ok(self.look("radio", answer)?.or(self.look("option", answer)?));
        let found = self.session.wait_for(&format!("the answer {answer:?}"), either)?;
        self.session.click(&found).map_err(|error| format!("the answer {answer:?}: {error}"))
    }

    /// Takes what the open form offers.
    pub fn submit(&self) -> Result<()> {
        let found = self.session.find("form [type=submit]")?;
        self.session.click(&found)
    }

    /// Waits for the debrief and gives its digest.
    pub fn digest(&self) -> Result<String> {
        let found = self.session.find("#digest")?;
        self.session.text_of(&found)
    }

    /// Checks the whole debrief against the native run of the same deeds, and the address too: it holds that run.
    pub fn debrief_is(&self, id: &str, seed: u64, log: &RunLog) -> Result<()> {
        let game = native::replay(id, seed, log)?;
        let want = native::debrief(&game)?;
        let address = self.address_is(|address| address.log == game.log().to_text())?;
        assert_eq!((address.seed, address.tick), (seed, None));
        let what = format!("digest {} of {id} with seed {seed}", game.digest_text());
        self.session.wait_for(&what, || Ok((self.digest()? == game.digest_text()).then_some(())))?;
        self.is_focused("Debrief")?;

        let shown = self.session.run("return document.getElementById('score').textContent;", &[])?;
        assert_eq!(shown, points(want.score));
        let parts = self.session.run(
            "return [...document.querySelectorAll('section[aria-label=Score] tbody tr')].map((row) =>
                [row.querySelector('th'), ...row.querySelectorAll('.num')].map((cell) => cell.textContent).join('|'));",
            &[],
        )?;
        let got =
            |points: String| if points.starts_with('−') || points == "0.00" { points } else { format!("+{points}") };
        let line = |part: &brownout_run::debrief::PartScore| {
            format!("{}|{}|{}", part.label, got(points(part.points)), points(part.most))
        };
        assert_eq!(texts(&parts)?, want.parts.iter().map(line).collect::<Vec<_>>());
        self.says(if want.won { "Won." } else { "Not won." })?;
        // The truth stands here, and nowhere before.
        want.faults.iter().filter(|fault| !fault.because.is_empty()).try_for_each(|fault| self.says(&fault.because))
    }
}

fn points(points: f64) -> String {
    let text = format!("{points:.2}");
    let zero = text == "-0.00";
    if zero { "0.00".to_owned() } else { text.replace('-', "−") }
}
