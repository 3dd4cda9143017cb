//! The three engines, and what each must be told at the start.

use serde_json::{Value, json};

use super::{Result, setting};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, through chromedriver.
    Chromium,
    /// Firefox, through geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, through WebKitWebDriver.
    WebKit,
}

impl Engine {
    /// The one that this run is for.
    ///
    /// # Errors
    /// If `BROWNOUT_BROWSER` does not name one.
    pub fn from_environment() -> Result<Self> {
        match setting("BROWNOUT_BROWSER")?.as_str() {
            "chromium" => Ok(Self::Chromium),
            "firefox" => Ok(Self::Firefox),
            "webkit" => Ok(Self::WebKit),
            other => Err(format!("BROWNOUT_BROWSER is `{other}`; known: chromium, firefox, webkit")),
        }
    }

    /// Arguments of the driver, to listen on a port.
    pub(super) fn driver_arguments(self, port: u16) -> Vec<String> {
        match self {
            Self::Chromium | Self::WebKit => vec![format!("--port={port}")],
            // Its second port would otherwise be a fixed one, and two drivers at a time would meet there.
            Self::Firefox => ["--port", &port.to_string(), "--websocket-port", "0"].map(str::to_owned).to_vec(),
        }
    }

    /// The body of "new session". The options are those that wasm-bindgen's test runner gets.
    pub(super) fn capabilities(self) -> Result<Value> {
        let options = match self {
            Self::Chromium => include_str!("../../browsers/chromium.json"),
            Self::Firefox => include_str!("../../browsers/firefox.json"),
            Self::WebKit => include_str!("../../browsers/webkit.json"),
        };
        let mut options: Value = serde_json::from_str(options).map_err(|error| format!("tests/browsers: {error}"))?;
        if self == Self::Chromium {
            options["goog:loggingPrefs"] = json!({ "browser": "ALL" });
        }
        Ok(json!({ "capabilities": { "alwaysMatch": options } }))
    }
}
