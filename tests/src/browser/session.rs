//! A browser with one window, as a test sees it.

use std::thread::sleep;
use std::time::{Duration, Instant};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Value, json};

use super::driver::Driver;
use super::{Engine, Result, Theme, View, keys};

/// How long a page may take to become what a test waits for, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often a browser is started before it counts as one that does not.
const STARTS: usize = 3;
/// The key under which the protocol hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A running browser; it ends with its owner.
pub struct Session {
    engine: Engine,
    driver: Driver,
    id: String,
}

/// An element of the page, by the driver's name for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element(String);

impl Session {
    /// Starts the browser that `BROWNOUT_BROWSER` names, with a window of a laptop's size.
    ///
    /// # Errors
    /// If the driver or the browser does not start.
    pub fn start() -> Result<Self> {
        let engine = Engine::from_environment()?;
        let (driver, id) = open(engine)?;
        let session = Self { engine, driver, id };
        session.resize(View::LAPTOP)?;
        Ok(session)
    }

    /// Which engine this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    fn post(&self, command: &str, body: &Value) -> Result<Value> {
        self.driver.ask("POST", &format!("/session/{}/{command}", self.id), Some(body))
    }

    fn get(&self, command: &str) -> Result<Value> {
        self.driver.ask("GET", &format!("/session/{}/{command}", self.id), None)
    }

    /// Opens an address.
    ///
    /// # Errors
    /// If the browser cannot.
    pub fn open(&self, url: &str) -> Result<()> {
        self.post("url", &json!({ "url": url })).map(drop)
    }

    /// Loads the page anew.
    ///
    /// # Errors
    /// If the browser cannot.
    pub fn reload(&self) -> Result<()> {
        self.post("refresh", &json!({})).map(drop)
    }

    /// Goes back in the history.
    ///
    /// # Errors
    /// If the browser cannot.
    pub fn back(&self) -> Result<()> {
        self.post("back", &json!({})).map(drop)
    }

    /// Goes forward in the history.
    ///
    /// # Errors
    /// If the browser cannot.
    pub fn forward(&self) -> Result<()> {
        self.post("forward", &json!({})).map(drop)
    }

    /// Runs the body of a JavaScript function and gives what it returns.
    ///
    /// # Errors
    /// If it throws.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.post("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// The same for one that ends by calling its last argument.
    ///
    /// # Errors
    /// If it throws or does not end.
    pub fn run_async(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.post("execute/async", &json!({ "script": script, "args": arguments }))
    }

    /// Asks until `look` finds something.
    ///
    /// # Errors
    /// If that does not happen in time; says what was waited for, and what was last seen.
    pub fn wait_for<T>(&self, what: &str, mut look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
        let start = Instant::now();
        loop {
            let seen = match look() {
                Ok(Some(found)) => return Ok(found),
                Ok(None) => self.text().unwrap_or_default(),
                Err(error) => error,
            };
            if start.elapsed() > PATIENCE {
                return Err(format!("waited in vain for {what}; there is: {seen}"));
            }
            sleep(Duration::from_millis(40));
        }
    }

    /// Waits until a JavaScript expression is true.
    ///
    /// # Errors
    /// If that does not happen in time.
    pub fn wait_until(&self, expression: &str) -> Result<()> {
        let script = format!("return Boolean({expression});");
        self.wait_for(expression, || Ok((self.run(&script, &[])? == true).then_some(())))
    }

    /// All text of the page, as a reader sees it.
    ///
    /// # Errors
    /// If there is no page.
    pub fn text(&self) -> Result<String> {
        let text = self.run("return document.body ? document.body.innerText : '';", &[])?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The first element that a CSS selector finds, once there is one.
    ///
    /// # Errors
    /// If there is none in time.
    pub fn find(&self, css: &str) -> Result<Element> {
        self.wait_for(&format!("an element `{css}`"), || Ok(self.find_all(css)?.into_iter().next()))
    }

    /// All elements that a CSS selector finds now.
    ///
    /// # Errors
    /// If the selector is wrong.
    pub fn find_all(&self, css: &str) -> Result<Vec<Element>> {
        let found = self.post("elements", &json!({ "using": "css selector", "value": css }))?;
        let ids = found.as_array().map_or(&[][..], Vec::as_slice).iter();
        Ok(ids.filter_map(|element| Some(Element(element[ELEMENT].as_str()?.to_owned()))).collect())
    }

    /// The element that the body of a JavaScript function returns, if it returns one.
    ///
    /// # Errors
    /// If it throws.
    pub fn pick(&self, script: &str, arguments: &[Value]) -> Result<Option<Element>> {
        let found = self.run(script, arguments)?;
        Ok(found[ELEMENT].as_str().map(|id| Element(id.to_owned())))
    }

    /// Presses an element with the pointer, where a person would.
    ///
    /// # Errors
    /// If something else is in front of it.
    pub fn click(&self, element: &Element) -> Result<()> {
        self.post(&format!("element/{}/click", element.0), &json!({})).map(drop)
    }

    /// The same for a part of a drawing, which not every driver takes for something that can be pressed.
    ///
    /// # Errors
    /// If something else is in front of it.
    pub fn click_drawn(&self, element: &Element) -> Result<()> {
        let script = "const [drawn] = arguments;
            const box = drawn.getBoundingClientRect();
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2].map(Math.round);
            const hit = document.elementFromPoint(x, y);
            return drawn.contains(hit) ? [x, y] : `${hit?.outerHTML} is in front of it`;";
        let at = self.run(script, &[json!({ ELEMENT: element.0 })])?;
        if let Some(other) = at.as_str() {
            return Err(other.to_owned());
        }
        let steps = json!([
            { "type": "pointerMove", "x": at[0], "y": at[1] },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ]);
        let mouse =
            json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": steps });
        self.post("actions", &json!({ "actions": [mouse] })).map(drop)
    }

    /// The element's text as a reader sees it.
    ///
    /// # Errors
    /// If it is gone.
    pub fn text_of(&self, element: &Element) -> Result<String> {
        let text = self.get(&format!("element/{}/text", element.0))?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The element's name for assistive technology.
    ///
    /// # Errors
    /// If it is gone.
    pub fn label_of(&self, element: &Element) -> Result<String> {
        let label = self.get(&format!("element/{}/computedlabel", element.0))?;
        Ok(label.as_str().unwrap_or_default().to_owned())
    }

    /// Presses keys one after the other: `Tab`, `Shift+Tab`, `.`, `Control+a`.
    ///
    /// # Errors
    /// If a key is unknown.
    pub fn press(&self, chords: &[&str]) -> Result<()> {
        chords.iter().try_for_each(|chord| self.post("actions", &keys::chord(chord)?).map(drop))
    }

    /// Types text into whatever has the focus.
    ///
    /// # Errors
    /// If the browser cannot.
    pub fn type_text(&self, text: &str) -> Result<()> {
        text.chars().try_for_each(|letter| self.press(&[&letter.to_string()]))
    }

    /// Goes on inside the frame that a selector finds.
    ///
    /// # Errors
    /// If there is none.
    pub fn enter_frame(&self, css: &str) -> Result<()> {
        let frame = self.find(css)?;
        self.post("frame", &json!({ "id": { ELEMENT: frame.0 } })).map(drop)
    }

    /// The tab that is driven.
    ///
    /// # Errors
    /// If it is gone.
    pub fn tab(&self) -> Result<String> {
        Ok(self.get("window")?.as_str().unwrap_or_default().to_owned())
    }

    /// Goes on in another tab, a new one if none is given.
    ///
    /// # Errors
    /// If the browser cannot, or the tab is gone.
    pub fn go_to_tab(&self, tab: Option<&str>) -> Result<()> {
        let made = match tab {
            Some(tab) => json!(tab),
            // WebKit draws nothing in a tab that is not in front.
            None if self.engine == Engine::WebKit => {
                self.post("window/new", &json!({ "type": "window" }))?["handle"].clone()
            }
            None => self.post("window/new", &json!({ "type": "tab" }))?["handle"].clone(),
        };
        self.post("window", &json!({ "handle": made })).map(drop)
    }

    /// Gives the window's inside a size. Engines other than Chromium keep to a smallest window, which is an error here:
    /// frame the page instead (`frame.html`).
    ///
    /// # Errors
    /// If the window does not take the size.
    pub fn resize(&self, view: View) -> Result<()> {
        let View { width_px, height_px } = view;
        if self.engine == Engine::Chromium {
            let metrics = json!({ "width": width_px, "height": height_px, "deviceScaleFactor": 1, "mobile": false });
            return self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
        }
        // The window's own border and bars are learnt from a first try.
        let mut window = json!({ "width": width_px, "height": height_px });
        for _ in 0..2 {
            self.post("window/rect", &window)?;
            sleep(Duration::from_millis(50));
            let inside = self.run("return [innerWidth, innerHeight];", &[])?;
            if inside == json!([width_px, height_px]) {
                return Ok(());
            }
            let outside = self.get("window/rect")?;
            for (key, index, wanted) in [("width", 0, width_px), ("height", 1, height_px)] {
                let border = outside[key].as_f64().unwrap_or(0.0) - inside[index].as_f64().unwrap_or(0.0);
                window[key] = json!(f64::from(wanted) + border);
            }
        }
        let inside = self.run("return [innerWidth, innerHeight];", &[])?;
        if inside == json!([width_px, height_px]) { Ok(()) } else { Err(format!("the window stays at {inside}")) }
    }

    /// Makes the system ask for a theme, where that can be done (Chromium), else sets the page's own.
    ///
    /// # Errors
    /// If the browser cannot.
    pub fn set_theme(&self, theme: Theme) -> Result<()> {
        if self.engine == Engine::Chromium {
            return self.emulate(&[("prefers-color-scheme", theme.name())]);
        }
        self.run("document.documentElement.dataset.theme = arguments[0];", &[json!(theme.name())]).map(drop)
    }

    /// Makes the system ask for these media features (`prefers-reduced-motion`, `forced-colors` …), and for no others.
    ///
    /// # Errors
    /// In engines other than Chromium, whose drivers cannot.
    pub fn emulate(&self, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }))
    }

    /// Makes the browser as slow as a phone: the page's own thread takes `times` as long, and the network has this rate
    /// and this round trip.
    ///
    /// # Errors
    /// In engines other than Chromium, whose drivers cannot.
    pub fn slow_down(&self, times: u32, bits_per_second: u32, round_trip_ms: u32) -> Result<()> {
        self.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": times }))?;
        self.devtools("Network.enable", &json!({}))?;
        let bytes_per_second = bits_per_second / 8;
        self.devtools(
            "Network.emulateNetworkConditions",
            &json!({ "offline": false, "latency": round_trip_ms, "downloadThroughput": bytes_per_second,
                "uploadThroughput": bytes_per_second }),
        )
    }

    fn devtools(&self, command: &str, parameters: &Value) -> Result<()> {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters })).map(drop)
    }

    /// The page as a PNG.
    ///
    /// # Errors
    /// If the browser cannot.
    pub fn screenshot(&self) -> Result<Vec<u8>> {
        let picture = self.get("screenshot")?;
        let picture = picture.as_str().unwrap_or_default();
        BASE64_STANDARD.decode(picture).map_err(|error| format!("the screenshot: {error}"))
    }

    /// What the console holds of errors, beyond what the page's own scripts can see; only Chromium tells.
    ///
    /// # Errors
    /// If the browser cannot.
    pub fn console_errors(&self) -> Result<Vec<String>> {
        if self.engine != Engine::Chromium {
            return Ok(Vec::new());
        }
        let log = self.post("se/log", &json!({ "type": "browser" }))?;
        let entries = log.as_array().map_or(&[][..], Vec::as_slice).iter();
        let severe = entries.filter(|entry| entry["level"] == "SEVERE");
        Ok(severe.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect())
    }
}

/// A driver with a browser. A browser that is started may hang before it shows a page, about once in a thousand times on
/// a busy machine; that is said and tried again with a new driver, because it says nothing about the page.
fn open(engine: Engine) -> Result<(Driver, String)> {
    let capabilities = engine.capabilities()?;
    let start = || {
        let driver = Driver::start(engine)?;
        let id = driver.open(&capabilities)?;
        Ok((driver, id))
    };
    let mut outcome: Result<_> = start();
    for _ in 1..STARTS {
        let Err(error) = &outcome else { break };
        eprintln!("{engine:?} did not start and is started again: {error}");
        outcome = start();
    }
    outcome
}

impl Drop for Session {
    fn drop(&mut self) {
        // The driver's end would leave its browser behind.
        let _ = self.driver.ask("DELETE", &format!("/session/{}", self.id), None);
    }
}
